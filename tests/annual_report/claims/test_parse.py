import ast
import gc
import re
import time
from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.support.facts import small_ledger

from annual_report.claims.claim import Claim, judge
from annual_report.claims.parse import LONGEST, parse_test
from annual_report.claims.syntax import (
    Across,
    Arithmetic,
    Comparison,
    Differs,
    Either,
    Every,
    Extreme,
    Function,
    Measure,
    Not,
    Number,
    Sum,
)
from annual_report.errors import ReportError

LEDGER = small_ledger()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "percent(cause.a) > 9.7",
            Comparison((Measure(Function.PERCENT, "cause.a"), Number(Fraction(97, 10))), (">",)),
        ),
        (
            "count(areas.3_to_6) == 5",
            Comparison((Measure(Function.COUNT, "areas.3_to_6"), Number(Fraction(5))), ("==",)),
        ),
        ("largest('cause.a')", Extreme(Function.LARGEST, "cause.a")),
        ("smallest(a, b)", Extreme(Function.SMALLEST, "a", "b")),
        ("differs(a.b, c)", Differs("a.b", "c")),
        ("not largest(a)", Not(Extreme(Function.LARGEST, "a"))),
        ("largest(a) and largest(b)", Every((Extreme(Function.LARGEST, "a"), Extreme(Function.LARGEST, "b")))),
        ("largest(a) or largest(b)", Either((Extreme(Function.LARGEST, "a"), Extreme(Function.LARGEST, "b")))),
        ("across_periods(largest(a))", Across(Function.ACROSS_PERIODS, Extreme(Function.LARGEST, "a"))),
        (
            "1 < rank(a, b) <= 3",
            Comparison(
                (Number(Fraction(1)), Measure(Function.RANK, "a", "b"), Number(Fraction(3))),
                ("<", "<="),
            ),
        ),
        (
            "sum(count(a), count(b)) >= -1",
            Comparison(
                (
                    Sum((Measure(Function.COUNT, "a"), Measure(Function.COUNT, "b"))),
                    Arithmetic("-", Number(Fraction(0)), Number(Fraction(1))),
                ),
                (">=",),
            ),
        ),
    ],
)
def test_a_test_is_read(written: str, read: object) -> None:
    assert parse_test(written) == read
    assert parse_test(written.replace(" ", "\n ")) == read


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "is not a test"),
        ("count(a)", "is a number: compare it with something"),
        ("cause.a", "says neither yes nor no"),
        ("cause.a > 3", "cause.a is a statistic: say what of it"),
        ("percnt(cause.a) > 3", "there is no function percnt. Did you mean percent"),
        ("open(cause.a) > 3", "there is no function open"),
        ("__import__('os')", "there is no function __import__"),
        ("count.real(cause.a) > 3", "there is no function"),
        ("percent(cause.a).real > 3", "has no place in a test"),
        ("percent(cause.a).__class__ == 3", "has no place in a test"),
        ("(lambda: 3)() > 2", "':' has no place"),
        ("[1, 2] > 3", "'[' has no place"),
        ("{1}", "'{' has no place"),
        ("f'{1}'", "'{' has no place"),
        ("count(cause.a) ** 9 > 3", "has no place in a test"),
        ("count(cause.a) // 2 > 3", "has no place in a test"),
        ("count(*a) > 3", "without names or stars"),
        ("count(name=a) > 3", "without names or stars"),
        ("count() > 3", "count takes one id"),
        ("count(a, b) > 3", "count takes one id"),
        ("differs(a)", "differs takes two ids"),
        ("largest(a, b, c)", "takes an id, and the breakdown"),
        ("sum() > 3", "sum takes numbers"),
        ("across_units(largest(a), largest(b))", "takes one test"),
        ("largest(A)", "is no id of a statistic"),
        ("count(3) > 1", "is no id of a statistic"),
        ("count(a) is count(b)", "compare with <"),
        ("count(a) in count(b)", "compare with <"),
        ("True", "says neither yes nor no"),
        ("count(a) > True", "has no place in a test"),
        ("count(a) > 1j", "has no place in a test"),
        ("count(a) > 9999999999", "at most"),
        ("1if 2 else 3", "is not a test"),
        ("count(a) > 0x", "is not a test"),
        ("largest(a) if largest(b) else largest(c)", "says neither yes nor no"),
        ("count(a) > 1 if largest(b) else 2", "says neither yes nor no"),
        ("largest(a) > 2", "says yes or no, and a number is needed"),
        ("x := 3", "':' has no place"),
        ("count(a) > 1; count(b)", "';' has no place"),
        ("count(a) > 1 #", "'#' has no place"),
        ("not " * 25 + "largest(a)", "nested at most"),
        ("1+" * 190 + "1 > 2", "nested at most"),
        ("count(a) > " + "1" * LONGEST, "at most 400 characters"),
    ],
)
def test_what_is_no_test_is_refused_with_a_reason(written: str, reason: str) -> None:
    with pytest.raises(ReportError, match=re.escape(reason)):
        judge(Claim("words", parse_test(written), written), LEDGER)


