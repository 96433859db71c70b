"""Looks at what ``_config.yml`` says of Markdown: the checks read the chapters so, and in no other way.

The rest of that file is code, and whoever may change it is trusted like the program.
"""

from collections.abc import Iterator

import yaml

from annual_report.lint.findings import Finding
from annual_report.lint.located import EXTENSIONS

CONFIG = "_config.yml"
NAME = "contents"


def settings_findings(text: str) -> Iterator[Finding]:
    """Yield what in ``_config.yml`` would make the book read Markdown in another way than the checks do."""
    try:
        tree = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError:
        return  # the build says so
    parse = _value(tree, "parse")
    node = _value(parse, "myst_enable_extensions")
    given = {item.value for item in node.value} if isinstance(node, yaml.SequenceNode) else set()
    other = next((key for key, _ in _pairs(parse) if key.value != "myst_enable_extensions"), None)
    where = other or node or tree
    if given != EXTENSIONS or other is not None:
        known = ", ".join(sorted(EXTENSIONS))
        message = (
            f"the checks read Markdown with [{known}] and nothing else. Write parse: myst_enable_extensions: [{known}]"
        )
        yield Finding(CONFIG, where.start_mark.line + 1 if where else 1, 1, NAME, "", "", 0, message)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    return next((value for key, value in _pairs(node) if key.value == name), None)
