"""Works out every hidden count of a published site, as far as its pages and files tell: the intruder's own program.

It reads nothing but a folder of pages and CSV files, and imports nothing of the report engine. Run it by::

    python -m tests.intruder.program SITE
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil
from pathlib import Path

import numpy as np
from tests.intruder import report
from tests.intruder.pages import Number, Site, read
from tests.intruder.solve import Bits, Limit, Sum, Worlds
from tests.intruder.words import Column, Kinds, columns_in, named_in


@dataclass(frozen=True, slots=True)
class Found:
    """What is worked out of a hidden count: its least and greatest value (None: no bound), or the exact sum."""

    id: str
    label: str
    low: int
    high: int | None
    sum: Sum | None
    value: Fraction | None

    @property
    def is_exact(self) -> bool:
        """Say whether only one value is left."""
        return self.sum is not None or self.low == self.high

    def __str__(self) -> str:
        most = "any number" if self.high is None else self.high
        told = f"{self.id}: {self.low} to {most}"
        if not self.is_exact:
            return told
        told = f"{self.id}: EXACTLY {self.low}"
        return f"{told} = {self.sum}" if self.sum else told


class Part:
    """The numbers of one total that speak of the same few columns: they are solved together."""

    def __init__(self, numbers: Mapping[str, Number], sets: Mapping[str, Bits], limits: Sequence[Limit]) -> None:
        self.sets = sets
        known = {name: count for name in sets if (count := numbers[name].count) is not None}
        self.worlds = Worlds(sets, known, [limit for limit in limits if limit.factors.keys() <= sets.keys()])

    def find(self, number: Number) -> Found:
        """Work out one of its numbers."""
        holds = self.sets[number.id]
        low, high = self.worlds.interval(holds)
        total = self.worlds.sum_of(holds)
        return Found(number.id, number.label, low, high, total, None if total is None else self.worlds.value(total))


class Intruder:
    """Who has read a site and understands what each of its numbers counts."""

    def __init__(self, site: Site) -> None:
        told = columns_in(site.sentences)
        # pages that say themselves what their columns hold are read by their words alone
        more = {} if told else report.percentages(site)
        self._numbers = {
            name: item if item.percent else replace(item, percent=more.get(name)) for name, item in site.numbers.items()
        }
        self._columns = told or columns_in(report.COLUMNS)
        said = {item.id: item.label if told else report.words_of(item.id) for item in site.numbers.values()}
        self._words = {name: words for name, words in said.items() if words is not None}
        self._limits = [*_by_percent(self._numbers), *([] if told else report.limits(site))]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The ids of the counts that are not printed."""
        return tuple(sorted(name for name, item in self._numbers.items() if item.count is None))

    @property
    def not_understood(self) -> tuple[str, ...]:
        """The ids of the numbers of which the reader knows not what they count."""
        totals = {column.total for column in self._columns}
        return tuple(name for name in self._numbers if name not in self._words or self._path(name)[-1].id not in totals)

    def before(self, name: str) -> tuple[int, int | None]:
        """Return the least and the greatest that a count can be by a percentage or ratio told of it alone."""
        alone = [limit for limit in self._limits if limit.factors == {name: 1}]
        highs = [limit.high for limit in alone if limit.high is not None]
        return max((limit.low or 0 for limit in alone), default=0), min(highs, default=None)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The numbers, in groups that tell nothing more of each other than the size of a total."""
        return tuple(
            part for total in dict.fromkeys(column.total for column in self._columns) for part in self._of(total)
        )

    def work_out(self) -> tuple[Found, ...]:
        """Return what is worked out of each hidden count that the reader understands."""
        hidden = set(self.hidden)
        found = {name: part.find(self._numbers[name]) for part in self.parts for name in part.sets if name in hidden}
        return tuple(found[name] for name in sorted(found))

    def _of(self, total: str) -> Iterator[Part]:
        """Yield the parts of a total. Columns that no number names together say nothing of each other."""
        if total not in self._numbers:
            return
        columns = {column.name: column for column in self._columns if column.total == total}
        understood = self._words.keys()
        ids = [
            name
            for name in self._numbers
            if (path := self._path(name))[-1].id == total and {item.id for item in path} <= understood
        ]
        names = {name: self._columns_of(name, columns) for name in ids}
        whole = self._numbers[total].count is None  # of an unknown total the columns tell of each other
        for group in [set(columns)] if whole else _together(names.values()):
            kinds = Kinds.of([column for name, column in columns.items() if name in group])
            sets = {name: self._holds(name, kinds) for name in ids if names[name] <= group}
            yield Part(self._numbers, sets, self._limits)

    def _path(self, name: str) -> list[Number]:
        """Return a number with its base, the base of that, and so on to the total."""
        path = [self._numbers[name]]
        while (base := path[-1].base) is not None:
            path.append(self._numbers[base])
        return path

    def _columns_of(self, name: str, columns: Mapping[str, Column]) -> frozenset[str]:
        """Return the columns that a number speaks of, with those that they depend on."""
        named = frozenset(column for item in self._path(name) for column in named_in(self._words[item.id]))
        while more := {other for column in named for other in named_in(columns[column].where)} - named:
            named |= more
        return named

    def _holds(self, name: str, kinds: Kinds) -> Bits:
        """Return the kinds that a number counts: a share's own words, and those of all that it is a share of."""
        return np.asarray(np.all([kinds.such_as(self._words[item.id]) for item in self._path(name)], axis=0))


def _together(groups: Iterable[frozenset[str]]) -> list[set[str]]:
    """Return the columns in groups, so that what one number names together is in one group."""
    found: list[set[str]] = []
    for group in groups:
        if group:
            touching = [other for other in found if other & group]
            found = [other for other in found if not other & group] + [set(group).union(*touching)]
    return found


def _by_percent(numbers: Mapping[str, Number]) -> Iterator[Limit]:
    """Yield what a printed percentage says of a count or a base that is hidden: it is rounded half up."""
    for item in numbers.values():
        if item.percent is None or item.base is None or None not in (item.count, item.base_count):
            continue
        digits = item.percent.removeprefix("<")
        scale = 10 ** len(digits.partition(".")[2])
        units = 0 if item.percent != digits else int(digits.replace(".", ""))
        below, above = Fraction(2 * units - 1, 200 * scale), Fraction(2 * units + 1, 200 * scale)
        if item.base_count is not None:
            yield Limit({item.id: 1}, ceil(below * item.base_count), ceil(above * item.base_count) - 1)
        else:
            yield Limit({item.id: 200 * scale, item.base: -(2 * units - 1)}, 0, None)
            yield Limit({item.id: 200 * scale, item.base: -(2 * units + 1)}, None, -1)


def main(folder: Path) -> int:
    """Print what is worked out of each hidden count of a site, and return how many are exact."""
    intruder = Intruder(read(folder))
    found = intruder.work_out()
    exact = [item for item in found if item.is_exact]
    lines = [str(item) for item in found]
    lines.append(f"{len(intruder.hidden)} hidden counts, {len(found)} of them understood, {len(exact)} exact")
    sys.stdout.write("\n".join(lines) + "\n")
    return len(exact)


if __name__ == "__main__":
    sys.exit(1 if main(Path(sys.argv[1])) else 0)
