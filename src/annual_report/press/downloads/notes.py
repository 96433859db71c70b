"""The notes of the workbook and the marks that point to them."""

import pandas as pd

NOTICE = "notice"
ROUNDING = "rounding"

_ROUNDING = "Percentages are rounded half up, once, from counts. They may not sum to 100 because of rounding."


def mark(note: str) -> str:
    """Return the mark that the workbook numbers and links to the note."""
    return f"$${note}$$"


def notes_table(notice: str, *, percentages: bool) -> pd.DataFrame:
    """Return the notes that the sheets refer to; one that nothing refers to is left out."""
    notes = [(NOTICE, notice), *([(ROUNDING, _ROUNDING)] if percentages else [])]
    return pd.DataFrame(notes, columns=["Note reference", "Note text"])
