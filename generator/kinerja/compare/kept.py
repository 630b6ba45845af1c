"""A side as bytes and back, so that a commit is compiled once: what the cache holds of it.

Records travel as MessagePack, each field by the type it is declared with; tables pack themselves.
When a side is still the same is `revisions`' to know.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

import msgspec

from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.actions import ActionRow
from kinerja.compare.rows import Rows
from kinerja.compare.sides import Side
from kinerja.compare.table import Table
from kinerja.content.shape.columns import REGISTER, REPORT
from kinerja.model.content import Records


class _Rest(msgspec.Struct, array_like=True):
    """All of a side but its content and its tables."""

    today: date
    actions: list[ActionRow]
    formulas: dict[str, Formula]
    fingerprints: dict[str, str]
    digests: dict[str, str]


_WRITE = msgspec.msgpack.Encoder()
_READ = msgspec.msgpack.Decoder(_Rest)


def packed(side: Side) -> list[bytes]:
    """The parts of a side: its content's fields in their order, its tables, the rest of it."""
    content = side.content
    rest = _Rest(
        side.today,
        list(side.actions),
        dict(side.formulas),
        dict(side.fingerprints),
        dict(side.digests),
    )
    told = [_part(getattr(content, name)) for name, _kind in _fields()]
    tables = (side.packages.to_bytes(), side.reports.to_bytes(), side.rows.to_bytes())
    return [*told, *tables, _WRITE.encode(rest)]


def unpacked(commit: str, parts: list[memoryview]) -> Side:
    """The side of these parts, as it was packed by the same program."""
    *told, packages, reports, rows, last = parts
    declared = zip(_fields(), told, strict=True)
    whole: dict[str, Any] = {name: _value(part, kind) for (name, kind), part in declared}
    rest = _READ.decode(last)
    return Side(
        commit,
        Records(**whole),
        Rows.unpacked(REGISTER, packages),
        Rows.unpacked(REPORT, reports),
        rest.today,
        Table.unpacked(rows),
        tuple(rest.actions),
        rest.formulas,
        rest.fingerprints,
        rest.digests,
    )


@cache
def _fields() -> list[tuple[str, object]]:
    kinds = typing.get_type_hints(Records)
    return [(field.name, kinds[field.name]) for field in fields(Records)]


def _part(value: object) -> bytes:
    """A field of content; a mapping travels as pairs, for a key may be of several parts."""
    return _WRITE.encode(list(value.items()) if isinstance(value, Mapping) else value)


def _value(part: memoryview, kind: object) -> object:
    if typing.get_origin(kind) is Mapping:
        return dict(_reader(list[tuple[typing.get_args(kind)]]).decode(part))  # type: ignore[misc]
    return _reader(kind).decode(part)


@cache
def _reader(kind: Any) -> msgspec.msgpack.Decoder[Any]:  # noqa: ANN401
    return msgspec.msgpack.Decoder(kind)
