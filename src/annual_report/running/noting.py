"""Notes, in a notebook's kernel, what its result may depend on besides its own code: an audit hook sees it happen.

This module is imported in a kernel before the first cell, so it needs little but the standard library. It leaves no
name in the notebook's own space and no output in its cells.

Seen are: files and folders that Python opens or lists, connections, other programs, and, in the code of cells and of
modules that are no installed package, the names by which Python reads the clock or the environment. Where a library is
imported that can open files behind Python's back, that is noted. Not seen are: whether a file exists (its names are
part of what a run depends on), what native code does by itself, and a clock that is read by a name made up as it runs.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from types import CodeType

from annual_report.running.differing import imported_by, what_differs

#: The first word of each note. What follows is a path, or words.
OPENED, LISTED, UNSEEN, UNSETTLED = "opened", "listed", "unseen", "unsettled"

_CONNECTING = (
    *("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr", "urllib.Request"),
)
_STARTING = (
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"),
    *("pty.spawn",),
)
_CHANGING = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Modules that start processes without an event that says so.
_STARTERS = ("multiprocessing.popen_spawn_posix", "multiprocessing.popen_forkserver", "joblib.externals.loky.backend")
#: Modules that open files without Python. pandas opens a Parquet file itself, but not a folder of them. The engine
#: opens what it gives to pyarrow.parquet: that counts only where an author's own code imports pyarrow.
_NATIVE = (
    *("duckdb", "polars", "pyarrow.dataset", "pyarrow.csv", "pyarrow.json", "pyarrow.feather"),
    *("pyarrow.orc", "h5py", "tables", "netCDF4", "fiona", "pyogrio", "rasterio", "pyreadstat", "adbc_driver_manager"),
)
#: What belongs to the machine and to Python, not to the report.
_MACHINE = ("/proc", "/sys", "/dev", "/usr/share/zoneinfo")
_FONTS = "/matplotlib/fontlist-"  # what matplotlib found in its own folder and the machine's, for itself


class Notes:
    """The file of notes. The same note is written once."""

    def __init__(self, file: str) -> None:
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        self._seen: set[tuple[str, str]] = set()

    def add(self, word: str, text: str) -> None:
        """Write a note."""
        if (word, text) not in self._seen:
            self._seen.add((word, text))
            os.write(self._file, os.fsencode(f"{word} {text}") + b"\0")


def note(folders: tuple[str, ...], known: tuple[str, ...], file: str) -> None:
    """From now on, note into ``file`` what this process does.

    Args:
        folders: the report's own, which a notebook may read.
        known: those whose whole content is known to whoever asks, such as the engine's code.
        file: the file of notes, made anew.
    """
    notes = Notes(file)
    ours = (*known, sys.prefix, sys.base_prefix, *_MACHINE)
    watch = _Watch(notes, _below(folders), _below(ours))
    for module in _NATIVE:
        if module in sys.modules:
            notes.add(UNSEEN, module)
    sys.addaudithook(watch.see)


def _below(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({f"{os.path.abspath(folder)}{os.sep}" for folder in folders}))  # noqa: PTH100  as below


class _Watch:
    """What is done with each event. ``folders`` and ``ours`` end with a separator."""

    def __init__(self, notes: Notes, folders: tuple[str, ...], ours: tuple[str, ...]) -> None:
        self._notes, self._folders, self._ours = notes, folders, ours
        self._cells = os.path.join(tempfile.gettempdir(), "ipykernel_")  # noqa: PTH118  text only, see _path
        self._acts: dict[str, Callable[[tuple[object, ...]], None]] = {
            "open": self._open,
            "sqlite3.connect": self._open,
            "os.listdir": self._list,
            "os.scandir": self._list,
            "import": self._import,
            "exec": self._execute,
        }

    def see(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note an event, if it is one of those that matter."""
        if act := self._acts.get(event):
            act(arguments)
        elif event in _CONNECTING:
            self._notes.add(UNSETTLED, "used the network")
        elif event in _STARTING:
            self._notes.add(UNSETTLED, "started another program")
        elif event in _CHANGING:
            path = _path(arguments[0])
            if path.startswith(self._folders) and not _is_byte_code(path):
                self._notes.add(UNSETTLED, f"changed {path}")

    def _open(self, arguments: tuple[object, ...]) -> None:
        path = _path(arguments[0])
        flags = arguments[2] if len(arguments) > 2 else 0  # path, mode, flags
        writes = isinstance(flags, int) and flags & _WRITING
        self._place(OPENED, path, "wrote" if writes else "")

    def _list(self, arguments: tuple[object, ...]) -> None:
        self._place(LISTED, _path("." if arguments[0] is None else arguments[0]), "")

    def _place(self, word: str, path: str, wrote: str) -> None:
        if not path or f"{path}{os.sep}".startswith(self._ours) or _FONTS in path:
            return
        if not f"{path}{os.sep}".startswith(self._folders):
            self._notes.add(UNSETTLED, f"{wrote or word} {path}, which is none of the report's files")
        elif _is_byte_code(path):
            return
        elif wrote:
            self._notes.add(UNSETTLED, f"wrote {path}")
        else:
            self._notes.add(word, path)

    def _import(self, arguments: tuple[object, ...]) -> None:
        name = str(arguments[0])
        if name.startswith(_STARTERS):
            self._notes.add(UNSETTLED, "started another program")
        elif name in _NATIVE:
            self._notes.add(UNSEEN, name)

    def _execute(self, arguments: tuple[object, ...]) -> None:
        code = arguments[0]
        if isinstance(code, CodeType) and self._is_authors(code.co_filename):
            for reason in what_differs(code):
                self._notes.add(UNSETTLED, reason)
            for name in imported_by(code):
                if name.split(".")[0] == "pyarrow":
                    self._notes.add(UNSEEN, name)

    def _is_authors(self, file: str) -> bool:
        return file.startswith((self._cells, "<ipython-input", "<string>", *self._folders))


def _path(given: object) -> str:
    """Return a path whole, empty where it is none: as text only, for Path would ask the disk about every file."""
    if not isinstance(given, str | bytes | os.PathLike):
        return ""
    text = os.fsdecode(given)
    return "" if text == ":memory:" else os.path.abspath(text)  # noqa: PTH100


def _is_byte_code(path: str) -> bool:
    """Say whether a file is Python's copy of a module, which is itself among the files."""
    return f"{os.sep}__pycache__" in path
