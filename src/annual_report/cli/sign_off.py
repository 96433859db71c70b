"""The command ``sign-off``: a person says that a release may be published."""

from datetime import datetime

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.cli.output import tell


@click.command("sign-off")
@edition_argument
@click.option("--by", required=True, metavar="NAME", help="The person who read the release pack.")
@click.option(
    "--on", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day of the sign-off."
)
@click.pass_obj
def sign_off_command(option: ProjectOption, edition: str, by: str, on: datetime) -> None:
    """Sign off the last build of EDITION for publication.

    Its release pack was read, and it may be published. Writes the release into data/EDITION/releases. Any later
    change of a number voids the sign-off.
    """
    # imported here: the reading of releases is slow to import, and help does without it
    from annual_report.comparison.sources import read_ledger  # noqa: PLC0415
    from annual_report.review.folder import pack_folder  # noqa: PLC0415
    from annual_report.review.record import read_release_and_review  # noqa: PLC0415
    from annual_report.review.sign_off import sign_off  # noqa: PLC0415

    project = option.find()
    found = project.edition(edition)
    release, review = read_release_and_review(project.output(edition))
    ledger = read_ledger(project.output(edition) / "ledger.json")
    file = sign_off(found, release, review, ledger, pack_folder(project, edition), by, on.date())
    tell(f"signed off: {file.relative_to(project.root.resolve())}")
    tell("Commit that file, and build the edition again: the report then says that it is signed off.")
