"""Reads a TOML file of settings and checks it: every fault at once, in plain words, with its line."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from annual_report.errors import InputError
from annual_report.faults import Fault
from annual_report.opening import UnusableFileError, read_words

_PLACE = re.compile(r"(?P<words>.*) \(at (?P<place>line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)
_TABLE = re.compile(r"\s*\[{1,2}\s*(?P<name>[^\]]+?)\s*\]{1,2}")
_KEY = re.compile(r"\s*(?P<name>[A-Za-z0-9_.\"'-]+)\s*=")
#: What a setting must be, by the kind of fault. What is named in braces is in the fault.
_KINDS = (
    ("missing", "is missing, and needed"),
    ("date", "must be a day that exists, written 2021-05-14"),
    ("bool", "must be true or false, without quotation marks"),
    ("int", "must be a whole number, without quotation marks"),
    ("string_too_short", "must not be empty"),
    ("string_type", "must be words in quotation marks"),
    ("tuple", "must be a list in square brackets"),
    ("list", "must be a list in square brackets"),
    ("model", "must be a table of settings, in braces or under a heading of its own"),
    ("dict", "must be a table of settings, in braces or under a heading of its own"),
    ("greater_than_equal", "must be at least {ge}"),
    ("too_short", "must have at least {min_length}"),
    ("literal", "must be {expected}"),
)
_PATTERNS = {
    r"^[A-Za-z0-9-]+$": "must be letters, digits and hyphens",
    r"^[^.]+$": "must be words without a full stop",
    r"\S+\s+\S+\s+\S+": "must be a reason of three words or more",
    r"^[^:]+: [^,]+(, [^,]+)+$": "must be a table and its columns, as in table: column, column",
}


Model = TypeVar("Model", bound=BaseModel)


class SettingsError(InputError):
    """A file of settings is wrong. Carries every fault."""

    def __init__(self, message: str, faults: Sequence[Fault]) -> None:
        super().__init__(message)
        self.faults = tuple(faults)


def read_settings(file: Path, model: type[Model], added: Mapping[str, Any] | None = None) -> Model:
    """Return the settings in a TOML file. A byte order mark before them is no fault.

    Args:
        file: the TOML file.
        model: what the settings must be.
        added: settings that the caller knows and the file does not say.

    Raises:
        SettingsError: naming each fault with its line.
    """
    try:
        text = read_words(file)
    except UnusableFileError as error:
        raise SettingsError(str(error), [Fault(file.name, error.line, "", error.shown, error.reason)]) from error
    return parse_settings(str(file), text, model, added)


def parse_settings(name: str, text: str, model: type[Model], added: Mapping[str, Any] | None = None) -> Model:
    """Return the settings in a text of TOML, of a file called ``name``.

    Raises:
        SettingsError: naming each fault with its line.
    """
    short = Path(name).name
    try:
        return model.model_validate({**tomllib.loads(text), **(added or {})})
    except tomllib.TOMLDecodeError as error:
        found = _PLACE.fullmatch(str(error))
        words, place, line = found.group("words", "place", "line") if found else (str(error), "", None)
        told = f"not readable as TOML{f' at {place}' if place else ''}: {words}"
        raise SettingsError(f"{name}: {told}", [Fault(short, int(line or 0), "", "", told)]) from error
    except ValidationError as error:
        lines = _lines_of(text)
        faults = [_fault(short, found, model, lines) for found in error.errors()]
        told = "\n".join(f"  {str(fault).removeprefix(f'{short}, ')}" for fault in faults)
        raise SettingsError(f"{name}: {len(faults)} setting(s) are wrong:\n{told}", faults) from error


def _fault(name: str, found: ErrorDetails, model: type[BaseModel], lines: Mapping[str, int]) -> Fault:
    place = [str(part) for part in found["loc"] if isinstance(part, str)]
    path = ".".join(place)
    line = next((lines[".".join(place[:end])] for end in range(len(place), 0, -1) if ".".join(place[:end]) in lines), 0)
    given = found["input"]
    shown = "" if found["type"] == "missing" or isinstance(given, dict | list | BaseModel) else str(given)
    return Fault(name, line, path, shown, _in_words(found, place, model))


def _in_words(found: ErrorDetails, place: Sequence[str], model: type[BaseModel]) -> str:
    kind, context = found["type"], found.get("ctx", {})
    if kind == "extra_forbidden":
        near = get_close_matches(place[-1], _names_beside(place, model), n=1)
        return "there is no such setting: take it out or correct it" + (f". Did you mean {near[0]}?" if near else "")
    if kind == "value_error":
        return str(context.get("error", found["msg"]))
    if kind == "string_pattern_mismatch":
        pattern = str(context.get("pattern"))
        return _PATTERNS.get(pattern, f"must be written as {pattern} says")
    words = next((words for start, words in _KINDS if kind.startswith(start)), found["msg"])
    return words.format(**context)


def _names_beside(place: Sequence[str], model: type[BaseModel]) -> list[str]:
    """Return the names that may stand where the last of ``place`` stands."""
    for name in place[:-1]:
        field = model.model_fields.get(name)
        kinds = (field.annotation, *get_args(field.annotation)) if field else ()
        inner = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        if inner is None:
            return []
        model = inner
    return list(model.model_fields)


def _lines_of(text: str) -> dict[str, int]:
    """Return the line on which each setting first stands, by its whole name."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _TABLE.match(line):
            table = _plain(found["name"]) + "."
            lines.setdefault(table[:-1], number)
        elif found := _KEY.match(line):
            lines.setdefault(table + _plain(found["name"]), number)
    return lines


def _plain(name: str) -> str:
    return name.replace('"', "").replace("'", "").replace(" ", "")
