"""The one place that writes canonical YAML: the same data is always the same bytes.

Blocks, with what forms one line of thought in flow style: `{id: …, en: …}`, a package's row.
Emitted here and not by PyYAML, whose C emitter cannot indent lists as content does and whose
Python one takes minutes for a large register; the tests read it back with three readers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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


def dump(data: Data) -> str:
    """Write one document.

    Args:
        data: A mapping or list, nested. Keys keep their order. Text that a reader of YAML 1.1 or
            1.2 could take for a number, a date, a truth value or nothing is quoted.

    Returns:
        The text, ending in a newline.

    Raises:
        TypeError: A value has no exact form here: a float, a moment in time, a set.
        ValueError: A decimal is no finite number.
    """
    return "\n".join(_block(data, "")) + "\n"


def write_tree(folder: Path, files: Mapping[str, Data]) -> None:
    """Write documents below `folder` (made if missing); the keys are relative paths with `/`."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dump(data), encoding="utf-8", newline="\n")


def _block(data: Data, indent: str) -> Iterator[str]:
    """Lines of a container, or of a scalar alone."""
    if isinstance(data, Mapping) and data:
        yield from _mapping(data, indent)
    elif _is_list(data) and data:
        for item in data:
            if _item_in_flow(item):
                yield f"{indent}- {_flow(item)}"
            else:
                lines = _block(item, indent + "  ")
                yield f"{indent}- {next(lines)[len(indent) + 2 :]}"
                yield from lines
    else:
        yield indent + _flow(data)


def _mapping(data: Mapping[str, Data], indent: str) -> Iterator[str]:
    for key, value in data.items():
        if isinstance(value, str):
            yield f"{indent}{_key(key)}: {_text(value, in_flow=False)}"
        elif not _is_container(value) or _value_in_flow(value):
            yield f"{indent}{_key(key)}: {_flow(value)}"
        else:
            yield f"{indent}{_key(key)}:"
            yield from _block(value, indent + "  ")


def _is_list(data: Data) -> bool:
    return isinstance(data, list | tuple)


def _is_container(data: Data) -> bool:
    return isinstance(data, Mapping | list | tuple)


def _children(data: Mapping[str, Data] | Sequence[Data]) -> Sequence[Data]:
    return tuple(data.values()) if isinstance(data, Mapping) else data


def _value_in_flow(data: Data) -> bool:
    """A key's value stays on the key's line: not long, nothing nested in it but plain lists."""
    parts = _children(data)
    return len(parts) <= LONGEST_FLOW and not any(
        _is_container(part) and not _is_plain_list(part) for part in parts
    )


def _is_plain_list(data: Data) -> bool:
    return (
        _is_list(data)
        and len(data) <= LONGEST_FLOW
        and not any(_is_container(item) for item in data)
    )


def _item_in_flow(data: Data) -> bool:
    """A list's item is one line: a row, whose own parts could each stand on their key's line."""
    if not _is_container(data):
        return True
    return all(_value_in_flow(part) for part in _children(data) if _is_container(part))


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
