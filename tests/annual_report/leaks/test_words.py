import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from annual_report.leaks.words import figures_of, has_figures, name_words, plain, words_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 children", ["2"]),
        ("two children and 1,234 more", ["2", "1234"]),
        ("twenty-one, forty two, a hundred and five", ["21", "42", "105"]),
        ("0.50 and 2.40", ["0.5", "2.4"]),
        ("on 8 May 2020, 2020-08-08", []),
        ("Table 8, paragraphs 7, 8 and 9, pages 2 to 5", []),
        ("02-window, 07, 3rd, v2, 8a", []),
        ("", []),
    ],
)
def test_what_counts_as_a_figure(text: str, found: list[str]) -> None:
    assert [figure.value for figure in figures_of(text)] == found


@pytest.mark.parametrize("text", ["2%", "2 %", "two per cent", "2 percent"])
def test_a_percentage_in_any_spelling(text: str) -> None:
    (figure,) = figures_of(text)
    assert (figure.value, figure.percent) == ("2", True)


@given(st.integers(0, 999))
def test_every_number_is_read_in_digits_and_in_words(number: int) -> None:
    for text in (f"{number:,}", str(num2words(number)), str(num2words(number)).capitalize()):
        if not 1900 <= number <= 2099:  # a year
            assert [figure.value for figure in figures_of(f"of {text} children")] == [str(number)]


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    if list(figures_of(text)):
        assert has_figures(text)
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
