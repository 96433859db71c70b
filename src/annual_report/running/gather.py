"""Gathering the ledger from executed notebooks: their typed outputs and nothing else."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import nbformat

from annual_report.errors import InputError
from annual_report.running.execute import Run
from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Published
from annual_report.statistics.output import MIME, decode


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
    """Yield what an executed notebook published, in order."""
    for cell in nbformat.read(notebook, as_version=4).cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                yield decode(output["data"][MIME])
