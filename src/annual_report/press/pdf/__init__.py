"""The PDF: the book's single page, cleaned, typeset by pandoc and Typst to PDF/UA-1, its row headers marked."""

from annual_report.press.pdf.cover import Cover
from annual_report.press.pdf.make import make_pdf

__all__ = ["Cover", "make_pdf"]
