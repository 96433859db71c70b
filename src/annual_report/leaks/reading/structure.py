"""Tells structure from content: ids, references, positions and counts that a program needs and no reader reads.

What stands beside such a value in a file says nothing of it, so no row of a record is looked for among them.
"""

import re

#: Attributes of a workbook's parts that hold words or values, whatever they are.
_OFFICE_WORDS = re.compile(
    r"altText(?:Summary)?|author|caption|comment|descr(?:iption)?|display(?:Name)?|error(?:Title)?|formatCode|name"
    r"|prompt(?:Title)?|text|title|tooltip|totalsRowLabel|userName"
)
_CELL = r"\$?[A-Z]{1,3}\$?\d+"
_CELLS = re.compile(rf"{_CELL}(?::{_CELL})?(?:[ ,]{_CELL}(?::{_CELL})?)*")
_SENTENCE = re.compile(r"[^\W\d_]{2}\S*\s+\S")
#: Attributes of a picture that say where and how it is drawn, beside those that are not read at all.
_DRAWING = re.compile(
    r"id|role|lang|version|tabindex|focusable|offset|orient|rotate|path|pathLength|preserveAspectRatio|spreadMethod"
    r"|baseProfile|opacity|display|visibility|overflow|cursor|order|operator|mode|in2?|result|std\w+|k[1-4]|f[xyr]"
    r"|xml:\w+|xmlns:\w+|xlink:\w+|\w+(?:Units|Transform|Width|Height|X|Y|Z)"
    r"|(?:alignment|baseline|clip|color|dominant|fill|flood|font|glyph|image|isolation|letter|lighting|marker|mask|mix"
    r"|paint|pointer|shape|stop|stroke|text|transform|unicode|vector|word|writing)(?:-[\w-]+)?"
)
_WITHIN = re.compile(r"(?:url\()?#[\w.:-]+\)?")
#: What ARIA says in words or as a value; the rest of it points to other elements, or says how many and in which state.
_ARIA_WORDS = re.compile(r"aria-(?:braille\w+|description|label|placeholder|roledescription|valuenow|valuetext)")
#: Keys of a PDF's dictionaries whose strings name places, elements, languages, fonts and moments.
_PDF_NAMES = re.compile(
    r"/(?:CharSet|CreationDate|DA?|Dest|FontFamily|Headers|ID|IDTree|Lang|Limits|ModDate|Names|Nums|Ordering|P|Registry)"
)


def is_structure_of_office(name: str, value: str) -> bool:
    """Say whether an attribute of a workbook's part is structure: ``id``, ``ref``, ``count``, a style."""
    if _OFFICE_WORDS.fullmatch(name):
        return False
    return _CELLS.fullmatch(value) is not None or _SENTENCE.search(value) is None


def is_structure_of_picture(name: str, value: str) -> bool:
    """Say whether an attribute of an SVG picture is structure: an id, a link within it, how something is drawn."""
    return bool(_DRAWING.fullmatch(name) or _WITHIN.fullmatch(value)) or is_structure_of_aria(name)


def is_structure_of_aria(name: str) -> bool:
    """Say whether an attribute is one of ARIA that leads to other elements or counts them."""
    return name.startswith("aria-") and _ARIA_WORDS.fullmatch(name) is None


def is_structure_of_pdf(key: str, value: str) -> bool:
    """Say whether a string of a PDF is structure: the name of a place or an element."""
    return _PDF_NAMES.fullmatch(key) is not None and not any(letter.isspace() for letter in value)
