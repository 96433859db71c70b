from pathlib import Path

import pytest
from tests.support.incident_records import DataSet


@pytest.fixture
def data(tmp_path: Path) -> DataSet:
    return DataSet(tmp_path / "data")
