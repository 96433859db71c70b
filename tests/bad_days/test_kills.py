"""A command that is killed loses nothing and leaves nothing, and the next one ends as if there had been no kill.

Here each command is killed once, at a moment at which something was once lost or left.
``python -m tests.bad_days.kills`` kills a hundred times.
"""

import signal
import sys
from pathlib import Path

import pytest
from tests.bad_days.cases import Trial
from tests.bad_days.killing import Kill, Whom, place

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")]


@pytest.mark.parametrize(
    ("command", "number", "part"),
    [
        ("accept", signal.SIGKILL, 0.7),  # some notebooks were stored and some not
        ("synthesise", signal.SIGKILL, 0.5),
        ("release-pack", signal.SIGKILL, 1.0),
        ("sign-off", signal.SIGTERM, 1.0),
    ],
)
def test_a_kill_at_a_rename_loses_and_leaves_nothing(
    tmp_path: Path, command: str, number: signal.Signals, part: float
) -> None:
    with place(tmp_path) as where:
        trial = Trial(command, where, tmp_path / "kept")
        trial.kill(Kill(number, at_rename=max(1, round(part * trial.renames))))


@pytest.mark.parametrize(
    ("command", "number", "whom", "part"),
    [
        ("build", signal.SIGTERM, "command", 0.75),  # the press was left
        ("fleet", signal.SIGINT, "group", 0.6),  # all packs were finished first
        ("preview", signal.SIGKILL, "command", 0.5),
    ],
)
def test_a_kill_while_a_command_works_is_answered_within_a_second_and_loses_and_leaves_nothing(
    tmp_path: Path, command: str, number: signal.Signals, whom: Whom, part: float
) -> None:
    with place(tmp_path) as where:
        trial = Trial(command, where, tmp_path / "kept")
        assert trial.kill(Kill(number, whom, after=part * trial.seconds)) < 1
