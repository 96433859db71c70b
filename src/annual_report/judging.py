"""Judges an edition's files together, before anything runs: its settings, its records, what it printed, decisions.

All faults are collected: who mends one file should not have to wait to hear of the next.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from annual_report.disclosure.decisions import read_decisions
from annual_report.disclosure.earlier import read_earlier
from annual_report.editions.models import Edition, load_edition
from annual_report.errors import ReportError
from annual_report.faults import Fault, RecordsError
from annual_report.figures.published import read_published
from annual_report.running.parameters import check_parameters
from annual_report.settings import SettingsError
from annual_report.subject import load_subject

_UNREAD = "the records were not looked at: what they must be stands in edition.toml"


Given = TypeVar("Given")


def judge_folder(folder: Path) -> Edition:
    """Return the edition in a folder, if all its files are sound.

    Raises:
        MissingError: if there is no edition.
        RecordsError: with every fault of every file.
    """
    try:
        edition = load_edition(folder)
    except SettingsError as error:
        unread = Fault("edition.toml", 0, "", "", _UNREAD)
        beside = faults_beside(folder / "published.csv", folder / "decisions.csv", folder / "releases")
        raise RecordsError([*error.faults, unread, *beside]) from error
    if faults := [*_of_settings(edition), *faults_beside_records(edition)]:
        raise RecordsError(faults)
    return edition


def faults_beside_records(edition: Edition) -> list[Fault]:
    """Return every fault of the files that stand beside an edition's records."""
    return faults_beside(edition.published_file, edition.decisions_file, edition.releases_folder)


def faults_beside(published: Path, decisions: Path, releases: Path) -> list[Fault]:
    """Return every fault of the printed figures, the decisions and the releases that were signed off."""
    return [*_faults(read_published, published), *_faults(read_decisions, decisions), *_faults(read_earlier, releases)]


def _of_settings(edition: Edition) -> list[Fault]:
    """Return what is wrong with settings that other parts of the program read, and with the records."""
    faults = _faults(check_parameters, {"edition": edition.name, **edition.parameters})
    try:
        return [*faults, *load_subject(edition.subject).check(edition)]
    except ReportError as error:
        return [*faults, Fault("edition.toml", 0, "subject", edition.subject, str(error))]


def _faults(read: Callable[[Given], object], given: Given) -> list[Fault]:
    try:
        read(given)
    except RecordsError as error:
        return error.faults
    except ReportError as error:
        name = given.name if isinstance(given, Path) else "edition.toml"
        return [Fault(name, 0, "", "", str(error))]
    return []
