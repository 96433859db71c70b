"""Other tools get warm kernels by one variable; other kernels, and those switched off, start as usual."""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager, KernelManager
from tests.support.kernels import run, shown

from warm_kernels.manager import WarmKernelManager

IS_WARM = "import sys; 'warm_kernels.template' in sys.modules"
PAPERMILL = (sys.executable, "-m", "papermill", "in.ipynb", "out.ipynb", "--no-progress-bar")
NBVAL = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "in.ipynb")


def write(folder: Path) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cell = nbformat.v4.new_code_cell(IS_WARM, execution_count=1)
    cell.outputs = [nbformat.v4.new_output("execute_result", {"text/plain": "True"}, execution_count=1)]
    nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel}), folder / "in.ipynb")


@pytest.mark.parametrize("command", [PAPERMILL, NBVAL], ids=["papermill", "nbval"])
@pytest.mark.parametrize("name", ["warm-kernels", "local-provisioner"])
def test_one_variable_is_enough(tmp_path: Path, command: tuple[str, ...], name: str) -> None:
    write(tmp_path)
    environment = os.environ | {"JUPYTER_DEFAULT_PROVISIONER_NAME": name}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    if command is NBVAL:  # compares what is shown with what is stored
        warm = done.returncode == 0
    else:
        assert done.returncode == 0, done.stderr
        warm = shown(nbformat.read(tmp_path / "out.ipynb", as_version=4)) == ["True"]
    assert warm is (name == "warm-kernels"), done.stdout


def test_switched_off_they_start_as_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(run(IS_WARM)) == ["True"]
    assert shown(run(IS_WARM, manager=AsyncKernelManager)) == ["False"]
    monkeypatch.setenv("WARM_KERNELS", "off")
    assert shown(run(IS_WARM)) == ["False"]


def spec(folder: Path, argv: list[str]) -> type[KernelManager]:
    """Return a manager that finds, as python3, a kernel started by ``argv``."""
    kernel = folder / "kernels" / "python3"
    kernel.mkdir(parents=True)
    content = {"argv": argv, "display_name": "own", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(content))

    class Own(WarmKernelManager):
        kernel_spec_manager = KernelSpecManager(kernel_dirs=[str(folder / "kernels")], ensure_native_kernel=False)

    return Own


def test_a_kernel_of_another_kind_starts_as_usual(tmp_path: Path) -> None:
    own = tmp_path / "own_kernel.py"
    own.write_text("from ipykernel.kernelapp import IPKernelApp\nIPKernelApp.launch_instance()\n")
    manager = spec(tmp_path, [sys.executable, str(own), "-f", "{connection_file}"])
    assert shown(run(IS_WARM, manager=manager)) == ["False"]


def test_the_interpreter_s_options_are_kept(tmp_path: Path) -> None:
    argv = [sys.executable, "-Xfrozen_modules=off", "-O", "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    manager = spec(tmp_path, argv)
    assert shown(run(f"{IS_WARM}, sys.flags.optimize, sys._xoptions", manager=manager)) == [
        "(True, 1, {'frozen_modules': 'off'})"
    ]


def test_a_kernel_can_name_the_provisioner_and_what_it_preloads(tmp_path: Path) -> None:
    manager = spec(tmp_path, [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"])
    file = tmp_path / "kernels" / "python3" / "kernel.json"
    own = {"kernel_provisioner": {"provisioner_name": "warm-kernels", "config": {"preload": ["colorsys"]}}}
    file.write_text(json.dumps(json.loads(file.read_text()) | {"metadata": own}))
    source = "import sys; 'colorsys' in sys.modules, 'pandas' in sys.modules"
    assert shown(run(source, manager=manager)) == ["(True, False)"]
