"""The table of achievements of a side, packed row by row: quick to fetch and to compare.

Most rows of two sides are the same bytes and are never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec

from kinerja.achievement.terms.table import Key, Row

_WRITE = msgspec.msgpack.Encoder()
_READ = msgspec.msgpack.Decoder(Row)
_READ_ALL = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_BETWEEN = "/"


@dataclass(frozen=True)
class Table(Mapping[Key, Row]):
    """Rows by key; the packed ones by the parts of their keys, joined."""

    packed: Mapping[str, msgspec.Raw]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Table:
        """The table of some rows."""
        return cls({_joined(row.key): msgspec.Raw(_WRITE.encode(row)) for row in rows})

    @classmethod
    def unpacked(cls, told: bytes | memoryview) -> Table:
        """A table from its bytes."""
        return cls(_READ_ALL.decode(told))

    def to_bytes(self) -> bytes:
        """The table as bytes."""
        return _WRITE.encode(self.packed)

    def __getitem__(self, key: Key) -> Row:
        """The row of a key."""
        return _READ.decode(self.packed[_joined(key)])

    def __iter__(self) -> Iterator[Key]:
        """The keys, in the table's order."""
        return (Key(*key.split(_BETWEEN)) for key in self.packed)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.packed)

    def of_indicator(self, id: str) -> Iterator[Row]:
        """The rows of an indicator."""
        end = _BETWEEN.join(("", "indicator", id))
        return (_READ.decode(row) for key, row in self.packed.items() if key.endswith(end))

    def differing(self, later: Table) -> Iterator[tuple[Row | None, Row | None]]:
        """The rows that are not the same in a later table, before and after."""
        old, new = self.packed, later.packed
        for key in (*old, *(key for key in new if key not in old)):
            before, after = old.get(key), new.get(key)
            if before != after:
                was = _READ.decode(before) if before is not None else None
                now = _READ.decode(after) if after is not None else None
                if was != now:
                    yield was, now


def _joined(key: Key) -> str:
    return _BETWEEN.join(key)
