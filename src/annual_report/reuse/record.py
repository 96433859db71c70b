"""The record of an edition's last good build: what went in, what came out, and what it said at its end."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from annual_report.private import own_folder
from annual_report.reuse.digests import Facts, digest_of
from annual_report.reuse.steps import Last
from annual_report.swap import write_whole


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a build.

    ``ground`` and ``inputs`` are what it depended on, ``opened`` names what the notebooks opened besides, ``outputs``
    are its files, ``steps`` what each step depended on. ``unsettled`` says of a notebook why it must always run.
    ``tally`` and ``sign_off`` are what was said at its end.
    """

    ground: Facts
    inputs: Facts
    outputs: Facts
    steps: Mapping[str, Facts] = field(default_factory=dict)
    unsettled: Mapping[str, str] = field(default_factory=dict)
    opened: tuple[str, ...] = ()
    tally: str = ""
    sign_off: str = ""

    @property
    def last(self) -> Last:
        """What the steps of the next build are held against."""
        return Last(self.ground, self.steps)


def read_record(file: Path) -> Record | None:
    """Return the record in ``file``; None if there is none, or it is damaged."""
    try:
        checksum, _, text = file.read_bytes().partition(b"\n")
        if digest_of(text) != checksum.decode():
            return None
        return Record(**json.loads(text))
    except (OSError, ValueError, TypeError):
        return None


def write_record(record: Record, file: Path) -> None:
    """Write a record with the digest that it is read by."""
    text = json.dumps(asdict(record), sort_keys=True)
    own_folder(file.parent)
    write_whole(f"{digest_of(text.encode())}\n{text}", file)
