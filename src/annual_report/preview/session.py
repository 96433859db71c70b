"""One preview: from each save to the pages and the terminal. What is wrong is said; nothing but the user ends it."""

import os
import time
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from sphinx.errors import SphinxError

from annual_report.build import Progress
from annual_report.editions.project import Project
from annual_report.errors import ReportError
from annual_report.lint.findings import Report
from annual_report.narrative.margin import write_findings
from annual_report.preview.book import BookMaker
from annual_report.preview.figures import Figures, FiguresMaker
from annual_report.preview.staging import stage_changes
from annual_report.preview.terminal import summary
from annual_report.preview.view import Board, View
from annual_report.release import Release
from annual_report.trouble import trouble_of

#: The check of the whole narrative against a release.
Check = Callable[[Project, Release], Report]


@dataclass(slots=True)
class Session:
    """Holds the last good figures and pages, and brings them up to date.

    ``tell`` is given each line for the terminal. With ``debug`` a traceback is told of each problem.
    """

    project: Project
    check: Check
    figures_maker: FiguresMaker
    book_maker: BookMaker
    board: Board
    tell: Progress
    debug: bool = False
    _figures: Figures | None = None
    _staged: Figures | None = None
    _trouble: str = ""

    def update(self, *, figures: bool, saved: Collection[str] = ()) -> None:
        """Bring the pages up to date, and before them the figures if ``figures`` says that they may have changed.

        Args:
            figures: whether a record, a notebook or a setting was saved.
            saved: the saved files, as findings name them: the terminal shows their findings again.
        """
        started = time.perf_counter()
        last = self.board.newest()[1]
        view = View(findings=last.findings)
        if figures:
            self._make_figures()
        if self._figures is not None:
            view = self._make_book(self._figures, view)
        if self._trouble:
            view = replace(view, problems=(self._trouble, *view.problems))
        self.board.show(view)
        for line in summary(view, last, saved, time.perf_counter() - started):
            self.tell(line)

    def _make_figures(self) -> None:
        """Make the figures again. If that fails the last good ones stay, and the trouble is remembered."""
        try:
            made = self.figures_maker.make()
        except Exception as error:  # noqa: BLE001  whatever a half-typed file makes a library raise
            self._trouble = self._explain(error)
        else:
            self._trouble = ""
            self._figures = made if made != self._figures else self._figures

    def _make_book(self, figures: Figures, view: View) -> View:
        """Check the narrative and make the pages; return what is to be said of them."""
        remarks = (figures.contradicted,) if figures.contradicted else ()
        view = replace(view, remarks=remarks)
        try:
            view = replace(view, findings=tuple(sorted(self.check(self.project, figures.release).findings)))
            self._stage(figures, view)
            return replace(view, warnings=self.book_maker.make())
        except Exception as error:  # noqa: BLE001  see above
            return replace(view, problems=(self._explain(error),))

    def _stage(self, figures: Figures, view: View) -> None:
        pages = (file.relative_to(self.project.root).with_suffix("") for file in self.project.book.rglob("*.md"))
        write_findings(view.findings, sorted(page.as_posix() for page in pages), self.book_maker.findings)
        if figures is not self._staged:
            self.tell("making charts and pages")
        stage = self.book_maker.source.parent
        stage_changes(self.project, figures, stage, narrative_only=figures is self._staged)
        self._staged = figures

    def _explain(self, error: Exception) -> str:
        """Return what a person is told of an error."""
        if self.debug:
            self.tell("".join(traceback.format_exception(error)))
        match error:
            case ReportError() | SphinxError():
                text = str(error)
            case _:
                text = trouble_of(error) or f"{type(error).__name__}: {error}"
        for folder in (self.book_maker.source, self.project.root):  # an author's file is named as the author knows it
            text = text.replace(f"{folder}{os.sep}", "")
        return text
