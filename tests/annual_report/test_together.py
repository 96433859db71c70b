"""Several files replaced together: all or none, whatever ends the program and wherever."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

from annual_report.together import finish_replacing, replace_together

NEW = {name: f"new {name}".encode() for name in "abcd"}
#: Replaces the files of the folder named first, and is killed at the rename named second.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from annual_report.together import replace_together
renames = 0
def look(event, arguments):
    global renames
    counts = event == "os.rename"
    renames += counts
    if counts and renames == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)
replace_together(Path(sys.argv[1]), {name: f"new {name}".encode() for name in "abcd"})
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three of four files, and one that is none of them."""
    for name in "abc":
        (tmp_path / name).write_text(f"old {name}")
    (tmp_path / "a").chmod(0o640)
    (tmp_path / "other").write_text("other")
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file() and file.name != "other"}


OLD = {name: f"old {name}".encode() for name in "abc"}


def test_all_are_replaced_and_nothing_is_left(folder: Path) -> None:
    replace_together(folder, NEW)
    assert content(folder) == NEW
    assert sorted(path.name for path in folder.iterdir()) == [*"abcd", "other"]
    assert (folder / "a").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("rename", range(1, 6))
def test_after_a_kill_at_any_rename_the_next_command_has_all_or_none(folder: Path, rename: int) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), str(rename)], env=environment, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    finish_replacing(folder)
    assert content(folder) == (OLD if rename == 1 else NEW)
    assert sorted(path.name for path in folder.iterdir()) == [*("abc" if rename == 1 else "abcd"), "other"]


def test_one_that_cannot_be_moved_puts_all_back(folder: Path) -> None:
    (folder / "c").unlink()
    (folder / "c").mkdir()  # a file cannot take a folder's place
    (folder / "c" / "kept").touch()
    with pytest.raises(OSError, match="c"):
        replace_together(folder, {name: NEW[name] for name in "ac"} | {"A": b"first of all"})
    assert content(folder) == {name: OLD[name] for name in "ab"}
    assert (folder / "c" / "kept").is_file()
    assert sorted(path.name for path in folder.iterdir()) == [*"abc", "other"]


def test_one_that_cannot_be_written_changes_nothing(folder: Path) -> None:
    with pytest.raises(OSError, match="none"):
        replace_together(folder, NEW | {"none/such": b""})
    assert content(folder) == OLD
    assert not list(folder.glob(".*"))


def test_where_files_have_no_second_names_they_are_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*paths: object) -> None:
        raise PermissionError(1, "no second names here")

    monkeypatch.setattr(os, "link", refuse)
    (folder / "d").mkdir()
    with pytest.raises(OSError, match="d"):
        replace_together(folder, NEW)
    assert content(folder) == OLD
