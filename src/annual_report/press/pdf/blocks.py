"""Blocks that print shows in its own way: opened drop-downs and tabs, footnotes at their call, marked paragraphs."""

import copy

from bs4 import Tag

from annual_report.errors import CheckError

_KEPT = 24  # rows: a table of no more stays on one page, with what stands below it
_CAUTIONS = {"warning", "caution", "danger", "attention", "error"}
#: Paragraphs that the template sets apart. pandoc keeps the class of a division, not of a paragraph.
_MARKED = ("chart-headline", "illustration-note", "shorthand", "source-note", "admonition-title")


def open_details(chapter: Tag) -> None:
    """Turn each drop-down into an admonition: paper cannot be opened."""
    for details in chapter.select("details"):
        summary = details.find("summary")
        if isinstance(summary, Tag):
            summary.name = "p"
            summary["class"] = "admonition-title"
        details.name = "div"
        details["class"] = "admonition"


def open_tabs(chapter: Tag) -> None:
    """Turn the tabs of each set into titled blocks, one below the other: paper cannot be switched."""
    for tabs in chapter.select("div.sd-tab-set"):
        for switch in tabs.find_all("input", recursive=False):
            switch.decompose()
        for title in tabs.find_all("label", recursive=False):
            title.name = "p"
            title.attrs = {"class": "admonition-title"}


def place_footnotes(chapter: Tag) -> None:
    """Put the text of each footnote where it is called, for the typesetter to set at the foot of that page.

    Raises:
        CheckError: if a call has no footnote.
    """
    for call in chapter.select("a.footnote-reference"):
        note = chapter.find("aside", id=str(call["href"]).removeprefix("#"))
        if note is None:
            raise CheckError(
                f"footnote {call.get_text()}: its text is not in the chapter that calls it. Write it there"
            )
        call.replace_with(_inline(note))
    for tag in chapter.select("aside.footnote-list, hr.footnotes"):
        tag.decompose()


def _inline(note: Tag) -> Tag:
    """Return the text of a footnote as a run of inline text."""
    text = Tag(name="span", attrs={"class": "footnote"})
    for paragraph in note.find_all("p", recursive=False):
        if text.contents:
            text.append(" ")
        text.extend(copy.copy(paragraph).contents[:])
    return text


def mark_blocks(chapter: Tag) -> None:
    """Give each block that the template knows its one class."""
    for name in _MARKED:
        for paragraph in chapter.select(f"p.{name}"):
            del paragraph["class"]
            paragraph.wrap(Tag(name="div", attrs={"class": name}))
    for admonition in chapter.select("div.admonition"):
        caution = _CAUTIONS & set(admonition.get_attribute_list("class"))
        admonition["class"] = "caution" if caution else "admonition"
    for chart in chapter.select("div.chart"):
        chart["class"] = "chart"
    for table in chapter.select("div.data-table"):
        turned = table.find_parent("div", class_="turned") is not None
        table["class"] = "kept" if len(table.select("tr")) <= _KEPT and not turned else "data-table"
