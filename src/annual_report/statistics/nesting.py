"""Which counts of a notebook are of the same records, lie in each other, or are what two others have in common.

Whoever reads the published numbers knows such things from their words ("within 15 days" lies in "within 25 days"), so
disclosure control must know them too; no author has to remember to say so.
"""

from dataclasses import dataclass
from itertools import combinations

from annual_report.statistics.universe import Chosen


@dataclass(frozen=True, slots=True)
class Nesting:
    """What is known of a set of records, beside its base.

    ``members`` is its fingerprint: equal for equal sets, and the sum of two sets that have no record in common.
    ``nested`` are pairs of a part and a whole that it lies in, ``crossed`` what two have in common, and the two; one of
    each is the set itself. ``where`` has a bit for each record of the total, so that sets of two notebooks compare.
    """

    members: str
    where: str = ""
    nested: tuple[tuple[str, str], ...] = ()
    crossed: tuple[tuple[str, str, str], ...] = ()


class Members:
    """Remembers the records of each count of a notebook."""

    def __init__(self) -> None:
        self._chosen: dict[str, Chosen] = {}
        self._bases: dict[str, tuple[str, ...]] = {}
        self._shares: list[str] = []

    def outside(self, records: Chosen, base: str) -> int:
        """Return how many of the records are not among those counted as ``base``."""
        return records.size - records.shared_with(self._chosen[base])

    def add(self, name: str, records: Chosen, base: str | None, *, is_category: bool = False) -> Nesting:
        """Note the records of a count and return how they lie to those of other counts of the same total.

        Not of the same base only: of all incidents with neglect, those with neglect among the deaths are a part. What
        two categories of a column have in common is nothing, and nobody publishes it.
        """
        members = f"{records.fingerprint:016x}"
        self._chosen[name] = records
        self._bases[name] = () if base is None else (base, *self._bases[base])
        where = records.among(self._chosen[self._bases[name][-1]]) if base is not None else ""
        nothing = [] if is_category or base is None else self._nothing_in_common(name)
        if not self._tells(name):
            return Nesting(members, where, crossed=tuple(nothing))
        others = [other for other in self._bases if self._tells(other) and self._is_beside(other, name)]
        wholes = [other for other in others if self._lies_in(name, other)]
        parts = [other for other in others if self._lies_in(other, name)]
        nested = tuple((name, other) for other in wholes) + tuple((other, name) for other in parts)
        siblings = [other for other in others if self._bases[other] == self._bases[name]]
        alike = [other for other in wholes if other in siblings]
        crossed = [(name, one, other) for one, other in combinations(alike, 2) if self._is_common(name, one, other)]
        for part in (other for other in parts if other in siblings):
            beside = [other for other in siblings if other not in wholes and self._lies_in(part, other)]
            crossed += [(part, name, other) for other in beside if self._is_common(part, name, other)]
        return Nesting(members, where, nested, (*crossed, *nothing))

    def _nothing_in_common(self, name: str) -> list[tuple[str, str, str]]:
        """Return each share of 0 with two shares that have nothing in common: by its words it may be just that."""
        shares = [other for other in self._shares if self._bases[other] == self._bases[name]]
        self._shares.append(name)
        telling = [other for other in shares if self._tells(other)]
        if not self._chosen[name].size:
            return [(name, one, other) for one, other in combinations(telling, 2) if self._are_apart(one, other)]
        if not self._tells(name):
            return []
        apart = [other for other in telling if self._are_apart(name, other)]
        return [(zero, other, name) for zero in shares if not self._chosen[zero].size for other in apart]

    def _are_apart(self, one: str, other: str) -> bool:
        return not self._chosen[one].shared_with(self._chosen[other])

    def _tells(self, name: str) -> bool:
        """Say whether a count is a share, and neither none nor all of its base."""
        bases = self._bases[name]
        return bool(bases) and 0 < self._chosen[name].size < self._chosen[bases[0]].size

    def _is_beside(self, other: str, name: str) -> bool:
        """Say whether a count is another share of the same total, and no base of ``name``."""
        return self._bases[other][-1] == self._bases[name][-1] and other not in (name, *self._bases[name])

    def _lies_in(self, part: str, whole: str) -> bool:
        """Say whether a set is a smaller part of another."""
        one, other = self._chosen[part], self._chosen[whole]
        return one.size < other.size and one.lies_in(other)

    def _is_common(self, common: str, one: str, other: str) -> bool:
        """Say whether two sets have just these records in common, and neither lies in the other."""
        first, second = self._chosen[one], self._chosen[other]
        return first.shared_with(second) == self._chosen[common].size < min(first.size, second.size)
