"""The commands and where each lives: they are imported when they are used, so that the command starts at once."""

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from annual_report.visible import visible

#: Each command's name with the module and the attribute that hold it.
COMMANDS: Mapping[str, tuple[str, str]] = {
    "accept": ("annual_report.cli.accept", "accept_command"),
    "check": ("annual_report.cli.check", "check_command"),
    "build": ("annual_report.cli.build", "build_command"),
    "compare": ("annual_report.cli.compare", "compare_command"),
    "fleet": ("annual_report.cli.fleet", "fleet_command"),
    "preview": ("annual_report.cli.preview", "preview_command"),
    "release-pack": ("annual_report.cli.release_pack", "release_pack_command"),
    "sign-off": ("annual_report.cli.sign_off", "sign_off_command"),
    "statistics": ("annual_report.cli.statistics", "statistics_command"),
    "synthesise": ("annual_report.cli.synthesise", "synthesise"),
    "validate": ("annual_report.cli.validate", "validate"),
}


class Commands(click.Group):
    """The group of all commands. Running one imports it alone, and asking for help imports none."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the words of the command line."""
        with _shown():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # as click's own
        """Run a command."""
        with _shown():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names, sorted."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, None if there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, which is read from its source: to import them all takes too long."""
        del ctx
        rows = [(name, _docstring(*COMMANDS[name]).partition("\n")[0].rstrip(".")) for name in sorted(COMMANDS)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@contextmanager
def _shown() -> Iterator[None]:
    """Show what of an error's words would steer the terminal: they may quote the command line."""
    try:
        yield
    except click.ClickException as error:
        vars(error)["message"] = visible(error.message)  # final to a type checker
        raise


def _docstring(module: str, attribute: str) -> str:
    """Return the docstring of a function without importing its module."""
    spec = find_spec(module)
    tree = ast.parse(Path(str(spec and spec.origin)).read_text(encoding="utf-8"))
    found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == attribute]
    return ast.get_docstring(found[0]) or ""
