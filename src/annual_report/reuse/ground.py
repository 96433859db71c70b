"""What every step of a build stands on besides its own inputs: code, lock, installed packages, Python, environment."""

import importlib.util
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path

from annual_report.reuse.digests import Facts, digest_of_facts, digests_of, files_under

#: The packages that belong to the report's own program, with the one that the edition's subject comes from.
OWN_PACKAGES = ("annual_report", "warm_kernels")
_LOCK = "requirements.txt"
#: Variables that change what Python and the libraries compute or draw. No other reaches an output.
_VARIABLES = (
    *("PYTHON", "LC_", "LANG", "TZ", "OMP_", "OPENBLAS_", "MKL_", "NUMEXPR_", "MPL", "PANDAS_", "PANDOC"),
    *("JUPYTER", "IPYTHON", "WARM_KERNELS", "SPHINX", "DOCUTILS"),
)
#: Those of them that change only how Python keeps its byte code and writes its log.
_WITHOUT_EFFECT = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "PYTHONPYCACHEPREFIX", "PYTHONFAULTHANDLER")


@dataclass(frozen=True)
class Ground:
    """What all steps stand on, each part by name, and the folders whose whole content is among it."""

    facts: Facts
    folders: tuple[Path, ...]

    @cached_property
    def digest(self) -> str:
        """One digest of all."""
        return digest_of_facts(self.facts)


def ground_of(root: Path, subject: str, environment: Mapping[str, str] | None = None) -> Ground:
    """Return what builds of a report stand on.

    Args:
        root: the report's folder, which holds its lock.
        subject: what the edition is about.
        environment: the variables; this process's own by default.
    """
    folders = tuple(
        folder for package in packages_of(subject) if (folder := _folder_of(package)) is not None and folder.is_dir()
    )
    facts: dict[str, str] = {}
    for folder in folders:
        facts |= digests_of(files_under(folder), folder.parent)
    facts |= digests_of([root / _LOCK], root)
    facts |= {f"installed {name}": version for name, version in _installed(sys.path)}
    variables = os.environ if environment is None else environment
    facts |= {
        f"variable {name}": value
        for name, value in variables.items()
        if name.startswith(_VARIABLES) and name not in _WITHOUT_EFFECT
    }
    facts |= {"Python": sys.version, "machine": f"{platform.system()} {platform.machine()}"}
    return Ground(facts, folders)


def packages_of(subject: str) -> tuple[str, ...]:
    """Return the names of the packages whose sources are the report's program."""
    found = entry_points(group="annual_report.subjects", name=subject)
    return tuple(sorted({*OWN_PACKAGES, *(point.module.partition(".")[0] for point in found)}))


def _folder_of(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _installed(path: Sequence[str]) -> set[tuple[str, str]]:
    """Return the name and version of every installed package, as the names of their folders say."""
    folders = [Path(place) for place in path if place and Path(place).is_dir()]
    names = [found.name for folder in folders for found in folder.glob("*.dist-info")]
    pairs = (name.removesuffix(".dist-info").rpartition("-") for name in names)
    return {(name, version) for name, _, version in pairs}
