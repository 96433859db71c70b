"""The order of the chapters, ``_toc.yml``, and the book's settings, ``_config.yml``: each fault with its line.

Jupyter Book says of these what is wrong only when it makes the pages, and often not where.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

import yaml
from sphinx_external_toc.parsing import MalformedError, parse_toc_data

from annual_report.editions.project import Project
from annual_report.errors import InputError
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Kind
from annual_report.lint.reading import read_markdown
from annual_report.opening import UnusableFileError, read_words

NAME = "contents"
_CONTENTS, _SETTINGS = "_toc.yml", "_config.yml"
_ENDINGS = (".md", ".ipynb")
_PLACES = ("root", "file")


def check(project: Project) -> list[Finding]:
    """Return what is wrong with the order of the chapters and with the book's settings."""
    return [*_check_settings(project.root / _SETTINGS), *_check_contents(project)]


def require_readable(project: Project) -> None:
    """Check the same before anything runs.

    Raises:
        InputError: naming every fault.
    """
    if found := check(project):
        raise InputError("\n".join(str(finding) for finding in found))


def _check_settings(file: Path) -> Iterator[Finding]:
    try:
        node = yaml.compose(read_words(file), yaml.SafeLoader)
    except (UnusableFileError, yaml.YAMLError) as error:
        yield _unreadable(file.name, error)
        return
    if not isinstance(node, yaml.MappingNode):
        yield _finding(file.name, 1, "", "it must hold settings, a name and a value each")


def _check_contents(project: Project) -> Iterator[Finding]:
    file = project.root / _CONTENTS
    try:
        text = read_words(file)
        node = yaml.compose(text, yaml.SafeLoader)
        data = yaml.safe_load(text)
    except (UnusableFileError, yaml.YAMLError) as error:
        yield _unreadable(file.name, error)
        return
    found = list(_faults_of_chapters(project, node))
    yield from found
    if not found and (malformed := _malformed(data, node)):
        yield malformed


def _faults_of_chapters(project: Project, node: yaml.Node | None) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for chapter, line in _chapters(node):
        name = _without_ending(chapter)
        if name in first:
            yield _finding(_CONTENTS, line, chapter, f"this chapter stands in line {first[name]} already: keep one")
        elif fault := _fault_of_chapter(project, name):
            yield _finding(_CONTENTS, line, chapter, fault)
        first.setdefault(name, line)


def _malformed(data: object, node: yaml.Node | None) -> Finding | None:
    """Return what is wrong with the form of the contents: what may stand where."""
    if not isinstance(data, dict):
        return _finding(_CONTENTS, 1, "", "it must hold settings: format, root, and parts or chapters")
    try:
        parse_toc_data(data)
    except (MalformedError, TypeError, ValueError, AttributeError) as error:
        words, _, path = str(error).partition(" @ ")
        return _finding(_CONTENTS, _line_of(node, path.strip("'").split("/")), "", f"{words}. docs/author.md shows one")
    return None


def _line_of(node: yaml.Node | None, path: list[str]) -> int:
    """Return the line at which a path such as ``/parts/0/chapters/1`` leads, as far as it leads."""
    line = 1
    for part in filter(None, path):
        match node:
            case yaml.MappingNode():
                node = next((value for key, value in node.value if key.value == part), None)
            case yaml.SequenceNode() if part.isdecimal() and int(part) < len(node.value):
                node = node.value[int(part)]
            case _:
                return line
        if node is None:
            return line
        line = node.start_mark.line + 1
    return line


def _chapters(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    """Yield each chapter that is named, with its line."""
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                if key.value in _PLACES and isinstance(value, yaml.ScalarNode):
                    yield value.value, value.start_mark.line + 1
                else:
                    yield from _chapters(value)
        case yaml.SequenceNode():
            for value in node.value:
                yield from _chapters(value)


def _fault_of_chapter(project: Project, name: str) -> str:
    """Return what is wrong with the file of a chapter; nothing if it can be one."""
    found = next((f"{name}{end}" for end in _ENDINGS if (project.root / f"{name}{end}").is_file()), None)
    if found is None:
        known = [path.relative_to(project.root).with_suffix("").as_posix() for path in _files(project)]
        near = get_close_matches(name, known, n=1)
        return f"there is no such chapter: {name}.md" + (f". Did you mean {near[0]}?" if near else "")
    if not found.endswith(".md"):
        return ""
    try:
        page = read_markdown(found, read_words(project.root / found))
    except UnusableFileError as error:
        return str(error.named(found))
    if not page.passages and not page.directives:
        return f"the chapter is empty: write its heading into {found}, or take this line out"
    if not any(passage.kind is Kind.HEADING for passage in page.passages):
        return f"the chapter has no heading: begin {found} with one, such as # Child deaths"
    return ""


def _files(project: Project) -> Iterator[Path]:
    yield from sorted(project.book.rglob("*.md"))
    yield from sorted(project.notebooks.glob("*.ipynb"))


def _without_ending(name: str) -> str:
    return next((name.removesuffix(end) for end in _ENDINGS if name.endswith(end)), name)


def _unreadable(name: str, error: UnusableFileError | yaml.YAMLError) -> Finding:
    if isinstance(error, UnusableFileError):
        return _finding(name, max(error.line, 1), error.shown, error.reason)
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    if "\\t" in problem:
        problem = "a tab stands here, and YAML takes spaces alone"
    return _finding(name, mark.line + 1 if mark else 1, "", f"not readable as YAML: {problem}")


def _finding(name: str, line: int, spot: str, message: str) -> Finding:
    said = f"{spot}: {message}" if spot else message
    return Finding(name, line, 1, NAME, "", "", 0, said)
