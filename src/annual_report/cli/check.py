"""The command ``check``: the narrative against the last ledger, without running a notebook."""

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.cli.output import tell
from annual_report.lint.formats import FORMATS
from annual_report.press.processes import READERS, get_ready
from annual_report.release import read_release


@click.command("check")
@edition_argument
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True)
@click.pass_obj
def check_command(option: ProjectOption, edition: str, form: str) -> None:
    """Check the narrative against the last build of EDITION.

    Typed numbers, claims, bases, words that assert, and whatever a build would refuse in the book: links and references
    that lead nowhere, tables that are wider than a page. No notebook runs. Every finding has its file, line and column,
    the reason, and what to write instead. Ends with how much was checked, and lists every silence. Exit code 1 if there
    is a finding.
    """
    get_ready(READERS)  # which reads the pages while the words are checked here
    # imported here: the other process is importing by now
    from annual_report.proofs.check import check_whole  # noqa: PLC0415

    project = option.find()
    project.edition(edition)
    release = project.last_release(edition)
    report = check_whole(project, read_release(release), release, imported=READERS)
    tell(FORMATS[form](report))
    if report.findings:
        raise click.exceptions.Exit(1)
