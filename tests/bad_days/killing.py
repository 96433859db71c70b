"""A command as its caller starts it, killed at a moment, and what is then left: processes, files, and how it ended."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal

from tests.conftest import ROOT

_MARK = "BAD_DAYS_RUN"
_PROGRAM = "from annual_report.cli.start import main; main()"
_PATIENCE = 300  # seconds for a command that nobody kills
#: Within so many seconds of a kill no process may be left, nor any output open.
GONE = 2.0
#: What a run leaves aside: none of it may be there after the next.
_ASIDE = ("*.new", ".*.old", ".new-*", ".annual-report-change*", ".synthesise-*")

Whom = Literal["command", "group"]


@dataclass(frozen=True, slots=True)
class Kill:
    """When a command is killed, and how: before its rename of this number, or so many seconds after its start."""

    number: signal.Signals
    whom: Whom = "command"
    at_rename: int = 0
    after: float = 0.0

    def __str__(self) -> str:
        when = f"rename {self.at_rename}" if self.at_rename else f"{self.after:.2f} s"
        return f"{self.number.name} to the {self.whom} at {when}"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its code, what it said, how long it took since the kill, and which processes were left.

    ``killed`` is false if it had ended before.
    """

    code: int
    told: str
    errors: str
    seconds: float
    left: tuple[str, ...]
    killed: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where commands run: the report, and the folders that are theirs for temporary files and sockets."""

    root: Path
    temporary: Path
    sockets: Path

    def run(self, words: Sequence[str], kill: Kill | None = None, **environment: str) -> Ended:
        """Run a command, kill it if that is wanted, and return how it ended."""
        with _counting() as counter:
            return _run(self, words, kill, environment, counter)

    def renames(self, words: Sequence[str]) -> tuple[int, float]:
        """Run a command to its end; return how many renames it makes, and how many seconds it takes."""
        with _counting() as counter:
            ended = _run(self, words, None, {}, counter)
            assert ended.code == 0, ended.errors
            return counter.stat().st_size if counter.exists() else 0, ended.seconds

    def leftovers(self) -> list[str]:
        """Return what lies about that is nobody's: temporary files, and what a report's folders have aside."""
        found = [*self.temporary.iterdir(), *self.sockets.iterdir()]
        found += [path for name in _ASIDE for path in self.root.rglob(name) if path.name.startswith(".")]
        return sorted(str(path) for path in found)


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    """Give a place within a folder, with a short folder for sockets elsewhere."""
    sockets = Path(mkdtemp(prefix="bad-", dir="/tmp"))
    try:
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        yield Place(folder / "report", folder / "tmp", sockets)
    finally:
        shutil.rmtree(sockets, ignore_errors=True)


@contextmanager
def _counting() -> Iterator[Path]:
    """Give the name of a file to count in, where a notebook's kernel may write without being noted."""
    memory = Path("/dev/shm")  # noqa: S108  see above
    folder = Path(mkdtemp(prefix="bad-", dir=memory if os.access(memory, os.W_OK) else None))
    try:
        yield folder / "count"
    finally:
        shutil.rmtree(folder)


def _run(place: Place, words: Sequence[str], kill: Kill | None, more: Mapping[str, str], counter: Path) -> Ended:
    mark = f"{os.getpid()}-{random.getrandbits(64):x}"
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *words],
        cwd=place.root,
        env={**_environment(place, kill, counter), _MARK: mark, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    started = time.monotonic()
    killed = bool(kill and kill.at_rename)
    if kill and not kill.at_rename:
        time.sleep(kill.after)
        killed = process.poll() is None
        if killed:
            (os.killpg if kill.whom == "group" else os.kill)(process.pid, kill.number)
            started = time.monotonic()
    elif kill:
        started = _until_killed(process, counter, kill.at_rename)
    told, errors = _to_the_end(process, GONE if killed else _PATIENCE)
    seconds = time.monotonic() - started
    return Ended(process.returncode, told, errors, seconds, _still_alive(mark, started + GONE), killed)


def _until_killed(process: "subprocess.Popen[str]", counter: Path, number: int) -> float:
    """Wait until the command is at the rename at which it is killed, or has ended; return the time."""
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if counter.exists() and counter.stat().st_size >= number:
            break
        time.sleep(0.005)
    return time.monotonic()


def _to_the_end(process: "subprocess.Popen[str]", seconds: float) -> tuple[str, str]:
    """Read all outputs to their ends, as a caller does; fail if they stay open."""
    try:
        return process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=_PATIENCE)
        raise AssertionError(f"{seconds:.0f} s later the command runs, or its output is still open") from error


def _environment(place: Place, kill: Kill | None, counter: Path) -> dict[str, str]:
    whom = f"{kill.at_rename}:{kill.number.name}:{kill.whom}" if kill else "0:SIGKILL:command"
    path = os.pathsep.join([str(ROOT / "tests" / "bad_days" / "hook"), str(ROOT / "src")])
    return os.environ | {
        "PYTHONPATH": path,
        "TMPDIR": str(place.temporary),
        "XDG_RUNTIME_DIR": str(place.sockets),
        "BAD_DAYS_AT": f"{whom}:{counter}",
    }


def _still_alive(mark: str, deadline: float) -> tuple[str, ...]:
    """Return the processes of a run that have not ended by a time, as soon as there is none."""
    while (left := _alive(mark)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def _alive(mark: str) -> tuple[str, ...]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{_MARK}={mark}".encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")[:200])
        except OSError:
            continue
    return tuple(found)
