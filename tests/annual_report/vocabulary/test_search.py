import pytest

from annual_report.errors import MissingError
from annual_report.vocabulary.entries import Base, Entry
from annual_report.vocabulary.search import find


def entry(name: str, label: str, base: Base | None = None) -> Entry:
    return Entry(name, label, "1", base, "1", "Count and percentage", "a", (), "")


FATAL = Base("incidents.type.fatal", "Fatal incidents")
ENTRIES = (
    entry("deaths.cause.suicide", "Suicide", FATAL),
    entry("deaths.neglect", "Neglect featured", FATAL),
    entry("incidents.suicide", "Suicides of all incidents"),
    entry("neglect", "Neglect of any kind"),
    entry("reviews", "Reviews that mention neglecting"),
    entry("serious_harm.kind.non_neglect", "Other"),
)


def ids(*words: str) -> list[str]:
    return [found.id for found in find(ENTRIES, words)]


def test_without_words_all_are_found_by_id() -> None:
    assert ids() == sorted(item.id for item in ENTRIES)


def test_an_exact_id_comes_before_a_segment_a_part_and_a_label() -> None:
    assert ids("neglect") == ["neglect", "deaths.neglect", "serious_harm.kind.non_neglect", "reviews"]


def test_all_words_must_match_in_id_label_or_base_whatever_their_case() -> None:
    assert ids("SUICIDE", "fatal") == ["deaths.cause.suicide"]
    assert ids("suicide") == ["deaths.cause.suicide", "incidents.suicide"]
    assert ids("uicid", "fata") == ["deaths.cause.suicide"]


def test_a_whole_id_finds_itself_first() -> None:
    assert ids("incidents.suicide") == ["incidents.suicide"]


def test_what_is_not_found_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(MissingError, match=r"no statistic has 'suicde' in its id.*\n  deaths\.cause\.suicide: Suicide"):
        find(ENTRIES, ["suicde"])


def test_words_that_stand_apart_are_named_together() -> None:
    with pytest.raises(MissingError, match=r"'reviews' and 'suicide'"):
        find(ENTRIES, ["reviews", "suicide"])
