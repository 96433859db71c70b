"""An edition whose build left a release and its review, and nothing else."""

from pathlib import Path

import pytest
from tests.support.reviews import built_project

from annual_report.editions.project import Project


@pytest.fixture
def reviewed(tmp_path: Path) -> Project:
    """A report that was built: its settings, its release, and the review of it."""
    return built_project(tmp_path)
