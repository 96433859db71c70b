"""Makes a passage of a table's row: which of its cells can count something."""

from collections.abc import Sequence

from annual_report.leaks.models import Passage, Shape

#: Columns whose numbers point to a place in a document.
_REFERENCES = frozenset({"paragraph", "page", "line", "chapter"})


def row_of(
    place: str, cells: Sequence[str], heads: Sequence[str], caption: str, counted: Sequence[str] | None = None
) -> Passage:
    """Return the passage of a row.

    Args:
        place: where it stands.
        cells: its texts, the row header first.
        heads: the column headers, if any.
        caption: what stands above the table.
        counted: its texts without the numbers that are known to be released; all of them if left out.
    """
    whole = len(heads) == len(cells)
    kept = [
        text
        for number, text in enumerate(cells if counted is None else counted)
        if number and not (whole and heads[number].lower() in _REFERENCES)
    ]
    return Passage(
        f"{place}, row “{cells[0]}”",
        " | ".join(cells),
        Shape.ROW,
        counted=" | ".join(kept),
        table=caption,
        label=cells[0],
        heads=" | ".join([caption, *heads]),
    )
