"""Golden documents: sentences of a report, each with what the checks must find in it, and the runner that compares.

A document holds cases, parted by lines ``% ----``. A case begins with comment lines that say what is right, and the
rest is a whole MyST document:

- ``% faulty: RULE "SPOT"``: one finding, its rule and the words it points at; all findings are named, none besides;
- ``% at: LINE:COLUMN``: where that finding stands, counted in the case's own text;
- ``% suggests: TEXT``: what that finding offers to paste, nothing if it offers nothing;
- ``% sound``: no finding; ``% sound: RULE`` also says which rule it comes near;
- ``% given: ID = COUNT``: the records have changed: this count is another; ``, 1 decimal`` after it: so is its form;
- ``% hides: ID = LOW to HIGH``: disclosure control has hidden this number, and so much can be worked out of it; HIGH
  may be ``any``. Counts below ``THRESHOLD`` are small;
- ``% in: notebook``: the text is a Markdown cell; ``% in: headline``: it is the title of a chart;
- ``% claim: TEST``: the claim that this chart carries;
- ``% why: ...``: a remark.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import nbformat
from tests.support.ledgers import published_ledger

from annual_report.editions.project import Project
from annual_report.lint.check import check_page
from annual_report.lint.context import Context, read_context
from annual_report.lint.findings import Finding
from annual_report.lint.notebook_cells import read_notebook
from annual_report.lint.pages import Page
from annual_report.lint.reading import read_markdown
from annual_report.lint.rules import headlines
from annual_report.release import Disclosure, make_release
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.hiding import hide, what_is_left
from annual_report.statistics.ledger import Ledger
from annual_report.statistics.models import Statistic

ROOT = Path(__file__).parents[2]
LINT = ROOT / "tests" / "annual_report" / "lint"
CHAPTER, NOTEBOOK, HEADLINE = "chapter", "notebook", "headline"

_DIVIDER = "% ----"
_HEAD = re.compile(r"%\s*(?P<key>[a-z]+)(?::\s*(?P<value>.*?))?\s*")
_FAULTY = re.compile(r"(?P<rule>[a-z-]+)\s+\"(?P<spot>.*)\"")
_GIVEN = re.compile(r"(?P<name>[a-z0-9_.]+)\s*=\s*(?P<count>\d+)(?:,\s*(?P<decimals>\d) decimals?)?")
_HIDES = re.compile(r"(?P<name>[a-z0-9_.]+)\s*=\s*(?P<low>\d+) to (?P<high>\d+|any)")
_PLACE = re.compile(r"(?P<line>\d+):(?P<column>\d+)")
THRESHOLD = 6
_CHART = "deaths.cause"  # whose title a case in a headline is


class GoldenError(ValueError):
    """A golden document is malformed."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that must be there. ``at`` and ``suggests`` are None where the case does not say."""

    rule: str
    spot: str
    at: tuple[int, int] | None = None
    suggests: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A statistic whose count is another one in this case. ``decimals``: as it was, if None."""

    name: str
    count: int
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """A number that is hidden in this case, and what can be worked out of it."""

    name: str
    low: int
    high: int | None

    @classmethod
    def read(cls, found: re.Match[str]) -> "Gone":
        """Return what a line of a case's head says."""
        return cls(found["name"], int(found["low"]), None if found["high"] == "any" else int(found["high"]))


@dataclass(frozen=True, slots=True)
class Case:
    """A document with its expectation. ``near``: the rules that a sound one comes near; ``line``: where it starts."""

    file: str
    number: int
    line: int
    text: str
    expected: tuple[Expected, ...] = ()
    near: tuple[str, ...] = ()
    given: tuple[Given, ...] = ()
    hides: tuple[Gone, ...] = ()
    inside: str = CHAPTER
    claim: str = ""

    def __str__(self) -> str:
        """Return what a test calls the case: its document and its number there."""
        return f"{self.file}:{self.number}"

    @property
    def is_sound(self) -> bool:
        """Say whether nothing may be found."""
        return not self.expected

    @property
    def rules(self) -> frozenset[str]:
        """The rules that must find something."""
        return frozenset(expected.rule for expected in self.expected)


