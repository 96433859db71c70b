"""Whether the machines of a cluster have what this one has: Python, and every package of the lock, by version."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from annual_report.errors import InputError

_LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==", re.MULTILINE)
#: What the scheduler alone must share: it runs no notebook.
_SCHEDULING = ("python", "dask", "distributed", "cloudpickle", "msgpack", "tornado", "toolz")
_MOST = 12


def locked_packages(root: Path) -> tuple[str, ...]:
    """Return the names of the packages in the report's lock.

    Raises:
        InputError: if the report has no lock.
    """
    lock = root / "requirements.txt"
    if not lock.is_file():
        raise InputError(f"{lock.name} is not there, so it cannot be told whether a cluster's workers fit. Restore it")
    return tuple(sorted(set(_LOCKED.findall(lock.read_text(encoding="utf-8")))))


def require_same_versions(told: Mapping[str, Any]) -> None:
    """Refuse a cluster that differs.

    Args:
        told: what Dask's ``Client.get_versions`` tells of the client, the scheduler and each worker.

    Raises:
        InputError: naming each difference, with where it is.
    """
    here = told["client"]
    packages = sorted(here["packages"])
    found = list(_differences("the scheduler", told["scheduler"], here, _SCHEDULING))
    for address in sorted(told["workers"]):
        found += _differences(f"worker {address}", told["workers"][address], here, packages)
    if found:
        more = [f"  and {len(found) - _MOST} more"] if len(found) > _MOST else []
        lines = "\n".join([*found[:_MOST], *more])
        raise InputError(
            f"the cluster is not what this machine is, so it could give other bytes:\n{lines}\n"
            "Install the same lock with the same Python there"
        )


def _differences(
    where: str, there: Mapping[str, Any], here: Mapping[str, Any], packages: Sequence[str]
) -> Iterator[str]:
    if there["host"]["machine"] != here["host"]["machine"]:
        yield f"  {where}: machine {there['host']['machine']}, here {here['host']['machine']}"
    for name in packages:
        other, ours = there["packages"].get(name), here["packages"].get(name)
        if other != ours:
            yield f"  {where}: {name} {other or 'is missing'}, here {ours or 'is missing'}"
