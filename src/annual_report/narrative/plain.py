"""The plain book: ``jupyter-book build .`` where the authors' files lie prints the release of the last build."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from annual_report.narrative.source import SETTING

#: The setting that says where the charts lie, as a picture's address in the book.
CHARTS = "annual_report_charts"


def use_last_build(app: Sphinx, config: Config) -> None:
    """Take release and charts from the last build, if the book is built where a project lies.

    Raises:
        SystemExit: with one line that says what to run, if there was no build yet.
    """
    root = Path(app.srcdir)
    if Path(root, str(config[SETTING])).is_file() or not (root / "data").is_dir():
        return
    editions = sorted(file.parent.name for file in root.glob("data/*/edition.toml"))
    if not editions:
        return
    built = [name for name in editions if _is_built(root / "_build" / name)]
    if not built:
        # no error of Sphinx, which would bury the line under its own
        raise SystemExit(f"there is no release to print yet: run 'annual-report build {editions[-1]}' first")
    folder = f"_build/{built[-1]}"
    setattr(config, SETTING, f"{folder}/release.json")
    setattr(config, CHARTS, f"/{folder}/site/charts")
    # what a notebook publishes is shown by the release alone
    config.suppress_warnings = [*config.suppress_warnings, "mystnb.unknown_mime_type"]


def _is_built(folder: Path) -> bool:
    return (folder / "release.json").is_file() and (folder / "site" / "charts").is_dir()
