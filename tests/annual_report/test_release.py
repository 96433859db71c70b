"""The notice of a release: what stands on every page of it."""

from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.support.books import small_release
from tests.support.reviews import released

from annual_report.editions.models import Edition, load_edition
from annual_report.errors import InputError
from annual_report.release import as_signed_off, make_release


def edition(*, synthetic: bool, source: str = "notifications of serious incidents") -> Edition:
    found = load_edition(ROOT / "data" / "2020")
    records = found.records.model_copy(update={"synthetic": synthetic, "source": source})
    return found.model_copy(update={"records": records})


def test_real_records_are_restricted_until_they_are_signed_off() -> None:
    made, before = edition(synthetic=False), released()
    release = make_release(made, before.ledger, (), before.disclosure)
    assert release.notice.startswith("Restricted.")
    signed = as_signed_off(release, made)
    assert signed.notice == (
        "Notifications of serious incidents. Signed off for release. Numbers that could identify a child are hidden."
    )


@pytest.mark.parametrize("source", ["notifications of serious incidents", "STATS19 reports", "eCAF forms", "NHS data"])
def test_the_source_is_said_as_the_edition_writes_it_before_and_after_the_sign_off(source: str) -> None:
    made, before = edition(synthetic=False, source=source), released()
    release = make_release(made, before.ledger.model_copy(update={"synthetic": False}), (), before.disclosure)
    signed = as_signed_off(release, made)
    assert release.source == signed.source == source
    assert release.mark == f"Restricted. Source: {source}."
    assert signed.mark == f"Source: {source}."


def test_synthetic_records_are_the_source_whatever_the_edition_says() -> None:
    release = make_release(edition(synthetic=True, source="NHS data"), released().ledger, ())
    assert (release.source, release.mark) == ("Synthetic records", "Synthetic records.")
    assert release.source_line == "Source: synthetic records."


def test_the_body_is_named_as_publisher_only_of_real_figures_that_were_signed_off() -> None:
    made, before = edition(synthetic=False), released()
    real = before.ledger.model_copy(update={"synthetic": False})
    restricted = make_release(made, real, (), before.disclosure)
    signed, invented = as_signed_off(restricted, made), make_release(edition(synthetic=True), before.ledger, ())
    assert signed.publication == f"Published by the {made.body} on 14 May 2021."
    assert restricted.publication == "Not published: these figures have not been signed off for release."
    assert invented.publication == f"This is not a publication of the {made.body}."


@pytest.mark.parametrize("byline", ["", "Child Safeguarding Practice Review Panel"])
def test_the_body_is_never_the_author_of_synthetic_figures(byline: str) -> None:
    made = edition(synthetic=True).model_copy(update={"byline": byline})
    release = make_release(made, released().ledger, ())
    assert release.author == f"Made from synthetic records, not by the {made.body}"
    real = release.model_copy(update={"ledger": release.ledger.model_copy(update={"synthetic": False})})
    assert real.author == made.body


def test_synthetic_records_say_so_for_ever() -> None:
    made, before = edition(synthetic=True), released()
    release = make_release(made, before.ledger, (), before.disclosure)
    assert as_signed_off(release, made) == release


def test_without_disclosure_control_nothing_is_signed_off() -> None:
    with pytest.raises(InputError, match="has not been through disclosure control"):
        as_signed_off(small_release(), edition(synthetic=False))


def test_what_the_records_are_is_said_without_a_full_stop(tmp_path: Path) -> None:
    text = (ROOT / "data" / "2020" / "edition.toml").read_text(encoding="utf-8")
    (tmp_path / "edition.toml").write_text(text.replace("seed = 2020", 'seed = 2020, source = "Forms. All"'))
    with pytest.raises(InputError, match=r"records\.source"):
        load_edition(tmp_path)
