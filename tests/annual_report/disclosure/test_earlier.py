"""Signed-off releases are kept whole: what is altered, missing or foreign among them stops whatever reads them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.books import small_release
from tests.support.reviews import changed, released

from annual_report.disclosure.earlier import Earlier, read_earlier, release_hash, write_earlier
from annual_report.errors import CheckError, InputError
from annual_report.figures.models import Status, Verdict
from annual_report.release import Release
from annual_report.statistics.models import Statistic

SMALL = small_release()


def earlier(number: int, release: Release | None = None) -> Earlier:
    release = release or released()
    return Earlier(number=number, release=release, hash=release_hash(release), by="Grace Hopper", on=date(2026, 3, 4))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    assert read_earlier(folder) == ()
    for number in (1, 2):
        assert write_earlier(folder, earlier(number)) == folder / f"{number:03d}.json"
    assert read_earlier(folder) == (earlier(1), earlier(2))


def test_the_same_release_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (write_earlier(tmp_path / name, earlier(1)) for name in ("a", "b"))
    assert one.read_bytes() == other.read_bytes()


def test_a_release_is_never_replaced(tmp_path: Path) -> None:
    write_earlier(tmp_path, earlier(1))
    with pytest.raises(InputError, match="never replaced"):
        write_earlier(tmp_path, earlier(1))


def test_a_release_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_earlier(tmp_path / "none" / "releases", earlier(1))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"count": 482', '"count": 481'),
        ('"threshold": 6', '"threshold": 5'),
        ('"number": 1', '"number": 2'),
        ('"hash": "', '"hash": "0'),
        ('"label": "Incidents', '"label": "Accidents'),
    ],
)
def test_an_altered_release_is_named(tmp_path: Path, before: str, after: str) -> None:
    file = write_earlier(tmp_path, earlier(1))
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CheckError, match=r"001\.json: was altered"):
        read_earlier(tmp_path)


def test_a_missing_release_is_named(tmp_path: Path) -> None:
    for number in (1, 2):
        write_earlier(tmp_path, earlier(number))
    (tmp_path / "001.json").unlink()
    with pytest.raises(CheckError, match=r"001\.json: is missing, and 002\.json is there"):
        read_earlier(tmp_path)


@pytest.mark.parametrize(("name", "content"), [("notes.txt", "words"), ("001.json", "{}"), ("001.json", "")])
def test_what_does_not_belong_there_is_named(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="not a signed-off release"):
        read_earlier(tmp_path)


def test_what_a_killed_sign_off_left_is_read_past(tmp_path: Path) -> None:
    write_earlier(tmp_path, earlier(1))
    (tmp_path / ".002.json.half").write_text("{", encoding="utf-8")
    assert len(read_earlier(tmp_path)) == 1


def test_the_hash_does_not_cover_the_notice() -> None:
    assert release_hash(released(notice="Restricted. Wait.")) == release_hash(released())


def test_the_hash_covers_verdicts_and_what_readers_are_told() -> None:
    release = released()
    verdict = Verdict(
        id="P1", paragraph="1", statement="S", printed="1", computed="1", status=Status.REPRODUCED, note=""
    )
    assert release.disclosure is not None
    told = release.disclosure.model_copy(update={"revised": ("incidents",)})
    others = (release.model_copy(update={"verdicts": (verdict,)}), release.model_copy(update={"disclosure": told}))
    assert len({release_hash(other) for other in (release, *others)}) == 3


@given(st.sampled_from(SMALL.ledger.statistics), st.integers(0, 206))
def test_the_hash_tells_every_other_count(item: Statistic, count: int) -> None:
    other = SMALL.model_copy(update={"ledger": changed(SMALL.ledger, item.id, count)})
    assert (release_hash(other) == release_hash(SMALL)) == (count == item.count)
