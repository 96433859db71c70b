"""Dropping what only a screen needs: buttons, code, downloads, and the notice that print shows on cover and foot."""

from bs4 import Tag

_SCREEN_ONLY = "script, style, button, svg, nav, a.headerlink, .cell_input, .downloads, .synthetic-notice"


def drop_screen(article: Tag) -> None:
    """Remove from ``article`` what has no use on paper."""
    for tag in article.select(_SCREEN_ONLY):
        if not tag.decomposed:  # it may have gone with a tag around it
            tag.decompose()
