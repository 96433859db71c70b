from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.books import UNIT, small_release
from tests.support.ledgers import published_ledger

from annual_report.comparison.changes import Aspect, Change, Difference, Kind
from annual_report.comparison.ledgers import compare_ledgers
from annual_report.statistics.hidden import Symbol
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Breakdown, Cell, Form, Pin, Ratio, Row, Statistic, Unit

LEDGER = small_release().ledger


def with_statistic(name: str, **fields: object) -> Ledger:
    """Return the small ledger with one statistic changed."""
    statistics = tuple(s.model_copy(update=fields) if s.id == name else s for s in LEDGER.statistics)
    return LEDGER.model_copy(update={"statistics": statistics})


def test_a_ledger_does_not_differ_from_itself() -> None:
    assert compare_ledgers(LEDGER, LEDGER) == ()


def test_a_changed_count_is_shown_with_its_percentage() -> None:
    assert compare_ledgers(LEDGER, with_statistic("deaths.sudi", count=73)) == (
        Change(
            Kind.STATISTIC,
            "deaths.sudi",
            "SUDI",
            Difference.CHANGED,
            "63 incidents of 206 (31%)",
            "73 incidents of 206 (35%)",
            (Aspect("count", "63", "73"), Aspect("percentage", "31%", "35%")),
        ),
    )


@pytest.mark.parametrize(
    ("fields", "aspects"),
    [
        ({"label": "Infants"}, [Aspect("label", "SUDI", "Infants")]),
        ({"base": "deaths.abuse"}, [Aspect("base", "incidents", "deaths.abuse")]),
        ({"base_count": 205}, [Aspect("base count", "206", "205")]),
        ({"decimals": 1}, [Aspect("percentage", "31%", "30.6%")]),
        ({"period": "2019"}, [Aspect("period", "the edition's own", "2019")]),
        ({"unit": Unit(one="child", many="children")}, [Aspect("unit", "incident, incidents", "child, children")]),
        ({"pinned": Pin.NOTHING}, [Aspect("fixed", "Count and percentage", "Not: an illustration")]),
        (
            {"base": None, "base_count": None},
            [
                Aspect("base", "incidents", "none"),
                Aspect("base count", "206", "none"),
                Aspect("percentage", "31%", "none"),
            ],
        ),
    ],
)
def test_each_aspect_of_a_statistic_is_compared(fields: dict[str, object], aspects: list[Aspect]) -> None:
    (change,) = compare_ledgers(LEDGER, with_statistic("deaths.sudi", **fields))
    assert list(change.aspects) == aspects


def test_the_incidents_behind_a_count_are_compared_where_both_sides_tell_them() -> None:
    more, less = (with_statistic("deaths.sudi", incidents=count) for count in (60, 59))
    (change,) = compare_ledgers(more, less)
    assert change.aspects == (Aspect("incidents behind it", "60", "59"),)
    assert compare_ledgers(LEDGER, more) == ()  # a release does not tell them


def hidden(name: str, **fields: object) -> Ledger:
    """Return the small ledger with one statistic hidden."""
    left = what_is_left(LEDGER.values.statistic(name))
    return hide(LEDGER, [left.model_copy(update=fields)])


def test_a_number_that_was_shown_and_is_hidden_is_called_so() -> None:
    (change,) = compare_ledgers(LEDGER, hidden("deaths.sudi"))
    assert (change.kind, change.difference) == (Kind.STATISTIC, Difference.CHANGED)
    assert (change.before, change.after) == ("63 incidents of 206 (31%)", "[c] incidents of 206")
    assert change.aspects == (Aspect("count", "63", "hidden [c]"), Aspect("percentage", "31%", "hidden [c]"))


def test_hidden_in_both_is_no_change_whatever_can_be_worked_out() -> None:
    assert compare_ledgers(hidden("deaths.sudi", low=1, high=9), hidden("deaths.sudi", low=0, high=70)) == ()


