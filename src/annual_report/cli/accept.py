"""The command ``accept``: store the notebooks' outputs after an intended change."""

import click

from annual_report.accept import accept
from annual_report.cli.options import ProjectOption
from annual_report.cli.output import tell


@click.command("accept")
@click.option(
    "--released-only",
    is_flag=True,
    help="Of real records: store what the latest release that was signed off printed, and nothing else.",
)
@click.pass_obj
def accept_command(option: ProjectOption, *, released_only: bool) -> None:
    """Store what may be printed of the notebooks' outputs.

    The notebooks run, what they give becomes the reference, and what changes is shown.

    Run it after an intended change, read what it says, and commit the notebooks and data/<edition>/accepted.json
    with the change.
    """
    changes = accept(option.find(), lambda run: tell(f"{run.name} ({run.seconds:.1f} s)"), released_only=released_only)
    tell("\n".join(changes) or "nothing changed")
