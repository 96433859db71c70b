"""What the preview has to say, as one frozen record, and how it reaches who waits for news."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from annual_report.lint.findings import Finding
from annual_report.proofs.sphinx_warnings import Warned


@dataclass(frozen=True, slots=True)
class View:
    """What stands on the pages beside the book itself.

    ``problems`` are what kept the preview from making the book as saved, for every page; ``remarks`` are what a build
    would refuse, also for every page; ``warnings`` and ``findings`` belong to a page each.
    """

    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()
    findings: tuple[Finding, ...] = ()

    def counts(self) -> Mapping[str, int]:
        """Return how many findings and warnings each page has that has any."""
        pages = [finding.file.rpartition(".")[0] for finding in self.findings]
        pages += [warning.page for warning in self.warnings if warning.page]
        return {page: pages.count(page) for page in sorted(set(pages))}


#: The number that ends a preview.
ENDED = -1


@dataclass(slots=True)
class Board:
    """The newest view, for all threads, with a number of its own."""

    _view: View = field(default_factory=View)
    _number: int = 0
    _news: threading.Condition = field(default_factory=threading.Condition)

    def newest(self) -> tuple[int, View]:
        """Return the newest view and its number."""
        with self._news:
            return self._number, self._view

    def show(self, view: View) -> None:
        """Replace the view and wake who waits."""
        with self._news:
            self._view = view
            self._number += 1
            self._news.notify_all()

    def close(self) -> None:
        """Tell who waits that there will be no more."""
        with self._news:
            self._number = ENDED
            self._news.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """Return the newest number: at once if it is not ``seen``, else when it changes or the time is over."""
        with self._news:
            self._news.wait_for(lambda: self._number != seen, seconds)
            return self._number
