"""Finds what Markdown did not read as it was meant: references, roles and tables that would be printed as typed."""

import re
from collections.abc import Iterator, Sequence

from annual_report.lint.allowed import DIRECTIVES, ROLES
from annual_report.lint.pages import Fault, Kind, Passage

LITERAL = "literal"

_ROLE_NAMES = "|".join(sorted(map(re.escape, ROLES), key=len, reverse=True))
_FORMS: Sequence[tuple[re.Pattern[str], str]] = (
    (re.compile(r"\[\^[^\]\s]*\]"), "no note of this name is here. Write the note: [^name]: words"),
    (re.compile(r"!?\[[^\[\]]*\]\s?\([^()]*\)?"), "this is not read as a link. Write [words](address), without spaces"),
    (re.compile(r"\[[^\[\]]*\]\[[^\[\]]*\]"), "no address of this name is here. Write [words](address)"),
    (re.compile(r"!\[[^\]]*\]"), "this is not read as a picture. Write ![what it shows](file)"),
    (re.compile(r"\{\{[^{}]*\}\}"), "this is not read as a value: it would be printed as typed. Place it: {count}`id`"),
    (re.compile(rf"\{{(?:{_ROLE_NAMES})\}}(?=\s?[`'\"\w\ue002])"), "this is not read as a role. Write {role}`name`"),
    (re.compile(rf":(?:{_ROLE_NAMES}):(?=[`'\ue002])"), "this is not read as a role. Write {role}`name`"),
    (re.compile(r"^\s*\.\. [\w-]+::"), "this is not read as a directive. Write ```{name} on a line, and ``` to end it"),
    (
        re.compile(r"(?<!`)`{3,}\{[\w:-]+\}"),
        "with a backtick beside its name this is not read as a directive. Write :::{name} words, and ::: to end it",
    ),
    (
        re.compile(r"^\s*:{3,}.*"),
        "this is not read as a directive. Write :::{name} on a line of its own, and ::: to end",
    ),
    (
        re.compile(r"(?:^|(?<=\s))\([\w-]+\)=(?=\s|$)"),
        "this is not read as a label. Write (name)= on a line of its own",
    ),
    (re.compile(r"^\s*\[[^\[\]]+\]:"), "this is not read as an address. Write [words](address)"),
    (
        re.compile(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+"),
        "this is not read as a table. Give its head as many cells as this line",
    ),
    (re.compile(r"<[A-Za-z][A-Za-z0-9+.-]+:[^<>]*>"), "this is not read as an address. Write [words](https://...)"),
    (
        re.compile(r"\^\[[^\[\]]*\]"),
        "this is not read as a note. Write [^name], and below the paragraph [^name]: words",
    ),
    (re.compile(r"\[\[[^\[\]]*\]\]"), "this is not read as a link. Write [words](address)"),
    (re.compile(r"(?<=\ue002)__?(?!\w)"), "this is not read as a link. Write [words](address)"),
    (re.compile(r"\{[.#][\w-][^{}]*\}"), "a style or a name is not read here, and is printed. Take it out"),
    (re.compile(r"~~[^~]+~~"), "this is not read as struck text. Take the words out"),
    (re.compile(r"^\[[ xX]\]\s"), "this is not read as a box to tick. Write it as words"),
    (re.compile(r"&[A-Za-z][A-Za-z0-9]*;"), "there is no character of this name. Type the character itself"),
    (
        re.compile(r"<!--.*?(?:-->|$)"),
        "this is not read as a comment, and readers would see it. Write % words on its own line",
    ),
    (re.compile(r"\\(?:cite|ref|label|eqref)\{[^{}]*\}"), "this is not read as a reference. Write {ref}`name`"),
)
#: What one of the forms cannot do without: most passages have nothing of it, and need no further look.
_ANY = re.compile(r"[\[{<&~|\\`]|:(?=\S)|\.\. |\ue002_|\)=")
_NO_TEXT = (Kind.ALTERNATIVE, Kind.METADATA, Kind.RAW, Kind.STRING)
#: The name that follows a fence where braces were forgotten: ```` ```note ````.
_CODE_DIRECTIVES = frozenset({"code", "image", "math", "index"})


def literal_faults(passage: Passage, source: Sequence[str]) -> Iterator[Fault]:
    """Yield each stretch of a passage that would be printed as it was typed.

    Args:
        passage: flowing text, in which roles are masked.
        source: the lines of its file: what an author escaped with a backslash is meant.
    """
    if passage.kind in _NO_TEXT or not _ANY.search(passage.masked):
        return
    taken: list[tuple[int, int]] = []
    for form, message in _FORMS:
        for found in form.finditer(passage.masked):
            start, end = found.span()
            if any(first < end and start < last for first, last in taken) or _is_meant(passage, start, source):
                continue
            taken.append((start, end))
            line, column = passage.place(start)
            yield Fault(LITERAL, line, column, passage.text[start:end], message)


def fault_of_code(language: str) -> str:
    """Return what is wrong with the language of a block of code: it is the name of a directive, or half of one."""
    if language.startswith("{"):
        return "this is read as code. Write the name in braces, and a space after it: {name} words"
    if language in DIRECTIVES and language not in _CODE_DIRECTIVES:
        return f"{language} is no language: this would be printed as typed. Write {{{language}}}"
    return ""


def _is_meant(passage: Passage, at: int, source: Sequence[str]) -> bool:
    """Say whether an author put a backslash before it, or wrote it as an entity, to have it printed as typed."""
    line, column = passage.place(at)
    written = source[line - 1][column - 1 :] if line <= len(source) else ""
    return written.startswith(("\\", "&")) and not written.startswith(passage.text[at : at + 2])
