"""The records of a comparison: what differs, aspect by aspect, which claims turned, and the sentences touched."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can differ between two ledgers."""

    EDITION = "edition"
    STATISTIC = "statistic"
    RATIO = "ratio"
    BREAKDOWN = "breakdown"
    ORDER = "order"  # two statistics of which an edition printed the larger, without their counts
    TABLE = "table"
    CHART = "chart"


class Difference(StrEnum):
    """How something differs from A to B."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing said of an item, as it is shown, in A and in B. Of a list, only what differs."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One item that differs.

    ``before`` and ``after`` say it in a line, empty where it is not there. ``aspects`` are those that differ, none
    where the item was added or removed.
    """

    kind: Kind
    id: str
    label: str
    difference: Difference
    before: str
    after: str
    aspects: tuple[Aspect, ...] = ()

    @property
    def name(self) -> str:
        """What the narrative calls it: a statistic or ratio by its id, all else by its kind and id."""
        return self.id if self.kind in (Kind.STATISTIC, Kind.RATIO) else f"{self.kind} {self.id}"


class State(StrEnum):
    """How a claim stands in one ledger."""

    HOLDS = "holds"
    OPEN = "holds in these records, but published figures do not decide it"
    FALSE = "does not hold"
    UNDECIDED = "cannot be decided"


@dataclass(frozen=True, slots=True)
class Standing:
    """A claim in one ledger: how it stands, and the values that say so, or why it cannot be decided."""

    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that stands otherwise in B than in A. ``place`` is its file and line, or its chart."""

    place: str
    words: str
    test: str
    before: Standing
    after: Standing


@dataclass(frozen=True, slots=True)
class Touched:
    """A sentence that names what differs.

    ``written`` has the roles as the author wrote them, ``read`` what a reader sees in their place, in A and in B.
    ``names`` are what differs in it, in reading order.
    """

    file: str
    line: int
    written: str
    read: str
    names: tuple[str, ...]

    @property
    def place(self) -> str:
        """Its file and line."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: what was named, its edition, and how many of each kind it holds."""

    name: str
    edition: str
    held: tuple[tuple[Kind, int], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two ledgers compared. ``narrative``: whether sentences were there to be read."""

    before: Side
    after: Side
    changes: tuple[Change, ...]
    claims: tuple[ClaimChange, ...]
    sentences: tuple[Touched, ...]
    narrative: bool

    @property
    def differs(self) -> bool:
        """Say whether anything differs."""
        return bool(self.changes or self.claims)

    def of_kind(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of one kind."""
        return tuple(change for change in self.changes if change.kind is kind)

    def places(self, change: Change) -> tuple[str, ...]:
        """Return where the sentences stand that name what changed."""
        return tuple(sentence.place for sentence in self.sentences if change.name in sentence.names)
