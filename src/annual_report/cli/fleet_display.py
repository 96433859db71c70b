"""What a person sees of a fleet: a bar as it goes, each failure as it happens, and a table at the end."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from annual_report.fleet.outcome import Outcome, State
from annual_report.visible import visible


class Display:
    """Shows a fleet on the terminal."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=self._console)
        self._bar: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def step(self, text: str) -> None:
        """Tell of a step before the reports, or of an edition's build."""
        self._console.print(visible(text), soft_wrap=True, markup=False)

    def expect(self, count: int) -> None:
        """Show a bar for so many reports."""
        self._bar = self._progress.add_task("reports", total=count)

    def finished(self, outcome: Outcome) -> None:
        """Count a report; tell at once of one that failed, and why."""
        if self._bar is not None:
            self._progress.advance(self._bar)
        if outcome.failed:
            told = visible(f"failed: {outcome.name}\n{_indented(outcome.reason)}")
            self._console.print(told, soft_wrap=True, markup=False)

    def summary(self, outcomes: Sequence[Outcome], seconds: float) -> None:
        """Show a row for each edition: how many reports were made, left alone, and failed; then those that failed."""
        table = Table()
        table.add_column("Edition")
        for state in State:
            table.add_column(state.value.capitalize(), justify="right")
        for edition in sorted({outcome.edition for outcome in outcomes}):
            counts = Counter(outcome.state for outcome in outcomes if outcome.edition == edition)
            table.add_row(visible(edition), *(str(counts[state]) for state in State))
        self._console.print(table)
        made = sum(outcome.state is State.MADE for outcome in outcomes)
        each = f", {seconds / made:.1f} s for each that was made" if made else ""
        self._console.print(f"{len(outcomes)} reports in {seconds:.0f} s{each}")
        for name in _failed(outcomes):
            self._console.print(visible(f"failed: {name}"), markup=False)


def _failed(outcomes: Iterable[Outcome]) -> list[str]:
    return [outcome.name for outcome in outcomes if outcome.failed]


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
