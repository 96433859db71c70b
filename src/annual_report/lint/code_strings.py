"""Finds the sentences among the strings of a notebook's code: its page shows the code, and readers read it."""

import ast
import re
from collections.abc import Iterator

_FEWEST_WORDS = 4
_WORD = re.compile(r"(?<!\S)\S*[^\W\d_]{2}\S*")
#: Lines that IPython takes for itself.
_MAGIC = re.compile(r"^(\s*)[%!?].*$", re.MULTILINE)
#: What publishes: its titles, captions and labels are judged with the tables and charts that they belong to.
_PUBLISHES = "publish"


def strings_of(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield each string of at least four words, with its line and column (from 1), but those given to ``publish``.

    Of code that is no Python nothing is read: it does not run either.
    """
    try:
        tree = ast.parse(_MAGIC.sub(r"\1pass", source))
    except (SyntaxError, ValueError, RecursionError):
        return
    yield from _strings(tree)


def _strings(node: ast.AST) -> Iterator[tuple[str, int, int]]:
    if isinstance(node, ast.Call) and _root(node.func) == _PUBLISHES:
        return
    text = _text(node)
    if text is not None and isinstance(node, ast.expr):
        if len(_WORD.findall(text)) >= _FEWEST_WORDS:
            yield text, node.lineno, node.col_offset + 1
        return
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def _text(node: ast.AST) -> str | None:
    """Return the words of a string; of one with values in it, what is typed."""
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr():
            return "".join(_text(part) or "…" for part in node.values)
        case _:
            return None


def _root(node: ast.expr) -> str:
    """Return the name with which a call begins: ``publish.table`` begins with ``publish``."""
    while isinstance(node, ast.Attribute | ast.Call):
        node = node.value if isinstance(node, ast.Attribute) else node.func
    return node.id if isinstance(node, ast.Name) else ""
