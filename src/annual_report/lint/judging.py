"""Judges what sentences and options bring into a page: HTML, links, pictures, files, styles."""

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import unquote

from markdown_it.token import Token

from annual_report.lint.addresses import fault_of_file, fault_of_link, resolve
from annual_report.lint.allowed import CLASSES, DOWNLOADS, PICTURES, TABLES, TEXTS, Value
from annual_report.lint.gathering import Gathered, Places
from annual_report.lint.markup import FOREIGN, LOST, Tell, of_sentence
from annual_report.lint.pages import Brought, Kind, Unread

_FILES = {Value.PICTURE: PICTURES, Value.TABLE: TABLES, Value.TEXT: TEXTS}
#: What a notebook carries within itself is left out of its page, which says so.
_CARRIED = ("attachment:", "data:")
WORDS_ALONE = "HTML would be read out as typed, or vanish: words alone stand here"


def teller(gathered: Gathered, places: Places) -> Tell:
    """Return what notes a fault at a character of a block's source."""

    def tell(rule: str, at: int, spot: str, message: str) -> None:
        gathered.tell(rule, places.of(at), spot, message)

    return tell


def judge_sentence(
    tokens: Sequence[Token], positions: Mapping[int, int], places: Places, kind: Kind, gathered: Gathered
) -> None:
    """Judge the HTML, the links, the pictures and the downloads in a sentence.

    Args:
        tokens: its inline tokens.
        positions: where each starts in the block's source, by its ``id``.
        places: where that source stands.
        kind: what the sentence is.
        gathered: where faults and files are noted.
    """
    markup, tell = of_sentence(), teller(gathered, places)
    for token in tokens:
        at = positions.get(id(token), 0)
        match token.type:
            case "html_inline" if kind is Kind.ALTERNATIVE:
                tell(LOST, at, token.content, WORDS_ALONE)
            case "html_inline":
                markup.read(token.content, 0, tell, at)
            case "link_open":
                _link(str(token.attrGet("href") or ""), places.of(at), gathered)
            case "image":
                _picture(str(token.attrGet("src") or ""), places.of(at), gathered)
                judge_sentence(token.children or [], positions, places, Kind.ALTERNATIVE, gathered)
            case "myst_role" if token.meta["name"] == "download":
                _, named, path = token.content.rpartition("<")
                written = path.strip().removesuffix(">").strip() if named else token.content.strip()
                bring_in(Value.LINK, written, places.of(at), gathered)
    markup.end()


def bring_in(value: Value, path: str, place: tuple[int, int], gathered: Gathered) -> None:
    """Judge a file that a page loads, shows or gives away, and note it."""
    fault = fault_of_file(path, gathered.file, _FILES.get(value, DOWNLOADS))
    gathered.tell(FOREIGN, place, path, fault)
    if fault:
        return
    gathered.brought.append(Brought(resolve(path, gathered.file), *place, path, value is Value.TABLE))
    if value in (Value.TEXT, Value.LINK):
        gathered.unread.append(Unread(gathered.file, place[0], f"the file {path}"))


def judge_value(value: Value, text: str, line: int, gathered: Gathered) -> None:
    """Judge an argument or an option that holds no words: an address, a file, styles. ``line`` counts from 1."""
    tell = partial(gathered.tell, FOREIGN, (line, 1))
    match value:
        case Value.PICTURE | Value.TABLE | Value.TEXT:
            bring_in(value, text, (line, 1), gathered)
        case Value.LINK:
            tell(text, fault_of_link(text, gathered.file))
        case Value.CLASS:
            for style in sorted(set(text.split()) - CLASSES):
                tell(style, f"there is no style {style} here. There are: {', '.join(sorted(CLASSES))}")
        case Value.NOTHING:
            message = (
                "what stands beside the directive's name would vanish. Write it on the lines below, or take it out"
            )
            gathered.tell(LOST, (line, 1), text, message)


def _link(address: str, place: tuple[int, int], gathered: Gathered) -> None:
    fault = fault_of_link(address, gathered.file)
    gathered.tell(FOREIGN, place, address, fault)
    path = unquote(address).partition("#")[0]
    if not fault and path.endswith(DOWNLOADS) and ":" not in path:
        bring_in(Value.LINK, path, place, gathered)  # the reader is given the file


def _picture(path: str, place: tuple[int, int], gathered: Gathered) -> None:
    if not (path.startswith(_CARRIED) and gathered.file.endswith(".ipynb")):
        bring_in(Value.PICTURE, path, place, gathered)
