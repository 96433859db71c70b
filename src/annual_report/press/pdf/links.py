"""The links of the report: those within it find their target, those to files of the web book become plain text."""

from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from bs4 import Tag

from annual_report.errors import CheckError

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LABEL = "data-label"
_Targets = dict[str, list[tuple[int, Tag]]]


def settle_links(chapters: Sequence[Tag], known: set[str], page: str) -> None:
    """Point every link at a label that is there once, and remove all other ids.

    Sphinx writes one page of many, so two chapters may hold the same id: the chapter's own is meant.

    Args:
        chapters: what is printed.
        known: every id of the whole book. A link to one that is not printed becomes plain text.
        page: the single page, by whose name links within it may start.

    Raises:
        CheckError: if a link leads nowhere, or to several places. All such are named.
    """
    targets = _find_targets(chapters)
    faults = [
        fault
        for number, chapter in enumerate(chapters)
        for link in chapter.find_all("a", href=True)
        if (fault := _settle(link, number, targets, known, page))
    ]
    if faults:
        raise CheckError(f"{len(faults)} link(s) within the report lead nowhere:\n" + "\n".join(faults))
    for chapter in chapters:
        _place_labels(chapter)


def _find_targets(chapters: Sequence[Tag]) -> _Targets:
    targets: _Targets = defaultdict(list)
    for number, chapter in enumerate(chapters):
        for tag in (chapter, *chapter.find_all(id=True)):
            if tag.get("id"):
                targets[str(tag["id"])].append((number, tag))
    return targets


def _settle(link: Tag, chapter: int, targets: _Targets, known: set[str], page: str) -> str:
    """Point one link at its label, or make it plain text. Returns what is wrong with it, if anything."""
    address = urlsplit(str(link["href"]))
    if address.scheme:
        link.attrs = {"href": link["href"]}
        return ""
    if address.path and address.path != page:
        link.unwrap()  # a file of the web book: it does not travel with the PDF
        return ""
    name = unquote(address.fragment)
    found = targets.get(name, [])
    if len(found) > 1:
        found = [item for item in found if item[0] == chapter]
    if len(found) == 1:
        link["href"] = f"#{_label(*found[0], name)}"
        return ""
    if name in known - targets.keys() or "placed-number" in link.get_attribute_list("class"):
        link.unwrap()
        return ""
    reason = "several chapters have it: give the one meant a name of its own" if name in targets else "no such place"
    return f"  '#{name}' in \"{link.get_text(' ', strip=True)}\": {reason}"


def _label(chapter: int, target: Tag, name: str) -> str:
    """Return the label of a target, set where a reader should land."""
    landing = _landing(target)
    if _LABEL not in landing.attrs:
        landing[_LABEL] = f"{chapter}-{name}"
    return str(landing[_LABEL])


def _landing(target: Tag) -> Tag:
    """Return what a link to ``target`` should show: a heading, a caption, or the target itself."""
    figure = target if target.name == "figure" else target.find_parent("figure")
    if isinstance(figure, Tag) and figure.figcaption:
        return figure.figcaption
    if target.name == "table" and target.caption:
        return target.caption
    if target.name == "section":
        return target.find(_HEADINGS) or target
    after = target
    while after.name == "span" and not after.contents and (following := after.find_next_sibling()):
        after = following
    return after if after.name in _HEADINGS else target


def _place_labels(chapter: Tag) -> None:
    """Write the labels as ids: a heading carries its own, any other place gets an anchor before its first words."""
    for tag in (chapter, *chapter.select("*")):
        tag.attrs.pop("id", None)
        label = tag.attrs.pop(_LABEL, None)
        if label is None:
            continue
        if tag.name in _HEADINGS:
            tag["id"] = label
        else:
            within = tag.find("p") or tag
            within.insert(0, Tag(name="span", attrs={"class": "anchor", "id": str(label)}))
