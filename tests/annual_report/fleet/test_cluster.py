"""A real Dask cluster whose machines have the lock and not the report: same bytes, also after the loss of a worker."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import psutil
import pytest
from tests.support.dask_cluster import Cluster, running_cluster
from tests.support.fleets import AREAS, Telling, own_small_report, write_notebook

from annual_report.editions.project import Project
from annual_report.errors import InputError
from annual_report.fleet.fleet import make_fleet
from annual_report.fleet.listing import Listed
from annual_report.fleet.outcome import Outcome, State
from annual_report.fleet.parcel import pack_parcel
from annual_report.reuse.digests import digests_of, files_under

pytestmark = pytest.mark.slow

ALL = (Listed(edition="2020", areas="all"),)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return own_small_report(tmp_path_factory)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    with running_cluster(tmp_path, workers=2) as found:
        yield found


def contents(project: Project) -> Mapping[str, Mapping[str, str]]:
    """Return the digest of each file of each pack, but for what it was made from."""
    folders = {area: project.pack("2020", area) for area in AREAS}
    return {
        area: {name: digest for name, digest in digests_of(files_under(folder), folder).items() if name != "pack.json"}
        for area, folder in folders.items()
    }


def forget(project: Project) -> None:
    """Make every pack one that is to be made again."""
    for area in AREAS:
        (project.pack("2020", area) / "pack.json").unlink(missing_ok=True)


class Killing(Telling):
    """Kills a worker when the first pack is finished, in the middle of the others. ``had`` are its processes then."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__()
        self._cluster = cluster
        self.had: list[psutil.Process] = []

    def finished(self, outcome: Outcome) -> None:
        if not self.outcomes:
            worker = self._cluster.workers[0]
            self.had = psutil.Process(worker.process.pid).children(recursive=True)
            worker.kill()
        super().finished(outcome)


def test_two_workers_give_the_bytes_of_this_machine_also_when_one_is_killed_half_way(
    report: Project, cluster: Cluster
) -> None:
    make_fleet(report, ALL, Telling())
    here = contents(report)
    forget(report)
    outcomes = make_fleet(report, ALL, Telling(), cluster=cluster.address)
    assert [(outcome.state, outcome.reason) for outcome in outcomes] == [(State.MADE, "")] * len(AREAS)
    assert contents(report) == here
    forget(report)
    killing = Killing(cluster)
    outcomes = make_fleet(report, ALL, killing, cluster=cluster.address)
    assert [(outcome.state, outcome.reason) for outcome in outcomes] == [(State.MADE, "")] * len(AREAS)
    assert contents(report) == here
    _, left = psutil.wait_procs(killing.had, timeout=20)
    assert not left
    write_notebook(report, "03-reviews", 'raise AssertionError(f"no good for {area}")')
    (failed,) = make_fleet(report, (Listed(edition="2020", areas=("AREA-002",)),), Telling(), cluster=cluster.address)
    assert failed.state is State.FAILED
    assert "03-reviews.ipynb, cell 5: AssertionError: no good for AREA-002" in failed.reason


def test_a_worker_that_differs_is_refused_and_what_differs_is_named(report: Project, cluster: Cluster) -> None:
    fake = cluster.folder / "other" / "seaborn-0.0.1.dist-info"
    fake.mkdir(parents=True)
    (fake / "METADATA").write_text("Metadata-Version: 2.1\nName: seaborn\nVersion: 0.0.1\n")
    cluster.add_worker(first=str(fake.parent))
    forget(report)
    with pytest.raises(InputError, match=r"worker tcp://\S+: seaborn 0\.0\.1, here "):
        make_fleet(report, ALL, Telling(), cluster=cluster.address)


def test_a_parcel_is_known_by_its_content_and_holds_code_and_inputs_alone(report: Project) -> None:
    edition = report.edition("2020")
    parcel = pack_parcel(report, [edition])
    assert parcel.digest == pack_parcel(report, [edition]).digest
    records = report.data / "2020" / "SYNTHETIC_incidents.csv"
    kept = records.read_bytes()
    records.write_bytes(kept.replace(b"sudi", b"suicide"))
    assert pack_parcel(report, [edition]).digest != parcel.digest
    records.write_bytes(kept)


def test_records_outside_the_report_cannot_travel(report: Project, tmp_path: Path) -> None:
    edition = report.edition("2020")
    elsewhere = edition.model_copy(update={"records": edition.records.model_copy(update={"folder": str(tmp_path)})})
    with pytest.raises(InputError, match="put them there"):
        pack_parcel(report, [elsewhere])
