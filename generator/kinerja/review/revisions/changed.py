"""What changed in a file, as a short list a person can read: the recorder writes it down.

Entries of lists are told apart by their id, not by their place, so that one added line is one
change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from kinerja.content.folder.reading import Read
from kinerja.content.shape.fingerprint import OUTSIDE
from kinerja.model.records import ApprovalChange
from kinerja.numbers import plain

MOST, _LONGEST = 50, 200
_NAMES = ("id", "package_id", "package", "action", "object", "version", "area", "unit", "date")


def changes(before: Read | None, after: Read | None) -> tuple[ApprovalChange, ...]:
    """The values that differ between two readings of a file, at most `MOST`, in their order.

    What is new as a whole, or gone, is no list of values.
    """
    if before is None or after is None:
        return ()
    old, new = dict(_flat(_data(before), "")), dict(_flat(_data(after), ""))
    names = [*new, *(name for name in old if name not in new)]
    moved = [name for name in names if old.get(name) != new.get(name)]
    return tuple(
        ApprovalChange(what=_cut(name) or "", before=_cut(old.get(name)), after=_cut(new.get(name)))
        for name in moved[:MOST]
    )


def _data(read: Read) -> Mapping[str, Any]:
    return {key: value for key, value in (read.data or {}).items() if key not in OUTSIDE}


def _flat(value: Any, way: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any parsed data
    match value:
        case None | "":
            return
        case Mapping():
            for key, inner in value.items():
                yield from _flat(inner, f"{way} {key}".strip())
        case list():
            for place, inner in enumerate(value, 1):
                name = _name(inner) or str(place)
                yield from _flat(inner, f"{way} {name}".strip())
        case Decimal():
            yield way, plain(value)
        case _:
            yield way, str(value)


def _name(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return str(entry)
    return next((str(entry[key]) for key in _NAMES if entry.get(key) is not None), "")


def _cut(text: str | None) -> str | None:
    if text is None or len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1] + "…"
