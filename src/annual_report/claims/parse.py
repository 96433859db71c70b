"""Reads a claim's test: Python's own grammar, of which a small part is let through and nothing is ever run.

A node of the syntax tree that is not named here is refused, so an attribute, a call or a name outside the list has no
meaning. What is read is a frozen record; Python's ``eval`` is used nowhere.
"""

import ast
import re
import warnings
from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction

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
    Term,
    Test,
)
from annual_report.errors import InputError

#: The longest test: enough for every sentence, too short to take long.
LONGEST = 400
_DEEPEST = 20
_GREATEST = 10**9
_ALLOWED = re.compile(r"[A-Za-z0-9_.\"' ()<>=!+\-*/,]*")
_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_DOTTED = re.compile(r"\"[^\"]*\"|'[^']*'|\b[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)+")
_OPERATORS: Mapping[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}


def parse_test(text: str) -> Test:
    """Return the test that ``text`` writes.

    Raises:
        InputError: if it is no test. It says what stands there and what can.
    """
    line = " ".join(text.split())
    if len(line) > LONGEST:
        raise InputError(f"a test has at most {LONGEST} characters, and this one has {len(line)}. Split the claim")
    if not _ALLOWED.fullmatch(line):
        odd = next(character for character in line if not _ALLOWED.fullmatch(character))
        raise InputError(f"{odd!r} has no place in a test")
    return _test(_tree(line), 0)


def _tree(line: str) -> ast.expr:
    quoted = _DOTTED.sub(lambda found: found[0] if found[0][0] in "\"'" else f'"{found[0]}"', line)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # Python only warns of "1if"
        try:
            return ast.parse(quoted, mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError, Warning) as error:
            raise InputError(f"{line!r} is not a test. Write for example: percent(deaths.cause.sudi) > 30") from error


def _test(node: ast.expr, depth: int) -> Test:
    _not_too_deep(depth)
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return Every(tuple(_test(value, depth + 1) for value in values))
        case ast.BoolOp(values=values):
            return Either(tuple(_test(value, depth + 1) for value in values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Not(_test(operand, depth + 1))
        case ast.Compare(left=left, ops=operators, comparators=others):
            terms = tuple(_term(term, depth + 1) for term in (left, *others))
            return Comparison(terms, tuple(_comparison(operator) for operator in operators))
        case ast.Call():
            return _call_of_test(node, depth)
        case _:
            raise InputError(f"{_shown(node)} says neither yes nor no: compare it with something")


def _call_of_test(node: ast.Call, depth: int) -> Test:
    function = _function(node)
    match function:
        case Function.LARGEST | Function.SMALLEST:
            return Extreme(function, *_ids(node, function, most=2))
        case Function.DIFFERS:
            one, other = _ids(node, function, least=2, most=2)
            return Differs(one, other)
        case Function.ACROSS_UNITS | Function.ACROSS_PERIODS:
            if len(node.args) != 1:
                raise InputError(f"{function} takes one test: {function}(percent(...) > percent(...))")
            return Across(function, _test(node.args[0], depth + 1))
        case _:
            raise InputError(f"{_shown(node)} is a number: compare it with something, for example {_shown(node)} > 50")


def _term(node: ast.expr, depth: int) -> Term:
    _not_too_deep(depth)
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return _number(value)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Arithmetic("-", Number(Fraction(0)), _term(operand, depth + 1))
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            return Arithmetic(_OPERATORS[type(operator)], _term(left, depth + 1), _term(right, depth + 1))
        case ast.Call():
            return _call_of_term(node, depth)
        case ast.Name() | ast.Constant(value=str()):
            name = _id(node)
            raise InputError(f"{name} is a statistic: say what of it, count({name}) or percent({name})")
        case _:
            raise InputError(f"{_shown(node)} has no place in a test")


def _call_of_term(node: ast.Call, depth: int) -> Term:
    function = _function(node)
    match function:
        case Function.SUM:
            if not node.args:
                raise InputError("sum takes numbers: sum(count(...), count(...))")
            return Sum(tuple(_term(part, depth + 1) for part in node.args))
        case Function.RANK:
            return Measure(function, *_ids(node, function, most=2))
        case Function.COUNT | Function.PERCENT | Function.RATIO:
            return Measure(function, *_ids(node, function))
        case _:
            raise InputError(f"{_shown(node)} says yes or no, and a number is needed here")


def _function(node: ast.Call) -> Function:
    if not isinstance(node.func, ast.Name) or node.func.id not in set(Function):
        near = get_close_matches(_shown(node.func), list(Function), n=1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(Function)}"
        raise InputError(f"there is no function {_shown(node.func)}. {hint}")
    if node.keywords or any(isinstance(part, ast.Starred) for part in node.args):
        raise InputError(f"{node.func.id} takes ids or numbers alone, without names or stars")
    return Function(node.func.id)


def _ids(node: ast.Call, function: Function, least: int = 1, most: int = 1) -> list[str]:
    if not least <= len(node.args) <= most:
        wanted = (
            "one id" if most == 1 else ("two ids" if least == most else "an id, and the breakdown if it has several")
        )
        raise InputError(f"{function} takes {wanted}: {_shown(node)} has {len(node.args)}")
    return [_id(part) for part in node.args]


def _id(node: ast.expr) -> str:
    name = node.id if isinstance(node, ast.Name) else node.value if isinstance(node, ast.Constant) else None
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise InputError(f"{_shown(node)} is no id of a statistic: lower-case words joined by dots")
    return name


def _number(value: float) -> Number:
    if value > _GREATEST:
        raise InputError(f"a number in a test is at most {_GREATEST:,}")
    return Number(Fraction(repr(value)))


def _comparison(operator: ast.cmpop) -> str:
    if type(operator) not in _COMPARISONS:
        raise InputError(f"compare with {', '.join(_COMPARISONS.values())}")
    return _COMPARISONS[type(operator)]


def _not_too_deep(depth: int) -> None:
    if depth > _DEEPEST:
        raise InputError(f"a test is nested at most {_DEEPEST} deep. Split the claim")


def _shown(node: ast.expr) -> str:
    """Return what was written, as a message shows it."""
    text = ast.unparse(node).replace("'", "")
    return text if len(text) <= 60 else text[:57] + "..."
