"""What sentences call a base: the unit, the label of the statistic, and the names that ``book/bases.toml`` adds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from annual_report.errors import InputError, MissingError
from annual_report.lint.pages import NUMBER
from annual_report.opening import lies_there
from annual_report.settings import SettingsError, read_settings
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic, Unit

_BETWEEN = rf"(?:(?:all|the|these|those|our|its|each|every|{NUMBER}+)\s+)*"
_LEAD = rf"(?P<lead>\b(?:of|among|all|every|in|with|for)\s+)?(?P<between>{_BETWEEN})"


class _Settings(BaseModel):
    """What the file of names says."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    bases: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Named:
    """A base that a text names: where, and which statistics the words can mean.

    ``whole``: "all" stands before it. ``led``: "of" or "among" leads to it; ``within``: so does "in", "with" or "for".
    """

    start: int
    end: int
    ids: frozenset[str]
    words: str
    whole: bool
    led: bool
    within: bool


@dataclass(frozen=True)
class BaseNames:
    """The names of every base, longest first."""

    names: Mapping[str, frozenset[str]]

    def find(self, text: str) -> tuple[Named, ...]:
        """Return each base that ``text`` (masked) names, the longest name where several fit."""
        if text not in self._found:  # several rules ask for the same passage
            self._found[text] = tuple(self._search(text))
        return self._found[text]

    @cached_property
    def _found(self) -> dict[str, tuple[Named, ...]]:
        return {}

    def _search(self, text: str) -> Iterator[Named]:
        for found in self._pattern.finditer(text):
            before = f"{found['lead'] or ''}{found['between']}".lower()
            name = " ".join(found["name"].lower().split())
            whole = re.search(r"\b(?:all|every)\b", before) is not None
            led = re.search(r"\b(?:of|among)\b", before) is not None
            within = re.search(r"\b(?:of|among|in|with|for)\b", before) is not None
            yield Named(found.start(), found.end(), self.names[name], name, whole=whole, led=led, within=within)

    def call(self, name: str) -> str:
        """Return what sentences call the base ``name``: its first name here, else its id."""
        return next((words for words, ids in self.names.items() if name in ids), name)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        choices = "|".join(r"\s+".join(map(re.escape, n.split())) for n in sorted(self.names, key=len, reverse=True))
        return re.compile(rf"{_LEAD}(?P<name>\b(?:{choices})\b)", re.IGNORECASE)


def read_base_names(file: Path, ledger: Ledger) -> BaseNames:
    """Return the names of the ledger's bases.

    Args:
        file: a TOML file whose table ``bases`` maps an id to its names; it need not exist.
        ledger: whose bases.

    Raises:
        InputError: if the file is not of that form.
        MissingError: if it names a statistic that does not exist.
    """
    names: dict[str, set[str]] = {}
    for name, words in _given(file).items():
        if name not in ledger.values.items:
            raise MissingError(f"{file.name}: {name} is no statistic of this edition. Take it out or correct the id")
        for word in words:
            names.setdefault(" ".join(word.lower().split()), set()).add(name)
    for item in _bases(ledger):
        for word in _own_names(item.label, item.unit if item.base is None else None):
            names.setdefault(word, set()).add(item.id)
    return BaseNames({words: frozenset(ids) for words, ids in names.items()})


def _given(file: Path) -> Mapping[str, list[str]]:
    if not lies_there(file):
        return {}
    try:
        return read_settings(file, _Settings).bases
    except SettingsError as error:
        raise InputError(f"{error}. Write: [bases], then ID = ['name', 'name']") from error


def _bases(ledger: Ledger) -> list[Statistic | Hidden]:
    """Return the totals and the bases of shares. A hidden one is named like any other: only its count is not known."""
    counted: list[Statistic | Hidden] = [*ledger.statistics, *(item for item in ledger.hidden if not item.is_ratio)]
    used = {item.base for item in counted if item.base}
    return [item for item in counted if item.base is None or item.id in used]


def _own_names(label: str, unit: Unit | None) -> list[str]:
    """Return the unit (that of a total), and the label if it can be told from other words: several, none a number."""
    words = " ".join(label.lower().split())
    told = " " in words and not re.search(r"\d", words)
    return ([unit.many.lower()] if unit else []) + ([words] if told else [])
