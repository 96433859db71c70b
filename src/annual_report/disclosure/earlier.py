"""What of an edition was signed off and published before: each release whole, so that a new one is held against it."""

import hashlib
import json
from datetime import date
from pathlib import Path

from pydantic import Field

from annual_report.errors import CheckError, InputError
from annual_report.release import Release
from annual_report.statistics.ledger import to_json
from annual_report.statistics.models import Record
from annual_report.statistics.plain import why_not
from annual_report.swap import write_whole

_RESTORE = "Restore it as it was signed off: what was published cannot be taken back"


class Earlier(Record):
    """A release that ``by`` signed off ``on`` a day. ``hash`` is that of the release as it was then."""

    number: int = Field(ge=1, le=999)
    release: Release
    hash: str
    by: str
    on: date


def release_hash(release: Release) -> str:
    """Return the SHA-256 of what a sign-off covers: figures, verdicts, and what readers are told of disclosure control.

    The notice is left out: it changes when the release is signed off. Fields that have their usual value are left out
    too, so that a field which is new in the program changes no hash.
    """
    covered = release.model_dump(mode="json", include={"ledger", "verdicts", "disclosure"}, exclude_defaults=True)
    text = json.dumps(covered, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_earlier(folder: Path) -> tuple[Earlier, ...]:
    """Return the releases in ``folder``, the oldest first: none, if there is no such folder.

    Raises:
        InputError: if a file does not belong there or is no signed-off release.
        CheckError: if one was altered or is missing.
    """
    if not folder.exists():
        return ()
    files = sorted(file for file in folder.iterdir() if not file.name.startswith("."))
    found = tuple(_read(file) for file in files)
    for number, (file, earlier) in enumerate(zip(files, found, strict=True), start=1):
        if file.name != file_name(number):
            raise CheckError(f"{folder / file_name(number)}: is missing, and {file.name} is there. {_RESTORE}")
        if earlier.number != number or earlier.hash != release_hash(earlier.release):
            raise CheckError(f"{file}: was altered since it was signed off: its hash or number disagrees. {_RESTORE}")
    return found


def write_earlier(folder: Path, earlier: Earlier) -> Path:
    """Write a signed-off release into ``folder`` as its next file, whole or not at all, and return the file.

    Raises:
        InputError: if there is such a file already, or it cannot be written.
    """
    file = folder / file_name(earlier.number)
    if file.exists():
        raise InputError(f"{file}: is there already, and a signed-off release is never replaced")
    try:
        folder.mkdir(exist_ok=True)
        write_whole(to_json(earlier), file)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}") from error
    return file


def file_name(number: int) -> str:
    """Return the name of the file of a release: ``001.json``."""
    return f"{number:03d}.json"


def _read(file: Path) -> Earlier:
    try:
        return Earlier.model_validate_json(file.read_text(encoding="utf-8"), strict=False)
    except (ValueError, OSError) as error:
        raise InputError(f"{file}: not a signed-off release, which alone belongs here: {why_not(error)}") from error
