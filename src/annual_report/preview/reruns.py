"""Which notebooks must run again: what each run depended on is remembered, by content and not by time.

A notebook runs again if its own file or a file that it opened has changed, come or gone. It also runs again if a file
changed that no notebook is known to have opened: a new table, a helper beside the notebooks, or a file that a library
read behind Python's back. Only files that the engine alone reads are left out of that.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annual_report.running.execute import Run
from annual_report.running.parameters import Parameters

#: The SHA-256 of each file.
Contents = Mapping[Path, str]


def contents_of(folders: Iterable[Path]) -> Contents:
    """Return the content of each file under ``folders``, hidden ones and what an editor leaves behind left out."""
    files = {file for folder in folders for file in folder.rglob("*") if _is_source(file.relative_to(folder))}
    return {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files) if file.is_file()}


@dataclass(frozen=True, slots=True)
class _Remembered:
    run: Run
    parameters: Parameters
    contents: Contents


@dataclass(slots=True)
class Memory:
    """The last good run of each notebook, with what all files held when it ran.

    ``engine`` are the files of the data folder that no notebook reads.
    """

    engine: frozenset[Path] = frozenset()
    _runs: dict[Path, _Remembered] = field(default_factory=dict)

    def stale(self, notebooks: Sequence[Path], parameters: Parameters, now: Contents) -> list[Path]:
        """Return the notebooks that must run, and forget their runs: the executed files are about to be replaced."""
        stale = [notebook for notebook in notebooks if not self._is_current(notebook, parameters, now)]
        for notebook in stale:
            self._runs.pop(notebook, None)
        return stale

    def remember(self, notebook: Path, run: Run, parameters: Parameters, contents: Contents) -> None:
        """Keep a good run, with what the files held before it started."""
        self._runs[notebook] = _Remembered(run, parameters, contents)

    def runs(self, notebooks: Sequence[Path]) -> tuple[Run, ...]:
        """Return the remembered runs of ``notebooks``, in their order."""
        return tuple(self._runs[notebook].run for notebook in notebooks)

    def _is_current(self, notebook: Path, parameters: Parameters, now: Contents) -> bool:
        last = self._runs.get(notebook)
        if last is None or last.parameters != parameters:
            return False
        changed = {file for file in {*last.contents, *now} if last.contents.get(file) != now.get(file)}
        return not changed & {notebook, *_opened(last.run)} and not self._strangers(changed)

    def _strangers(self, files: set[Path]) -> set[Path]:
        """Return those of ``files`` that no notebook is known to open."""
        known = {path for last in self._runs.values() for path in _opened(last.run)}
        return {file for file in files if file.suffix != ".ipynb"} - known - self.engine


def _is_source(place: Path) -> bool:
    return not any(part.startswith((".", "__pycache__")) or part.endswith("~") for part in place.parts)


def _opened(run: Run) -> tuple[Path, ...]:
    return run.noted.opened if run.noted else ()
