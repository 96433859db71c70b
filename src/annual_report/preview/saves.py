"""Which files were saved: the project's sources watched, saves that come together taken together."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from watchfiles import Change, DefaultFilter, watch

from annual_report.editions.project import Project

_ROOT_FILES = ("_config.yml", "_toc.yml")
#: What editors and Jupyter leave beside a file for themselves, over what the library knows of.
_NOT_SOURCES = (*DefaultFilter.ignore_dirs, ".ipynb_checkpoints")


@dataclass(frozen=True, slots=True)
class Saves:
    """The saves of a report's sources, as they come. Folders may go and come back meanwhile."""

    root: Path
    folders: Sequence[Path]
    _queue: "SimpleQueue[frozenset[Path]]" = field(default_factory=SimpleQueue)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _again: threading.Event = field(default_factory=threading.Event)

    def __iter__(self) -> Iterator[frozenset[Path]]:
        """Yield the paths changed, new or gone since the last time, until stopped."""
        while not self._stopped.is_set():
            paths = self._queue.get()
            while not self._queue.empty():
                paths |= self._queue.get()
            if paths:
                yield paths

    def stop(self) -> None:
        """End the iteration."""
        self._stopped.set()
        self._again.set()
        self._queue.put(frozenset())  # wakes who waits

    def watch_root(self) -> None:
        """Tell of saves at the root, where a folder that comes back must be watched anew."""
        for changes in watch(self.root, recursive=False, stop_event=self._stopped, raise_interrupt=False):
            paths = {Path(path): change for change, path in changes}
            known = {path for path in paths if path.name in _ROOT_FILES or path in self.folders}
            if any(paths[path] is Change.added for path in known.intersection(self.folders)):
                self._again.set()
            self._queue.put(frozenset(known))

    def watch_folders(self) -> None:
        """Tell of saves in the folders."""
        only = DefaultFilter(ignore_dirs=_NOT_SOURCES)
        while True:
            self._again.clear()
            if self._stopped.is_set():
                return
            there = [folder for folder in self.folders if folder.is_dir()]
            if not there:
                self._again.wait()
                continue
            for changes in watch(*there, watch_filter=only, stop_event=self._again, raise_interrupt=False):
                self._queue.put(frozenset(Path(path) for _, path in changes))


@contextmanager
def watched(project: Project, others: Sequence[Path] = ()) -> Iterator[Saves]:
    """Watch the project's sources, and the folders ``others``, until the end of the block."""
    saves = Saves(project.root, (project.book, project.notebooks, project.data, *others))
    threads = [threading.Thread(target=work, daemon=True) for work in (saves.watch_root, saves.watch_folders)]
    for thread in threads:
        thread.start()
    try:
        yield saves
    finally:
        saves.stop()
        for thread in threads:
            thread.join()
