"""Texts that stop where nobody meant them to: `name: Kontrak #1` is read as "Kontrak".

YAML takes a hash behind a space for a comment. Comments are welcome; only one that is written like
a part of the text before it is doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kinerja.content import schema
from kinerja.content.commas import quoted
from kinerja.content.marks import PLAIN, compose
from kinerja.findings import Finding, Pointer, finding

_LIKE_TEXT = re.compile(r"(?<![ \t])[ \t]+(#[^\s#!][^\r\n]*)")
"""A hash right before a letter or a figure, as in a number of some thing."""
_MOST = 200
"""Doubts about one file."""


def findings(file: str, kind: str, text: str) -> Iterator[Finding]:
    """Texts of a sound YAML file that a comment cuts off, as warnings at the hash."""
    if not _LIKE_TEXT.search(text):
        return
    for pointer, node, found in islice(_cuts(text), _MOST):
        mark = node.end_mark
        whole = " ".join(text[node.start_mark.index : found.end()].split())
        if _could_be(kind, pointer, whole):
            told = finding(file, "text-cut", pointer, value=found[1].strip(), meant=quoted(whole))
            column = mark.column + found.start(1) - found.start() + 1
            yield replace(told, line=mark.line + 1, column=column)


def _cuts(text: str) -> Iterator[tuple[Pointer, ScalarNode, re.Match[str]]]:
    for pointer, node in _plain(compose(text), ()):
        found = _LIKE_TEXT.match(text, node.end_mark.index)
        if found:
            yield pointer, node, found


def _could_be(kind: str, pointer: Pointer, whole: str) -> bool:
    """Whether a value may just as well be the whole text, as no code, date or number may."""
    told = schema.at(kind, pointer)
    return told is not None and "x-relation" not in told and schema.validator(told).is_valid(whole)


def _plain(node: Node | None, pointer: Pointer) -> Iterator[tuple[Pointer, ScalarNode]]:
    """The values without quotation marks, with the way to each."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _plain(value, (*pointer, key.value))
    elif isinstance(node, SequenceNode):
        for place, value in enumerate(node.value):
            yield from _plain(value, (*pointer, place))
    elif isinstance(node, ScalarNode) and node.tag == PLAIN:
        yield pointer, node
