"""Lines that stand too far left or right, and lists whose key above them was lost.

Only a file that is refused is looked at. A reader stumbles over these below the slip, or takes an
item for one of another list; what was meant is seen by trying: moving one line, or writing one key
above a list, makes the whole file fit its schema, or nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from yaml.nodes import CollectionNode, Node

from kinerja.content.meant.slips import MOST_LETTERS, SOUND, STOPPING, Judge, located, progress
from kinerja.content.shape import schema
from kinerja.content.text.marks import compose
from kinerja.findings import Finding, finding

_MOST_TRIED = 2_500_000
"""Letters of all the texts that are tried."""
_NEAR = (1, 0, 2, 3)
"""How many lines above the place where reading stops the slip may be, what is likely first."""
_WHOLE = list(SOUND[:2])
"""How far reading comes where no slip of form stops it; behind it stands how much is wrong."""
_TOGETHER = 3
"""How many neighbours may have moved together."""
_STEP = 2
"""How much further right stands what belongs to the key above it."""

_LINE = re.compile(r"( *)((?:- )*)(?:[\w-]+:(?: |\r?$)|[\"{\[\w-])")
"""A line that begins a key or an item: its indentation, and the dashes before its first key."""
_BARE = re.compile(r"[ -]*[\w-]+:[ ]*\r?")
"""A key whose value stands below it, or nowhere."""


def told(file: str, kind: str, text: str, found: Sequence[Finding], judge: Judge) -> list[Finding]:
    """The one line that is to be moved or written, in a text that is refused; empty without one.

    `found` is what is found in the text, `judge` tells it of another text of the file.
    """
    if len(text) > MOST_LETTERS:
        return []
    lines = text.split("\n")
    left = _MOST_TRIED // max(len(text), 1)
    for one, mended in _moved(file, lines, located(text, found)):
        left -= 1
        if left < 0:
            return []
        if _fits(judge(mended), found) and one.line - 1 in _beginnings(compose(mended)):
            return [one]
    return _without_key(file, kind, text, found, judge, left)


def _fits(after: Sequence[Finding], before: Sequence[Finding]) -> bool:
    """Whether a text is read to its end, with every key where it belongs.

    Nor may a value be wrong that was not: it would stand below a key that is not its own.
    """
    *reach, shaped, errors = progress(after)
    *reached, shaped_before, errors_before = progress(before)
    least = errors_before - shaped_before if reached == _WHOLE else errors
    return reach == _WHOLE and shaped == 0 and errors >= least


def _beginnings(node: Node | None) -> Iterator[int]:
    """The lines, from 0, on which a key, an item or a value begins: not those within a text."""
    if node is None:
        return
    yield node.start_mark.line
    for part in node.value if isinstance(node, CollectionNode) else ():
        for child in part if isinstance(part, tuple) else (part,):
            yield from _beginnings(child)


def _moved(
    file: str, lines: Sequence[str], found: Iterable[Finding]
) -> Iterator[tuple[Finding, str]]:
    """Texts with one line, alone or with those below it, where its neighbours stand."""
    for number in dict.fromkeys(_suspects(lines, list(found))):
        line = lines[number]
        own = _indent(line)
        before = next((one for one in reversed(lines[:number]) if one.strip()), "")
        after = next((one for one in lines[number + 1 :] if one.strip()), "")
        wanted = [_column(before) + _STEP] if _BARE.fullmatch(before) else []
        wanted += [_indent(after), _column(before), _indent(before)]
        for indent in dict.fromkeys(wanted):
            if indent == own:
                continue
            for last in _ends(lines, number):
                part = [_at(one, _indent(one) + indent - own) for one in lines[number:last]]
                mended = [*lines[:number], *part, *lines[last:]]
                one = finding(file, "yaml-indent", value=own, meant=indent)
                yield replace(one, line=number + 1, column=own + 1), "\n".join(mended)


def _ends(lines: Sequence[str], number: int) -> list[int]:
    """Where what is to be moved may end: behind the line, what belongs to it, and some like it."""
    own, ends = _indent(lines[number]), [number + 1]
    for end in range(number + 1, len(lines) + 1):
        ended = end == len(lines) or _indent(lines[end]) <= own or not lines[end].strip()
        if ended and end not in ends:
            ends.append(end)
        if ended and (end == len(lines) or _indent(lines[end]) < own or len(ends) > _TOGETHER):
            break
    return ends


def _suspects(lines: Sequence[str], found: Sequence[Finding]) -> Iterator[int]:
    """Lines near the one where reading stops; else those that should stand below a key.

    A line that goes with the one before it is suspected last.
    """
    stops = [one.line - 1 for one in found if one.code in STOPPING]
    near = [stop - above for stop in stops for above in _NEAR if 0 < stop - above < len(lines)]
    keyed = [number for number in near if _LINE.match(lines[number])]
    yield from sorted(keyed, key=lambda number: _goes_with(lines[number - 1], lines[number]))
    if stops:
        return
    for number, (above, line) in enumerate(pairwise(lines), 1):
        if _is_item(line) and _BARE.fullmatch(above) and _indent(line) < _column(above):
            yield number
    for one in found:
        # One that is like no known key may be a key of what stands above it.
        if one.code == "key-unknown" and not dict(one.params)["nearest"]:
            number = one.line - 1
            if 0 < number < len(lines) and not _goes_with(lines[number - 1], lines[number]):
                yield number


def _goes_with(above: str, line: str) -> bool:
    """Whether a line stands where the one above it lets it be expected."""
    return _indent(line) == _column(above) + (_STEP if _BARE.fullmatch(above) else 0)


def _without_key(
    file: str, kind: str, text: str, found: Sequence[Finding], judge: Judge, left: int
) -> list[Finding]:
    """A list that starts without its key, with the keys that make it fit."""
    lines = text.split("\n")
    for number in _broken(text, found):
        before = next((one for one in reversed(lines[:number]) if one.strip()), "")
        names: dict[str, None] = {}
        for name in _lists(kind):
            for indent in dict.fromkeys((0, _column(before))):
                mended = [*lines[:number], f"{' ' * indent}{name}:", *lines[number:]]
                left -= 1
                if left >= 0 and _fits(judge("\n".join(mended)), found):
                    names[name] = None
        if names:
            one = finding(file, "yaml-list-key", meant=" / ".join(f"{name}:" for name in names))
            return [replace(one, line=number + 1, column=_indent(lines[number]) + 1)]
    return []


def _broken(text: str, found: Sequence[Finding]) -> Iterator[int]:
    """Items in which reading stops, or the first that does not fit, and where their list begins."""
    lines = text.split("\n")
    stops = [one.line for one in found if one.code in STOPPING]
    places = () if stops else located(text, found)
    inner = [one.line for one in places if any(isinstance(step, int) for step in one.pointer)]
    last = min([*stops, *inner], default=1)
    above = range(min(last, len(lines)) - 1, -1, -1)
    item = next((number for number in above if _is_item(lines[number])), None)
    if item is None:
        return
    yield item
    first = item
    for number in range(item - 1, -1, -1):
        if _indent(lines[number]) < _indent(lines[item]):
            break
        first = number
    if first != item and _is_item(lines[first]):
        yield first


def _is_item(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")


def _lists(kind: str) -> list[str]:
    """The keys of a kind of file whose values are lists of mappings."""
    found: dict[str, None] = {}
    for way, told in schema.ways(kind):
        items = schema.resolve(told.get("items", {}))
        if schema.type_of(told) == "array" and "properties" in items and way and way[-1]:
            found[way[-1]] = None
    return list(found)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _column(line: str) -> int:
    """Where the first key of a line stands, behind the dashes of its item."""
    found = _LINE.match(line)
    return found.end(2) if found else _indent(line)


def _at(line: str, indent: int) -> str:
    return " " * max(indent, 0) + line.lstrip(" ")
