"""Making packs side by side: those that are done are left alone, and one that fails stops no other."""

import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, as_completed
from threading import Semaphore

from annual_report.errors import ReportError, RunError
from annual_report.fleet.outcome import Outcome, State
from annual_report.fleet.task import Sent, Task, Workers, received
from annual_report.packs.pack import PackOrder, make_pack
from annual_report.packs.record import is_done
from annual_report.press.processes import get_ready, in_own_process
from annual_report.running.execute import find_notebooks
from annual_report.stopping import threads
from annual_report.trouble import trouble_of


def make_packs(
    orders: Sequence[PackOrder], workers: Workers, finished: Callable[[Outcome], None]
) -> tuple[Outcome, ...]:
    """Make every pack and return what became of each, in the given order.

    A pack is under way from its notebooks to its pages; as many are as keep the workers busy, so memory does not grow
    with the number of packs. One that fails stops no other.

    Args:
        orders: the packs.
        workers: who runs the notebooks. The pages are made on this machine, a process for each pack.
        finished: called with each outcome as it comes, from this thread.
    """
    cores = os.cpu_count() or 1
    printing = Semaphore(cores)
    get_ready()
    outcomes: dict[int, Outcome] = {}
    with threads(_under_way(workers, cores)) as pool:
        futures = {pool.submit(_outcome, order, workers, printing): place for place, order in enumerate(orders)}
        for future in as_completed(futures):
            outcomes[futures[future]] = future.result()
            finished(outcomes[futures[future]])
    return tuple(outcomes[place] for place in sorted(outcomes))


def _under_way(workers: Workers, cores: int) -> int:
    """Return how many packs to work on at a time: each gives the workers several notebooks, and some are printed."""
    return 1 + workers.slots // 3 + cores


def make_pack_by(order: PackOrder, workers: Workers, printing: Semaphore) -> bool:
    """Make a pack unless it is done, and say whether it was made.

    Raises:
        ReportError: of the kind that says what failed. The last good pack stays as it was.
    """
    if is_done(order.target, order.inputs):
        return False
    tasks = tuple(_tasks(order))
    executed = _run(tasks, [workers.submit(task) for task in tasks])
    with printing:
        in_own_process(make_pack, order, executed)
    return True


def _outcome(order: PackOrder, workers: Workers, printing: Semaphore) -> Outcome:
    started = time.perf_counter()
    try:
        state, reason = State.MADE if make_pack_by(order, workers, printing) else State.UNCHANGED, ""
    except ReportError as error:
        state, reason = State.FAILED, str(error)
    except Exception as error:  # noqa: BLE001  one pack's fault, of whatever kind, must not cost the others
        state, reason = State.FAILED, trouble_of(error) or f"{type(error).__name__}: {error}"
    return Outcome(order.edition, order.area, state, time.perf_counter() - started, reason)


def _tasks(order: PackOrder) -> Sequence[Task]:
    edition = order.project.edition(order.edition)
    told = {"edition": order.edition, **edition.parameters, "area": order.area}
    return [Task(notebook.name, tuple(sorted(told.items()))) for notebook in find_notebooks(order.project.notebooks)]


def _run(tasks: Sequence[Task], futures: Sequence["Future[Sent]"]) -> dict[str, bytes]:
    """Return the executed notebooks of a pack by name. As soon as one fails, those that wait are not run."""
    executed, reasons = {}, []
    for task, future in zip(tasks, futures, strict=True):
        try:
            executed[task.notebook] = received(task, future.result())
        except CancelledError:
            continue
        except Exception as error:  # noqa: BLE001  whatever a worker, or the loss of one, makes of a task
            reasons.append(str(error) if isinstance(error, ReportError) else f"{task.notebook}: {error!r}")
            for other in futures:
                other.cancel()
    if reasons:
        raise RunError("\n".join(reasons))
    if len(executed) < len(tasks):
        raise RunError("its notebooks were not all run, because the work was ended")
    return executed
