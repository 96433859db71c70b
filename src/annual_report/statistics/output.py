"""The typed output: how a published item travels inside an executed notebook, as one mime type."""

from collections.abc import Mapping
from typing import Any

from annual_report.errors import InputError
from annual_report.statistics.models import Breakdown, Chart, Published, Ratio, Statistic, Table

#: The mime type under which a notebook's outputs carry what was published.
MIME = "application/vnd.annual-report+json"

_KINDS: Mapping[str, type[Published]] = {
    "statistic": Statistic,
    "ratio": Ratio,
    "breakdown": Breakdown,
    "table": Table,
    "chart": Chart,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def encode(item: Published) -> dict[str, Any]:
    """Return the item as JSON data that names its type. What a later step fills in is left out."""
    data = item.model_dump(mode="json", exclude={"notebook", "pinned", "above", "illustration"})
    return {"type": _NAMES[type(item)], **data}


def decode(data: Mapping[str, Any]) -> Published:
    """Return the item that ``data`` describes.

    Raises:
        InputError: if it is not an item, or breaks an item's rules.
    """
    kind = _KINDS.get(str(data.get("type")))
    if kind is None:
        raise InputError(f"a typed output of unknown type {data.get('type')!r}. Known: {', '.join(_KINDS)}")
    try:
        fields = {name: value for name, value in data.items() if name != "type"}
        return kind.model_validate(fields, strict=False)
    except ValueError as error:
        raise InputError(
            f"a typed output {data.get('id')!r} breaks the rules of a {data.get('type')}: {error}"
        ) from error
