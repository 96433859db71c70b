"""What the system refuses is told in a line: what it was about, why, and what to do."""

import errno
import os
import shutil
from pathlib import Path

import pytest
import zmq

from annual_report.trouble import trouble_of


@pytest.mark.parametrize(
    ("number", "to_do"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EROFS, "Work on a copy"),
        (errno.EACCES, "Have its owner let you"),
        (errno.EMFILE, "ulimit -n"),
        (errno.ENOMEM, "more memory"),
        (errno.ELOOP, "the link"),
        (errno.EISDIR, "Look to that"),
    ],
)
def test_place_reason_and_remedy_are_named(number: int, to_do: str) -> None:
    told = trouble_of(OSError(number, os.strerror(number), "_build/file"))
    assert told.startswith(f"_build/file: {os.strerror(number)}. ")
    assert to_do in told
    assert "\n" not in told


def test_many_files_that_cannot_be_copied_are_told_by_the_first_few(tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    for number in range(7):
        (tmp_path / "from" / f"{number}").symlink_to("nowhere")
    with pytest.raises(shutil.Error) as caught:
        shutil.copytree(tmp_path / "from", tmp_path / "to")
    told = trouble_of(caught.value)
    assert told.count("No such file") == 3
    assert "(and 4 more). Put it there" in told


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (MemoryError(), "not enough memory"),
        (RuntimeError("can't start new thread"), "no thread can be started"),
        (zmq.ZMQError(errno.EMFILE), "Too many open files. Let"),
        (FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/a']"), "No usable temporary"),
    ],
)
def test_other_kinds_are_told_too(error: Exception, words: str) -> None:
    assert words in trouble_of(error)


def test_what_stands_behind_another_error_is_found() -> None:
    error = ValueError("half a file")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device", "x")
    assert trouble_of(error).startswith("x: No space left on device")


def test_a_fault_of_the_program_is_not_the_systems() -> None:
    assert trouble_of(ValueError("half a file")) == ""
    assert trouble_of(RuntimeError("another")) == ""
