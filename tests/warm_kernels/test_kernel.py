"""A forked kernel shares nothing with its siblings that it should not, and keeps its figures."""

from pathlib import Path

import pytest
from jupyter_client.manager import AsyncKernelManager
from tests.support.kernels import run, shown

from warm_kernels.manager import WarmKernelManager

#: Makes a process sleep after each fork, its child not.
SLOW_FORK = """
import os, time
fork = os.fork
def slow():
    child = fork()
    if child:
        time.sleep(3)
    return child
os.fork = slow
"""
#: Notes, as the kernel ends, whether these run: the thread that was told to end it, slowed down here, and the writer.
NOTE = """
import atexit, threading
from pathlib import Path
app = get_ipython().kernel.parent
schedule = app.iopub_thread.schedule
def slow(event):
    if threading.current_thread().name == "Control":
        app.iopub_thread.thread.join(0.3)
    schedule(event)
app.iopub_thread.schedule = slow
threads = app.control_thread, app.iopub_thread.thread
atexit.register(lambda: Path("note").write_text(repr([thread.is_alive() for thread in threads])))
"""
RANDOM = "import random, numpy as np; random.random(), np.random.random(), np.random.default_rng().random()"


def test_random_numbers_differ_between_kernels_and_with_a_seed_do_not() -> None:
    drawn = [shown(run(RANDOM))[0].strip("()").split(", ") for _ in range(3)]
    for numbers in zip(*drawn, strict=True):
        assert len(set(numbers)) == 3
    seeded = "np.random.seed(1); random.seed(1); np.random.random(), random.random()"
    assert shown(run(RANDOM, seeded))[1] == shown(run(RANDOM, seeded, manager=AsyncKernelManager))[1]


def test_figures_are_kept() -> None:
    (cell,) = run("import matplotlib.pyplot as plt\nplt.plot([1, 2]); None").cells
    assert [sorted(output["data"]) for output in cell.outputs] == [["image/png", "text/plain"]]


def test_the_folder_may_be_a_path_or_text(tmp_path: Path) -> None:
    for folder in (tmp_path, str(tmp_path)):
        assert shown(run("import os; os.getcwd()", folder=folder)) == [repr(str(tmp_path))]


def test_a_folder_that_is_not_there_is_the_same_error_as_ever(tmp_path: Path) -> None:
    for manager in (WarmKernelManager, AsyncKernelManager):
        with pytest.raises(FileNotFoundError, match="missing"):
            run("1", folder=tmp_path / "missing", manager=manager)


def test_a_folder_s_own_matplotlibrc_counts(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 7.5\n")
    source = "import matplotlib; matplotlib.rcParams['lines.linewidth']"
    for manager in (WarmKernelManager, AsyncKernelManager):
        assert shown(run(source, folder=tmp_path, manager=manager)) == ["7.5"]


def test_the_environment_is_the_one_of_the_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "import os, ctypes; os.environ.get('OF_THE_MOMENT'), ctypes.CDLL(None).getenv(b'OF_THE_MOMENT') != 0"
    assert shown(run(source)) == ["(None, False)"]
    monkeypatch.setenv("OF_THE_MOMENT", "1")
    assert shown(run(source)) == ["('1', True)"]


def test_an_interrupt_reaches_the_cell_and_the_kernel_goes_on() -> None:
    notebook = run(
        "import time\ntry:\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print('interrupted')",
        "'went on'",
        timeout=2,
        interrupt_on_timeout=True,
    )
    assert notebook.cells[0].outputs[0]["text"] == "interrupted\n"
    assert shown(notebook)[1] == "'went on'"


def test_a_kernel_may_answer_before_its_keeper_has_had_a_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(SLOW_FORK)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert shown(run("1 + 1")) == ["2"]


def test_who_was_told_to_end_a_kernel_finishes_while_outputs_still_leave(tmp_path: Path) -> None:
    run(NOTE, folder=tmp_path)
    assert (tmp_path / "note").read_text() == "[False, True]"
