"""Gathering the ledger from executed notebooks: their typed outputs and nothing else."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat

from annual_report.errors import InputError
from annual_report.running.execute import Run
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Published
from annual_report.statistics.output import MIME, decode, decode_shown


def gather(edition: str, runs: Sequence[Run], *, synthetic: bool) -> Ledger:
    """Return the ledger of the edition's runs.

    Raises:
        InputError: if a notebook published nothing, or a typed output is malformed.
        CheckError: if two notebooks publish the same id differently.
    """
    published: list[tuple[str, Published]] = []
    for run in runs:
        items = list(read_published(run.file))
        if not items:
            raise InputError(f"{run.name}: the notebook ran and published nothing. Publish a statistic, or remove it")
        published.extend((run.name, item) for item in items)
    return merge(edition, published, synthetic=synthetic)


def read_published(notebook: Path) -> Iterator[Published]:
    """Yield what a notebook published, in order.

    Raises:
        InputError: if a typed output is malformed, or something of it was held back.
    """
    for data in _typed(notebook):
        try:
            yield decode(data)
        except InputError as error:
            raise InputError(f"{notebook.name}: {error}") from error


def read_shown(notebook: Path) -> Iterator[Published | Hidden]:
    """Yield what a notebook shows, in order: in place of numbers that it holds back, what is told of them."""
    return map(decode_shown, _typed(notebook))


def _typed(notebook: Path) -> Iterator[dict[str, Any]]:
    for cell in nbformat.read(notebook, as_version=4).cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                yield output["data"][MIME]
