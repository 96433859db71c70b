import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.books import small_release

from annual_report.vocabulary.entries import entries_of
from annual_report.vocabulary.snippets import as_snippets, choice, escape, placeholder

_TOKEN = re.compile(
    r"\\([\\$}])"  # an escaped character
    r"|\$\{\d+\|((?:\\[\\,|]|[^\\|])*)\|\}"  # choices: the first is put in
    r"|\$\{\d+:((?:\\[\\$}]|[^\\$}])*)\}"  # a placeholder
    r"|(\$\d+)"  # a place for the cursor
    r"|([^$}])",  # text; a bare $ or } is refused
    re.DOTALL,
)


def put_in(body: str) -> str:
    """Return what the editor puts in for a snippet's body, by the grammar of its documentation."""
    found, at = [], 0
    while at < len(body):
        match = _TOKEN.match(body, at)
        assert match, f"not a snippet from here: {body[at:]!r}"
        escaped, choices, held, _, text = match.groups()
        first = re.split(r"(?<!\\),", choices)[0] if choices is not None else None
        inner = [re.sub(r"\\(.)", r"\1", part) for part in (first, held) if part is not None]
        found.append("".join(inner) or escaped or text or "")
        at = match.end()
    return "".join(found)


@pytest.fixture(scope="module")
def file() -> dict[str, dict[str, str | list[str]]]:
    release = small_release()
    found: dict[str, dict[str, str | list[str]]] = json.loads(as_snippets(entries_of(release), release.ledger))
    return found


File = dict[str, dict[str, str | list[str]]]


def test_each_placeable_role_is_a_snippet_that_puts_in_exactly_that_role(file: File) -> None:
    roles = {f"{p.role} {entry.id}": p.text for entry in entries_of(small_release()) for p in entry.placements}
    assert roles.items() <= {name: put_in("\n".join(snippet["body"])) for name, snippet in file.items()}.items()
    assert set(file) == {*roles, "claim", "fixed", "allow", "chart", "table"}


def test_a_role_is_found_by_its_id_and_by_its_name(file: File) -> None:
    assert file["share deaths.sudi"] == {
        "scope": "markdown",
        "prefix": ["deaths.sudi", "share deaths.sudi"],
        "body": ["{share\\}`deaths.sudi`"],
        "description": "63 of 206 (31%). SUDI: 63 incidents of 206 (31%), base: Incidents",
    }


def test_an_illustration_is_not_completed(file: File) -> None:
    assert not [name for name in file if "deaths.spring" in name]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("claim", "{claim}`words <percent(id) > 40>`"),
        ("fixed", "{fixed}`15 working days <source>`"),
        ("allow", "{allow}`words <reason>`"),
        ("chart", "```{chart} deaths\n```\n"),
        ("table", "```{table} deaths\n```\n"),
    ],
)
def test_forms_put_in_what_an_author_would_write(file: File, name: str, written: str) -> None:
    assert put_in("\n".join(file[name]["body"])) == written


@given(st.text())
def test_any_text_is_put_in_unchanged(text: str) -> None:
    assert put_in(escape(text)) == text
    assert put_in(placeholder(1, text)) == text


@given(st.lists(st.text(alphabet="ab,|\\"), min_size=1))
def test_any_choice_can_be_picked(values: list[str]) -> None:
    inner = choice(1, values).removeprefix("${1|").removesuffix("|}")
    picked = [re.sub(r"\\(.)", r"\1", part) for part in re.findall(r"(?:^|,)((?:\\.|[^,\\])*)", inner)]
    assert picked == values


def test_an_edition_without_charts_has_no_snippet_for_them() -> None:
    ledger = small_release().ledger.model_copy(update={"charts": ()})
    assert "chart" not in json.loads(as_snippets((), ledger))
