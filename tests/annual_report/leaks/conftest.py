"""The small site and the one that leaks, each built once; and a way to plant a leak in a copy of one file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.support.small_sites import make_small_site, small_secrets

from annual_report.leaks.models import Leak
from annual_report.leaks.search import search_site

#: Copies a file of the small site, changes it, and returns what the gate finds in it.
Plant = Callable[[str, Callable[[Path], object]], tuple[Leak, ...]]


@pytest.fixture(scope="session")
def clean_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_site(tmp_path_factory.mktemp("clean"))


@pytest.fixture(scope="session")
def leaking_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_small_site(tmp_path_factory.mktemp("leaking"), leaking=True)


@pytest.fixture
def plant(clean_site: Path, tmp_path: Path) -> Plant:
    def planted(name: str, change: Callable[[Path], object]) -> tuple[Leak, ...]:
        copy = tmp_path / "site" / name
        copy.parent.mkdir(parents=True)
        shutil.copy(clean_site / name, copy)
        assert search_site(tmp_path / "site", small_secrets()) == ()
        change(copy)
        return search_site(tmp_path / "site", small_secrets())

    return planted
