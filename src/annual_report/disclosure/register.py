"""The register of a signed-off release: which records each of its numbers counted, kept beside the records.

A release holds only what is public, so it cannot say whether a count of a later edition is of the same records. The
register can. It is record-level data, and lies where the records lie.
"""

import json
from pathlib import Path

from pydantic import Field

from annual_report.editions.models import Edition
from annual_report.errors import CheckError, InputError
from annual_report.private import own_folder
from annual_report.statistics.ledger import RECORD_LEVEL, Ledger, to_json, without_head
from annual_report.statistics.models import Record, Statistic
from annual_report.statistics.plain import why_not
from annual_report.swap import write_whole


class Register(Record):
    """The counts of release ``number`` of an edition, with the records of each. ``hash`` is that of the release."""

    edition: str
    number: int = Field(ge=1, le=999)
    hash: str
    statistics: tuple[Statistic, ...]


def register_file(edition: Edition, number: int) -> Path:
    """Return the file of the register of a release."""
    return edition.registers_folder / f"{edition.name}-{number:03d}.json"


def write_register(edition: Edition, number: int, release_hash: str, ledger: Ledger) -> Path:
    """Write the register of a release that was made from ``ledger``, whole or not at all, and return its file.

    Raises:
        InputError: if it cannot be written.
    """
    file = register_file(edition, number)
    counts = tuple(item for item in ledger.statistics if not item.reference)
    register = Register(edition=edition.name, number=number, hash=release_hash, statistics=counts)
    try:
        own_folder(file.parent)
        write_whole(to_json(register, RECORD_LEVEL), file)
    except OSError as error:
        raise InputError(
            f"{file} cannot be written: {error.strerror}. It says which records the release counts, and later editions "
            "are held against it"
        ) from error
    return file


def read_register(edition: Edition, number: int, release_hash: str) -> Register:
    """Return the register of a release.

    Raises:
        CheckError: if it is missing, or of another release.
        InputError: if the file is none.
    """
    file = register_file(edition, number)
    if not file.is_file():
        raise CheckError(
            f"{file}: is missing. It says which records release {number:03d} of edition {edition.name} counted, and "
            "this edition is held against that release by it. Restore it, or build that edition again: a build whose "
            "numbers are those that were signed off writes it"
        )
    try:
        content = without_head(json.loads(file.read_text(encoding="utf-8")), RECORD_LEVEL)
        register = Register.model_validate(content, strict=False)
    except ValueError as error:
        raise InputError(f"{file}: not the register of a release: {why_not(error)}") from error
    if register.hash != release_hash:
        raise CheckError(f"{file}: is of another release than {edition.releases_folder.name}/{number:03d}.json")
    return register
