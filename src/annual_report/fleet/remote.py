"""What a worker of a cluster does: it opens the parcel once, checks it by its digest, and runs one notebook from it.

The function travels by value, because a worker has none of the report's code until it has opened the parcel; so all
that it needs is imported and defined within it.
"""

# ruff: noqa: PLC0415  see the first words
from collections.abc import Callable

from annual_report.fleet.task import Sent


def runner(parcel: str, digest: str) -> Callable[[str, tuple[tuple[str, str], ...]], Sent]:
    """Return what a worker calls to run a notebook.

    Args:
        parcel: the name of the parcel's file in the worker's own folder.
        digest: of its content.
    """

    def run(notebook: str, parameters: tuple[tuple[str, str], ...]) -> Sent:
        import hashlib
        import os
        import sys
        import zipfile
        from pathlib import Path
        from threading import Lock

        from distributed import get_worker

        worker = get_worker()
        opened = Path(worker.local_directory) / f"annual-report-{digest[:16]}"
        with vars(worker).setdefault("annual_report_lock", Lock()):
            if not opened.is_dir():
                file = Path(worker.local_directory) / parcel
                if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
                    raise RuntimeError("the report's parcel did not come whole to this worker")
                aside = opened.with_suffix(".new")
                with zipfile.ZipFile(file) as archive:
                    archive.extractall(aside)
                aside.rename(opened)
            code = str(opened / "code")
            if sys.path[0] != code:  # first of all, and no other parcel's code stays in use
                sys.path.insert(0, code)
                os.environ["PYTHONPATH"] = code  # for the kernels
                own = {path.name for path in Path(code).iterdir()}
                for name in [name for name in sys.modules if name.partition(".")[0] in own]:
                    del sys.modules[name]
        from annual_report.fleet.task import run_task

        return run_task(opened / "report", notebook, parameters)

    return run
