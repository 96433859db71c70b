from pathlib import Path

import pytest
from tests.support.modes import mode, umask, wide

from annual_report.swap import built_aside, write_whole


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
