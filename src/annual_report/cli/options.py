"""What the commands share: the project they work on and the edition they are told."""

from pathlib import Path

import click

from annual_report.editions.project import Project, find_project


class ProjectOption:
    """The project named by --project, looked for only when a command needs it."""

    def __init__(self, start: Path | None) -> None:
        self._start = start

    def find(self) -> Project:
        """Return the project, or raise MissingError."""
        return find_project(self._start)


edition_argument = click.argument("edition", default="2020")
