import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from annual_report.leaks.words import figures_of, name_words, plain, words_of
from annual_report.numerals.said import has_numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 children", ["2"]),
        ("two children and 1,234 more", ["2", "1234"]),
        ("twenty-one, forty two, a hundred and five", ["21", "42", "105"]),
        ("0.50 and 2.40", ["0.5", "2.4"]),
        ("on 8 May 2020, 2020-08-08", []),
        ("Table 8, paragraphs 7, 8 and 9, pages 2 to 5", []),
        ("02-window, 07, 3rd, v2, 8a, 1.2.3, 1234,567", []),
        ("both of them, a pair, half a dozen, two thousand and six", ["2", "2", "6", "2006"]),
        (
            "Both\N{NO-BREAK SPACE}of them, A COUPLE, twenty\N{NON-BREAKING HYPHEN}one, \N{CIRCLED DIGIT EIGHT}",
            ["2", "2", "21", "8"],
        ),
        ("neither of them, no other child, a single case", ["0", "2", "0", "1"]),
        ("one point seven five", ["1.75"]),
        ("the third and the twenty-fifth", []),
        ("", []),
    ],
)
def test_what_counts_as_a_figure(text: str, found: list[str]) -> None:
    assert [figure.value for figure in figures_of(text)] == found


@pytest.mark.parametrize("text", ["2%", "2 %", "two per cent", "2 percent"])
def test_a_percentage_in_any_spelling(text: str) -> None:
    (figure,) = figures_of(text)
    assert (figure.value, figure.percent) == ("2", True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("half of them", ["50"]),
        ("a third", ["33", "33.3", "33.33"]),
        ("two-thirds", ["67", "66.7", "66.67"]),
        ("A QUARTER\N{NO-BREAK SPACE}of", ["25"]),
        ("\N{VULGAR FRACTION ONE HALF}", ["50"]),
    ],
)
def test_a_share_in_words_is_a_percentage_with_any_decimals(text: str, found: list[str]) -> None:
    figures = list(figures_of(text))
    assert list(dict.fromkeys(figure.value for figure in figures)) == found
    assert all(figure.percent for figure in figures)


def test_one_in_five_tells_a_share_and_two_counts() -> None:
    figures = {(figure.value, figure.percent) for figure in figures_of("one in five")}
    assert figures == {("20", True), ("1", False), ("5", False)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("twice", {("2", True), ("2", False)}),
        ("twice as likely", {("2", True)}),
        ("half as many", {("0.5", True), ("50", False)}),
    ],
)
def test_how_many_times_as_much_is_no_count(text: str, found: set[tuple[str, bool]]) -> None:
    assert {(figure.value, figure.times) for figure in figures_of(text)} == found


@given(st.integers(0, 999_999))
def test_every_number_is_read_in_digits_and_in_words(number: int) -> None:
    for text in (f"{number:,}", str(num2words(number)), str(num2words(number)).capitalize()):
        if not 1900 <= number <= 2099:  # a year
            assert [figure.value for figure in figures_of(f"of {text} children")] == [str(number)]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    if list(figures_of(text)):
        assert has_numbers(text)
    assert words_of(text) == words_of(text.lower())


def test_words_are_plain_so_that_a_name_is_known_in_a_sentence() -> None:
    assert words_of("children aged 5 to 9 of other ethnic groups") == words_of("Child, age 5-9: other ethnic group")
    assert "5to9" in words_of("children.census_band.5_to_9.other")
    assert words_of("5 to 9%") != words_of("5 to 9")


def test_the_year_is_no_part_of_a_name_unless_it_is_all_of_it() -> None:
    assert name_words("April 2020") == {"april"}
    assert name_words("2020") == {"2020"}


def test_numbers_are_compared_in_one_form() -> None:
    assert [plain(text) for text in ("1,234", "2.0", "0.50", "10")] == ["1234", "2", "0.5", "10"]
