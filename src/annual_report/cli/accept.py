"""The command ``accept``: store the notebooks' outputs after an intended change."""

import click

from annual_report.cli.options import ProjectOption
from annual_report.running.accept import accept
from annual_report.running.execute import find_notebooks


@click.command("accept")
@click.pass_obj
def accept_command(option: ProjectOption) -> None:
    """Run the notebooks and store their outputs as the reference, showing what changes.

    Run it after an intended change, read what it says, and commit the notebooks with the change.
    """
    notebooks = find_notebooks(option.find().notebooks)
    changes = accept(notebooks, lambda run: click.echo(f"{run.name} ({run.seconds:.1f} s)"))
    click.echo("\n".join(changes) or "nothing changed")
