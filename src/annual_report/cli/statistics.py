"""The command ``statistics``: find a statistic by words, and the role that places it."""

from pathlib import Path

import click

from annual_report.cli.options import ProjectOption, newest_where_none
from annual_report.cli.output import deliver, output_option, strong, width_of_terminal
from annual_report.release import read_release
from annual_report.vocabulary.data import as_json
from annual_report.vocabulary.entries import entries_of
from annual_report.vocabulary.search import find
from annual_report.vocabulary.snippets import as_snippets
from annual_report.vocabulary.text import as_text


@click.command("statistics")
@click.argument("words", nargs=-1)
@click.option("--edition", callback=newest_where_none, help="The edition that is searched [default: the newest].")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "vscode"]),
    default="text",
    show_default=True,
    help="vscode: a file of snippets for completion.",
)
@output_option
@click.pass_obj
def statistics_command(
    option: ProjectOption, words: tuple[str, ...], edition: str, form: str, output: Path | None
) -> None:
    """Find statistics of the last build by WORDS.

    Without words, all are shown. A word may stand in the id, the label or the base's label, as a whole or as a
    part. Each statistic is shown with its value, its base, its notebook and the role to paste.
    """
    release = read_release(option.find().last_release(edition))
    found = find(entries_of(release), words)
    if form == "json":
        deliver(as_json(found), output)
    elif form == "vscode":
        deliver(as_snippets(found, release.ledger), output)
    else:
        deliver(as_text(found, width_of_terminal(), str if output else strong), output)
