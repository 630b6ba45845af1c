"""Values that stop where nobody meant them to: `name: Kontrak #1` is read as "Kontrak".

YAML takes a hash behind a space for a comment. Comments are welcome; only one that is written like
a part of the value before it is doubtful. Spreadsheets cut long numbers: 592640000 to 5.93E+08.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from kinerja.content.shape import schema
from kinerja.content.text.commas import quoted
from kinerja.content.text.marks import PLAIN, compose
from kinerja.findings import Finding, Pointer, finding

_LIKE_TEXT = re.compile(r"(?<![ \t])[ \t]+(#[^\s#!][^\r\n]*)")
"""A hash right before a letter or a figure, as in a number of some thing."""
_DIGITS = re.compile(r"#[0-9][0-9.,]*\s*").fullmatch
_SHORTENED = re.compile(r"[0-9][eE][-+]?[0-9]")
_MOST = 200
"""Doubts about one file."""


def findings(file: str, kind: str, text: str) -> Iterator[Finding]:
    """Values of a sound YAML file that a comment or a spreadsheet cuts off, as warnings there."""
    if _SHORTENED.search(text):
        yield from islice(_shortened(file, kind, text), _MOST)
    if _LIKE_TEXT.search(text):
        yield from islice(_cut_off(file, kind, text), _MOST)


def _shortened(file: str, kind: str, text: str) -> Iterator[Finding]:
    for pointer, node in _plain(compose(text), ()):
        if _SHORTENED.search(node.value) and _is_number(schema.at(kind, pointer)):
            meant = format(Decimal(node.value), "f")
            yield finding(file, "number-shortened", pointer, value=node.value, meant=meant)


def _cut_off(file: str, kind: str, text: str) -> Iterator[Finding]:
    for pointer, node, found in _cuts(text):
        mark = node.end_mark
        whole = " ".join(text[node.start_mark.index : found.end()].split())
        is_number = _is_number(schema.at(kind, pointer)) and _DIGITS(found[1])
        if is_number or _could_be(kind, pointer, whole):
            code = "number-cut" if is_number else "text-cut"
            meant = whole.replace(" #", "") if is_number else quoted(whole)
            told = finding(file, code, pointer, value=found[1].strip(), meant=meant)
            column = mark.column + found.start(1) - found.start() + 1
            yield replace(told, line=mark.line + 1, column=column)


def _cuts(text: str) -> Iterator[tuple[Pointer, ScalarNode, re.Match[str]]]:
    for pointer, node in _plain(compose(text), ()):
        found = _LIKE_TEXT.match(text, node.end_mark.index)
        if found:
            yield pointer, node, found


def _is_number(told: schema.Schema | None) -> bool:
    return told is not None and schema.type_of(told) in ("integer", "number")


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
