"""The preview as a whole: a work folder of its own, a server, and an update at each save."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annual_report import locks
from annual_report.build import Progress
from annual_report.editions.project import Project
from annual_report.errors import InputError, MissingError, ReportError
from annual_report.preview.book import BookMaker
from annual_report.preview.figures import FiguresMaker
from annual_report.preview.saves import Saves, watched
from annual_report.preview.server import serving
from annual_report.preview.session import Check, Session
from annual_report.preview.view import Board
from annual_report.private import own_folder

_LOCK = "lock"
#: The kinds of files whose saving is told.
_SHOWN = (".md", ".ipynb", ".yml", ".toml", ".csv", ".parquet", ".json", ".svg", ".png")


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that is served at ``address``. ``data`` are the folders on which figures depend."""

    address: str
    session: Session
    saves: Saves
    data: Sequence[Path]

    def run(self) -> None:
        """Make the book, and again at each save, until ``saves`` is stopped or the user ends the command."""
        self.session.update(figures=True)
        for paths in self.saves:
            saved = sorted(self._name(path) for path in paths if path.suffix in _SHOWN)  # an editor's own files not
            self.session.tell(f"saved: {', '.join(saved) or 'other files'}")
            figures = any(path.is_relative_to(folder) for path in paths for folder in self.data)
            self.session.update(figures=figures, saved=saved)

    def _name(self, path: Path) -> str:
        root = self.saves.root
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


@contextmanager
def previewing(
    project: Project, name: str, port: int, check: Check, tell: Progress, *, debug: bool = False
) -> Iterator[Preview]:
    """Serve a preview of the edition ``name`` until the end of the block; ``Preview.run`` makes it.

    Args:
        project: where the report lies.
        name: the edition.
        port: of this machine; 0 takes any that is free.
        check: the check of the narrative.
        tell: given each line for the terminal.
        debug: tell the traceback of each problem too.

    Raises:
        MissingError: if there is no such edition.
        InputError: if the port is taken, or a preview of the edition is running.
    """
    project = Project(project.root.resolve())
    project.keep_private()
    others = _records_elsewhere(project, name)
    folder = project.preview(name)
    book = BookMaker(folder / "work" / "book", folder / "findings", folder / "html", folder / "doctrees", tell)
    board = Board()
    session = Session(project, check, FiguresMaker(project, name, folder / "notebooks", tell), book, board, tell, debug)
    with (
        _alone(folder, name) as lock,
        serving(book.pages, board, port) as address,
        watched(project, others) as saves,
    ):
        lock.write_text(address, encoding="utf-8")
        yield Preview(address, session, saves, (project.notebooks, project.data, *others))


def _records_elsewhere(project: Project, name: str) -> tuple[Path, ...]:
    """Return the folder of the records if it lies outside the project's data. A faulty edition.toml is told later."""
    try:
        folder = project.edition(name).records_folder
    except MissingError:
        raise
    except ReportError:
        return ()
    return () if folder.is_relative_to(project.data) else (folder,)


@contextmanager
def _alone(folder: Path, name: str) -> Iterator[Path]:
    """Hold the emptied work folder for this preview alone.

    Raises:
        InputError: if another preview of the edition holds it.
    """
    own_folder(folder)
    with (folder / _LOCK).open("a+", encoding="utf-8") as lock:
        if not locks.lock(lock.fileno(), wait=False):
            where = (folder / _LOCK).read_text(encoding="utf-8")
            raise InputError(f"a preview of {name} is running already. Open {where}, or end it first")
        for leftover in folder.iterdir():
            if leftover.is_dir():
                shutil.rmtree(leftover)
        yield folder / _LOCK
