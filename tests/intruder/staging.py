"""The stage for the intruder: editions whose labels say in regular English what is counted, printed as the report is.

The stage uses the project; the intruder does not. It says each condition twice, in words and as a choice of records, so
that a reader of the words can be held against the records.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from numpy.typing import NDArray
from tests.support.books import IMPRINT

from annual_report.press.downloads import table_csv
from annual_report.release import Release
from annual_report.statistics.display import anchor, as_html, table_html
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Published, Statistic, Unit
from annual_report.statistics.outlet import everything
from annual_report.statistics.output import MIME, decode
from annual_report.statistics.publish import Publisher, count, percent
from annual_report.vocabulary.entries import entries_of

Bits = NDArray[np.bool_]
_UNITS = {
    "incident_id": Unit(one="incident", many="incidents"),
    "child_id": Unit(one="child", many="children"),
}
_NOTICE = "Synthetic records. Made up."


@dataclass(frozen=True, slots=True)
class Said:
    """A condition on records: in words, and as the choice of records. ``item`` is how a list names it."""

    words: str
    choose: Callable[[pd.DataFrame], Bits]
    item: str = ""

    @property
    def in_list(self) -> str:
        """How the condition stands in a list of several."""
        return self.item or f"({self.words})"


every = Said("every record", lambda frame: np.ones(len(frame), dtype=bool))


def is_(column: str, *values: str) -> Said:
    """Return that a column holds one of these values."""
    words = f"{column} is {values[0]}" if len(values) == 1 else f"{column} is one of {', '.join(values)}"
    return Said(words, lambda frame: _array(frame[column].isin(values)))


def flag(name: str) -> Said:
    """Return that a record has a flag."""
    return Said(f"{name} is yes", lambda frame: _array(frame[name] == "yes"), name)


def at_most(column: str, limit: int) -> Said:
    """Return that a column's number is no more than this."""
    return Said(f"{column} at most {limit}", lambda frame: _array(frame[column].astype(int) <= limit))


def between(column: str, low: int, high: int) -> Said:
    """Return that a column's number is one from the lowest to the highest."""
    return Said(f"{column} from {low} to {high}", lambda frame: _array(frame[column].astype(int).between(low, high)))


def but(said: Said) -> Said:
    """Return that a condition does not hold."""
    return Said(f"not ({said.words})", lambda frame: ~said.choose(frame))


def both(*saids: Said) -> Said:
    """Return that all of the conditions hold."""
    words = "; ".join(said.words for said in saids)
    return Said(words, lambda frame: np.logical_and.reduce([said.choose(frame) for said in saids]))


def either(*saids: Said) -> Said:
    """Return that one or more of the conditions hold."""
    words = " or ".join(f"({said.words})" for said in saids)
    return Said(f"either {words}", lambda frame: np.logical_or.reduce([said.choose(frame) for said in saids]))


def exactly(number: int, *saids: Said) -> Said:
    """Return that so many of the conditions hold, no more and no fewer."""
    return Said(f"exactly {number} of {_list(saids)}", lambda frame: _holding(saids, frame) == number)


def at_least(number: int, *saids: Said) -> Said:
    """Return that so many of the conditions hold, or more."""
    return Said(f"at least {number} of {_list(saids)}", lambda frame: _holding(saids, frame) >= number)


def _list(saids: Sequence[Said]) -> str:
    return ", ".join(said.in_list for said in saids)


def _holding(saids: Sequence[Said], frame: pd.DataFrame) -> NDArray[np.int64]:
    return np.asarray(np.sum([said.choose(frame) for said in saids], axis=0))


def _array(found: "pd.Series[bool]") -> Bits:
    return found.to_numpy(dtype=bool)


def records_of(columns: Mapping[str, Sequence[str]], rows: Mapping[tuple[str, ...], int]) -> pd.DataFrame:
    """Return so many incidents of each row of values, each column with all the values that it can have."""
    values = [row for row, times in rows.items() for _ in range(times)]
    return typed(pd.DataFrame(values, columns=list(columns)), columns)


def typed(
    frame: pd.DataFrame, columns: Mapping[str, Sequence[str]], siblings: Sequence[int] | None = None
) -> pd.DataFrame:
    """Return records as incidents, named by their place, their columns coded; or as children of so many each."""
    coded = frame.copy()
    for name, values in columns.items():
        coded[name] = pd.Categorical(coded[name], categories=list(values))
    if siblings is not None:
        coded["incident_id"] = np.repeat([f"i{at}" for at in range(len(siblings))], siblings)
    unit = "incident_id" if siblings is None else "child_id"
    coded.index = pd.Index([f"{unit[0]}{at}" for at in range(len(coded))], name=unit)
    return coded


@dataclass
class Edition:
    """An edition on the stage: its records, what columns they have, and what was published of them.

    ``members`` says of each published count which records it counts, ``bases`` of what it is a share.
    """

    name: str
    total: str
    columns: Mapping[str, Sequence[str]]
    records: pd.DataFrame
    members: dict[str, Bits] = field(default_factory=dict)
    bases: dict[str, str | None] = field(default_factory=dict)
    published: list[tuple[str, Published]] = field(default_factory=list)

    @property
    def ledger(self) -> Ledger:
        """Return the ledger of all chapters."""
        return merge("2020", self.published, synthetic=False)

    def incidents(self, chosen: Bits) -> int:
        """Return how many incidents stand behind these records."""
        found = self.records[chosen]
        return found["incident_id"].nunique() if "incident_id" in found.columns else len(found)

    def publish(self, notebook: str, chapter: Callable[["Chapter"], None]) -> None:
        """Publish a chapter, as a notebook of its own."""
        InteractiveShell.instance()  # outside a shell, what is displayed is printed and lost
        with capture_output() as captured:
            begun = Chapter(self, notebook)
            chapter(begun)
            begun.end()
        self.published.extend((notebook, decode(output.data[MIME])) for output in captured.outputs)


