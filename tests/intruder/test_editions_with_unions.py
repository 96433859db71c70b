"""No reader works out what is hidden in two hundred random editions that tell the same records in many ways."""

from pathlib import Path

import pytest
from tests.intruder.judging import attack
from tests.support.editions_with_unions import EDITIONS, edition_with_unions

from annual_report.errors import CheckError, RunError

#: Workers take a part each.
_PARTS = 8


@pytest.mark.parametrize("part", range(_PARTS))
def test_nothing_hidden_can_be_worked_out(part: int, tmp_path: Path) -> None:
    found = [line for seed in range(part, EDITIONS, _PARTS) for line in _attacked(seed, tmp_path / str(seed))]
    assert not found, "\n".join(found)


def _attacked(seed: int, folder: Path) -> list[str]:
    """Return the faults of the edition of a seed. None may be refused, and none is too hard."""
    edition = edition_with_unions(seed)
    try:
        return [f"{edition.name}: {line}" for line in attack(edition, folder)]
    except (CheckError, RunError) as error:
        return [f"{edition.name}: refused: {error}"]
