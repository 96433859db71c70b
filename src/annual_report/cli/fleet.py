"""The command ``fleet``: many reports at once, on this machine or on a cluster."""

import sys
import time
from pathlib import Path

import click

from annual_report.cli.fleet_display import Display
from annual_report.cli.options import ProjectOption
from annual_report.errors import InputError


@click.command("fleet")
@click.argument("editions", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[EDITIONS.TOML]")
@click.option("--edition", help="With --areas: whose areas [default: those of the newest edition].")
@click.option("--areas", metavar="all|AREA,AREA", help="The packs of these areas, in place of a list.")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers run the notebooks.")
@click.option(
    "--jobs", type=click.IntRange(min=1), help="Notebooks run at a time on this machine [default: cores + 1]."
)
@click.pass_obj
def fleet_command(
    option: ProjectOption,
    editions: Path | None,
    edition: str | None,
    areas: str | None,
    cluster: str | None,
    jobs: int | None,
) -> None:
    """Make many reports: editions, and areas of an edition.

    EDITIONS.TOML lists them; --areas names areas of one edition in its place.

    What is done is left alone, so a fleet that was ended goes on where it was. A report that fails stops no other;
    the command then ends with 1.
    """
    # imported here: the press is slow to import, and the other commands do without it
    from annual_report.fleet.fleet import make_fleet  # noqa: PLC0415
    from annual_report.fleet.listing import Listed, read_list  # noqa: PLC0415

    if (editions is None) == (areas is None):
        raise InputError("name a list of editions, or areas with --areas: one of them")
    if editions is not None:
        listed = read_list(editions)
    else:
        named = areas if areas == "all" else tuple(name.strip() for name in (areas or "").split(",") if name.strip())
        listed = (Listed(edition=edition or option.find().newest_edition(), areas=named),)
    started = time.perf_counter()
    with Display() as display:
        outcomes = make_fleet(option.find(), listed, display, cluster, jobs)
    display.summary(outcomes, time.perf_counter() - started)
    if any(outcome.failed for outcome in outcomes):
        sys.exit(1)
