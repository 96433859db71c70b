"""The corpus: golden documents of faulty and sound sentences, all judged rightly, and enough of each kind."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest
from tests.support.narratives import (
    LINT,
    NOTEBOOK,
    ROOT,
    Case,
    Given,
    GoldenError,
    changed,
    context_of,
    differences,
    judge,
    page_of,
    read_case,
    read_cases,
    real_context,
    write_notebook,
)

from annual_report.lint.check import RULES
from annual_report.lint.pages import Kind

CORPUS, WORDS = LINT / "corpus", LINT / "words"
BOOK_WORDS = ROOT / "tests" / "book_words"
RULE_FILES = {
    **dict.fromkeys(sorted((ROOT / "src" / "annual_report" / "lint" / "words").glob("*.toml")), WORDS),
    **dict.fromkeys(sorted((ROOT / "book" / "words").glob("*.toml")), BOOK_WORDS),
}
CASES = [case for folder in (CORPUS, WORDS, BOOK_WORDS) for case in read_cases(folder)]
FAULTY = [case for case in CASES if not case.is_sound]
SOUND = [case for case in CASES if case.is_sound]

#: What the text of each container is to the reader of pages; captions and admonitions are directives.
CONTAINERS = {
    "paragraphs": {Kind.PARAGRAPH},
    "headings": {Kind.HEADING},
    "lists": {Kind.ITEM, Kind.TERM},
    "tables": {Kind.CELL, Kind.ITEM},
    "captions": {Kind.CAPTION, Kind.PARAGRAPH},
    "text-alternatives": {Kind.ALTERNATIVE},
    "footnotes": {Kind.NOTE},
    "admonitions": {*Kind},
    "front-matter": {Kind.METADATA},
    "notebooks": {*Kind},
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_case_is_judged_rightly(case: Case, tmp_path: Path) -> None:
    assert differences(case, judge(case, real_context(), tmp_path)) == []


def test_the_corpus_has_150_faulty_and_150_sound_sentences() -> None:
    assert len({case.text for case in FAULTY}) >= 150
    assert len({case.text for case in SOUND}) >= 150


def test_every_rule_has_three_faulty_and_three_sound_cases() -> None:
    context = real_context()
    pages = [(page_of(case), context_of(case, context)) for case in FAULTY]
    names = {rule.name for rule in context.words} | {"headline"}
    for rule in RULES:
        own = {finding.rule for page, changed_context in pages for finding in rule(page, changed_context)}
        assert own, f"{rule.__module__} finds nothing in the whole corpus"
        names |= own
    faulty = Counter(name for case in FAULTY for name in case.rules)
    sound = Counter(name for case in SOUND for name in case.near)
    assert {name: faulty[name] for name in sorted(names) if faulty[name] < 3} == {}
    assert {name: sound[name] for name in sorted(names) if sound[name] < 3} == {}
    assert set(sound) <= names, "a sound case names a rule that does not exist"


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.stem)
def test_every_file_of_words_has_a_golden_document_of_its_own(file: Path) -> None:
    name = tomllib.loads(file.read_text(encoding="utf-8"))["name"]
    document = RULE_FILES[file] / f"{file.stem}.md"
    assert document.is_file(), f"{file.name} has no test: write {document.relative_to(ROOT)}"
    own = [case for case in CASES if case.file == f"{document.parent.name}/{document.name}"]
    assert len([case for case in own if name in case.rules]) >= 5
    assert len([case for case in own if case.is_sound]) >= 5


@pytest.mark.parametrize("container", CONTAINERS)
def test_every_container_has_digits_number_words_and_comparatives(container: str) -> None:
    own = [case for case in FAULTY if case.file == f"corpus/containers-{container}.md"]
    for rule in ("typed-number", "number-word", "comparative"):
        assert [case for case in own if rule in case.rules], f"no {rule} in {container}"
    for case in own:
        page = page_of(case)
        assert CONTAINERS[container] & {passage.kind for passage in page.passages}, f"{case} is not in {container}"
        assert page.directives or container not in ("captions", "admonitions"), f"{case} is not in {container}"
        assert (case.inside == NOTEBOOK) == (container == "notebooks"), f"{case} is in another file"
    placed = [case for case in own if all(expected.at for expected in case.expected)]
    assert len(placed) >= 3, "say where more of these stand"


_SENTENCE = "Of those who died, 63 were infants whose death was sudden."
_RIGHT = ('% faulty: typed-number "63"', "% at: 1:20", "% suggests: {count}`deaths.cause.sudi`", _SENTENCE)


def _judged(lines: tuple[str, ...], folder: Path) -> list[str]:
    case = read_case(lines, "corpus/example.md", 1, 1)
    return differences(case, judge(case, real_context(), folder))


def test_a_right_expectation_is_met(tmp_path: Path) -> None:
    assert _judged(_RIGHT, tmp_path) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (('% faulty: number-word "63"', _SENTENCE), 'missed: number-word "63"'),
        (('% faulty: typed-number "64"', _SENTENCE), 'missed: typed-number "64"'),
        ((*_RIGHT[:1], "% at: 1:21", _SENTENCE), "stands at (1, 21)"),
        ((*_RIGHT[:1], "% at: 2:20", _SENTENCE), "stands at (2, 20)"),
        ((*_RIGHT[:1], "% suggests: {count}`deaths.cause.suicide`", _SENTENCE), "is right, suggested was"),
        (("% sound", _SENTENCE), 'not expected: typed-number "63"'),
        ((*_RIGHT[:1], f"{_SENTENCE} Another 42 were young people."), 'not expected: typed-number "42"'),
        ((_RIGHT[0], _RIGHT[0], _SENTENCE), 'missed: typed-number "63"'),
        ((_RIGHT[0], "Of those who died, many were infants."), 'missed: typed-number "63"'),
    ],
)
def test_a_wrong_expectation_is_noticed(wrong: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert any(said in difference for difference in _judged(wrong, tmp_path))


@pytest.mark.parametrize(
    "lines",
    [
        ("A child died.",),
        ("% sound", '% faulty: typed-number "63"', _SENTENCE),
        ("% sound",),
        ("% faulty: typed-number 63", _SENTENCE),
        ("% at: 1:20", _SENTENCE),
        ("% suond", _SENTENCE),
        ("% in: letter", "% sound", "A child died."),
    ],
)
def test_a_malformed_case_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(GoldenError):
        read_case(lines, "corpus/example.md", 1, 1)


def test_a_case_can_change_the_records() -> None:
    ledger = changed(
        real_context().release.ledger, [Given("incidents.type.fatal", 210), Given("deaths.cause.sudi", 67)]
    )
    assert ledger.values.statistic("deaths.cause.sudi").count == 67
    assert ledger.values.statistic("deaths.cause.suicide").base_count == 210
    assert ledger.values.statistic("deaths.cause.suicide").count == 42


def test_a_notebooks_finding_leads_to_the_text(tmp_path: Path) -> None:
    first = write_notebook(tmp_path / "notebook.ipynb", "A child died.\n\nOf them, 63 were infants.")
    lines = (tmp_path / "notebook.ipynb").read_text(encoding="utf-8").split("\n")
    assert "A child died." in lines[first - 1]
    assert "Of them, 63 were infants." in lines[first + 1]
