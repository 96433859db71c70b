"""The command's first step: until it can end in good order, a Ctrl-C ends it without a word."""

import signal


def main() -> None:
    """Run the command."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from annual_report.cli.main import main as run  # noqa: PLC0415  importing it takes most of the time until it is ready

    run()
