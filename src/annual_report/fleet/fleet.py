"""A fleet: what a list names, made in order. The editions' own reports first, for packs stand beside them."""

import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from annual_report.build import build, prepare
from annual_report.editions.project import Project
from annual_report.errors import CheckError, ReportError
from annual_report.faults import RecordsError
from annual_report.fleet.cluster import cluster_workers
from annual_report.fleet.listing import Listed, areas_of
from annual_report.fleet.local import local_workers
from annual_report.fleet.outcome import Outcome, State
from annual_report.fleet.run import make_packs
from annual_report.fleet.task import Workers
from annual_report.leaks.traces import traces_of_edition
from annual_report.packs.pack import PackOrder, known_to_areas, release_for_packs
from annual_report.packs.record import inputs_of_packs
from annual_report.reuse.current import standing_of
from annual_report.running.kernels import Kernels


class Teller(Protocol):
    """Who is told how a fleet goes."""

    def step(self, text: str) -> None:
        """Hear of a step."""

    def expect(self, count: int) -> None:
        """Hear how many packs there will be."""

    def finished(self, outcome: Outcome) -> None:
        """Hear what became of a report."""


def make_fleet(
    project: Project, listed: Sequence[Listed], teller: Teller, cluster: str | None = None, jobs: int | None = None
) -> tuple[Outcome, ...]:
    """Make all that a list names and return what became of each report.

    Args:
        project: where the report lies.
        listed: the editions, and the areas of each that get a pack.
        teller: told how it goes.
        cluster: the address of a Dask scheduler whose workers run the packs' notebooks; this machine's threads without.
        jobs: how many notebooks run at a time on this machine.

    Raises:
        InputError: if the list or the cluster is wrong: before anything is made.
    """
    outcomes: list[Outcome] = []
    areas: dict[str, Sequence[str]] = {}
    for one in listed:
        try:
            areas[one.edition] = areas_of(project, one)
        except RecordsError as error:  # nothing of this edition can be made, but others can
            outcomes.append(_told(Outcome(one.edition, "", State.FAILED, 0.0, str(error)), teller))
    project.keep_private()
    outcomes += [_report(project, one.edition, teller, jobs) for one in listed if one.report and one.edition in areas]
    failed = {outcome.edition for outcome in outcomes if outcome.failed}
    orders: list[PackOrder] = []
    for edition in (name for name in areas if areas[name]):
        try:
            if edition in failed:
                raise CheckError(f"the report of edition {edition} failed, and its packs stand beside it")
            orders += _orders(project, edition, areas[edition], teller)
        except ReportError as error:
            outcomes += [Outcome(edition, area, State.FAILED, 0.0, str(error)) for area in areas[edition]]
            _told(outcomes[-1], teller)
    if orders:
        teller.expect(len(orders))
        with _workers(project, orders, cluster, jobs) as workers:
            outcomes += make_packs(orders, workers, teller.finished)
    return tuple(outcomes)


def _report(project: Project, edition: str, teller: Teller, jobs: int | None) -> Outcome:
    """Build an edition's own report if anything has changed, and return what became of it."""
    started = time.perf_counter()
    state, reason = State.UNCHANGED, ""
    try:
        stands = standing_of(project, edition, {}, Kernels.WARM.value)
        if not stands.is_current:
            build(project, edition, {}, teller.step, jobs)
            state = State.MADE
    except ReportError as error:
        state, reason = State.FAILED, str(error)
    return _told(Outcome(edition, "", state, time.perf_counter() - started, reason), teller)


def _told(outcome: Outcome, teller: Teller) -> Outcome:
    teller.finished(outcome)
    return outcome


def _orders(project: Project, name: str, areas: Sequence[str], teller: Teller) -> list[PackOrder]:
    edition, _ = prepare(project, name, {}, teller.step)
    release = release_for_packs(project, name)
    teller.step(f"release of {name}: tried as {known_to_areas(project, name).in_words}")
    inputs, traces = inputs_of_packs(project, edition, release), traces_of_edition(edition)
    return [PackOrder(project, name, area, release, inputs, traces) for area in areas]


def _workers(
    project: Project, orders: Sequence[PackOrder], cluster: str | None, jobs: int | None
) -> AbstractContextManager[Workers]:
    if cluster is None:
        return local_workers(project.root, jobs)
    editions = [project.edition(name) for name in sorted({order.edition for order in orders})]
    return cluster_workers(project, editions, cluster)
