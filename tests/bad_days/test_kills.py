"""A command that is killed loses nothing and leaves nothing, and the next one ends as if there had been no kill.

Here each command is killed at the moments that matter most. ``python -m tests.bad_days.kills`` kills a hundred times.
"""

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.bad_days.cases import Trial
from tests.bad_days.killing import Kill, place

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
KILL, TERM, INT = signal.SIGKILL, signal.SIGTERM, signal.SIGINT


@pytest.fixture(scope="module", params=["build", "accept", "fleet", "synthesise", "release-pack", "sign-off"])
def trial(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    folder = tmp_path_factory.mktemp("kills")
    with place(folder) as where:
        yield Trial(request.param, where, folder / "kept")


@pytest.mark.parametrize(
    ("number", "whom", "part"), [(KILL, "command", 1.0), (TERM, "command", 0.6), (INT, "group", 1.0)]
)
def test_a_kill_at_a_rename_loses_and_leaves_nothing(
    trial: Trial, number: signal.Signals, whom: str, part: float
) -> None:
    trial.kill(Kill(number, whom, at_rename=max(1, round(part * trial.renames))))  # type: ignore[arg-type]  # one of two


@pytest.mark.parametrize(("number", "part"), [(TERM, 0.75), (INT, 0.9)])
def test_a_kill_while_the_command_works_is_answered_within_a_second(
    trial: Trial, number: signal.Signals, part: float
) -> None:
    assert trial.kill(Kill(number, after=part * trial.seconds)) < 1


def test_a_preview_that_is_killed_leaves_nothing(tmp_path: Path) -> None:
    with place(tmp_path) as where:
        trial = Trial("preview", where, tmp_path / "kept")
        for number in (KILL, TERM):
            trial.kill(Kill(number, after=4))
