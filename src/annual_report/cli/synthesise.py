"""The command ``synthesise``: write an edition's synthetic records again, the same bytes."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.cli.output import tell
from annual_report.errors import InputError
from annual_report.private import publish
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
    _swap_in(found.records_folder, files)
    for name, content in sorted(files.items()):
        tell(f"{hashlib.sha256(content).hexdigest()}  {name}")


def _swap_in(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write every file aside first, then move all into their places, so that none is ever half written.

    Raises:
        InputError: if the folder cannot be written to.
    """
    try:
        with TemporaryDirectory(dir=folder, prefix=".synthesise-") as aside:
            for name, content in files.items():
                (Path(aside) / name).write_bytes(content)
                publish(Path(aside) / name)
            for name in sorted(files):
                (Path(aside) / name).replace(folder / name)
    except OSError as error:
        raise InputError(f"the records cannot be written to {folder}: {error.strerror}") from error
