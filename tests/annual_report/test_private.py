"""Nothing is readable by accident, and what an older version left open is closed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.support.modes import as_nobody, mode, modes_below, readable_by_nobody, umask, wide

from annual_report.errors import InputError
from annual_report.private import close, for_the_owner_alone, keep_private, own_folder, publish


@pytest.fixture
def build() -> Iterator[Path]:
    """A report's ``_build`` as an older version left it, where another user of the machine could come to it."""
    root = Path(mkdtemp())
    root.chmod(0o755)
    with umask(0):
        for name in (
            *("2020/ledger.json", "2020/site/index.html", "2020/site/book/a.html", "2020/notebooks/01.ipynb"),
            *("2019/site/index.html", "2019/review.json", "2020-AREA-001/site/index.html", ".store/contents/ab/cd"),
            *("2020.draft/release.json", "preview-2020/html/index.html", ".prepared/digests/a.json", "stray.json"),
            *(".2020.new/ledger.json", ".2020.old/ledger.json"),
        ):
            file = root / "_build" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("private")
    yield root / "_build"
    shutil.rmtree(root)


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_folder_is_its_owners_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        own_folder(tmp_path / "_build" / ".store" / "entries")
    assert modes_below(tmp_path / "_build") == {
        ".": "d711",
        ".gitignore": "f600",
        ".store": "d700",
        ".store/entries": "d700",
    }


def test_git_never_sees_what_is_built(tmp_path: Path) -> None:
    for command in (["init", "-q"], ["config", "user.email", "a@b.example"], ["config", "user.name", "A"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    own_folder(tmp_path / "_build" / "2020")
    (tmp_path / "_build" / "2020" / "ledger.json").touch()
    (tmp_path / "book.md").touch()
    subprocess.run(["git", "add", "-A"], cwd=tmp_path, check=True)
    added = subprocess.run(["git", "ls-files"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert added.stdout.split() == ["book.md"]


def test_a_folder_of_that_name_that_was_there_is_left_as_it_is(tmp_path: Path) -> None:
    """A report may itself lie below somebody's folder of that name."""
    (tmp_path / "_build" / "report").mkdir(parents=True)
    own_folder(tmp_path / "_build" / "report" / "_build")
    assert sorted(path.name for path in (tmp_path / "_build").iterdir()) == ["report"]
    assert (tmp_path / "_build" / "report" / "_build" / ".gitignore").is_file()


def test_what_was_left_open_is_closed_but_for_the_sites_of_editions(build: Path) -> None:
    keep_private(build, ["2019", "2020", "2021"])
    unfinished = build / ".2020.new"
    assert mode(unfinished) == 0o700
    assert mode(unfinished / "ledger.json") == 0o666  # nobody comes to it, and whoever makes it settles its modes
    shutil.rmtree(unfinished)
    sites = ("2019/site", "2020/site")
    assert wide(build, public=sites, passages=(".", "2019", "2020")) == []
    assert (build / ".gitignore").read_text().endswith("\n*\n")


def test_another_user_reads_the_sites_and_nothing_else(build: Path) -> None:
    files = [file for file in build.rglob("*") if file.is_file()]
    assert len(readable_by_nobody(files)) == len(files)  # or this test would prove nothing
    keep_private(build, ["2019", "2020"])
    found = {Path(name).relative_to(build).as_posix() for name in readable_by_nobody(files)}
    assert found == {"2019/site/index.html", "2020/site/index.html", "2020/site/book/a.html"}


def test_a_private_folder_is_closed_before_what_is_in_it(build: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    change = os.chmod

    def noting(path: "str | Path", mode: int) -> None:
        closed.append(Path(path).relative_to(build).as_posix())
        change(path, mode)

    monkeypatch.setattr(os, "chmod", noting)
    keep_private(build, [])
    assert closed.index(".store") < closed.index(".store/contents") < closed.index(".store/contents/ab/cd")


def test_what_a_link_leads_to_is_left_as_it_is(build: Path) -> None:
    outside = build.parent / "outside"
    outside.mkdir(mode=0o755)
    (build / "link").symlink_to(outside)
    (build / "2020" / "link").symlink_to(outside)
    keep_private(build, ["2020"])
    close(build / "2020", ["site"])
    assert mode(outside) == 0o755


def test_nothing_is_made_where_nothing_was_built(tmp_path: Path) -> None:
    keep_private(tmp_path / "_build", ["2020"])
    assert not list(tmp_path.iterdir())


def test_what_is_another_users_and_open_is_an_error(build: Path) -> None:
    def attempt() -> str:
        try:
            keep_private(build, ["2020"])
        except InputError as error:
            return str(error)
        return ""

    assert "is another user's, so it cannot be closed to others" in as_nobody(attempt)


def test_what_is_published_can_be_read_whatever_it_was_made_with(tmp_path: Path) -> None:
    with umask(0o077):
        (tmp_path / "releases").mkdir()
        (tmp_path / "releases" / "001.json").touch()
    publish(tmp_path / "releases")
    assert modes_below(tmp_path / "releases") == {".": "d755", "001.json": "f644"}


def test_what_a_process_writes_is_private_until_the_end_of_the_block(tmp_path: Path) -> None:
    with umask(0):
        with for_the_owner_alone():
            (tmp_path / "inside").touch()
            subprocess.run(["touch", str(tmp_path / "started")], check=True)
        (tmp_path / "after").touch()
    assert [mode(tmp_path / name) for name in ("inside", "started", "after")] == [0o600, 0o600, 0o666]
