"""The text of a PDF's pages, by the mark that ties it to the structure."""

import ctypes
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_DEEP = 15
_USUAL = 1024  # bytes of most texts
_LETTERS = ctypes.POINTER(ctypes.c_ushort)
#: A break that is not seen is no part of a word.
_UNSEEN = str.maketrans("", "", "\u200b\u00ad\ufffe\x02")


@dataclass(frozen=True, slots=True)
class PageTexts:
    """``marked`` by page and mark; ``unmarked`` with its page, in order; each page ``whole``."""

    marked: Mapping[tuple[int, int], str]
    unmarked: tuple[tuple[int, str], ...]
    whole: Mapping[int, str]


def page_texts(data: bytes) -> PageTexts:
    """Return the text of every page.

    Raises:
        ValueError: if it cannot be read.
    """
    marked: dict[tuple[int, int], str] = defaultdict(str)
    unmarked: list[tuple[int, str]] = []
    whole: dict[int, str] = defaultdict(str)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(f"it cannot be read as a PDF: {error}") from error
    try:
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=_DEEP):
                text = _text(item, text_page)
                whole[number] += text
                mark = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
                if mark < 0:
                    unmarked.append((number, text))
                else:
                    marked[number, mark] += text
    finally:
        document.close()
    return PageTexts(marked, tuple(unmarked), whole)


def _text(item: pypdfium2.PdfObject, page: pypdfium2.PdfTextPage) -> str:
    buffer = ctypes.create_string_buffer(_USUAL)
    size = pdfium.FPDFTextObj_GetText(item.raw, page.raw, ctypes.cast(buffer, _LETTERS), _USUAL)
    if size > _USUAL:
        buffer = ctypes.create_string_buffer(size)
        pdfium.FPDFTextObj_GetText(item.raw, page.raw, ctypes.cast(buffer, _LETTERS), size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0").translate(_UNSEEN)