def read_cases(folder: Path) -> list[Case]:
    """Return the cases of every golden document in ``folder``, in order."""
    return [case for file in sorted(folder.glob("*.md")) for case in read_document(file)]


def read_document(file: Path) -> Iterator[Case]:
    """Yield the cases of one golden document. Raises GoldenError if one is malformed."""
    lines, start, number = [*file.read_text(encoding="utf-8").split("\n"), _DIVIDER], 0, 0
    for end, line in enumerate(lines):
        if line.rstrip() == _DIVIDER:
            if any(text.strip() for text in lines[start:end]):
                number += 1
                yield read_case(lines[start:end], f"{file.parent.name}/{file.name}", number, start + 1)
            start = end + 1


def read_case(lines: Sequence[str], file: str, number: int, line: int) -> Case:
    """Return the case that ``lines`` write. Raises GoldenError if its head is malformed, or it has no text."""
    count = next((n for n, text in enumerate(lines) if not text.startswith("%")), len(lines))
    text = "\n".join(lines[count:]).rstrip("\n") + "\n"
    case, is_sound = Case(file, number, line, text), False
    for head in lines[:count]:
        found = _HEAD.fullmatch(head)
        if found is None:
            raise GoldenError(f"{file}:{line}: {head!r} is no line of a case's head")
        is_sound = is_sound or found["key"] == "sound"
        case = _with_head(case, found["key"], found["value"] or "", head)
    if not text.strip() or is_sound != case.is_sound:
        raise GoldenError(f"{file}:{line}: a case has a text, and says that it is sound or what is faulty")
    return case


def _with_head(case: Case, key: str, value: str, head: str) -> Case:  # noqa: PLR0911  a line of the head each
    """Return the case with what one line of its head says."""
    error = GoldenError(f"{case.file}:{case.line}: {head!r} is not understood")
    match key:
        case "why":
            return case
        case "sound":
            return replace(case, near=(*case.near, *value.replace(",", " ").split()))
        case "in" if value in (NOTEBOOK, HEADLINE):
            return replace(case, inside=value)
        case "claim" if value:
            return replace(case, claim=value)
        case "given" if found := _GIVEN.fullmatch(value):
            decimals = int(found["decimals"]) if found["decimals"] else None
            return replace(case, given=(*case.given, Given(found["name"], int(found["count"]), decimals)))
        case "hides" if found := _HIDES.fullmatch(value):
            return replace(case, hides=(*case.hides, Gone.read(found)))
        case "faulty" if found := _FAULTY.fullmatch(value):
            return replace(case, expected=(*case.expected, Expected(found["rule"], found["spot"])))
        case "at" if case.expected and (found := _PLACE.fullmatch(value)):
            return _with_last(case, replace(case.expected[-1], at=(int(found["line"]), int(found["column"]))))
        case "suggests" if case.expected:
            return _with_last(case, replace(case.expected[-1], suggests=value))
        case _:
            raise error


def _with_last(case: Case, last: Expected) -> Case:
    return replace(case, expected=(*case.expected[:-1], last))


@lru_cache(maxsize=1)
def real_context() -> Context:
    """Return the context of the 2020 report: its ledger, its bases, its word rules."""
    project = Project(ROOT)
    return read_context(project, make_release(project.edition("2020"), published_ledger(), ()))


def changed(ledger: Ledger, given: Sequence[Given]) -> Ledger:
    """Return the ledger with other counts. Shares of a changed statistic have its new count as their base.

    Raises:
        MissingError: if a statistic does not exist.
    """
    if not given:
        return ledger
    new = {ledger.values.statistic(item.name).id: item for item in given}
    return ledger.model_copy(update={"statistics": tuple(_changed(item, new) for item in ledger.statistics)})


def _changed(item: Statistic, new: Mapping[str, Given]) -> Statistic:
    own, base = new.get(item.id), new.get(item.base or "")
    update = {
        "count": own.count if own else item.count,
        "decimals": item.decimals if own is None or own.decimals is None else own.decimals,
        "base_count": base.count if base else item.base_count,
    }
    return Statistic.model_validate({**dict(item), **update})


