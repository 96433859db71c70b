"""Small ledgers for tests of disclosure control: a chapter is a function that publishes, and no notebook runs."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from tests.support.books import IMPRINT

from annual_report.disclosure.control import Controlled
from annual_report.disclosure.earlier import Earlier, release_hash
from annual_report.disclosure.models import Decision, Reviewed, Shown
from annual_report.figures.models import PublishedFigure, Status
from annual_report.figures.printed import Form
from annual_report.release import Disclosure, Release
from annual_report.statistics.ledger import Ledger, merge
from annual_report.statistics.models import Published, Unit
from annual_report.statistics.outlet import everything
from annual_report.statistics.output import MIME, decode
from annual_report.statistics.publish import Publisher

Chapter = Callable[[Publisher], None]

PEOPLE = Unit(one="person", many="people")
UNITS = {
    "incident_id": Unit(one="incident", many="incidents"),
    "child_id": Unit(one="child", many="children"),
    "area_id": Unit(one="area", many="areas"),
}
LABELS = {
    "sex": {"male": "Male", "female": "Female", "another": "Another"},
    "age": {"baby": "Baby", "young": "Young", "teen": "Teenager"},
    "region": {"north": "North", "mid": "Middle", "south": "South"},
}


def published_by(chapter: Chapter) -> list[Published]:
    """Return what a chapter publishes, in order."""
    InteractiveShell.instance()  # outside a shell, what is displayed is printed and lost
    with capture_output() as captured:
        chapter(Publisher(UNITS, LABELS, outlet=everything))
    return [decode(output.data[MIME]) for output in captured.outputs]


def ledger_of(*chapters: Chapter, edition: str = "2020") -> Ledger:
    """Return the ledger of chapters, each in a notebook of its own."""
    published = [
        (f"{at:02d}-chapter", item) for at, chapter in enumerate(chapters, 1) for item in published_by(chapter)
    ]
    return merge(edition, published, synthetic=False)


def children(column: str, counts: Mapping[str, int], families: Mapping[str, int] | None = None) -> pd.DataFrame:
    """Return so many children of each code of a column.

    Args:
        column: the coded column.
        counts: how many of each code.
        families: of some codes, from how many incidents they come; each other child has one of its own.
    """
    codes = [code for code, count in counts.items() for _ in range(count)]
    places = [at for count in counts.values() for at in range(count)]
    incidents = [f"{code}-{at % (families or {}).get(code, at + 1)}" for code, at in zip(codes, places, strict=True)]
    index = pd.Index([f"{code}{at}" for code, at in zip(codes, places, strict=True)], name="child_id")
    coded = pd.Categorical(codes, categories=list(LABELS[column]))
    return pd.DataFrame({column: coded, "incident_id": incidents}, index=index)


def split(column: str, counts: Mapping[str, int], families: Mapping[str, int] | None = None) -> Chapter:
    """Return a chapter: all children, and their breakdown ``children.<column>``."""
    records = children(column, counts, families)

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        publish.breakdown(f"children.{column}", records, by=column, of="children", title="T", header="H")

    return chapter


def parted(counts: Mapping[str, int], total: int) -> Chapter:
    """Return a chapter: ``total`` children, and shares of them, each of the first so many."""
    records = children("sex", {"male": total})

    def chapter(publish: Publisher) -> None:
        publish.total("children", records, label="Children")
        for name, count in counts.items():
            publish.share(f"children.{name}", records.iloc[:count], of="children", label=name)

    return chapter


def decision(statistic: str, shown: Shown = Shown.COUNT, line: int = 2) -> Decision:
    """Return a decision to print a number."""
    return Decision(
        statistic=statistic,
        shown=shown,
        reason="Printed in May 2021",
        who="Ada Byron",
        when=date(2026, 3, 2),
        reviewed_by="Mary Somerville",
        line=line,
    )


def figure(
    statistic: str, printed: str, form: Form = Form.COUNT, status: Status = Status.REPRODUCED
) -> PublishedFigure:
    """Return a figure that the edition printed."""
    return PublishedFigure(
        id="P1",
        paragraph="1",
        statement="A figure",
        printed=printed,
        form=form,
        decimals=0,
        statistics=tuple(statistic.split()),
        status=status,
        note="",
    )


def earlier(ledger: Ledger, number: int = 1, disclosure: Disclosure | None = None) -> Earlier:
    """Return a signed-off release of a ledger."""
    release = Release(imprint=IMPRINT, notice="N.", ledger=ledger, verdicts=(), disclosure=disclosure)
    return Earlier(
        number=number, release=release, hash=release_hash(release), by="Grace Hopper", on=date(2026, 3, number)
    )


def hidden_ids(controlled: Controlled) -> list[str]:
    """Return the ids of what was hidden, sorted."""
    return [item.id for item in controlled.ledger.hidden]


def reviewed(controlled: Controlled, name: str) -> Reviewed:
    """Return what a checker is told of a number."""
    return next(item for item in controlled.reviewed if item.id == name)
