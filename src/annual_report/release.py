"""The release: the only thing the press may print. It is what disclosure control leaves of the ledger."""

from datetime import date
from pathlib import Path

from annual_report.casing import lower_first, upper_first
from annual_report.editions.dates import in_words, month_name, period_in_words
from annual_report.editions.models import UNNAMED, Edition, Period
from annual_report.errors import InputError, MissingError
from annual_report.figures.models import Verdict
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.ledger import Ledger, to_json
from annual_report.statistics.models import Cell, Form, Id, Pin, Record, Statistic, Table
from annual_report.statistics.plain import why_not

_SYNTHETIC = (
    "Synthetic records. Every figure here is computed from records that a program made so that they agree with the "
    "published summary. No record describes a real person or a real place."
)
_RESTRICTED = "Restricted. These figures have not been signed off for release. Do not publish or pass on."
_SIGNED_OFF = "Signed off for release. Numbers that could identify a child are hidden."
_MADE_UP = "Synthetic records"
_ILLUSTRATION = "Illustration, not a finding."


class Imprint(Record):
    """What the cover and the running heads say of the edition."""

    edition: str
    title: str
    subtitle: str
    body: str
    byline: str = ""
    footer: str = ""
    published: date
    period: tuple[date, date]
    extended_period: tuple[date, date]


class Decided(Record):
    """A number that is printed in spite of the rule, and why."""

    statistic: str
    shown: str
    reason: str


class Disclosure(Record):
    """What readers are told of disclosure control.

    Counts below ``threshold`` are hidden, ratios on fewer than ``events`` cases too, except what was ``decided``;
    ``revised`` numbers differ from an earlier release. ``rules`` is the policy in sentences.
    """

    threshold: int
    events: int
    rules: tuple[str, ...] = ()
    decided: tuple[Decided, ...] = ()
    revised: tuple[Id, ...] = ()
    provisional: bool = False


class Release(Record):
    """What is published: the imprint, the notice for every page, the figures, their verdicts, and what was hidden.

    ``records`` is what real records are, in the edition's own words. ``disclosure`` is None only for figures that have
    not been through disclosure control: a test's, a draft's.
    """

    imprint: Imprint
    notice: str
    records: str = UNNAMED
    ledger: Ledger
    verdicts: tuple[Verdict, ...]
    disclosure: Disclosure | None = None

    @property
    def source(self) -> str:
        """What the figures are computed from."""
        return _MADE_UP if self.ledger.synthetic else self.records

    @property
    def source_line(self) -> str:
        """What stands below each table and chart."""
        return f"Source: {lower_first(self.source)}."

    @property
    def mark(self) -> str:
        """What goes with a table or picture that is taken out of the report: what its figures are, and their source."""
        lead = f"{self.notice.partition('.')[0]}."
        if self.ledger.synthetic:
            return lead
        return self.source_line if self.signed_off else f"{lead} {self.source_line}"

    @property
    def author(self) -> str:
        """Whose work covers and properties of files name: never the body's, where the records are synthetic."""
        imprint = self.imprint
        if self.ledger.synthetic and imprint.byline in ("", imprint.body):
            return f"Made from synthetic records, not by the {imprint.body}"
        return imprint.byline or imprint.body

    @property
    def publication(self) -> str:
        """Who published it and when, or that nobody did: on the cover of everything that has one."""
        imprint = self.imprint
        if self.ledger.synthetic:
            return f"This is not a publication of the {imprint.body}."
        if self.signed_off:
            return f"Published by the {imprint.body} on {in_words(imprint.published)}."
        return "Not published: these figures have not been signed off for release."

    @property
    def signed_off(self) -> bool:
        """Say whether these are real figures that a person has signed off."""
        return self.notice.endswith(_SIGNED_OFF)

    def illustration_note(self, table: Table) -> str | None:
        """Return the note that explains the mark on a table with invented figures, None where there is none."""
        if not table.illustration:
            return None
        values = self.ledger.values
        cells = [cell for row in table.rows if not row.total for cell in row.cells]
        cells = [cell for cell in cells if not isinstance(values.item(cell.statistic), Hidden)]
        fixed = sum(1 for cell in cells if is_pinned(self.ledger, cell))
        if not fixed:
            return f"{_ILLUSTRATION} The published summary fixes none of its figures: all were invented."
        known = f"The published summary fixes {fixed} of the {len(cells)} figures shown"
        return f"{_ILLUSTRATION} {known}; the others were invented with the records."


