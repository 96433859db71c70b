"""Which numbers the tables of a release have in the book, read from its pages, so that nothing else numbers them."""

import re
from collections.abc import Mapping
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.filter import SoupStrainer

#: The numbers of each table that the book shows, by its id: several, where it stands in several places.
Numbers = Mapping[str, tuple[int, ...]]

_PLACED = SoupStrainer("div", class_=re.compile(r"\bdata-table\b"))
_NUMBER = re.compile(r"\d+")
_DATA = re.compile(r"(?:.*/)?downloads/(?P<table>[a-z0-9_.]+)\.csv")


def table_numbers(site: Path) -> Numbers:
    """Return the numbers of the tables on the pages below ``site``. A table that the book does not show has none."""
    found: dict[str, set[int]] = {}
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        if "data-table" not in text:
            continue
        for placed in BeautifulSoup(text, "html.parser", parse_only=_PLACED).select("div.data-table"):
            number = placed.select_one("caption .caption-number")
            links = [match for link in placed.select("a[href]") if (match := _DATA.fullmatch(str(link["href"])))]
            if number is not None and links and (shown := _NUMBER.search(number.get_text())):
                found.setdefault(links[0]["table"], set()).add(int(shown[0]))
    return {table: tuple(sorted(found[table])) for table in sorted(found)}
