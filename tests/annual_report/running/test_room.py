"""As many notebooks run at a time as open files and address space allow, and none where one would be ended half way."""

import resource

import pytest

from annual_report.errors import RunError
from annual_report.running.room import side_by_side_within_limits

NONE = resource.RLIM_INFINITY


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """The system's limits, soft and hard, which a test sets."""
    told = {resource.RLIMIT_NOFILE: (1024, 1024), resource.RLIMIT_AS: (NONE, NONE)}
    monkeypatch.setattr(resource, "getrlimit", told.__getitem__)
    monkeypatch.setattr(resource, "setrlimit", told.__setitem__)
    return told


def test_without_limits_as_many_run_as_are_wanted(limits: dict[int, tuple[int, int]]) -> None:
    limits[resource.RLIMIT_NOFILE] = (NONE, NONE)
    assert side_by_side_within_limits(17) == 17


@pytest.mark.parametrize(("files", "fit"), [(80, 1), (90, 2), (113, 2), (114, 3), (1024, 8)])
def test_open_files_bound_how_many_run(limits: dict[int, tuple[int, int]], files: int, fit: int) -> None:
    limits[resource.RLIMIT_NOFILE] = (files, files)
    assert side_by_side_within_limits(8) == fit


@pytest.mark.parametrize(("space", "fit"), [(2_000_000_000, 2), (3_000_000_000, 5), (8_000_000_000, 8)])
def test_address_space_bounds_how_many_run(limits: dict[int, tuple[int, int]], space: int, fit: int) -> None:
    limits[resource.RLIMIT_AS] = (space, NONE)
    assert side_by_side_within_limits(8) == fit


def test_a_limit_of_files_that_may_be_raised_is(limits: dict[int, tuple[int, int]]) -> None:
    limits[resource.RLIMIT_NOFILE] = (64, 500)
    assert side_by_side_within_limits(8) == 8
    assert limits[resource.RLIMIT_NOFILE] == (500, 500)


@pytest.mark.parametrize(
    ("kind", "limit", "words"),
    [(resource.RLIMIT_NOFILE, 79, "79 files open"), (resource.RLIMIT_AS, 1_990_000_000, "2.0 GB of address space")],
)
def test_where_not_even_one_can_run_it_is_said(
    limits: dict[int, tuple[int, int]], kind: int, limit: int, words: str
) -> None:
    limits[kind] = (limit, limit)
    with pytest.raises(RunError, match=rf"{words}.*Raise the limit"):
        side_by_side_within_limits(1)
