"""The first half of a preview: records to release, running only the notebooks that a change concerns."""

from dataclasses import dataclass, field
from pathlib import Path

from annual_report.build import Progress, gather_pinned, prepare
from annual_report.editions.project import Project
from annual_report.figures.verdicts import as_message
from annual_report.press.left_out import told_of
from annual_report.private import own_folder
from annual_report.release import Release
from annual_report.releasing import release_from
from annual_report.reuse.digests import digest_of_file
from annual_report.reuse.ground import ground_of
from annual_report.reuse.runs import Reruns
from annual_report.reuse.steps import Steps
from annual_report.reuse.store import Store
from annual_report.running.execute import Run, find_notebooks


@dataclass(frozen=True, slots=True)
class Figures:
    """What a book is made of, and what is wrong with it: ``contradicted`` is empty where all comes out as printed.

    ``executed`` are the digests of the runs' files: figures are the same if these and the release are.
    """

    release: Release
    runs: tuple[Run, ...] = field(compare=False)
    executed: tuple[str, ...]
    contradicted: str


@dataclass(frozen=True, slots=True)
class FiguresMaker:
    """Makes the figures of an edition again and again, in a folder of its own, from the store that builds use too."""

    project: Project
    edition: str
    folder: Path
    progress: Progress

    def make(self) -> Figures:
        """Check the records, run what must run, and return the figures.

        Raises:
            ReportError: if a record, a setting or a notebook is wrong. What ran well is kept all the same.
        """
        edition, parameters = prepare(self.project, self.edition, {}, self.progress)
        steps = Steps(Store(self.project.store), ground_of(self.project.root, edition.subject))
        own_folder(self.folder)
        notebooks = find_notebooks(self.project.notebooks)
        runs = Reruns(self.project, edition, parameters, steps).run(notebooks, self.folder, self.progress)
        for line in told_of(runs):
            self.progress(line)
        releasing = release_from(edition, gather_pinned(edition, runs))
        faults = releasing.contradicted
        executed = tuple(digest_of_file(run.file) for run in runs)
        return Figures(releasing.release, tuple(runs), executed, as_message(faults) if faults else "")
