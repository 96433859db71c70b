"""The typed output: how a published item travels inside an executed notebook, as one mime type."""

from collections.abc import Mapping
from typing import Any

from annual_report.errors import InputError
from annual_report.statistics.hidden import Hidden
from annual_report.statistics.models import Breakdown, Chart, Published, Ratio, Statistic, Table
from annual_report.statistics.plain import why_not

#: The mime type under which a notebook's outputs carry what was published.
MIME = "application/vnd.annual-report+json"

_KINDS: Mapping[str, type[Published | Hidden]] = {
    "hidden": Hidden,
    "statistic": Statistic,
    "ratio": Ratio,
    "breakdown": Breakdown,
    "table": Table,
    "chart": Chart,
}
_LATER = {"notebook", "pinned", "above", "illustration"}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def encode(item: Published | Hidden) -> dict[str, Any]:
    """Return the item as JSON data that names its type. What has its usual value or is filled in later is left out."""
    data = item.model_dump(mode="json", exclude=_LATER, exclude_defaults=True)
    return {"type": _NAMES[type(item)], **data}


def decode(data: Mapping[str, Any]) -> Published:
    """Return the item that ``data`` describes, whole.

    Raises:
        InputError: if it is not an item, breaks an item's rules, or something of it was held back.
    """
    item = decode_shown(data)
    if isinstance(item, Hidden) or (isinstance(item, Statistic) and not (item.members or item.reference)):
        raise InputError(f"{item.id} does not say which records it counts: the notebook was not run by the engine")
    return item


def decode_shown(data: Mapping[str, Any]) -> Published | Hidden:
    """Return the item that ``data`` describes, or what is shown in its place.

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
            f"a typed output {data.get('id')!r} breaks the rules of a {data.get('type')}: {why_not(error)}"
        ) from error
