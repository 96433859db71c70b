"""Marking row headers in the PDF's structure tree, which Typst cannot: a table's first cells become headers of rows."""

import io
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

from annual_report.errors import RunError
from annual_report.press.pdf.tables import RowHeaders


def mark_row_headers(pdf: bytes, row_headers: Sequence[RowHeaders]) -> bytes:
    """Return the PDF with row headers as ``TH`` of scope ``Row``.

    Args:
        pdf: a tagged PDF.
        row_headers: for each table, in order, how many header cells begin each row of its body.

    Raises:
        RunError: if the PDF's tables are not those of the report.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        tables = list(_elements(document.Root.StructTreeRoot, Name.Table))
        rows = [[row for body in _children(table, Name.TBody) for row in _children(body)] for table in tables]
        if [len(found) for found in rows] != [len(headers) for headers in row_headers]:
            raise RunError(
                "the tables of the PDF are not those of the report, so row headers cannot be marked: look for a table "
                "within a table, or a cell that spans rows"
            )
        for number, headers in enumerate(row_headers):
            for place, (row, count) in enumerate(zip(rows[number], headers, strict=True)):
                for cell in _children(row)[:count]:
                    _mark(cell, f"row-header-{number}-{place}")
        result = io.BytesIO()
        document.save(result, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()


def _mark(cell: Object, name: str) -> None:
    cell.S = Name.TH
    cell.ID = String(name)
    old = cell.get("/A", Array())
    kept = [item for item in (old if isinstance(old, Array) else [old]) if item.get("/O") != Name.Table]
    cell.A = Array([*kept, Dictionary(O=Name.Table, Scope=Name.Row)])


def _elements(element: Object, kind: Name) -> Iterator[Object]:
    """Yield the structure elements of ``kind`` below ``element``, in reading order."""
    for child in _children(element):
        if child.get("/S") == kind:
            yield child
        yield from _elements(child, kind)


def _children(element: Object, kind: Name | None = None) -> list[Object]:
    inner = element.get("/K", Array())
    items = list(inner) if isinstance(inner, Array) else [inner]
    elements = [item for item in items if isinstance(item, Dictionary) and "/S" in item]
    return [item for item in elements if kind is None or kind == item.S]
