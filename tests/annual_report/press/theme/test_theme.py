"""A small book built by Sphinx with the theme: what its pages carry, and what stops the build."""

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

_SETTINGS = {
    "extensions": ["sphinx_book_theme", "annual_report.press.theme"],
    "html_theme": "sphinx_book_theme",
    "html_theme_options": {"navbar_persistent": [], "primary_sidebar_end": [], "back_to_top_button": False},
    "html_math_renderer": "none",
    "language": "en",
    "root_doc": "book/index",
    "report_title": "Annual Report 1999",
    "report_notice": "Synthetic records. No record is <real>.",
    "report_pdf": "report.pdf",
}


@dataclass(frozen=True)
class Made:
    """Where the book is, and what Sphinx complained of."""

    folder: Path
    warnings: str

    def page(self, name: str) -> BeautifulSoup:
        """Return one page, parsed."""
        return BeautifulSoup((self.folder / name).read_text(encoding="utf-8"), "html.parser")


def _make(folder: Path, text: str, **settings: object) -> Made:
    source, output = folder / "source", folder / "site"
    (source / "book").mkdir(parents=True)
    (source / "book" / "index.rst").write_text(f"Front\n=====\n\n{text}\n", encoding="utf-8")
    warnings = io.StringIO()
    with docutils_namespace():
        app = Sphinx(
            srcdir=source,
            confdir=None,
            outdir=output,
            doctreedir=folder / "doctrees",
            buildername="html",
            confoverrides={**_SETTINGS, **settings},
            status=None,
            warning=warnings,
        )
        app.build()
    return Made(output, warnings.getvalue())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return _make(tmp_path_factory.mktemp("book"), "Text.")


def test_every_page_carries_title_notice_language_and_the_pdf(made: Made) -> None:
    assert made.warnings == ""
    for name in ("book/index.html", "search.html"):
        page = made.page(name)
        notice = page.select_one(".synthetic-notice[role=note]")
        assert notice is not None
        assert notice.get_text() == "Synthetic records. No record is <real>."
        assert page.select_one("html[lang=en-GB]")
        assert page.select_one("title")
        assert "Annual Report 1999" in page.select_one("title").get_text()  # type: ignore[union-attr]
        assert page.select_one('.report-pdf a[href$="report.pdf"]')


def test_without_settings_there_is_no_notice_and_no_link_to_a_pdf(tmp_path: Path) -> None:
    page = _make(tmp_path, "Text.", report_notice="", report_pdf="").page("book/index.html")
    assert not page.select(".synthetic-notice")
    assert not page.select(".report-pdf")


def test_the_root_leads_on_and_says_so(made: Made) -> None:
    page = made.page("index.html")
    assert page.select_one("html[lang=en-GB]")
    assert page.select_one('meta[http-equiv=refresh][content="0; url=book/index.html"]')
    assert page.select_one('h1 + p a[href="book/index.html"]')


def test_no_page_names_another_host(made: Made) -> None:
    for name in ("book/index.html", "search.html"):
        page = made.page(name)
        asked = [tag.get("src") or tag.get("href") for tag in page.select("script[src], link[href], img[src]")]
        assert [url for url in asked if "//" in str(url)] == []


def test_what_no_page_loads_is_not_published(made: Made) -> None:
    static = made.folder / "_static"
    assert not (static / "scripts" / "fontawesome.js").exists()
    assert not (static / "locales").exists()
    assert not list(static.rglob("*.map"))
    assert (static / "report.css").is_file()
    assert (static / "fonts" / "ReportSans.ttf").is_file()


def test_a_picture_without_words_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert "has no text alternative" in _make(tmp_path, ".. image:: /dot.svg").warnings


def test_a_formula_is_a_warning(tmp_path: Path) -> None:
    assert "write it in words" in _make(tmp_path, "Text :math:`x^2`.").warnings
