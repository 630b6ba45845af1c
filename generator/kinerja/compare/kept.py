"""A side as bytes and back, so that a commit is compiled once: what the cache holds of it.

Records travel as MessagePack, each field by the type it is declared with, the tables of packages
as Arrow's streams. When a side is still the same is `revisions`' to know.
"""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

import msgspec
import pyarrow as pa

from kinerja.achievement.actions import ActionRow
from kinerja.achievement.formula import Formula
from kinerja.compare.sides import Side
from kinerja.compare.table import Table
from kinerja.model.content import Content


class _Rest(msgspec.Struct, array_like=True):
    """All of a side but its content."""

    today: date
    actions: list[ActionRow]
    formulas: dict[str, Formula]
    fingerprints: dict[str, str]
    digests: dict[str, str]


_WRITE = msgspec.msgpack.Encoder()
_SMALL = pa.ipc.IpcWriteOptions(compression="lz4")
"""Tables are mostly empty, and what is fetched is hashed as a whole."""

_READ = msgspec.msgpack.Decoder(_Rest)


def packed(side: Side) -> list[bytes | memoryview]:
    """The parts of a side: its content's fields in their order, then the rest of it."""
    content = side.content
    rest = _Rest(
        side.today,
        list(side.actions),
        dict(side.formulas),
        dict(side.fingerprints),
        dict(side.digests),
    )
    told = [_part(getattr(content, name)) for name, _kind in _fields()]
    return [*told, side.rows.to_bytes(), _WRITE.encode(rest)]


def unpacked(commit: str, parts: list[memoryview]) -> Side:
    """The side of these parts, as it was packed by the same program."""
    *told, rows, last = parts
    declared = zip(_fields(), told, strict=True)
    whole: dict[str, Any] = {name: _value(part, kind) for (name, kind), part in declared}
    rest = _READ.decode(last)
    return Side(
        commit,
        Content(**whole),
        rest.today,
        Table.unpacked(rows),
        tuple(rest.actions),
        rest.formulas,
        rest.fingerprints,
        rest.digests,
    )


@cache
def _fields() -> list[tuple[str, object]]:
    kinds = typing.get_type_hints(Content)
    return [(field.name, kinds[field.name]) for field in fields(Content)]


def _part(value: object) -> bytes | memoryview:
    """A field of content; a mapping travels as pairs, for a key may be of several parts."""
    if isinstance(value, pa.Table):
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, value.schema, options=_SMALL) as writer:
            writer.write_table(value)
        return memoryview(sink.getvalue())
    return _WRITE.encode(list(value.items()) if isinstance(value, Mapping) else value)


def _value(part: memoryview, kind: object) -> object:
    if kind is pa.Table:
        return pa.ipc.open_stream(pa.py_buffer(part)).read_all()
    if typing.get_origin(kind) is Mapping:
        return dict(_reader(list[tuple[typing.get_args(kind)]]).decode(part))  # type: ignore[misc]
    return _reader(kind).decode(part)


@cache
def _reader(kind: Any) -> msgspec.msgpack.Decoder[Any]:  # noqa: ANN401
    return msgspec.msgpack.Decoder(kind)
