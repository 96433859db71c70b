"""What words say of the records that a number counts: a small regular English, read into sets of kinds of record.

A sentence tells what values a column has: ``Of incidents: kind is one of fatal, harm.`` One that only some records have
names them: ``Of incidents: cause is one of illness, accident, where kind is fatal.`` A number says which records it
counts: ``kind is fatal; days at most 15``, ``exactly 1 of abuse, neglect``, ``not (kind is one of fatal, harm)``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.bool_]
#: What stands in a column that a record does not have.
_NONE = "-"
_COLUMN = re.compile(r"Of (?P<total>\S+): (?P<name>\w+) is one of (?P<values>.+?)(?:, where (?P<where>.+))?\.")
_MANY = re.compile(r"(?P<how>exactly|at least|at most) (?P<number>\d+) of (?P<items>.+)")
_ONE_OF = re.compile(r"(?P<name>\w+) is one of (?P<values>.+)")
_IS = re.compile(r"(?P<name>\w+) is (?P<value>\w+)")
_LIMIT = re.compile(r"(?P<name>\w+) (?P<how>at least|at most) (?P<number>\d+)")
_BETWEEN = re.compile(r"(?P<name>\w+) from (?P<low>\d+) to (?P<high>\d+)")
_NOT = re.compile(r"not \((?P<inner>.+)\)")
_EITHER = re.compile(r"either (?P<items>\(.+\))")
_FLAG = re.compile(r"\w+")
#: What a flag's column holds of those that have it.
_YES = "yes"
EVERY = "every record"


@dataclass(frozen=True, slots=True)
class Column:
    """What the records of a total are told apart by; ``where`` says which records have it, if not all do."""

    total: str
    name: str
    values: tuple[str, ...]
    where: str = EVERY


def columns_in(sentences: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns that the sentences tell of, each once."""
    found = (_COLUMN.fullmatch(sentence) for sentence in sentences)
    columns = [
        Column(match["total"], match["name"], tuple(_listed(match["values"])), match["where"] or EVERY)
        for match in found
        if match
    ]
    return tuple(dict.fromkeys(columns))


@dataclass(frozen=True)
class Kinds:
    """Every kind of record that there could be: a value of each column, for each kind."""

    size: int
    values: Mapping[str, NDArray[np.str_]]

    @classmethod
    def of(cls, columns: Sequence[Column]) -> "Kinds":
        """Return the kinds that the columns make possible, those first on which others depend."""
        kinds = cls(1, {})
        waiting = list(columns)
        while waiting:
            ready = [column for column in waiting if named_in(column.where) <= kinds.values.keys()]
            if not ready:
                raise ValueError(f"no column can be first of {', '.join(column.name for column in waiting)}")
            for column in ready:
                kinds = kinds._with(column)
                waiting.remove(column)
        return kinds

    def _with(self, column: Column) -> "Kinds":
        choices = [*column.values, *([] if column.where == EVERY else [_NONE])]
        values = {name: np.repeat(held, len(choices)) for name, held in self.values.items()}
        own = np.tile(np.array(choices), self.size)
        made = Kinds(len(own), {**values, column.name: own})
        possible = made.such_as(column.where) == (own != _NONE)
        return Kinds(int(possible.sum()), {name: held[possible] for name, held in made.values.items()})

    def such_as(self, words: str) -> Bits:
        """Return which kinds the words name.

        Raises:
            ValueError: if the words say nothing that can be read.
        """
        holds = np.ones(self.size, dtype=bool)
        for clause in _apart(words, "; "):
            holds &= self._clause(clause)
        return holds

    def _clause(self, words: str) -> Bits:
        if words == EVERY:
            return np.ones(self.size, dtype=bool)
        if match := _NOT.fullmatch(words):
            return ~self.such_as(match["inner"])
        if match := _EITHER.fullmatch(words):
            return np.asarray(np.any([self._item(item) for item in _apart(match["items"], " or ")], axis=0))
        if match := _MANY.fullmatch(words):
            holding = np.array([self._item(item) for item in _apart(match["items"], ", ")]).sum(axis=0)
            return _compared(holding, match["how"], int(match["number"]))
        if match := _ONE_OF.fullmatch(words):
            return self._among(match["name"], _listed(match["values"]))
        if match := _IS.fullmatch(words):
            return self._among(match["name"], [match["value"]])
        if match := _LIMIT.fullmatch(words):
            return _compared(self._numbers(match["name"]), match["how"], int(match["number"]))
        if match := _BETWEEN.fullmatch(words):
            numbers = self._numbers(match["name"])
            return (numbers >= int(match["low"])) & (numbers <= int(match["high"]))
        raise ValueError(f"no record can be told by {words!r}")

    def _item(self, words: str) -> Bits:
        """Return the kinds that one thing of a list names: a flag by its name, all else in brackets."""
        if _FLAG.fullmatch(words):
            return self._among(words, [_YES])
        return self.such_as(words[1:-1])

    def _among(self, name: str, values: Iterable[str]) -> Bits:
        return np.isin(self._held(name), list(values))

    def _numbers(self, name: str) -> NDArray[np.float64]:
        """Return a column's numbers; what is none lies within no limit."""
        return np.array([float(value) if value.isdecimal() else np.nan for value in self._held(name)])

    def _held(self, name: str) -> NDArray[np.str_]:
        if name not in self.values:
            raise ValueError(f"no sentence says what values {name!r} has")
        return self.values[name]


def named_in(words: str) -> frozenset[str]:
    """Return the columns that the words name."""
    return frozenset(_names(words))


def _names(words: str) -> Iterator[str]:
    for clause in _apart(words, "; "):
        if match := _NOT.fullmatch(clause):
            yield from _names(match["inner"])
        elif match := (_EITHER.fullmatch(clause) or _MANY.fullmatch(clause)):
            between = " or " if clause.startswith("either") else ", "
            for item in _apart(match["items"], between):
                yield from [item] if _FLAG.fullmatch(item) else _names(item[1:-1])
        elif clause != EVERY:
            yield clause.partition(" ")[0]


def _compared(numbers: NDArray[np.float64], how: str, limit: int) -> Bits:
    match how:
        case "exactly":
            return np.equal(numbers, limit)
        case "at least":
            return numbers >= limit
        case _:
            return numbers <= limit


def _listed(values: str) -> list[str]:
    return values.split(", ")


def _apart(words: str, between: str) -> list[str]:
    """Return the parts of the words between separators that stand in no bracket."""
    parts, begun, depth, place = [], 0, 0, 0
    while place < len(words):
        depth += {"(": 1, ")": -1}.get(words[place], 0)
        if not depth and words.startswith(between, place):
            parts.append(words[begun:place])
            place += len(between)
            begun = place
        else:
            place += 1
    return [*parts, words[begun:]]
