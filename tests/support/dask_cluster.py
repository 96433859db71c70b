"""A scheduler and workers as ``dask scheduler`` and ``dask worker`` start them, where the report is not installed.

Python's ``-S`` leaves out what the environment adds to its path by .pth files, and so the report itself.
"""

import os
import re
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_START = """
import sys
from importlib import import_module
site, first, which = sys.argv[1:4]
sys.path.append(site)
if first:
    sys.path.insert(0, first)
try:
    import annual_report
except ImportError:
    sys.argv = sys.argv[3:]
    import_module(f"distributed.cli.dask_{which}").main()
else:
    sys.exit("the report is installed here")
"""
_SECONDS = 60


@dataclass(slots=True)
class Machine:
    """A process of the cluster, and its log."""

    process: "subprocess.Popen[bytes]"
    log: Path

    def wait_for(self, pattern: str) -> str:
        """Return the first group of what the log says, once it says it."""
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if found := re.search(pattern, self.log.read_text(encoding="utf-8")):
                return found[1]
            time.sleep(0.1)
        raise AssertionError(f"the log never said {pattern}:\n{self.log.read_text(encoding='utf-8')}")

    def kill(self) -> None:
        """End it as a machine ends that loses its power."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@dataclass(slots=True)
class Cluster:
    """A cluster on this machine. Its processes have the umask given, if one is."""

    folder: Path
    stack: ExitStack
    umask: int = -1
    address: str = ""
    workers: list[Machine] = field(default_factory=list)
    scheduler: Machine | None = None

    def start(self, which: str, *arguments: str, first: str = "") -> Machine:
        """Start a scheduler or a worker; ``first`` is a folder on its path before all others."""
        log = self.folder / f"{which}-{len(self.workers)}.log"
        command = [sys.executable, "-S", "-c", _START, sysconfig.get_path("purelib"), first, which, *arguments]
        stream = self.stack.enter_context(log.open("wb"))
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        process = subprocess.Popen(
            command, stdout=stream, stderr=stream, cwd=self.folder, env=environment, umask=self.umask
        )
        self.stack.callback(_end, process)
        return Machine(process, log)

    def local_folder(self, number: int) -> Path:
        """Return the local folder of a worker, counted from 0."""
        return self.folder / f"worker-{number}"

    def parcels(self) -> list[Path]:
        """Return what the workers have of the reports that were sent to them."""
        return sorted(self.folder.glob("worker-*/dask-scratch-space/*/annual-report-*"))

    def add_worker(self, first: str = "", local: Path | None = None) -> Machine:
        """Start a worker of one thread and wait until the scheduler has it."""
        local = local or self.local_folder(len(self.workers))
        arguments = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(local))
        worker = self.start("worker", self.address, *arguments, first=first)
        worker.wait_for(r"(Registered to)")
        self.workers.append(worker)
        return worker


@contextmanager
def running_cluster(folder: Path, workers: int, umask: int = -1) -> Iterator[Cluster]:
    """Give a cluster of so many workers; whatever of it is left is ended."""
    with ExitStack() as stack:
        cluster = Cluster(folder, stack, umask)
        scheduler = cluster.start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        cluster.scheduler = scheduler
        cluster.address = scheduler.wait_for(r"Scheduler at: +(tcp://\S+)")
        for _ in range(workers):
            cluster.add_worker()
        yield cluster


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
