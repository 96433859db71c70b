"""Whether an edition's build is current: all that it was made from, and all that it made, as it was recorded."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.reuse.digests import Facts, digests_of
from annual_report.reuse.ground import ground_of
from annual_report.reuse.reasons import differences
from annual_report.reuse.record import Record, read_record
from annual_report.reuse.sources import content_now, machine_facts, own_contents, told_facts

#: What no notebook reads.
_NARRATIVE = ("book/", "_config.yml", "_toc.yml")
#: What people add to the folder of a build, and no build makes.
_ADDED = ("release-pack",)


@dataclass(frozen=True, slots=True)
class Built:
    """Where the report is, how it compares with what was printed, and whether it is signed off."""

    site: Path
    pdf: Path
    tally: str
    standing: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How an edition's output stands: the record of its last good build, and why that is not current.

    ``figures``: whether something changed on which a notebook may depend. This is a guess, to be ready for it.
    """

    record: Record | None
    why: str
    figures: bool = True

    @property
    def is_current(self) -> bool:
        """Say whether there is nothing to do."""
        return not self.why


def standing_of(project: Project, name: str, given: Mapping[str, str], kernels: str) -> Standing:
    """Return how the output of an edition stands. Every file is read; nothing heavy is imported.

    Args:
        project: where the report lies.
        name: the edition.
        given: parameters for the notebooks, over those of ``edition.toml``.
        kernels: the kind of kernels that they run in.

    Raises:
        MissingError: if there is no such edition.
        InputError: if its ``edition.toml`` is wrong.
    """
    edition = project.edition(name)
    record = read_record(record_file(project, name))
    if record is None:
        return Standing(None, f"{name} was not built before")
    told = told_facts({"edition": name, "area": "all", **edition.parameters, **given}, kernels)
    ground = ground_of(project.root, edition.subject).facts
    inputs = inputs_of(project, edition, told, record.opened)
    outputs = outputs_of(project.output(name))
    before, now = {**record.ground, **record.inputs}, {**ground, **inputs}
    changed = {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
    why = [
        differences(before, now),
        *(f"{name} {reason}" for name, reason in sorted(record.unsettled.items())),
        f"of what was built, {made}" if (made := differences(record.outputs, outputs)) else "",
    ]
    figures = bool(record.unsettled) or any(not name.startswith(_NARRATIVE) for name in changed)
    return Standing(record, "; ".join(filter(None, why)), figures)


def built_of(project: Project, name: str, record: Record) -> Built:
    """Return what is said of a finished build. What a failed one left for the check goes: it is of no use now."""
    shutil.rmtree(project.draft(name), ignore_errors=True)
    site = project.output(name) / "site"
    return Built(site / "index.html", site / "report.pdf", record.tally, record.sign_off)


def inputs_of(project: Project, edition: Edition, told: Facts, opened: tuple[str, ...]) -> Facts:
    """Return all that a build depends on besides the ground, ``opened`` being what its notebooks opened."""
    own = own_contents(project, edition)
    more = {name: content_now(name, project.root) for name in opened if name not in own}
    return {**own, **more, **told, **machine_facts(project)}


def outputs_of(folder: Path) -> Facts:
    """Return the content of every file that a build made."""
    files = (file for file in folder.rglob("*") if not file.is_dir())
    return digests_of((file for file in files if file.relative_to(folder).parts[0] not in _ADDED), folder)


def record_file(project: Project, name: str) -> Path:
    """Return where the record of an edition's last good build lies."""
    return project.store / "builds" / f"{name}.json"
