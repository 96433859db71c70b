"""One area's pack, from its executed notebooks to a small site of its own."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annual_report.disclosure.models import OfAreas
from annual_report.editions.given import ALL
from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError, MissingError
from annual_report.leaks.search import require_no_leaks
from annual_report.leaks.traces import Traces
from annual_report.packs.contents import contents_of_pack
from annual_report.packs.gate import secrets_of_pack
from annual_report.packs.press import print_pack
from annual_report.packs.record import write_record
from annual_report.packs.source import Pack
from annual_report.release import read_release
from annual_report.review.record import read_release_and_review
from annual_report.running.execute import Run
from annual_report.running.gather import gather
from annual_report.subject import load_subject
from annual_report.swap import built_aside

#: A notebook's name with the bytes that it became when it was run.
Executed = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class PackOrder:
    """What to make: the pack of an area, beside a release, from inputs of this digest.

    ``traces`` are those of all records of the edition: a pack may tell of none.
    """

    project: Project
    edition: str
    area: str
    release: Path
    inputs: str
    traces: Traces = field(repr=False)

    @property
    def target(self) -> Path:
        """The folder that the pack fills."""
        return self.project.pack(self.edition, self.area)


def release_for_packs(project: Project, edition: str) -> Path:
    """Return the file of the release that packs of an edition stand beside: that of its finished build.

    Raises:
        MissingError: if the edition has not been built.
    """
    file = project.output(edition) / "release.json"
    if not file.is_file():
        raise MissingError(
            f"edition {edition!r} has not been built, and its packs show what it publishes of all areas. Run "
            f"'annual-report build {edition}' first"
        )
    return file


def known_to_areas(project: Project, edition: str) -> OfAreas:
    """Return what areas can tell by their own records beside what is printed: the release was held against each.

    Raises:
        CheckError: if the release was not, since an older program made it.
        ReportError: if the release or its review is not sound.
    """
    _, review = read_release_and_review(project.output(edition))
    if review.of_areas is None:
        raise CheckError(
            f"the release of edition {edition!r} was not held against areas that know their own records. Run "
            f"'annual-report build {edition}' first"
        )
    return review.of_areas


def require_areas(edition: Edition, areas: Sequence[str]) -> None:
    """Check that the edition has each of these areas.

    Raises:
        InputError: naming those that it has not, or one whose name means all.
    """
    for area in areas:
        if area.lower() == ALL:
            raise InputError(
                f"the area {area!r} can have no pack: the word means the whole edition. Name an area's code"
            )
    unknown = sorted(set(areas) - set(load_subject(edition.subject).areas(edition)))
    if unknown:
        raise InputError(f"edition {edition.name!r} has no area {', '.join(unknown)}. Its areas stand in its records")


def make_pack(order: PackOrder, executed: Executed) -> None:
    """Make the pack of executed notebooks and put it in the place of the last one.

    Raises:
        RunError: if Sphinx refuses the pack's pages.
        CheckError: if two notebooks contradict each other, or the pack tells what it must not.
    """
    project, edition = order.project, order.project.edition(order.edition)
    with built_aside(order.target) as new:
        runs = list(_write_notebooks(executed, new / "notebooks"))
        ledger = gather(edition.name, runs, synthetic=edition.records.synthetic)
        ledger.write(new / "ledger.json")
        release = read_release(order.release)
        pack = Pack(order.area, contents_of_pack(order.area, [run.file for run in runs], ledger, release), release)
        stage = new / "work"
        stage.mkdir()
        print_pack(pack, project.root / "_config.yml", stage, new / "site")
        shutil.rmtree(stage)
        require_no_leaks(new / "site", secrets_of_pack(project, order.traces, ledger))
        write_record(new, order.inputs)


def _write_notebooks(executed: Executed, folder: Path) -> Sequence[Run]:
    folder.mkdir()
    runs = []
    for name in sorted(executed):
        file = folder / name
        file.write_bytes(executed[name])
        runs.append(Run(file.stem, file, 0.0))
    return runs
