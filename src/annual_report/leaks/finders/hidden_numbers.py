"""Finds a hidden number beside what names it, where no released number of the same passage accounts for it."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from annual_report.leaks.models import Kind, Leak, Number, Passage, Secrets, Shape, TableRow
from annual_report.leaks.words import Figure, figures_of, words_of
from annual_report.numerals.said import has_numbers

_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+|statistic(?:-[a-z0-9]+)+")
#: A notebook's typed output begins with the id of what it shows.
_OUTPUT = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*: ")
#: A figure that is all that is said, as beside a bar: "<1%", "(63)".
_ALONE = re.compile(r"[<(]?\d[\d,.]*\s?%?\)?")
#: The group of a picture in which the data stand. The figures of a scale stand outside it.
_AXES = "axes_"
_MARKS = 2
#: What "one" and "no" may count, beside the unit: else they are ordinary words.
_PEOPLE = frozenset(
    {"child", "case", "young", "person", "people", "baby", "infant", "death", "man", "woman", "adult", "teenager"}
    | {"brother", "sister", "sibling", "twin"}
)


class HiddenNumbers:
    """Looks through passages for hidden numbers."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets
        self._ids = {name: number for number in (*secrets.hidden, *secrets.released) for name in _spellings(number.id)}
        self._hidden = {number.id: number for number in secrets.hidden}
        self._labels = _numbers_of_labels(secrets)
        self._by_value: Mapping[str, list[Number]] = defaultdict(list)
        for number in secrets.hidden:
            for value in number.counts | number.percents:
                self._by_value[value].append(number)

    def find(self, file: str, passages: Iterable[Passage]) -> Iterator[Leak]:
        """Yield the hidden numbers that the passages of a file tell."""
        for passage in passages:
            if passage.shape in (Shape.RAW, Shape.MARKUP) or " ".join(passage.text.split()) in self._secrets.notes:
                continue
            rows = self._rows(passage)
            found = self._in_table(passage, rows) if rows else self._named(passage)
            for name in sorted(set(found)):
                yield Leak(file, passage.place, Kind.HIDDEN_NUMBER, _message(name))

    def in_chart(self, file: str, chart: str, passages: Iterable[Passage]) -> Iterator[Leak]:
        """Yield the hidden numbers that a chart shows: a figure by itself that no released cell accounts for."""
        rows = self._secrets.charts[chart]
        alone = [(passage, figure) for passage in passages for figure in _by_itself(passage)]
        left = Counter(figure.value for _, figure in alone) - Counter(value for row in rows for value in row.printed)
        left -= _scale([figure.value for passage, figure in alone if _AXES not in passage.heads])
        for row in rows:
            for name, values in row.hidden:
                for passage, figure in alone:
                    if figure.value in values & left.keys():
                        yield Leak(file, passage.place, Kind.HIDDEN_NUMBER, _message(name))

    def _in_table(self, passage: Passage, rows: Iterable[TableRow]) -> Iterator[str]:
        """Yield what a row of a released table tells beyond what is released of it."""
        for row in rows:
            said = [figure.value for figure in self._figures(passage) if not figure.ordinary]
            left = Counter(said) - Counter(row.printed)
            yield from (name for name, values in row.hidden if values & left.keys())

    def _rows(self, passage: Passage) -> list[TableRow]:
        """Return the row of a released table that the passage is, if it is one."""
        table = self._secrets.titles.get(passage.table) or next(
            (name for title, name in self._secrets.titles.items() if passage.table and title in passage.table), ""
        )
        return [row for row in self._secrets.tables.get(table, ()) if row.label == passage.label]

    def _named(self, passage: Passage) -> Iterator[str]:
        """Yield the hidden numbers whose name and figure both stand in the passage."""
        figures = [figure for figure in self._figures(passage) if figure.value in self._by_value]
        if not figures:
            return
        own = self._by_id(passage) if passage.shape is Shape.ROW or _OUTPUT.match(passage.text) else frozenset()
        words = words_of(f"{passage.heads} {passage.text}")
        bare = passage.shape is Shape.ROW
        for number in {number.id: number for figure in figures for number in self._by_value[figure.value]}.values():
            told = [figure for figure in figures if _tells(figure, number, bare=bare)]
            beyond = Counter(figure.value for figure in told) - Counter(number.left)
            if beyond and self._is_named(number, words, own, passage):
                others = list(self._others(words, own, passage))
                excused = {figure for figure in told if any(_tells(figure, other, bare=bare) for other in others)}
                if any(figure.value in beyond for figure in told if figure not in excused):
                    yield number.id

    def _is_named(self, number: Number, words: frozenset[str], own: Collection[str], passage: Passage) -> bool:
        """Say whether a passage names a number: by its id, or in words where no id stands in its place."""
        if own:
            return number.id in own
        row = passage.shape is Shape.ROW
        return number.id in self._by_id(passage) or any(name.stands_in(words, row=row) for name in number.names)

    def _others(self, words: frozenset[str], own: Collection[str], passage: Passage) -> Iterator[Number]:
        """Yield the released numbers that the passage names too: it may be one of them that stands here.

        There is none where what a role placed is left out already: the figures that remain were typed.
        """
        if own or not passage.checked:
            yield from (other for other in self._secrets.released if self._is_named(other, words, own, passage))

    def _by_id(self, passage: Passage) -> frozenset[str]:
        """Return the ids that stand in a passage, as they are or as anchors."""
        return frozenset(self._ids[name].id for name in _ID.findall(passage.text) if name in self._ids)

    def _figures(self, passage: Passage) -> list[Figure]:
        """Return the figures of a passage without those that are part of ids and labels."""
        if not has_numbers(passage.counted):
            return []
        return list(figures_of(self._labels.sub(" # ", _ID.sub(" # ", passage.counted))))


