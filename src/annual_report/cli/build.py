"""The command ``build``: from records to the published site."""

import time
from collections.abc import Mapping

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.cli.output import tell
from annual_report.editions.project import Project
from annual_report.errors import CheckError, InputError
from annual_report.reuse.current import Built, built_of, standing_of
from annual_report.visible import visible


@click.command("build")
@edition_argument
@click.option(
    "-p",
    "--parameter",
    "parameters",
    type=(str, str),
    multiple=True,
    metavar="NAME VALUE",
    help="A parameter for the notebooks. An unknown one is an error.",
)
@click.option("--area", metavar="AREA", help="Build the private pack of this area, beside the edition's last build.")
@click.option("--jobs", type=click.IntRange(min=1), help="Processes at a time [default: as suits the cores].")
@click.option(
    "--plain-kernels",
    is_flag=True,
    help="Start a new process for each notebook: slower than to fork one in which the libraries are imported.",
)
@click.option("--explain", is_flag=True, help="Say of each step whether it was made or reused, and why.")
@click.pass_obj
def build_command(
    option: ProjectOption,
    edition: str,
    parameters: tuple[tuple[str, str], ...],
    area: str | None,
    jobs: int | None,
    plain_kernels: bool,
    explain: bool,
) -> None:
    """Build EDITION: records checked, web book and PDF made.

    What was made before from the same files is used again. Nothing is replaced until everything is built and
    checked.
    """
    started = time.perf_counter()
    if area is not None:
        if parameters or plain_kernels:
            raise InputError("a pack is built with the edition's own parameters, in warm kernels: leave the others out")
        _build_pack(option.find(), edition, area, jobs)
        return
    project, given, kernels = option.find(), dict(parameters), "plain" if plain_kernels else "warm"
    stands = standing_of(project, edition, given, kernels)
    if explain and stands.why:
        tell(f"not up to date: {stands.why}")
    if stands.record is not None and stands.is_current:
        project.keep_private()
        tell("up to date: nothing has changed since it was built")
        built = built_of(project, edition, stands.record)
    else:
        built = _build(project, edition, given, jobs, kernels, figures=stands.figures, explain=explain)
        tell(f"built in {time.perf_counter() - started:.0f} s")
    tell(built.tally)
    tell(f"release:  {built.standing}")
    tell(f"web book: {built.site.relative_to(project.root)}")
    tell(f"PDF:      {built.pdf.relative_to(project.root)}")


def _build(
    project: Project,
    edition: str,
    given: Mapping[str, str],
    jobs: int | None,
    kernels: str,
    *,
    figures: bool,
    explain: bool,
) -> Built:
    """Build the edition. ``figures``: whether notebooks are likely to run."""
    # imported here: a build with nothing to do does without. Other processes import theirs while this one does
    from annual_report.press.processes import get_ready  # noqa: PLC0415

    get_ready()
    from annual_report.running import kernels as running_kernels  # noqa: PLC0415

    if figures:
        running_kernels.get_ready(running_kernels.Kernels(kernels), project.notebooks)
    from rich.console import Console  # noqa: PLC0415

    from annual_report.build import build  # noqa: PLC0415

    console = Console(highlight=False, markup=False)

    def told(step: str) -> None:
        console.print(visible(step), soft_wrap=True)

    with console.status(f"building {edition}"):
        return build(project, edition, given, told, jobs, running_kernels.Kernels(kernels), told if explain else str)


def _build_pack(project: Project, edition: str, area: str, jobs: int | None) -> None:
    """Build the pack of one area: a fleet of one."""
    from rich.console import Console  # noqa: PLC0415  as above

    from annual_report.cli.fleet_display import Display  # noqa: PLC0415  as above
    from annual_report.fleet.fleet import make_fleet  # noqa: PLC0415
    from annual_report.fleet.listing import Listed  # noqa: PLC0415

    console = Console(highlight=False)
    with Display(console) as display:
        (outcome,) = make_fleet(project, (Listed(edition=edition, areas=(area,)),), display, jobs=jobs)
    if outcome.failed:
        raise CheckError(f"the pack of {area} was not made")
    console.print(f"{outcome.state} in {outcome.seconds:.0f} s")
    pack = project.pack(edition, area) / "site" / "index.html"
    console.print(f"private pack: {pack.relative_to(project.root)}", soft_wrap=True)
