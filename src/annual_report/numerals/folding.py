"""Brings a text's characters to the plain ones: spaces, hyphens and digits that only look otherwise."""

import unicodedata

_HYPHENS = frozenset("\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
#: Ways of setting a digit that leave it a digit: encircled, wide, with a full stop.
_SET = ("<circle>", "<compat>", "<wide>", "<narrow>", "<square>")


class _Folded(dict[int, str]):
    """What becomes of a character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _fold(chr(code))
        return self[code]


_FOLDED = _Folded()


def folded(text: str) -> str:
    """Return a text with plain spaces, hyphens and digits, and without what is not seen, as a soft hyphen.

    A fraction of one character is set out, digit by digit. A raised digit is a note's mark, and no part of a number.
    """
    return text if text.isascii() else text.translate(_FOLDED)


def _fold(letter: str) -> str:
    kind, way = unicodedata.category(letter), unicodedata.decomposition(letter).partition(" ")[0]
    if letter in _HYPHENS:
        return "-"
    if kind == "Zs":
        return " "
    if kind == "Cf":
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(letter))
    if kind == "No" and way in ("<super>", "<sub>"):
        return " "
    if kind == "No" and way == "<fraction>":
        return f" {unicodedata.normalize('NFKC', letter)}"
    return unicodedata.normalize("NFKC", letter) if kind == "No" and way in _SET else letter
