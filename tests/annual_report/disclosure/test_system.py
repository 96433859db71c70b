"""The system of counts, held against the records that stand behind each number."""

from collections.abc import Mapping

import pandas as pd
from hypothesis import given, settings
from tests.support.chapters import Chapter, children, ledger_of
from tests.support.ledgers import published_ledger
from tests.support.record_sets import Published, published

from annual_report.disclosure.system import Relation, build_system
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic, Unit
from annual_report.statistics.publish import Publisher


@settings(deadline=None, max_examples=80)
@given(published())
def test_each_cell_counts_the_records_of_all_its_numbers(found: Published) -> None:
    system = build_system(found.ledger, threshold=6)
    assert {name for cell in system.cells for name in cell.ids} == found.sets.keys()
    for cell in system.cells:
        assert {cell.count} >= {len(found.sets[name]) for name in cell.ids}
        assert len({found.sets[name] for name in cell.ids}) <= 1
    for relation in system.relations:
        assert system.cells[relation.total].count == sum(system.cells[part].count for part in relation.parts)
    for place, parts in system.derived.items():
        assert system.cells[place].count == sum(system.cells[part].count for part in parts)


@settings(deadline=None, max_examples=80)
@given(published())
def test_whatever_a_reader_can_work_out_of_few_records_is_a_count_of_the_system(found: Published) -> None:
    system = build_system(found.ledger, threshold=6)
    counts = {cell.count for place, cell in enumerate(system.cells) if cell.ids or place in system.derived}
    groups = {cell.count for cell in system.cells if cell.is_free}
    for records in found.readable():
        if 0 < len(records) < 6:
            assert len(records) in counts | groups, sorted(records)


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


def test_equal_records_are_one_count_under_all_their_names() -> None:
    records = children("sex", {"male": 10})
    system = build_system(ledger_of(shares(records, {"one": 4, "two": 4})))
    assert ("children.one", "children.two") in [cell.ids for cell in system.cells]


def test_equal_numbers_of_other_records_are_two_counts() -> None:
    records = children("sex", {"male": 4, "female": 6})

    def chapter(publish: Publisher) -> None:
        shares(records, {"one": 4})(publish)
        publish.share("children.two", records.iloc[4:8], of="children", label="two")

    system = build_system(ledger_of(chapter))
    assert {("children.one",), ("children.two",)} <= {cell.ids for cell in system.cells}


def test_a_count_that_is_all_of_its_base_is_marked_and_stands_alone() -> None:
    system = build_system(ledger_of(shares(children("sex", {"male": 10}), {"one": 10})))
    printed = [(cell.ids, cell.whole) for cell in system.cells if cell.ids]
    assert printed == [(("children",), False), (("children.one",), True)]


def test_there_are_no_fewer_children_than_incidents_that_they_come_from() -> None:
    # 9 incidents are printed; of the same 9 incidents are the children of kind a, so that 2 of kind b are no secret
    kinds = pd.DataFrame(
        {"kind": ["a"] * 9 + ["b"] * 2, "incident_id": [f"i{at}" for at in range(11)]},
        index=pd.Index([f"c{at}" for at in range(11)], name="child_id"),
    )
    incidents = kinds.set_index("incident_id", drop=False)

    def publish_it(publish: Publisher) -> None:
        publish.total("incidents", incidents, label="Incidents")
        publish.share("incidents.a", incidents[incidents["kind"] == "a"], of="incidents", label="a")
        publish.total("children", kinds, label="Children")
        publish.share("children.a", kinds[kinds["kind"] == "a"], of="children", label="a")

    system = build_system(ledger_of(publish_it))
    joined = {system.places["incidents.a"], system.places["children.a"]}
    (relation,) = (r for r in system.relations if joined <= set(r.cells))
    assert [system.cells[part].count for part in relation.parts if part not in joined] == [0]


def shares(records: pd.DataFrame, sizes: Mapping[str, int]) -> Chapter:
    """Return a chapter of some children, and shares of the first of them."""

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        for name, size in sizes.items():
            publish.share(f"children.{name}", records.iloc[:size], of="children", label=name)

    return chapter


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
