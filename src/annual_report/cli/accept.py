"""The command ``accept``: store the notebooks' outputs after an intended change."""

from pathlib import Path

import click

from annual_report.cli.options import ProjectOption
from annual_report.cli.output import tell
from annual_report.editions.models import Edition
from annual_report.errors import CheckError
from annual_report.running.accept import accept
from annual_report.running.execute import find_notebooks
from annual_report.running.parameters import check_notebook, default_edition


def _require_synthetic(edition: Edition, notebook: Path) -> None:
    """Check that what would be stored tells of no real record.

    Raises:
        CheckError: if it would: stored outputs are record-level data, and notebooks are committed.
    """
    if not edition.records.synthetic:
        raise CheckError(
            f"{notebook.name} reads edition {edition.name}, whose records are real. Its outputs say which records each "
            "number counts, and may not be stored in a notebook that is committed. Set the edition in its parameters "
            "cell to one with synthetic records"
        )


@click.command("accept")
@click.pass_obj
def accept_command(option: ProjectOption) -> None:
    """Run the notebooks and store their outputs as the reference, showing what changes.

    Run it after an intended change, read what it says, and commit the notebooks with the change.
    """
    project = option.find()
    notebooks = find_notebooks(project.notebooks)
    for notebook in notebooks:
        check_notebook(notebook)
        _require_synthetic(project.edition(default_edition(notebook)), notebook)
    changes = accept(notebooks, lambda run: tell(f"{run.name} ({run.seconds:.1f} s)"))
    tell("\n".join(changes) or "nothing changed")
