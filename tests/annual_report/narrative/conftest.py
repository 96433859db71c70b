"""A small book, built by Sphinx itself."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.support.books import Book, small_release

from annual_report.lint.findings import Finding
from annual_report.narrative.margin import write_findings
from annual_report.release import Release, write_release
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.hiding import hide


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Book]:
    """Return a function that builds a book of one page with the small release, a preview if given findings.

    What it is told of hidden numbers is taken out of the release; or it is given a release.
    """

    def build(
        text: str,
        findings: Sequence[Finding] | None = None,
        hidden: Sequence[Hidden] = (),
        release: Release | None = None,
    ) -> Book:
        source = tmp_path / "source"
        (source / "book").mkdir(parents=True)
        (source / "charts").mkdir()
        small = small_release()
        for chart in (release or small).ledger.charts:
            (source / "charts" / f"{chart.id}.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
        small = small.model_copy(update={"ledger": hide(small.ledger, hidden)})
        write_release(release or small, tmp_path / "release.json")
        (source / "book" / "page.md").write_text(f"# Title\n\n{text}\n", encoding="utf-8")
        (source / "book" / "numbers.md").write_text("# Numbers\n\n```{every-number}\n```\n", encoding="utf-8")
        (source / "index.md").write_text("# Root\n\n```{toctree}\nbook/page\nbook/numbers\n```\n", encoding="utf-8")
        warnings = io.StringIO()
        settings: dict[str, object] = {
            "extensions": ["myst_parser", "annual_report.narrative.extension"],
            "nitpicky": True,
            "source_suffix": {".md": "markdown"},  # Sphinx would write it into its own default, for all that follow
        }
        if findings is not None:  # a preview
            write_findings(findings, ["book/page"], tmp_path / "findings")
            settings["annual_report_findings"] = str(tmp_path / "findings")
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                source,
                None,
                tmp_path / "html",
                tmp_path / "doctrees",
                "html",
                {**settings, "numfig": True},
                status=None,
                warning=warnings,
                freshenv=True,
            )
            app.build(force_all=True)
        page = tmp_path / "html" / "book" / "page.html"
        return Book(page.read_text(encoding="utf-8"), warnings.getvalue())

    return build
