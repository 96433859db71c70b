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
    assert release.source == "Restricted"
    signed = as_signed_off(release, made)
    assert signed.source == "Notifications of serious incidents"
    assert signed.notice == (
        "Notifications of serious incidents. Signed off for release. Numbers that could identify a child are hidden."
    )


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
