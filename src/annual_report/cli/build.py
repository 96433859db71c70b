"""The command ``build``: from records to the published site."""

import time

import click
from rich.console import Console

from annual_report.cli.options import ProjectOption, edition_argument


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
@click.option("--jobs", type=click.IntRange(min=1), help="Notebooks run at a time [default: as suits the cores].")
@click.option(
    "--plain-kernels",
    is_flag=True,
    help="Start a new process for each notebook: slower than to fork one in which the libraries are imported.",
)
@click.pass_obj
def build_command(
    option: ProjectOption,
    edition: str,
    parameters: tuple[tuple[str, str], ...],
    jobs: int | None,
    plain_kernels: bool,
) -> None:
    """Build an edition: check the records, run the notebooks, make the web book and the PDF.

    Nothing is replaced until everything is built and checked.
    """
    # imported here: the press is slow to import, and the other commands do without it
    from annual_report.build import build  # noqa: PLC0415
    from annual_report.running.kernels import Kernels  # noqa: PLC0415

    started = time.perf_counter()
    console = Console(highlight=False)

    def told(step: str) -> None:
        console.print(step, soft_wrap=True)

    kernels = Kernels.PLAIN if plain_kernels else Kernels.WARM
    with console.status(f"building {edition}"):
        built = build(option.find(), edition, dict(parameters), told, jobs, kernels)
    console.print(f"built in {time.perf_counter() - started:.0f} s")
    console.print(built.tally)
    console.print(f"release:  {built.standing}", soft_wrap=True)
    root = option.find().root
    console.print(f"web book: {built.site.relative_to(root)}", soft_wrap=True)
    console.print(f"PDF:      {built.pdf.relative_to(root)}", soft_wrap=True)
