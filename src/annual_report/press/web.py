"""Building the web book: Jupyter Book on the staged source, cold, with warnings as errors."""

import contextlib
import io
import os
import re
from datetime import UTC, datetime, time
from pathlib import Path

from annual_report.errors import RunError
from annual_report.release import Imprint
from annual_report.trouble import want_of

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def build_pages(source: Path, output: Path, imprint: Imprint) -> Path:
    """Build the web book below the folder ``output`` and return its own.

    This, and the other here, leaves the process's environment and libraries changed: give it one of its own.

    Raises:
        RunError: naming each warning and error, with the author's own file.
    """
    _jupyter_book(source, output, "html", imprint)
    return output / "_build" / "html"


def build_single_page(source: Path, output: Path, imprint: Imprint) -> Path:
    """Build the whole book as one page, from which the PDF is made, below ``output``, and return its file.

    Raises:
        RunError: naming each warning and error, with the author's own file.
    """
    _jupyter_book(source, output, "singlehtml", imprint)
    return max((output / "_build" / "singlehtml").rglob("*.html"), key=lambda page: page.stat().st_size)


def seconds(imprint: Imprint) -> int:
    """Return the publication date as seconds since 1970: the only time that any output carries."""
    return int(datetime.combine(imprint.published, time(), UTC).timestamp())


def _jupyter_book(source: Path, output: Path, builder: str, imprint: Imprint) -> None:
    # imported here: it is slow, and a process of the press has it already
    from jupyter_book.cli.main import main  # noqa: PLC0415

    os.environ |= {"SOURCE_DATE_EPOCH": str(seconds(imprint)), "NO_COLOR": "1"}
    command = ["build", str(source), "--path-output", str(output), "--builder", builder, "-W", "-n", "--keep-going"]
    log = io.StringIO()
    try:
        with contextlib.redirect_stdout(log), contextlib.redirect_stderr(log):
            main(command, standalone_mode=False)
    except (Exception, SystemExit) as error:
        if isinstance(error, Exception) and (want := want_of(error)):
            raise RunError(f"the book could not be made. {want}") from error
        told = f"{log.getvalue()}\n{type(error).__name__}: {error}"
        raise RunError(f"Jupyter Book refused the book:\n{_reasons(told, source)}") from error


def _reasons(log: str, source: Path) -> str:
    """Return the warnings and errors of a log, each with the author's own file; the log's end if there are none."""
    lines = [_COLOUR.sub("", line).replace(f"{source}{os.sep}", "") for line in log.splitlines()]
    reasons = [f"  {line}" for line in lines if "WARNING:" in line or "ERROR:" in line or "Error" in line]
    return "\n".join(dict.fromkeys(reasons)) or "\n".join(lines[-20:])
