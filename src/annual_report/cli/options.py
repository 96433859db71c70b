"""What the commands share: the project they work on and the edition they are told."""

from pathlib import Path

import click

from annual_report.editions.project import Project, find_project
from annual_report.holding import clear_left
from annual_report.reuse.store import Store
from annual_report.swap import tidy
from annual_report.together import finish_replacing


class ProjectOption:
    """The project named by --project, looked for only when a command needs it."""

    def __init__(self, start: Path | None) -> None:
        self._start = start

    def find(self) -> Project:
        """Return the project, or raise MissingError. What a killed command left in it is put in order first."""
        project = find_project(self._start)
        put_in_order(project)
        return project


def put_in_order(project: Project) -> None:
    """Put back, finish or take away what a killed command left half done, before anything else can refuse.

    Raises:
        OSError: if something was lost from its place, and cannot be put back.
    """
    for folder in (project.root, *project.data.glob("*")):
        finish_replacing(folder)
    outputs = project.store.parent
    for folder in (outputs, *outputs.glob("*"), project.store / "builds"):
        tidy(folder)
    clear_left(Store(project.store).aside)


def newest_where_none(context: click.Context, parameter: click.Parameter, edition: str | None) -> str:
    """Return the edition that a command was told, or the project's newest.

    Raises:
        MissingError: if it was told none and the project has none.
        InputError: if it was told none and an edition's settings do not hold.
    """
    del parameter
    option: ProjectOption = context.obj
    return option.find().newest_edition() if edition is None else edition


edition_argument = click.argument("edition", required=False, callback=newest_where_none)
