"""Judges an edition on the stage: controlled, printed, read by the intruder, his findings held against the truth."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tests.intruder.pages import read
from tests.intruder.program import Found, Intruder, Part
from tests.intruder.solve import Bits
from tests.intruder.staging import Edition, print_edition

from annual_report.disclosure.control import Controlled, control
from annual_report.disclosure.models import Reviewed
from annual_report.disclosure.position import Case
from annual_report.editions.policy import Policy

_THRESHOLD = 6


@dataclass(frozen=True)
class Secret:
    """What must not be worked out: so many records of some kinds, how many they must seem able to be at least.

    ``width`` is how wide the interval must be: that of the policy for what is printed or left by one subtraction. Of
    what no number is of, such as those in both of two sets, it must reach above the threshold and below the truth.
    """

    name: str
    holds: Bits
    count: int
    least: int
    width: int = _THRESHOLD


def attack(edition: Edition, folder: Path) -> list[str]:
    """Control an edition, print it into ``folder`` and attack it; return each fault in a line.

    Raises:
        CheckError: if disclosure control refuses the edition.
    """
    controlled = control(Case(edition.ledger, Policy()))
    print_edition(edition, controlled.ledger, folder)
    return list(faults(edition, controlled, Intruder(read(folder))))


def faults(edition: Edition, controlled: Controlled, intruder: Intruder) -> Iterator[str]:
    """Yield what the intruder works out and must not, and where the checker is told more than he finds."""
    assert not intruder.not_understood, intruder.not_understood
    reviewed = {item.id: item for item in controlled.reviewed}
    for found in intruder.work_out():
        truth = int(edition.members[found.id].sum())
        _require_sound(found, truth)
        if found.is_exact and truth:  # a 0 is no secret: it is hidden only so that it gives none away
            yield f"exact: {found}"
        yield from _untold(found, reviewed[found.id])
    yield from too_narrow(edition, intruder)


def too_narrow(edition: Edition, intruder: Intruder) -> Iterator[str]:
    """Yield each secret that the intruder narrows down further than the policy allows."""
    for part in intruder.parts:
        for secret in _once(secrets(edition, part)):
            if not part.worlds.reach(secret.holds, secret.count - 1, secret.least, secret.width):
                low, high = part.worlds.interval(secret.holds)
                yield f"too narrow: {secret.name}, which is {secret.count}, lies within {low} to {high}"


def _require_sound(found: Found, truth: int) -> None:
    """The intruder may be weak, never wrong."""
    assert found.low <= truth, f"the intruder is wrong: {found}, and it is {truth}"
    assert found.high is None or truth <= found.high, f"the intruder is wrong: {found}, and it is {truth}"
    assert found.value is None or found.value == truth == found.low, f"the intruder is wrong: {found}, it is {truth}"


def _untold(found: Found, told: Reviewed) -> Iterator[str]:
    """Yield where the checker is told a wider interval than anyone can work out."""
    if told.low is None or told.high is None:
        yield f"untold: of {found} the checker is told nothing"
    elif told.low < found.low or (found.high is not None and told.high > found.high):
        yield f"untold: the checker is told {told.low} to {told.high} of {found}"


def secrets(edition: Edition, part: Part) -> Iterator[Secret]:
    """Yield what must not be worked out of a part's numbers.

    These are counts that are small or come from few incidents, counts that are all of a base, what a count leaves of
    another, and what two have in common.
    """
    names = list(part.sets)
    members = np.array([edition.members[name] for name in names], dtype=np.int64)
    for name, chosen in zip(names, members, strict=True):
        count, base = int(chosen.sum()), edition.bases[name]
        if count and min(count, edition.incidents(chosen.astype(bool))) < _THRESHOLD:
            yield Secret(name, part.sets[name], count, max(_THRESHOLD, count + 1))
        elif count and base is not None and count == int(edition.members[base].sum()):
            yield Secret(f"{name}, all of {base}", part.sets[name], count, count)
    common = members @ members.T
    left = np.diag(common)[:, None] - common
    for one, other in _small(left):
        holds = part.sets[names[one]] & ~part.sets[names[other]]
        is_nested = not (part.sets[names[other]] & ~part.sets[names[one]]).any()
        what = f"{names[one]} less {names[other]}" if is_nested else f"{names[one]} without {names[other]}"
        yield Secret(what, holds, int(left[one, other]), _THRESHOLD, _THRESHOLD if is_nested else 1)
    for one, other in _small(np.triu(common, 1)):
        holds = part.sets[names[one]] & part.sets[names[other]]
        yield Secret(f"{names[one]} and {names[other]}", holds, int(common[one, other]), _THRESHOLD, 1)


def _small(counts: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> list[tuple[int, int]]:
    """Return the places of the small counts."""
    rows, columns = np.nonzero((counts > 0) & (counts < _THRESHOLD))
    return list(zip(rows.tolist(), columns.tolist(), strict=True))


def _once(found: Iterator[Secret]) -> Iterator[Secret]:
    """Yield each set of kinds once, under the first name."""
    seen = set()
    for secret in found:
        key = secret.holds.tobytes()
        if key not in seen:
            seen.add(key)
            yield secret
