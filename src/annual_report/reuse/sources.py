"""What an edition is made from: its files and the report's, by content, and what else decides how its build ends."""

import getpass
import platform
from collections.abc import Iterator, Mapping
from pathlib import Path

from annual_report.editions.models import Edition, load_edition
from annual_report.editions.project import Project
from annual_report.errors import ReportError
from annual_report.reuse.digests import (
    Facts,
    digest_of_facts,
    digest_of_file,
    digest_of_names,
    digests_of,
    files_under,
    name_within,
)

_SETTINGS = ("_config.yml", "_toc.yml")


def contents_of(project: Project, edition: Edition) -> Facts:
    """Return the content of every file that a build of the edition, or one of its notebooks, may read."""
    return _contents(project, edition, ())


def own_contents(project: Project, edition: Edition) -> Facts:
    """Return the content of the files that the edition's build always depends on.

    Of other editions these are what they published, and which records that counted. A faulty one is told by the build.
    """
    settings = (file for file in project.data.resolve().glob("*/edition.toml") if file.parent.name != edition.name)
    others = {file.parent: file for file in settings}
    own = _contents(project, edition, tuple(others))
    return {**own, **digests_of(_published_of(others), project.root.resolve())}


def names_of_records(edition: Edition) -> Facts:
    """Return one fact for the names of all files that hold records: a notebook may ask whether there is one.

    What the engine alone reads, and a sign-off adds to, is left out.
    """
    engine = (edition.published_file, edition.decisions_file, edition.releases_folder, edition.registers_folder)
    names = {name_within(file, edition.folder.parent): "" for file in _records(edition) if not _within(file, engine)}
    return {"the names of the records' files": digest_of_facts(names)}


def told_facts(parameters: Mapping[str, str], kernels: str) -> Facts:
    """Return what the notebooks are told, and where they run."""
    return {**{f"parameter {name}": value for name, value in parameters.items()}, "kernels": kernels}


def machine_facts(project: Project) -> Facts:
    """Return what the leak gate knows of the machine: a site that is sound on one may name another."""
    return {
        "user": getpass.getuser(),
        "host": platform.node(),
        "home": str(Path.home()),
        "folder": str(project.root.resolve()),
    }


def content_now(name: str, root: Path) -> str:
    """Return the digest of a file, or of the names in a folder, as it is called in facts: a folder ends with ``/``."""
    return digest_of_names(root / name) if name.endswith("/") else digest_of_file(root / name)


def _contents(project: Project, edition: Edition, others: tuple[Path, ...]) -> Facts:
    whole = Project(project.root.resolve())  # as the edition's folders are named
    folders = (whole.book, whole.notebooks, whole.data, edition.records_folder)
    files = {file for folder in folders for file in files_under(folder) if not _within(file, others)}
    return digests_of(files | {whole.root / name for name in _SETTINGS}, whole.root)


def _published_of(editions: Mapping[Path, Path]) -> set[Path]:
    """Return the settings of editions, by their folders, and the files of their releases and registers."""
    files = set(editions.values())
    for folder in editions:
        files |= set(files_under(folder / "releases"))
        try:
            files |= set(files_under(load_edition(folder).registers_folder))
        except ReportError:
            continue
    return files


def _records(edition: Edition) -> Iterator[Path]:
    for folder in {edition.folder, edition.reference_folder, edition.records_folder}:
        yield from files_under(folder)


def _within(file: Path, places: tuple[Path, ...]) -> bool:
    return any(file == place or file.is_relative_to(place) for place in places)
