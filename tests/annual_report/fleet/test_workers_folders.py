"""What a cluster's workers have of the records: private while the fleet lasts, and gone at its end, however it ends."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.dask_cluster import Cluster, running_cluster
from tests.support.fleets import Telling, own_small_report, write_notebook
from tests.support.modes import mode, wide
from tests.support.private_table import private_rows

from annual_report.editions.project import Project
from annual_report.errors import RunError
from annual_report.fleet.fleet import make_fleet
from annual_report.fleet.listing import Listed
from annual_report.fleet.outcome import Outcome, State

pytestmark = pytest.mark.slow

ONE = (Listed(edition="2020", areas=("AREA-001",)),)
_SECONDS = 60


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return own_small_report(tmp_path_factory)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster whose machines take no right away from anybody."""
    with running_cluster(tmp_path, workers=1, umask=0) as found:
        yield found


class Doing(Telling):
    """Does something when a pack is finished, while the fleet lasts."""

    def __init__(self, task: Callable[[], None]) -> None:
        super().__init__()
        self._task = task

    def finished(self, outcome: Outcome) -> None:
        self._task()
        super().finished(outcome)


def forget(project: Project) -> None:
    """Make the pack one that is to be made again."""
    (project.pack("2020", "AREA-001") / "pack.json").unlink(missing_ok=True)


def wait_until_gone(cluster: Cluster) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and cluster.parcels():
        time.sleep(0.1)
    assert cluster.parcels() == []


@contextmanager
def _sending(report: Project, cluster: Cluster) -> Iterator["subprocess.Popen[bytes]"]:
    """Give the command that makes the pack, while its notebooks run on the worker; one of them takes a while."""
    forget(report)
    slow = "03-reviews"
    write_notebook(report, slow, "import time\ntime.sleep(5)")
    # a shell that starts a command in the background makes it deaf to Ctrl-C, and pytest may be one
    run = "import signal; signal.signal(2, signal.default_int_handler); from annual_report.cli.main import main; main()"
    command = [sys.executable, "-c", run, "--project", str(report.root)]
    with subprocess.Popen([*command, "fleet", "--areas", "AREA-001", "--cluster", cluster.address]) as process:
        last = time.monotonic() + _SECONDS
        while time.monotonic() < last and not cluster.parcels():
            time.sleep(0.05)
        assert cluster.parcels()
        time.sleep(1)  # until the notebooks run
        yield process
    (report.notebooks / f"{slow}.ipynb").unlink()


def test_the_records_are_private_on_a_worker_and_go_with_the_fleet(report: Project, cluster: Cluster) -> None:
    seen: list[str] = []

    def look() -> None:
        (parcel,) = cluster.parcels()
        assert (parcel / "report" / "data" / "2020").is_dir()
        assert mode(parcel.parent) == 0o700
        assert wide(parcel, passages=["report/_build"]) == []
        assert any(row.matches(f"worker/{parcel.name}/") for row in private_rows())
        seen.append(parcel.name)

    forget(report)
    (outcome,) = make_fleet(report, ONE, Doing(look), cluster=cluster.address)
    assert (outcome.state, outcome.reason) == (State.MADE, "")
    assert len(seen) == 1
    assert cluster.parcels() == []
    cluster.add_worker()  # the scheduler has kept nothing for those that join later
    assert cluster.parcels() == []


def test_the_records_go_also_where_the_fleet_fails_and_where_it_is_interrupted(
    report: Project, cluster: Cluster
) -> None:
    def interrupt() -> None:
        assert cluster.parcels()
        raise KeyboardInterrupt

    forget(report)
    with pytest.raises(KeyboardInterrupt):
        make_fleet(report, ONE, Doing(interrupt), cluster=cluster.address)
    assert cluster.parcels() == []
    write_notebook(report, "03-reviews", "raise AssertionError")
    (failed,) = make_fleet(report, ONE, Telling(), cluster=cluster.address)
    (report.notebooks / "03-reviews.ipynb").unlink()
    assert failed.state is State.FAILED
    assert cluster.parcels() == []


def test_a_worker_that_cannot_remove_the_records_is_named(report: Project, cluster: Cluster) -> None:
    def block() -> None:
        (parcel,) = cluster.parcels()
        parcel.rename(parcel.with_name("elsewhere"))
        parcel.touch()  # a file, where it has a folder to remove

    forget(report)
    with pytest.raises(RunError, match=r"may still hold records: \S+/annual-report-\S+ of worker tcp://\S+ holds"):
        make_fleet(report, ONE, Doing(block), cluster=cluster.address)


def test_the_records_go_when_the_scheduler_is_lost(report: Project, cluster: Cluster) -> None:
    with _sending(report, cluster) as process:
        assert cluster.scheduler is not None
        cluster.scheduler.kill()
        wait_until_gone(cluster)
        process.kill()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda end: end.name)
def test_the_records_go_when_the_command_is_ended_while_notebooks_run(
    end: signal.Signals, report: Project, cluster: Cluster
) -> None:
    with _sending(report, cluster) as process:
        process.send_signal(end)
    wait_until_gone(cluster)
    (outcome,) = make_fleet(report, ONE, Telling(), cluster=cluster.address)
    assert (outcome.state, outcome.reason) == (State.MADE, "")
    assert cluster.parcels() == []


def test_the_records_go_with_the_worker_and_those_of_a_killed_one_with_the_next_there(
    report: Project, cluster: Cluster
) -> None:
    ended, killed = cluster.workers[0], cluster.add_worker()

    def end_both() -> None:
        assert len(cluster.parcels()) == 2
        killed.kill()
        ended.process.terminate()
        ended.process.wait(_SECONDS)
        (left,) = cluster.parcels()
        assert left.is_relative_to(cluster.local_folder(1))

    forget(report)
    (outcome,) = make_fleet(report, ONE, Doing(end_both), cluster=cluster.address)
    assert (outcome.state, outcome.reason) == (State.MADE, "")
    cluster.add_worker(local=cluster.local_folder(1))
    wait_until_gone(cluster)
