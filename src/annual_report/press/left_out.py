"""What is left out of a notebook's page: all that no release vouches for, such as printed text and attachments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from annual_report.errors import InputError
from annual_report.press.wording import listed
from annual_report.running.execute import Run
from annual_report.statistics.output import MIME

#: A picture that the Markdown carries within itself: ``![words](attachment:name.png)``, ``<img src="data:...">``.
_CARRIED = re.compile(
    r"!\[[^\]]*\]\(\s*<?(?:attachment|data):[^)]*\)|<img\b[^>]*\bsrc\s*=\s*[\"']?(?:attachment|data):[^>]*>",
    re.IGNORECASE,
)
#: What is left of one in another form.
_STILL_CARRIED = re.compile(r"\battachment:|\bdata:[\w.+-]+/[\w.+-]+[;,]", re.IGNORECASE)
_KINDS = {"stream": "printed text", "error": "error"}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that is left out: its kind, and the number of its cell. Nothing of what is in it."""

    kind: str
    cell: int


def left_out(notebook: NotebookNode) -> tuple[LeftOut, ...]:
    """Return everything in ``notebook`` that is neither code, explanation nor a typed output, in reading order."""
    return tuple(LeftOut(kind, number) for number, cell in enumerate(notebook.cells, start=1) for kind in _kinds(cell))


def without_pictures(markdown: str) -> str:
    """Return Markdown without the pictures that it carries within itself.

    Raises:
        InputError: if it carries something in a form that is not known.
    """
    left = _CARRIED.sub("", markdown)
    if found := _STILL_CARRIED.search(left):
        raise InputError(
            f"the text carries a file within itself ({found.group()}), and none may reach the report. Take it out"
        )
    return left


def told_of(runs: Sequence[Run]) -> list[str]:
    """Return a line for each notebook of whose outputs something reaches no page: its name, and what in which cells."""
    found = {run.name: left_out(nbformat.read(run.file, as_version=4)) for run in runs}
    return [
        f"{name}: left out of its page, as all that is not published: {_by_kind(found[name])}"
        for name in sorted(found)
        if found[name]
    ]


def in_words(found: tuple[LeftOut, ...]) -> str:
    """Return what was left out, by kind: ``Left out of this page: 2 printed texts (cells 4 and 7)``."""
    return f"Left out of this page: {_by_kind(found)}."


def _by_kind(found: tuple[LeftOut, ...]) -> str:
    said = []
    for kind in dict.fromkeys(item.kind for item in found):
        cells = [item.cell for item in found if item.kind == kind]
        places = listed([str(cell) for cell in dict.fromkeys(cells)])
        word = "cell" if len(set(cells)) == 1 else "cells"
        said.append(f"{len(cells)} {kind}{'' if len(cells) == 1 else 's'} ({word} {places})")
    return ", ".join(said)


def _kinds(cell: NotebookNode) -> list[str]:
    if cell.cell_type == "raw":
        return ["raw cell"]
    carried = len(_CARRIED.findall(cell.source)) if cell.cell_type == "markdown" else 0
    return [
        *(_kind(output) for output in cell.get("outputs", []) if MIME not in output.get("data", {})),
        *["embedded picture"] * carried,
        *["attachment"] * len(cell.get("attachments", {})),
    ]


def _kind(output: NotebookNode) -> str:
    """Return what an untyped output is called."""
    if output.output_type in _KINDS:
        return _KINDS[output.output_type]
    mimes = set(output.get("data", {}))
    if any(mime.startswith("image/") for mime in mimes):
        return "picture"
    if any("widget" in mime for mime in mimes):
        return "widget"
    return "displayed value"
