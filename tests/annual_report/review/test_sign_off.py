"""A sign-off holds for exactly the release whose pack was read, and for nothing else."""

import stat
from datetime import date
from pathlib import Path

import pytest
from tests.support.books import small_release
from tests.support.ledgers import published_ledger
from tests.support.reviews import changed, released, review_of, write_build

from annual_report.comparison.sources import read_ledger
from annual_report.disclosure.earlier import read_earlier
from annual_report.disclosure.linked import read_linked
from annual_report.disclosure.register import register_file
from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError, ReportError
from annual_report.release import Release, write_release
from annual_report.review.folder import holds, pack_folder, write_pack
from annual_report.review.pack import make_pack
from annual_report.review.record import Review, read_release_and_review, write_review
from annual_report.review.sign_off import keep_register, sign_off
from annual_report.review.standing import sign_off_of, standing, voided

DAY = date(2026, 3, 4)
OTHER = changed(published_ledger(), "deaths.cause.sudi", 62)


def read(project: Project) -> tuple[Release, Review]:
    return read_release_and_review(project.output("2020"))


def pack(project: Project) -> None:
    release, review = read(project)
    earlier = read_earlier(project.edition("2020").releases_folder)
    write_pack(pack_folder(project, "2020"), make_pack(release, review, earlier))


def sign(project: Project, by: str = "Grace Hopper", on: date = DAY) -> Path:
    release, review = read(project)
    ledger = read_ledger(project.output("2020") / "ledger.json")
    return sign_off(project.edition("2020"), release, review, ledger, pack_folder(project, "2020"), by, on)


def test_a_release_whose_pack_was_written_can_be_signed_off(reviewed: Project) -> None:
    edition, release = reviewed.edition("2020"), read(reviewed)[0]
    assert sign_off_of(edition, release) is None
    assert standing(edition, release) == "not signed off: run 'annual-report release-pack 2020'"
    pack(reviewed)
    file = sign(reviewed)
    assert file == edition.releases_folder / "001.json"
    signed = sign_off_of(edition, release)
    assert signed is not None
    assert (signed.number, signed.by, signed.on, signed.release) == (1, "Grace Hopper", DAY, release)
    assert voided(edition, release) == ""
    assert standing(edition, release) == "signed off by Grace Hopper on 4 March 2026"


def test_the_sign_off_holds_after_a_build_with_another_notice(reviewed: Project) -> None:
    pack(reviewed)
    sign(reviewed)
    assert sign_off_of(reviewed.edition("2020"), released(notice="Restricted. Wait.")) is not None


def test_without_a_pack_nothing_is_signed_off(reviewed: Project) -> None:
    with pytest.raises(CheckError, match="annual-report release-pack 2020"):
        sign(reviewed)
    assert read_earlier(reviewed.edition("2020").releases_folder) == ()


@pytest.mark.parametrize("name", ["index.html", "numbers.csv"])
def test_a_pack_that_was_altered_is_not_enough(reviewed: Project, name: str) -> None:
    pack(reviewed)
    file = pack_folder(reviewed, "2020") / name
    file.write_text(file.read_text(encoding="utf-8").replace("transgender", "x", 1), encoding="utf-8")
    with pytest.raises(CheckError, match="is not the pack of this release"):
        sign(reviewed)


def test_the_pack_of_another_release_is_not_enough(reviewed: Project) -> None:
    pack(reviewed)
    release = released(OTHER)
    write_release(release, reviewed.output("2020") / "release.json")
    write_review(review_of(release, OTHER), reviewed.output("2020") / "review.json")
    with pytest.raises(CheckError, match="is not the pack of this release"):
        sign(reviewed)


def test_any_change_voids_the_sign_off_and_is_told(reviewed: Project) -> None:
    pack(reviewed)
    sign(reviewed)
    edition, release = reviewed.edition("2020"), released(OTHER)
    assert sign_off_of(edition, release) is None
    said = "signed off by Grace Hopper on 4 March 2026; since then 1 number changed: deaths.cause.sudi"
    assert voided(edition, release) == said
    assert standing(edition, release) == (
        f"not signed off (an earlier release was {said}): run 'annual-report release-pack 2020'"
    )


def test_a_changed_release_is_signed_off_as_the_next(reviewed: Project) -> None:
    pack(reviewed)
    sign(reviewed)
    write_build(reviewed, released(OTHER), OTHER)
    pack(reviewed)
    assert sign(reviewed, "Mary Somerville").name == "002.json"
    edition = reviewed.edition("2020")
    assert [earlier.by for earlier in read_earlier(edition.releases_folder)] == ["Grace Hopper", "Mary Somerville"]
    assert sign_off_of(edition, released()) is None  # the latest alone counts


def test_nothing_new_needs_no_other_sign_off(reviewed: Project) -> None:
    pack(reviewed)
    sign(reviewed)
    with pytest.raises(InputError, match="nothing changed since release 001, which Grace Hopper signed off on 4 March"):
        sign(reviewed)