def test_what_is_told_of_a_hidden_number_is_compared() -> None:
    (change,) = compare_ledgers(hidden("deaths.sudi"), hidden("deaths.sudi", percent=Decimal(31)))
    assert change.aspects == (Aspect("percentage", "hidden [c]", "31%"),)


def test_a_hidden_base_is_told_with_what_rests_on_it() -> None:
    changes = {change.id: change for change in compare_ledgers(LEDGER, hidden("incidents"))}
    assert changes["incidents"].aspects == (Aspect("count", "206", "hidden [c]"),)
    assert changes["deaths.sudi"].after == "63 incidents of [c]"
    assert changes["deaths.sudi"].aspects == (
        Aspect("base count", "206", "hidden"),
        Aspect("percentage", "31%", "hidden [c]"),
    )


def test_a_hidden_ratio_is_compared_with_one_that_is_shown() -> None:
    ratio = Ratio(id="r", label="R", part="deaths.sudi", against="deaths.abuse", numerator=63, denominator=84)
    shown = LEDGER.model_copy(update={"ratios": (ratio,)})
    left = what_is_left(ratio).model_copy(update={"symbol": Symbol.UNRELIABLE, "direction": "below"})
    (change,) = compare_ledgers(shown, hide(shown, [left]))
    assert (change.kind, change.after) == (Kind.RATIO, "[u], below 1")
    assert change.aspects == (Aspect("value", "0.75", "hidden [u] below"),)


def test_the_notebook_that_computes_it_is_no_difference() -> None:
    assert compare_ledgers(LEDGER, with_statistic("deaths.sudi", notebook="99-elsewhere")) == ()


def test_what_only_one_side_has_is_added_or_removed() -> None:
    fewer = LEDGER.model_copy(update={"statistics": LEDGER.statistics[1:], "charts": ()})
    (statistic, chart) = compare_ledgers(fewer, LEDGER)
    assert (statistic.id, statistic.difference, statistic.before) == ("deaths.abuse", Difference.ADDED, "")
    assert statistic.after == "84 incidents of 206 (41%)"
    assert (chart.kind, chart.id, chart.after) == (Kind.CHART, "deaths", "bar of the table deaths")
    assert [c.difference for c in compare_ledgers(LEDGER, fewer)] == [Difference.REMOVED] * 2


def test_of_a_table_only_the_rows_that_differ_are_shown() -> None:
    (table,) = LEDGER.tables
    row = Row(label="Spring", cells=(Cell(statistic="deaths.abuse", form=Form.COUNT), table.rows[1].cells[1]))
    changed = table.model_copy(update={"rows": (table.rows[0], row), "columns": ("Incidents", "Share")})
    (change,) = compare_ledgers(LEDGER, LEDGER.model_copy(update={"tables": (changed,)}))
    assert list(change.aspects) == [
        Aspect("columns", "Percent", "Share"),
        Aspect(
            "rows",
            "Spring: deaths.spring (count, percent)",
            "Spring: deaths.abuse (count), deaths.spring (percent)",
        ),
    ]


def test_rows_in_another_order_are_a_difference() -> None:
    (table,) = LEDGER.tables
    changed = table.model_copy(update={"rows": table.rows[::-1]})
    (change,) = compare_ledgers(LEDGER, LEDGER.model_copy(update={"tables": (changed,)}))
    assert [aspect.name for aspect in change.aspects] == ["rows"]
    assert change.aspects[0].before.startswith("SUDI: ")
    assert change.aspects[0].after.startswith("Spring: ")


