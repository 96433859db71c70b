"""What a worker of a cluster does: it opens the parcel, runs notebooks from it, and removes all of it at the end.

All of a parcel lies in one folder of the worker's own, which nobody else can look into. It goes when the fleet ends,
when the client is gone, however it went, and when the worker ends.

What is defined here travels by value, because a worker has none of the report's code until it has opened the parcel;
so all that a function needs is imported and defined within it.
"""

# ruff: noqa: PLC0415  see the last words
from collections.abc import Callable
from typing import TYPE_CHECKING

from annual_report.fleet.task import Sent

if TYPE_CHECKING:
    from distributed import Scheduler, Worker
    from distributed.diagnostics.plugin import SchedulerPlugin, WorkerPlugin


def runner(folder: str) -> Callable[[str, tuple[tuple[str, str], ...]], Sent]:
    """Return what a worker calls to run a notebook.

    Args:
        folder: the name of the parcel's folder in the worker's own.
    """

    def run(notebook: str, parameters: tuple[tuple[str, str], ...]) -> Sent:
        from pathlib import Path

        from distributed import get_worker

        opened = Path(get_worker().local_directory) / folder
        if not opened.is_dir():
            raise RuntimeError("the report's parcel is not on this worker")
        from annual_report.fleet.task import run_task

        return run_task(opened / "report", notebook, parameters, aside=opened)

    return run


def opener(folder: str, content: bytes, digest: str) -> "WorkerPlugin":
    """Return what each worker, also one that joins later, does when the fleet begins and when it ends.

    Args:
        folder: the name of the parcel's folder in the worker's own.
        content: the parcel.
        digest: of the content.
    """
    from distributed.diagnostics.plugin import WorkerPlugin

    class Opener(WorkerPlugin):
        name = folder

        def setup(self, worker: "Worker") -> None:
            import hashlib
            import io
            import os
            import shutil
            import sys
            import zipfile
            from pathlib import Path

            if hashlib.sha256(content).hexdigest() != digest:
                raise RuntimeError("the report's parcel did not come whole to this worker")
            self.umask = os.umask(0o077)  # for all that it and its kernels write, until the fleet ends
            self.opened = Path(worker.local_directory) / folder
            try:
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    archive.extractall(self.opened)
            except BaseException:
                shutil.rmtree(self.opened, ignore_errors=True)
                os.umask(self.umask)
                raise
            self.path = os.environ.get("PYTHONPATH")
            self.code = str(self.opened / "code")
            sys.path.insert(0, self.code)  # first of all, and no other parcel's code stays in use
            os.environ["PYTHONPATH"] = self.code  # for the kernels
            self._forget_code()

        async def teardown(self, worker: "Worker") -> None:
            import asyncio
            import os
            import shutil
            import sys

            if not hasattr(self, "code"):  # nothing was opened
                return
            if self.code in sys.path:
                sys.path.remove(self.code)
            self._forget_code()
            if self.path is None:
                os.environ.pop("PYTHONPATH", None)
            else:
                os.environ["PYTHONPATH"] = self.path
            os.umask(self.umask)
            for _ in range(50):  # a notebook of a fleet that was broken off may still write
                shutil.rmtree(self.opened, ignore_errors=True)
                if not self.opened.exists():
                    return
                await asyncio.sleep(0.1)
            raise RuntimeError(f"{self.opened} of worker {worker.address} holds records and could not be removed")

        def _forget_code(self) -> None:
            import sys
            from pathlib import Path

            own = {path.name for path in Path(self.code).iterdir()}
            for name in [name for name in sys.modules if name.partition(".")[0] in own]:
                del sys.modules[name]

    return Opener()


def closer(folder: str, client: str) -> "SchedulerPlugin":
    """Return what the scheduler does when a client leaves it, or is lost: it has the workers remove the parcel.

    Args:
        folder: the name of the parcel's folder, and of what opened it.
        client: the client's name.
    """
    from distributed.diagnostics.plugin import SchedulerPlugin

    class Closer(SchedulerPlugin):
        name = f"{folder} closer"

        def remove_client(self, scheduler: "Scheduler", client: str) -> None:
            async def close() -> None:
                scheduler.remove_plugin(self.name)
                if folder in scheduler.worker_plugins:
                    await scheduler.unregister_worker_plugin(None, folder)

            if client == its_client:
                scheduler.loop.add_callback(close)

    its_client = client
    return Closer()
