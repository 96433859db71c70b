"""Files that a report is made from: links are followed where they lead to something, and told where they do not."""

from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.reuse.digests import files_under


def names(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in files_under(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file, and beside it another folder with one."""
    for name in ("book", "elsewhere"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.md").touch()
    return tmp_path / "book"


def test_sound_links_are_followed(folder: Path) -> None:
    (folder / "file.md").symlink_to("page.md")
    (folder / "more").symlink_to("../elsewhere")
    assert names(folder) == ["file.md", "more/page.md", "page.md"]


@pytest.mark.parametrize("target", ["nowhere", "../elsewhere/nowhere", "x"])
def test_a_link_that_leads_nowhere_is_told_with_its_target(folder: Path, target: str) -> None:
    (folder / "x").symlink_to(target)
    with pytest.raises(InputError, match=f"book/x: is a link to {target}, which is not there. Mend"):
        names(folder)


@pytest.mark.parametrize("target", [".", "..", "../../"])
def test_a_link_to_a_folder_that_it_lies_in_is_told(folder: Path, target: str) -> None:
    (folder / "x").symlink_to(target)
    with pytest.raises(InputError, match=r"book/x: is a link to .*, a folder that it lies in"):
        names(folder)


def test_folders_that_link_to_each_other_are_told(folder: Path) -> None:
    (folder / "more").symlink_to("../elsewhere")
    (folder.parent / "elsewhere" / "back").symlink_to("../book")
    with pytest.raises(InputError, match="a folder that it lies in"):
        names(folder)


def test_an_editors_lock_is_no_source(folder: Path) -> None:
    (folder / ".#page.md").symlink_to("author@machine.1234")
    assert names(folder) == ["page.md"]
