"""Counting records: each count knows its unit, lies inside its base, and knows the incidents behind it."""

from collections.abc import Mapping

import pandas as pd

from annual_report.errors import InputError, MissingError
from annual_report.statistics.ids import words_of_codes
from annual_report.statistics.membership import Members
from annual_report.statistics.models import Ratio, Statistic, Unit
from annual_report.statistics.numbers import sum_of_whole
from annual_report.statistics.universe import Chosen, Fingerprints, Universe, of_names


class Counter:
    """Counts records for one notebook and remembers what it counted, so that a share can be checked against its base.

    Args:
        units: what is counted, by the name of a frame's index.
        labels: for each coded column, its codes with their labels, in reading order.
        cluster: the column (or index) that tells which records belong to one incident.
        fingerprints: gives each record's fingerprint; by default that of its name in the index.
    """

    def __init__(
        self,
        units: Mapping[str, Unit],
        labels: Mapping[str, Mapping[str, str]],
        cluster: str,
        fingerprints: Fingerprints = of_names,
    ) -> None:
        self._units = units
        self._labels = labels
        self._cluster = cluster
        self._universes = {unit.many: Universe(fingerprints) for unit in units.values()}
        self._fingerprints = fingerprints
        self._members = Members()
        self.counted: dict[str, Statistic | Ratio] = {}

    def count(
        self,
        name: str,
        records: pd.DataFrame,
        label: str,
        *,
        of: str | None = None,
        decimals: int = 0,
        period: str | None = None,
    ) -> Statistic:
        """Return how many ``records`` there are, of the base ``of`` if one is named, whose period is theirs too.

        Raises:
            InputError: if the records have no unit, one stands twice, or one lies outside the base.
            MissingError: if the base has not been counted.
        """
        if not isinstance(records, pd.DataFrame):
            raise InputError(f"{name}: what is counted is a table of records, and a {type(records).__name__} is none")
        unit = self._units.get(str(records.index.name))
        if unit is None:
            raise InputError(f"{name}: records are counted by their index, and {records.index.name!r} names no unit")
        chosen = self._universes[unit.many].choose(records.index)
        if chosen is None:
            raise InputError(f"{name}: a record stands twice in what is counted")
        base = None if of is None else self._base(name, of, unit, chosen)
        membership = self._members.add(name, chosen, of)
        incidents, behind = self._clusters(records)
        return self._remember(
            Statistic(
                id=name,
                label=label,
                unit=unit,
                count=len(records),
                base=of,
                base_count=base.count if base else None,
                decimals=decimals,
                incidents=incidents,
                period=period or (base.period if base else None),
                members=membership.members,
                behind=behind,
                records=membership.records,
                where=membership.where,
            )
        )

    def split(self, name: str, records: pd.DataFrame, *, by: str, of: str) -> list[Statistic]:
        """Return the count of each category of the column ``by``, as parts of the base ``of``.

        Raises:
            InputError: if the parts do not add up to the base, so that a remainder would go unnamed.
            MissingError: if the column has no code list.
        """
        categories = self.categories(name, records, by)
        words = words_of_codes(name, by, categories)
        needed = self.needed(records, by)
        parts = [
            self.count(f"{name}.{words[code]}", needed[needed[by] == code], label, of=of)
            for code, label in categories.items()
        ]
        total, base = sum(part.count for part in parts), self.statistic(of)
        if total != base.count:
            raise InputError(
                f"{name}: the categories of {by} add up to {total}, but {of} is {base.count}. Name what is left over "
                "as a category, or break down the records of the base"
            )
        return parts

    def reference(
        self, name: str, counts: pd.Series, unit: Unit, label: str, *, of: str | None = None, period: str | None = None
    ) -> Statistic:
        """Return a count that comes ready made from a reference table.

        Raises:
            InputError: if one of the numbers is not whole or not there, or the base is no reference of the same unit.
        """
        base = None if of is None else self.statistic(of)
        if base and not (base.reference and base.unit == unit):
            kind = f"a reference that counts {base.unit.many}" if base.reference else "no reference"
            raise InputError(f"{name}: its base must be a reference of the same unit, and {of} is {kind}")
        return self._remember(
            Statistic(
                id=name,
                label=label,
                unit=unit,
                count=sum_of_whole(name, counts),
                base=of,
                base_count=base.count if base else None,
                reference=True,
                period=period or (base.period if base else None),
            )
        )

    def compare(self, name: str, part: str, against: str, label: str) -> Ratio:
        """Return how the share ``part`` compares with the share ``against``; no ratio if there is nothing to divide by.

        Raises:
            InputError: if one of them is no share.
        """
        one, other = self.statistic(part), self.statistic(against)
        if one.base_count is None or other.base_count is None:
            raise InputError(f"{name}: a ratio compares two shares, so {part} and {against} each need a base")
        compared = Ratio(
            id=name,
            label=label,
            part=part,
            against=against,
            numerator=one.count * other.base_count if one.base_count and other.count else 0,
            denominator=one.base_count * other.count,
        )
        self.counted[name] = compared
        return compared

    def item(self, name: str) -> Statistic | Ratio:
        """Return what was counted as ``name``, or raise MissingError."""
        if name not in self.counted:
            raise MissingError(f"no statistic {name!r} is published in this notebook. Publish it first")
        return self.counted[name]

    def statistic(self, name: str) -> Statistic:
        """Return the statistic ``name``; MissingError if there is none, InputError if it is a ratio."""
        found = self.item(name)
        if not isinstance(found, Statistic):
            raise InputError(f"{name} is a ratio: it cannot be a base")
        return found

    def needed(self, records: pd.DataFrame, *columns: str) -> pd.DataFrame:
        """Return these columns of the records and what else counting reads: to select from few columns is quick."""
        return records[[name for name in records.columns if name in (*columns, self._cluster)]]

    def categories(self, name: str, records: pd.DataFrame, by: str) -> dict[str, str]:
        """Return the categories that the column can have here, in reading order, with labels.

        Raises:
            MissingError: if the column has no code list, is not there, or has a code without a label.
        """
        if by not in self._labels:
            raise MissingError(f"{name}: no code list for column {by!r}. Coded columns: {', '.join(self._labels)}")
        if by not in records.columns:
            raise MissingError(f"{name}: the records have no column {by!r}. They have: {', '.join(records.columns)}")
        column = records[by]
        known = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else self._labels[by]
        if unknown := [code for code in known if code not in self._labels[by]]:
            raise MissingError(f"{name}: the code {unknown[0]!r} of column {by} has no label. Add it to the code list")
        return {code: self._labels[by][code] for code in known}

    def _remember(self, statistic: Statistic) -> Statistic:
        self.counted[statistic.id] = statistic
        return statistic

    def _base(self, name: str, of: str, unit: Unit, part: Chosen) -> Statistic:
        base = self.statistic(of)
        if base.unit != unit:
            raise InputError(f"{name} counts {unit.many}, but its base {of} counts {base.unit.many}")
        outside = self._members.outside(part, of)
        if outside:
            raise InputError(f"{name}: {outside} of its {part.size} {unit.many} are not among those of {of}")
        return base

    def _clusters(self, records: pd.DataFrame) -> tuple[int | None, str]:
        """Return how many distinct incidents stand behind the records, and their fingerprint if records are others."""
        if records.index.name == self._cluster:
            return len(records), ""
        if self._cluster not in records.columns:
            return None, ""
        distinct = pd.Index(records[self._cluster].unique(), name=self._cluster)
        return len(distinct), f"{int(self._fingerprints(distinct).sum(dtype='uint64')):016x}"
