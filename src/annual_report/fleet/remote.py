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
    from contextlib import ExitStack
    from pathlib import Path

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
    from contextlib import ExitStack

    from distributed.diagnostics.plugin import WorkerPlugin

    unpack, use_code = _unpacker(content, digest), _user_of_code()

    class Opener(WorkerPlugin):
        name = folder

        def __init__(self) -> None:
            self.undoing = ExitStack()

        def setup(self, worker: "Worker") -> None:
            import os
            import shutil
            from pathlib import Path

            local = Path(worker.local_directory)
            local.chmod(0o700)  # what does not fit in memory lies there too, as Dask wrote it
            opened = local / folder
            with ExitStack() as undoing:
                undoing.callback(os.umask, os.umask(0o077))  # for all that it and its kernels write
                undoing.callback(shutil.rmtree, opened, ignore_errors=True)
                unpack(opened)
                use_code(str(opened / "code"), undoing)
                self.undoing = undoing.pop_all()

        async def teardown(self, worker: "Worker") -> None:
            import asyncio
            import shutil
            from pathlib import Path

            opened = Path(worker.local_directory) / folder
            self.undoing.close()
            for _ in range(50):  # a notebook of a fleet that was broken off may still write
                if not opened.exists():
                    return
                await asyncio.sleep(0.1)
                shutil.rmtree(opened, ignore_errors=True)
            raise RuntimeError(f"{opened} of worker {worker.address} holds records and could not be removed")

    return Opener()


def _unpacker(content: bytes, digest: str) -> "Callable[[Path], None]":
    def unpack(folder: "Path") -> None:
        import hashlib
        import io
        import zipfile

        if hashlib.sha256(content).hexdigest() != digest:
            raise RuntimeError("the report's parcel did not come whole to this worker")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(folder)

    return unpack


def _user_of_code() -> "Callable[[str, ExitStack], None]":
    def use_code(code: str, undoing: "ExitStack") -> None:
        """Have this process and its kernels use the report's code, and no other parcel's, until all is undone."""
        import os
        import sys

        own = {entry.name for entry in os.scandir(code)}

        def forget() -> None:
            for name in [name for name in sys.modules if name.partition(".")[0] in own]:
                del sys.modules[name]

        def put_back(path: str | None) -> None:
            sys.path[:] = [entry for entry in sys.path if entry != code]
            os.environ.pop("PYTHONPATH", None)
            if path is not None:
                os.environ["PYTHONPATH"] = path

        undoing.callback(forget)
        undoing.callback(put_back, os.environ.get("PYTHONPATH"))
        forget()
        sys.path.insert(0, code)
        os.environ["PYTHONPATH"] = code

    return use_code


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
