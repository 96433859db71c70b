"""Imported once by the process from which those of the press are forked: what every one of them needs.

A book's Sphinx extensions are imported, not set up, and the typeface is cut. Nothing of any book is read.
"""

import logging
from contextlib import suppress
from importlib import import_module

from sphinx.application import builtin_extensions

from annual_report.press.theme.typeface import cut_typeface

_NEEDED = (
    *("jupyter_book.cli.main", "jupyter_book.sphinx", "jupyter_book.pdf", "sphinx.cmd.build", "sphinx.search.en"),
    *("sphinx_togglebutton", "sphinx_copybutton", "sphinx_comments", "sphinx_external_toc.events", "sphinx_book_theme"),
    *("sphinx_design.extension", "sphinx_multitoc_numbering", "sphinx_jupyterbook_latex", "a11y_pygments"),
    *(
        "myst_nb.sphinx_",
        "myst_nb.sphinx_ext",
        "myst_nb.core.render",
        "myst_parser.sphinx_ext.main",
        "jupyter_cache.base",
    ),
    *("ipython_pygments_lexers", "annual_report.narrative.extension", "annual_report.press.site"),
    "annual_report.press.charts",
    "annual_report.proofs.findings",
)

# or a11y_pygments, when it is imported, lets every library's remarks out
logging.basicConfig(handlers=[logging.NullHandler()])
for name in (*builtin_extensions, *_NEEDED):
    with suppress(ImportError):  # whoever needs it says so
        import_module(name)
cut_typeface()
