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
    """Return the release that this book prints. The page being read depends on it."""
    file = Path(env.srcdir, str(env.config[SETTING])).resolve()
    env.note_dependency(str(file))
    return _release(file)


def check_release(app: Sphinx) -> None:
    """Stop before any page is read if there is no sound release."""
    try:
        _release(Path(app.srcdir, str(app.config[SETTING])).resolve())
    except ReportError as error:
        raise ExtensionError(str(error), modname=__name__) from error


def _release(file: Path) -> Release:
    return _read(file, file.stat().st_mtime_ns if file.is_file() else 0)


@lru_cache(maxsize=4)
def _read(file: Path, written: int) -> Release:
    """Return the release as it was written at a time: a preview reads it again when it changed."""
    return read_release(file)
