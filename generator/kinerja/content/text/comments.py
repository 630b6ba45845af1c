"""The comments of a YAML text, each tied to the value it speaks of, so that they survive rewriting.

A comment at the end of a line belongs to the value that ends or begins there; one on a line of its
own to what follows, or, indented deeper than that, to the container that ends there. Reads only
texts that the strict reader has accepted; writing them again is `write`'s.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, SequenceNode

from kinerja.content.text.marks import Strict, compose
from kinerja.content.text.write import Comments
from kinerja.findings import Pointer

_COMMENT = re.compile(r"#[^\r\n]*")
_AFTER_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\r\n]*)")
"""The first line of a block of text, which is part of its token."""

_START = attrgetter("start")


@dataclass(slots=True, eq=False)
class _Entry:
    """A value with the place where its key or hyphen begins; the document itself is the first."""

    pointer: Pointer
    start: int
    column: int
    node: Node
    parent: _Entry | None

    @property
    def end(self) -> int:
        """Where the value ends, if it is closed."""
        return int(self.node.end_mark.index)

    @property
    def is_block(self) -> bool:
        """A container whose parts stand on lines of their own."""
        return isinstance(self.node, CollectionNode) and not self.node.flow_style

    @property
    def is_closed(self) -> bool:
        """A value that shows where it ends: a scalar or a container in brackets."""
        return not self.is_block

    @property
    def is_item(self) -> bool:
        """A part of a list."""
        return bool(self.pointer) and isinstance(self.pointer[-1], int)

    def has_open_bracket(self, place: int) -> bool:
        """A container in brackets that a place of the text lies in."""
        is_flow = isinstance(self.node, CollectionNode) and self.node.flow_style
        return bool(is_flow) and self.node.start_mark.index < place < self.end

    def begins_with(self, part: _Entry) -> bool:
        """Whether a value is the first part of this container."""
        first = self.node.value[0]
        return part.node is (first[1] if isinstance(self.node, MappingNode) else first)

    def outwards(self) -> Iterator[_Entry]:
        """This value and the containers it lies in."""
        entry: _Entry | None = self
        while entry:
            yield entry
            entry = entry.parent


@dataclass(slots=True)
class _Tied:
    """Comments by the pointer of their value, while they are being collected."""

    above: dict[Pointer, list[str]] = field(default_factory=lambda: defaultdict(list))
    below: dict[Pointer, list[str]] = field(default_factory=lambda: defaultdict(list))
    beside: dict[Pointer, str] = field(default_factory=dict)


def texts(text: str) -> list[str]:
    """All comments of a text in their order, without blanks at their ends."""
    return [found for _, found in _found(Strict(text), text, [])] if "#" in text else []


def comments(text: str) -> Comments:
    """The comments of a text that the strict reader accepts, tied to its values."""
    if "#" not in text:
        return Comments()
    hyphens: list[int] = []
    found = list(_found(Strict(text), text, hyphens))
    root = compose(text)
    if root is None or not found:
        return Comments()
    entries = [_Entry((), -1, -1, root, None)]
    entries += _entries(entries[0], iter(hyphens))
    return _tree(_tie(text, entries, found))


def _found(parser: Strict, text: str, hyphens: list[int]) -> Iterator[tuple[int, str]]:
    """Comments with their places; they can only stand between tokens. Notes hyphens on the way."""
    place = 0
    while parser.check_token():
        token: Any = parser.get_token()
        start, end = token.start_mark.index, token.end_mark.index
        for found in _COMMENT.finditer(text, place, max(place, start)):
            yield found.start(), found[0].rstrip()
        if isinstance(token, yaml.BlockEntryToken):
            hyphens.append(start)
        elif isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            header = _AFTER_HEADER.match(text, start)
            if header:
                yield header.start(1), header[1].rstrip()
        place = max(place, end)


def _entries(parent: _Entry, hyphens: Iterator[int]) -> Iterator[_Entry]:
    """All values inside one, each before its own parts: the order of the text."""
    node = parent.node
    if isinstance(node, MappingNode):
        for key, value in node.value:
            mark = key.start_mark
            pointer = (*parent.pointer, key.value)
            entry = _Entry(pointer, mark.index, mark.column, value, parent)
            yield entry
            yield from _entries(entry, hyphens)
    elif isinstance(node, SequenceNode):
        for place, value in enumerate(node.value):
            mark = value.start_mark
            start = mark.index if node.flow_style else next(hyphens)
            # The items of a block stand under each other, where the list itself begins.
            column = node.start_mark.column
            entry = _Entry((*parent.pointer, place), start, column, value, parent)
            yield entry
            yield from _entries(entry, hyphens)


def _tie(text: str, entries: list[_Entry], found: list[tuple[int, str]]) -> _Tied:
    tied = _Tied()
    lines = [0, *(found.end() for found in re.finditer("\n", text)), len(text)]

    def is_blank(number: int) -> bool:
        return not text[lines[number] : lines[number + 1]].strip()

    head = len(text) - len(text.lstrip())
    gap, depth = 0, 0
    for place, comment in found:
        number = bisect_right(lines, place) - 1
        following = bisect_right(entries, place, key=_START)
        last = entries[following - 1]
        before = text[lines[number] : place]
        is_own = not before.strip()
        value = None if is_own else _ends_or_begins(last, lines[number], place)
        if value:
            if value.pointer in tied.beside:
                tied.above[_first(value)].append(tied.beside[value.pointer])
            tied.beside[value.pointer] = comment
            continue
        column = len(before) if is_own else 0
        depth = min(depth, column) if gap == following else column  # never back into a deeper one
        gap = following
        after = entries[following] if following < len(entries) else None
        told = _room(tied, entries[0], last, after, place, depth)
        if is_own and place > head and is_blank(number - 1):
            told.append("")
        told.append(comment)
        if is_own and number + 2 < len(lines) and is_blank(number + 1):
            told.append("")
    return tied


def _ends_or_begins(last: _Entry, line: int, place: int) -> _Entry | None:
    """The value that a comment at the end of a line speaks of: it ended there, or it begins."""
    around = [entry for entry in last.outwards() if entry.parent]
    ended = [entry for entry in around if entry.is_closed and entry.end <= place]
    if ended and ended[-1].end >= line:
        return ended[-1]
    return last if last.parent and last.start >= line else None


def _room(
    tied: _Tied, root: _Entry, last: _Entry, after: _Entry | None, place: int, depth: int
) -> list[str]:
    """Where a comment on a line of its own goes: above what follows, or below a container."""
    if last.is_closed and last.node.start_mark.index > place:
        return tied.above[_first(last)]  # between a key and its value
    around = list(last.outwards())
    container = next((entry for entry in around if entry.has_open_bracket(place)), None)
    if not container and after and after.parent and depth <= after.column:
        container = after.parent
    if not container:
        ends = (e.parent for e in around if e.parent and e.parent.is_block and e.column <= depth)
        container = next(ends, root)
    if after and after.pointer[: len(container.pointer)] == container.pointer:
        return tied.above[_first(after)]
    if container.parent and not container.node.value:  # empty brackets have no room inside
        return tied.above[_first(container)]
    return tied.below[container.pointer]


def _first(entry: _Entry) -> Pointer:
    """The value whose line it is: a list's item shares its first line with its first part."""
    while entry.parent and entry.parent.is_item and entry.parent.begins_with(entry):
        entry = entry.parent
    return entry.pointer


def _tree(tied: _Tied) -> Comments:
    named = [*tied.above, *tied.below, *tied.beside]
    pointers = {pointer[:length] for pointer in named for length in range(len(pointer) + 1)}
    inside: dict[Pointer, dict[str | int, Comments]] = defaultdict(dict)
    root = Comments()
    for pointer in sorted(pointers, key=len, reverse=True):
        root = Comments(
            _tidy(tied.above.get(pointer, ())),
            tied.beside.get(pointer, ""),
            _tidy(tied.below.get(pointer, ()), is_end=True),
            inside[pointer],
        )
        if pointer:
            inside[pointer[:-1]][pointer[-1]] = root
    return root


def _tidy(lines: Sequence[str], *, is_end: bool = False) -> tuple[str, ...]:
    """Never two blank lines in a row, and none after the last comment of a container."""
    tidy = [line for place, line in enumerate(lines) if line or not place or lines[place - 1]]
    return tuple(tidy[:-1] if is_end and tidy and not tidy[-1] else tidy)
