"""The first half of a preview: records to release, running only the notebooks that a change concerns."""

from dataclasses import dataclass, field
from pathlib import Path

from annual_report.build import Progress, gather_pinned, prepare, telling
from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.figures.verdicts import as_message
from annual_report.preview.reruns import Memory, contents_of
from annual_report.release import Release
from annual_report.releasing import release_from
from annual_report.running.execute import Run, find_notebooks, run_notebooks
from annual_report.running.inputs import Noting
from annual_report.running.parameters import Parameters


@dataclass(frozen=True, slots=True)
class Figures:
    """What a book is made of, and what is wrong with it: ``contradicted`` is empty where all comes out as printed."""

    release: Release
    runs: tuple[Run, ...]
    contradicted: str


@dataclass(slots=True)
class FiguresMaker:
    """Makes the figures of an edition again and again, in a folder of its own, remembering the runs."""

    project: Project
    edition: str
    folder: Path
    progress: Progress
    memory: Memory = field(default_factory=Memory)

    def make(self) -> Figures:
        """Check the records, run what must run, and return the figures.

        Raises:
            ReportError: if a record, a setting or a notebook is wrong. What ran well is remembered all the same.
        """
        edition, parameters = prepare(self.project, self.edition, {}, self.progress)
        runs = self._run(edition, parameters)
        ledger = gather_pinned(edition, runs)
        releasing = release_from(edition, ledger)
        faults = releasing.contradicted
        return Figures(releasing.release, runs, as_message(faults) if faults else "")

    def _run(self, edition: Edition, parameters: Parameters) -> tuple[Run, ...]:
        notebooks = find_notebooks(self.project.notebooks)
        records = (self.project.data, edition.records_folder)
        contents = contents_of((self.project.notebooks, *records))
        self.memory.engine = frozenset({edition.published_file, edition.decisions_file})
        stale = self.memory.stale(notebooks, parameters, contents)
        by_name = {notebook.stem: notebook for notebook in stale}

        tell = telling(self.progress, len(stale))

        def finished(run: Run) -> None:
            tell(run)
            self.memory.remember(by_name[run.name], run, parameters, contents)

        if stale:
            self.folder.mkdir(parents=True, exist_ok=True)
            run_notebooks(stale, parameters, self.folder, finished, noting=Noting(records))
        return self.memory.runs(notebooks)
