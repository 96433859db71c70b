"""Words that assert something about the data stand in claims: the plain-word rules, each a file."""

import re
from collections.abc import Iterator

from annual_report.lint.context import Context, finding
from annual_report.lint.findings import Finding
from annual_report.lint.pages import Page, Passage
from annual_report.lint.rules.claims import judge_text
from annual_report.lint.suggest import suggest_words
from annual_report.lint.whole_bases import accounted
from annual_report.lint.word_rules import WordRule

#: The rule whose words are numbers: they are placed, not claimed.
NUMBERS = "number-word"
_OPEN = re.compile(r"\b(?:ID|BASE|NUMBER)\b")


def check(page: Page, context: Context) -> Iterator[Finding]:
    """Yield each word of a plain-word rule that stands outside a role, the longest where several fit."""
    for number, passage in enumerate(page.passages):
        named = accounted(page, number, context)
        taken: list[tuple[int, int]] = []
        for start, end, rule in _found(passage, context):
            if any(first < end and start < last for first, last in taken):
                continue
            taken.append((start, end))
            if not any(first <= start and end <= last for first, last in named):
                yield _finding(passage, start, end, rule, context)


def _found(passage: Passage, context: Context) -> list[tuple[int, int, WordRule]]:
    found = [(start, end, rule) for rule in context.words for start, end in rule.find(passage.masked)]
    return sorted(found, key=lambda item: (item[0] - item[1], item[0], item[2].name))


def _finding(passage: Passage, start: int, end: int, rule: WordRule, context: Context) -> Finding:
    words = passage.text[start:end]
    head = f'"{words}" {rule.setting.why}'
    if rule.name == NUMBERS:
        return _number(passage, start, end, head, context)
    if not rule.setting.claimed:
        instead = rule.instead(words)
        return finding(passage, start, end, rule.name, f"{head}. Write: {instead}", instead)
    instead = _filled(rule.instead(words), passage, start, context)
    filled = (
        not _OPEN.search(instead) and judge_text(instead.removeprefix("{claim}`").removesuffix("`"), context) is None
    )
    shown = instead if filled else rule.instead(words)
    message = f"{head}. Claim it with its test: {shown}; or, if it says nothing of the data, {{allow}}`{words} <why>`"
    return finding(passage, start, end, rule.name, message, shown if filled and passage.takes_roles else "")


def _filled(instead: str, passage: Passage, at: int, context: Context) -> str:
    """Return a suggestion with its ids filled in from what the sentence places: the nearest, in reading order."""
    first, last = passage.sentence(at)
    within = [mark for mark in passage.marks if first <= mark.start < last and context.statistic(mark)]
    marks = list({mark.content.strip(): mark for mark in reversed(within)}.values())
    wanted = instead.count("ID")
    near = sorted(sorted(marks, key=lambda mark: abs(mark.start - at))[:wanted], key=lambda mark: mark.start)
    if wanted > 1 and near and all(mark.role in ("count", "words") for mark in near):
        instead = instead.replace("percent(ID)", "count(ID)")
    for mark in near:
        instead = instead.replace("ID", mark.content.strip(), 1)
    item = context.statistic(near[0]) if near else None
    return instead.replace("BASE", item.base) if item and item.base else instead


def _number(passage: Passage, start: int, end: int, head: str, context: Context) -> Finding:
    words = passage.text[start:end]
    first, last = passage.sentence(start)
    near = suggest_words(words, f"{passage.text[first:last]} {passage.file}", context)
    if near is None:
        message = (
            f"{head}. If it is a constant that is not data, name its source: {{fixed}}`{words} <source>`; if it counts "
            f"nothing, {{allow}}`{words} <why>`"
        )
        return finding(passage, start, end, NUMBERS, message)
    message = f"{head}. The statistic {near.statistic} is {words.lower()}: write {near.text}"
    return finding(passage, start, end, NUMBERS, message, near.text if passage.takes_roles else "")
