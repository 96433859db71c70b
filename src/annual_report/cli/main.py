"""The command ``annual-report``: its group, its shared options, and how errors and its own end reach a person."""

import os
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import click

from annual_report.cli.commands import Commands
from annual_report.cli.options import ProjectOption
from annual_report.errors import ReportError
from annual_report.locks import require_locks
from annual_report.private import for_the_owner_alone
from annual_report.scratch import scratch
from annual_report.stopping import Stopped, leave, stoppable
from annual_report.trouble import trouble_of
from annual_report.visible import visible

_UNKNOWN = "a fault of the program. Run again with --debug before the command's name, and report what that shows"


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project", type=click.Path(path_type=Path, file_okay=False), help="The report's folder [default: here]."
)
@click.option("--debug", is_flag=True, help="Show a traceback with an error.")
@click.version_option(package_name="annual-report")
@click.pass_context
def group(context: click.Context, project: Path | None, debug: bool) -> None:
    """Build, check and publish a reproducible annual report.

    Exit codes: 0 all well; 1 a check failed; 2 wrong use or bad input; 130 stopped with Ctrl-C.
    """
    del debug  # read where errors are shown
    context.with_resource(for_the_owner_alone())
    context.obj = ProjectOption(project)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and leave with its exit code. An error is shown as a message, with --debug as a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        require_locks()
        with stoppable(to_the_end=arguments is None), scratch():
            group.main(args=words, prog_name="annual-report", standalone_mode=True)
    except Stopped as stopped:
        with suppress(OSError, ValueError):  # the terminal may be gone
            sys.stdout.flush()
        leave(stopped.number)
    except ReportError as error:
        _fail(str(error), error.exit_code, words)
    except Exception as error:  # noqa: BLE001  whatever it is, a person is told in a line what to do
        _fail(trouble_of(error) or f"{type(error).__name__}: {error}. This is {_UNKNOWN}", 1, words)


def _fail(message: str, code: int, words: list[str]) -> NoReturn:
    """Say what went wrong and leave. Where nothing can be written to the output any more, nothing is tried."""
    if "--debug" in words:
        traceback.print_exc()
    with suppress(OSError):
        click.echo(f"error: {visible(message)}", err=True)
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with suppress(OSError, ValueError):  # or the interpreter tries again, and fails with a code of its own
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
