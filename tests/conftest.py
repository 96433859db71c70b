"""What many tests share: no skip passes unseen on the build machine, and one build of the whole report."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.support.once import once

from annual_report.build import build
from annual_report.editions.project import Project
from annual_report.reuse.current import Built

ROOT = Path(__file__).parent.parent
_SOURCES = ("_config.yml", "_toc.yml", "book", "notebooks", "data")

# Hypothesis's own profile for build machines: a property is tried on the same draws in every run, so what fails says
# something about the change that is tested. For new draws: pytest --hypothesis-profile default
settings.load_profile("ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run what takes long first, so that no process is left alone with it when the others have ended."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: "pytest.CallInfo[None]") -> Iterator[None]:
    """Where everything is installed, a skipped test is a failed one."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.skipped and os.environ.get("ANNUAL_REPORT_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which ANNUAL_REPORT_NO_SKIPS forbids: {report.longrepr}"


def copy_project(folder: Path) -> Project:
    """Copy the report's sources (not the code) into ``folder``."""
    for name in _SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
        else:
            shutil.copy(source, folder / name)
    return Project(folder)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the report that a test may change."""
    return copy_project(tmp_path)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The whole 2020 report, built once a run from a copy of the sources."""
    return once(tmp_path_factory, "report", lambda folder: build(copy_project(folder), "2020", {}, lambda step: None))


@pytest.fixture(scope="session")
def built_site(built: Built) -> Path:
    """The published folder of the 2020 report."""
    return built.site.parent
