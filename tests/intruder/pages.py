"""Reads a folder of published pages and CSV files: every number as a reader finds it there, and nothing else."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from bs4 import BeautifulSoup, Tag

_COUNT = r"(?P<count>\d[\d,]*|\[\w\])"
_OF = r" of (?P<of>\d[\d,]*|\[\w\])"
#: ``63 incidents of 206 (31%), base incidents.type.fatal``, as the appendix says it.
_IN_APPENDIX = re.compile(rf"{_COUNT} (?P<unit>.+?)(?:{_OF})?(?: \((?P<percent>\S+)%\))?(?:, base (?P<base>\S+))?")
#: ``63 incidents of 206 (incidents.type.fatal) = 31%``, as a notebook's page says it.
_IN_NOTEBOOK = re.compile(rf"{_COUNT} (?P<unit>.+?)(?:{_OF} \((?P<base>[\w.]+)\))?(?: = (?P<percent>\S+)%)?")
_COMPARED = re.compile(r"(?P<shown>\S+)(?:, (?P<side>above|below) 1)?(?:: (?P<part>\S+) against (?P<against>\S+))?")
_SIDE = re.compile(r"(?P<side>above|below) 1")
#: What the appendix says of a count that is printed to the nearest ten or so: it is no count.
_ROUNDED = "Rounded"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number stands: a table's title, and the headings of row and column."""

    table: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Number:
    """A count as it is printed: None stands for what is hidden, or not told.

    ``percent`` is the printed percentage, as text: ``31``, ``9.7``, ``<1``.
    """

    id: str
    label: str
    unit: str
    count: int | None
    base: str | None = None
    base_count: int | None = None
    percent: str | None = None
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A ratio of two shares: what is printed of it, the two where they are named, and its side of 1 where that is."""

    id: str
    label: str
    value: Decimal | None
    side: str
    part: str | None
    against: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """All that a reader takes from a folder.

    These are numbers and ratios by id, the sentences of the pages, and what an earlier report printed, by its words.
    """

    numbers: Mapping[str, Number]
    comparisons: Mapping[str, Comparison]
    sentences: tuple[str, ...]
    figures: Mapping[str, str]


def read(folder: Path) -> Site:
    """Return what stands in the pages and CSV files of a folder.

    Raises:
        ValueError: if there is no number in it, or two files print a count differently.
    """
    pages = [BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser") for file in _files(folder, "html")]
    titles = dict(pair for page in pages for pair in _titles(page))
    tables = [_lines(file) for file in _files(folder, "csv")]
    told = [item for page in pages for item in (*_in_appendix(page), *_in_notebook(page))]
    told += [item for lines in tables for item in _in_table(lines, titles)]
    told += [item for page in pages for item in _in_cells(page, tables, titles)]
    numbers = _together(item for item in told if isinstance(item, Number))
    if not numbers:
        raise ValueError(f"{folder}: no number stands in its pages")
    comparisons: dict[str, Comparison] = {}
    for item in told:
        if isinstance(item, Comparison):
            comparisons[item.id] = _either(comparisons.get(item.id, item), item)
    sentences = [_text(paragraph) for page in pages for paragraph in page.find_all("p")]
    figures = dict(pair for page in pages for pair in _figures(page))
    return Site(numbers, comparisons, tuple(dict.fromkeys(sentences)), figures)


def _files(folder: Path, kind: str) -> list[Path]:
    return sorted(folder.rglob(f"*.{kind}"))


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())


def _titles(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield the file of each table's data with the title that the link to it names."""
    for link in page.select('a[href$=".csv"]'):
        named = re.search("“(.+)”", _text(link))
        if named:
            yield Path(str(link["href"])).stem, named[1]


