"""Text of others as a terminal may show it: what steers a terminal or cannot be seen is written out, never sent.

Names of files and columns, values of records and words of chapters come from outside. A control character among them
could move the cursor, rename the window or hide what stands beside it.
"""

import unicodedata

_KEPT = "\n\t"
_SPACE = "Zs"  # of every script: seen, and without effect
_LONGEST = 60
_SAID = 3  # odd characters that are named


def visible(text: str) -> str:
    r"""Return text in which each control and each invisible character stands as an escape, such as ``\\x1b``."""
    if text.isprintable():
        return text
    return "".join(sign if _is_harmless(sign) else _escape(sign) for sign in text)


def quoted(text: str) -> str:
    """Return text in quotation marks, cut if it is long, every character that is not plain to see written out."""
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}... ({len(text)} characters)")


def odd_characters(text: str) -> str:
    """Return the names of characters that are not seen or look like Latin letters: `` (with U+0430 CYRILLIC ...)``."""
    odd = list(dict.fromkeys(sign for sign in text[:_LONGEST] if _is_odd(sign)))
    if not odd:
        return ""
    names = ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, 'control character')}" for sign in odd[:_SAID])
    return f" (with {names}{', and others' if len(odd) > _SAID else ''})"


def _is_harmless(sign: str) -> bool:
    return sign.isprintable() or sign in _KEPT or unicodedata.category(sign) == _SPACE


def _escape(sign: str) -> str:
    if sign < " ":
        return f"\\x{ord(sign):02x}"
    # as JSON writes it, so that JSON stays JSON
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place : place + 2].hex()}" for place in range(0, len(units), 2))


def _is_odd(sign: str) -> bool:
    if sign.isascii():
        return not sign.isprintable()
    name = unicodedata.name(sign, "")
    return not sign.isprintable() or (sign.isalpha() and not name.startswith("LATIN"))
