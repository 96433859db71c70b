"""Finding statistics by words: all words must match, the closest matches first."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from annual_report.errors import MissingError
from annual_report.vocabulary.entries import Entry

_PART = re.compile(r"[^\W_]+")
_NEAREST = 5


def find(entries: Sequence[Entry], words: Sequence[str]) -> tuple[Entry, ...]:
    """Return the entries that every word matches in id, label or base, whatever its case; all of them without words.

    First come those whose id the words name, then those whose label has them, then those that only contain them.

    Raises:
        MissingError: if nothing matches. It names the nearest ids with their labels.
    """
    wanted = [word.lower() for word in words]
    ranked = [(rank, entry.id, entry) for entry in entries if (rank := _rank(entry, wanted)) is not None]
    if not ranked:
        raise MissingError(_nothing_found(entries, words))
    return tuple(entry for _, _, entry in sorted(ranked, key=lambda found: found[:2]))


def _rank(entry: Entry, words: Sequence[str]) -> int | None:
    """Return how far the words are from the entry, 0 at the nearest, None where one does not match."""
    ranks = [_rank_of_word(entry, word) for word in words]
    return None if None in ranks else sum(rank for rank in ranks if rank is not None)


def _rank_of_word(entry: Entry, word: str) -> int | None:
    label = entry.label.lower()
    base = f"{entry.base.id} {entry.base.label}".lower() if entry.base else ""
    matches = (
        word == entry.id,
        word in entry.id.split("."),
        any(part.startswith(word) for part in _parts(entry.id)),
        any(part.startswith(word) for part in _parts(label)),
        word in entry.id or word in label,
        word in base,
    )
    return matches.index(True) if any(matches) else None


def _nothing_found(entries: Sequence[Entry], words: Sequence[str]) -> str:
    wanted = [word.lower() for word in words]
    nearest = sorted(entries, key=lambda entry: (-_likeness(entry, wanted), entry.id))[:_NEAREST]
    shown = "".join(f"\n  {entry.id}: {entry.label}" for entry in nearest)
    return f"no statistic has {' and '.join(map(repr, words))} in its id, label or base. The nearest are:{shown}"


def _likeness(entry: Entry, words: Sequence[str]) -> float:
    """Return how like the entry's words these are: 1 where each is there, 0 where none is like any."""
    base = entry.base.label if entry.base else ""
    known = set(_parts(f"{entry.id} {entry.label} {base}".lower()))
    return sum(max(SequenceMatcher(None, word, part).ratio() for part in known) for word in words) / len(words)


def _parts(text: str) -> list[str]:
    return _PART.findall(text)
