"""A policy may be stricter than usual as it likes; to be weaker it must say why."""

import pytest
from pydantic import ValidationError

from annual_report.editions.policy import Merge, Policy


def test_the_usual_rules() -> None:
    policy = Policy()
    assert (policy.threshold, policy.events, policy.percent_base) == (6, 20, 100)


@pytest.mark.parametrize("setting", ["threshold", "events", "percent_base"])
def test_stricter_needs_no_reason(setting: str) -> None:
    assert getattr(Policy.model_validate({setting: 200}), setting) == 200


@pytest.mark.parametrize(("setting", "usual"), [("threshold", 6), ("events", 20), ("percent_base", 100)])
def test_weaker_needs_a_reason(setting: str, usual: int) -> None:
    weaker = {setting: usual - 1}
    with pytest.raises(ValidationError, match=rf"{setting} is weaker than the usual {usual}: say why"):
        Policy.model_validate(weaker)
    said = Policy.model_validate({**weaker, "reasons": {setting: "Agreed with the regulator"}})
    assert any(setting in line and "Agreed with the regulator" in line for line in said.in_words())


def test_a_reason_for_what_is_not_weaker_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"reasons\.events gives a reason for what is not weaker than usual"):
        Policy(reasons={"events": "Agreed with the regulator"})


@pytest.mark.parametrize("reason", ["", "none", "not needed", "   "])
def test_a_reason_is_more_than_a_word_or_two(reason: str) -> None:
    with pytest.raises(ValidationError):
        Policy(exempt={"area": reason})
    with pytest.raises(ValidationError):
        Policy(threshold=5, reasons={"threshold": reason})


@pytest.mark.parametrize(
    "wrong",
    [
        {"treshold": 6},
        {"threshold": 0},
        {"events": -1},
        {"percent_base": 0},
        {"rounding": {"region": -10}},
        {"chance": {"children: age": "One column is no run"}},
        {"chance": {"age, sex": "No table is named"}},
        {"chance": {"children: age, sex": "Chance"}},
        {"merge": [{"breakdown": "a", "parts": ["one"], "label": "L"}]},
        {"merge": [{"breakdown": "a", "parts": ["one", "two"], "label": ""}]},
    ],
)
def test_what_means_nothing_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Policy.model_validate(wrong)


def test_a_checker_reads_every_setting() -> None:
    policy = Policy(
        exempt={"area": "A public body, not a child"},
        keep=("incidents",),
        merge=(Merge(breakdown="a", parts=("one", "two"), label="L"),),
        rounding={"region": 10, "partnership": 0},
        chance={"children: age, sex": "Numbers of columns beside a code"},
    )
    said = "\n".join(policy.in_words())
    for words in (
        "1 to 5",
        "area",
        "A public body, not a child",
        "incidents",
        "region",
        "10",
        "partnership",
        "children: age, sex. Numbers of columns beside a code",
    ):
        assert words in said