_PIECES = (
    "and or not ( ) , < > == != + - * / . ** % is in if else lambda import __class__ eval open os.system "
    "cause.a cause.b all late ratio.over features age.infant 0 1 50 1e9 0.1 ' \" \\ \n \0 = [ ] { } : é None"
)
_WORDS = st.sampled_from([*Function, *_PIECES.split(" ")])
_NOISE = st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=120)


@st.composite
def _terms(draw: st.DrawFn, depth: int = 3) -> str:
    ids = st.sampled_from(["cause.a", "all", "abuse", "neglect", "late", "empty", "children", "past", "nowhere"])
    if depth == 0 or draw(st.booleans()):
        made = draw(st.sampled_from(["count", "percent", "rank", "ratio", "number"]))
        return str(draw(st.integers(0, 100))) if made == "number" else f"{made}({draw(ids)})"
    left, right = draw(_terms(depth=depth - 1)), draw(_terms(depth=depth - 1))
    return draw(st.sampled_from(["({} + {})", "({} - {})", "{} / {}", "{} * {}", "sum({}, {})"])).format(left, right)


_TESTS = st.builds("{} {} {}".format, _terms(), st.sampled_from(["<", ">", "==", "!=", "<=", ">="]), _terms())


@settings(max_examples=600, deadline=None)
@given(_NOISE | _TESTS)
@example("(" * 199)
@example("-" * 399)
@example("not " * 99)
@example("1 < " * 99 + "2")
@example("9" * 300 + " > 1")
@example("percent(cause.a) > 1e400")
@example("count(all) / (count(cause.a) - count(cause.a)) > 1")
def test_no_expression_crashes_the_checker_or_takes_long(text: str) -> None:
    gc.disable()  # what is measured is the checker, not a collection that falls into it
    started = time.process_time()
    try:
        with suppress(ReportError):  # the only way to fail
            verdict = judge(Claim("words", parse_test(text), text), LEDGER)
            assert verdict.holds or not verdict.is_fixed
        assert time.process_time() - started < 0.05
    finally:
        gc.enable()


#: Every kind of node that a test can be made of. Whatever else Python's grammar knows has no meaning in a test.
_KNOWN = (ast.BoolOp, ast.UnaryOp, ast.BinOp, ast.Compare, ast.Call, ast.Constant, ast.Name, ast.Load)


@settings(max_examples=400, deadline=None)
@given(_NOISE | _TESTS)
@example("percent(cause.a).real > 1")
@example("(lambda: 1)() > 0")
@example("[1][0] > 0")
def test_what_is_let_through_is_made_of_known_nodes_and_functions(text: str) -> None:
    try:
        parse_test(text)
    except ReportError:
        return
    quoted = " ".join(text.split())
    tree = ast.parse(quoted, mode="eval") if not any(c.isdigit() and "." in quoted for c in quoted) else None
    for node in ast.walk(tree) if tree else ():
        named = isinstance(node, ast.Attribute)  # a dotted id, which is read as text
        assert named or isinstance(node, (*_KNOWN, ast.Expression, ast.operator, ast.unaryop, ast.cmpop, ast.boolop))
        if isinstance(node, ast.Call):
            assert isinstance(node.func, ast.Name)
            assert node.func.id in set(Function)
