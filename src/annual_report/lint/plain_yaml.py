"""Reads YAML that people write by hand: names and values, nothing that repeats or builds; faults have their line."""

from dataclasses import dataclass

import yaml

_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class YamlFault:
    """What is wrong, and on which line (from 0) of the text."""

    line: int
    message: str


def read_yaml(text: str) -> yaml.Node | YamlFault | None:
    """Return the tree of YAML nodes, the first fault, or None for an empty text.

    Aliases, tags and deep nesting are faults: a few letters of them make a million values. So are a name that is given
    twice, of which the last one counts in silence, and a value that is not what it looks like (a 30th of February).
    """
    try:
        fault = _unplain(text)
        if fault is not None:
            return fault
        tree = yaml.compose(text, yaml.SafeLoader)
        if tree is not None:
            yaml.SafeLoader("").construct_document(tree)  # as Sphinx will: a date must be one
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        return _as_fault(error, text)
    except ValueError as error:
        return YamlFault(0, f"a value is not what it looks like: {error}")
    return tree and (_twice(tree) or tree)


def _unplain(text: str) -> YamlFault | None:
    """Return the first alias, tag or document too deep or too many, without building anything."""
    depth, documents = 0, 0
    for event in yaml.parse(text, yaml.SafeLoader):
        line = event.start_mark.line if event.start_mark else 0
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return YamlFault(line, "it repeats a value by its name (& or *). Write the value out")
        if getattr(event, "tag", None):
            return YamlFault(line, "a value has a tag (!). Write it without")
        if depth > _DEEPEST:
            return YamlFault(line, "it is nested too deeply. Write names and values")
        if documents > 1:
            return YamlFault(line, "a second part begins here (---). Write one")
    return None


def _twice(node: yaml.Node) -> YamlFault | None:
    """Return a name that stands twice in one mapping, or is no name."""
    children: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None or name == "<<":
                return YamlFault(key.start_mark.line, "a name must be plain text")
            if name in names:
                return YamlFault(key.start_mark.line, f"{name!r} is given twice, and one would be dropped. Keep one")
            names.add(name)
            children.append(value)
    elif isinstance(node, yaml.SequenceNode):
        children = node.value
    return next((fault for fault in map(_twice, children) if fault), None)


def _as_fault(error: yaml.MarkedYAMLError | yaml.reader.ReaderError, text: str) -> YamlFault:
    if isinstance(error, yaml.reader.ReaderError):
        return YamlFault(text.count("\n", 0, error.position), f"a character has no place here: {error.reason}")
    mark = error.problem_mark or error.context_mark
    hint = ". Use spaces, not a tab" if "\\t" in str(error.problem) else ""
    return YamlFault(mark.line if mark else 0, f"not YAML: {error.problem}{hint}")
