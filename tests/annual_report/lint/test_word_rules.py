from pathlib import Path

import pytest

from annual_report.errors import InputError
from annual_report.lint.word_rules import WordRule, read_word_rules

RULE = 'name = "n"\nwhy = "w"\ninstead = "i"\n'


def rule(tmp_path: Path, text: str) -> WordRule:
    folder = tmp_path / "book" / "words"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(RULE + text, encoding="utf-8")
    return read_word_rules(folder)[-1]


def spots(found: WordRule, text: str) -> list[str]:
    return [text[start:end] for start, end in found.find(text)]


def test_a_project_adds_a_rule_by_a_file(tmp_path: Path) -> None:
    found = rule(tmp_path, 'words = ["committed suicide", "rise", "escalat*"]\nunless = ["rise to the challenge"]')
    text = "He Committed\nsuicide. A rise; to rise to the challenge; arise; escalating, sun-rise."
    assert spots(found, text) == ["Committed\nsuicide", "rise", "escalating"]


def test_words_that_bend_a_number_are_found_only_before_one(tmp_path: Path) -> None:
    found = rule(tmp_path, 'before_number = ["over", "at least"]')
    assert spots(found, "over 40%, over the year, at least \ue000\ue000, at least once, over a third") == [
        "over",
        "at least",
        "over",
    ]


def test_joined_words_are_one_find(tmp_path: Path) -> None:
    found = rule(tmp_path, 'words = ["twenty", "one", "hundred", "third"]\njoined = true')
    text = "twenty-one, one hundred and twenty, one third, a twenty-year wait, twentyish"
    assert spots(found, text) == ["twenty-one", "one hundred and twenty", "one third", "twenty"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name = 3",
        RULE,
        RULE + "words = 3",
        RULE + 'words = ["a"]\nodd = 1',
        RULE + 'words = ["a"]\nneeds = "("',
        "\xff",
    ],
)
def test_a_file_that_is_no_rule_is_named(text: str, tmp_path: Path) -> None:
    folder = tmp_path / "book" / "words"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError, match=r"book/words/own\.toml"):
        read_word_rules(folder)


@pytest.mark.parametrize(
    "needs",
    [
        "(percent|p|e|r|c|n|t|[a-z])*([a-z.]+)+!",
        "(a+)+$",
        "(?:a|a)*b",
        "(a*)*",
        r"(\w+\s?)+:",
        "(a{1,9}){1,9}b",
        r".*.*.*x",
    ],
)
def test_a_pattern_that_could_take_long_is_refused(tmp_path: Path, needs: str) -> None:
    with pytest.raises(InputError, match=r"book/words/own\.toml: .*repeat signs and no groups"):
        rule(tmp_path, f"words = ['slow']\nneeds = '{needs}'")


@pytest.mark.parametrize("needs", [r"percent\([^)]*\)\s*>=?\s*(?:[5-9]\d|100)", r"[)]*\)+", r"a|b|c"])
def test_a_pattern_that_is_quick_is_taken(tmp_path: Path, needs: str) -> None:
    assert rule(tmp_path, f"words = ['slow']\nneeds = '{needs}'").setting.needs == needs


def test_the_engines_rules_have_different_names(tmp_path: Path) -> None:
    names = [found.name for found in read_word_rules(tmp_path)]
    assert len(names) == len(set(names)) >= 9
