"""What each command may leave when it is killed: a state before it, the state after it, and nothing between."""

import hashlib
import shutil
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bad_days.killing import Kill, Place
from tests.bad_days.reports import (
    MANY,
    change,
    previewed_report,
    report_to_synthesise,
    report_with_packs,
    reviewed_report,
    whole_report,
)

#: A folder's files, each with its digest; empty where there is no such folder.
State = Mapping[str, str]
_OLD = "old\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A command: what it is told, how the report is made that it is run in, and the folders that it changes.

    Each folder is all old or all new: at once, or, where its files are moved one by one, once the next command started.
    """

    words: tuple[str, ...]
    prepare: Callable[[Place], None]
    folders: tuple[str, ...]
    ends: bool = True
    at_once: bool = True


def _built(place: Place) -> None:
    whole_report(place.root)
    assert place.run(("build", "2020")).code == 0
    change(place.root, 1)


def _unaccepted(place: Place) -> None:
    whole_report(place.root, MANY)


def _altered(place: Place) -> None:
    report_to_synthesise(place.root)
    for file in (place.root / "data" / "2020").glob("SYNTHETIC_*"):
        file.write_text(_OLD, encoding="utf-8")


def _packed(place: Place) -> None:
    reviewed_report(place.root)
    assert place.run(("release-pack", "2020")).code == 0


def _with_old_pack(place: Place) -> None:
    _packed(place)
    for file in (place.root / "_build" / "2020" / "release-pack").iterdir():
        file.write_text(_OLD, encoding="utf-8")


_SIGN = ("sign-off", "2020", "--by", "Grace Hopper", "--on", "2026-03-04")
CASES: Mapping[str, Case] = {
    "build": Case(("build", "2020"), _built, ("_build/2020",)),
    "accept": Case(("accept",), _unaccepted, ("notebooks",), at_once=False),
    "synthesise": Case(("synthesise", "2020"), _altered, ("data/2020",), at_once=False),
    "fleet": Case(
        ("fleet", "--areas", "all"),
        lambda place: report_with_packs(place.root),
        tuple(f"_build/2020-AREA-00{number}" for number in (1, 2, 3)),
    ),
    "release-pack": Case(("release-pack", "2020"), _with_old_pack, ("_build/2020/release-pack",)),
    "sign-off": Case(_SIGN, _packed, ("data/2020/releases",)),
    "preview": Case(
        ("preview", "2020", "--port", "0"), lambda place: previewed_report(place.root), ("book", "data"), ends=False
    ),
}


class Trial:
    """A command that is killed again and again, each time in the same report.

    Args:
        name: of the command.
        place: where it is run.
        kept: a folder for the report as it is before the command.
    """

    def __init__(self, name: str, place: Place, kept: Path) -> None:
        self.case, self._place, self._kept = CASES[name], place, kept
        shutil.rmtree(place.root, ignore_errors=True)
        self.case.prepare(place)
        shutil.copytree(place.root, kept, symlinks=True)
        self._before = self._states()
        self.renames, self.seconds = place.renames(self.case.words) if self.case.ends else (0, 8.0)
        self._after = self._states()
        assert self._place.leftovers() == []

    def kill(self, kill: Kill) -> float:
        """Kill the command and fail if anything is lost or left; return how many seconds it took to end.

        A command that has ended before is run again, to be killed at half the time.
        """
        shutil.rmtree(self._place.root)
        shutil.copytree(self._kept, self._place.root, symlinks=True)
        ended = self._place.run(self.case.words, kill)
        if not ended.killed:
            return self.kill(replace(kill, after=kill.after / 2))
        assert ended.left == (), f"{kill}: processes are left"
        assert "Traceback" not in ended.errors, f"{kill}: {ended.errors}"
        if self.case.at_once or kill.number != signal.SIGKILL:
            self._require_whole(f"{kill}: after it")
        self._run_again(kill)
        return ended.seconds

    def _run_again(self, kill: Kill) -> None:
        """The next command puts all in order, whatever it is, and the same one ends as if there had been no kill."""
        self._place.run(("check", "1999"))
        self._require_whole(f"{kill}: after the next command")
        if self.case.ends:
            again = self._place.run(self.case.words)
            unneeded = self.case.words[0] == "sign-off" and "is there already" in again.errors + again.told
            assert again.code == 0 or unneeded or "nothing changed since" in again.errors, f"{kill}: {again.errors}"
            assert self._states() == self._after, f"{kill}: the next run's bytes differ"
        assert self._place.leftovers() == [], str(kill)

    def _require_whole(self, when: str) -> None:
        for folder, before, after in zip(self.case.folders, self._before, self._after, strict=True):
            now = _state(self._place.root / folder)
            assert now in (before, after), f"{when} {folder} is neither the old nor the new"

    def _states(self) -> list[State]:
        return [_state(self._place.root / folder) for folder in self.case.folders]


def _state(folder: Path) -> State:
    """Return the digest of each file that is not aside: those are looked at by themselves."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    }
