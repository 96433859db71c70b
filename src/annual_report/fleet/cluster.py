"""The workers of a Dask cluster that is already there: its own scheduling, its own security, nothing of ours."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, cast

from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.errors import InputError, RunError
from annual_report.fleet.parcel import Parcel, pack_parcel
from annual_report.fleet.remote import closer, opener, runner
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
    except ImportError as error:
        raise InputError("a cluster needs Dask. Install it: pip install 'annual-report[cluster]'") from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        slots = sum(client.nthreads().values())
        if not slots:
            raise InputError(f"the cluster at {address} has no worker. Start one: dask worker {address}")
        told = client.get_versions(packages=locked_packages(project.root))
        require_same_versions(cast("Mapping[str, Any]", told))
        with _opened_on_workers(client, pack_parcel(project, editions)) as folder:
            executor = client.get_executor(pure=False)
            try:
                yield Workers(executor, runner(folder), slots)
            finally:
                executor.shutdown(wait=False)


@contextmanager
def _opened_on_workers(client: Any, parcel: Parcel) -> Iterator[str]:
    """Have each worker, also one that joins later, open the parcel, and remove it at the end of the block.

    The name of its folder there is given. If this client is lost, the scheduler has it removed.

    Raises:
        InputError: if a worker cannot open it.
        RunError: if a worker cannot remove it. Where the block is broken off, its own error goes first.
    """
    folder = f"annual-report-{client.id}"
    client.register_plugin(closer(folder, client.id))
    try:
        _open(client, folder, parcel)
        yield folder
    except BaseException:
        with suppress(Exception):
            client.unregister_worker_plugin(folder)
        raise
    try:
        client.unregister_worker_plugin(folder)
    except Exception as error:
        raise RunError(f"a worker may still hold records: {error}. Remove its folder {folder} by hand") from error


def _open(client: Any, folder: str, parcel: Parcel) -> None:
    try:
        client.register_plugin(opener(folder, parcel.content, parcel.digest))
    except Exception as error:
        raise InputError(f"a worker of the cluster cannot open the report's parcel: {error}") from error
