"""Reads front matter: keys on the list, plain values, nothing that repeats; its words are read like text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from annual_report.lint.allowed import FRONT_MATTER
from annual_report.lint.plain_yaml import YamlFault, read_yaml

#: Keys whose values no reader sees.
_NOT_SHOWN = ("jupytext", "kernelspec", "orphan", "tocdepth", "date")


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a reader may see or hear, with its line and column (from 0) in the front matter."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What front matter holds: the values that are words, and the keys that may not be there."""

    values: tuple[Value, ...]
    foreign: tuple[Value, ...]


def read_front_matter(content: str) -> FrontMatter | YamlFault:
    """Return what front matter says, or what is wrong with its YAML."""
    tree = read_yaml(content)
    if isinstance(tree, YamlFault):
        return tree
    if not isinstance(tree, yaml.MappingNode):
        return YamlFault(0, "it holds no names and values. Write: title: Words")
    return FrontMatter(tuple(_values(tree)), tuple(_foreign(tree, FRONT_MATTER, "")))


def _values(node: yaml.Node) -> Iterator[Value]:
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                if key.value not in _NOT_SHOWN:
                    yield from _values(value)
        case yaml.SequenceNode():
            for value in node.value:
                yield from _values(value)
        case yaml.ScalarNode():
            mark = node.start_mark
            yield Value(str(node.value), mark.line, mark.column + (node.style in ("'", '"')))


def _foreign(tree: yaml.MappingNode, known: Mapping[str, object], above: str) -> Iterator[Value]:
    """Yield the keys that are not on the list, as ``above: key``."""
    for key, value in tree.value:
        name, within = f"{above}{key.value}", known.get(key.value)
        nested = isinstance(value, yaml.MappingNode)
        if key.value not in known or nested != isinstance(within, Mapping):
            yield Value(name, key.start_mark.line, key.start_mark.column)
        elif nested and isinstance(within, Mapping):
            yield from _foreign(value, within, f"{name}: ")
