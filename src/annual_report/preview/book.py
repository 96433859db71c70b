"""The second half of a preview: the pages made by Sphinx in this process, only those that a change concerns.

Jupyter Book's own command starts a process and imports everything each time; here that is done once. Two things that
Sphinx leaves out of an incremental build are added: a changed title or order of chapters is written to every page,
whose menus show it, and a page with a warning is read again each time, so that the warnings are always all there are.
"""

import io
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.util.docutils import docutils_namespace, patch_docutils

from annual_report.build import Progress
from annual_report.narrative.refusal import FINDINGS
from annual_report.proofs.sphinx_warnings import Warned, read_warnings


@dataclass(slots=True)
class BookMaker:
    """Makes the pages of a staged book again and again. ``tell`` is told where that takes longer than a moment."""

    source: Path
    findings: Path
    pages: Path
    doctrees: Path
    tell: Progress
    _warned: frozenset[str] = field(default_factory=frozenset)

    def make(self) -> tuple[Warned, ...]:
        """Make the pages that need it and return the book's warnings.

        Raises:
            Exception: whatever Sphinx or an extension makes of a source that is broken.
        """
        log = io.StringIO()
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                str(self.source),
                None,
                str(self.pages),
                str(self.doctrees),
                "html",
                confoverrides=self._settings(),
                status=None,
                warning=log,
            )
            _keep_templates(app, self.doctrees.with_name("templates"))
            watch = _Watch(self._warned, self.tell)
            app.connect("env-get-outdated", partial(_before, watch))
            app.connect("env-updated", partial(_after, watch))
            app.build()
        for page in watch.removed:
            (self.pages / f"{page}.html").unlink(missing_ok=True)
        warned = read_warnings(log.getvalue(), self.source)
        self._warned = frozenset(warning.page for warning in warned if warning.page)
        return warned

    def _settings(self) -> dict[str, Any]:
        """Return Jupyter Book's settings of the staged book, with a preview's over them."""
        ours = {
            "external_toc_path": str(self.source / "_toc.yml"),
            "latex_individualpages": False,
            "nitpicky": True,
            FINDINGS: str(self.findings),
            "report_pdf": "",  # a preview makes none
            # Sphinx's defaults are one object for all builds of a process, and extensions add to them
            "templates_path": [],
            "source_suffix": {".rst": "restructuredtext"},
        }
        settings: dict[str, Any]
        settings, _ = get_final_config(
            user_yaml=self.source / "_config.yml", sourcedir=self.source, cli_config=ours, use_external_toc=True
        )
        return settings


def _keep_templates(app: Sphinx, folder: Path) -> None:
    """Keep the compiled templates in ``folder``: each build has a Jinja of its own, which would compile all again."""
    folder.mkdir(parents=True, exist_ok=True)
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and isinstance(builder.templates, BuiltinTemplateLoader):
        builder.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


@dataclass(slots=True)
class _Watch:
    """What is seen as Sphinx works. ``again`` are the pages to read in any case."""

    again: frozenset[str]
    tell: Progress
    removed: frozenset[str] = frozenset()
    menus: "_Menus | None" = None


#: What every page shows of the others: their titles and their order.
_Menus = tuple[dict[str, str], dict[str, list[str]]]


def _before(
    watch: _Watch, app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Note how things are, and return which pages to read besides those that changed.

    Where a page came or went, the pages that list others are read again: one may name a page that is not there.
    """
    watch.removed = frozenset(removed)
    watch.menus = _menus(env)
    lists = frozenset(env.toctree_includes) if added or removed else frozenset()
    return sorted((watch.again | lists) & env.found_docs)


def _after(watch: _Watch, app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return which pages to write besides those that were read."""
    if _menus(env) == watch.menus:
        return []
    if watch.menus is not None and watch.menus[0]:  # not the first time
        watch.tell(f"writing all {len(env.all_docs)} pages: a title, or the order of chapters, is new")
    return sorted(env.all_docs)


def _menus(env: BuildEnvironment) -> _Menus:
    return {page: title.astext() for page, title in env.titles.items()}, dict(env.toctree_includes)
