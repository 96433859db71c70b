"""What a page may not hold: a picture without words, a formula that another host would have to draw."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

_LOG = logging.getLogger(__name__)


def check_pictures(app: Sphinx, document: nodes.document) -> None:
    """Warn, which fails the build, of every image that has no text alternative."""
    for image in document.findall(nodes.image):
        words = image.get("alt", "")
        if not words or words == image.get("uri"):
            _LOG.warning("image %s has no text alternative", image.get("uri"), location=image)


def refuse_formula(writer: object, node: nodes.Element) -> None:
    """Warn, which fails the build, of a formula: the theme would fetch a script from another host to draw it."""
    _LOG.warning("a formula cannot be shown: write it in words", location=node)
    raise nodes.SkipNode
