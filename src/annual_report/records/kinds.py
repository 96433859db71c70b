"""The kinds of column that records have, each with its rules in plain words and its conversion to a typed column."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import pandas as pd

_NAME = r"[A-Za-z0-9][A-Za-z0-9-]{0,99}"
_WHOLE = r"0|[1-9][0-9]{0,8}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what would be right, and which values are."""

    text: str
    holds: Callable[[pd.Series], pd.Series]


class Kind(Protocol):
    """What a column holds. ``choices`` are the right values, where there is a list of them."""

    @property
    def choices(self) -> tuple[str, ...]:
        """Return the right values, where there is a list of them."""

    def rules(self) -> tuple[Rule, ...]:
        """Return the rules in the order in which they are told: only the first that a value breaks is."""

    def convert(self, values: pd.Series) -> pd.Series:
        """Return the typed column. A value that breaks a rule is missing in it, so that no other rule judges it."""


#: A spreadsheet runs a value that starts so as a formula, on the machine of whoever opens the file.
NO_FORMULA = Rule(
    "must not start with = + - @, a tab or a carriage return: a spreadsheet would run it as a formula",
    lambda values: ~values.str.match(r"[=+\-@\t\r]"),
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a list. ``why`` is added to the rule."""

    choices: tuple[str, ...]
    why: str = ""

    def rules(self) -> tuple[Rule, ...]:
        """No formula; one of the codes."""
        text = f"must be {self.choices[0]}" if len(self.choices) == 1 else f"must be one of {', '.join(self.choices)}"
        return NO_FORMULA, Rule(text + self.why, lambda values: values.isin(self.choices))

    def convert(self, values: pd.Series) -> pd.Series:
        """Return an ordered Categorical with every code as a category."""
        dtype = pd.CategoricalDtype(list(self.choices), ordered=True)
        return values.where(values.isin(self.choices)).astype(dtype)


@dataclass(frozen=True, slots=True)
class Flag:
    """``yes`` or ``no``."""

    choices: tuple[str, ...] = ("yes", "no")

    def rules(self) -> tuple[Rule, ...]:
        """As a code."""
        return Code(self.choices).rules()

    def convert(self, values: pd.Series) -> pd.Series:
        """Return nullable booleans."""
        return values.map({"yes": True, "no": False}).astype("boolean")


@dataclass(frozen=True, slots=True)
class Token:
    """A name of a record: letters, digits and hyphens.

    ``reserved`` are words that mean something else, in small letters; ``meaning`` says what. In no letters are they
    names.
    """

    choices: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()
    meaning: str = ""

    def rules(self) -> tuple[Rule, ...]:
        """Not empty; no formula; letters, digits and hyphens; no reserved word."""
        return (
            Rule("must not be empty: it names the record", lambda values: values != ""),
            NO_FORMULA,
            Rule(
                "must be at most 100 letters, digits and hyphens, without spaces, such as A-2020-0001",
                lambda values: values.str.fullmatch(_NAME),
            ),
            *([Rule(self._not_reserved(), lambda values: ~self._is_reserved(values))] if self.reserved else []),
        )

    def convert(self, values: pd.Series) -> pd.Series:
        """Return strings."""
        right = values.str.fullmatch(_NAME)
        return values.where(right & ~self._is_reserved(values) if self.reserved else right)

    def _not_reserved(self) -> str:
        return f"must not be {' or '.join(self.reserved)}, in whatever letters: {self.meaning}. Give it another code"

    def _is_reserved(self, values: pd.Series) -> pd.Series:
        return values.str.lower().isin(self.reserved)


@dataclass(frozen=True, slots=True)
class Text:
    """Words for a reader."""

    choices: tuple[str, ...] = ()

    def rules(self) -> tuple[Rule, ...]:
        """Not blank; no formula; not too long."""
        return (
            Rule("must not be empty", lambda values: values.str.strip() != ""),
            NO_FORMULA,
            Rule(f"must be at most {_LONGEST} characters long", lambda values: values.str.len() <= _LONGEST),
        )

    def convert(self, values: pd.Series) -> pd.Series:
        """Return strings."""
        return values


@dataclass(frozen=True, slots=True)
class Day:
    """A date from ``first`` to ``last``. ``within`` says what these limits are."""

    first: date
    last: date
    within: str
    optional: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """There is no list of them."""
        return ()

    def rules(self) -> tuple[Rule, ...]:
        """A date that exists; within the limits."""
        empty = ", or empty" if self.optional else ""
        return (
            Rule(f"must be a date that exists, written YYYY-MM-DD{empty}", self._is_day),
            Rule(f"must lie from {self.first} to {self.last}{empty}: {self.within}", self._within),
        )

    def convert(self, values: pd.Series) -> pd.Series:
        """Return timestamps, missing where empty."""
        days = _days(values)
        return days.where(days.between(pd.Timestamp(self.first), pd.Timestamp(self.last)))

    def _is_day(self, values: pd.Series) -> pd.Series:
        days = _days(values).notna()
        return days | (values == "") if self.optional else days

    def _within(self, values: pd.Series) -> pd.Series:
        return _days(values).isna() | self.convert(values).notna()


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``lowest`` to ``highest``."""

    lowest: int
    highest: int
    choices: tuple[str, ...] = ()

    def rules(self) -> tuple[Rule, ...]:
        """No decimal point, such as pandas adds; digits only; within the limits."""
        pointed = "must be written without a decimal point: pandas adds one to a column with gaps. Use its type Int64"
        text = f"must be a whole number from {self.lowest} to {self.highest}, written in digits"
        return (
            Rule(pointed, lambda values: ~values.str.fullmatch(r"-?[0-9]+\.0+")),
            Rule(text, lambda values: self.convert(values).notna()),
        )

    def convert(self, values: pd.Series) -> pd.Series:
        """Return nullable integers."""
        digits = values.where(values.str.fullmatch(_WHOLE))
        numbers = pd.to_numeric(digits, errors="coerce").astype("Int64")
        return numbers.where(numbers.between(self.lowest, self.highest))


def _days(values: pd.Series) -> pd.Series:
    # pandas alone would take "1900-1-1" too: the form is part of the rule
    form = values.where(values.str.fullmatch(_DAY))
    return pd.to_datetime(form, format="%Y-%m-%d", errors="coerce").dt.as_unit("us")
