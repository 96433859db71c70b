"""Reads ``_toc.yml``: chapters are Markdown below ``book/`` and the notebooks, each once, each there."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import PurePosixPath

import yaml

from annual_report.lint.allowed import CHAPTER
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Fault, Kind, Page, Passage
from annual_report.lint.plain_yaml import YamlFault, read_yaml
from annual_report.lint.source_text import LONGEST_FILE, text_faults

TOC = "_toc.yml"
NAME = "contents"
_FOREIGN = "foreign"
_FORMATS = ("jb-book", "jb-article")
#: The keys that may stand there: for lists of chapters, for words of the menu, for how the menu looks.
_LISTS = ("parts", "chapters", "sections")
_WORDS = ("caption", "title")
_LOOKS = ("numbered", "maxdepth", "titlesonly", "options", "defaults")
_NOTEBOOK = ".ipynb"


@dataclass(frozen=True, slots=True)
class Contents:
    """What ``_toc.yml`` says: the files of its chapters, the words of its menu as a page, and what is wrong with it."""

    chapters: tuple[str, ...]
    page: Page
    findings: tuple[Finding, ...]


def read_contents(text: str, files: Sequence[str]) -> Contents:
    """Return what the contents say.

    Args:
        text: that of ``_toc.yml``.
        files: the chapters and notebooks that there are, from the project's folder.
    """
    lines = text.split("\n")
    faults = list(text_faults(lines))
    tree = YamlFault(0, "it is too long") if len(text) > LONGEST_FILE else read_yaml(text)
    if faults:
        tree = None
    elif not isinstance(tree, yaml.MappingNode):
        found = tree if isinstance(tree, YamlFault) else YamlFault(0, "it names no chapters. Write: root: book/index")
        faults.append(Fault(NAME, found.line + 1, 1, "", found.message))
        tree = None
    reader = _Reader(files)
    if isinstance(tree, yaml.MappingNode):
        reader.read_root(tree)
    found_all = [*faults, *reader.faults]
    findings = tuple(sorted(Finding(TOC, f.line, f.column, f.rule, f.spot, "", 0, f.message) for f in found_all))
    return Contents(tuple(reader.chapters), Page(TOC, tuple(reader.words), ()), findings)


class _Reader:
    """Walks the contents."""

    def __init__(self, files: Sequence[str]) -> None:
        self.chapters: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.words: list[Passage] = []
        self._files = files

    def read_root(self, tree: yaml.MappingNode) -> None:
        """Read the whole."""
        keys = {key.value: value for key, value in tree.value}
        form = keys.get("format")
        if form is None or form.value not in _FORMATS:
            self._fault(form or tree, f"the format is not known. Write: format: {_FORMATS[0]}")
        if "root" not in keys:
            self._fault(tree, "the front page is missing. Write: root: book/index")
        self._entry(tree, ("root", "format"))

    def _entry(self, entry: yaml.Node, own: Sequence[str]) -> None:
        """Read a mapping of the contents; ``own``: the keys that it may have besides the usual ones."""
        if not isinstance(entry, yaml.MappingNode):
            self._fault(entry, "this is no chapter. Write: - file: book/name")
            return
        for key, value in entry.value:
            match key.value:
                case "root" | "file" if key.value in own:
                    self._chapter(value)
                case "glob" if key.value in own:
                    self._pattern(value)
                case "url":
                    self._fault(
                        key, "a link to elsewhere is no chapter. Write it in a chapter: [words](address)", _FOREIGN
                    )
                case name if name in _LISTS:
                    self._list(value, name)
                case name if name in _WORDS and isinstance(value, yaml.ScalarNode):
                    self._said(value)
                case name if name in (*_LOOKS, *own):
                    pass
                case name:
                    known = ", ".join(sorted({*own, *_LISTS, *_WORDS, *_LOOKS}))
                    self._fault(key, f"the key {name} has no place here. There are: {known}")

    def _list(self, value: yaml.Node, name: str) -> None:
        if not isinstance(value, yaml.SequenceNode) or not value.value:
            self._fault(value, f"{name} is no list. Write each entry on a line of its own, with - before it")
            return
        for entry in value.value:
            self._entry(entry, () if name == "parts" else ("file", "glob"))

    def _chapter(self, value: yaml.Node) -> None:
        name = value.value if isinstance(value, yaml.ScalarNode) else ""
        file, message = self._file(name)
        if message:
            self._fault(value, message, _FOREIGN if file is None else NAME)
        elif file in self.chapters:
            self._fault(
                value, f"{name} stands on line {self.chapters[file]} already. A chapter has one place: take one out"
            )
        elif file is not None:
            self.chapters[file] = value.start_mark.line + 1

    def _file(self, name: str) -> tuple[str | None, str]:
        """Return the file that a chapter is, and what is wrong: no file where it can be none."""
        path = PurePosixPath(name)
        folder, plain = path.parts[:1], str(path) == name and ".." not in path.parts
        if not plain or folder not in (("book",), ("notebooks",)) or len(path.parts) < 2:
            return None, f"{name or 'this'} is no chapter. Chapters are Markdown below book/, and notebooks/: book/name"
        ending = CHAPTER if folder == ("book",) else _NOTEBOOK
        for file in (name, f"{name}{ending}"):
            if file.endswith(ending) and file in self._files:
                return file, ""
        if path.suffix in (".rst", ".txt", CHAPTER, _NOTEBOOK) and path.suffix != ending:
            return None, f"{name} is no chapter. A chapter below {folder[0]}/ ends in {ending}"
        return (
            name,
            f"there is no {name.removesuffix(ending)}{ending}, or it is a link. Correct the name, or write the file",
        )

    def _pattern(self, value: yaml.Node) -> None:
        pattern = str(value.value) if isinstance(value, yaml.ScalarNode) else ""
        if not pattern.startswith(("book/", "notebooks/")) or ".." in pattern.split("/"):
            self._fault(value, f"{pattern} is no pattern of chapters. Write: glob: notebooks/*", _FOREIGN)
            return
        found = [file for file in self._files if fnmatch(file.rpartition(".")[0], pattern)]
        if not found:
            self._fault(value, f"no chapter is called like {pattern}. Correct the pattern")
        for file in found:
            self.chapters.setdefault(file, value.start_mark.line + 1)

    def _said(self, value: yaml.ScalarNode) -> None:
        mark = value.start_mark
        place = (0, mark.line + 1, mark.column + 1 + (value.style in ("'", '"')))
        if "<" in value.value:
            self._fault(value, "words alone stand here, no HTML", _FOREIGN)
        if value.value.strip():
            self.words.append(Passage(TOC, Kind.METADATA, value.value, (), (place,), len(self.words)))

    def _fault(self, node: yaml.Node, message: str, rule: str = NAME) -> None:
        spot = str(node.value) if isinstance(node, yaml.ScalarNode) else ""
        self.faults.append(Fault(rule, node.start_mark.line + 1, node.start_mark.column + 1, spot, message))
