import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.books import small_release

from annual_report.comparison.sources import find_ledger, read_ledger
from annual_report.editions.project import Project, find_project
from annual_report.errors import InputError, MissingError
from annual_report.release import write_release
from annual_report.statistics.ledger import Ledger, to_json


def no_project() -> Project:
    raise MissingError("no report here")


def test_a_ledger_and_a_release_give_the_same(tmp_path: Path) -> None:
    release = small_release()
    release.ledger.write(tmp_path / "ledger.json")
    write_release(release, tmp_path / "release.json")
    assert read_ledger(tmp_path / "ledger.json") == read_ledger(tmp_path / "release.json") == release.ledger


def test_a_ledger_says_first_of_all_what_it_is_and_is_read_as_strictly_as_ever(tmp_path: Path) -> None:
    file = tmp_path / "ledger.json"
    small_release().ledger.write(file)
    text = file.read_text(encoding="utf-8")
    assert text.startswith('{\n "PRIVATE": "Record-level data: it says which records each number counts')
    file.write_text(text.replace("Do not publish", "Publish"), encoding="utf-8")
    with pytest.raises(InputError, match="PRIVATE"):
        read_ledger(file)
    write_release(small_release(), tmp_path / "release.json")
    assert "PRIVATE" not in (tmp_path / "release.json").read_text(encoding="utf-8")


def test_a_ledger_of_an_older_version_can_be_compared(tmp_path: Path) -> None:
    (tmp_path / "ledger.json").write_text(to_json(small_release().ledger), encoding="utf-8")
    assert read_ledger(tmp_path / "ledger.json") == small_release().ledger


def test_a_file_a_folder_and_an_edition_are_found(tmp_path: Path) -> None:
    project = Project(tmp_path)
    folder = project.output("2020")
    folder.mkdir(parents=True)
    write_release(small_release(), folder / "release.json")
    assert find_ledger(str(folder / "release.json"), no_project) == folder / "release.json"
    assert find_ledger(str(folder), no_project) == folder / "release.json"
    assert find_ledger("2020", lambda: project) == folder / "release.json"
    small_release().ledger.write(folder / "ledger.json")
    assert find_ledger(str(folder), no_project) == folder / "ledger.json"


def test_what_is_not_there_says_what_can_be_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"2021: there is no such file.*Name a ledger\.json"):
        find_ledger("2021", no_project)
    with pytest.raises(MissingError, match=r"no ledger\.json and no release\.json in it\. Name a"):
        find_ledger(str(tmp_path), lambda: find_project(tmp_path))


def _without_counts(ledger: Ledger) -> str:
    content = ledger.model_dump(mode="json")
    return json.dumps({**content, "statistics": [{"id": "a"}]})


@pytest.mark.parametrize(
    "content",
    [
        lambda: "{",
        lambda: "[]",
        lambda: "{}",
        lambda: '{"ledger": {}}',
        lambda: "\0",
        lambda: _without_counts(small_release().ledger),
    ],
    ids=["no JSON", "a list", "empty", "a release of nothing", "a NUL", "no counts"],
)
def test_what_is_no_ledger_is_refused_in_a_few_words(content: Callable[[], str], tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(content())
    with pytest.raises(InputError, match=r"a\.json: neither a ledger nor a release: .*Name a") as raised:
        read_ledger(file)
    assert len(str(raised.value)) < 1000


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-\xff")
    with pytest.raises(InputError, match="neither a ledger nor a release"):
        read_ledger(file)
