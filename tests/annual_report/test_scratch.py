"""Temporary files go with their run, or with the next; sockets have a short path whatever TMPDIR is."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from annual_report.errors import InputError
from annual_report.holding import remove
from annual_report.scratch import _PATH_OF_SOCKET, _Sockets, clean, scratch

KILLED = """
import os, tempfile
from annual_report.scratch import scratch, socket_folder
with scratch():
    open(os.path.join(tempfile.gettempdir(), "left"), "w").close()
    print(socket_folder(), flush=True)
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files, and a short one for sockets beside the system's own."""
    short = Path(mkdtemp(prefix="s-", dir="/tmp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(short))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield tmp_path
    remove(short)


def test_all_temporary_files_of_a_run_go_with_it(temporary: Path) -> None:
    with scratch():
        folder = Path(tempfile.mkdtemp())
        assert folder.parent != temporary
        assert folder.is_relative_to(temporary)
        assert os.environ["TMPDIR"] == str(folder.parent)
    assert os.environ["TMPDIR"] == str(temporary)
    assert not list(temporary.iterdir())


def test_what_a_killed_run_left_goes_with_the_next_and_what_one_under_way_has_stays(temporary: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED], env=os.environ, capture_output=True, check=False, timeout=60)
    assert len(list(temporary.iterdir())) == 1
    assert Path(done.stdout.decode().strip()).is_dir()
    with scratch():
        (ours,) = temporary.iterdir()
        assert not Path(done.stdout.decode().strip()).exists()
        clean()
        assert ours.is_dir()
    assert not list(temporary.iterdir())


def test_another_programs_files_stay(temporary: Path) -> None:
    (temporary / "tmpabc").mkdir()
    (temporary / "annual-report-file").touch()
    (temporary / "annual-report-link").symlink_to(temporary / "tmpabc")
    clean()
    assert sorted(path.name for path in temporary.iterdir()) == ["annual-report-file", "annual-report-link", "tmpabc"]


@pytest.mark.parametrize("length", [20, 58, 66, 80, 134, 230])
def test_a_socket_has_room_for_its_path_however_long_tmpdir_is(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, length: int
) -> None:
    long = temporary / ("x" * max(1, length - len(str(temporary)) - 1))
    long.mkdir()
    monkeypatch.setenv("TMPDIR", str(long))
    monkeypatch.setattr(tempfile, "tempdir", None)
    with scratch():
        sockets = _Sockets()
        folder = sockets.get()
        assert folder.stat().st_mode & 0o777 == 0o700
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(folder / f"kernel-{'0' * 32}.json-ipc-5"))
        sockets.close()
        assert not folder.exists()


def test_where_no_folder_will_do_it_is_said_what_to_set(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annual_report.scratch._SHORT", ())
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    long = temporary / ("x" * _PATH_OF_SOCKET)
    long.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(long))
    with pytest.raises(InputError, match=r"(?s)Set TMPDIR or XDG_RUNTIME_DIR.*too long for a socket"):
        _Sockets().get()


def test_where_no_folder_can_be_made_the_command_runs_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/proc")
    before = os.environ.get("TMPDIR")
    with scratch():
        assert tempfile.gettempdir() == "/proc"
    assert os.environ.get("TMPDIR") == before
