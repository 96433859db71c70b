"""The command ``validate``: the checks on records alone."""

from pathlib import Path

import click

from annual_report.cli.output import tell
from annual_report.judging import judge_folder
from annual_report.subject import load_subject
from annual_report.together import finish_replacing


@click.command("validate")
@click.argument("data_dir", type=click.Path(path_type=Path))
def validate(data_dir: Path) -> None:
    """Check the edition in the folder DATA_DIR.

    The folder holds an edition.toml. Nothing on disk is changed. Its settings, its records, what it printed
    (published.csv) and what was decided (decisions.csv): all faults are shown at once, each with file, row, column,
    value and what would be right.
    """
    if data_dir.is_dir():
        finish_replacing(data_dir)  # so that the records are not half those of a command that was killed
    edition = judge_folder(data_dir)
    counts = load_subject(edition.subject).count(edition)
    tell(f"sound: {sum(counts.values())} records in {len(counts)} tables")
