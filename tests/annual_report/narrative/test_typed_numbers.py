from collections.abc import Callable

import pytest
from tests.support.books import Book

Reader = Callable[[str], Book]


@pytest.mark.parametrize(
    "text",
    [
        "There were 63 of them.",
        "It was 9.7% of all.",
        "- a list of 3",
        "## A heading for 2020",
        "> a quote of 12",
        "| a | b |\n|---|---|\n| x | 17 |",
        "A note.[^n]\n\n[^n]: In 2021.",
        "```{note}\nOf 514.\n```",
        "*Emphasis on 5*",
        "[a link to 7](https://example.org)",
    ],
)
def test_a_typed_digit_is_refused_wherever_it_stands(read: Reader, text: str) -> None:
    warnings = read(text).warnings
    assert "is typed in" in warnings
    assert "page.md:" in warnings


@pytest.mark.parametrize(
    "text",
    [
        "There were {count}`deaths.sudi` of them.",
        "Within {fixed}`15 working days <Working Together 2018>`.",
        "% summary paragraph 9\n\nNo number here.",
        "```{table} deaths\n```",
        "```{chart} deaths\n```",
    ],
)
def test_a_placed_number_passes(read: Reader, text: str) -> None:
    assert not read(text).warnings
