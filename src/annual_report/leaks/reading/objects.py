"""Reads JSON, notebooks and the data within scripts: each object as a row, each string as prose."""

import json
from collections.abc import Iterator
from typing import Any

from annual_report.leaks.models import Passage, Shape

_DECODER = json.JSONDecoder()
_LEAST = 8  # a shorter text is no data: {} and [] stand all over a script
_SET_INDEX = "Search.setIndex("


def read_json(data: bytes) -> Iterator[Passage]:
    """Yield the passages of a JSON file. A notebook is one.

    Raises:
        ValueError: if it is not UTF-8, or not JSON.
    """
    text = data.decode("utf-8")
    yield Passage("the file", text, Shape.RAW)
    yield from _walk(json.loads(text), "")


def read_script(data: bytes) -> Iterator[Passage]:
    """Yield the passages of a script: its text, and the data in it.

    Raises:
        UnicodeDecodeError: if it is not UTF-8.
    """
    text = data.decode("utf-8")
    if text.startswith(_SET_INDEX):
        yield Passage("the file", text, Shape.MARKUP)
        yield from _index(json.loads(text.removeprefix(_SET_INDEX).rstrip(";) \n")), "")
    else:
        yield Passage("the file", text, Shape.RAW)
        yield from read_embedded(text, "data in the script")


def read_embedded(text: str, place: str) -> Iterator[Passage]:
    """Yield the passages of the JSON objects and lists that stand in a text."""
    yield Passage(place, text, Shape.RAW)
    start = 0
    while (start := _next_opening(text, start)) >= 0:
        try:
            value, end = _DECODER.raw_decode(text, start)
        except ValueError:
            start += 1
            continue
        if end - start >= _LEAST:
            yield from _walk(value, "", place)
        start = end


def _next_opening(text: str, start: int) -> int:
    found = [place for place in (text.find("{", start), text.find("[", start)) if place >= 0]
    return min(found, default=-1)


def _index(value: Any, path: str) -> Iterator[Passage]:
    """Yield every word and title of a search index by itself.

    They stand in the order of the alphabet; the numbers say on which page, and the ids beside them where.
    """
    if isinstance(value, dict):
        for key, found in value.items():
            yield Passage(f"{path or 'the whole'}, key", key, Shape.APART, counted=key)
            yield from _index(found, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, found in enumerate(value):
            yield from _index(found, f"{path}[{number}]")
    elif isinstance(value, str):
        yield Passage(path, value, Shape.APART, counted=value)


def _walk(value: Any, path: str, within: str = "") -> Iterator[Passage]:
    """Yield an object's own values as one row, and every string as prose, deep down."""
    place = ", ".join(part for part in (within, path) if part) or "the whole"
    if isinstance(value, dict):
        single = {key: found for key, found in value.items() if not isinstance(found, dict | list)}
        if single:
            words = " | ".join(f"{key} {found}" for key, found in single.items())
            counted = " | ".join(str(found) for found in single.values() if not isinstance(found, bool))
            yield Passage(place, words, Shape.ROW, counted=counted)
        for key, found in value.items():
            yield Passage(f"{place}, key", key, counted=key)
            yield from _walk(found, f"{path}.{key}" if path else key, within)
    elif isinstance(value, list):
        if value and all(isinstance(found, str) for found in value):  # lines of one text: a notebook's cell
            yield from _lines("".join(value), place)
            yield from _row(value, place)
        elif value and not any(isinstance(found, dict | list) for found in value):
            yield from _row(value, place)
        for number, found in enumerate(value):
            if isinstance(found, dict | list):
                yield from _walk(found, f"{path}[{number}]", within)
    elif isinstance(value, str):
        yield from _lines(value, place)


def _row(values: list[Any], place: str) -> Iterator[Passage]:
    text = " | ".join(str(value) for value in values)
    yield Passage(place, text, Shape.ROW, counted=text)


def _lines(text: str, place: str) -> Iterator[Passage]:
    lines = [line for line in text.split("\n") if line.strip()]
    for number, line in enumerate(lines, start=1):
        told = place if len(lines) == 1 else f"{place}, line {number}"
        yield Passage(told, line, counted=line)
    if len(lines) > 1:
        yield Passage(place, text, Shape.RAW)
