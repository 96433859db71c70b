"""Reads the authors' own files with the book's own Sphinx, in memory: what it warns of, and the pages as it has them.

Nothing is printed and nothing is written. What only shows a page is left out: the theme, the search, the menus. The
table of every number is left out too, but for what sentences link to: it is made by the report and is the longest.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst.directives.body import Sidebar
from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.highlighting import PygmentsBridge
from sphinx.util.docutils import SphinxDirective, docutils_namespace, patch_docutils

from annual_report.editions.project import Project
from annual_report.lint.files import LEFTOVERS
from annual_report.lint.located import EXTENSIONS
from annual_report.narrative.source import SETTING, release_of
from annual_report.press.not_shown import check_pictures
from annual_report.proofs.notebook_words import NotebookWords
from annual_report.proofs.sphinx_warnings import Warned, read_warnings
from annual_report.statistics.display import anchor

#: What reads a page. The book's own list has besides it what shows one; of notebooks the words alone are read.
_READING = (
    *("myst_parser", "sphinx_external_toc", "sphinx_design", "sphinx_togglebutton"),
    "annual_report.narrative.extension",
)
_BEFORE_FILES_ARE_LOOKED_FOR = 400


@dataclass(frozen=True, slots=True)
class Proof:
    """What Sphinx made of a book: its warnings, and each page that it could read, by name, links resolved.

    ``files``: that of each page, from the project's folder.
    """

    warned: tuple[Warned, ...]
    pages: Mapping[str, nodes.document]
    files: Mapping[str, str]


def read_proof(project: Project, release_file: Path) -> Proof:
    """Return the book as Sphinx reads it.

    Args:
        project: whose narrative; its contents and settings are known to be sound.
        release_file: what its numbers are taken from.
    """
    log = io.StringIO()
    with TemporaryDirectory() as aside, patch_docutils(), docutils_namespace():
        source = str(project.root)
        app = Sphinx(source, None, aside, aside, "proof", _settings(project, release_file), status=None, warning=log)
        builder = app.builder
        assert isinstance(builder, _Builder)  # noqa: S101  it was asked for by name
        pages = builder.proof()
        files = {name: builder.file_of(name) for name in sorted(pages)}
    return Proof((*read_warnings(log.getvalue(), project.root), *builder.broken), pages, files)


def setup(app: Sphinx) -> None:
    """Register what makes this book a proof."""
    app.add_builder(_Builder)
    app.add_source_parser(NotebookWords)
    app.add_directive("every-number", _EveryNumber, override=True)
    app.add_directive("margin", _Margin)
    app.connect("doctree-read", check_pictures)
    app.connect("doctree-read", _without_charts, priority=_BEFORE_FILES_ARE_LOOKED_FOR)


def _settings(project: Project, release_file: Path) -> dict[str, Any]:
    """Return the settings of the report's book that say how it is read."""
    given = yaml.safe_load((project.root / "_config.yml").read_text(encoding="utf-8"))
    own: dict[str, Any] = (given.get("sphinx") or {}).get("config") or {}
    return {
        **{name: own[name] for name in ("language", "numfig", "numfig_secnum_depth", "numfig_format") if name in own},
        "extensions": [*_READING, __name__],
        "nitpicky": True,
        "smartquotes": False,
        "myst_enable_extensions": sorted(EXTENSIONS),
        "source_suffix": {".md": "markdown", ".ipynb": "notebook-words"},
        "include_patterns": ["book/**", "notebooks/*.ipynb"],
        "exclude_patterns": [f"**/{pattern}" for pattern in LEFTOVERS],
        "external_toc_path": str(project.root / "_toc.yml"),
        "external_toc_exclude_missing": True,
        SETTING: str(release_file.resolve()),
    }


class _EveryNumber(SphinxDirective):
    """Stands for the table of every number: what sentences link to, and no more."""

    def run(self) -> list[Node]:
        """Return one place that has the names of all numbers."""
        names = [anchor(name) for name in release_of(self.env).ledger.values.items]
        place = nodes.paragraph("", "", ids=list(names), names=list(names))
        self.state.document.note_explicit_target(place)
        return [place]


class _Margin(Sidebar):
    """The theme's note in the margin, which may be without a title."""

    required_arguments = 0
    optional_arguments = 1

    def run(self) -> list[Node]:
        """Return it."""
        self.arguments = self.arguments or [""]
        return list(super().run())  # type: ignore[no-untyped-call]  # the library has no types here


def _without_charts(app: Sphinx, document: nodes.document) -> None:
    """Take the pictures out of charts: their files are made by the build."""
    del app
    for holder in document.findall(nodes.container):
        for figure in holder.findall(nodes.figure) if "chart" in holder["classes"] else ():
            for image in list(figure.findall(nodes.image)):
                figure.remove(image)


class _Builder(DummyBuilder):
    """Keeps the pages that are read, and goes on where one cannot be."""

    name = "proof"

    def init(self) -> None:
        """Begin with nothing."""
        self.kept: dict[str, nodes.document] = {}
        self.broken: list[Warned] = []
        vars(self)["read_doc"] = self._read
        vars(self)["write_doctree"] = self._keep
        vars(self.env)["get_doctree"] = self.kept.__getitem__

    def proof(self) -> Mapping[str, nodes.document]:
        """Read all pages and resolve what each says of others."""
        self.read()
        list(self.env.check_dependents(self.app, set()))  # pictures and tables get their numbers
        self.env.check_consistency()
        for name, document in self.kept.items():
            self._resolve(name, document)
        return self.kept

    def _read(self, docname: str, **given: Any) -> None:
        try:
            DummyBuilder.read_doc(self, docname, **given)
        except Exception as error:  # noqa: BLE001  whatever nonsense makes a library raise
            self._tell(docname, error)

    def _keep(self, docname: str, doctree: nodes.document, **given: Any) -> None:
        del given
        self.kept[docname] = doctree

    def _resolve(self, name: str, document: nodes.document) -> None:
        try:
            self.env.get_and_resolve_doctree(name, self, doctree=document)
        except Exception as error:  # noqa: BLE001  as above
            self._tell(name, error)
            return
        colours = PygmentsBridge("html")
        for block in document.findall(nodes.literal_block):
            if block.rawsource == block.astext():  # else it holds more than code, and is not coloured
                options: dict[str, Any] = block.get("highlight_args", {})
                colours.highlight_block(
                    block.rawsource, block.get("language", "default"), force=bool(block.get("force")),
                    location=block, **options,
                )  # fmt: skip

    def _tell(self, name: str, error: Exception) -> None:
        self.broken.append(Warned(self.file_of(name), 0, f"{type(error).__name__}: {error}"))

    def file_of(self, name: str) -> str:
        """Return the file of a page, from the project's folder."""
        return Path(self.env.doc2path(name)).relative_to(self.srcdir).as_posix()
