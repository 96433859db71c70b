"""Making the PDF: the steps from the single page to the finished file, in order."""

from pathlib import Path

from annual_report.errors import MissingError
from annual_report.press.pdf.cleaning import clean
from annual_report.press.pdf.cover import Cover
from annual_report.press.pdf.row_headers import mark_row_headers
from annual_report.press.pdf.typeset import typeset


def make_pdf(single_page: Path, output: Path, facts: Cover) -> None:
    """Make an accessible PDF (PDF/UA-1) of the book. The same page and facts give the same bytes on any day.

    Args:
        single_page: what Sphinx's ``singlehtml`` builder wrote, with its images beside it.
        output: the PDF to write.
        facts: what the cover and the running heads say.

    Raises:
        MissingError: if the page is not there.
        CheckError: if the page cannot make an accessible PDF: a picture without alternative text, a table without
            header, a link to nowhere. All are named.
        RunError: if pandoc or Typst refuses it.
    """
    if not single_page.is_file():
        raise MissingError(f"{single_page}: no single page there. Build the book with the builder 'singlehtml' first")
    top = _top(single_page)
    document = clean(single_page.read_text(encoding="utf-8"), single_page.relative_to(top).as_posix())
    pdf = typeset(document, top, facts)
    output.write_bytes(mark_row_headers(pdf, document.row_headers))


def _top(single_page: Path) -> Path:
    """Return the builder's folder: addresses in the page start there, even where the page lies deeper."""
    return next((folder for folder in single_page.parents if (folder / "_static").is_dir()), single_page.parent)