def judge(case: Case, context: Context, folder: Path) -> list[Finding]:
    """Return what the checks find in a case; places count in the case's own text.

    Args:
        case: what to judge.
        context: the real one; what the case changes is changed in a copy.
        folder: an empty one, for a notebook.
    """
    context = context_of(case, context)
    match case.inside:
        case "headline":
            return list(headlines.check(folder, _with_title(context, case)))
        case "notebook":
            file = folder / "notebook.ipynb"
            first = write_notebook(file, case.text)
            found = check_page(read_notebook(file, file.name), context)
            return [replace(finding, line=finding.line - first + 1) for finding in found]
        case _:
            return check_page(page_of(case), context)


def context_of(case: Case, context: Context) -> Context:
    """Return the context with what the case changes and hides."""
    ledger = hidden(changed(context.release.ledger, case.given), case.hides)
    if ledger is context.release.ledger:
        return context
    disclosure = Disclosure(threshold=THRESHOLD, events=THRESHOLD) if case.hides else None
    update = {"ledger": ledger, "disclosure": disclosure}
    return replace(context, release=context.release.model_copy(update=update))


def hidden(ledger: Ledger, hides: Sequence[Gone]) -> Ledger:
    """Return the ledger without what a case hides. Raises MissingError if a number does not exist."""
    names = [item.name for item in hides]
    return hide(ledger, [_left(ledger, item, names) for item in hides]) if hides else ledger


def _left(ledger: Ledger, gone: Gone, names: Sequence[str]) -> Hidden:
    item = ledger.values.item(gone.name)
    assert not isinstance(item, Hidden)
    return what_is_left(item, names).model_copy(update={"low": gone.low, "high": gone.high})


def page_of(case: Case) -> Page:
    """Return the page that a chapter's case makes."""
    return read_markdown("book/page.md", case.text)


def write_notebook(file: Path, text: str) -> int:
    """Write a notebook with ``text`` in a cell between others, and return the line of the file where it starts."""
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Child deaths\n\nThis notebook counts the deaths.", id="head"),
            nbformat.v4.new_code_cell('edition = "2020"\nworking_days = 15', id="parameters"),
            nbformat.v4.new_markdown_cell(text.rstrip("\n"), id="case"),
            nbformat.v4.new_markdown_cell("The next cell publishes the table.", id="tail"),
        ]
    )
    nbformat.write(notebook, file)
    lines = file.read_text(encoding="utf-8").split("\n")
    cell = next(number for number, line in enumerate(lines) if '"id": "case"' in line)
    return next(number for number in range(cell, len(lines)) if '"source": [' in lines[number]) + 2


def _with_title(context: Context, case: Case) -> Context:
    """Return the context with a ledger whose only chart has the case's text as its title."""
    ledger = context.release.ledger
    chart = ledger.chart(_CHART).model_copy(update={"title": case.text.strip(), "claim": case.claim})
    release = context.release.model_copy(update={"ledger": ledger.model_copy(update={"charts": (chart,)})})
    return replace(context, release=release)


def differences(case: Case, found: Sequence[Finding]) -> list[str]:
    """Return how the findings differ from the case's expectation, in words; empty if they are just those."""
    wanted = Counter((expected.rule, _plain(expected.spot)) for expected in case.expected)
    got = Counter((finding.rule, _plain(finding.spot)) for finding in found)
    missing = [f'missed: {rule} "{spot}"' for rule, spot in (wanted - got).elements()]
    surplus = [f'not expected: {rule} "{spot}"' for rule, spot in (got - wanted).elements()]
    return [*missing, *surplus] or [fault for expected in case.expected for fault in _details(expected, found)]


def _details(expected: Expected, found: Sequence[Finding]) -> list[str]:
    """Compare where a finding stands and what it suggests; where several are alike, one that fits is enough."""
    alike = [f for f in found if (f.rule, _plain(f.spot)) == (expected.rule, _plain(expected.spot))]
    places, offers = [(f.line, f.column) for f in alike], [f.replacement for f in alike]
    faults = []
    if expected.at is not None and expected.at not in places:
        faults.append(f"{expected.spot!r} stands at {expected.at}, found at {places}")
    if expected.suggests is not None and expected.suggests not in offers:
        faults.append(f"{expected.spot!r}: {expected.suggests!r} is right, suggested was {offers}")
    return faults


def _plain(spot: str) -> str:
    return " ".join(spot.split())