def _figures(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Yield each statement of an earlier report with what it printed, from the appendix that lists them."""
    for row in page.select("table.published-figures tbody tr"):
        statement, _, printed, *_ = (_text(cell) for cell in row.find_all(["th", "td"]))
        yield statement, printed


def _in_appendix(page: BeautifulSoup) -> Iterator[Number | Comparison]:
    """Yield each row of the table of every number: label and id, value, what fixes it."""
    for row in page.select("table.every-number tbody tr"):
        cells = row.find_all(["th", "td"])
        code = cells[0].find("code")
        if isinstance(code, Tag):
            label = _text(cells[0]).removesuffix(_text(code)).strip()
            yield _said(_text(code), label, _text(cells[1]), _IN_APPENDIX, is_count=_ROUNDED not in _text(cells[2]))


def _in_notebook(page: BeautifulSoup) -> Iterator[Number | Comparison]:
    """Yield each number that a notebook's page shows in a line of its own."""
    for line in page.select('p[id^="statistic-"]'):
        code = line.find("code")
        value, _, label = _text(line).partition(" · ")
        if isinstance(code, Tag) and label:
            yield _said(_text(code), label, value.partition(": ")[2], _IN_NOTEBOOK)


def _said(name: str, label: str, value: str, form: re.Pattern[str], *, is_count: bool = True) -> Number | Comparison:
    """Return the number that a value in words says."""
    found = form.fullmatch(value)
    if found:
        count = _whole(found["count"]) if is_count else None
        return Number(name, label, found["unit"], count, found["base"], _whole(found["of"]), found["percent"])
    side = _SIDE.fullmatch(value)
    if side:
        return Comparison(name, label, None, side["side"], None, None)
    compared = _COMPARED.fullmatch(value)
    if not compared:
        raise ValueError(f"{name}: no number can be read in {value!r}")
    return Comparison(
        name, label, _decimal(compared["shown"]), compared["side"] or "", compared["part"], compared["against"]
    )


def _lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _in_table(lines: Iterable[Mapping[str, str]], titles: Mapping[str, str]) -> Iterator[Number | Comparison]:
    """Yield the number behind each cell of a table's data."""
    for line in lines:
        place = Place(titles.get(line["table"], line["table"]), line["row"], line["column"])
        if line["unit"]:
            yield Number(
                line["statistic"],
                line["label"],
                line["unit"],
                _whole(line["count"]),
                line["base"] or None,
                _whole(line["base_count"]),
                line["percent"] or None,
                (place,),
            )
        else:
            side = _SIDE.fullmatch(line["shown"])
            yield Comparison(
                line["statistic"], line["label"], _decimal(line["ratio"]), side["side"] if side else "", None, None
            )


def _in_cells(
    page: BeautifulSoup, tables: Iterable[list[dict[str, str]]], titles: Mapping[str, str]
) -> Iterator[Number]:
    """Yield what the cells of a page's tables show, where the same table's data may hide it."""
    by_title = {titles[lines[0]["table"]]: lines for lines in tables if lines and lines[0]["table"] in titles}
    for table in page.find_all("table"):
        caption = table.find("caption")
        name = caption.select_one(".caption-text") or caption if isinstance(caption, Tag) else None
        lines = by_title.get(_text(name), []) if isinstance(name, Tag) else []
        cells = [_text(cell) for cell in table.select("tbody td")]
        for line, shown in zip(lines, cells, strict=False):
            if line["form"] == "count" and line["unit"]:
                yield Number(line["statistic"], line["label"], line["unit"], _whole(shown), line["base"] or None)


def _together(items: Iterable[Number]) -> dict[str, Number]:
    """Return each number with all that the places which print it say."""
    found: dict[str, Number] = {}
    for item in items:
        first = found.get(item.id, item)
        for one, other in ((first.count, item.count), (first.base_count, item.base_count)):
            if one is not None and other is not None and one != other:
                raise ValueError(f"{item.id}: printed as {one} and as {other}")
        found[item.id] = replace(
            first,
            count=item.count if first.count is None else first.count,
            base=first.base or item.base,
            base_count=item.base_count if first.base_count is None else first.base_count,
            percent=first.percent or item.percent,
            places=tuple(dict.fromkeys((*first.places, *(() if first is item else item.places)))),
        )
    return _with_bases(found)


def _with_bases(numbers: dict[str, Number]) -> dict[str, Number]:
    """Return the numbers with the count of each base that only its shares tell."""
    told = {item.base: item.base_count for item in numbers.values() if item.base and item.base_count is not None}
    return {
        name: replace(item, count=told[name]) if item.count is None and name in told else item
        for name, item in numbers.items()
    }


def _either(first: Comparison, again: Comparison) -> Comparison:
    return replace(
        first,
        value=again.value if first.value is None else first.value,
        side=first.side or again.side,
        part=first.part or again.part,
        against=first.against or again.against,
    )


def _whole(text: str | None) -> int | None:
    digits = (text or "").replace(",", "")
    return int(digits) if digits.isdecimal() else None


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None
