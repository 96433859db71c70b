"""The command ``compare``: what differs between two runs, and the sentences it touches."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from annual_report.cli.options import ProjectOption
from annual_report.cli.output import deliver, output_option, width_of_terminal
from annual_report.comparison.compare import compare
from annual_report.comparison.data import as_json
from annual_report.comparison.markdown import as_markdown
from annual_report.comparison.sources import find_ledger, read_ledger
from annual_report.comparison.text import as_text
from annual_report.errors import MissingError
from annual_report.lint.pages import Page


@click.command("compare")
@click.argument("a")
@click.argument("b")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
)
@click.option("--fail-on-change", is_flag=True, help="Leave with exit code 1 if anything differs.")
@output_option
@click.pass_context
def compare_command(
    context: click.Context, a: str, b: str, form: str, fail_on_change: bool, output: Path | None
) -> None:
    """Show what differs from A to B.

    Statistics, tables, charts, claims, and the sentences that each touches.

    A and B: a ledger.json, a release.json, the folder of a build such as _build/2020, or an edition that was built.
    A ledger.json is record-level data: do not pass it on. What is written to a file is yours alone to read.
    Sentences are looked for in the report of the current folder, or of --project; without one there are none.
    """
    option: ProjectOption = context.obj
    before, after = (read_ledger(find_ledger(name, option.find)) for name in (a, b))
    found = compare(before, after, (a, b), _narrative(option, needed=bool(context.find_root().params.get("project"))))
    if form == "json":
        deliver(as_json(found), output)
    elif form == "markdown":
        deliver(as_markdown(found), output)
    else:
        deliver(as_text(found, width_of_terminal()), output)
    if fail_on_change and found.differs:
        sys.exit(1)


def _narrative(option: ProjectOption, *, needed: bool) -> Sequence[Page] | None:
    """Return the pages of the report, None where there is none and none was named."""
    # imported here: the reader of Markdown is slow to import, and help does without it
    from annual_report.lint.book import read_book  # noqa: PLC0415

    try:
        project = option.find()
    except MissingError:
        if needed:
            raise
        return None
    return read_book(project)
