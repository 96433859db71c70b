"""A small site, made by the press from the 2020 ledger with a dozen numbers hidden; and one that leaks."""

import shutil
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import nbformat
from tests.conftest import ROOT
from tests.support.books import IMPRINT
from tests.support.ledgers import published_ledger

from annual_report.editions.project import Project
from annual_report.leaks.models import Machine, Secrets
from annual_report.leaks.secrets import make_secrets
from annual_report.leaks.traces import traces_of_edition
from annual_report.press.charts import draw
from annual_report.press.downloads import write_downloads
from annual_report.press.site import PDF, print_pages, print_pdf
from annual_report.press.stage import stage_book
from annual_report.release import Release
from annual_report.running.execute import Run
from annual_report.statistics.hidden import Hidden, Item
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.models import Ratio, Statistic

#: The numbers hidden in the small site, with their true values in comments.
HIDDEN = (
    "children.census_band.0_to_4.other",  # 3
    "children.census_band.10_to_14.not_known",  # 2
    "children.census_band.10_to_14.other",  # 2
    "children.census_band.10_to_14.white_other",  # 2
    "children.census_band.5_to_9.asian",  # 2
    "children.census_band.5_to_9.black",  # 3
    "children.census_band.5_to_9.other",  # 1
    "children.ethnicity.other",  # 8 of 514, 2%
    "children.type.fatal.5_to_9",  # 8
    "ethnicity_ratio.5_to_9.other",  # 1.75
    "rapid_reviews.month.2020_04.within_15",  # 3
    "risk_taking.evidence.both",  # 5 of 51, 10%
)
MACHINE = Machine(user="root", host="press-7.example", folders=("/root", "/srv/checkout/report"))

_TOC = """format: jb-book
root: book/index
chapters:
  - file: book/numbers
  - file: notebooks/02-window-on-the-system
"""
_INDEX = """# A small report

Of {share}`incidents.type.fatal` incidents a child died. {fixed}`Two <a constant>` reviews and
{fixed}`4 paragraphs <the summary>` describe children of other ethnic groups; 5 to 9 is a band of ages.
The report is for 2020. It was published on {edition}`published`, after 2 months, and has Table 2 and Figure 8.

```{table} children.census_band
```

```{table} risk_taking.evidence
```

```{chart} children.ethnicity
```
"""
_NUMBERS = """# Numbers

```{every-number}
```
"""
#: What an author might type in spite of everything. The lint lets it pass: a source is named.
PLANTED = """
## Planted

Panel members met {fixed}`two <a minute of the meeting>` children aged 10 to 14 of other ethnic groups.

In {fixed}`8 <a letter>` fatal incidents the child was aged 5 to 9.
"""
_FRAME = """<table border="1" class="dataframe">
  <thead><tr><th></th><th>0_to_4</th><th>5_to_9</th><th>10_to_14</th></tr></thead>
  <tbody><tr><th>other</th><td>3</td><td>1</td><td>2</td></tr></tbody>
</table>"""


@lru_cache(maxsize=1)
def small_release() -> Release:
    """Return the release of the small site."""
    ledger = published_ledger()
    items = ledger.values.items
    hidden = [what_is_left(_true(items[name]), HIDDEN) for name in HIDDEN]
    return Release(imprint=IMPRINT, notice="Synthetic records. Made up.", ledger=hide(ledger, hidden), verdicts=())


@lru_cache(maxsize=1)
def small_secrets() -> Secrets:
    """Return what the small site must not tell."""
    return make_secrets(published_ledger(), small_release(), traces_of_edition(Project(ROOT).edition("2020")), MACHINE)


def make_small_site(folder: Path, *, leaking: bool = False) -> Path:
    """Build the small site in ``folder``.

    Args:
        folder: an empty one.
        leaking: whether the narrative types hidden numbers, a chart draws them, and a notebook prints a frame.
    """
    (folder / "book").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    shutil.copy(ROOT / "_config.yml", folder / "_config.yml")
    (folder / "_toc.yml").write_text(_TOC)
    (folder / "book" / "index.md").write_text(_INDEX + (PLANTED if leaking else ""))
    (folder / "book" / "numbers.md").write_text(_NUMBERS)
    notebook = ROOT / "notebooks" / "02-window-on-the-system.ipynb"
    stage = folder / "work"
    stage_book(Project(folder), small_release(), [Run(notebook.stem, notebook, 0.0)], stage)
    if leaking:
        _leak(stage / "book")
    site = folder / "site"
    print_pages(small_release(), stage, site)
    write_downloads(small_release(), site / "downloads")
    print_pdf(small_release(), stage, site / PDF)
    return site


def _leak(source: Path) -> None:
    """Draw a chart from the true ledger, and leave a printed frame in a notebook's page."""
    ledger = published_ledger()
    chart = ledger.chart("children.ethnicity")
    picture = draw(chart, ledger.table(chart.table), ledger.values, "Synthetic records.")
    (source / "charts" / f"{chart.id}.svg").write_bytes(picture)
    file = source / "notebooks" / "02-window-on-the-system.ipynb"
    notebook = nbformat.read(file, as_version=4)
    output = nbformat.v4.new_output("display_data", data={"text/html": _FRAME})
    notebook.cells.append(nbformat.v4.new_code_cell("frame", outputs=[output]))
    nbformat.write(notebook, file)


def repack(file: Path, change: Callable[[str, bytes], bytes], more: Mapping[str, bytes] | None = None) -> None:
    """Write a ZIP file again, each part changed, with more parts after them."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            **{name: change(name, content) for name, content in parts.items()},
            **(more or {}),
        }.items():
            archive.writestr(name, content)


def _true(item: Item) -> Statistic | Ratio:
    assert not isinstance(item, Hidden)
    return item
