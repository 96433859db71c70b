"""Roman numerals: "LXIII", "xiv"."""

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def _pattern(letters: str) -> str:
    """Return what finds a numeral in these letters, which are I, V, X, L, C, D and M.

    Two or three letters with C, D or M among them are mostly an abbreviation ("DCI", "CD"), and one alone is a letter.
    """
    digits = "".join(
        f"(?:{one}{ten}|{one}{five}|{five}?{one}{{0,3}})"
        for one, five, ten in map(tuple, (letters[4:], letters[2:5], letters[:3]))
    )
    return rf"(?=(?:[{letters[:4]}]{{2,}}|[{letters}]{{4,}})\b){letters[6:]}{{0,3}}{digits}"


#: What finds a Roman numeral, all in small or all in capital letters, whatever the case of the pattern around it.
ROMAN = rf"(?-i:(?:{_pattern('ivxlcdm')}|{_pattern('IVXLCDM')})(?!\w))"


def roman(letters: str) -> int:
    """Return the number that ``letters`` are, which ``ROMAN`` has found."""
    values = [_VALUES[letter] for letter in letters.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
