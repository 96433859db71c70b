"""Ledgers of few records, published by a real publisher, beside the sets of records that stand behind each number.

What a reader can make of the published sets is written down here as set algebra, one rule for each thing that the words
of a number say; no sum, code or fingerprint of the project is used.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Unit
from annual_report.statistics.outlet import everything
from annual_report.statistics.output import MIME, decode
from annual_report.statistics.publish import Publisher

_UNITS = {"incident_id": Unit(one="incident", many="incidents")}
_LABELS: Mapping[str, Mapping[str, str]] = {
    "kind": {"a": "Kind A", "b": "Kind B", "c": "Kind C"},
    "sex": {"m": "Male", "f": "Female"},
}
#: What can be published beside the total.
_CHOICES = ("kinds", "abuse", "neglect", "both", "times", "crosstab", "abuse_in_a", "abuse_by_kind")

Records = frozenset[str]


@dataclass(frozen=True)
class Published:
    """What was published, and of which records. ``having`` tells the records that have each property."""

    ledger: Ledger
    sets: Mapping[str, Records]
    having: Mapping[str, Records]

    def readable(self) -> Iterator[Records]:
        """Yield the sets whose size a reader can work out from the words and the numbers alone."""
        sets = self.sets
        for item in self.ledger.statistics:
            if item.base is not None:
                yield sets[item.base] - sets[item.id]
        yield from self._readable_overlaps()
        for code in _LABELS["kind"]:
            kind = self.having[code]
            if "all.by_sex.m" in sets:
                yield kind
            if {"all.abuse.kind.a", "all.kind.a"} <= sets.keys():
                yield kind - sets["all.abuse"]
            if {"all.abuse.kind.a", "all.by_sex.m"} <= sets.keys():
                yield kind - sets["all.abuse"]
        if {"all.kind.a.abuse", "all.abuse"} <= sets.keys():
            yield sets["all.abuse"] - self.having["a"]
            yield sets["all"] - self.having["a"] - sets["all.abuse"]

    def _readable_overlaps(self) -> Iterator[Records]:
        sets = self.sets
        if "all.within_1" in sets:
            yield sets["all.within_2"] - sets["all.within_1"]
        for one in ("abuse", "neglect"):
            if {"all.both", f"all.{one}"} <= sets.keys():
                yield sets[f"all.{one}"] - sets["all.both"]
        if {"all.both", "all.abuse", "all.neglect"} <= sets.keys():
            yield sets["all"] - sets["all.abuse"] - sets["all.neglect"]


def frames() -> st.SearchStrategy[pd.DataFrame]:
    """Return tables of a few records."""
    record = st.tuples(
        st.sampled_from(list(_LABELS["kind"])),
        st.sampled_from(list(_LABELS["sex"])),
        st.booleans(),
        st.booleans(),
        st.integers(1, 3),
    )
    return st.lists(record, min_size=1, max_size=14).map(_frame)


def published() -> st.SearchStrategy[Published]:
    """Return what is published of such tables."""
    return st.builds(publish, frames(), st.sets(st.sampled_from(_CHOICES)))


def _frame(rows: list[tuple[str, str, bool, bool, int]]) -> pd.DataFrame:
    index = pd.Index([f"i{number}" for number in range(len(rows))], name="incident_id")
    frame = pd.DataFrame(rows, columns=["kind", "sex", "abuse", "neglect", "days"], index=index)
    for column, labels in _LABELS.items():
        frame[column] = pd.Categorical(frame[column], categories=list(labels))
    return frame


def publish(frame: pd.DataFrame, choices: Collection[str]) -> Published:
    """Publish the total of a table and what is chosen of it."""
    InteractiveShell.instance()  # outside a shell, what is displayed is printed and lost
    having = {code: _names(frame[frame["kind"] == code]) for code in _LABELS["kind"]}
    having |= {code: _names(frame[frame["sex"] == code]) for code in _LABELS["sex"]}
    wanted = {*choices, *_needed(choices)}
    publisher = Publisher(_UNITS, _LABELS, outlet=everything)
    sets: dict[str, Records] = {"all": _names(frame)}
    shares = {
        "abuse": {"abuse": frame[frame["abuse"]]},
        "neglect": {"neglect": frame[frame["neglect"]]},
        "both": {"both": frame[frame["abuse"] & frame["neglect"]]},
        "times": {"within_1": frame[frame["days"] <= 1], "within_2": frame[frame["days"] <= 2]},
    }
    with capture_output() as captured:
        publisher.total("all", frame, label="All")
        if "kinds" in wanted:
            publisher.breakdown("all.kind", frame, by="kind", of="all", title="Kind", header="Kind")
            sets |= {f"all.kind.{code}": having[code] for code in _LABELS["kind"]}
        for choice, chosen in shares.items():
            for name, records in chosen.items() if choice in wanted else ():
                publisher.share(f"all.{name}", records, of="all", label=name)
                sets[f"all.{name}"] = _names(records)
        if "abuse_in_a" in wanted:
            records = frame[(frame["kind"] == "a") & frame["abuse"]]
            publisher.share("all.kind.a.abuse", records, of="all.kind.a", label="abuse")
            sets["all.kind.a.abuse"] = _names(records)
        if "abuse_by_kind" in wanted:
            records = frame[frame["abuse"]]
            publisher.breakdown("all.abuse.kind", records, by="kind", of="all.abuse", title="Kind", header="Kind")
            sets |= {f"all.abuse.kind.{code}": having[code] & _names(records) for code in _LABELS["kind"]}
        if "crosstab" in wanted:
            publisher.crosstab("all.by_sex", frame, rows="kind", columns="sex", of="all", title="Sex", header="Kind")
            sets |= {f"all.by_sex.{sex}": having[sex] for sex in _LABELS["sex"]}
            for sex in _LABELS["sex"]:
                sets |= {f"all.by_sex.{sex}.{code}": having[sex] & having[code] for code in _LABELS["kind"]}
    items = [("notebook", decode(output.data[MIME])) for output in captured.outputs]
    return Published(merge("2020", items, synthetic=True), sets, having)


def _needed(choices: Collection[str]) -> set[str]:
    """Return what must be published first."""
    first = {"abuse_in_a": "kinds", "abuse_by_kind": "abuse"}
    return {first[choice] for choice in choices if choice in first}


def _names(records: pd.DataFrame) -> Records:
    return frozenset(map(str, records.index))