def make_release(
    edition: Edition, ledger: Ledger, verdicts: tuple[Verdict, ...], disclosure: Disclosure | None = None
) -> Release:
    """Return the release of an edition."""
    imprint = Imprint(
        edition=edition.name,
        title=edition.title,
        subtitle=edition.subtitle,
        body=edition.body,
        byline=edition.byline,
        footer=edition.footer,
        published=edition.published,
        period=_days(edition.period),
        extended_period=_days(edition.extended_period),
    )
    notice = _SYNTHETIC if edition.records.synthetic else _RESTRICTED
    return Release(
        imprint=imprint,
        notice=notice,
        records=edition.records.source,
        ledger=ledger,
        verdicts=verdicts,
        disclosure=disclosure,
    )


def as_signed_off(release: Release, edition: Edition) -> Release:
    """Return the release as it is published once a person has signed it off: real records are no longer restricted.

    Raises:
        InputError: if it has not been through disclosure control.
    """
    if release.disclosure is None:
        raise InputError("this release has not been through disclosure control, so no one can sign it off")
    if edition.records.synthetic:
        return release
    source = edition.records.source
    return release.model_copy(update={"records": source, "notice": f"{upper_first(source)}. {_SIGNED_OFF}"})


def is_pinned(ledger: Ledger, cell: Cell) -> bool:
    """Say whether published figures fix what the cell shows. A hidden number shows nothing that could be invented."""
    item = ledger.values.item(cell.statistic)
    if isinstance(item, Hidden):
        return True
    if isinstance(item, Statistic) and item.reference:
        return True
    return item.pinned is Pin.COUNT or (item.pinned is Pin.PERCENT and cell.form is Form.PERCENT)


def require_placeable(ledger: Ledger, cell: Cell) -> str:
    """Return what a sentence shows of the cell.

    Raises:
        MissingError: if there is no such statistic. It names the nearest.
        InputError: if the form does not fit, or the cell is an illustration, which no sentence may state.
    """
    shown = ledger.values.text(cell)
    if ledger.synthetic and not is_pinned(ledger, cell):
        raise InputError(
            f"{cell.statistic} as {cell.form} is an illustration: no published figure fixes it, so no "
            "sentence may state it. Leave it to its table and chart, or place a form that is fixed"
        )
    return shown


def edition_facts(imprint: Imprint) -> dict[str, str]:
    """Return what the ``edition`` role can place, by name."""
    start, end = imprint.period
    first, last = imprint.extended_period
    return {
        "title": imprint.title,
        "body": imprint.body,
        "year": imprint.edition,
        "period": period_in_words(start, end),
        "extended_period": f"{month_name(first)} to {month_name(last)} {last.year}",
        "published": in_words(imprint.published),
    }


def write_release(release: Release, file: Path) -> None:
    """Write the release as stable JSON."""
    file.write_text(to_json(release), encoding="utf-8")


def read_release(file: Path) -> Release:
    """Return the release in ``file``.

    Raises:
        MissingError: if there is none.
        InputError: if it is not a release.
    """
    if not file.is_file():
        raise MissingError(f"{file}: no release there. Run 'annual-report build' first")
    try:
        return Release.model_validate_json(file.read_text(encoding="utf-8"), strict=False)
    except ValueError as error:
        raise InputError(f"{file}: not a release: {why_not(error)}. Build the edition again") from error


def _days(period: Period) -> tuple[date, date]:
    return period.start, period.end
