"""Mending a page's markup where Sphinx, docutils or MyST-NB leave it short of WCAG 2.2 AA."""

from bs4 import BeautifulSoup, Tag


def mend(body: str) -> str:
    """Return the HTML of a page's article, mended.

    Header cells get their scope, empty ones become plain cells. A table stands in a frame that scrolls, by keyboard
    too, where the screen is too narrow for it. A label that hides what a summary shows goes.
    """
    if "<table" not in body and "<summary" not in body:
        return body
    page = BeautifulSoup(body, "html.parser")
    for summary in page.find_all("summary"):
        del summary["aria-label"]
    for table in page.find_all("table"):
        _scope_headers(table)
        _frame(page, table)
    return str(page)


def _scope_headers(table: Tag) -> None:
    for header in table.find_all("th"):
        if not header.get_text(strip=True):
            header.name = "td"
            del header["scope"]
        elif not header.get("scope"):
            header["scope"] = "col" if header.find_parent("thead") else "row"


def _frame(page: BeautifulSoup, table: Tag) -> None:
    """Wrap ``table`` in a region that takes the focus, named by the table's caption."""
    frame = page.new_tag("div", attrs={"class": "table-frame", "role": "region", "tabindex": "0"})
    frame["aria-label"] = _name(table)
    table.wrap(frame)


def _name(table: Tag) -> str:
    caption = table.find("caption")
    if caption is None:
        return "Table"
    link = caption.find("a", class_="headerlink")
    sign = link.get_text() if isinstance(link, Tag) else ""
    return " ".join(caption.get_text().removesuffix(sign).split())
