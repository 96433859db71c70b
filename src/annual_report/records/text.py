"""Reads a CSV row by row, as far as it is one: there, plain, not empty, UTF-8; or one fault that says what is wrong."""

import io
from collections.abc import Sequence
from pathlib import Path

from annual_report.faults import Fault
from annual_report.opening import TABLE, AbsentFileError, UnusableFileError, open_input, require_text
from annual_report.records.lines import Lines, split_lines
from annual_report.records.nature import HEAD, nature_of, stands_instead


def read_rows(file: Path, wanted: Sequence[str]) -> Lines | Fault:
    """Return the rows of a CSV, as ``split_lines`` does, or the fault that stops it from being read.

    No more of the file is in the memory than its rows: a file of any other kind costs none.

    Args:
        file: the CSV.
        wanted: the columns that it should have, by which a header is known.
    """
    try:
        with open_input(file, TABLE) as opened:
            head = opened.read(HEAD)
            opened.seek(0)
            if not head.strip(b" \t\r\n\xef\xbb\xbf"):
                rule = "the file is empty: it needs a header line and one line a record"
                return Fault(file.name, 0, "", "", rule)
            if found := nature_of(file.name, head, wanted):
                return found
            require_text(file, opened)
            with io.TextIOWrapper(opened, encoding="utf-8-sig", newline="") as text:
                return split_lines(file.name, text)
    except AbsentFileError as error:
        return Fault(file.name, 0, "", "", error.reason + stands_instead(file))
    except UnusableFileError as error:
        return Fault(file.name, error.line, "", error.shown, error.reason)
    except UnicodeDecodeError:  # it was changed since it was looked through
        return Fault(file.name, 0, "", "", "the file was changed while it was read. Run again")
