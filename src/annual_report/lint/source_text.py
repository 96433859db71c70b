"""Looks at a file's own lines before Markdown reads them: unfinished merges, characters no reader sees, great length.

What is too long or too often repeated is refused unread: reading it could take hours.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

from annual_report.lint.pages import Fault

MERGE, CHARACTER, LENGTH = "unfinished-merge", "character", "too-long"

_MARKER = re.compile(r"(<{7,}|>{7,}|\|{7,})(?: .*)?")
_MIDDLE = re.compile(r"={7,}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
#: Classes of characters that a reader does not see: control, format, surrogate, private, unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SEEN = "\t\n\r"
_PLAIN = re.compile(r"[\t\n\r -~]*")
_REPLACEMENT = "\ufffd"

#: The longest file, and the longest stretch without an empty line, in characters.
LONGEST_FILE, LONGEST_STRETCH = 100_000, 10_000
#: How often a stretch may hold the beginning of a link, and a file an address that is defined apart.
MOST_BRACKETS, MOST_DEFINITIONS = 500, 100
_STRETCHES = re.compile(r"\n[ \t\r]*\n")
_DEFINITION = re.compile(r"^[ >\t]*\[[^\]\n]*\]:", re.MULTILINE)


def text_faults(lines: Sequence[str]) -> Iterator[Fault]:
    """Yield what is wrong with the lines of a file as they are."""
    yield from merge_faults(lines)
    for number, line in enumerate(lines, 1):
        yield from _characters(line, number)


def merge_faults(lines: Sequence[str]) -> Iterator[Fault]:
    """Yield each line that git left where a merge was not finished."""
    within = False
    for number, line in enumerate(lines, 1):
        plain = line.rstrip()
        if _MARKER.fullmatch(plain) or (within and _MIDDLE.fullmatch(plain)):
            within = plain[0] != ">"
            message = (
                "a merge was not finished: keep one of the two texts and take out the lines <<<<<<<, =======, >>>>>>>"
            )
            yield Fault(MERGE, number, 1, plain, message)


def length_fault(text: str) -> Fault | None:
    """Return the first place where a text is longer, or repeats itself more often, than any chapter does."""
    if len(text) > LONGEST_FILE:
        message = f"the file has {len(text):,} characters, and a chapter may have {LONGEST_FILE:,}. Split it"
        return Fault(LENGTH, 1, 1, "", message)
    if len(_DEFINITION.findall(text)) > MOST_DEFINITIONS:
        message = f"more than {MOST_DEFINITIONS} addresses or notes are defined apart. Write links as [words](address)"
        return Fault(LENGTH, 1, 1, "", message)
    start = 0
    for end in [*(found.start() for found in _STRETCHES.finditer(text)), len(text)]:
        stretch = text[start:end]
        if len(stretch) > LONGEST_STRETCH or stretch.count("[") > MOST_BRACKETS:
            line = text.count("\n", 0, start) + 1 + (len(stretch) - len(stretch.lstrip("\n")))
            message = (
                f"from here on {len(stretch):,} characters follow without an empty line. A paragraph, list or table "
                f"may have {LONGEST_STRETCH:,}, and {MOST_BRACKETS} square brackets: part it with an empty line"
            )
            return Fault(LENGTH, line, 1, "", message)
        start = end
    return None


def _characters(line: str, number: int) -> Iterator[Fault]:
    """Yield each character that a reader does not see, typed or written as an entity."""
    if not _PLAIN.fullmatch(line):
        for column, character in enumerate(line, 1):
            if _is_unseen(character):
                yield _unseen(character, number, column, character)
    for entity in _ENTITY.finditer(line) if "&" in line else ():
        for character in html.unescape(entity[0]):
            if _is_unseen(character):
                yield _unseen(character, number, entity.start() + 1, entity[0])


def _is_unseen(character: str) -> bool:
    return character not in _SEEN and (unicodedata.category(character) in _UNSEEN or character == _REPLACEMENT)


def _unseen(character: str, line: int, column: int, spot: str) -> Fault:
    name = unicodedata.name(character, "a control character").lower()
    message = (
        f"a reader does not see this character (U+{ord(character):04X}, {name}). Take it out and type the word again"
    )
    return Fault(CHARACTER, line, column, spot, message)
