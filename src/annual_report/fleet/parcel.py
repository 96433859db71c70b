"""What a cluster's workers need to run a report's notebooks, in one file known by its content: code and inputs.

Code travels as the built wheel, so that workers need only the packages of the lock.
"""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, entry_points
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlparse

from annual_report.editions.models import Edition
from annual_report.editions.project import Project
from annual_report.errors import InputError, RunError
from annual_report.reuse.digests import files_under

#: The folders of a parcel.
CODE, REPORT = "code", "report"
_PACKAGE = "annual-report"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # no clock in the parcel: its digest is that of its content


@dataclass(frozen=True, slots=True)
class Parcel:
    """A zip file, known by its content."""

    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.content).hexdigest()


def pack_parcel(project: Project, editions: Iterable[Edition]) -> Parcel:
    """Return the parcel for the notebooks of these editions.

    Raises:
        InputError: if an edition's records do not lie in the project's folder.
        RunError: if the wheel cannot be built.
    """
    files = {f"{CODE}/{name}": content for name, content in _code().items()}
    files |= {f"{REPORT}/{name}": content for name, content in _inputs(project, editions).items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), files[name], zipfile.ZIP_DEFLATED)
    return Parcel(target.getvalue())


def _inputs(project: Project, editions: Iterable[Edition]) -> Mapping[str, bytes]:
    """Return the files that notebooks may read, by their name in the report."""
    files = {project.root / "_config.yml", *files_under(project.notebooks)}
    for edition in editions:
        if not edition.records_folder.is_relative_to(project.root):
            raise InputError(
                f"the records of edition {edition.name!r} lie in {edition.records_folder}. Workers elsewhere can have "
                "only what lies in the report's folder: put them there"
            )
        files |= {*files_under(edition.folder), *files_under(edition.reference_folder)}
        files |= set(files_under(edition.records_folder))
    return {file.relative_to(project.root).as_posix(): file.read_bytes() for file in sorted(files)}


def _code() -> Mapping[str, bytes]:
    """Return the files of the engine's wheel and of those of all subjects."""
    found = {point.dist.name: point.dist for point in entry_points(group="annual_report.subjects") if point.dist}
    packages = {**found, _PACKAGE: distribution(_PACKAGE)}
    return {name: content for package in packages.values() for name, content in _wheel_of(package).items()}


def _wheel_of(package: Distribution) -> Mapping[str, bytes]:
    """Return the files of a package's wheel: built from its folder where it is worked on, else as it was installed."""
    told = json.loads(package.read_text("direct_url.json") or "{}")
    if told.get("dir_info", {}).get("editable"):
        return _built(Path(unquote(urlparse(told["url"]).path)))
    files = (file for file in package.files or () if ".." not in file.parts and "__pycache__" not in file.parts)
    return {file.as_posix(): Path(str(file.locate())).read_bytes() for file in files}


def _built(folder: Path) -> Mapping[str, bytes]:
    with TemporaryDirectory() as target:
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", target]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RunError(f"the wheel of {folder.name} could not be built:\n{done.stderr.strip()}")
        (wheel,) = Path(target).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
