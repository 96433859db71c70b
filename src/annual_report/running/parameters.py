"""Strict parameters: what papermill would let pass with a log line is an error here.

Papermill runs a notebook with a misspelt parameter and publishes the default's numbers. So the values are checked
against a schema, and each notebook's ``parameters`` cell against the same schema, before anything runs.
"""

import ast
import difflib
from collections.abc import Mapping
from pathlib import Path

from nbformat import NotebookNode
from papermill.translators import PythonTranslator
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from annual_report.editions.given import ALL, as_text
from annual_report.errors import InputError
from annual_report.running.notebook_file import read_notebook_file


class Parameters(BaseModel):
    """What every notebook can be told. ``area`` is an area's code, or "all" for the whole edition."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    edition: str = Field(pattern=r"^[A-Za-z0-9-]+$")
    area: str = Field(default=ALL, pattern=r"^[A-Za-z0-9-]+$")


def check_parameters(given: Mapping[str, object]) -> Parameters:
    """Return the parameters, checked. A whole number stands for its digits.

    Raises:
        InputError: for an unknown, missing or malformed one; all at once, with the nearest known name.
    """
    try:
        return Parameters.model_validate(
            {name: as_text(name, value) if name in Parameters.model_fields else value for name, value in given.items()}
        )
    except ValidationError as error:
        faults = [f"  {_explain(str(fault['loc'][0]), fault['type'])}" for fault in error.errors()]
        raise InputError("the parameters are wrong:\n" + "\n".join(faults)) from error


def check_notebook(notebook: Path) -> None:
    """Check that the notebook's ``parameters`` cell declares exactly the known parameters.

    Raises:
        InputError: if the file is no notebook, or the cell is missing, is there twice, lacks a parameter or has one too
            many.
    """
    tagged = _tagged(notebook)
    known = set(Parameters.model_fields)
    if not tagged:
        raise InputError(f"{notebook.name}: no cell tagged 'parameters'. Add one that sets {', '.join(sorted(known))}")
    if len(tagged) > 1:
        raise InputError(
            f"{notebook.name}: cells {' and '.join(map(str, tagged))} are tagged 'parameters', and papermill sets "
            "those of the first alone. Leave one"
        )
    declared = set(_declared(notebook))
    faults = [f"lacks {name!r}" for name in sorted(known - declared)]
    faults += [f"has {_explain(name, 'extra_forbidden')}" for name in sorted(declared - known)]
    if faults:
        raise InputError(f"{notebook.name}: its parameters cell " + " and ".join(faults))


def defaults_of(notebook: Path) -> Parameters:
    """Return what a notebook reads if it is told nothing.

    Raises:
        InputError: if its parameters cell does not say so in plain text, or says what no parameter can be.
    """
    try:
        texts = {name: ast.literal_eval(default) for name, default in _declared(notebook).items()}
    except (ValueError, SyntaxError) as error:
        raise InputError(
            f"{notebook.name}: its parameters cell must set {', '.join(Parameters.model_fields)} to texts in quotes"
        ) from error
    try:
        return check_parameters(texts)
    except InputError as error:
        raise InputError(f"{notebook.name}: {error}") from error


def _tagged(notebook: Path) -> dict[int, NotebookNode]:
    """Return the cells that are tagged ``parameters``, by their places."""
    cells = read_notebook_file(notebook, notebook.name)[0].cells
    tagged = {place: cell for place, cell in enumerate(cells, 1) if "parameters" in cell.metadata.get("tags", ())}
    for place, cell in tagged.items():
        if cell.cell_type != "code":
            raise InputError(f"{notebook.name}, cell {place}: is tagged 'parameters', and is no code. Take the tag off")
    return tagged


def _declared(notebook: Path) -> Mapping[str, str]:
    """Return the parameters that a notebook declares, each with its default as it is written.

    papermill's own reading refuses a notebook that names no kernel; all of ours run in Python, whatever they name.
    """
    tagged = list(_tagged(notebook).values())
    return {found.name: found.default for found in PythonTranslator.inspect(tagged[0])} if tagged else {}


def _explain(name: str, kind: str) -> str:
    if kind == "missing":
        return f"{name!r} is missing, and needed"
    if kind != "extra_forbidden":
        return f"{name!r} must be letters, digits and hyphens"
    near = difflib.get_close_matches(name, Parameters.model_fields, n=1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(Parameters.model_fields)}"
    return f"{name!r}, which no notebook takes. {hint}"
