"""How a report on the narrative is written: for a person, for a build machine's annotations, for an editor."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict

from annual_report.lint.findings import Finding, Report


def as_text(report: Report) -> str:
    """Return the findings, then every silence, then what no rule reads, then the counts."""
    silences = [f"{item.file}:{item.line}: “{item.words}” allowed: {item.reason}" for item in report.silences]
    unread = [f"{item.file}:{item.line}: {item.what}: no rule reads it, a person must" for item in report.unread]
    return "\n".join([*map(str, report.findings), *silences, *unread, report.tally])


def as_github(report: Report) -> str:
    """Return workflow commands that GitHub shows beside the lines, then the counts."""
    return "\n".join([*map(_annotation, report.findings), report.tally])


def as_json(report: Report) -> str:
    """Return the whole report as JSON."""
    return json.dumps(asdict(report), indent=1, ensure_ascii=False)


def _annotation(found: Finding) -> str:
    place = f"file={_property(found.file)},line={found.line},col={found.column},title={_property(found.rule)}"
    return f"::error {place}::{_data(found.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


#: Every format by its name.
FORMATS: Mapping[str, Callable[[Report], str]] = {"text": as_text, "github": as_github, "json": as_json}
