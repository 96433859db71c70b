"""The command ``release-pack``: what a person checks before the numbers are published."""

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.cli.output import tell


@click.command("release-pack")
@edition_argument
@click.pass_obj
def release_pack_command(option: ProjectOption, edition: str) -> None:
    """Write what a person checks before EDITION is released.

    The release pack of its last build: one page, and the numbers as CSV. Both are private. It lists each number
    that is newly printed, each that is hidden and what anyone can work out of it, every decision, and what changed
    since the last release that was signed off.
    """
    # imported here: the reading of releases is slow to import, and help does without it
    from annual_report.disclosure.earlier import read_earlier  # noqa: PLC0415
    from annual_report.review.folder import pack_folder, write_pack  # noqa: PLC0415
    from annual_report.review.pack import make_pack  # noqa: PLC0415
    from annual_report.review.record import PRIVATE, read_release_and_review  # noqa: PLC0415

    project = option.find()
    found = project.edition(edition)
    release, review = read_release_and_review(project.output(edition))
    pack = make_pack(release, review, read_earlier(found.releases_folder))
    page = write_pack(pack_folder(project, edition), pack)
    tell(f"{len(pack.new)} newly printed, {len(pack.hidden)} hidden, {len(pack.decisions)} in spite of the rule")
    if pack.doubt:
        tell(pack.doubt)
    tell(f"release pack: {page.relative_to(project.root)}")
    tell(PRIVATE)
    tell(f"then: annual-report sign-off {edition} --by NAME --on YYYY-MM-DD")
