"""Kernels share a template when nothing differs that what is imported could depend on."""

from pathlib import Path

import pytest

from warm_kernels.templates import kind_of

COMMAND = ("python",)
PLAIN = kind_of(COMMAND, {"A": "1"}, Path("/one"), None)


@pytest.mark.parametrize("name", ["JPY_PARENT_PID", "JPY_SESSION_NAME", "PYTEST_CURRENT_TEST"])
def test_what_differs_for_each_kernel_does_not_count(name: str) -> None:
    assert kind_of(COMMAND, {"A": "1", name: "2"}, Path("/two"), None) == PLAIN


def test_environment_interpreter_and_preload_count() -> None:
    assert kind_of(COMMAND, {"A": "2"}, Path("/one"), None) != PLAIN
    assert kind_of(("python", "-O"), {"A": "1"}, Path("/one"), None) != PLAIN
    assert kind_of(COMMAND, {"A": "1"}, Path("/one"), ()) != PLAIN


def test_the_folder_counts_where_imports_depend_on_it(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder in (one, two):
        folder.mkdir()
    relative = {"PYTHONPATH": "/absolute:relative"}
    assert kind_of(COMMAND, relative, one, None) != kind_of(COMMAND, relative, two, None)
    assert kind_of(COMMAND, {"PYTHONPATH": "/a"}, one, None) == kind_of(COMMAND, {"PYTHONPATH": "/a"}, two, None)
    (one / "matplotlibrc").touch()
    assert kind_of(COMMAND, {}, one, None) != kind_of(COMMAND, {}, two, None)
