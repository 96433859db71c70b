"""Templates, keepers and kernels: who survives whom, and that nobody is left."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from nbclient.exceptions import DeadKernelError
from tests.support.kernels import FAMILY, Family, family, is_running, run, shown, still_running

from warm_kernels.manager import WarmKernelManager
from warm_kernels.template_process import TemplateError

#: Runs a notebook that tells its family and then waits; with an argument, leaves a forked child with all that it has.
DRIVER = """
import os, sys, time
from tests.support.kernels import FAMILY, run
if len(sys.argv) > 1:
    import threading
    def leave():
        if os.fork() == 0:
            time.sleep(60)
    threading.Timer(float(sys.argv[1]), leave).start()
run(FAMILY + "\\nimport sys; os.write(2, f'{os.getpid()},{os.getppid()},{parent(os.getppid())}\\\\n'.encode())",
    "import time; open('told', 'w').write(f'{os.getpid()},{os.getppid()},{parent(os.getppid())}')\\ntime.sleep(60)")
"""


def told(file: Path) -> Family:
    deadline = time.monotonic() + 60
    while not (file.is_file() and file.read_text().count(",") == 2):
        assert time.monotonic() < deadline, "the notebook did not start"
        time.sleep(0.05)
    return family(file.read_text())


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_is_left_when_the_caller_is_killed(tmp_path: Path, end: signal.Signals) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    with subprocess.Popen([sys.executable, "-c", DRIVER], cwd=tmp_path, env=environment) as driver:
        processes = told(tmp_path / "told")
        assert all(map(is_running, (processes.kernel, processes.keeper, processes.template)))
        driver.send_signal(end)
        driver.wait()
    assert still_running([processes.kernel, processes.keeper, processes.template]) == []


def test_nothing_is_left_when_the_caller_is_killed_and_a_process_that_it_forked_lives_on(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent.parent)}
    with subprocess.Popen(
        [sys.executable, "-c", DRIVER, "0.5"], cwd=tmp_path, env=environment, start_new_session=True
    ) as driver:
        processes = told(tmp_path / "told")
        time.sleep(0.6)
        driver.kill()
        driver.wait()
        try:
            assert still_running([processes.kernel, processes.keeper, processes.template]) == []
        finally:
            os.killpg(driver.pid, signal.SIGKILL)


def test_a_template_that_was_killed_is_replaced() -> None:
    first = family(shown(run(FAMILY))[0])
    os.kill(first.template, signal.SIGKILL)
    assert still_running([first.template]) == []
    second = family(shown(run(FAMILY))[0])
    assert second.template != first.template
    assert is_running(second.template)


def test_a_kernel_survives_its_template(tmp_path: Path) -> None:
    wait = "import time\nwhile not os.path.exists('go'): time.sleep(0.02)\n'went on'"
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(
            run,
            FAMILY,
            f"print(open('told', 'w').write(f'{{os.getpid()}},{{os.getppid()}},{{parent(os.getppid())}}'))\n{wait}",
            folder=tmp_path,
        )
        processes = told(tmp_path / "told")
        os.kill(processes.template, signal.SIGKILL)
        assert still_running([processes.template]) == []
        time.sleep(1.5)  # longer than a kernel waits before it looks for its parent again
        (tmp_path / "go").touch()
        assert shown(running.result())[1] == "'went on'"
    assert still_running([processes.kernel, processes.keeper]) == []


def test_a_kernel_does_not_outlive_its_keeper(tmp_path: Path) -> None:
    with pytest.raises(DeadKernelError):
        run(
            FAMILY + "\nopen('told', 'w').write(f'{os.getpid()},{os.getppid()},0')",
            "import signal, time; os.kill(os.getppid(), signal.SIGKILL); time.sleep(60)",
            folder=tmp_path,
        )
    processes = family((tmp_path / "told").read_text())
    assert still_running([processes.kernel]) == []


class Unknown(WarmKernelManager):
    preload = ("no_such_library",)  # type: ignore[assignment]


class LosesFigures(WarmKernelManager):
    preload = ("own_module",)  # type: ignore[assignment]


def test_a_template_that_cannot_import_says_why() -> None:
    with pytest.raises(TemplateError, match=r"(?s)ended with status 1.*No module named 'no_such_library'"):
        run("1", manager=Unknown)


def test_a_kernel_that_ends_before_it_answers_is_said_to_at_once() -> None:
    with pytest.raises(TemplateError, match="a kernel ended with status 0 before it answered"):
        run("1", extra_arguments=["--version"])


def test_a_preload_that_would_lose_figures_is_refused_however_it_comes_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own_module.py").write_text("import matplotlib_inline.backend_inline")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(TemplateError, match="every figure would be lost"):
        run("1", manager=LosesFigures)


def test_many_kernels_side_by_side_from_several_threads() -> None:
    with ThreadPoolExecutor(6) as pool:
        notebooks = list(pool.map(lambda number: run(f"{number}", FAMILY), range(30)))
    assert [shown(notebook)[0] for notebook in notebooks] == [str(number) for number in range(30)]
    families = [family(shown(notebook)[1]) for notebook in notebooks]
    assert len({one.template for one in families}) == 1
    assert still_running([pid for one in families for pid in (one.kernel, one.keeper)]) == []


def in_worker(answers: "multiprocessing.SimpleQueue[str]") -> None:
    answers.put(shown(run(FAMILY))[0])


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_a_worker_that_may_have_no_children_of_its_own_has_warm_kernels(method: str) -> None:
    """Dask's workers are such processes."""
    ours = family(shown(run(FAMILY))[0])
    context = multiprocessing.get_context(method)
    answers: multiprocessing.SimpleQueue[str] = context.SimpleQueue()
    worker = context.Process(target=in_worker, args=(answers,), daemon=True)  # type: ignore[attr-defined]
    worker.start()
    theirs = family(answers.get())
    assert theirs.template != ours.template
    worker.kill()
    worker.join()
    assert still_running([theirs.template]) == []
    assert is_running(ours.template)
