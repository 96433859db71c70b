"""The system of counts, held against the records that stand behind each number."""

import re

from hypothesis import given, settings
from tests.support.ledgers import published_ledger
from tests.support.record_sets import Published, adds_up, published, sets_of_cells

from annual_report.disclosure.system import Relation, System, build_system
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic, Unit

#: What two have in common if they make up a third, as "either" would: the words decide, so it may not be so.
GUESS = re.compile(r"\S+ and \S+ within \S+")


def known_by_words(system: System) -> list[Relation]:
    """Return the relations that do not rest on a guess."""
    guessed = {place for place, cell in enumerate(system.cells) if GUESS.fullmatch(cell.name)}
    return [relation for relation in system.relations if not guessed & set(relation.cells)]


@settings(deadline=None, max_examples=80)
@given(published())
def test_no_relation_holds_by_chance(found: Published) -> None:
    """The parts of each relation have no record in common, and together they are the total."""
    system = build_system(found.ledger)
    records = sets_of_cells(system, known_by_words(system), found.sets)
    for relation in known_by_words(system):
        parts = [records[part] for part in relation.parts]
        assert sum(map(len, parts)) == len(frozenset[str]().union(*parts))
        assert frozenset[str]().union(*parts) == records[relation.total]


@settings(deadline=None, max_examples=80)
@given(published())
def test_each_cell_counts_the_records_of_all_its_numbers(found: Published) -> None:
    system = build_system(found.ledger)
    records = sets_of_cells(system, known_by_words(system), found.sets)
    assert {name for cell in system.cells for name in cell.ids} == found.sets.keys()
    guessed = {place for place, cell in enumerate(system.cells) if GUESS.fullmatch(cell.name)}
    assert records.keys() | guessed == set(range(len(system.cells)))
    for place in records.keys() - guessed:
        cell = system.cells[place]
        assert cell.count == len(records[place])
        assert all(found.sets[name] == records[place] for name in cell.ids)


@settings(deadline=None, max_examples=80)
@given(published())
def test_whatever_a_reader_can_work_out_is_a_count_of_the_system_or_a_sum_of_some(found: Published) -> None:
    system = build_system(found.ledger)
    cells = set(sets_of_cells(system, known_by_words(system), found.sets).values())
    for records in found.readable():
        assert adds_up(records, cells), sorted(records)


@settings(deadline=None, max_examples=50)
@given(published())
def test_the_system_is_the_same_whatever_order_numbers_are_published_in(found: Published) -> None:
    turned = found.ledger.model_copy(
        update={
            "statistics": found.ledger.statistics[::-1],
            "breakdowns": found.ledger.breakdowns[::-1],
        }
    )
    assert build_system(turned) == build_system(found.ledger)


def test_every_relation_of_the_2020_ledger_adds_up() -> None:
    system = build_system(published_ledger(), {"area", "theme", "factor", "yearly report"}, 6)
    for relation in system.relations:
        assert system.cells[relation.total].count == sum(system.cells[part].count for part in relation.parts)
    assert all(cell.count >= 0 and cell.incidents <= cell.count for cell in system.cells)


def small(*statistics: Statistic) -> Ledger:
    return Ledger(edition="2020", synthetic=True, statistics=statistics, ratios=(), breakdowns=(), tables=(), charts=())


def item(name: str, count: int, members: int, base: str | None = "all", unit: str = "incident") -> Statistic:
    return Statistic(
        id=name,
        label=name,
        unit=Unit(one=unit, many=f"{unit}s"),
        count=count,
        base=base,
        base_count=None if base is None else 10,
        members=f"{members:016x}",
        incidents=count,
    )


def names(system: System) -> list[tuple[str, list[str]]]:
    return [
        (system.cells[relation.total].name, [system.cells[part].name for part in relation.parts])
        for relation in system.relations
    ]


def test_two_totals_that_make_up_a_third_add_up() -> None:
    totals = [item("boys", 6, 60, None), item("girls", 4, 40, None), item("children", 10, 100, None)]
    assert names(build_system(small(*totals))) == [("children", ["boys", "girls"])]


def test_that_two_make_up_a_third_of_few_is_taken_for_chance() -> None:
    totals = [item("boys", 3, 60, None), item("girls", 1, 40, None), item("children", 4, 100, None)]
    assert names(build_system(small(*totals), chance=5)) == []
    assert names(build_system(small(*totals), chance=4)) == [("children", ["boys", "girls"])]


def test_records_of_two_units_are_never_added() -> None:
    totals = [item("boys", 6, 60, None), item("girls", 4, 40, None), item("all", 10, 100, None, unit="child")]
    assert names(build_system(small(*totals))) == []


def test_equal_records_are_one_count_under_all_their_names() -> None:
    system = build_system(small(item("all", 10, 100, None), item("all.one", 4, 40), item("all.two", 4, 40)))
    assert ("all.one", "all.two") in [cell.ids for cell in system.cells]


def test_equal_numbers_of_other_records_are_two_counts() -> None:
    system = build_system(small(item("all", 10, 100, None), item("all.one", 4, 40), item("all.two", 4, 41)))
    assert {("all.one",), ("all.two",)} <= {cell.ids for cell in system.cells}


def test_a_count_that_is_all_of_its_base_is_marked_and_stands_alone() -> None:
    system = build_system(small(item("all", 10, 100, None), item("all.one", 10, 100)))
    assert [(cell.ids, cell.whole) for cell in system.cells if cell.ids] == [(("all",), False), (("all.one",), True)]
    assert names(system) == [("all", ["all less all.one", "all.one"])]


def test_exempt_units_and_reference_counts_are_left_out() -> None:
    reference = item("census", 10, 7, None).model_copy(update={"reference": True, "members": ""})
    ledger = small(item("all", 10, 100, None), item("areas", 10, 100, None, unit="area"), reference)
    assert [cell.name for cell in build_system(ledger, {"area"}).cells] == ["all"]


def test_systems_without_a_relation_between_them_come_apart_with_their_places() -> None:
    system = build_system(
        small(
            item("all", 10, 100, None),
            item("all.one", 4, 40),
            item("other", 7, 70, None),
            item("other.x", 2, 20, "other"),
        )
    )
    parts = dict(system.parts())
    assert sorted(place for places in parts for place in places) == list(range(len(system.cells)))
    for places, part in parts.items():
        assert part.cells == tuple(system.cells[place] for place in places)
        assert part.relations == (Relation(part.relations[0].total, part.relations[0].parts),)
    assert len(parts) == 2
