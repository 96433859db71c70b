"""The command ``synthesise``: write an edition's synthetic records again, the same bytes."""

import hashlib
import os
import tempfile
from pathlib import Path

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.errors import InputError
from annual_report.subject import load_subject


@click.command("synthesise")
@edition_argument
@click.pass_obj
def synthesise(option: ProjectOption, edition: str) -> None:
    """Write the synthetic records of EDITION, made from its published figures and its seed.

    The same figures and seed give the same bytes on every machine. Real records are never touched.
    """
    found = option.find().edition(edition)
    if not found.records.synthetic:
        raise InputError(f"edition {edition} has real records: nothing was written. See edition.toml, synthetic")
    files = load_subject(found.subject).synthesise(found)
    for name, content in sorted(files.items()):
        _replace(found.records_folder / name, content)
        click.echo(f"{hashlib.sha256(content).hexdigest()}  {name}")


def _replace(file: Path, content: bytes) -> None:
    """Write beside the file and move into its place, so that it is never half written."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as new:
        new.write(content)
    Path(new.name).chmod(0o644)
    os.replace(new.name, file)  # noqa: PTH105 - the two are files of one folder
