"""Imports run the way the data runs, and the engine knows nothing of its subject."""

import ast
import sys
from pathlib import Path

import pytest

ENGINE = Path(__file__).parent.parent / "src" / "annual_report"

#: From the ground up: a module may import its own layer and those before it.
LAYERS = (
    (
        "errors",
        "rounding",
        "locks",
        "private",
        "casing",
        "holding",
        "renaming",
        "stopping",
        "numerals",
        "visible",
        "typefaces",
        "account",
    ),
    ("faults", "trouble", "scratch", "opening", "swap", "together"),
    ("settings",),
    ("editions", "subject"),
    ("records",),
    ("prepared",),
    ("statistics",),
    ("figures",),
    ("running",),
    ("reuse",),
    ("release",),
    ("disclosure",),
    ("claims",),
    ("lint",),
    ("vocabulary",),
    ("comparison",),
    ("review",),
    ("releasing", "judging"),
    ("press",),
    ("narrative",),
    ("proofs",),
    ("leaks",),
    ("printing",),
    ("build",),
    ("accept",),
    ("preview",),
    ("packs",),
    ("fleet",),
    ("cli",),
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}


def imports(file: Path) -> set[str]:
    """Return the dotted names that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def layer(file: Path) -> str:
    return file.relative_to(ENGINE).parts[0].removesuffix(".py")


MODULES = [file for file in sorted(ENGINE.rglob("*.py")) if file.parent != ENGINE or file.name != "__init__.py"]


WARM = sorted((ENGINE.parent / "warm_kernels").glob("*.py"))


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ENGINE)))
def test_imports_run_the_way_the_data_runs(file: Path) -> None:
    rank = RANK[layer(file)]
    used = {name.split(".")[1] for name in imports(file) if name.startswith("annual_report.")}
    assert not {name for name in used if RANK[name] > rank}


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ENGINE)))
def test_the_engine_never_imports_a_subject(file: Path) -> None:
    assert not {name for name in imports(file) if name.split(".")[0] == "safeguarding"}


@pytest.mark.parametrize("file", WARM, ids=lambda file: file.name)
def test_warm_kernels_serve_any_notebook(file: Path) -> None:
    assert not {name for name in imports(file) if name.split(".")[0] in ("annual_report", "safeguarding")}


@pytest.mark.parametrize("name", ["template", "keeper", "kernel", "caller"])
def test_what_runs_in_the_kernels_python_needs_no_library_to_be_imported(name: str) -> None:
    tree = ast.parse((ENGINE.parent / "warm_kernels" / f"{name}.py").read_text(encoding="utf-8"))
    first = {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)}
    first |= {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    assert {module.split(".")[0] for module in first} <= sys.stdlib_module_names | {"warm_kernels"}


def test_the_rule_can_fail(tmp_path: Path) -> None:
    module = tmp_path / "bad.py"
    module.write_text("def late():\n    from safeguarding.codes import LABELS\n    return LABELS\n")
    assert "safeguarding.codes" in imports(module)