def _message(name: str) -> str:
    return (
        f"the number {name} is hidden, and its true value stands here beside its name. Take the figure out, or have "
        "it decided that it is printed"
    )


def _tells(figure: Figure, number: Number, *, bare: bool) -> bool:
    """Say whether a figure is the number's value. In a row a percentage may stand without its sign."""
    if _is_ordinary(figure) and not figure.after & (number.unit | _PEOPLE):
        return False
    if figure.times:
        return not number.unit and figure.value in number.percents  # a ratio counts nothing
    if figure.percent or "." in figure.value:
        return figure.value in number.percents
    return figure.value in number.counts or (bare and figure.value in number.percents)


def _is_ordinary(figure: Figure) -> bool:
    """Say whether a figure is said by a word that mostly counts nothing: "one", "no"."""
    return figure.ordinary or (figure.spelt and figure.value == "1" and not figure.times)


def _spellings(name: str) -> tuple[str, str]:
    return name, "statistic-" + name.replace(".", "-").replace("_", "-")


def _by_itself(passage: Passage) -> list[Figure]:
    """Return the figure that is all that a passage says, if it is."""
    return list(figures_of(passage.text)) if _ALONE.fullmatch(passage.text.strip()) else []


def _scale(values: Sequence[str]) -> Counter[str]:
    """Return the figures of a scale: 0, and at least two more at equal distances from it."""
    numbers = {Decimal(value): value for value in values}
    above = sorted(number for number in numbers if number > 0)
    if 0 not in numbers or len(above) < _MARKS:
        return Counter()
    return Counter(value for number, value in numbers.items() if number % above[0] == 0)


def _numbers_of_labels(secrets: Secrets) -> re.Pattern[str]:
    """Return what finds the labels that hold a number, the longest first: "5 to 9" and "Both factors" count nothing.

    A label that is nothing but a word for a number, as "None", is one only where it is all of a cell.
    """
    labels = {row.label for rows in secrets.tables.values() for row in rows} | set(secrets.labels)
    held = sorted({label for label in labels if has_numbers(label)}, key=len, reverse=True)
    within = "|".join(_written(label) for label in held if not label.isalpha())
    alone = "|".join(_written(label) for label in held if label.isalpha())
    found = [rf"\b(?:{within})(?!\w)" if within else "", rf"(?:^|(?<=\| ))(?:{alone})(?=$| \|)" if alone else ""]
    return re.compile("|".join(filter(None, found)) or r"(?!)", re.IGNORECASE)


def _written(label: str) -> str:
    return re.escape(label).replace(r"\ ", r"[\s_]+")
