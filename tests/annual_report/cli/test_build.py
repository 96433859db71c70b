"""The command ``build`` as it starts: at once where there is nothing to do, and without what it does not need."""

import ast
import subprocess
import sys

import pytest
from tests.conftest import ROOT

from annual_report.cli.commands import COMMANDS, Commands, _docstring

#: What a build with nothing to do, and the command's help, must not import.
HEAVY = ("pandas", "numpy", "matplotlib", "papermill", "sphinx", "scipy", "rich", "annual_report.build")


@pytest.mark.parametrize("module", ["annual_report.cli.build", "annual_report.reuse.current", "annual_report.cli.main"])
def test_what_tells_that_nothing_changed_imports_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ast.literal_eval(done.stdout) == []


def test_help_is_read_without_importing_the_commands() -> None:
    program = (
        "import sys\nfrom annual_report.cli.main import group\n"
        "group.main(['--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    *shown, imported = done.stdout.splitlines()
    assert ast.literal_eval(imported) == []
    assert all(any(line.split()[:1] == [name] for line in shown) for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_words_of_the_help_are_the_commands_own(name: str) -> None:
    command = Commands().get_command(None, name)  # type: ignore[arg-type]  # the context is not used
    assert command is not None
    assert _docstring(*COMMANDS[name]).split("\n")[0] == (command.help or "").split("\n")[0]


def test_an_edition_that_is_not_there_is_told_before_anything_is_imported() -> None:
    program = "from annual_report.cli.main import main; main()"
    command = [sys.executable, "-c", program, "--project", str(ROOT), "build", "1999"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "there is no edition '1999'" in done.stderr
