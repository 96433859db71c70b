"""What somebody holds is no leftover, and what a killed program held is one."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annual_report.holding import clear_left, holding, holding_new, remove_left

HOLDER = """
import sys, time
from pathlib import Path
from annual_report.holding import holding_new
with holding_new(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def held_elsewhere(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """Have another process hold a folder."""
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def test_what_another_holds_is_not_removed_until_it_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with held_elsewhere(folder) as holder:
        remove_left(folder)
        assert folder.is_dir()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        remove_left(folder)
        assert not folder.exists()


def test_a_new_folder_is_empty_whatever_was_left_in_it(tmp_path: Path) -> None:
    (tmp_path / "work" / "below").mkdir(parents=True)
    (tmp_path / "work" / "file").touch()
    with holding_new(tmp_path / "work"):
        assert not list((tmp_path / "work").iterdir())


def test_whoever_waits_for_a_folder_has_a_new_one_if_it_was_moved_away(tmp_path: Path) -> None:
    with held_elsewhere(tmp_path / "work") as holder:
        (tmp_path / "work" / "theirs").touch()
        waiting = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(tmp_path / "work")], stdout=subprocess.PIPE, text=True
        )
        try:
            time.sleep(0.5)
            (tmp_path / "work").rename(tmp_path / "moved")
            holder.kill()
            assert waiting.stdout is not None
            assert waiting.stdout.readline() == "held\n"
        finally:
            waiting.kill()
            waiting.communicate()
    assert (tmp_path / "moved" / "theirs").is_file()
    assert not list((tmp_path / "work").iterdir())


def test_what_is_not_there_is_not_held(tmp_path: Path) -> None:
    with holding(tmp_path / "none") as there:
        assert not there
    clear_left(tmp_path / "none")


def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    remove_left(tmp_path / "link")
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]
    assert (tmp_path / "kept" / "file").is_file()
