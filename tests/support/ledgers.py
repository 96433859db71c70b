"""The ledger of the 2020 edition, gathered from the notebooks' stored outputs: no notebook runs."""

from functools import lru_cache

from tests.conftest import ROOT

from annual_report.figures.pins import pin
from annual_report.figures.published import read_published
from annual_report.running.execute import Run, find_notebooks
from annual_report.running.gather import gather
from annual_report.statistics.ledger import Ledger


@lru_cache(maxsize=1)
def published_ledger() -> Ledger:
    """Return the ledger that a build of 2020 would gather, pinned by its published figures."""
    runs = [Run(file.stem, file, 0.0) for file in find_notebooks(ROOT / "notebooks")]
    ledger = gather("2020", runs, synthetic=True)
    return pin(ledger, read_published(ROOT / "data" / "2020" / "published.csv"))
