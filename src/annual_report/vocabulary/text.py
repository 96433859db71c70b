"""Entries as a person reads them on a terminal: aligned, within its width, the role on a line of its own to copy."""

import textwrap
from collections.abc import Callable, Sequence

from annual_report.casing import upper_first
from annual_report.vocabulary.entries import Entry

_INDENT = 2
_COLUMN = 11


def as_text(entries: Sequence[Entry], width: int = 80, strong: Callable[[str], str] = str) -> str:
    """Return the entries in lines of at most ``width``, and how many they are.

    Args:
        entries: what is shown, in this order.
        width: of the terminal. A role is never broken: it could not be pasted.
        strong: marks an id and a role to paste, for a terminal that can.
    """
    blocks = [_block(entry, width, strong) for entry in entries]
    count = f"{len(entries)} statistic" + ("" if len(entries) == 1 else "s")
    return "\n\n".join([*blocks, count]) + "\n"


def _block(entry: Entry, width: int, strong: Callable[[str], str]) -> str:
    lines = [
        strong(entry.id),
        *_wrapped("label", entry.label, width),
        *_wrapped("value", entry.value, width),
        *(_wrapped("base", f"{entry.base.label} ({entry.base.id})", width) if entry.base else ()),
        *_wrapped("fixed", f"{entry.fixed}; notebook {entry.notebook}", width),
        _headed("paste", strong(entry.paste) if entry.placements else f"none. {upper_first(entry.not_placed)}"),
    ]
    return "\n".join(lines)


def _wrapped(head: str, text: str, width: int) -> list[str]:
    first, *rest = textwrap.wrap(text, max(width - _COLUMN, 16), break_long_words=False, break_on_hyphens=False)
    return [_headed(head, first), *(_headed("", line) for line in rest)]


def _headed(head: str, text: str) -> str:
    return f"{' ' * _INDENT}{head:<{_COLUMN - _INDENT}}{text}"
