"""What areas can work out that know their own records: held against a reader who tries every possibility."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd
import pytest
from tests.support.chapters import LABELS, ledger_of
from tests.support.trying import Counts, worked_out

from annual_report.disclosure.attack import Printed
from annual_report.disclosure.choice import choose
from annual_report.disclosure.control import control
from annual_report.disclosure.insiders import known_to_areas
from annual_report.disclosure.position import Case, take_position
from annual_report.disclosure.rules import PRIMARY
from annual_report.editions.policy import Policy
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.publish import Publisher
from annual_report.statistics.universe import of_names
from annual_report.subject import Held

KINDS = list(product(LABELS["sex"], LABELS["age"]))


@dataclass(frozen=True)
class Edition:
    """Children of areas, published by sex, by age, and by both."""

    ledger: Ledger
    held: tuple[Held, ...]
    areas: Mapping[str, Counts]

    @property
    def meanings(self) -> dict[str, frozenset[int]]:
        """Which kinds each number counts, from its words."""
        found = {"children": frozenset(range(len(KINDS)))}
        for at, name in enumerate(("sex", "age")):
            for code in LABELS[name]:
                found[f"children.{name}.{code}"] = frozenset(k for k, kind in enumerate(KINDS) if kind[at] == code)
        found |= {f"children.both.{code}": found[f"children.sex.{code}"] for code in LABELS["sex"]}
        return found | {f"children.both.{sex}.{age}": frozenset([k]) for k, (sex, age) in enumerate(KINDS)}


def edition_of(areas: Mapping[str, Counts]) -> Edition:
    rows = [
        (f"{area}-{kind}-{at}", area, *KINDS[kind])
        for area, counts in areas.items()
        for kind, count in enumerate(counts)
        for at in range(count)
    ]
    records = pd.DataFrame(rows, columns=["child_id", "area", "sex", "age"]).set_index("child_id")
    for name in ("sex", "age"):
        records[name] = pd.Categorical(records[name], categories=list(LABELS[name]))
    records["incident_id"] = [f"i{at}" for at in range(len(records))]

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        for by in ("sex", "age"):
            publish.breakdown(f"children.{by}", records, by=by, of="children", title="T", header="H")
        publish.crosstab("children.both", records, rows="age", columns="sex", of="children", title="T", header="H")

    held = Held("child", of_names(records.index), records["area"].to_numpy(dtype=str))
    return Edition(ledger_of(chapter), (held,), areas)


def drawn(seed: int) -> Edition:
    rng = np.random.default_rng(seed)
    counts = rng.negative_binomial(0.7, 0.15, size=len(KINDS))
    shares = rng.dirichlet(np.full(int(rng.integers(3, 7)), 0.6))
    owned = np.array([rng.multinomial(count, shares) for count in counts])
    return edition_of({f"A{at}": tuple(column.tolist()) for at, column in enumerate(owned.T)})


def verdict(edition: Edition) -> tuple[set[tuple[str, tuple[str, ...]]], set[tuple[str, tuple[str, ...]]]]:
    """Return what areas can work out if nothing more is hidden for them: as found, and by trying."""
    position = take_position(Case(edition.ledger, Policy(), held=edition.held))
    hidden = choose(position).hidden
    cells = position.system.cells
    known = [at not in hidden and bool(cell.ids) for at, cell in enumerate(cells)]
    lows = [cell.count if known[at] else position.lows[at] for at, cell in enumerate(cells)]
    highs = [cell.count if known[at] else position.highs[at] for at, cell in enumerate(cells)]
    found = known_to_areas(Printed(position.system, lows, highs), position.needs, 6).exact
    names = {at: cells[at].ids for at in position.needs if cells[at].ids}
    printed = {name: cell.count for at, cell in enumerate(cells) if known[at] for name in cell.ids}
    tried = worked_out(edition.meanings, printed, edition.areas, [name for ids in names.values() for name in ids])
    return {(name, one.areas) for one in found for name in names.get(one.place, ())}, tried


#: Among them editions of which areas would work something out, alone and in pairs.
SEEDS = (0, 1, 3, 13, 24, 28, 32, 36)


@pytest.mark.parametrize("seed", SEEDS)
def test_areas_are_found_to_know_what_one_knows_who_tries_every_possibility(seed: int) -> None:
    found, tried = verdict(drawn(seed))
    assert found == tried


def test_some_of_these_editions_would_be_given_away_to_one_area_and_some_to_two() -> None:
    found = [who for seed in SEEDS for _, who in verdict(drawn(seed))[0]]
    assert {len(who) for who in found} == {1, 2}


@pytest.mark.parametrize("seed", SEEDS)
def test_more_is_hidden_until_no_area_and_no_two_work_a_hidden_number_out(seed: int) -> None:
    edition = drawn(seed)
    found = control(Case(edition.ledger, Policy(), held=edition.held))
    printed = {item.id: item.count for item in found.ledger.statistics}
    small = [item.id for item in found.reviewed if item.rule in PRIMARY and not item.is_printed]
    assert worked_out(edition.meanings, printed, edition.areas, small) == set()
    assert found.of_areas.areas == sum(1 for counts in edition.areas.values() if any(counts))
