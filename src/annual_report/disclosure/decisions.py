"""Reads ``decisions.csv``: what people decided to print in spite of the rule, checked strictly, all faults at once."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from annual_report.disclosure.models import Decision, Shown
from annual_report.disclosure.overlaps import OVERLAP_WORDS
from annual_report.disclosure.people import same_person
from annual_report.faults import Fault, RecordsError
from annual_report.opening import lies_there
from annual_report.records.kinds import NO_FORMULA, Code, Day, Kind, Rule
from annual_report.records.relations import Frames, Relation, check_relations
from annual_report.records.schema import check_columns, convert
from annual_report.records.tables import RawTable, TableSpec, read_table

_ID = r"[a-z0-9_]+(\.[a-z0-9_]+)*"
_REMAINDER = re.compile(rf"(?P<whole>{_ID})(?P<parts>( ({'|'.join(OVERLAP_WORDS)}) {_ID})+)")
#: What an earlier release, or those of single areas, leave of a number.
_DIFFERENCE = re.compile(rf"change of {_ID} in release \d{{3}}|{_ID} in no area released")
_WORD = re.compile(r"\S*[A-Za-z]\S*")
_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Checked:
    """A column of text under one rule. The text stays as it is."""

    rule: Rule
    choices: tuple[str, ...] = ()

    def rules(self) -> tuple[Rule, ...]:
        """No formula; then the rule."""
        return NO_FORMULA, self.rule

    def convert(self, values: pd.Series) -> pd.Series:
        """Return strings, missing where the rule is broken."""
        return values.where(self.rule.holds(values).astype(bool))


def _is_number(text: str) -> bool:
    remainder = _REMAINDER.fullmatch(text)
    if remainder:
        return remainder["whole"] not in remainder["parts"].split()
    return bool(re.fullmatch(_ID, text) or _DIFFERENCE.fullmatch(text))


_NUMBER = Rule(
    "must be the id of a statistic, lower-case words joined by dots, or what others leave: whole.id less part.id",
    lambda values: values.map(_is_number),
)
_REASON = Rule(
    f"must be a reason of {_WORDS} words or more: it is printed, and a checker weighs it",
    lambda values: values.map(lambda text: len(_WORD.findall(text)) >= _WORDS),
)
_PERSON = Rule("must be a person's name", lambda values: values.str.contains("[^\\W\\d_]"))
_WHEN = Day(date(2000, 1, 1), date(2099, 12, 31), "the day of the decision")

_COLUMNS: dict[str, Kind] = {
    "statistic": _Checked(_NUMBER),
    "shown": Code(tuple(shown.value for shown in Shown)),
    "reason": _Checked(_REASON),
    "who": _Checked(_PERSON),
    "when": _WHEN,
    "reviewed_by": _Checked(_PERSON),
}


def _reviewed_alone(frames: Frames) -> pd.Series:
    decisions = frames["decisions"].dropna(subset=["who", "reviewed_by"])
    same = [same_person(who, other) for who, other in zip(decisions["who"], decisions["reviewed_by"], strict=True)]
    return pd.Series(same, index=decisions.index, dtype="boolean").reindex(frames["decisions"].index)


_RELATIONS = (
    Relation(
        "decisions",
        "reviewed_by",
        ("decisions.who",),
        _reviewed_alone,
        "must be another person than who decided: {who}",
    ),
)


def read_decisions(file: Path) -> tuple[Decision, ...]:
    """Return the decisions in ``file``, in its order: none, if there is no such file.

    Whether a statistic exists and a decision is needed is not looked at here.

    Raises:
        RecordsError: if the file is faulty. It carries every fault.
    """
    if not lies_there(file):
        return ()
    spec = TableSpec(
        name="decisions",
        file=file,
        columns=_COLUMNS,
        unique={"statistic": "a number has one decision"},
        may_be_empty=True,
    )
    table, faults = read_table(spec)
    faults += _faults(spec, table) if table else []
    if table is None or faults:
        raise RecordsError(faults)
    return _decisions(table)


def _faults(spec: TableSpec, table: RawTable) -> Sequence[Fault]:
    typed = convert(spec.columns, table.frame)
    return [*check_columns(spec, table), *check_relations(_RELATIONS, {spec.name: table}, Frames({spec.name: typed}))]


def _decisions(table: RawTable) -> tuple[Decision, ...]:
    rows = zip(table.numbers.tolist(), table.frame.to_dict("records"), strict=True)
    return tuple(
        Decision(
            statistic=row["statistic"],
            shown=Shown(row["shown"]),
            reason=row["reason"],
            who=row["who"],
            when=date.fromisoformat(row["when"]),
            reviewed_by=row["reviewed_by"],
            line=line,
        )
        for line, row in rows
    )
