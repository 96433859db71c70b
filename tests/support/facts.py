"""A small ledger for claims: statistics fixed in every way that published figures can fix them."""

from decimal import Decimal

from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import (
    Breakdown,
    Cell,
    Form,
    Pin,
    Published,
    Ratio,
    Row,
    Statistic,
    Table,
    Unit,
)

INCIDENT = Unit(one="incident", many="incidents")
CHILD = Unit(one="child", many="children")


def part(name: str, count: int, base: str = "all", of: int = 200, pinned: Pin = Pin.COUNT) -> Statistic:
    """Return a share of incidents."""
    return Statistic(id=name, label=name, unit=INCIDENT, count=count, base=base, base_count=of, pinned=pinned)


def small_ledger(*, synthetic: bool = True) -> Ledger:
    """Two hundred incidents by cause (fixed), by season (invented), with features fixed in part."""
    items: list[Published] = [
        Statistic(id="all", label="All incidents", unit=INCIDENT, count=200),
        Statistic(id="loose", label="Reviews", unit=INCIDENT, count=80, pinned=Pin.NOTHING),
        Statistic(id="children", label="Children", unit=CHILD, count=230),
        Statistic(id="past", label="Last year", unit=INCIDENT, count=150, period="2019"),
        part("cause.a", 100),
        part("cause.b", 60),
        part("cause.c", 40),
        part("season.spring", 120, pinned=Pin.NOTHING),
        part("season.autumn", 80, pinned=Pin.NOTHING),
        part("abuse", 85, pinned=Pin.PERCENT),
        part("neglect", 87, pinned=Pin.BOUND).model_copy(update={"above": Decimal(40)}),
        part("late", 20, "loose", 80, Pin.PERCENT),
        part("empty", 0, "none", 0),
        part("none", 0),
        part("age.infant", 90, pinned=Pin.NOTHING),
        part("age.child", 70, pinned=Pin.NOTHING),
        part("age.teen", 40, pinned=Pin.NOTHING),
        Breakdown(id="cause", label="", base="all", parts=("cause.a", "cause.b", "cause.c")),
        Breakdown(id="season", label="", base="all", parts=("season.spring", "season.autumn")),
        Breakdown(id="age", label="", base="all", parts=("age.infant", "age.child", "age.teen")),
        Breakdown(id="again", label="", base="all", parts=("cause.a", "season.spring")),
        Ratio(id="ratio.over", label="", part="cause.a", against="cause.b", numerator=3, denominator=2),
        Ratio(id="ratio.under", label="", part="cause.b", against="cause.a", numerator=2, denominator=3),
        Ratio(id="ratio.loose", label="", part="cause.b", against="cause.a", numerator=2, denominator=3),
        Ratio(id="ratio.empty", label="", part="empty", against="cause.a", numerator=0, denominator=0),
        Table(
            id="features",
            title="Features",
            header="Feature",
            columns=("Percent",),
            rows=tuple(
                Row(label=name, cells=(Cell(statistic=name, form=Form.PERCENT),))
                for name in ("abuse", "cause.b", "cause.c")
            ),
        ),
    ]
    ledger = merge("2020", [("n", item) for item in items], synthetic=synthetic)
    directed = {
        "ratio.over": Pin.BOUND,
        "ratio.under": Pin.BOUND,
        "ratio.loose": Pin.NOTHING,
        "ratio.empty": Pin.NOTHING,
    }
    ratios = tuple(ratio.model_copy(update={"pinned": directed[ratio.id]}) for ratio in ledger.ratios)
    orders = (("age.infant", "age.child"), ("age.infant", "age.teen"), ("age.child", "age.teen"))
    return ledger.model_copy(update={"ratios": ratios, "orders": orders})
