"""From the release to the site: pages, PDF and downloads side by side, each reused where nothing it is made of changed.

The book is made whole or not at all. Sphinx's own incremental build goes by times, and keeps what pages show of each
other as it was; so pages are never made from older ones.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from annual_report.leaks.models import Leak
from annual_report.leaks.search import refuse
from annual_report.press.downloads import write_downloads
from annual_report.press.numbering import table_numbers
from annual_report.press.processes import in_own_process
from annual_report.press.site import PDF, print_pages, print_pdf
from annual_report.press.stage import draw_charts
from annual_report.release import Release
from annual_report.reuse.digests import Facts, digest_of_facts, digest_of_file, digests_of
from annual_report.reuse.steps import Step, Steps, read_tree, write_tree
from annual_report.reuse.store import Content
from annual_report.stopping import threads

_PROCESSES = 2  # at a time, if nothing else is said: the pages and the PDF


def charts_of(steps: Steps, release: Release, release_file: Path) -> Content:
    """Return the charts of the release, which ``release_file`` holds, drawn in a process of their own.

    Raises:
        MissingError: if a chart names a table or statistic that the release has not.
    """
    step = steps.look("charts", {"the release": digest_of_file(release_file)})
    if step.content is not None:
        return step.content
    charts = in_own_process(draw_charts, release)
    steps.keep(step, charts)
    return charts


@dataclass(frozen=True, slots=True)
class Printer:
    """Prints a release. ``search`` looks for leaks in a folder of the site."""

    steps: Steps
    search: Callable[[Path], Sequence[Leak]]
    jobs: int | None = None

    def print_site(self, release: Release, stage: Path, site: Path) -> None:
        """Make everything that is published from the staged source into ``site``, which leaks nothing.

        Raises:
            RunError: if Jupyter Book, pandoc or Typst refuses the book.
            CheckError: if the PDF breaks a rule, or the site leaks.
        """
        release_facts = {"the release": digest_of_file(stage / "release.json")}
        source = stage / "book"
        staged = {**release_facts, **digests_of((file for file in source.rglob("*") if file.is_file()), source)}
        pages, pdf = self.steps.look("web pages", staged), self.steps.look("PDF", staged)
        printed = site.with_name("print")
        with threads(self.jobs or _PROCESSES) as pool:
            making_pages = pool.submit(self._make, pages, site, lambda: print_pages(release, stage, site))
            making_pdf = pool.submit(self._make, pdf, printed, lambda: _print_pdf(release, stage, printed))
            making_pages.result()
            self._make_downloads(release, release_facts, site)
            leaks = list(self.search(site))  # while the PDF is made
            making_pdf.result()
        refuse([*leaks, *self.search(printed)])
        (printed / PDF).rename(site / PDF)
        shutil.rmtree(printed)

    def _make_downloads(self, release: Release, release_facts: Facts, site: Path) -> None:
        """Make the downloads of the pages in ``site``: their tables have the numbers that they have there."""
        numbers = table_numbers(site)
        shown = digest_of_facts({table: " ".join(map(str, found)) for table, found in numbers.items()})
        downloads = self.steps.look("downloads", {**release_facts, "the tables' numbers": shown})
        self._make(downloads, site / "downloads", lambda: write_downloads(release, site / "downloads", numbers))

    def _make(self, step: Step, target: Path, make: Callable[[], None]) -> None:
        """Make the folder ``target``, or write what the store has of it."""
        if step.content is not None:
            write_tree(step.content, target)
        else:
            make()
            self.steps.keep(step, read_tree(target))


def _print_pdf(release: Release, stage: Path, folder: Path) -> None:
    folder.mkdir()
    print_pdf(release, stage, folder / PDF)
