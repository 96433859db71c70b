"""Building the web book: Jupyter Book on the staged source, cold, with warnings as errors."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path

from annual_report.errors import RunError
from annual_report.release import Imprint

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def build_pages(source: Path, imprint: Imprint) -> Path:
    """Build the web book and return its folder."""
    _jupyter_book(source, "html", imprint)
    return source / "_build" / "html"


def build_single_page(source: Path, imprint: Imprint) -> Path:
    """Build the whole book as one page, from which the PDF is made, and return its file."""
    _jupyter_book(source, "singlehtml", imprint)
    pages = sorted((source / "_build" / "singlehtml").rglob("*.html"), key=lambda page: page.stat().st_size)
    return pages[-1]


def seconds(imprint: Imprint) -> int:
    """Return the publication date as seconds since 1970: the only time that any output carries."""
    return int(datetime.combine(imprint.published, time(), UTC).timestamp())


def _jupyter_book(source: Path, builder: str, imprint: Imprint) -> None:
    command = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    done = subprocess.run(
        [*command, "build", str(source), "--builder", builder, "-W", "-n", "--keep-going"],
        env={**os.environ, "SOURCE_DATE_EPOCH": str(seconds(imprint)), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RunError(f"Jupyter Book refused the book:\n{_reasons(done.stdout + done.stderr, source)}")


def _reasons(log: str, source: Path) -> str:
    """Return the warnings and errors of a log, each with the author's own file; the log's end if there are none."""
    lines = [_COLOUR.sub("", line).replace(f"{source}{os.sep}", "") for line in log.splitlines()]
    reasons = [f"  {line}" for line in lines if "WARNING:" in line or "ERROR:" in line or "Error" in line]
    return "\n".join(dict.fromkeys(reasons)) or "\n".join(lines[-20:])
