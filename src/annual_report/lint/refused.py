"""What the libraries know and authors may not use, each with the reason and what to do instead.

It is for the message alone: what is on neither list is refused as well.
"""

from collections.abc import Mapping

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
    "attribute class classmethod currentmodule data decorator decoratormethod describe exception function method "
    "module object property staticmethod type cmdoption confval envvar option productionlist program"
)
_COLOURS = ["primary", "secondary", "success", "info", "warning", "danger", "light", "muted", "dark", "white", "black"]
_BADGES = [f"bdg{kind}" for kind in ("", "-link", "-ref")]
_COLOURED = [f"{badge}-{colour}{line}" for badge in _BADGES for colour in _COLOURS for line in ("", "-line")]


def _refused(names: Mapping[str, str]) -> dict[str, str]:
    return {name: reason for listed, reason in names.items() for name in listed.split()}


#: Directives that the libraries know and a page may not use, each with the reason and what to do.
REFUSED_DIRECTIVES: Mapping[str, str] = _refused(
    {
        "include raw eval-rst restructuredtext-test-directive": _BROUGHT_IN,
        "code-cell raw-cell nb-exec-table eval eval:figure": _COMPUTED,
        "glue glue: glue:any glue:figure glue:math glue:md": _COMPUTED,
        "math": _FORMULA,
        "bibliography": _CITED,
        "only": _HIDDEN,
        "toctree acks": _CONTENTS,
        "button-link button-ref article-info figure-md": _ADDRESS,
        "card card-header card-footer card-carousel grid-item-card": _ADDRESS,
        "epigraph highlights pull-quote parsed-literal": _QUOTED_TEXT,
        "class cssclass rst-class default-role role default-domain": _STYLED,
        "replace unicode date header footer meta title": _STYLED,
        "sectnum section-numbering target-notes tabularcolumns line-block tab-set-code": _NO_USE,
        "_all-octicon accordion aside step steps": _NO_USE,
        "codeauthor moduleauthor sectionauthor versionremoved todo": _NO_USE,
        _PARTS_OF_PROGRAMS: _PROGRAM,
    }
)

#: Roles that the libraries know and a page may not use, each with the reason and what to do.
REFUSED_ROLES: Mapping[str, str] = _refused(
    {
        "raw": _BROUGHT_IN,
        "eval glue glue: glue:any glue:md glue:text nb-download sub-ref substitution-reference": _COMPUTED,
        "math eq math:numref": _FORMULA,
        "cite cite:p cite:t citation-reference footnote-reference": _CITED,
        "pep pep-reference rfc rfc-reference manpage url uri uri-reference": _ADDRESS,
        "named-reference anonymous-reference": _ADDRESS,
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
