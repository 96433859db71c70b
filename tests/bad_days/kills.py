"""Kills commands so many times: with each signal, alone and as a group, at random moments and at their renames.

Run it from the report's folder: ``python -m tests.bad_days.kills --count 100``. It ends with a table, and with 1 if
anything was lost or left.
"""

import argparse
import random
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bad_days.cases import CASES, Trial
from tests.bad_days.killing import Kill, Whom, place

_SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
#: How often each command's turn comes, of so many.
_SHARES = {"build": 28, "accept": 16, "fleet": 16, "synthesise": 14, "preview": 8, "release-pack": 10, "sign-off": 8}


def main() -> int:
    """Kill as often as is asked for, and return how many times something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commands", nargs="*", choices=sorted(CASES), default=list(_SHARES))
    told = parser.parse_args()
    # a shell starts what runs in the background with Ctrl-C ignored, and so would be the commands that are killed here
    signal.signal(signal.SIGINT, signal.default_int_handler)
    drawn, wrong, slowest = random.Random(told.seed), 0, 0.0  # noqa: S311  a plan, not a secret
    total = sum(_SHARES[name] for name in told.commands)
    for name in told.commands:
        count = max(1, round(told.count * _SHARES[name] / total))
        with TemporaryDirectory(dir="/var/tmp") as folder, place(Path(folder)) as where:
            trial = Trial(name, where, Path(folder) / "kept")
            done: Counter[str] = Counter()
            for kill in plan(trial, count, drawn):
                started = time.monotonic()
                try:
                    seconds = trial.kill(kill)
                    said = f"ended after {seconds:.2f} s"
                    slowest = max(slowest, seconds)
                except AssertionError as error:
                    wrong += 1
                    said = f"WRONG: {error}"
                done[kill.number.name] += 1
                print(f"{name}: {kill}: {said} ({time.monotonic() - started:.0f} s)", flush=True)  # noqa: T201
            print(f"{name}: {dict(done)}", flush=True)  # noqa: T201
    print(f"wrong: {wrong}; the slowest end: {slowest:.2f} s")  # noqa: T201
    return wrong


def plan(trial: Trial, count: int, drawn: random.Random) -> list[Kill]:
    """Return so many kills: by turns at a rename, spread over all there are, and at a moment that is drawn."""
    at_renames = count // 2 if trial.renames else 0
    places = [1 + place * trial.renames // max(1, at_renames) for place in range(at_renames)]
    if places:
        places[-1] = trial.renames
    kills = []
    for turn in range(count):
        number = _SIGNALS[turn % 3]
        whom: Whom = "group" if turn // 3 % 2 else "command"
        if places and turn % 2 == 0:
            kills.append(Kill(number, whom, at_rename=places.pop(0)))
        else:
            kills.append(Kill(number, whom, after=drawn.uniform(0.05, 0.9 * trial.seconds)))
    return kills


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
