"""How figures are printed: the writing of each form, and the numbers that stand in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from num2words import num2words


class Form(StrEnum):
    """How a figure is printed."""

    COUNT = "count"  # 482
    WORDS = "words"  # nine
    PERCENT = "percent"  # 35%
    SHARE_OF = "share_of"  # 49 of 68
    COUNT_PERCENT = "count_percent"  # 274 (53%)
    OVER_PERCENT = "over_percent"  # over 40%
    MOST_PERCENT = "most_percent"  # most (69%): a word that says "more than half", and the percentage beside it
    ALL = "all"  # all: the count is its base
    OVER_REPRESENTED = "over_represented"  # every named ratio is above 1
    UNDER_REPRESENTED = "under_represented"  # every named ratio is below 1
    LARGEST = "largest"  # said in words: the first named count is larger than each of the others


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers in a printed figure, None where its form prints none; ``most`` is a word for more than half."""

    count: int | None = None
    base: int | None = None
    percent: Decimal | None = None
    most: str = ""


_COUNT = r"(?P<count>[0-9]+)"
_PERCENT = r"(?P<percent>[0-9]+(\.[0-9]+)?)%"
_WRITING: Mapping[Form, str] = {
    Form.COUNT: _COUNT,
    Form.WORDS: r"(?P<words>[a-z]+([- ][a-z]+)*)",
    Form.PERCENT: _PERCENT,
    Form.SHARE_OF: rf"{_COUNT} of (?P<base>[0-9]+)",
    Form.COUNT_PERCENT: rf"{_COUNT} \({_PERCENT}\)",
    Form.OVER_PERCENT: rf"over {_PERCENT}",
    Form.MOST_PERCENT: rf"(?P<most>[a-z]+([- ][a-z]+)*) \({_PERCENT}\)",
    Form.ALL: "all",
    Form.OVER_REPRESENTED: "over-represented",
    Form.UNDER_REPRESENTED: "under-represented",
    Form.LARGEST: r"[a-z]+([- ][a-z]+)*",
}
_WORDS = {str(num2words(number, lang="en")): number for number in range(101)}


def read_numbers(form: Form, printed: str) -> Numbers | None:
    """Return the numbers in ``printed``, or None if it is not written as ``form`` says.

    Args:
        form: how the figure is printed.
        printed: what was printed. Words are read up to one hundred.
    """
    found = re.fullmatch(_WRITING[form], printed)
    if not found:
        return None
    if form is Form.WORDS:
        return Numbers(_WORDS[printed]) if printed in _WORDS else None
    shown = found.groupdict()
    return Numbers(
        int(shown["count"]) if "count" in shown else None,
        int(shown["base"]) if "base" in shown else None,
        Decimal(shown["percent"]) if "percent" in shown else None,
        shown.get("most", ""),
    )
