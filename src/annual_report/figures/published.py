"""Reads ``published.csv``: every number that an edition printed, as it was printed, checked strictly.

A figure's *form* says how its number is written, so that the computed one can be written the same way and compared
character for character.
"""

import csv
import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from annual_report.faults import Fault, RecordsError
from annual_report.records.listing import nearest
from annual_report.records.text import read_text
from annual_report.statistics.models import Record


class Status(StrEnum):
    """What is claimed of a printed figure. A build that does not bear it out fails."""

    REPRODUCED = "reproduced"
    CONTRADICTED = "contradicted"
    NARRATIVE_ONLY = "narrative only"


class Form(StrEnum):
    """How a figure is printed."""

    COUNT = "count"  # 482
    WORDS = "words"  # nine
    PERCENT = "percent"  # 35%
    SHARE_OF = "share_of"  # 49 of 68
    COUNT_PERCENT = "count_percent"  # 274 (53%)
    OVER_PERCENT = "over_percent"  # over 40%
    ALL = "all"  # all: the count is its base
    OVER_REPRESENTED = "over_represented"  # every named ratio is above 1
    UNDER_REPRESENTED = "under_represented"  # every named ratio is below 1


class PublishedFigure(Record):
    """One printed figure. ``form`` is None, and ``statistics`` empty, where nothing is computed (narrative only)."""

    id: str
    paragraph: str
    statement: str
    printed: str
    form: Form | None
    decimals: int
    statistics: tuple[str, ...]
    status: Status
    note: str

    @property
    def count(self) -> int | None:
        """The count that is printed in digits, if one is."""
        found = re.match(r"\d+", self.printed)
        counted = self.form in (Form.COUNT, Form.SHARE_OF, Form.COUNT_PERCENT)
        return int(found.group()) if found and counted else None

    @property
    def percent(self) -> Decimal | None:
        """The percentage that is printed, if one is."""
        found = re.search(r"(\d+(\.\d+)?)%", self.printed)
        shown = self.form in (Form.PERCENT, Form.COUNT_PERCENT, Form.OVER_PERCENT)
        return Decimal(found.group(1)) if found and shown else None


_COLUMNS = ("id", "paragraph", "statement", "printed", "form", "decimals", "statistic", "status", "note")
_PRINTED: Mapping[Form, str] = {
    Form.COUNT: r"\d+",
    Form.WORDS: r"[a-z]+(-[a-z]+)*",
    Form.PERCENT: r"\d+(\.\d+)?%",
    Form.SHARE_OF: r"\d+ of \d+",
    Form.COUNT_PERCENT: r"\d+ \(\d+(\.\d+)?%\)",
    Form.OVER_PERCENT: r"over \d+(\.\d+)?%",
    Form.ALL: r"all",
    Form.OVER_REPRESENTED: r"over-represented",
    Form.UNDER_REPRESENTED: r"under-represented",
}
_STATISTIC = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_SEVERAL = (Form.OVER_REPRESENTED, Form.UNDER_REPRESENTED)


def read_published(file: Path) -> tuple[PublishedFigure, ...]:
    """Return the figures in ``file``, in its order.

    Raises:
        RecordsError: if the file is missing or faulty. It carries every fault.
    """
    text = read_text(file)
    if isinstance(text, Fault):
        raise RecordsError([text])
    rows = list(csv.reader(text.splitlines()))
    if tuple(rows[0]) != _COLUMNS:
        raise RecordsError([Fault(file.name, 1, "", ",".join(rows[0]), f"the columns are {','.join(_COLUMNS)}")])
    figures, faults, seen = [], [], set[str]()
    for line, row in enumerate(rows[1:], start=2):
        found = _faults(file.name, line, row, seen)
        faults += found
        if not found:
            figures.append(_figure(dict(zip(_COLUMNS, row, strict=True))))
            seen.add(row[0])
    if faults:
        raise RecordsError(faults)
    return tuple(figures)


def _faults(name: str, line: int, row: list[str], seen: set[str]) -> list[Fault]:
    if len(row) != len(_COLUMNS):
        return [Fault(name, line, "", ",".join(row), f"{len(row)} fields, where {len(_COLUMNS)} are needed")]
    fields = dict(zip(_COLUMNS, row, strict=True))
    wrong = {
        "id": "stands twice" if fields["id"] in seen else "" if fields["id"] else "a figure needs an id",
        "printed": "" if fields["printed"] else "what was printed is missing",
        "status": _choice(fields["status"], [status.value for status in Status]),
        "form": _choice(fields["form"], [form.value for form in Form]) if fields["form"] else "",
        "decimals": "" if fields["decimals"] in ("", "0", "1", "2") else "0, 1 or 2 decimals",
        "statistic": _statistic_rule(fields),
    }
    if not wrong["form"] and fields["form"] and not re.fullmatch(_PRINTED[Form(fields["form"])], fields["printed"]):
        wrong["printed"] = f"is not written as the form {fields['form']} says"
    return [Fault(name, line, column, fields[column], rule) for column, rule in wrong.items() if rule]


def _choice(value: str, choices: list[str]) -> str:
    return "" if value in choices else f"one of {', '.join(choices)}{nearest(value, choices)}"


def _statistic_rule(fields: Mapping[str, str]) -> str:
    """Return what is wrong with the statistic: a computed figure names it, a narrative one does not."""
    names = fields["statistic"].split()
    if fields["status"] == Status.NARRATIVE_ONLY:
        return "a figure that is narrative only has no form and no statistic" if names or fields["form"] else ""
    if not names or not fields["form"]:
        return "a figure that is reproduced or contradicted needs a form and a statistic"
    if len(names) > 1 and fields["form"] not in _SEVERAL:
        return f"the form {fields['form']} takes one statistic"
    return "" if all(_STATISTIC.fullmatch(name) for name in names) else "an id is lower-case words joined by dots"


def _figure(fields: Mapping[str, str]) -> PublishedFigure:
    return PublishedFigure(
        id=fields["id"],
        paragraph=fields["paragraph"],
        statement=fields["statement"],
        printed=fields["printed"],
        form=Form(fields["form"]) if fields["form"] else None,
        decimals=int(fields["decimals"] or 0),
        statistics=tuple(fields["statistic"].split()),
        status=Status(fields["status"]),
        note=fields["note"],
    )
