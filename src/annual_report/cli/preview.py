"""The command ``preview``: the book in a browser, made again at each save."""

import logging
import signal

import click

from annual_report.cli.options import ProjectOption, edition_argument
from annual_report.cli.output import tell
from annual_report.stopping import Stopped


@click.command("preview")
@edition_argument
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Of this machine; 0: any.")
@click.pass_context
def preview_command(context: click.Context, edition: str, port: int) -> None:
    """Serve the book, made again whenever a file is saved.

    It is served to this machine alone. The open page loads again by itself. Findings stand on the page beside their
    sentences, and here. A wrong sentence, record or notebook stops nothing: the last good page stays until the next
    save. Ctrl-C ends the preview.
    """
    # imported here: the press is slow to import, and the other commands do without it
    from annual_report.lint.check import check_book  # noqa: PLC0415
    from annual_report.preview.run import previewing  # noqa: PLC0415

    logging.basicConfig(
        level=logging.WARNING, format="%(message)s"
    )  # or a11y_pygments lets every library's remarks out
    option: ProjectOption = context.obj
    debug = bool(context.find_root().params["debug"])
    try:
        with previewing(option.find(), edition, port, check_book, tell, debug=debug) as preview:
            tell(f"preview of {edition}: {preview.address} (Ctrl-C ends it)")
            preview.run()
    except Stopped as stopped:
        if stopped.number != signal.SIGINT:
            raise
        tell("\npreview ended")
