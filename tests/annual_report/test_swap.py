import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.modes import mode, umask, wide

from annual_report import swap
from annual_report.renaming import exchange
from annual_report.swap import built_aside, recover, tidy, write_whole

#: Replaces the folder named first, in two steps if the third word says so, and is killed at the rename named second.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from annual_report import swap
if sys.argv[3] == "two":
    swap.exchange = lambda one, other: False
renames = 0
def look(event, arguments):
    global renames
    counts = event == "os.rename" or (event == "ctypes.dlsym" and arguments[1] == "renameat2")
    renames += counts
    if counts and renames == int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(look)
with swap.built_aside(Path(sys.argv[1])) as new:
    (new / "new").touch()
"""


def test_the_new_folder_takes_the_old_ones_place(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "old").touch()
    with built_aside(target) as new:
        (new / "new").touch()
        assert (target / "old").exists()
    assert [file.name for file in target.iterdir()] == ["new"]
    assert [folder.name for folder in tmp_path.iterdir()] == ["site"]


def test_an_error_leaves_the_old_folder_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    (target / "old").touch()

    def break_half_way() -> None:
        with built_aside(target) as new:
            (new / "half").touch()
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        break_half_way()
    assert [file.name for file in target.iterdir()] == ["old"]
    assert [folder.name for folder in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    leftover = tmp_path / ".site.new"
    leftover.mkdir()
    (leftover / "half").touch()
    with built_aside(tmp_path / "site") as new:
        assert not list(new.iterdir())


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "release.json"
    file.write_text("old", encoding="utf-8")
    write_whole("new\n", file)
    assert file.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole("new\n", tmp_path / "taken")
    assert [found.name for found in tmp_path.iterdir()] == ["taken"]


def test_a_folder_ends_with_its_modes_whatever_its_files_were_made_with(tmp_path: Path) -> None:
    with umask(0):
        with built_aside(tmp_path / "2020", readable=["site"]) as new:
            assert mode(new) == 0o700
            (new / "ledger.json").touch()
            (new / "site").mkdir()
            (new / "site" / "index.html").touch(mode=0o600)
        with built_aside(tmp_path / "pack") as new:
            (new / "site").mkdir()
            (new / "site" / "index.html").touch()
    assert wide(tmp_path / "2020", public=["site"], passages=["."]) == []
    assert wide(tmp_path / "pack") == []


def test_a_new_file_is_its_owners_alone_and_one_that_was_there_as_readable_as_before(tmp_path: Path) -> None:
    tracked = tmp_path / "notebook.ipynb"
    tracked.touch(mode=0o644)
    tracked.chmod(0o644)
    with umask(0):
        write_whole("new", tmp_path / "review.json")
    with umask(0o077):
        write_whole("new", tracked)
    assert (mode(tmp_path / "review.json"), mode(tracked)) == (0o600, 0o644)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A folder with the last good output."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").touch()
    return tmp_path / "site"


def kill_at(rename: int, target: Path, steps: str) -> int:
    """Replace the target in a process that is killed at a rename; return its code."""
    command = [sys.executable, "-c", PROGRAM, str(target), str(rename), steps]
    return subprocess.run(command, env=os.environ, check=False, timeout=60).returncode


@pytest.mark.skipif(sys.platform != "linux", reason="the exchange in one step is Linux's")
def test_two_folders_are_exchanged_in_one_step(target: Path) -> None:
    other = target.with_name("other")
    other.mkdir()
    assert exchange(other, target)
    assert list(target.iterdir()) == []
    assert [file.name for file in other.iterdir()] == ["old"]
    with pytest.raises(FileNotFoundError, match="none"):
        exchange(target.with_name("none"), target)


@pytest.mark.parametrize(("steps", "rename"), [("one", 1), ("two", 1), ("two", 2)])
def test_a_kill_at_any_rename_loses_nothing_and_the_next_start_puts_all_in_order(
    target: Path, steps: str, rename: int
) -> None:
    assert kill_at(rename, target, steps) == -signal.SIGKILL
    assert target.exists() == ((steps, rename) != ("two", 2)), "in two steps there is a moment without"
    tidy(target.parent)
    assert [file.name for file in target.iterdir()] == ["old"]
    assert [folder.name for folder in target.parent.iterdir()] == ["site"]


def test_a_build_that_fails_after_a_kill_between_the_renames_keeps_the_last_good_output(target: Path) -> None:
    assert kill_at(2, target, "two") == -signal.SIGKILL
    with pytest.raises(ValueError, match="refused"), built_aside(target):
        raise ValueError("refused")
    assert [file.name for file in target.iterdir()] == ["old"]


def test_where_there_is_no_exchange_two_steps_do(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    with built_aside(target) as new:
        (new / "new").touch()
    assert [file.name for file in target.iterdir()] == ["new"]
    assert [folder.name for folder in target.parent.iterdir()] == ["site"]


def test_what_was_replaced_is_not_put_back(target: Path) -> None:
    old = target.with_name(".site.old")
    old.mkdir()
    (old / "older").touch()
    recover(target)
    assert [file.name for file in target.iterdir()] == ["old"]
    assert not old.exists()


def test_what_a_build_under_way_has_aside_is_left_alone(target: Path) -> None:
    with built_aside(target) as new:
        (new / "new").touch()
        tidy(target.parent)
        assert (new / "new").exists()
    assert [file.name for file in target.iterdir()] == ["new"]


def test_what_a_killed_writing_of_a_file_left_goes_with_the_next(tmp_path: Path) -> None:
    (tmp_path / ".release.json.killed").touch()
    write_whole("new", tmp_path / "release.json")
    assert [file.name for file in tmp_path.iterdir()] == ["release.json"]
