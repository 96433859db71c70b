"""Whether a table fits its page: long words break, letters shrink, the page is turned, or the table is refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bs4 import Tag
from bs4.element import NavigableString

from annual_report.errors import CheckError
from annual_report.typefaces import width_in_print

#: How wide the text is on an upright page and on a turned one, in points: the template's margins are 24 mm.
UPRIGHT, TURNED = 459.0, 705.0
_USUAL, _SMALL = 9.0, 8.0  # the template's letters in tables, and in dense ones
_INSET, _SMALL_INSET = 11.4, 8.6  # left and right of a cell's words: the template's 2 mm and 1.5 mm, twice
_BREAKS = re.compile(r"[\s\u200b-]+|(?<=[_])")  # where a line may end
_LONGEST, _SHORTEST = 110.0, 60.0  # points: a longer word may break anywhere
_SPARE = 1.03  # a bold word is wider
#: What a line may break at, and no reader sees.
BREAK = "\u200b"


@dataclass(frozen=True, slots=True)
class Fitted:
    """How a table is set: the widths of its columns in hundredths, and whether they are others than those asked for."""

    widths: list[float]
    changed: bool
    dense: bool
    turned: bool


def fit(table: Tag, rows: Sequence[Sequence[str]], widths: Sequence[float], *, dense: bool) -> Fitted:
    """Return how a table is set so that no word stands over another. A word longer than a column may break from now on.

    Args:
        table: the table; break marks are put into its long words.
        rows: the texts of its cells.
        widths: the widths of the columns that are wished for.
        dense: whether small letters are wished for.

    Raises:
        CheckError: if it fits no page.
    """
    break_words(table, _LONGEST)
    usual = _needs(rows, _SMALL if dense else _USUAL, _SMALL_INSET if dense else _INSET)
    if all(width / 100 * UPRIGHT >= need for width, need in zip(widths, usual, strict=False)):
        return Fitted(list(widths), changed=False, dense=dense, turned=False)
    small = _needs(rows, _SMALL, _SMALL_INSET)
    if sum(small) > TURNED:  # the last resort: long words break sooner
        break_words(table, _SHORTEST)
        small = _needs(rows, _SMALL, _SMALL_INSET, _SHORTEST)
    turned = sum(small) > UPRIGHT
    room = TURNED if turned else UPRIGHT
    if sum(small) > room:
        raise CheckError(
            f"table {_name(table)} has {len(small)} columns, more than a page holds, even a turned one: they need "
            f"{sum(small) / 72 * 25.4:.0f} mm of {room / 72 * 25.4:.0f} mm. Split it, or leave columns out"
        )
    if turned and (holder := _holder(table)) is not None:
        raise CheckError(
            f"table {_name(table)} needs a page that is turned, and it stands within {holder}: put it by itself"
        )
    return Fitted(_spread(small, widths, room), changed=True, dense=True, turned=turned)


def break_words(tag: Tag, room: float) -> None:
    """Let each word that is longer than ``room`` points, in letters of a table, break anywhere."""
    for text in list(tag.find_all(string=True)):
        if type(text) is not NavigableString:
            continue
        broken = "".join(_broken(part, room) for part in re.split(r"(\s+)", text))
        if broken != text:
            text.replace_with(broken)


def _broken(word: str, room: float) -> str:
    parts = _BREAKS.split(word)
    return BREAK.join(word) if any(width_in_print(part, _USUAL) * _SPARE > room for part in parts) else word


def _needs(rows: Sequence[Sequence[str]], size: float, inset: float, longest: float = _LONGEST) -> list[float]:
    """Return how many points each column needs for its longest word."""
    columns = zip_longest(*rows, fillvalue="")
    return [max((_need(text, size, longest) for text in column), default=0.0) + inset for column in columns]


def _need(text: str, size: float, longest: float) -> float:
    return max((min(width_in_print(word, size) * _SPARE, longest) for word in _BREAKS.split(text)), default=0.0)


def _spread(needs: Sequence[float], widths: Sequence[float], room: float) -> list[float]:
    """Return widths that give each column what it needs, and of what is left as much as was wished for."""
    left = room - sum(needs)
    wished = [*widths, *([0.0] * (len(needs) - len(widths)))]
    whole = sum(wished) or 1.0
    return [
        int(10_000 * (need + left * width / whole) / room) / 100 for need, width in zip(needs, wished, strict=False)
    ]


def _holder(table: Tag) -> str | None:
    """Return what a table stands within, if that cannot be parted by a page."""
    return next(_names_of_holders(table), None)


def _names_of_holders(table: Tag) -> Iterator[str]:
    for parent in table.parents:
        if parent.name in ("li", "dd", "blockquote", "td"):
            yield {"li": "a list", "dd": "a definition", "blockquote": "a quotation", "td": "another table"}[
                parent.name
            ]
        if "admonition" in parent.get_attribute_list("class"):
            yield "a box"


def _name(table: Tag) -> str:
    words = (table.caption or table).get_text(" ", strip=True)
    return repr(words if len(words) <= 60 else f"{words[:57]}...")
