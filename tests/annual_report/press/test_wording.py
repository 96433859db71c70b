"""Small turns of language."""

import pytest

from annual_report.casing import lower_first
from annual_report.press.wording import listed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Number of reviews", "number of reviews"),
        ("LCSPR decision", "LCSPR decision"),
        ("A share", "a share"),
        ("", ""),
    ],
)
def test_lower_first(text: str, expected: str) -> None:
    assert lower_first(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_listed(words: list[str], expected: str) -> None:
    assert listed(words) == expected
