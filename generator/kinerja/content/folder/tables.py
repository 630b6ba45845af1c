"""Package rows as Arrow tables: made of lines of JSON in one go, cut file by file, kept as streams.

Which columns there are is `columns`'s. Arrow takes as long to import as a small office takes to
read, so whoever may do without imports this late.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import accumulate, chain, repeat

import pyarrow as pa
from pyarrow import compute
from pyarrow import json as arrow_json

from kinerja.content.folder.reading import Read, to_lines
from kinerja.content.shape.columns import FILE, PLACES, REPORT, stated
from kinerja.content.text.yaml import Data
from kinerja.periods import Period

# Arrow's own pool gives nothing back, which makes the peak a tenth higher.
pa.set_memory_pool(pa.system_memory_pool())

_SMALL = 1_000_000
"""Bytes of JSON up to which one thread reads it sooner than several do."""

_PIECE = 100_000
"""Rows that lie together: asking and compressing pieces of a file each takes twice as long."""


def table(types: Mapping[str, str], rows: Iterable[Mapping[str, Data]]) -> pa.Table:
    """Rows as an Arrow table with the given columns (name to DuckDB type).

    Values are parsed content, dates as ISO text or `date`; not stated is null, other keys are left
    out. Each column is of one piece.
    """
    return _of_lines(types, [to_lines(rows)]).combine_chunks()


def of_files(kind: str, files: Sequence[Read]) -> list[pa.Table]:
    """The package rows of files of a kind, a table with the kind's columns for each."""
    told = [one.rows for one in files]
    counts = [lines.count(b"\n") for lines in told]
    own = {name: type_ for name, type_ in stated(kind).items() if name not in FILE[kind]}
    said = table(FILE[kind], map(_of_file, files))
    by_whom = chain.from_iterable(repeat(file, count) for file, count in enumerate(counts))
    columns = {
        **dict(zip(own, _of_lines(own, told).columns, strict=True)),
        **dict(zip(FILE[kind], said.take(_whole_numbers(by_whom)).columns, strict=True)),
        "row": _whole_numbers(chain.from_iterable(map(range, counts))),
    }
    whole = pa.table({name: columns[name] for name in stated(kind)})
    ends = [0, *accumulate(counts)]
    return [whole.slice(start, count) for start, count in zip(ends, counts, strict=False)]


def _whole_numbers(numbers: Iterable[int]) -> pa.Array:
    """Arrow's own way from Python imports pandas first."""
    told = array("q", numbers)
    return pa.Int64Array.from_buffers(pa.int64(), len(told), [None, pa.py_buffer(told)])


def joined(kind: str, tables: Iterable[pa.Table]) -> pa.Table:
    """Tables of a kind one below the other, in large pieces."""
    nothing = table(stated(kind), ())  # Arrow's own empty table imports pandas first
    whole = pa.concat_tables([nothing, *tables])
    starts = range(0, whole.num_rows, _PIECE)
    return pa.concat_tables(
        [nothing, *(whole.slice(start, _PIECE).combine_chunks() for start in starts)]
    )


def to_stream(rows: pa.Table) -> memoryview:
    """A table as bytes, compressed: fewer bytes are sooner written, signed and found again."""
    sink, options = pa.BufferOutputStream(), pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, rows.schema, options=options) as writer:
        writer.write_table(rows)
    return memoryview(sink.getvalue())


def from_stream(told: memoryview) -> pa.Table:
    """A table again."""
    return pa.ipc.open_stream(pa.py_buffer(told)).read_all()


def _of_file(read: Read) -> Mapping[str, Data | date]:
    """What a file says of all of its rows."""
    # What its path says, which holds: where the file says otherwise, that alone is told.
    keys, data = dict(read.source.keys), read.data or {}
    told = {"unit": keys["unit"], "file": read.source.name}
    if read.source.kind != REPORT:
        return {**told, "fiscal_year": int(keys["year"])}
    period, as_of = Period.parse(keys["period"]), date.fromisoformat(data["as_of"])
    return {**told, "period_end": period.end, "as_of": as_of, "months": period.months}


def _of_lines(types: Mapping[str, str], told: Sequence[bytes]) -> pa.Table:
    """Lines of JSON, an object each, as a table of these columns.

    Both libraries handle such lines in compiled code; Arrow's own way from Python lists is five
    times slower.
    """
    wanted = [_arrow(type_) for type_ in types.values()]
    # Dates are still ISO text.
    text = [pa.string() if pa.types.is_date(kind) else kind for kind in wanted]
    lines = b"".join([*told, b"{}\n"])  # a row too many, for Arrow reads no empty text
    longest = max(map(len, (*told, b"")))  # no row may be longer than a block
    read = arrow_json.read_json(
        pa.BufferReader(lines),
        arrow_json.ReadOptions(
            use_threads=len(lines) > _SMALL, block_size=max(_SMALL, longest) + 1
        ),
        arrow_json.ParseOptions(
            explicit_schema=pa.schema(list(zip(types, text, strict=True))),
            unexpected_field_behavior="ignore",
        ),
    )
    columns = [
        column if column.type == kind else compute.cast(column, kind)
        for column, kind in zip((read[name] for name in types), wanted, strict=True)
    ]
    return pa.table(columns, names=list(types)).slice(0, read.num_rows - 1)


@cache
def _arrow(kind: str) -> pa.DataType:
    """Arrow's type for one of DuckDB's."""
    return {
        "DATE": pa.date32(),
        "BIGINT": pa.int64(),
        "DECIMAL(18,4)": pa.decimal128(18, PLACES),
        "BOOLEAN": pa.bool_(),
        "VARCHAR[]": pa.list_(pa.string()),
        "VARCHAR": pa.string(),
    }[kind]
