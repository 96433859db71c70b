"""Where a project's files lie: the folder that holds ``_config.yml``, ``data`` and ``notebooks``."""

from dataclasses import dataclass
from pathlib import Path

from annual_report.editions.models import Edition, load_edition
from annual_report.errors import MissingError
from annual_report.opening import lies_there
from annual_report.private import BUILD, keep_private


@dataclass(frozen=True, slots=True)
class Project:
    """A checkout of a report."""

    root: Path

    @property
    def notebooks(self) -> Path:
        """The folder of section notebooks."""
        return self.root / "notebooks"

    @property
    def book(self) -> Path:
        """The folder of the narrative."""
        return self.root / "book"

    @property
    def data(self) -> Path:
        """The folder of editions and their reference tables."""
        return self.root / "data"

    def edition(self, name: str) -> Edition:
        """Return the edition ``name``, checked."""
        folder = self.data / name
        if not lies_there(folder / "edition.toml"):
            known = ", ".join(self.editions()) or "none"
            raise MissingError(f"there is no edition {name!r} in {self.root.name}/data. Editions here: {known}")
        return load_edition(folder)

    def editions(self) -> list[str]:
        """Return the names of all editions, sorted."""
        return sorted(file.parent.name for file in self.root.glob("data/*/edition.toml"))

    def newest_edition(self) -> str:
        """Return the name of the edition whose period ends last.

        Raises:
            MissingError: if there is none.
            InputError: if the settings of one do not hold: it could be the newest.
        """
        ends = {name: self.edition(name).period.end for name in self.editions()}
        if not ends:
            raise MissingError(f"there is no edition in {self.root.name}/data: none of its folders has an edition.toml")
        return max(ends, key=lambda name: (ends[name], name))

    @property
    def build(self) -> Path:
        """The folder of all that is made. Of it only the sites of editions are published."""
        return self.root / BUILD

    def keep_private(self) -> None:
        """See to it that of all that was made before, others can read the sites of editions and nothing else.

        Raises:
            InputError: if something there belongs to another user.
        """
        keep_private(self.build, self.editions())

    def output(self, edition: str) -> Path:
        """The folder that a build of ``edition`` fills."""
        return self.build / edition

    def draft(self, edition: str) -> Path:
        """The folder where a build of ``edition`` whose narrative did not hold leaves its release."""
        return self.build / f"{edition}.draft"

    def pack(self, edition: str, area: str) -> Path:
        """The folder of an area's pack. It is private: nothing in it is published."""
        return self.build / f"{edition}-{area}"

    def preview(self, edition: str) -> Path:
        """The folder that a preview of ``edition`` works in. Nothing in it is published."""
        return self.build / f"preview-{edition}"

    @property
    def store(self) -> Path:
        """The folder of what was made before and may be reused. Its loss costs only time."""
        return self.build / ".store"

    def last_release(self, edition: str) -> Path:
        """Return the file of the newest release of ``edition``: a draft's if there is one, else the finished build's.

        Raises:
            MissingError: if the edition was never built.
        """
        for folder in (self.draft(edition), self.output(edition)):
            if (file := folder / "release.json").is_file():
                return file
        raise MissingError(
            f"edition {edition!r} has no release in {self.root.name}/_build. Run 'annual-report build {edition}' first"
        )


def find_project(start: Path | None = None) -> Project:
    """Return the project that ``start`` (the current folder) lies in.

    Raises:
        MissingError: if neither it nor a folder above it is a project.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "_config.yml").is_file() and (folder / "data").is_dir():
            return Project(folder)
    raise MissingError(
        f"{here}: no report here. Go to the folder that holds _config.yml and data/, or name it with --project"
    )