class Chapter:
    """What a chapter on the stage calls to publish: conditions in, with words and records both."""

    def __init__(self, edition: Edition, notebook: str) -> None:
        self._edition = edition
        self._notebook = notebook
        labels = {name: {value: f"{name} is {value}" for value in values} for name, values in edition.columns.items()}
        self._publisher = Publisher(_UNITS, labels, outlet=everything)
        self._shares: list[str] = []
        self._broken_down: set[str] = set()

    def total(self, name: str) -> None:
        """Publish how many records there are."""
        self._publisher.total(name, self._edition.records, label=every.words)
        self._mean(name, every, None)

    def share(self, name: str, said: Said, *, of: str) -> None:
        """Publish how many of a base are such as a condition says, once."""
        if name in self._shares:
            return
        self._mean(name, said, of)
        self._publisher.share(name, self._edition.records[self._edition.members[name]], of=of, label=said.words)
        self._shares.append(name)

    def breakdown(self, name: str, *, by: str, of: str) -> None:
        """Publish each category of a base, and a table of them, once."""
        if name in self._broken_down:
            return
        self._broken_down.add(name)
        base = self._edition.records[self._edition.members[of]]
        self._publisher.breakdown(name, base, by=by, of=of, title=f"{by} ({name})", header=by)
        self._mean_categories(name, by, of)

    def crosstab(self, name: str, *, rows: str, columns: str, of: str) -> None:
        """Publish each category of a base, each again by another column, and a table of all."""
        base = self._edition.records[self._edition.members[of]]
        title = f"{rows} by {columns} ({name})"
        self._publisher.crosstab(name, base, rows=rows, columns=columns, of=of, title=title, header=rows)
        self._mean_categories(name, columns, of)
        for value in self._edition.columns[columns]:
            self._mean_categories(f"{name}.{value}", rows, f"{name}.{value}")

    def end(self) -> None:
        """Publish a table of all shares of the chapter."""
        if self._shares:
            rows = {name: (count(name), percent(name)) for name in self._shares}
            self._publisher.table(
                f"shares.{self._notebook.replace('-', '_')}",
                title=f"Shares ({self._notebook})",
                header="Share",
                columns=("Records", "Percent"),
                rows=rows,
            )

    def _mean_categories(self, name: str, by: str, of: str) -> None:
        for value in self._edition.columns[by]:
            self._mean(f"{name}.{value}", is_(by, value), of)

    def _mean(self, name: str, said: Said, of: str | None) -> None:
        chosen = said.choose(self._edition.records)
        self._edition.members[name] = chosen if of is None else chosen & self._edition.members[of]
        self._edition.bases[name] = of


def print_edition(edition: Edition, released: Ledger, folder: Path) -> None:
    """Write what is released as pages and CSV files, in the form of the report's own."""
    release = Release(imprint=IMPRINT, notice=_NOTICE, ledger=released, verdicts=())
    for name in ("book", "downloads", "notebooks"):
        (folder / name).mkdir(parents=True)
    _write(folder / "book" / "every-number.html", [*_sentences(edition), _every_number(release)])
    for table in released.tables:
        content = table_csv(table, released.values, _NOTICE, synthetic=released.synthetic)
        (folder / "downloads" / f"{table.id}.csv").write_bytes(content)
    links = [
        f'<a href="../downloads/{table.id}.csv">Data for “{escape(table.title)}” (CSV)</a>' for table in released.tables
    ]
    items: tuple[Statistic | Hidden, ...] = (*released.statistics, *released.hidden)
    numbers = [as_html(item, released.values) for item in items]
    tables = [table_html(table, released.values) for table in released.tables]
    _write(folder / "notebooks" / "all.html", [*numbers, *tables, *links])


def _sentences(edition: Edition) -> list[str]:
    """Return what the page says of the columns."""
    return [
        f"<p>Of {edition.total}: {name} is one of {', '.join(values)}.</p>" for name, values in edition.columns.items()
    ]


def _every_number(release: Release) -> str:
    """Return the table of every number, as the appendix of the book has it."""
    rows = [
        f'<tr><th class="stub" scope="row"><div><p><span class="target" id="{anchor(entry.id)}"></span>'
        f"{escape(entry.label)}</p><p><code>{entry.id}</code></p></div></th><td><p>{escape(entry.working)}</p></td>"
        f"<td><p>{entry.fixed}</p></td><td><p>{entry.notebook}</p></td></tr>"
        for entry in entries_of(release)
    ]
    return f'<table class="placed every-number table"><tbody>{"".join(rows)}</tbody></table>'


def _write(file: Path, body: Sequence[str]) -> None:
    file.write_text(f"<!DOCTYPE html><html><body>{''.join(body)}</body></html>", encoding="utf-8")
