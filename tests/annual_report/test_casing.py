"""Names and abbreviations keep their capitals wherever they come to stand."""

import pytest

from annual_report.casing import lower_first, upper_first


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Number of reviews", "number of reviews"), ("A share", "a share"), ("Age, in years", "age, in years"), ("", "")],
)
def test_an_ordinary_word_begins_small_within_a_sentence(text: str, expected: str) -> None:
    assert lower_first(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "STATS19 reports",
        "LCSPR decision",
        "LCSPRs",
        "NHS trust",
        "COVID-19 factor",
        "Asian children",
        "White British",
        "England",
        "DfE",
        "A&E attendances",
        "Ofsted grade",
        "eCAF forms",
        "12 months",
    ],
)
def test_a_name_or_an_abbreviation_keeps_its_capital(text: str) -> None:
    assert lower_first(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rapid reviews", "Rapid reviews"),
        ("local LCSPRs", "Local LCSPRs"),
        ("LCSPRs", "LCSPRs"),
        ("eCAF forms", "eCAF forms"),
        ("of the NHS", "Of the NHS"),
        ("<1% of all", "<1% of all"),
        ("", ""),
    ],
)
def test_a_heading_begins_with_a_capital_and_changes_no_other_letter(text: str, expected: str) -> None:
    assert upper_first(text) == expected
