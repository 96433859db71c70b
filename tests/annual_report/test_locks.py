"""Where the program cannot run it says so, and names what can; elsewhere than on Linux, it does without forks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

from annual_report.locks import lock

#: As Python is on Windows: no fcntl, no forkserver, and what only Linux has is not there.
_AS_ON_WINDOWS = "import sys; sys.modules['fcntl'] = None; "
#: As on a Mac, for our own modules: libraries are imported first, for they look at the system themselves.
_AS_ON_A_MAC = """
import os, sys
import annual_report.preview.run, annual_report.build, safeguarding.section
for name in [name for name in sys.modules if name.split(".")[0] in ("annual_report", "safeguarding", "warm_kernels")]:
    del sys.modules[name]
sys.platform = "darwin"
for name in ("pidfd_open", "memfd_create"):
    delattr(os, name)
"""


def run(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("words", [["build"], ["preview"], ["validate", "x"], ["check"], []])
def test_on_windows_every_command_names_wsl(tmp_path: Path, words: list[str]) -> None:
    done = run(f"{_AS_ON_WINDOWS}from annual_report.cli.main import main; main({words!r})", tmp_path)
    assert done.returncode == 1
    assert "WSL" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "module",
    ["annual_report.build", "annual_report.preview.run", "annual_report.swap", "safeguarding.section", "warm_kernels"],
)
@pytest.mark.parametrize("system", [_AS_ON_WINDOWS, _AS_ON_A_MAC], ids=["Windows", "macOS"])
def test_no_module_fails_to_be_imported_elsewhere(tmp_path: Path, system: str, module: str) -> None:
    done = run(f"{system}\nimport {module}", tmp_path)
    assert done.returncode == 0, done.stderr


def test_without_what_linux_alone_has_kernels_are_plain_and_the_press_works(tmp_path: Path) -> None:
    code = (
        f"{_AS_ON_A_MAC}\nfrom annual_report.press.processes import in_own_process, get_ready\n"
        "from annual_report.running.kernels import Kernels, side_by_side\n"
        "if __name__ == '__main__':\n"
        "    get_ready()\n"
        "    print(in_own_process(len, 'abc'), side_by_side(Kernels.WARM) == os.cpu_count())\n"
    )
    (tmp_path / "main.py").write_text(code, encoding="utf-8")
    done = run("import runpy; runpy.run_path('main.py', run_name='__main__')", tmp_path)
    assert done.stdout.split() == ["3", "True"], done.stderr


def test_a_lock_is_held_by_one_alone(tmp_path: Path) -> None:
    one, other = (os.open(tmp_path, os.O_RDONLY) for _ in range(2))
    try:
        assert lock(one, wait=False)
        assert not lock(other, wait=False)
    finally:
        os.close(one)
    assert lock(other, wait=True)
    os.close(other)
