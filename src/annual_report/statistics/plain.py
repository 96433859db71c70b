"""What is wrong with a published item, in plain words, and in the account of the run.

What an item's model says of a field is for programmers.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from annual_report import account
from annual_report.errors import InputError

_P = ParamSpec("_P")
_R = TypeVar("_R")
_MOST_NAMED = 3
_LONGEST = 60  # characters of a value that are shown
_ID = "must be small letters, digits and _, in words joined by dots, as in deaths.cause.sudi"
#: What a field must be, by the kind of fault. What is named in braces is in the fault.
_KINDS = (
    ("literal_error", "must be {expected}"),
    ("enum", "must be {expected}"),
    ("string_pattern_mismatch", _ID),
    ("string", "must be text"),
    ("int", "must be a whole number"),
    ("greater_than_equal", "must be at least {ge}"),
    ("less_than_equal", "must be at most {le}"),
    ("finite_number", "must be a number that is not infinite"),
    ("float", "must be a number"),
    ("model_type", "must be {class_name}, and is of another kind"),
    ("model_attributes_type", "must be a record of the engine's"),
)


def why_not(error: Exception) -> str:
    """Return in plain words why something could not be read or made. Of many faults the first are named."""
    if not isinstance(error, ValidationError):
        return " ".join(str(error).split())
    faults = list(dict.fromkeys(_in_words(fault) for fault in error.errors()))
    more = f"; and {len(faults) - _MOST_NAMED} more" if len(faults) > _MOST_NAMED else ""
    return "; ".join(faults[:_MOST_NAMED]) + more


def plainly(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Have a function say in plain words what is wrong with an item that it was to make, and note that it failed.

    The function then raises InputError, with every fault, where it would raise a ValidationError.
    """

    @wraps(function)
    def told(*positional: _P.args, **named: _P.kwargs) -> _R:
        try:
            return function(*positional, **named)
        except ValidationError as error:
            reason = why_not(error)
        except Exception as error:
            account.refused(function.__name__, str(error))
            raise
        account.refused(function.__name__, reason)
        raise InputError(reason)  # without what it comes from, which is for programmers

    return told


def _in_words(fault: ErrorDetails) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "value_error":
        return str(context.get("error", fault["msg"]))
    name = ".".join(str(part) for part in fault["loc"])
    whole = {"json_invalid": "is no JSON", "missing": "is missing", "extra_forbidden": "does not belong there"}
    if kind in whole:
        return f"{name or 'the file'} {whole[kind]}"
    words = next((words for start, words in _KINDS if kind.startswith(start)), "cannot be that")
    return f"{name} is {_short(fault['input'])}, and {words.format(**context)}"


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."
