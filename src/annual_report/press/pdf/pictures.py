"""The pictures of the report: each with its alternative text, called by a name that no machine's folders show in."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from bs4 import Tag

from annual_report.errors import CheckError


def settle_pictures(chapters: Sequence[Tag]) -> dict[str, str]:
    """Name the pictures in order and return where each lies, in the builder's folder.

    Raises:
        CheckError: if a picture has no alternative text. All such are named.
    """
    images = [image for chapter in chapters for image in chapter.find_all("img")]
    silent = [str(image.get("src")) for image in images if not _alternative(image)]
    if silent:
        raise CheckError(
            f"{len(silent)} picture(s) have no alternative text: {', '.join(silent)}. Say in words what each shows, "
            "with the option ':alt:'"
        )
    names: dict[str, str] = {}
    for image in images:
        source = unquote(str(image["src"]))
        name = names.setdefault(source, f"picture-{len(names) + 1}{PurePosixPath(source).suffix}")
        image.attrs = {"src": name, "alt": _alternative(image)}
        if image.parent is not None and image.parent.name == "a":
            image.parent.unwrap()  # on the web, a picture links to its own file
    return {name: source for source, name in names.items()}


def _alternative(image: Tag) -> str:
    """Return the words for a picture; none where Sphinx put the file's name in their place."""
    words = " ".join(str(image.get("alt") or "").split())
    return "" if PurePosixPath(words).name == PurePosixPath(str(image.get("src"))).name else words
