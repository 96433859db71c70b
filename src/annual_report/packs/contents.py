"""What a pack holds: a page for each notebook, with the tables and charts that it published for the area, in order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from annual_report.casing import upper_first
from annual_report.packs.columns import Beside
from annual_report.packs.numbers import everywhere, numbers_of_pack, own, with_tables
from annual_report.packs.tables import chart_beside, tables_beside
from annual_report.release import Release
from annual_report.running.gather import read_published
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Cell, Chart, Form, Published, Row, Statistic, Table

#: What the area and all areas together are called over columns: the area's code stands in the captions.
THIS_AREA, ALL_AREAS = "This area", "All areas"
#: The id of the table on the front page.
TOTALS = "pack.totals"
_KIND_OF_PAGE = "Notebook: "


@dataclass(frozen=True, slots=True)
class Section:
    """One table of a notebook as the pack shows it: its heading, and the ids of its tables and charts."""

    heading: str
    tables: tuple[str, ...]
    charts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What one notebook has to say of the area."""

    name: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The numbers of a pack with its tables and charts, and its pages in order. A chart has a table of its own."""

    ledger: Ledger
    pages: tuple[Page, ...]


def contents_of_pack(area: str, executed: Sequence[Path], ledger: Ledger, release: Release) -> Contents:
    """Return what the pack of an area holds.

    Args:
        area: the area's code.
        executed: the notebooks that were run for it, in order.
        ledger: what they published.
        release: what may be printed of the whole edition.
    """
    maker = _Maker(ledger, numbers_of_pack(ledger, release), Beside(area, THIS_AREA, ALL_AREAS, _few(release)))
    pages = []
    for notebook in executed:
        sections = tuple(maker.sections(notebook.stem, list(read_published(notebook))))
        if sections:
            pages.append(Page(notebook.stem, _title_of(notebook), sections))
    counted = (item for notebook in executed for item in read_published(notebook) if isinstance(item, Statistic))
    maker.add_totals(counted)
    return Contents(with_tables(maker.numbers, maker.tables.values(), maker.charts.values()), tuple(pages))


@dataclass(slots=True)
class _Maker:
    """Makes the tables and charts of a pack, and remembers them."""

    ledger: Ledger
    numbers: Ledger
    beside: Beside
    tables: dict[str, Table] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)

    def sections(self, notebook: str, published: Sequence[Published]) -> Iterator[Section]:
        """Yield the sections of a notebook. What several publish stands where its chart is, else with the first."""
        for table in (self.ledger.table(item.id) for item in published if isinstance(item, Table)):
            charts = [chart for chart in self.ledger.charts if chart.table == table.id]
            if notebook != (charts[0] if charts else table).notebook:
                continue
            shown = tables_beside(table, self.ledger, self.beside)
            self.tables |= {one.id: one for one in shown}
            drawn = self._draw(charts, table)
            if shown:
                yield Section(self._heading(table), tuple(one.id for one in shown), tuple(drawn))

    def add_totals(self, counted: Iterable[Statistic]) -> None:
        """Add the table of all that was counted, in order: the area's beside that of all, where that is another."""
        totals = {item.id: item for item in counted if item.base is None and not item.reference}
        rows = [Row(label=item.label, cells=tuple(_counts(item.id))) for item in totals.values()]
        different = [row for row in rows if len({self.numbers.values.text(cell) for cell in row.cells}) > 1]
        title = f"What was counted for {self.beside.area}, {self.ledger.edition}"
        columns = (self.beside.this, self.beside.all)
        self.tables[TOTALS] = Table(id=TOTALS, title=title, header="Counted", columns=columns, rows=tuple(different))

    def _draw(self, charts: Sequence[Chart], table: Table) -> list[str]:
        """Add the pack's charts for those of one of the area's tables, no picture twice, and return their ids."""
        drawn: list[Chart] = []
        for chart in charts:
            made = chart_beside(chart, table, self.numbers, self.ledger, self.beside)
            if made is None or any(_is_same(made[0], other) for other in drawn):
                continue
            picture, data = made
            drawn.append(picture)
            self.charts[picture.id], self.tables[data.id] = picture, data
        return [picture.id for picture in drawn]

    def _heading(self, table: Table) -> str:
        """Return the table's title without the place and the time, which the pack says once for all."""
        return table.title.removesuffix(f", {self.ledger.edition}").removesuffix(f", {self.beside.area}")


def _is_same(picture: Chart, other: Chart) -> bool:
    """Say whether two charts of one table show the same: in a pack, counts may stand for other columns too."""
    return picture == other.model_copy(update={"id": picture.id, "table": picture.table})


def _few(release: Release) -> int:
    """Return on how few cases no percentage of an area is printed: as few as the policy says of ratios."""
    return release.disclosure.events if release.disclosure else 20


def _title_of(notebook: Path) -> str:
    """Return the first heading of a notebook, without the words that say what kind of page it is."""
    for cell in nbformat.read(notebook, as_version=4).cells:
        for line in str(cell.source).splitlines() if cell.cell_type == "markdown" else ():
            if line.startswith("# "):
                title = line.removeprefix("# ").strip().removeprefix(_KIND_OF_PAGE)
                return upper_first(title)
    return str(notebook.stem)


def _counts(name: str) -> Iterator[Cell]:
    return (Cell(statistic=one, form=Form.COUNT) for one in (own(name), everywhere(name)))
