"""The workers of a Dask cluster that is already there: its own scheduling, its own security, nothing of ours."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.errors import InputError
from annual_report.fleet.parcel import pack_parcel
from annual_report.fleet.remote import runner
from annual_report.fleet.task import Workers
from annual_report.fleet.versions import locked_packages, require_same_versions

_PATIENCE = "30s"


@contextmanager
def cluster_workers(project: Project, editions: Sequence[Edition], address: str) -> Iterator[Workers]:
    """Give the workers of the cluster whose scheduler is at ``address``, such as ``tcp://10.0.0.1:8786``.

    TLS and all else that Dask can be told is set by Dask's own configuration.

    Args:
        project: where the report lies.
        editions: whose notebooks are run.
        address: of the scheduler.

    Raises:
        InputError: if Dask is not installed, or the cluster cannot be reached, has no worker, or differs from here.
    """
    try:
        from distributed import Client  # noqa: PLC0415  an extra: only a cluster needs it
        from distributed.diagnostics.plugin import UploadFile  # noqa: PLC0415
    except ImportError as error:
        raise InputError("a cluster needs Dask. Install it: pip install 'annual-report[cluster]'") from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {address}: {error}") from error
    with client, TemporaryDirectory() as folder:
        slots = sum(client.nthreads().values())
        if not slots:
            raise InputError(f"the cluster at {address} has no worker. Start one: dask worker {address}")
        told = client.get_versions(packages=locked_packages(project.root))
        require_same_versions(cast("Mapping[str, Any]", told))
        parcel = pack_parcel(project, editions)
        file = Path(folder) / f"annual-report-{parcel.digest[:16]}.zip"
        file.write_bytes(parcel.content)
        client.register_plugin(UploadFile(str(file), load=False))  # for workers that join later, too
        executor = client.get_executor(pure=False)
        try:
            yield Workers(executor, runner(file.name, parcel.digest), slots)
        finally:
            executor.shutdown(wait=False)
