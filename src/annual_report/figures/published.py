"""Reads ``published.csv``: every number that an edition printed, as it was printed, checked strictly.

A figure's *form* says how its number is written, so that the computed one can be written the same way and compared
character for character.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from annual_report.faults import Fault, RecordsError
from annual_report.figures.models import PublishedFigure, Status
from annual_report.figures.printed import Form, read_numbers
from annual_report.records.blank import without_blank_rows
from annual_report.records.header import check_header
from annual_report.records.listing import nearest
from annual_report.records.text import read_rows
from annual_report.rounding import decimals_of

_COLUMNS = ("id", "paragraph", "statement", "printed", "form", "decimals", "statistic", "status", "note")
_NEEDED = ("paragraph", "statement", "printed")
_ID = re.compile(r"[A-Za-z0-9_-]+")
_STATISTIC = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_SEVERAL = (Form.OVER_REPRESENTED, Form.UNDER_REPRESENTED, Form.LARGEST)


def read_published(file: Path) -> tuple[PublishedFigure, ...]:
    """Return the figures in ``file``, in its order: none, if the edition has printed none yet.

    Raises:
        RecordsError: if the file is missing or faulty. It carries every fault.
    """
    read = read_rows(file, _COLUMNS)
    if isinstance(read, Fault):
        raise RecordsError([read])
    if not read.whole and read.frame.columns.empty:
        raise RecordsError(read.faults)
    lines, blank = without_blank_rows(file.name, read)
    header = tuple(lines.frame.columns)
    if header != _COLUMNS:
        found = check_header(file.name, header, _COLUMNS)
        ordered = Fault(file.name, 1, "", ",".join(header), f"the columns are {','.join(_COLUMNS)}")
        raise RecordsError([*(found or [ordered]), *blank])
    rows = [dict(zip(_COLUMNS, map(str, row), strict=True)) for row in lines.frame.to_numpy()]
    faults, seen = [*lines.faults, *blank], set[str]()
    for line, fields in zip(lines.numbers.tolist(), rows, strict=True):
        faults += [Fault(file.name, line, column, fields[column], rule) for column, rule in _rules(fields, seen)]
        seen.add(fields["id"])
    if faults:
        raise RecordsError(faults)
    return tuple(_figure(fields) for fields in rows)


def _rules(fields: Mapping[str, str], seen: set[str]) -> list[tuple[str, str]]:
    """Return each column that is wrong, with what would be right."""
    wrong = {
        **{column: "" if fields[column].strip() else "is needed, and missing" for column in _NEEDED},
        "id": _id_rule(fields["id"], seen),
        "status": _choice(fields["status"], [status.value for status in Status]),
        "form": _choice(fields["form"], [form.value for form in Form]) if fields["form"] else "",
        "decimals": "" if fields["decimals"] in ("", "0", "1", "2") else "0, 1 or 2 decimals",
        "statistic": _statistic_rule(fields),
    }
    if fields["form"] and not (wrong["form"] or wrong["printed"] or wrong["decimals"]):
        wrong["printed"] = _printed_rule(fields)
    return [(column, rule) for column, rule in wrong.items() if rule]


def _id_rule(name: str, seen: set[str]) -> str:
    if not _ID.fullmatch(name):
        return "an id is letters and digits, without spaces" if name else "a figure needs an id"
    return "stands twice" if name in seen else ""


def _choice(value: str, choices: list[str]) -> str:
    return "" if value in choices else f"one of {', '.join(choices)}{nearest(value, choices)}"


def _printed_rule(fields: Mapping[str, str]) -> str:
    """Return what is wrong with what was printed: its writing, a part above its whole, its decimals."""
    numbers = read_numbers(Form(fields["form"]), fields["printed"])
    if numbers is None:
        return f"is not written as the form {fields['form']} says"
    if numbers.base is not None and (numbers.count or 0) > numbers.base:
        return "is more than its base"
    if numbers.percent is None:
        return ""
    if numbers.percent > 100:
        return "is more than 100%"
    # a contradicted figure may be compared more finely than it was printed
    exact = fields["status"] in (Status.REPRODUCED, Status.CONTRADICTED_IN_WORDS)
    return "" if not exact or decimals_of(numbers.percent) == int(fields["decimals"] or 0) else "has other decimals"


def _statistic_rule(fields: Mapping[str, str]) -> str:
    """Return what is wrong with the statistic: a computed figure names it, a narrative one does not."""
    names = fields["statistic"].split()
    if fields["status"] == Status.NARRATIVE_ONLY:
        return "a figure that is narrative only has no form and no statistic" if names or fields["form"] else ""
    if not names or not fields["form"]:
        return "a figure that is reproduced or contradicted needs a form and a statistic"
    if fields["status"] == Status.CONTRADICTED_IN_WORDS and fields["form"] != Form.MOST_PERCENT:
        return f"only the form {Form.MOST_PERCENT} has a word beside its number that can be contradicted"
    if len(names) == 1 and fields["form"] == Form.LARGEST:
        return "the form largest takes several statistics: the largest, then those it is compared with"
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
