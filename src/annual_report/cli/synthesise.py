"""The command ``synthesise``: write an edition's synthetic records again, the same bytes."""

import hashlib

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.cli.output import tell
from annual_report.errors import InputError
from annual_report.private import publish
from annual_report.subject import load_subject
from annual_report.together import replace_together
from annual_report.trouble import trouble_of


@click.command("synthesise")
@edition_argument
@click.pass_obj
def synthesise(option: ProjectOption, edition: str) -> None:
    """Write the synthetic records of EDITION.

    They are made from its published figures and its seed. The same figures and seed give the same bytes on every
    machine. Real records are never touched.
    """
    found = option.find().edition(edition)
    if not found.records.synthetic:
        raise InputError(f"edition {edition} has real records: nothing was written. See edition.toml, synthetic")
    files = load_subject(found.subject).synthesise(found)
    try:
        replace_together(found.records_folder, files)
    except OSError as error:
        raise InputError(f"the records cannot be written to {found.records_folder}. {trouble_of(error)}") from error
    for name, content in sorted(files.items()):
        publish(found.records_folder / name)
        tell(f"{hashlib.sha256(content).hexdigest()}  {name}")
