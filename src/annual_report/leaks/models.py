"""The records of the leak gate: what must not be found, what is read, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from annual_report.leaks.traces import Traces


class Kind(StrEnum):
    """What kind of leak it is."""

    RECORD_ID = "record-id"
    MICRODATA = "microdata"
    HIDDEN_NUMBER = "hidden-number"
    FINGERPRINT = "fingerprint"
    PATH = "path"
    MACHINE = "machine"
    TRACEBACK = "traceback"
    UNKNOWN_FILE = "unknown-file"


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One finding. ``message`` says what it is and what to do, for the author, who has the data."""

    file: str
    place: str
    kind: Kind
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place}: {self.message} [{self.kind}]"


class Shape(StrEnum):
    """How a passage is to be read."""

    PROSE = "prose"  # words and numbers of one paragraph, heading, caption, attribute
    ROW = "row"  # the cells of one row, or the names and values of one object
    APART = "apart"  # an id, a reference, a term of an index: read by itself, for what stands beside it says nothing
    METADATA = "metadata"  # what a program wrote about the file
    RAW = "raw"  # a text as it stands: looked through for what is a leak anywhere
    MARKUP = "markup"  # the same, where what it says is read apart: rows of records are looked for there


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a file that is read at one go.

    ``text`` is all of it; ``counted`` the part in which numbers count (row headers and numbers that are known to be
    released are left out). ``table`` is the title or id of the table that a row is of, ``label`` its row header,
    ``heads`` what stands over the table: caption and column headers (in a picture: the groups around it). ``checked``:
    what was placed by a role is left out of ``counted`` already, so that no other number is excused.
    """

    place: str
    text: str
    shape: Shape = Shape.PROSE
    counted: str = ""
    table: str = ""
    label: str = ""
    heads: str = ""
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """A file, or part of one, that the gate cannot read, and why."""

    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Machine:
    """What tells of the machine that builds: its user, its name, and folders whose paths must not be told."""

    user: str
    host: str
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Name:
    """A way of naming a number in words: all of ``words``, and one of ``context`` where that is not enough."""

    words: frozenset[str]
    context: frozenset[str] = frozenset()

    def stands_in(self, words: frozenset[str], *, row: bool) -> bool:
        """Say whether a passage of these words names the number. In a row, two words that meet are context enough."""
        return self.words <= words and (not self.context or bool(self.context & words) or (row and len(self.words) > 1))


@dataclass(frozen=True, slots=True)
class Number:
    """A statistic or ratio as words and figures: ``counts`` and ``percents`` are how its value is printed.

    ``left`` is what may be printed of a hidden one: its base, a rounded count.
    """

    id: str
    names: tuple[Name, ...]
    unit: frozenset[str]
    counts: frozenset[str]
    percents: frozenset[str]
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a released table: the figures that may stand in it, and those of its hidden cells that may not."""

    label: str
    printed: tuple[str, ...]
    hidden: tuple[tuple[str, frozenset[str]], ...]


@dataclass(frozen=True, slots=True)
class Secrets:
    """All that the site must not tell, and the released numbers that excuse a figure.

    ``placed`` holds, by the anchor that a placed number links to, how the released number may read. ``tables`` has the
    rows of each released table by its id, ``titles`` the id by the title, ``labels`` the words of every label and
    column, ``notes`` what the press says by itself, ``charts`` what each chart draws of its table's rows.
    """

    traces: Traces
    fingerprints: frozenset[str]
    machine: Machine
    hidden: tuple[Number, ...] = ()
    released: tuple[Number, ...] = ()
    tables: Mapping[str, tuple[TableRow, ...]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()
    charts: Mapping[str, tuple[TableRow, ...]] = field(default_factory=dict)
    placed: Mapping[str, frozenset[str]] = field(default_factory=dict)
