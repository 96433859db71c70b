"""What authors may use: directives with their options, roles, HTML, keys of front matter, kinds of files.

All of it is a list of what may pass. What a new version of a library adds is refused until it is listed here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Value(Enum):
    """What an argument or an option holds, and so how it is judged."""

    PROSE = auto()  # a sentence that a reader sees
    BLOCKS = auto()  # Markdown that a reader sees
    FIRST = auto()  # no argument: what stands there is the first line of the body
    ROW = auto()  # a row of a table, its cells parted by commas
    ALTERNATIVE = auto()  # plain words that a reader hears
    PICTURE = auto()  # a file below ``book/`` that the page loads
    TABLE = auto()  # a file below ``book/`` whose rows the page shows
    TEXT = auto()  # a file below ``book/`` whose lines the page shows
    LINK = auto()  # an address that a reader follows
    CLASS = auto()  # names of styles
    NOTHING = auto()  # nothing: words there would vanish
    PLAIN = auto()  # a name, a width, a language: a reader sees nothing of it


class Body(Enum):
    """What a directive's body holds."""

    PROSE = auto()
    TERMS = auto()  # terms, each with its meaning below it
    ROWS = auto()  # rows of a table, their cells parted by commas
    CODE = auto()  # shown as it stands, and read by no rule
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Use:
    """How a directive may be used."""

    argument: Value = Value.PROSE
    body: Body = Body.PROSE
    options: Mapping[str, Value] = field(default_factory=dict)


def _plain(*names: str) -> dict[str, Value]:
    return dict.fromkeys(names, Value.PLAIN)


def _each(names: str, use: Use) -> dict[str, Use]:
    return dict.fromkeys(names.split(), use)


_NAMED = {"class": Value.CLASS, **_plain("name")}
_SIZED = {"alt": Value.ALTERNATIVE, "target": Value.LINK, **_plain("width", "height", "scale", "align"), **_NAMED}
_GRID = _plain("gutter", "margin", "padding", "columns", "outline", "child-direction", "child-align", "name")
_TABLE = {**_NAMED, **_plain("header-rows", "stub-columns", "width", "widths", "align")}
_CODE = {
    "caption": Value.BLOCKS,
    **_plain("lineno-start", "emphasize-lines", "linenos", "number-lines", "dedent", "force", "name"),
}
_QUOTED = _plain(*["language", "lines", "lineno-match", "start-after", "start-at", "end-before", "end-at", "pyobject"])

#: Every directive that a page may use.
DIRECTIVES: Mapping[str, Use] = {
    **_each("attention caution danger error hint important note tip warning seealso", Use(Value.FIRST, options=_NAMED)),
    **_each("admonition topic rubric", Use(options=_NAMED)),
    "compound": Use(Value.FIRST, options=_NAMED),
    **_each("versionadded versionchanged deprecated centered", Use()),
    **_each("sidebar margin", Use(options={"subtitle": Value.PROSE, **_NAMED})),
    **_each("container div", Use(Value.CLASS, options=_plain("name"))),
    "hlist": Use(Value.FIRST, options=_plain("columns")),
    "glossary": Use(Value.FIRST, Body.TERMS, _plain("sorted")),
    "figure": Use(Value.PICTURE, options={**_SIZED, "figclass": Value.CLASS, **_plain("figwidth")}),
    "image": Use(Value.PICTURE, Body.NOTHING, _SIZED),
    "list-table": Use(options=_TABLE),
    "csv-table": Use(Value.PROSE, Body.ROWS, {"header": Value.ROW, "file": Value.TABLE, **_TABLE}),
    "dropdown": Use(options=_plain("open", "color", "icon", "animate", "margin", "name")),
    "toggle": Use(Value.NOTHING, options=_plain("show")),
    "grid": Use(Value.PLAIN, options=_GRID),
    "grid-item": Use(Value.FIRST, options=_GRID),
    "tab-set": Use(Value.FIRST, options=_plain("sync-group")),
    "tab-item": Use(options=_plain("name", "selected", "sync")),
    **_each("code code-block sourcecode", Use(Value.PLAIN, Body.CODE, _CODE)),
    "literalinclude": Use(Value.TEXT, Body.NOTHING, {**_CODE, **_QUOTED}),
    "highlight": Use(Value.PLAIN, Body.NOTHING, _plain("linenothreshold", "force")),
    "index": Use(Value.PLAIN, Body.NOTHING),
    "tableofcontents": Use(Value.NOTHING, Body.NOTHING),
    "contents": Use(body=Body.NOTHING, options=_plain("depth", "local", "backlinks")),
    **_each("chart table disclosure", Use(Value.PLAIN, Body.NOTHING)),
    **_each("downloads published-figures every-number", Use(Value.NOTHING, Body.NOTHING)),
}

#: Every role that a page may use, besides those that place and claim.
ROLES = frozenset(
    {
        *("doc", "ref", "numref", "term", "any", "download", "index"),
        *("abbr", "sub", "sup", "subscript", "superscript", "emphasis", "strong", "literal", "code", "dfn"),
        *("kbd", "guilabel", "menuselection", "file", "samp", "command", "program", "envvar", "title-reference"),
    }
)
#: The HTML that may stand in a sentence, with no attribute but those below.
INLINE_TAGS = frozenset(
    [
        "abbr",
        "b",
        "br",
        "cite",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
        "wbr",
    ]
)
#: The HTML that may also start a line.
BLOCK_TAGS = INLINE_TAGS | {"details", "div", "hr", "p", "summary"}
#: The tags that hold nothing and are not closed.
EMPTY_TAGS = frozenset({"br", "hr", "wbr"})
#: The attributes that each tag may have. Their words are read like text.
ATTRIBUTES = frozenset({"aria-label", "lang", "title"})

#: The names of styles that a page may give. Each shows its words.
CLASSES = frozenset(
    {
        *("attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "seealso"),
        *("dropdown", "toggle", "wide", "full-width"),
        *(f"col-{columns}" for columns in range(1, 13)),
    }
)

#: The keys of front matter that may be there, and what each may hold below it. ``None``: a value.
FRONT_MATTER: Mapping[str, object] = {
    **dict.fromkeys(("title", "subtitle", "description", "date", "orphan", "tocdepth")),
    "jupytext": {
        **dict.fromkeys(("cell_metadata_filter", "notebook_metadata_filter", "formats")),
        "text_representation": dict.fromkeys(("extension", "format_version", "jupytext_version")),
    },
    "kernelspec": dict.fromkeys(("display_name", "language", "name")),
    "myst": {"html_meta": dict.fromkeys(("description", "keywords"))},
}

#: What may lie below ``book/``: chapters, settings, pictures, and files to show or to give away.
CHAPTER = ".md"
PICTURES = (".png", ".svg")
TABLES = (".csv",)
TEXTS = (".csv", ".txt", ".json", ".py", ".sql", ".toml")
DOWNLOADS = (".csv", ".txt", ".json", ".xlsx", ".pdf", ".png", ".svg")
KINDS = frozenset({CHAPTER, *PICTURES, *TEXTS, *DOWNLOADS})
