"""The workers of this machine: threads, each of which waits for a kernel."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from annual_report.fleet.task import Workers, run_task
from annual_report.running.kernels import Kernels, side_by_side
from annual_report.running.room import side_by_side_within_limits
from annual_report.stopping import threads


@contextmanager
def local_workers(root: Path, jobs: int | None = None) -> Iterator[Workers]:
    """Give workers that run the notebooks of the report in ``root``: ``jobs`` at a time, or what suits the machine."""
    slots = side_by_side_within_limits(jobs or side_by_side(Kernels.WARM))
    with threads(slots) as executor:
        yield Workers(executor, partial(run_task, root), slots)
