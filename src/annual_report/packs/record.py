"""The record of a finished pack: from what it was made and what it holds, by content. What holds is not made again."""

from pathlib import Path

from pydantic import ValidationError

from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.reuse.digests import digest_of_facts, digest_of_file, digests_of, files_under
from annual_report.reuse.ground import ground_of
from annual_report.reuse.sources import own_contents
from annual_report.statistics.ledger import to_json
from annual_report.statistics.models import Record

_FILE = "pack.json"


class PackRecord(Record):
    """What a pack was made from, and all that it holds."""

    inputs: str
    outputs: str


def inputs_of_packs(project: Project, edition: Edition, release: Path) -> str:
    """Return the digest of all that the packs of an edition are made from: records, notebooks, release, settings, code.

    The narrative is not among it: a pack has none.
    """
    contents = own_contents(project, edition)
    book = f"{project.book.relative_to(project.root).as_posix()}/"
    facts = {name: digest for name, digest in contents.items() if not name.startswith(book)}
    facts["release"] = digest_of_file(release)
    facts["program"] = ground_of(project.root, edition.subject).digest
    return digest_of_facts(facts)


def write_record(folder: Path, inputs: str) -> None:
    """Write the record of the pack that lies whole in ``folder``."""
    (folder / _FILE).write_text(to_json(PackRecord(inputs=inputs, outputs=_outputs(folder))), encoding="utf-8")


def is_done(folder: Path, inputs: str) -> bool:
    """Say whether the pack in ``folder`` was made from these inputs and is as it was written."""
    try:
        record = PackRecord.model_validate_json((folder / _FILE).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return False
    return record.inputs == inputs and record.outputs == _outputs(folder)


def _outputs(folder: Path) -> str:
    files = [file for file in files_under(folder) if file.name != _FILE]
    return digest_of_facts(digests_of(files, folder))
