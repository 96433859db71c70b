"""Running the section notebooks through papermill, side by side, each into a file of its own."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import dataclass
from pathlib import Path

import nbformat
import papermill
from jupyter_core.utils import ensure_event_loop
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from annual_report import account
from annual_report.errors import MissingError, RunError
from annual_report.running.agreement import how_it_died, require_agreement
from annual_report.running.inputs import Noted, Noting, read_notes
from annual_report.running.kernels import Kernels, manager, side_by_side
from annual_report.running.normalise import normalise
from annual_report.running.notebook_file import read_notebook_file
from annual_report.running.parameters import Parameters, check_notebook, defaults_of
from annual_report.running.room import side_by_side_within_limits
from annual_report.statistics import record_level
from annual_report.stopping import threads
from warm_kernels.template_process import TemplateError

_CELL_SECONDS = 600  # a cell that takes longer is taken to hang


@dataclass(frozen=True, slots=True)
class Run:
    """One notebook's run: the executed file, how many seconds it took, and what it depended on if that was noted."""

    name: str
    file: Path
    seconds: float
    noted: Noted | None = None


def find_notebooks(folder: Path) -> list[Path]:
    """Return the section notebooks in their order.

    Raises:
        MissingError: if there are none.
    """
    notebooks = sorted(folder.glob("*.ipynb"))
    if not notebooks:
        raise MissingError(f"{folder}: no notebook there")
    return notebooks


def run_notebooks(
    notebooks: Sequence[Path],
    parameters: Parameters | None,
    output: Path,
    finished: Callable[[Run], None],
    jobs: int | None = None,
    noting: Noting | None = None,
    kernels: Kernels = Kernels.WARM,
) -> list[Run]:
    """Run ``notebooks`` side by side and return their runs in the given order.

    Every notebook's parameters cell is checked before the first one starts. What a notebook did is held against what
    its kernel says of it: no run is returned that ended early, lost something, or is of another edition or area.

    Args:
        notebooks: the notebooks, with different names.
        parameters: what they are told; None leaves each notebook its own defaults.
        output: the folder for the executed ones; it must exist.
        finished: called with each run as it ends, from this thread.
        jobs: how many at a time; by default what suits the machine's cores.
        noting: where to watch: each run says what it depended on.
        kernels: where they run.

    Raises:
        InputError: if a notebook's parameters cell is wrong.
        RunError: if a notebook fails. Those under way are finished, those waiting are not started, and every failure is
            named with its cell and reason.
    """
    for notebook in notebooks:
        check_notebook(notebook)
    runs: list[Run] = []
    failures: list[str] = []
    with threads(side_by_side_within_limits(jobs or side_by_side(kernels))) as pool:
        futures = [pool.submit(_run, notebook, parameters, output, noting, kernels) for notebook in notebooks]
        for future in as_completed(futures):
            _collect(future, runs, failures, finished)
            if failures:
                for waiting in futures:  # each: ``shutdown`` would leave ``as_completed`` waiting for them
                    waiting.cancel()
    if failures:
        raise RunError("\n".join(sorted(failures)))
    return sorted(runs, key=lambda run: run.name)


def _collect(future: "Future[Run]", runs: list[Run], failures: list[str], finished: Callable[[Run], None]) -> None:
    if future.cancelled():
        return
    try:
        run = future.result()
    except RunError as error:
        failures.append(str(error))
    else:
        runs.append(run)
        finished(run)


def _run(notebook: Path, parameters: Parameters | None, output: Path, noting: Noting | None, kernels: Kernels) -> Run:
    started = time.perf_counter()
    target = output / notebook.name
    told = parameters or defaults_of(notebook)
    kept, noted = target.with_suffix(".account"), target.with_suffix(".inputs")
    arguments = [record_level.ARGUMENT, account.argument(str(kept.resolve()))]
    arguments += [noting.argument(noted)] if noting else []
    try:
        _execute(notebook, parameters, target, arguments, kernels)
        executed = nbformat.read(target, as_version=4)
        require_agreement(executed, kept, told, notebook.name)
    except DeadKernelError as error:
        source = read_notebook_file(notebook, notebook.name)[0]
        died = how_it_died(kept, source, injected=parameters is not None)
        raise RunError(f"{notebook.name}{died}") from error
    finally:
        kept.unlink(missing_ok=True)
    nbformat.write(normalise(executed), target)
    return Run(notebook.stem, target, time.perf_counter() - started, _take(noted) if noting else None)


def _execute(
    notebook: Path, parameters: Parameters | None, target: Path, arguments: Sequence[str], kernels: Kernels
) -> None:
    try:
        papermill.execute_notebook(
            str(notebook),
            str(target),
            {} if parameters is None else parameters.model_dump(),
            kernel_name="python3",
            language="python",
            progress_bar=False,
            log_output=False,
            request_save_on_cell_execute=False,
            execution_timeout=_CELL_SECONDS,
            kernel_manager_class=manager(kernels),
            # a kernel's own remarks are dropped; what goes wrong in a cell is raised
            extra_arguments=["--log-level=50", *arguments],
            # papermill's own ``cwd`` changes the whole process's folder, which threads share (papermill #473)
            resources={"metadata": {"path": str(notebook.parent)}},
        )
    except PapermillExecutionError as error:
        reason = f"{error.ename}: {error.evalue}" if error.ename else str(error.evalue)
        raise RunError(f"{notebook.name}, cell {error.cell_index + 1}: {reason}\n{_source(error.source)}") from error
    except (CellTimeoutError, TemplateError) as error:
        raise RunError(f"{notebook.name}: {error}") from error
    except DeadKernelError:
        raise
    except RuntimeError as error:
        if not str(error).startswith("Kernel "):  # "died before replying" or "didn't respond": they have no type
            raise
        raise RunError(f"{notebook.name}: the kernel did not start. {error}") from error
    finally:
        ensure_event_loop().close()  # nbclient leaves the loop it made for this thread open


def _take(noted: Path) -> Noted:
    notes = read_notes(noted)
    noted.unlink()
    return notes


def _source(source: str) -> str:
    return "\n".join(f"    {line}" for line in source.strip().splitlines())
