"""The command as a person uses it: what it refuses, and how it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.previews import small_project

from annual_report.cli.main import main


def test_an_unknown_edition_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--project", str(small_project(tmp_path).root), "preview", "1999"])
    assert left.value.code == 2
    assert "there is no edition '1999'" in capsys.readouterr().err


def test_control_c_ends_it_well_also_while_a_notebook_runs(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    # a shell that starts a command in the background makes it deaf to the signal, and pytest may be one
    program = (
        "import signal; signal.signal(2, signal.default_int_handler); from annual_report.cli.main import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "--project", str(project.root), "preview", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        shown = [process.stdout.readline() for _ in range(2)]
        process.send_signal(signal.SIGINT)
        shown.append(process.stdout.read())
        assert process.wait(60) == 0
    assert shown[0].startswith("preview of 2020: http://127.0.0.1:")
    assert shown[1] == "records checked\n"
    assert shown[2].strip() == "preview ended"
