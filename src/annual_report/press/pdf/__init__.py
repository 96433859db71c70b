"""The PDF: the book's single page, cleaned, typeset by pandoc and Typst to PDF/UA-1, its row headers marked."""

from annual_report.press.pdf.imprint import Imprint
from annual_report.press.pdf.make import make_pdf

__all__ = ["Imprint", "make_pdf"]
