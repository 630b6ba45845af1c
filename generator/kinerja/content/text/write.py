"""The one place that writes canonical YAML: the same data is always the same bytes.

Blocks, with what forms one line of thought in flow style: `{id: …, en: …}`, a package's row; text
of several lines as lines. Comments stand where they are told to (`comments` finds them).
Emitted here and not by PyYAML, whose C emitter cannot indent lists as content does and whose
Python one takes minutes for a large register; the tests read it back with three readers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

Data = Any
"""Nested dict, list or tuple, str, int, Decimal, date, bool and None."""

LONGEST_FLOW = 12
"""Entries of a mapping or list that is still written on its key's line."""

_WORD = re.compile(r"[^\W\d_](?:[\w \-./()'\"<>=*+%;!?&|@–—’‘×−·]*[\w./()'\"<>=*+%;!?&|@–—’‘×−·])?")
_SENTENCE = re.compile(
    r"[^\W\d_](?:[\w \-./()'\"<>=*+%;!?&|@–—’‘×−·,]*[\w./()'\"<>=*+%;!?&|@–—’‘×−·])?"
)
_PERIOD = re.compile(r"[0-9]{4}-(?:S[12]|Q[1-4]|(?:0[1-9]|1[0-2]))")
_TAKEN = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "inf", "nan"))
_UNSEEN = re.compile(r"[\x7f-\x9f\u00ad\u2028\u2029\ufeff\ufffe\uffff]")
_NO_LINES = re.compile(
    r"\A\s|[^\S\n](?:\n|\Z)|\n\n\Z|[^\n -~\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    r"|[\u00ad\u2028\u2029\ufeff]"
)
"""What a block of lines would lose or leave to chance: blanks at an edge, signs nobody sees."""


@dataclass(frozen=True, slots=True)
class Comments:
    """The comments of one value and of what is in it; each text begins with `#`.

    `above` stands over the value's line, an empty text being a blank line; `beside` at the end of
    that line; `below` after the last part of a container. A container with comments `inside` or
    below is written as a block, so that every part has its line.
    """

    above: Sequence[str] = ()
    beside: str = ""
    below: Sequence[str] = ()
    inside: Mapping[str | int, Comments] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether the value cannot stand on one line."""
        return bool(self.inside or self.below)


_NONE = Comments()


def dump(data: Data, comments: Comments = _NONE) -> str:
    """Write one document.

    Args:
        data: A mapping or list, nested. Keys keep their order. Text that a reader of YAML 1.1 or
            1.2 could take for a number, a date, a truth value or nothing is quoted.
        comments: Those of the document; `above` is its head.

    Returns:
        The text, ending in a newline.

    Raises:
        TypeError: A value has no exact form here: a float, a moment in time, a set.
        ValueError: A decimal is no finite number.
    """
    lines = [*comments.above, *_block(data, "", comments)]
    return "\n".join(lines) + "\n"


def write_tree(folder: Path, files: Mapping[str, Data]) -> None:
    """Write documents below `folder` (made if missing); the keys are relative paths with `/`."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(data), encoding="utf-8", newline="\n")


def _block(data: Data, indent: str, comments: Comments) -> Iterator[str]:
    """Lines of a container, or of a scalar alone."""
    if isinstance(data, Mapping) and data:
        yield from _mapping(data, indent, comments)
    elif _is_list(data) and data:
        yield from _list(data, indent, comments)
    else:
        yield indent + _flow(data)
    yield from _indented(comments.below, indent)


def _list(data: Sequence[Data], indent: str, comments: Comments) -> Iterator[str]:
    for place, item in enumerate(data):
        told = comments.inside.get(place, _NONE)
        yield from _indented(told.above, indent)
        if isinstance(item, str):
            yield from _text_after(f"{indent}- ", item, indent, told)
        elif not told.open and _item_in_flow(item):
            yield f"{indent}- {_flow(item)}{_beside(told)}"
        else:
            yield from _behind_hyphen(item, indent, told)


def _behind_hyphen(item: Data, indent: str, told: Comments) -> Iterator[str]:
    """A container that begins on its hyphen's line; comments that would be beside go above."""
    if told.beside:
        yield indent + told.beside
    lines = _block(item, indent + "  ", told)
    first = next(lines)
    while first.lstrip().startswith("#"):
        yield first[2:]
        first = next(lines)
    yield f"{indent}- {first[len(indent) + 2 :]}"
    yield from lines


