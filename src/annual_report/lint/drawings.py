"""Reads an author's SVG picture: it draws, and does nothing else. It runs nothing and loads nothing."""

import re
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
#: The elements of SVG that draw, describe or are drawn from.
_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image", "text", "tspan", "textPath"),
        *("linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter"),
        *("feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feFlood", "feGaussianBlur", "feMerge"),
        *("feMergeNode", "feOffset", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feDropShadow"),
    }
)
#: Vocabularies in which drawing programs describe a picture: they show and do nothing.
_DESCRIBING = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://creativecommons.org/ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://www.inkscape.org/namespaces/inkscape",
    "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
)
_OWN_REFERENCE = re.compile(r"#[\w.:-]+|data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
#: What loads something in a style. A backslash could spell it.
_LOADED = re.compile(r"url\s*\((?!\s*['\"]?#)|@import|expression\s*\(|\\", re.IGNORECASE)


class _FaultError(Exception):
    """What is wrong with the picture."""


def drawing_fault(content: bytes) -> str:
    """Return what is wrong with an SVG picture, with the line in it, nothing if it only draws."""
    reader, style = expat.ParserCreate(namespace_separator=" "), _Style()
    reader.StartElementHandler = style.open
    reader.EndElementHandler = style.close
    reader.CharacterDataHandler = style.add
    reader.StartDoctypeDeclHandler = _document_type
    reader.ProcessingInstructionHandler = lambda *_: _refuse("it holds an instruction to a program")
    try:
        reader.Parse(content, True)  # noqa: FBT003  expat takes it by place
    except _FaultError as error:
        return f"line {reader.CurrentLineNumber} of the picture: {error}. A picture draws, and loads or runs nothing"
    except expat.ExpatError as error:
        return f"the picture is not readable as SVG: {error}. Save it again"
    return ""


class _Style:
    """Follows the elements, and collects the text of a style, which may come in pieces."""

    def __init__(self) -> None:
        self._within = False
        self._text = ""

    def open(self, name: str, attributes: dict[str, str]) -> None:
        """Judge an element with its attributes."""
        space, _, tag = name.rpartition(" ")
        if space not in (_SVG, *_DESCRIBING) or (space == _SVG and tag not in _ELEMENTS):
            _refuse(f"<{tag}> has no place in it")
        if space == _SVG:
            for attribute, value in attributes.items():
                _attribute(attribute, value)
            self._within = tag == "style"
            self._text = ""

    def add(self, text: str) -> None:
        """Take a piece of text."""
        self._text += text if self._within else ""

    def close(self, name: str) -> None:
        """Judge the text of a style that ends."""
        del name
        if self._within and _LOADED.search(self._text):
            _refuse("its style would load something")
        self._within = False


def _document_type(name: str, system: str | None, public: str | None, declares: int) -> None:
    del name, system, public  # the usual one of drawing programs: nothing loads it
    if declares:
        _refuse("its document type declares something")


def _attribute(attribute: str, value: str) -> None:
    space, _, name = attribute.rpartition(" ")
    if space in _DESCRIBING:
        return
    if name.lower().startswith("on"):
        _refuse(f"the attribute {name} would run a program")
    if name in ("href", "src") and not _OWN_REFERENCE.fullmatch(value.strip()):
        _refuse(f"{name} leads out of it: {value[:60]}")
    if name not in ("href", "src") and _LOADED.search(value):
        _refuse(f"the attribute {name} would load something")


def _refuse(message: str) -> None:
    raise _FaultError(message)
