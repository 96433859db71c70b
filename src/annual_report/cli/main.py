"""The command ``annual-report``: its group, its shared options, and how errors reach a person."""

import sys
import traceback
from pathlib import Path

import click

from annual_report.cli.commands import Commands
from annual_report.cli.options import ProjectOption
from annual_report.errors import ReportError
from annual_report.locks import require_locks
from annual_report.private import for_the_owner_alone
from annual_report.visible import visible


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project", type=click.Path(path_type=Path, file_okay=False), help="The report's folder [default: here]."
)
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
@click.version_option(package_name="annual-report")
@click.pass_context
def group(context: click.Context, project: Path | None, debug: bool) -> None:
    """Build, check and publish a reproducible annual report.

    Exit codes: 0 all well; 1 a check failed; 2 wrong use or bad input.
    """
    del debug  # read where errors are shown
    context.with_resource(for_the_owner_alone())
    context.obj = ProjectOption(project)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code. An error is shown as a message, with --debug as a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        require_locks()
        group.main(args=words, prog_name="annual-report", standalone_mode=True)
    except ReportError as error:
        if "--debug" in words:
            traceback.print_exc()
        click.echo(f"error: {visible(str(error))}", err=True)
        sys.exit(error.exit_code)