def _mapping(data: Mapping[str, Data], indent: str, comments: Comments) -> Iterator[str]:
    for key, value in data.items():
        told = comments.inside.get(key, _NONE)
        yield from _indented(told.above, indent)
        head = f"{indent}{_key(key)}:"
        if isinstance(value, str):
            yield from _text_after(head + " ", value, indent, told)
        elif not _is_container(value) or (not told.open and _value_in_flow(value)):
            yield f"{head} {_flow(value)}{_beside(told)}"
        else:
            yield head + _beside(told)
            yield from _block(value, indent + "  ", told)


def _text_after(head: str, text: str, indent: str, told: Comments) -> Iterator[str]:
    """A text behind its key or hyphen: on that line, or as lines below it."""
    if not _has_lines(text):
        yield f"{head}{_text(text, in_flow=head.endswith('- '))}{_beside(told)}"
        return
    mark = "|" if text.endswith("\n") else "|-"
    yield f"{head}{mark}{_beside(told)}"
    yield from _indented(text.removesuffix("\n").split("\n"), indent + "  ")


def _beside(told: Comments) -> str:
    return f" {told.beside}" if told.beside else ""


def _indented(lines: Sequence[str], indent: str) -> Iterator[str]:
    for line in lines:
        yield indent + line if line else ""


def _is_list(data: Data) -> bool:
    return isinstance(data, list | tuple)


def _is_container(data: Data) -> bool:
    return isinstance(data, Mapping | list | tuple)


def _children(data: Mapping[str, Data] | Sequence[Data]) -> Sequence[Data]:
    return tuple(data.values()) if isinstance(data, Mapping) else data


def _has_lines(data: Data) -> bool:
    """A text that is written as a block of lines."""
    return isinstance(data, str) and "\n" in data and not _NO_LINES.search(data)


def _value_in_flow(data: Data) -> bool:
    """A key's value stays on the key's line: not long, nothing nested in it but plain lists."""
    parts = _children(data)
    return len(parts) <= LONGEST_FLOW and not any(
        not _is_plain_list(part) if _is_container(part) else _has_lines(part) for part in parts
    )


def _is_plain_list(data: Data) -> bool:
    return (
        _is_list(data)
        and len(data) <= LONGEST_FLOW
        and not any(_is_container(item) or _has_lines(item) for item in data)
    )


def _item_in_flow(data: Data) -> bool:
    """A list's item is one line: a row, whose own parts could each stand on their key's line."""
    if not _is_container(data):
        return True
    return all(
        _value_in_flow(part) if _is_container(part) else not _has_lines(part)
        for part in _children(data)
    )


def _flow(data: Data) -> str:
    """One line for a scalar or a container."""
    write = _SCALARS.get(type(data))
    if write:
        return write(data)
    if isinstance(data, Mapping):
        return "{" + ", ".join([f"{_key(k)}: {_flow(v)}" for k, v in data.items()]) + "}"
    if _is_list(data):
        return "[" + ", ".join([_flow(item) for item in data]) + "]"
    raise TypeError(f"{type(data).__name__} has no canonical form")


def _key(key: str) -> str:
    return _text(key, in_flow=True)


@lru_cache(maxsize=65536)
def _text(text: str, *, in_flow: bool) -> str:
    shape = _WORD if in_flow else _SENTENCE
    plain = shape.fullmatch(text) and text.lower() not in _TAKEN
    return text if plain or _PERIOD.fullmatch(text) else _quoted(text)


def _quoted(text: str) -> str:
    """Double quotes; JSON's escapes are YAML's too, but for what JSON leaves invisible."""
    written = json.dumps(text, ensure_ascii=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _decimal(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(f"{number} is no finite number")
    return f"{number:f}"


_SCALARS: dict[type, Callable[[Data], str]] = {
    str: lambda text: _text(text, in_flow=True),
    int: str,
    bool: lambda truth: "true" if truth else "false",
    type(None): lambda _nothing: "null",
    Decimal: _decimal,
    date: date.isoformat,
}
