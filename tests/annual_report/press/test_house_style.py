"""Colours can be told apart and text can be read, computed as WCAG 2.2 defines it."""

from itertools import pairwise

import pytest

from annual_report.errors import InputError
from annual_report.press.house_style import GREY, INK, PAIR, PALETTE, PAPER, colours, contrast, ink_on


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", PALETTE)
def test_every_colour_stands_out_from_the_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 3


@pytest.mark.parametrize("palette", [PALETTE[:4], PAIR])
def test_neighbours_differ_in_grey_print_too(palette: tuple[str, ...]) -> None:
    assert all(contrast(one, other) >= 3 for one, other in pairwise(palette))


@pytest.mark.parametrize("colour", [GREY, INK])
def test_text_is_legible_on_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= 4.5


@pytest.mark.parametrize("colour", PALETTE)
def test_text_is_legible_on_every_colour(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5


def test_two_series_have_the_pair_and_more_the_palette() -> None:
    assert colours(2) == PAIR
    assert colours(1) == PALETTE[:1]
    assert colours(4) == PALETTE[:4]


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(InputError, match="7 series cannot be told apart"):
        colours(7)
