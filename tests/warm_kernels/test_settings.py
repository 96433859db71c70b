"""Settings that mean nothing are refused, and those that mean something are followed."""

import sys

import pytest

from warm_kernels.settings import PRELOAD, SWITCH, SettingError, is_on, modules_to_preload


def test_on_is_the_default_and_off_is_off() -> None:
    linux = sys.platform == "linux"
    assert is_on({}) is linux
    assert is_on({SWITCH: "on"}) is linux
    assert is_on({SWITCH: "off"}) is False
    with pytest.raises(SettingError, match="WARM_KERNELS is '0'"):
        is_on({SWITCH: "0"})


def test_elsewhere_than_on_linux_they_are_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert is_on({}) is False


def test_the_configuration_comes_before_the_environment_and_both_before_the_defaults() -> None:
    environment = {PRELOAD: "json, csv,"}
    assert modules_to_preload(None, {}) is None
    assert modules_to_preload(None, environment) == ("json", "csv")
    assert modules_to_preload(["decimal"], environment) == ("decimal",)
    assert modules_to_preload([], environment) == ()


@pytest.mark.parametrize("name", ["matplotlib_inline", "matplotlib_inline.backend_inline"])
def test_what_would_lose_figures_is_refused(name: str) -> None:
    with pytest.raises(SettingError, match="every figure would be lost"):
        modules_to_preload(None, {PRELOAD: f"pandas,{name}"})
