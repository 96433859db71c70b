"""The first letter of what people wrote, where it comes to stand elsewhere in a sentence. No other letter ever changes.

A name or an abbreviation that loses its capitals is another word: STATS19, LCSPs, England, Asian. So a capital is taken
only from words that are known to be ordinary, and a word that begins small and has capitals within keeps its own.
"""

_WORDS = """
a age ages all among an any area areas average band bands base by cases category cause causes change children count
counts date day days deaths decision decisions each evidence factor factors family feature features female figure
figures first form forms group groups harm hour in incidents kind kinds length male method mode month months notified
number numbers of on other others outside outcome part parts people per percent percentage period person persons place
places practice proportion purpose quarter rapid rate rates ratio reason reasons record records region regions report
reports requirements result results review reviews risk same score serious setting severity sex share shares size source
stage status step sum synthetic the theme themes things time total totals type types unknown unpublished value values
week weeks within without working year yearly years
"""
#: Words with which headings, labels and units of reports begin. A word that is not here keeps its capital.
_ORDINARY = frozenset(_WORDS.split())


def lower_first(text: str) -> str:
    """Return ``text`` to go on within a sentence: a first word that is known to be ordinary begins small."""
    word = text.split(" ", 1)[0]
    lowered = text[:1].lower() + text[1:]
    return lowered if lowered.split(" ", 1)[0].rstrip(",:;") in _ORDINARY and word[1:] == word[1:].lower() else text


def upper_first(text: str) -> str:
    """Return ``text`` to begin a sentence or a heading. A word with capitals of its own, like eCAF, stays."""
    word = text.split(" ", 1)[0]
    return text if word != word.lower() else text[:1].upper() + text[1:]
