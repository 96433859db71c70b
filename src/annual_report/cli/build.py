"""The command ``build``: from records to the published site."""

import time
from collections.abc import Mapping

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.editions.project import Project
from annual_report.reuse.current import Built, built_of, standing_of


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
    jobs: int | None,
    plain_kernels: bool,
    explain: bool,
) -> None:
    """Build an edition: check the records, run the notebooks, make the web book and the PDF.

    What was made before from the same files is used again. Nothing is replaced until everything is built and checked.
    """
    started = time.perf_counter()
    project, given, kernels = option.find(), dict(parameters), "plain" if plain_kernels else "warm"
    stands = standing_of(project, edition, given, kernels)
    if explain and stands.why:
        click.echo(f"not up to date: {stands.why}")
    if stands.record is not None and stands.is_current:
        click.echo("up to date: nothing has changed since it was built")
        built = built_of(project, edition, stands.record)
    else:
        built = _build(project, edition, given, jobs, kernels, explain=explain)
        click.echo(f"built in {time.perf_counter() - started:.0f} s")
    click.echo(built.tally)
    click.echo(f"release:  {built.standing}")
    click.echo(f"web book: {built.site.relative_to(project.root)}")
    click.echo(f"PDF:      {built.pdf.relative_to(project.root)}")


def _build(
    project: Project, edition: str, given: Mapping[str, str], jobs: int | None, kernels: str, *, explain: bool
) -> Built:
    # imported here: the press is slow to import, and a build with nothing to do does without it
    from rich.console import Console  # noqa: PLC0415

    from annual_report.build import build  # noqa: PLC0415
    from annual_report.running.kernels import Kernels  # noqa: PLC0415

    console = Console(highlight=False, markup=False)

    def told(step: str) -> None:
        console.print(step, soft_wrap=True)

    with console.status(f"building {edition}"):
        return build(project, edition, given, told, jobs, Kernels(kernels), told if explain else str)