def test_ratios_breakdowns_orders_charts_and_the_edition_are_compared() -> None:
    ratio = Ratio(id="r", label="R", part="deaths.sudi", against="deaths.abuse", numerator=63, denominator=84)
    breakdown = Breakdown(id="b", label="B", base="incidents", parts=("deaths.sudi", "deaths.abuse"))
    one = LEDGER.model_copy(update={"ratios": (ratio,), "breakdowns": (breakdown,)})
    other = LEDGER.model_copy(
        update={
            "edition": "2021",
            "synthetic": False,
            "ratios": (ratio.model_copy(update={"numerator": 64}),),
            "breakdowns": (breakdown.model_copy(update={"parts": ("deaths.sudi", "deaths.spring")}),),
            "orders": (("deaths.abuse", "deaths.sudi"),),
            "charts": (LEDGER.charts[0].model_copy(update={"title": "Deaths", "reference": (1.0, "same")}),),
        }
    )
    found = {change.kind: change for change in compare_ledgers(one, other)}
    assert list(found) == [Kind.EDITION, Kind.RATIO, Kind.BREAKDOWN, Kind.ORDER, Kind.CHART]
    assert found[Kind.EDITION].aspects == (Aspect("name", "2020", "2021"), Aspect("records", "synthetic", "real"))
    assert found[Kind.RATIO].aspects == (
        Aspect("value", "0.75", "0.76"),
        Aspect("exact value", "63 / 84", "64 / 84"),
    )
    assert found[Kind.BREAKDOWN].aspects == (Aspect("parts", "deaths.abuse", "deaths.spring"),)
    assert found[Kind.ORDER].after == "deaths.abuse is larger than deaths.sudi"
    assert found[Kind.CHART].aspects == (
        Aspect("title", "Causes of death", "Deaths"),
        Aspect("line", "none", "same (1.0)"),
    )


STATISTICS = st.builds(
    lambda name, label, count, more, total, pinned, period: Statistic(
        id=name,
        label=label,
        unit=UNIT,
        count=count,
        base=None if total else "base",
        base_count=None if total else count + more,
        pinned=pinned,
        period=period,
    ),
    st.sampled_from(["a", "a.b", "b", "c"]),
    st.sampled_from(["One", "Two"]),
    st.integers(0, 3),
    st.integers(0, 2),
    st.booleans(),
    st.sampled_from(Pin),
    st.sampled_from([None, "2019"]),
)
LEDGERS = st.lists(STATISTICS, unique_by=lambda item: item.id).map(
    lambda items: LEDGER.model_copy(update={"statistics": tuple(sorted(items, key=lambda item: item.id))})
)


def mirrored(change: Change) -> Change:
    """Return what the change is from B to A."""
    turned = {Difference.ADDED: Difference.REMOVED, Difference.REMOVED: Difference.ADDED}
    aspects = tuple(Aspect(aspect.name, aspect.after, aspect.before) for aspect in change.aspects)
    difference = turned.get(change.difference, change.difference)
    return replace(change, difference=difference, before=change.after, after=change.before, aspects=aspects, label="")


@given(LEDGERS, LEDGERS)
def test_from_b_to_a_all_is_mirrored(one: Ledger, other: Ledger) -> None:
    back = [replace(change, label="") for change in compare_ledgers(other, one)]
    assert [mirrored(change) for change in compare_ledgers(one, other)] == back


@given(LEDGERS, LEDGERS)
def test_nothing_differs_exactly_where_the_ledgers_are_equal(one: Ledger, other: Ledger) -> None:
    assert (not compare_ledgers(one, other)) == (one == other)


@given(LEDGERS, LEDGERS)
def test_changes_are_sorted_and_none_stands_twice(one: Ledger, other: Ledger) -> None:
    names = [change.id for change in compare_ledgers(one, other)]
    assert names == sorted(set(names))


def test_the_whole_report_differs_only_where_it_was_changed() -> None:
    ledger = published_ledger()
    assert compare_ledgers(ledger, ledger) == ()
    statistics = tuple(
        item.model_copy(update={"count": 64}) if item.id == "deaths.cause.sudi" else item for item in ledger.statistics
    )
    (change,) = compare_ledgers(ledger, ledger.model_copy(update={"statistics": statistics}))
    assert (change.id, change.aspects) == ("deaths.cause.sudi", (Aspect("count", "63", "64"),))