@pytest.mark.parametrize(
    ("by", "on", "message"),
    [
        (" ", DAY, "is not a person's name"),
        ("007", DAY, "is not a person's name"),
        ("ada  byron", DAY, "decided to print other.reason.criminal_exploitation .* another person signs off"),
        ("Grace Hopper", date(2026, 3, 1), "lies before 2026-03-02, when it was decided"),
    ],
)
def test_a_person_or_day_that_cannot_be_right_is_refused(reviewed: Project, by: str, on: date, message: str) -> None:
    pack(reviewed)
    with pytest.raises(InputError, match=message):
        sign(reviewed, by, on)


def test_a_day_before_the_last_sign_off_is_refused(reviewed: Project) -> None:
    pack(reviewed)
    sign(reviewed)
    write_build(reviewed, released(OTHER), OTHER)
    pack(reviewed)
    with pytest.raises(InputError, match="lies before 2026-03-04, when release 001 was signed off"):
        sign(reviewed, on=date(2026, 3, 3))


def test_a_release_without_disclosure_control_is_never_signed_off(reviewed: Project) -> None:
    release = small_release()
    write_build(reviewed, release, release.ledger)
    review = read(reviewed)[1].model_copy(update={"decisions": ()})
    write_review(review, reviewed.output("2020") / "review.json")
    pack(reviewed)
    with pytest.raises(InputError, match="has not been through disclosure control"):
        sign(reviewed)


def test_a_pack_replaces_the_one_before(reviewed: Project) -> None:
    folder = pack_folder(reviewed, "2020")
    folder.mkdir()
    (folder / "old.html").touch()
    pack(reviewed)
    assert sorted(file.name for file in folder.iterdir()) == ["index.html", "numbers.csv"]
    assert holds(folder, make_pack(*read(reviewed), ()))


def test_real_records_are_kept_as_they_are_published(reviewed: Project) -> None:
    settings = reviewed.root / "data" / "2020" / "edition.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("synthetic = true", 'synthetic = false, source = "notifications"'))
    write_build(reviewed, released(notice="Restricted. Wait."))
    pack(reviewed)
    sign(reviewed)
    edition = reviewed.edition("2020")
    (earlier,) = read_earlier(edition.releases_folder)
    assert earlier.release.records == "notifications"
    assert earlier.release.notice.startswith("Notifications. Signed off")
    assert sign_off_of(edition, earlier.release) == earlier


def test_a_sign_off_keeps_which_records_were_counted(reviewed: Project) -> None:
    pack(reviewed)
    sign(reviewed)
    edition = reviewed.edition("2020")
    (linked,) = read_linked(edition)
    assert {item.id: item for item in linked.statistics} == {
        item.id: item for item in published_ledger().statistics if not item.reference
    }
    assert stat.S_IMODE(register_file(edition, 1).stat().st_mode) == 0o600
    assert stat.S_IMODE(edition.registers_folder.stat().st_mode) == 0o700


def test_a_ledger_of_another_build_is_no_register(reviewed: Project) -> None:
    pack(reviewed)
    OTHER.write(reviewed.output("2020") / "ledger.json")
    with pytest.raises(CheckError, match=r"ledger\.json is not what this release was made from"):
        sign(reviewed)
    edition = reviewed.edition("2020")
    assert not edition.releases_folder.exists()
    assert not edition.registers_folder.exists()


def test_a_lost_register_is_written_again_by_a_build_of_what_was_signed_off(reviewed: Project) -> None:
    pack(reviewed)
    sign(reviewed)
    edition = reviewed.edition("2020")
    file = register_file(edition, 1)
    before = file.read_bytes()
    file.unlink()
    keep_register(edition, released(OTHER), OTHER)
    assert not file.exists()
    keep_register(edition, released(), published_ledger())
    assert file.read_bytes() == before


def test_another_edition_is_not_built_without_the_register(reviewed: Project) -> None:
    pack(reviewed)
    sign(reviewed)
    other = reviewed.root / "data" / "2021"
    other.mkdir()
    settings = (reviewed.root / "data" / "2020" / "edition.toml").read_text(encoding="utf-8")
    (other / "edition.toml").write_text(settings.replace('name = "2020"', 'name = "2021"'), encoding="utf-8")
    assert [linked.edition for linked in read_linked(reviewed.edition("2021"))] == ["2020"]
    file = register_file(reviewed.edition("2020"), 1)
    text = file.read_text(encoding="utf-8")
    for wrong, told in ((text.replace('"hash": "', '"hash": "0'), "is of another release"), ("{}", "not the register")):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(ReportError, match=told):
            read_linked(reviewed.edition("2021"))
    file.unlink()
    with pytest.raises(CheckError, match=r"2020-001\.json: is missing\. .* Restore it, or build that edition again"):
        read_linked(reviewed.edition("2021"))
