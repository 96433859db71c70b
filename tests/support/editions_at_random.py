"""Editions made of random records, published by real notebooks' means, with what each published number means.

A reader knows what each number counts, from its words. So each is kept as a condition on records: the same that chose
the records chooses, in a table of every record that there could be, those that a reader would count.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from numpy.typing import NDArray

from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Published, Unit
from annual_report.statistics.outlet import everything
from annual_report.statistics.output import MIME, decode
from annual_report.statistics.publish import Publisher

Condition = Callable[[pd.DataFrame], pd.Series]

INCIDENT, CHILD = Unit(one="incident", many="incidents"), Unit(one="child", many="children")
_UNITS = {"incident_id": INCIDENT, "child_id": CHILD}
_LABELS: Mapping[str, Mapping[str, str]] = {
    "kind": {"fatal": "Fatal", "harm": "Serious harm", "other": "Other", "unknown": "Not known"},
    "sex": {"male": "Male", "female": "Female", "another": "Another"},
    "age": {"under_1": "Under 1", "to_4": "1 to 4", "to_9": "5 to 9", "to_14": "10 to 14", "to_17": "15 to 17"},
}
#: Days until a review: within 15, within 25, later, never.
_DAYS = (10, 20, 30, 99)
_FLAGS = ("abuse", "neglect")


@dataclass(frozen=True, slots=True)
class Shape:
    """What makes an edition: how many incidents, how skewed and crowded, and which further things are published."""

    seed: int
    incidents: int
    skew: float
    siblings: float
    extras: frozenset[str]


EXTRAS = frozenset(
    {"overlap", "either", "kinds_of_harm", "days", "crosstab", "flag_by_sex", "ages", "ratio", "whole", "again"}
)

shapes = st.builds(
    Shape,
    seed=st.integers(0, 2**32 - 1),
    incidents=st.one_of(st.integers(40, 300), st.integers(300, 4_000)),
    skew=st.sampled_from((0.3, 1.0, 2.0, 3.5)),
    siblings=st.sampled_from((0.0, 0.05, 0.4)),
    extras=st.sets(st.sampled_from(sorted(EXTRAS))).map(frozenset),
)


@dataclass(frozen=True)
class Meaning:
    """What a published count is of: the frame of records, and which of them."""

    frame: str
    condition: Condition


@dataclass
class RandomEdition:
    """A ledger with the records behind it and the meaning of each of its counts."""

    shape: Shape
    frames: Mapping[str, pd.DataFrame]
    meanings: dict[str, Meaning] = field(default_factory=dict)
    published: list[tuple[str, Published]] = field(default_factory=list)

    @cached_property
    def ledger(self) -> Ledger:
        """The ledger of both chapters."""
        return merge("2020", self.published, synthetic=False)

    def possible(self, frame: str) -> pd.DataFrame:
        """Return one record of each kind that there could be."""
        return _POSSIBLE[frame]

    def holds_in(self, name: str) -> NDArray[np.bool_]:
        """Say of each possible record whether the count ``name`` counts it."""
        meaning = self.meanings[name]
        return meaning.condition(self.possible(meaning.frame)).to_numpy(dtype=bool)

    def count(self, frame: str, holds: NDArray[np.bool_]) -> int:
        """Return how many records there really are of the possible ones that ``holds`` names."""
        return int(self._kinds[frame][holds].sum())

    @cached_property
    def _kinds(self) -> Mapping[str, NDArray[np.int64]]:
        """How many records there are of each possible kind."""
        found: dict[str, NDArray[np.int64]] = {}
        for frame, records in self.frames.items():
            columns = list(_POSSIBLE[frame].columns)
            sizes = records.groupby(columns, observed=True).size()
            kinds = pd.MultiIndex.from_frame(_POSSIBLE[frame])
            found[frame] = sizes.reindex(kinds, fill_value=0).to_numpy().astype(np.int64)
        return found

    def records(self, frame: str, mask: Condition) -> pd.DataFrame:
        """Return the records of a frame that satisfy a condition."""
        found = self.frames[frame]
        return found[mask(found).to_numpy(dtype=bool)]


def _table(columns: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    rows = pd.DataFrame(list(product(*columns.values())), columns=list(columns))
    for name in columns.keys() & _LABELS.keys():
        rows[name] = pd.Categorical(rows[name], categories=list(_LABELS[name]))
    return rows


_OF_INCIDENTS: Mapping[str, Sequence[object]] = {
    "kind": list(_LABELS["kind"]),
    "days": _DAYS,
    **dict.fromkeys(_FLAGS, (False, True)),
}
_OF_CHILDREN: Mapping[str, Sequence[object]] = {
    "sex": list(_LABELS["sex"]),
    "age": list(_LABELS["age"]),
    "plan": (False, True),
    "minor": (True, False),
}
_POSSIBLE = {"incidents": _table(_OF_INCIDENTS), "children": _table(_OF_CHILDREN)}


def edition_of(shape: Shape) -> RandomEdition:
    """Return the edition of a shape: its records drawn, its two chapters published."""
    InteractiveShell.instance()  # outside a shell, what is displayed is printed and lost
    edition = RandomEdition(shape, _draw(shape))
    _Chapter(edition, "01-incidents", "incidents").publish_incidents()
    _Chapter(edition, "02-children", "children").publish_children()
    return edition


def _draw(shape: Shape) -> Mapping[str, pd.DataFrame]:
    rng = np.random.default_rng(shape.seed)
    incidents = _drawn(rng, _OF_INCIDENTS, shape.incidents, shape.skew)
    incidents.index = pd.Index([f"i{at}" for at in range(len(incidents))], name="incident_id")
    size = 1 + rng.poisson(shape.siblings, len(incidents))
    size[0] = 7  # one large group of siblings
    children = _drawn(rng, _OF_CHILDREN, int(size.sum()), shape.skew)
    children.loc[: size[0] - 1, ["sex", "age"]] = ["another", "to_4"]
    children["minor"] = True  # as it happens: a reader does not know
    children["incident_id"] = np.repeat(incidents.index.to_numpy(), size)
    children.index = pd.Index([f"c{at}" for at in range(len(children))], name="child_id")
    return {"incidents": incidents, "children": children}


def _drawn(rng: np.random.Generator, columns: Mapping[str, Sequence[object]], rows: int, skew: float) -> pd.DataFrame:
    """Return so many records, each column drawn by weights that fall off as steeply as ``skew`` says."""
    found = {}
    for name, values in columns.items():
        weights = np.exp(-skew * rng.permutation(len(values)).astype(float))
        found[name] = np.array(values, dtype=object)[rng.choice(len(values), rows, p=weights / weights.sum())]
    frame = pd.DataFrame(found).infer_objects()
    for name in columns.keys() & _LABELS.keys():
        frame[name] = pd.Categorical(frame[name], categories=list(_LABELS[name]))
    return frame


def _all(frame: pd.DataFrame) -> pd.Series:
    return pd.Series(data=True, index=frame.index)


def _both(one: Condition, other: Condition) -> Condition:
    return lambda frame: one(frame) & other(frame)


def _is(column: str, code: object) -> Condition:
    return lambda frame: frame[column] == code


def _within(days: int) -> Condition:
    return lambda frame: frame["days"] <= days


class _Chapter:
    """One notebook: publishes with its own publisher, and notes what each count means."""

    def __init__(self, edition: RandomEdition, name: str, frame: str) -> None:
        self._edition = edition
        self._name = name
        self._frame = frame
        self._publisher = Publisher(_UNITS, _LABELS, outlet=everything)

    def publish_incidents(self) -> None:
        """Publish the chapter on incidents."""
        extras = self._edition.shape.extras
        with capture_output() as captured:
            self._total("incidents")
            self._breakdown("incidents.kind", "incidents", "kind", _all)
            for flag in _FLAGS:
                self._share(f"incidents.{flag}", "incidents", _is(flag, True))  # noqa: FBT003 (the flag's value)
            if "overlap" in extras:
                both = _both(_is("abuse", True), _is("neglect", True))  # noqa: FBT003
                self._share("incidents.abuse_and_neglect", "incidents", both)
            if "either" in extras:
                self._share("incidents.abuse_or_neglect", "incidents", lambda frame: frame["abuse"] | frame["neglect"])
            if "kinds_of_harm" in extras:
                fatal = _both(_is("kind", "fatal"), _is("neglect", True))  # noqa: FBT003
                self._share("fatal.neglect", "incidents.kind.fatal", fatal)
            if "days" in extras:
                for days in (15, 25):
                    self._share(f"incidents.within_{days}", "incidents", _within(days))
                self._share("incidents.reviewed", "incidents", _within(30))
                self._share("incidents.not_reviewed", "incidents", _is("days", 99))
        self._note(captured.outputs)

    def publish_children(self) -> None:
        """Publish the chapter on children."""
        extras = self._edition.shape.extras
        with capture_output() as captured:
            self._total("children")
            self._breakdown("children.sex", "children", "sex", _all)
            self._share("children.plan", "children", _is("plan", True))  # noqa: FBT003
            if "ages" in extras:
                self._breakdown("children.age", "children", "age", _all)
            if "crosstab" in extras:
                self._crosstab()
            if "flag_by_sex" in extras:
                self._breakdown("children.plan.sex", "children.plan", "sex", _is("plan", True))  # noqa: FBT003
            if "whole" in extras:
                self._share("children.minors", "children", _is("minor", True))  # noqa: FBT003
            if "ratio" in extras:
                self._ratios()
        self._note(captured.outputs)
        if "again" in extras:
            _Chapter(self._edition, "03-again", "children").publish_again()

    def publish_again(self) -> None:
        """Publish some of the children's numbers once more, with one of its own."""
        with capture_output() as captured:
            self._total("children")
            self._breakdown("children.sex", "children", "sex", _all)
            male = _both(_is("sex", "male"), _is("plan", True))  # noqa: FBT003
            self._share("children.sex.male.plan", "children.sex.male", male)
        self._note(captured.outputs)

    def _total(self, name: str) -> None:
        self._publisher.total(name, self._edition.frames[self._frame], label=name)
        self._mean(name, _all)

    def _share(self, name: str, base: str, condition: Condition) -> None:
        records = self._edition.records(self._frame, condition)
        self._publisher.share(name, records, of=base, label=name)
        self._mean(name, condition)

    def _breakdown(self, name: str, base: str, by: str, within: Condition) -> None:
        records = self._edition.records(self._frame, within)
        self._publisher.breakdown(name, records, by=by, of=base, title=name, header=by)
        for code in _LABELS[by]:
            self._mean(f"{name}.{code}", _both(within, _is(by, code)))

    def _crosstab(self) -> None:
        records = self._edition.frames["children"]
        self._publisher.crosstab(
            "children.by_sex", records, rows="age", columns="sex", of="children", title="Age by sex", header="Age"
        )
        for sex in _LABELS["sex"]:
            self._mean(f"children.by_sex.{sex}", _is("sex", sex))
            for age in _LABELS["age"]:
                self._mean(f"children.by_sex.{sex}.{age}", _both(_is("sex", sex), _is("age", age)))

    def _ratios(self) -> None:
        people = Unit(one="person", many="people")
        self._publisher.reference("people", pd.Series([11_339]), unit=people, label="People")
        for sex, count in (("male", 5_600), ("female", 5_700), ("another", 39)):
            self._publisher.reference(f"people.{sex}", pd.Series([count]), unit=people, label=sex, of="people")
            self._publisher.ratio(f"ratio.{sex}", part=f"children.sex.{sex}", against=f"people.{sex}", label=sex)

    def _mean(self, name: str, condition: Condition) -> None:
        self._edition.meanings[name] = Meaning(self._frame, condition)

    def _note(self, outputs: list) -> None:  # type: ignore[type-arg]  # IPython's outputs have no types
        self._edition.published.extend((self._name, decode(output.data[MIME])) for output in outputs)
