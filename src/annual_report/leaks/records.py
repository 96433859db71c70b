"""What of the records can be told again from any text: their ids, and runs of values that only a record has."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[t ]00:00:00)?")
_FLAGS = frozenset({"yes", "no", "none", "true", "false", "not", "not_known", ""})
#: How a data frame prints a flag.
_PRINTED = {"yes": "true", "no": "false"}
_ENOUGH = 6
_LONGEST = 8
_WORD = re.compile(r"[^\s,;|<>\"'=:(){}\[\]\\]+")
_CELL = re.compile(r"[^,;|\t\n]+")
#: Digits alone must be this long to be told from a number.
_LONG = 7


def telling(identifiers: Iterable[str]) -> frozenset[str]:
    """Return the ids that can be told from ordinary words and numbers: a letter and a digit, or many digits."""
    return frozenset(name.lower() for name in identifiers if _is_telling(name))


def _is_telling(name: str) -> bool:
    digits = sum(letter.isdigit() for letter in name)
    return digits >= _LONG or (digits > 0 and any(letter.isalpha() for letter in name))


def runs_of(rows: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """Return the shortest runs of neighbouring values, of any record, that tell of it.

    A day weighs 4, a code or a number 2, a flag (yes, no, none) 1; a run needs 6, and a value that is no flag. So
    ``7, male, black`` is one, ``2020-01-01, serious_harm`` too, and ``no, no, yes`` is not. A day tells with any later
    value, neighbour or not: two columns of many are a usual selection.
    """
    found = {run for row in rows for run in _runs([value_of(value) for value in row])}
    return frozenset(found | {tuple(_PRINTED.get(value, value) for value in run) for run in found})


def runs_in(
    text: str, runs: frozenset[tuple[str, ...]], pairs: frozenset[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield each run that stands in a text and where: its values side by side, or with a word (a name, a tag) between.

    Args:
        text: what is looked through.
        runs: the runs of all records.
        pairs: the first two values of each: most texts are passed over by these.
    """
    text = text.lower()
    words = [(word[0], word.start()) for word in _WORD.finditer(text)]
    cells = [(value_of(cell[0]), cell.start()) for cell in _CELL.finditer(text)]
    for view in (words, words[::2], words[1::2], cells):
        values, places = [value for value, _ in view], [place for _, place in view]
        for start, pair in enumerate(pairwise(values)):
            if pair in pairs:
                for end in range(start + 2, start + _LONGEST + 1):
                    if (run := tuple(values[start:end])) in runs:
                        yield run, places[start]


def value_of(text: str) -> str:
    """Return a value as it is compared: lower case, spaces as underscores."""
    return text.strip().lower().replace(" ", "_")


def _runs(values: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start, first in enumerate(values):
        weight, named = 0, False
        for end in range(start, min(start + _LONGEST, len(values))):
            weight += _weight(values[end])
            named = named or values[end] not in _FLAGS
            if weight >= _ENOUGH and named:
                yield tuple(values[start : end + 1])
                break
        if _DAY.fullmatch(first):
            yield from ((first, later) for later in values[start + 1 :] if later not in _FLAGS)


def _weight(value: str) -> int:
    if value in _FLAGS:
        return 1
    return 4 if _DAY.fullmatch(value) else 2
