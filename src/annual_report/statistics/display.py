"""How a published item is shown: in a notebook as typed output with its plain and HTML form, in the book as HTML."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from IPython.display import display

from annual_report import account
from annual_report.statistics.hidden import Hidden, Symbol
from annual_report.statistics.models import Breakdown, Chart, Form, Published, Ratio, Statistic, Table
from annual_report.statistics.output import MIME, encode
from annual_report.statistics.values import Values, shown

#: Draws a chart of a table from values: the picture's SVG.
Draw = Callable[[Chart, Table, Values], bytes]


def display_item(
    item: Published | Hidden, values: Values, tables: Mapping[str, Table], draw: Draw | None = None
) -> None:
    """Display ``item`` as a notebook cell's typed output, and note that it was published."""
    bundle = bundle_of(item, values, tables, draw)
    account.published(bundle[MIME])
    display(bundle, raw=True)


def bundle_of(
    item: Published | Hidden, values: Values, tables: Mapping[str, Table], draw: Draw | None = None
) -> dict[str, Any]:
    """Return the typed output of ``item``: its data, its plain text, and its HTML or picture, by mime type.

    Args:
        item: what is shown.
        values: the numbers that it points to, as they may be shown.
        tables: the tables that charts are pictures of.
        draw: draws a chart; without it a chart is shown in words.
    """
    bundle = {MIME: encode(item), "text/plain": as_text(item, values)}
    if isinstance(item, Chart) and draw is not None:
        return bundle | {"image/svg+xml": draw(item, tables[item.table], values).decode("utf-8")}
    return bundle | {"text/html": as_html(item, values)}


def as_text(item: Published | Hidden, values: Values) -> str:
    """Return the item in plain words, a line for each row of a table."""
    match item:
        case Hidden():
            return f"{item.id}: {hidden_in_words(item)} · {item.label}"
        case Statistic():
            return f"{item.id}: {_working(item)} · {item.label}"
        case Ratio():
            return f"{item.id}: {shown(item, Form.RATIO)} · {item.label}"
        case Breakdown():
            return f"{item.id}: {len(item.parts)} parts add up to {item.base}"
        case Table():
            rows = [
                (item.header, *item.columns),
                *((r.label, *(values.text(c) for c in r.cells)) for r in item.rows),
            ]
            return "\n".join([item.title, *(" | ".join(row) for row in rows)])
        case Chart():
            return f"{item.title}\n{item.subtitle} ({item.kind} of {item.table}: {', '.join(item.columns)})"


def as_html(item: Published | Hidden, values: Values) -> str:
    """Return the item as accessible HTML. Statistics carry an anchor, so that a number can link to its working."""
    match item:
        case Table():
            return table_html(item, values)
        case Chart():
            return f"<p><strong>{escape(item.title)}</strong><br>{escape(item.subtitle)}</p>"
        case _:
            name, _, words = as_text(item, values).partition(": ")
            return f'<p id="{anchor(item.id)}"><code>{escape(name)}</code>: {escape(words)}</p>'


def table_html(table: Table, values: Values) -> str:
    """Return a table with caption, column headers and row headers."""
    heads = "".join(f'<th scope="col">{escape(text)}</th>' for text in (table.header, *table.columns))
    body = []
    for row in table.rows:
        cells = "".join(f'<td class="number">{escape(values.text(cell))}</td>' for cell in row.cells)
        body.append(f'<tr><th scope="row">{escape(row.label)}</th>{cells}</tr>')
    return (
        f"<table><caption>{escape(table.title)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )


def anchor(statistic: str) -> str:
    """Return the HTML id under which a notebook page shows a statistic."""
    return "statistic-" + statistic.replace(".", "-").replace("_", "-")


def _working(statistic: Statistic) -> str:
    counted = f"{statistic.count:,} {statistic.unit.of(statistic.count)}"
    if statistic.base is None:
        return counted
    if statistic.base_count is None:
        return f"{counted} of {Symbol.CONFIDENTIAL} ({statistic.base})"
    percent = statistic.percent()
    return f"{counted} of {statistic.base_count:,} ({statistic.base})" + ("" if percent is None else f" = {percent}%")


def hidden_in_words(item: Hidden) -> str:
    """Return what may be told of a hidden number: ``[c] children of 257 (children.census_band.0_to_4)``."""
    if item.unit is None:
        return shown(item, Form.RATIO)
    counted = f"{shown(item, Form.COUNT)} {item.unit.many}"
    if item.base is None:
        return counted
    base = Symbol.CONFIDENTIAL if item.base_count is None else f"{item.base_count:,}"
    percent = "" if item.percent is None else f" = {item.percent}%"
    return f"{counted} of {base} ({item.base}){percent}"
