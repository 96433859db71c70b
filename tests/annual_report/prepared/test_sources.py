"""The digest of sources changes with all that prepared records depend on, and with nothing else."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annual_report.prepared import sources
from annual_report.prepared.sources import digest_of_sources


@pytest.fixture(autouse=True)
def _all_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as large, and as settled: its digest is remembered."""
    monkeypatch.setattr(sources, "_LARGE", 0)
    monkeypatch.setattr(sources, "_UNSETTLED", -1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {"a.csv": "one", "b.csv": "two", "code/x.py": "x = 1", "code/below/y.py": "y = 1"}.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return tmp_path


def digest(folder: Path, words: str = "words") -> str:
    files = [folder / "a.csv", folder / "a.parquet", folder / "b.csv"]
    return digest_of_sources(files, words, [folder / "code"], folder / "memory")


def rewritten_with_its_time(folder: Path) -> None:
    file = folder / "a.csv"
    status = file.stat()
    file.write_text("eno")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_mtime_ns == status.st_mtime_ns
    assert file.stat().st_size == status.st_size


def swapped(folder: Path) -> None:
    (folder / "a.csv").rename(folder / "c.csv")
    (folder / "b.csv").rename(folder / "a.csv")
    (folder / "c.csv").rename(folder / "b.csv")


CHANGES: list[Callable[[Path], object]] = [
    lambda folder: (folder / "a.csv").write_text("One"),
    lambda folder: (folder / "a.parquet").write_text("new"),
    lambda folder: (folder / "b.csv").unlink(),
    lambda folder: (folder / "code" / "x.py").write_text("x = 2"),
    lambda folder: (folder / "code" / "z.py").touch(),
    rewritten_with_its_time,
    swapped,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_gives_another_digest_and_undone_the_first(folder: Path, change: Callable[[Path], object]) -> None:
    kept = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    before = digest(folder)
    change(folder)
    assert digest(folder) != before
    for file in [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".json"]:
        file.unlink()
    for file, content in kept.items():
        file.write_bytes(content)
    assert digest(folder) == before


def test_words_count_and_code_below_does_not(folder: Path) -> None:
    before = digest(folder)
    assert digest(folder, "others") != before
    (folder / "code" / "below" / "y.py").write_text("y = 2")
    assert digest(folder) == before


def test_a_large_file_is_read_once_and_opened_each_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(folder)
    opened: list[Path] = []
    real = os.open

    def noting(path: Path, *args: int, **named: int) -> int:
        opened.append(path)
        return real(path, *args, **named)

    def never(*_: object) -> None:
        pytest.fail("a large file was read again")

    monkeypatch.setattr(os, "open", noting)
    monkeypatch.setattr(hashlib, "file_digest", never)
    assert digest(folder) == before
    assert {folder / "a.csv", folder / "a.parquet", folder / "b.csv"} <= set(opened)


def test_a_file_that_changed_just_now_is_not_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_UNSETTLED", 60_000_000_000)
    digest(folder)
    assert not (folder / "memory").exists()


def test_a_damaged_memory_is_no_memory(folder: Path) -> None:
    before = digest(folder)
    for note in (folder / "memory").iterdir():
        note.write_text('{"state": 1')
    assert digest(folder) == before
