"""A comparison as JSON, for a script."""

import json
from dataclasses import asdict

from annual_report.comparison.changes import Comparison


def as_json(comparison: Comparison) -> str:
    """Return the comparison as stable JSON text."""
    content = {**asdict(comparison), "differs": comparison.differs}
    for name in ("before", "after"):
        content[name]["held"] = dict(content[name]["held"])
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
