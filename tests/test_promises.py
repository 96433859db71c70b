"""Each promise in docs/promises.md stands where it is said to stand, and each test that holds it exists."""

import ast
import re
from functools import cache

import pytest
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in PAGE.splitlines() if "::test_" in line]
PROMISES = [(row[0], row[1]) for row in ROWS if len(row) == 3]
#: Which documents make promises, and have a row or more each.
DOCUMENTS = {"README.md", *(f"docs/{name}.md" for name in ("author", "reader", "auditor", "disclosure", "operator"))}


@cache
def words(document: str) -> str:
    return " ".join((ROOT / document).read_text(encoding="utf-8").split())


@cache
def functions_of(file: str) -> frozenset[str]:
    path = ROOT / "tests" / file
    if not path.is_file():
        return frozenset()
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef))


def stands(promise: str, document: str) -> bool:
    return promise in words(document)


def exists(test: str) -> bool:
    file, _, name = test.partition("::")
    return name in functions_of(file)


@pytest.mark.parametrize(("promise", "document"), PROMISES)
def test_each_promise_stands_where_it_is_said_to_stand(promise: str, document: str) -> None:
    assert stands(promise, document)


def test_each_test_that_holds_a_promise_exists() -> None:
    named = [re.findall(r"`([\w/]+\.py::\w+)`", row[-1]) for row in ROWS]
    assert all(named), "a row names no test"
    assert sorted({test for tests in named for test in tests if not exists(test)}) == []


def test_every_document_that_promises_has_rows() -> None:
    assert {document for _, document in PROMISES} >= DOCUMENTS
    assert len(PROMISES) >= 50


def test_a_promise_that_is_not_made_and_a_test_that_is_not_there_are_noticed() -> None:
    assert not stands("The report makes tea.", "README.md")
    assert not exists("test_promises.py::test_of_nothing")
    assert not exists("no_such_file.py::test_of_nothing")
