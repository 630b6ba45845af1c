"""Where a value stands in a text: composed nodes with their marks, and the way to a value.

Only files with a finding, or whose comments must survive, are composed; reading is `yaml`'s.
"""

from __future__ import annotations

from dataclasses import replace

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kinerja.content.text.yaml import Parser
from kinerja.findings import Finding, Pointer

PLAIN, QUOTED = "plain", "quoted"
Marks = Node
"""Composed nodes, which know where each value stands."""

YAMLError = yaml.YAMLError
"""What composing a broken text raises."""


class Strict(Parser):
    """Composes nodes without PyYAML's resolver: a scalar's tag only says plain or quoted."""

    def resolve(self, kind: type[Node], _value: str | None, implicit: tuple[bool, bool]) -> str:
        """Called for each untagged node; the meaning of scalars is `scalars`'."""
        if kind is ScalarNode:
            return PLAIN if implicit[0] else QUOTED
        return "list" if kind is SequenceNode else "map"

    def descend_resolver(self, _parent: object, _index: object) -> None:
        """Nothing to keep track of."""

    def ascend_resolver(self) -> None:
        """Nothing to keep track of."""


def compose(text: str) -> Marks | None:
    """The nodes of one document with their marks; None when the text holds nothing."""
    return Strict(text).get_single_node()


def locate(node: Node | None, pointer: Pointer, *, at_key: bool) -> tuple[int, int]:
    """Line and column, from 1, of the value (or its key) that a pointer names.

    A way that ends early (a key that is missing) is answered by the deepest place that is there.
    """
    mark = node.start_mark if node else None
    for step in pointer:
        if isinstance(node, MappingNode):
            found = next((pair for pair in node.value if pair[0].value == step), None)
            if found is None:
                break
            node = found[1]
            mark = (found[0] if at_key or not _has_text(node) else node).start_mark
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            mark = node.start_mark
        else:
            break
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def placed(node: Node | None, found: Finding) -> Finding:
    """A finding with its line and column, unless it has them already."""
    if found.line:
        return found
    line, column = locate(node, found.pointer, at_key=found.at_key)
    return replace(found, line=line, column=column)


def _has_text(node: Node) -> bool:
    """A block below its key starts on a later line; the key is where a person looks."""
    return isinstance(node, ScalarNode) or bool(getattr(node, "flow_style", False))
