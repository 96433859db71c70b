"""One notebook's run as a task that any machine can do: the same function for local threads and a cluster's workers."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from annual_report.errors import RunError
from annual_report.reuse.digests import digest_of
from annual_report.running.execute import Run, run_notebooks
from annual_report.running.parameters import check_parameters

#: The executed notebook, its digest where it was made, and the seconds that it took.
Sent = tuple[bytes, str, float]


@dataclass(frozen=True, slots=True)
class Task:
    """Which notebook of a report to run, and what to tell it. It is sent as plain text: names and values."""

    notebook: str
    parameters: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the tasks: an executor, what it is to call, and how many tasks it does at a time."""

    executor: Executor
    run: Callable[[str, tuple[tuple[str, str], ...]], Sent]
    slots: int

    def submit(self, task: Task) -> "Future[Sent]":
        """Have a task done."""
        return self.executor.submit(self.run, task.notebook, task.parameters)


def run_task(root: Path, notebook: str, parameters: tuple[tuple[str, str], ...], aside: Path | None = None) -> Sent:
    """Run one notebook of the report in ``root`` and return what is sent home.

    What is written meanwhile lies in a folder of its own in ``aside``, or where the machine keeps temporary files.

    Raises:
        InputError: if a parameter or the notebook is wrong.
        RunError: if the notebook fails.
    """
    with TemporaryDirectory(dir=aside) as folder:
        checked = check_parameters(dict(parameters))
        (run,) = run_notebooks([root / "notebooks" / notebook], checked, Path(folder), _say_nothing, jobs=1)
        content = run.file.read_bytes()
    return content, digest_of(content), run.seconds


def received(task: Task, sent: Sent) -> bytes:
    """Return an executed notebook that came home whole.

    Raises:
        RunError: if it is not what was sent.
    """
    content, digest, _ = sent
    if digest_of(content) != digest:
        raise RunError(f"{task.notebook}: what came home from the worker is not what it sent. Run it again")
    return content


def _say_nothing(run: Run) -> None:
    """Take note of a run's end."""
