"""Entries as JSON, for an editor or a script."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from annual_report.vocabulary.entries import Entry


def as_json(entries: Sequence[Entry]) -> str:
    """Return the entries as stable JSON text: each with its base, its roles, the best first, and the one to paste."""
    found = [{**asdict(entry), "paste": entry.paste} for entry in entries]
    return json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
