"""The ledger of the 2020 edition, as a build gathers it: notebooks run only if the store has not their runs."""

import tempfile
from functools import lru_cache
from pathlib import Path

from tests.conftest import ROOT

from annual_report.build import gather_pinned, prepare
from annual_report.editions.project import Project
from annual_report.reuse.ground import ground_of
from annual_report.reuse.runs import Reruns
from annual_report.reuse.steps import Steps
from annual_report.reuse.store import Store
from annual_report.running.execute import find_notebooks
from annual_report.statistics.ledger import Ledger


@lru_cache(maxsize=1)
def published_ledger() -> Ledger:
    """Return the ledger that a build of 2020 would gather, pinned by its published figures."""
    project = Project(ROOT)
    edition, parameters = prepare(project, "2020", {}, lambda step: None)
    steps = Steps(Store(project.store), ground_of(ROOT, edition.subject))
    with tempfile.TemporaryDirectory() as folder:
        reruns = Reruns(project, edition, parameters, steps)
        runs = reruns.run(find_notebooks(project.notebooks), Path(folder), lambda step: None)
        return gather_pinned(edition, runs)
