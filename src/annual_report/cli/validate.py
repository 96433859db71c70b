"""The command ``validate``: the checks on records alone."""

from pathlib import Path

import click

from annual_report.editions.models import load_edition
from annual_report.faults import RecordsError
from annual_report.subject import load_subject
from annual_report.together import finish_replacing


@click.command("validate")
@click.argument("data_dir", type=click.Path(path_type=Path))
def validate(data_dir: Path) -> None:
    """Check the records of DATA_DIR, a folder with an edition.toml. Nothing on disk is changed.

    All faults are shown at once, each with file, row, column, value and what would be right.
    """
    if data_dir.is_dir():
        finish_replacing(data_dir)  # so that the records are not half those of a command that was killed
    edition = load_edition(data_dir)
    subject = load_subject(edition.subject)
    if faults := subject.check(edition):
        raise RecordsError(faults)
    counts = subject.count(edition)
    click.echo(f"sound: {sum(counts.values())} records in {len(counts)} tables")
