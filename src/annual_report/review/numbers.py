"""The numbers of a release pack as CSV: for a checker who sorts and filters them."""

import csv
from io import StringIO

from annual_report.review.pack import RULES, Number, Pack
from annual_report.review.record import PRIVATE

COLUMNS = (
    "private",
    "state",
    "id",
    "label",
    "printed",
    "count",
    "base",
    "base_count",
    "incidents",
    "rule",
    "possible",
    "neighbours",
    "shown_by_decision",
    "reason",
    "who",
    "when",
    "reviewed_by",
)


def numbers_csv(pack: Pack) -> str:
    """Return a row for each number that is newly printed, then one for each that is hidden."""
    stream = StringIO(newline="")
    writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for state, numbers in (("newly printed", pack.new), ("hidden", pack.hidden)):
        for number in numbers:
            writer.writerow({"private": PRIVATE, "state": state} | _row(number))
    return stream.getvalue()


def _row(number: Number) -> dict[str, str]:
    told = {
        "id": number.id,
        "label": number.label,
        "printed": number.printed,
        "count": number.count,
        "base": number.base,
        "base_count": number.base_count,
        "incidents": number.incidents,
        "rule": RULES[number.rule],
        "possible": number.possible,
        "neighbours": "; ".join(number.neighbours),
    }
    if number.decision is None:
        return told
    return told | {
        "shown_by_decision": number.decision.shown.value,
        "reason": number.decision.reason,
        "who": number.decision.who,
        "when": number.decision.when.isoformat(),
        "reviewed_by": number.decision.reviewed_by,
    }
