"""Reads a notebook's file: a plain file, UTF-8, JSON, and a notebook; else one error says what is wrong, and where."""

import json
from codecs import BOM_UTF8
from pathlib import Path

import nbformat

from annual_report.errors import InputError
from annual_report.opening import NOTEBOOK, UnusableFileError, open_input, read_words


def read_notebook_file(file: Path, name: str) -> tuple[nbformat.NotebookNode, str]:
    """Return the notebook, of the newest format, and the text of its file.

    A kernel need not be named: the report runs each notebook in Python.

    Args:
        file: the notebook.
        name: how messages call it.

    Raises:
        InputError: if it is no notebook.
    """
    try:
        text = read_words(file, NOTEBOOK)
        with open_input(file, NOTEBOOK) as opened:
            marked = opened.read(len(BOM_UTF8)) == BOM_UTF8
    except UnusableFileError as error:
        raise error.named(name) from error
    if marked:
        raise InputError(f"{name}: begins with a byte order mark, which no notebook may. Save it as UTF-8 without one")
    try:
        json.loads(text)
        return nbformat.reads(text, as_version=4), text
    except json.JSONDecodeError as error:
        told = f"{name}: not readable as a notebook: no JSON from line {error.lineno}, column {error.colno} on"
        raise InputError(f"{told} ({error.msg}). Save it again from Jupyter, or take it from git") from error
    except (ValueError, AttributeError, TypeError, KeyError, nbformat.ValidationError) as error:
        raise InputError(f"{name}: not readable as a notebook: {error}") from error
