"""The order of print: front page, then chapters, each a level up, with the part that it begins; no notebooks."""

from bs4 import BeautifulSoup, Tag

_NOTEBOOKS = "span[id^='document-notebooks/']"
_WRAPPER = "div.toctree-wrapper"
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


def find_parts(soup: BeautifulSoup) -> list[str]:
    """Return the captions of the book's parts, which Sphinx prints in the side bar alone."""
    side_bar = soup.select_one("nav.bd-links")
    captions = side_bar.select("p.caption") if side_bar else []
    return [caption.get_text(" ", strip=True) for caption in captions]


def drop_notebooks(article: Tag) -> None:
    """Remove the notebooks' pages, and a page that only leads to them: they are read on the web."""
    for mark in article.select(_NOTEBOOKS):
        wrapper = mark.find_parent("div", class_="toctree-wrapper")
        _drop(mark.find_next_sibling("section"))
        mark.decompose()
        if wrapper and not wrapper.find("section") and wrapper.find_parent("div", class_="toctree-wrapper"):
            _drop(wrapper.find_parent("section"))


def _drop(page: Tag | None) -> None:
    if page is not None:
        page.decompose()


def find_chapters(article: Tag, parts: list[str]) -> list[Tag]:
    """Take the front page and the chapters out of ``article``, in reading order.

    Args:
        article: the whole book, as Sphinx nests it: the chapters within the front page, one level down.
        parts: the captions of the parts, named only where each part has one.
    """
    wrappers = [tag.extract() for tag in article.select(_WRAPPER) if not tag.find_parents(class_="toctree-wrapper")]
    named = len(parts) == len(wrappers)
    chapters = [section.extract() for section in article.find_all("section", recursive=False)]
    for number, wrapper in enumerate(wrappers):
        pages = [_raise(section) for section in wrapper.find_all("section", recursive=False)]
        if pages and named:
            pages[0].insert(0, Tag(name="div", attrs={"class": "part", "data-caption": parts[number]}))
        chapters += pages
    return chapters


def _raise(chapter: Tag) -> Tag:
    """Put a chapter's headings a level up, and the mark that Sphinx set before it into it."""
    mark = chapter.find_previous_sibling()
    if mark is not None and mark.name == "span":
        chapter.insert(0, mark.extract())
    for heading in chapter.find_all(_HEADINGS):
        heading.name = f"h{int(heading.name[1]) - 1}"
    return chapter.extract()
