from pathlib import Path
from typing import Any

import pytest

from annual_report.errors import InputError
from annual_report.fleet.versions import locked_packages, require_same_versions


def machine(packages: dict[str, str], kind: str = "x86_64") -> dict[str, Any]:
    return {"host": {"machine": kind}, "packages": {"python": "3.11.7", "dask": "1", "pandas": "3", **packages}}


def told(worker: dict[str, Any], scheduler: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"client": machine({}), "scheduler": scheduler or machine({}), "workers": {"tcp://w:1": worker}}


def test_the_same_versions_are_accepted_and_the_scheduler_needs_only_what_it_uses() -> None:
    require_same_versions(told(machine({}), machine({"pandas": "2"})))


@pytest.mark.parametrize(
    ("versions", "reason"),
    [
        (told(machine({"pandas": "2"})), "worker tcp://w:1: pandas 2, here 3"),
        (told(machine({"python": "3.12.0"})), "worker tcp://w:1: python 3.12.0, here 3.11.7"),
        (told(machine({}, "aarch64")), "worker tcp://w:1: machine aarch64, here x86_64"),
        (told(machine({}), machine({"dask": "2"})), "the scheduler: dask 2, here 1"),
    ],
)
def test_each_difference_is_named_with_where_it_is(versions: dict[str, Any], reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        require_same_versions(versions)


def test_a_package_that_a_worker_lacks_is_named() -> None:
    worker = machine({})
    del worker["packages"]["pandas"]
    with pytest.raises(InputError, match="pandas is missing, here 3"):
        require_same_versions(told(worker))


def test_the_lock_names_its_packages(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("pandas==3.1 \\\n    --hash=sha256:0\nclick==8 ; python\n")
    assert locked_packages(tmp_path) == ("click", "pandas")
    with pytest.raises(InputError, match="not there"):
        locked_packages(tmp_path / "elsewhere")
