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
_QUOTED = _plain(*"language lines lineno-match start-after start-at end-before end-at pyobject".split())

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

_BROUGHT_IN = "what it brings in cannot be checked. Write it as Markdown"
_ADDRESS = "it places what no rule reads. Write a link: [words](address)"
_STYLED = "it changes how the report looks. Leave it out"
_COMPUTED = "it shows what no release vouches for. Publish it in a notebook and place it: {chart}, {table}, {count}`id`"
_FORMULA = "a formula cannot be shown. Write it in words"
_CITED = "the report has no bibliography. Name the source in a footnote"
_PROGRAM = "it describes the parts of a program. Write it as text"
_HIDDEN = "its words would be shown to some readers only. Write them as text"
_CONTENTS = "_toc.yml says which chapters there are. Add the chapter there"
_NO_USE = "a chapter has no use for it. Leave it out"
_QUOTED_TEXT = "its lines are taken apart in a way of its own. Write a quotation: > words"

_PARTS_OF_PROGRAMS = (
    "attribute class classmethod currentmodule data decorator decoratormethod describe exception function method module "
    "object property staticmethod type cmdoption confval envvar option productionlist program"
)
_COLOURS = "primary secondary success info warning danger light muted dark white black".split()
_BADGES = [f"bdg{kind}" for kind in ("", "-link", "-ref")]
_COLOURED = [f"{badge}-{colour}{line}" for badge in _BADGES for colour in _COLOURS for line in ("", "-line")]


def _refused(names: Mapping[str, str]) -> dict[str, str]:
    return {name: reason for listed, reason in names.items() for name in listed.split()}


#: Directives that the libraries know and a page may not use, each with the reason and what to do.
REFUSED_DIRECTIVES: Mapping[str, str] = _refused(
    {
        "include raw eval-rst restructuredtext-test-directive": _BROUGHT_IN,
        "code-cell raw-cell eval eval:figure glue glue: glue:any glue:figure glue:math glue:md nb-exec-table": _COMPUTED,
        "math": _FORMULA,
        "bibliography": _CITED,
        "only": _HIDDEN,
        "toctree acks": _CONTENTS,
        "button-link button-ref card card-carousel grid-item-card article-info figure-md card-header card-footer": _ADDRESS,
        "epigraph highlights pull-quote parsed-literal": _QUOTED_TEXT,
        "class cssclass rst-class default-role role default-domain replace unicode date header footer meta title": _STYLED,
        "sectnum section-numbering target-notes tabularcolumns line-block tab-set-code _all-octicon accordion aside step steps": _NO_USE,
        "codeauthor moduleauthor sectionauthor versionremoved todo": _NO_USE,
        _PARTS_OF_PROGRAMS: _PROGRAM,
    }
)

#: Every role that a page may use, besides those that place and claim.
ROLES = frozenset(
    {
        *("doc", "ref", "numref", "term", "any", "download", "index"),
        *("abbr", "sub", "sup", "subscript", "superscript", "emphasis", "strong", "literal", "code", "dfn"),
        *("kbd", "guilabel", "menuselection", "file", "samp", "command", "program", "envvar", "title-reference"),
    }
)
#: Roles that the libraries know and a page may not use, each with the reason and what to do.
REFUSED_ROLES: Mapping[str, str] = _refused(
    {
        "raw": _BROUGHT_IN,
        "eval glue glue: glue:any glue:md glue:text nb-download sub-ref substitution-reference": _COMPUTED,
        "math eq math:numref": _FORMULA,
        "cite cite:p cite:t citation-reference footnote-reference": _CITED,
        "pep pep-reference rfc rfc-reference manpage url uri uri-reference named-reference anonymous-reference": _ADDRESS,
        "fa fa-brands fa-regular fa-solid fab far fas octicon": _STYLED,
        "material-outlined material-regular material-round material-sharp material-twotone": _STYLED,
        " ".join((*_BADGES, *_COLOURED)): _STYLED,
        "abbreviation acronym ab ac i t title target keyword option token confval": _NO_USE,
        "mailheader makevar mimetype newsgroup regexp restructuredtext-unimplemented-role": _PROGRAM,
        "attr class const data exc func meth mod obj type": _PROGRAM,
    }
)

#: Libraries' domains for programs: none of their directives and roles has a use in a report.
REFUSED_DOMAINS = ("c", "cpp", "js", "py", "rst", "std", "math")

#: The HTML that may stand in a sentence, with no attribute but those below.
INLINE_TAGS = frozenset("abbr b br cite del dfn em i ins kbd mark q s samp small span strong sub sup u var wbr".split())
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
