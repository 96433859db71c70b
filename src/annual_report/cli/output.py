"""Where a command's result goes: printed, or written to a file in whole."""

import shutil
from pathlib import Path

import click

from annual_report.errors import InputError
from annual_report.swap import write_whole
from annual_report.visible import visible

_WIDEST = 100
#: Signs of nobody's alphabet about what is printed in bold; and how they are shown, were they somebody's.
_BOLD, _PLAIN = "\ue0b1", "\ue0b2"
_SHOWN_BOLD, _SHOWN_PLAIN = visible(_BOLD), visible(_PLAIN)

output_option = click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the result to FILE instead of printing it.",
)


def strong(text: str) -> str:
    """Return text that ``tell`` prints in bold."""
    return f"{_BOLD}{text}{_PLAIN}"


def tell(text: str, *, nl: bool = True, err: bool = False) -> None:
    """Print text that may hold names and words of others: what would steer the terminal is shown, never sent."""
    shown = visible(text).replace(_SHOWN_BOLD, "\x1b[1m").replace(_SHOWN_PLAIN, "\x1b[0m")
    click.echo(shown, nl=nl, err=err)


def deliver(text: str, file: Path | None) -> None:
    """Print ``text``, or write it aside and move it to ``file``, so that the file is never half written.

    A folder that is not there yet is made.

    Raises:
        InputError: if the file cannot be written.
    """
    if file is None:
        tell(text, nl=False)
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(text, file)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}. Name another file") from error
    tell(f"written: {file}")


def width_of_terminal() -> int:
    """Return how wide lines may be: the terminal's width, 80 where there is none, and no wider than reads well."""
    return min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
