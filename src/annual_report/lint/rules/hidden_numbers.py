"""Nobody types what was hidden: a constant beside the words of a hidden number is none that this number can be.

The true number is not here, so each that it could be is found: any below the threshold of disclosure control, and any
number that stands alone, or share, within what can be worked out of it.
"""

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from annual_report.lint.about import hidden_subjects, placed_in
from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Mark, Page, Passage
from annual_report.lint.rules.constants import parts_of
from annual_report.numerals.said import counts_said, percentages_said
from annual_report.statistics.hidden import Hidden

NAME = "hidden-number"
_ALONE = re.compile(r"[\d.,]+|[a-z]+(?:-[a-z]+)?", re.IGNORECASE)
#: "paragraphs 7, 8 and 15" lead to a place and count nothing.
_PLACES = re.compile(
    r"\b(?:paragraph|footnote|section|chapter|table|figure|page|annex)s?\s+\d+(?:(?:,| and| to)\s*\d+)*", re.IGNORECASE
)
_DECIMALS = re.compile(r"\d\.\d")
_HALF = Fraction(1, 2)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each constant, and each word allowed, that could be the hidden number which its passage is about."""
    for number, passage in enumerate(page.passages):
        typed = [mark for mark in passage.marks if mark.role in ("fixed", "allow") and parts_of(mark)]
        if not typed or not context.release.ledger.hidden:
            continue
        subjects = hidden_subjects(page, number, context)
        for mark in typed:
            found = next((item for item in subjects if _could_be(item, mark, passage, context)), None)
            if found:
                yield finding(passage, mark.start, mark.end, NAME, _message(mark, found))


def _could_be(item: Hidden, mark: Mark, passage: Passage, context: Context) -> bool:
    """Say whether a constant says a number that the hidden one can be, and that is no part of a name."""
    words = _words(mark)
    alone = _ALONE.fullmatch(words) is not None
    said = counts_said(words) - _numbers_in_names(item, mark, passage, context)
    if item.is_ratio:  # printed with decimals, or said as "twice"
        return alone and bool(_DECIMALS.search(words) or (said - {1} and not words.isdigit()))
    if any(_is_suspect(count, item, context, alone=alone) for count in said):
        return True
    percentages = percentages_said(words) if item.percent is None else ()
    counts = (count for percent in percentages for count in _counts_of(percent, item))
    return any(_is_suspect(count, item, context, alone=True) for count in counts)


def _numbers_in_names(item: Hidden, mark: Mark, passage: Passage, context: Context) -> frozenset[int]:
    """Return the numbers in the labels of the hidden number, its base, and what the sentence places: "Under 1"."""
    start, end = passage.sentence(mark.start)
    placed = placed_in([other for other in passage.marks if start <= other.start < end])
    items = context.release.ledger.values.items
    labels = [items[name].label for name in sorted({item.id, item.base or item.id} | placed) if name in items]
    return counts_said("; ".join(labels))


def _is_suspect(count: int, item: Hidden, context: Context, *, alone: bool) -> bool:
    """Say whether the hidden number can be ``count``. Where nobody says which numbers are small, any may be."""
    disclosure = context.release.disclosure
    is_small = disclosure is None or count < disclosure.threshold
    possible = item.high is None or count <= item.high
    return possible and (is_small or (alone and count >= item.low))


def _counts_of(percent: Fraction, item: Hidden) -> range:
    """Return the counts that print as a share of the base, none where the base is not told."""
    if item.base_count is None:
        return range(0)
    low, high = ((percent + half) * item.base_count / 100 for half in (-_HALF, _HALF))
    return range(max(0, math.ceil(low)), math.floor(high) + 1)


def _words(mark: Mark) -> str:
    """Return what a reader sees of a constant, without the places that it leads to."""
    words, _ = parts_of(mark) or ("", "")
    return _PLACES.sub("", words).strip()


def _message(mark: Mark, item: Hidden) -> str:
    form = "ratio" if item.is_ratio else "count"
    return (
        f"“{_words(mark)}” stands beside words about {item.id} ({item.label}), which is hidden, and could be its "
        f"number: what is hidden may not be typed. Place it, {{{form}}}`{item.id}`, or leave the number out; if it "
        "says something else, say it in a paragraph of its own"
    )
