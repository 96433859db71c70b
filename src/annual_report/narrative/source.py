"""Where the narrative's numbers come from: the release file that the book's configuration names."""

from functools import lru_cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from annual_report.errors import ReportError
from annual_report.release import Release, read_release

SETTING = "annual_report_release"


def release_of(env: BuildEnvironment) -> Release:
    """Return the release that this book prints."""
    return _read(Path(env.srcdir, str(env.config[SETTING])).resolve())


def check_release(app: Sphinx) -> None:
    """Stop before any page is read if there is no sound release."""
    try:
        _read(Path(app.srcdir, str(app.config[SETTING])).resolve())
    except ReportError as error:
        raise ExtensionError(str(error), modname=__name__) from error


@lru_cache(maxsize=4)
def _read(file: Path) -> Release:
    return read_release(file)
