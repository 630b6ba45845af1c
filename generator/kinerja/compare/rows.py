"""Package rows of a side, packed file by file: quick to fetch, and unpacked where somebody asks.

Arrow, in which the rows of content lie, takes as long to import as all the rest of a comparison.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypedDict

import msgspec

from kinerja.content.shape.columns import stated

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
"""What a row states, by column; a column without a value is not in it."""

_WRITE = msgspec.msgpack.Encoder()
_VALUES = {
    "DATE": date,
    "BIGINT": int,
    "DECIMAL(18,4)": Decimal,
    "BOOLEAN": bool,
    "VARCHAR[]": list[str],
    "VARCHAR": str,
}


class _File(msgspec.Struct, array_like=True, frozen=True):
    """A file: its unit, the ids of the packages in it, and its rows."""

    unit: str
    packages: list[str]
    rows: msgspec.Raw


_READ_ALL = msgspec.msgpack.Decoder(dict[str, _File])


@dataclass(frozen=True)
class Rows:
    """The rows of a kind of file, by the file's name."""

    kind: str
    files: Mapping[str, _File]

    @classmethod
    def of(cls, kind: str, told: pa.Table) -> Rows:
        """The rows of a table with the columns of the kind."""
        names = told.column_names
        files: dict[str, list[Row]] = {}
        for values in zip(*(told[name].to_pylist() for name in names), strict=True):
            row = {k: v for k, v in zip(names, values, strict=True) if v is not None}
            files.setdefault(row["file"], []).append(row)
        return cls(kind, {name: _packed(rows) for name, rows in files.items()})

    @classmethod
    def unpacked(cls, kind: str, told: memoryview) -> Rows:
        """Rows from their bytes."""
        return cls(kind, _READ_ALL.decode(told))

    def to_bytes(self) -> bytes:
        """The rows as bytes."""
        return _WRITE.encode(self.files)

    def in_files(self, names: Collection[str]) -> list[Row]:
        """The rows that files of these names state."""
        return [row for name in names if name in self.files for row in self._rows(name)]

    def of_units(self, units: Collection[str]) -> list[Row]:
        """The rows that the files of these units state."""
        return self.in_files([name for name, one in self.files.items() if one.unit in units])

    def of_packages(self, ids: AbstractSet[str]) -> list[Row]:
        """The rows that tell of these packages."""
        names = [name for name, one in self.files.items() if not ids.isdisjoint(one.packages)]
        return [row for row in self.in_files(names) if row["package_id"] in ids]

    def table(self, rows: Collection[Row]) -> pa.Table:
        """Some of the rows as content holds them."""
        from kinerja.content.folder.tables import table

        return table(stated(self.kind), rows)

    def _rows(self, name: str) -> list[Row]:
        return _reader(self.kind).decode(self.files[name].rows)


def _packed(rows: list[Row]) -> _File:
    packages = [row["package_id"] for row in rows]
    return _File(rows[0]["unit"], packages, msgspec.Raw(_WRITE.encode(rows)))


@cache
def _reader(kind: str) -> msgspec.msgpack.Decoder[list[Row]]:
    values = {name: _VALUES[type_] for name, type_ in stated(kind).items()}
    # A type made of the schemas' columns while the program runs, which no checker can follow.
    row = TypedDict("row", values, total=False)  # type: ignore[misc]
    return msgspec.msgpack.Decoder(list[row])
