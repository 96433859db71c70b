"""Notebooks run again only where a file that they opened, their code, or what they stand on has changed.

What a notebook opens is known only after it ran. So two things are kept: for its code, which files it opened; and for
its code with the content of those files, what came out.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.reuse.digests import Facts, files_under, is_leftover, name_within
from annual_report.reuse.sources import content_now, contents_of, names_of_records, told_facts
from annual_report.reuse.steps import Steps
from annual_report.reuse.store import Content
from annual_report.running.execute import Run, run_notebooks
from annual_report.running.inputs import Noted, Noting
from annual_report.running.kernels import Kernels
from annual_report.running.parameters import Parameters

_LISTS = 16  # lists of opened files kept for one notebook's code: which it opens may depend on what is in them
_LISTED, _EXECUTED = "opened.json", "executed.ipynb"

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is known of a notebook before it runs: what it depends on, as far as that is known, and the kept run."""

    notebook: Path
    base: Facts
    content: Content | None

    @property
    def step(self) -> str:
        return f"notebook {self.notebook.stem}"


@dataclass(slots=True)
class Reruns:
    """Runs the notebooks of an edition, or reuses their runs.

    ``unsettled`` says of each notebook that cannot be reused why not; ``opened`` names all that they opened.
    """

    project: Project
    edition: Edition
    parameters: Parameters
    steps: Steps
    kernels: Kernels = Kernels.WARM
    unsettled: dict[str, str] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)

    def run(self, notebooks: Sequence[Path], output: Path, progress: Progress, jobs: int | None = None) -> list[Run]:
        """Return the runs of ``notebooks`` in their order, each executed file in ``output``.

        Args:
            notebooks: the notebooks.
            output: the folder for the executed ones; it must exist.
            progress: told of each that runs, and of each that cannot be reused.
            jobs: how many run at a time; the machine's cores by default.

        Raises:
            InputError: if a notebook's parameters cell is wrong.
            RunError: if a notebook fails. What ran well is kept all the same.
        """
        before = contents_of(self.project, self.edition)
        looked = {notebook.stem: self._look(notebook, before) for notebook in notebooks}
        runs = {name: _restore(one, output) for name, one in looked.items() if one.content is not None}
        stale = [notebook for notebook in notebooks if notebook.stem not in runs]
        reused = len(runs)

        def finished(run: Run) -> None:
            runs[run.name] = run
            progress(f"notebook {len(runs) - reused} of {len(stale)}: {run.name} ({run.seconds:.1f} s)")
            self._keep(run, looked[run.name], before)
            if run.name in self.unsettled:
                progress(f"{run.name} cannot be reused: it {self.unsettled[run.name]}")

        if reused:
            progress(f"{reused} of {len(notebooks)} notebooks reused")
        if stale:
            run_notebooks(stale, self.parameters, output, finished, jobs, self._noting(), self.kernels)
        return [runs[notebook.stem] for notebook in notebooks]

    def _noting(self) -> Noting:
        folders = (self.project.data, self.edition.records_folder, self.project.notebooks)
        # what is prepared of the records is made from files that a run opens too
        return Noting(folders, (*self.steps.ground.folders, self.edition.prepared_folder))

    def _look(self, notebook: Path, before: Facts) -> _Looked:
        """Return what the store has of a notebook's run: for one of the lists of files that it opened earlier."""
        looked = _Looked(notebook, self._base(notebook, before), None)
        lists, damaged = self._lists(looked)
        for names in lists:
            inputs = {**looked.base, **self._facts(names, before)}
            found = self.steps.store.get(self.steps.key(looked.step, inputs))
            if found.content is not None:
                self.opened |= names
                self.steps.tell(looked.step, inputs, reused=True)
                return _Looked(notebook, looked.base, found.content)
            damaged = damaged or found.damaged
        likely = lists[0] if lists else self.steps.last.steps.get(looked.step, {}).keys() - looked.base.keys()
        inputs = {**looked.base, **self._facts(likely, before)}
        self.steps.tell(looked.step, inputs, reused=False, damaged=damaged)
        return looked

    def _keep(self, run: Run, looked: _Looked, before: Facts) -> None:
        """Keep a good run, unless nobody can say what it depended on."""
        noted = run.noted or Noted()
        names = self._names(noted, before)
        inputs = {**looked.base, **self._facts(names, before)}
        self.opened |= names
        self.steps.inputs[looked.step] = inputs
        if reason := self._reason(noted, looked, inputs):
            self.unsettled[run.name] = reason
            return
        self.steps.store.put(self.steps.key(looked.step, inputs), {_EXECUTED: run.file.read_bytes()})
        lists, _ = self._lists(looked)
        newest = [names, *(known for known in lists if known != names)][:_LISTS]
        content = json.dumps([sorted(known) for known in newest]).encode()
        self.steps.store.put(self._list_key(looked), {_LISTED: content})

    def _base(self, notebook: Path, before: Facts) -> Facts:
        """Return what a run depends on whatever it opens: the notebook, what lies beside it, what it is told."""
        beside = (file for file in files_under(self.project.notebooks) if file.suffix != ".ipynb")
        names = [name_within(file, self.project.root) for file in (notebook, *beside)]
        told = told_facts(self.parameters.model_dump(), self.kernels.value)
        return {**self._facts(names, before), **told, **names_of_records(self.edition)}

    def _facts(self, names: "Sequence[str] | set[str]", before: Facts) -> Facts:
        return {name: before.get(name) or content_now(name, self.project.root) for name in names}

    def _list_key(self, looked: _Looked) -> str:
        return self.steps.key(f"files opened by {looked.step}", looked.base)

    def _lists(self, looked: _Looked) -> tuple[list[set[str]], bool]:
        """Return the lists of files that runs of this code opened, the newest first, and whether they are damaged."""
        found = self.steps.store.get(self._list_key(looked))
        lists = json.loads(found.content[_LISTED]) if found.content else []
        return [set(names) for names in lists], found.damaged

    def _names(self, noted: Noted, before: Facts) -> set[str]:
        """Return the names of what a run opened and listed; of all records, where a library opens files unseen."""
        opened = {self._name(file) for file in noted.opened}
        # Python itself lists the notebooks' folder, to find modules: those are part of what every run depends on
        listed = {f"{self._name(folder)}/" for folder in noted.listed if not _is(folder, self.project.notebooks)}
        return opened | listed | (set(before) if noted.unseen else set())

    def _reason(self, noted: Noted, looked: _Looked, inputs: Facts) -> str:
        """Return why a run cannot be reused; empty if it can."""
        hidden = [file for file in noted.opened if any(map(is_leftover, Path(self._name(file)).parts))]
        if noted.unsettled or hidden:
            return "; ".join([*noted.unsettled, *(f"opened {file}, which is hidden" for file in hidden)])
        now = {**self._base(looked.notebook, {}), **self._facts(inputs.keys() - looked.base.keys(), {})}
        changed = sorted(name for name in {*inputs, *now} if inputs.get(name) != now.get(name))
        return f"ran while a file was changed: {', '.join(changed)}" if changed else ""

    def _name(self, file: Path) -> str:
        for root in (self.project.root.absolute(), self.project.root.resolve()):
            if file.is_relative_to(root):
                return name_within(file, root)
        return str(file)


def _is(folder: Path, other: Path) -> bool:
    return folder in (other.absolute(), other.resolve())


def _restore(looked: _Looked, output: Path) -> Run:
    file = output / looked.notebook.name
    assert looked.content is not None  # noqa: S101  asked for only where there is one
    file.write_bytes(looked.content[_EXECUTED])
    return Run(looked.notebook.stem, file, 0.0)
