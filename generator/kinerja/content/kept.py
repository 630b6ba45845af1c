"""What an earlier reading of a content folder gave, kept so that only changed files are read.

A file counts as unchanged when its bytes have the digest they had; files with findings are never
kept. The rows of many files travel in one stream of Arrow's, a batch for each file, to the cache
as between processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from kinerja import cache
from kinerja.content.layout import Source, digest_of
from kinerja.content.reading import ROWS, Read, no_rows

_FEW, _SMALL = 8, 1_000_000
"""So few changed files, of so few bytes, are quicker read each time than all is kept anew."""


class File(msgspec.Struct, array_like=True):
    """A kept file: its name, kind, digest and fingerprint, and its data without package rows."""

    name: str
    kind: str
    digest: str
    data: dict[str, Any]
    fingerprint: str = ""


_WRITE = msgspec.json.Encoder(decimal_format="number")
_READ = msgspec.json.Decoder(list[File], float_hook=Decimal)


def recall(root: Path, sources: Iterable[Source], seen: Mapping[str, str]) -> dict[str, Read]:
    """Those of the files that are as they were when they were kept, by name.

    `seen` are digests already taken, by name; others are taken here.
    """
    found = cache.recall(_slot(root), cache.program())
    if found is None:
        return {}
    files, *streams = found
    rows = unpacked(dict(zip(ROWS, streams, strict=True)))
    by_name = {source.name: source for source in sources}
    known: dict[str, Read] = {}
    for told in from_json(files):
        table = next(rows[told.kind]) if told.kind in rows else None
        source = by_name.get(told.name)
        if source and told.digest == (seen.get(told.name) or digest_of(source.path)):
            known[told.name] = Read(
                source, told.digest, told.data, table, fingerprint=told.fingerprint
            )
    return known


def keep(root: Path, read: Iterable[Read], fresh: Sequence[Source]) -> None:
    """Keep what was read, unless too little of it is fresh to be worth the writing."""
    if len(fresh) <= _FEW and sum(source.size for source in fresh) < _SMALL:
        return
    sound = [one for one in read if one.data is not None and not one.findings]
    files = [
        File(o.source.name, o.source.kind, o.digest, o.data or {}, o.fingerprint) for o in sound
    ]
    streams = [memoryview(stream) for stream in packed(sound).values()]
    cache.keep(_slot(root), cache.program(), to_json(files), *streams)


def to_json(files: Sequence[File]) -> bytes:
    """Files as JSON: decimals are numbers with the digits they have."""
    return _WRITE.encode(files)


def from_json(told: bytes | memoryview) -> list[File]:
    """Files again, with the very same data."""
    return _READ.decode(told)


def packed(read: Iterable[Read]) -> dict[str, pa.Buffer]:
    """The rows of files by kind, in the order of the files."""
    sinks = {kind: pa.BufferOutputStream() for kind in ROWS}
    writers = {kind: pa.ipc.new_stream(sink, no_rows(kind).schema) for kind, sink in sinks.items()}
    for one in read:
        if one.rows is not None:
            whole = [column.chunk(0) for column in one.rows.columns]
            batch = pa.RecordBatch.from_arrays(whole, schema=one.rows.schema)
            writers[one.source.kind].write_batch(batch)
    for writer in writers.values():
        writer.close()
    return {kind: sink.getvalue() for kind, sink in sinks.items()}


def unpacked(told: Mapping[str, pa.Buffer | memoryview]) -> dict[str, Iterator[pa.Table]]:
    """The rows of each kind again, file after file."""
    return {kind: _tables(stream) for kind, stream in told.items()}


def _tables(stream: pa.Buffer | memoryview) -> Iterator[pa.Table]:
    for batch in pa.ipc.open_stream(pa.py_buffer(stream)):
        yield pa.Table.from_batches([batch])


def _slot(root: Path) -> str:
    return f"content of {root.absolute()}"
