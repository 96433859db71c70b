"""Only a plain file is ever opened, within its bound, and nothing is waited for."""

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report.opening import AbsentFileError, UnusableFileError, open_input, read_input, read_words


def _socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(file))


def _chain(file: Path) -> None:
    os.mkfifo(file.with_name("pipe"))
    file.with_name("between").symlink_to("pipe")
    file.symlink_to("between")


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a pipe": (os.mkfifo, "this is a pipe"),
    "a link to a link to a pipe": (_chain, "this is a pipe"),
    "a socket": (_socket, "this is a socket"),
    "a folder": (Path.mkdir, "this is a folder"),
    "a device without an end": (lambda file: file.symlink_to("/dev/zero"), "this is a device"),
    "a device that swallows": (lambda file: file.symlink_to("/dev/null"), "this is a device"),
    "a link to nowhere": (lambda file: file.symlink_to("nowhere"), "leads nowhere"),
    "a link to itself": (lambda file: file.symlink_to(file.name), "leads back to itself"),
}


@pytest.mark.parametrize(("make", "words"), ODD.values(), ids=ODD)
def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path, make: Callable[[Path], object], words: str) -> None:
    file = tmp_path / "records.csv"
    make(file)
    started = time.perf_counter()
    with pytest.raises(UnusableFileError, match=words):
        read_input(file)
    assert time.perf_counter() - started < 1


def test_a_file_that_is_not_there_is_told_from_one_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(AbsentFileError, match="missing"):
        open_input(tmp_path / "none")


def test_a_link_to_a_plain_file_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"words")
    (tmp_path / "b").symlink_to("a")
    assert read_input(tmp_path / "b") == b"words"


def test_a_file_of_gigabytes_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    file = tmp_path / "large"
    with file.open("wb") as opened:
        opened.truncate(3_000_000_000)
    started = time.perf_counter()
    with pytest.raises(UnusableFileError, match=r"has 3\.0 GB, and such a file may have 10 MB"):
        read_input(file)
    assert time.perf_counter() - started < 1


TEXTS = [
    (b"one\ntwo \xe9\n", 2, "byte 8 is not UTF-8"),
    (b"one\ntwo \xe2\x82", 2, "byte 8 is not UTF-8"),
    (b"\xef\xbb\xbfone\ntwo \xe9\n", 2, "byte 11 is not UTF-8"),
    (b"one\n\0two\n", 2, "byte 4 is NUL"),
    (b"\xff\xfeo\0n\0", 1, "UTF-16"),
    (b"one\n<<<<<<< HEAD\ntwo\n", 2, "a merge was left unfinished"),
    (b"<<<<<<< HEAD\ntwo\n", 1, "a merge was left unfinished"),
    (b"one\ntwo\n>>>>>>> feature\n", 3, "a merge was left unfinished"),
]


@pytest.mark.parametrize(("content", "line", "words"), TEXTS)
def test_what_is_no_text_is_refused_with_its_line(tmp_path: Path, content: bytes, line: int, words: str) -> None:
    (tmp_path / "a.md").write_bytes(content)
    with pytest.raises(UnusableFileError, match=words) as caught:
        read_words(tmp_path / "a.md")
    assert caught.value.line == line


def test_a_fault_far_into_a_file_has_its_own_line(tmp_path: Path) -> None:
    rows = b"caf\xc3\xa9\n" * 4_000_000
    (tmp_path / "a.md").write_bytes(rows + b"caf\xe9\n")
    with pytest.raises(UnusableFileError) as caught:
        read_words(tmp_path / "a.md", 10**9)
    assert (caught.value.line, caught.value.shown) == (4_000_001, "0xe9")
    assert f"byte {len(rows) + 3} " in caught.value.reason


def test_one_byte_order_mark_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfone")
    assert read_words(tmp_path / "a.md") == "one"
