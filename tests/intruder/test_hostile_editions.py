"""No reader works out what is hidden in editions made to be attacked: shown by the intruder, who has only the pages."""

from pathlib import Path

import pytest
from tests.intruder.judging import attack
from tests.support.hostile_editions import DESIGNS, Design

from annual_report.errors import CheckError


@pytest.mark.parametrize("design", DESIGNS, ids=str)
def test_nothing_hidden_can_be_worked_out(design: Design, tmp_path: Path) -> None:
    found = _attacked(design, tmp_path)
    assert not found, "\n".join(found)


def _attacked(design: Design, folder: Path) -> list[str]:
    """Return the faults that the attack finds. To publish nothing is safe too, where the design says why it may be."""
    try:
        return attack(design.edition(), folder)
    except CheckError:
        if not design.refusal:
            raise
        return []
