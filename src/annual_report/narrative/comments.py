"""Leaves out authors' HTML comments before anything is made of a page: menus, search and PDF have none either."""

from typing import ClassVar

from docutils import nodes
from sphinx.transforms import SphinxTransform

from annual_report.lint.markup import without_comments


class CommentsLeftOut(SphinxTransform):
    """Takes HTML comments out of a page that was read, and with them what held nothing else."""

    #: Before titles are collected, which happens to a finished page.
    default_priority: ClassVar[int] = 10

    def apply(self, **kwargs: object) -> None:
        """Take them out."""
        del kwargs
        for node in list(self.document.findall(nodes.raw)):
            text = node.astext()
            left = without_comments(text)
            if left == text:
                continue
            if left.strip():
                node.parent.replace(node, nodes.raw("", left, **node.attributes))
            else:
                node.parent.remove(node)
