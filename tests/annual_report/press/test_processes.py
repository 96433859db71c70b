"""Processes of the press: what they return, and that none outlives its caller, whatever ends that."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.support.kernels import still_running

from annual_report.errors import RunError
from annual_report.press.processes import in_own_process

#: Has a task done that tells its family, starts another program, and waits.
CALLER = """
import os, subprocess, sys, time
sys.path.insert(0, {folder!r})
from annual_report.press.processes import get_ready, in_own_process
import slow_task
get_ready()
if sys.argv[1] == "import":
    from annual_report.press.processes import _HOLDERS, PRESS
    print(_HOLDERS[PRESS].get().process.pid, flush=True)
    time.sleep(60)
in_own_process(slow_task.wait, {told!r})
"""
TASK = """
import os, subprocess, time
def wait(told):
    other = subprocess.Popen(["sleep", "60"])
    with open(told + ".new", "w") as file:
        file.write(f"{os.getpid()} {os.getppid()} {other.pid}")
    os.rename(told + ".new", told)
    time.sleep(60)
"""


def told(file: Path) -> list[int]:
    deadline = time.monotonic() + 60
    while not file.is_file():
        assert time.monotonic() < deadline, "the task did not start"
        time.sleep(0.05)
    return [int(number) for number in file.read_text().split()]


def calling(folder: Path, what: str) -> "subprocess.Popen[str]":
    (folder / "slow_task.py").write_text(TASK)
    program = CALLER.format(folder=str(folder), told=str(folder / "told"))
    return subprocess.Popen([sys.executable, "-c", program, what], stdout=subprocess.PIPE, text=True)


def test_what_a_task_returns_or_raises_comes_back() -> None:
    assert in_own_process(os.getpid) != os.getpid()
    assert in_own_process(max, 3, 5) == 5
    with pytest.raises(ZeroDivisionError, match="division") as caught:
        in_own_process(divmod, 1, 0)
    assert any("Traceback" in note for note in caught.value.__notes__)


def test_an_exit_is_no_result() -> None:
    with pytest.raises(SystemExit):
        in_own_process(sys.exit, 3)


def test_a_large_order_and_a_large_answer_pass() -> None:
    many = b"x" * 20_000_000
    assert in_own_process(bytes.upper, many) == many.upper()


def test_many_threads_have_tasks_done() -> None:
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda number: in_own_process(abs, -number), range(24)))
    assert found == list(range(24))


def test_a_task_that_is_killed_is_an_error() -> None:
    with pytest.raises(RunError, match="ended from outside"):
        in_own_process(os._exit, 0)
    with pytest.raises(RunError, match="ended from outside"):
        in_own_process(signal.raise_signal, signal.SIGKILL)
    assert in_own_process(abs, -1) == 1


def test_what_has_the_press_imported_is_replaced_when_it_is_killed() -> None:
    first = in_own_process(os.getppid)
    os.kill(first, signal.SIGKILL)
    assert still_running([first]) == []
    while len(list(Path(f"/proc/{first}/task").glob("*"))) > 1:  # its threads end a moment after its main one
        time.sleep(0.01)
    assert in_own_process(os.getppid) != first


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_and_nobody_waits_when_the_caller_is_killed(tmp_path: Path, number: signal.Signals) -> None:
    with calling(tmp_path, "task") as caller:
        processes = told(tmp_path / "told")
        caller.send_signal(number)
        caller.communicate(timeout=2)  # its output is closed: nobody else has it open
        assert still_running(processes, 2) == []


def test_nothing_is_left_when_the_caller_is_killed_before_the_press_is_imported(tmp_path: Path) -> None:
    with calling(tmp_path, "import") as caller:
        assert caller.stdout is not None
        forking = int(caller.stdout.readline())
        caller.kill()
        caller.communicate(timeout=2)
        assert still_running([forking], 2) == []


def test_nothing_is_left_when_what_has_the_press_imported_is_killed_with_its_caller(tmp_path: Path) -> None:
    with calling(tmp_path, "task") as caller:
        task, forking, _ = told(tmp_path / "told")
        os.kill(forking, signal.SIGKILL)
        caller.kill()
        caller.communicate(timeout=2)
        assert still_running([task, forking], 2) == []


def in_fork(answers: "multiprocessing.SimpleQueue[int]") -> None:
    answers.put(in_own_process(os.getppid))


def test_a_process_that_was_forked_has_its_own() -> None:
    ours = in_own_process(os.getppid)
    context = multiprocessing.get_context("fork")
    answers: multiprocessing.SimpleQueue[int] = context.SimpleQueue()
    forked = context.Process(target=in_fork, args=(answers,))
    forked.start()
    theirs = answers.get()
    forked.kill()
    forked.join()
    assert theirs != ours
    assert still_running([theirs]) == []
    assert in_own_process(os.getppid) == ours
