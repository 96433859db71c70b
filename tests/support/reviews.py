"""A release from which small numbers are hidden, and what a checker is given of it."""

import shutil
from datetime import date
from pathlib import Path

from tests.conftest import ROOT
from tests.support.books import IMPRINT
from tests.support.ledgers import published_ledger

from annual_report.disclosure.earlier import release_hash
from annual_report.disclosure.models import Decision, Reviewed, Rule, Shown
from annual_report.editions.project import Project
from annual_report.release import Decided, Disclosure, Release, write_release
from annual_report.review.record import REVIEW, Review, write_review
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Ratio, Statistic
from annual_report.vocabulary.entries import value_of

THRESHOLD = 6
#: Printed whole, though all small counts beside it are hidden.
DECISION = Decision(
    statistic="other.reason.criminal_exploitation",
    shown=Shown.COUNT,
    reason="Printed in the summary of May 2021",
    who="Ada Byron",
    when=date(2026, 3, 2),
    reviewed_by="Mary Somerville",
    line=2,
)
POLICY = (
    "Counts of 1 to 5 are hidden, of children and of the incidents behind them.",
    "Ratios on fewer than 20 cases are not printed.",
)


def hidden_of(ledger: Ledger) -> tuple[Hidden, ...]:
    """Return what is left of each count from 1 to 5 that no decision prints and no reference table has."""
    small = {item.id: item for item in ledger.statistics if _is_small(item) and item.id != DECISION.statistic}
    return tuple(what_is_left(item, small).model_copy(update={"high": 9}) for item in small.values())


def released(ledger: Ledger | None = None, notice: str = "Synthetic records. Made up.") -> Release:
    """Return the release of a ledger (that of 2020) without its small counts."""
    ledger = ledger or published_ledger()
    decided = Decided(statistic=DECISION.statistic, shown=DECISION.shown, reason=DECISION.reason)
    return Release(
        imprint=IMPRINT,
        notice=notice,
        ledger=hide(ledger, hidden_of(ledger)),
        verdicts=(),
        disclosure=Disclosure(threshold=THRESHOLD, events=20, decided=(decided,)),
    )


def review_of(release: Release, ledger: Ledger | None = None, spare: int = 0) -> Review:
    """Return the review of a release that was made from ``ledger`` (that of 2020), ``spare`` numbers off the fewest."""
    ledger = ledger or published_ledger()
    hidden = {item.id: item for item in release.ledger.hidden}
    items: tuple[Statistic | Ratio, ...] = (*ledger.statistics, *ledger.ratios)
    reviewed = tuple(_reviewed(item, hidden.get(item.id), ledger) for item in items)
    return Review(reviewed=reviewed, decisions=(DECISION,), policy=POLICY, spare=spare, hash=release_hash(release))


def built_project(folder: Path) -> Project:
    """Return a report that was built: its settings, its release, and the review of it."""
    (folder / "_config.yml").touch()
    (folder / "data" / "2020").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "2020" / "edition.toml", folder / "data" / "2020")
    project = Project(folder)
    write_build(project, released())
    return project


def write_build(project: Project, release: Release, ledger: Ledger | None = None) -> None:
    """Write what a build of 2020 leaves for the review: the release, and the review of it. No pack is kept."""
    folder = project.output("2020")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_release(release, folder / "release.json")
    write_review(review_of(release, ledger), folder / REVIEW)
    (ledger or published_ledger()).write(folder / "ledger.json")


def changed(ledger: Ledger, name: str, count: int) -> Ledger:
    """Return the ledger with another count."""
    return ledger.model_copy(
        update={
            "statistics": tuple(
                item.model_copy(update={"count": count}) if item.id == name else item for item in ledger.statistics
            )
        }
    )


def _is_small(item: Statistic) -> bool:
    return 0 < item.count < THRESHOLD and not item.reference


def _reviewed(item: Statistic | Ratio, left: Hidden | None, ledger: Ledger) -> Reviewed:
    statistic = item if isinstance(item, Statistic) else None
    decision = DECISION if item.id == DECISION.statistic else None
    shown = Rule.DECIDED if decision else Rule.SHOWN
    parts = next((group.parts for group in ledger.breakdowns if item.id in group.parts), ())
    return Reviewed(
        id=item.id,
        label=item.label,
        unit=statistic.unit.many if statistic else "",
        count=statistic.count if statistic else None,
        value=value_of(item),
        base=statistic.base if statistic else None,
        base_count=statistic.base_count if statistic else None,
        incidents=statistic.incidents if statistic else None,
        rule=Rule.SMALL if left else shown,
        is_printed=left is None,
        decision=decision,
        low=left.low if left else None,
        high=left.high if left else None,
        neighbours=tuple(name for name in parts if name != item.id),
    )
