"""What an earlier reading of a content folder gave, kept so that only changed files are read.

A file counts as unchanged when its bytes have the digest they had; files with findings are never
kept. The rows of all files of a kind are one stream of Arrow's, in which each file has its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from kinerja import cache
from kinerja.content.folder.looking import Seen
from kinerja.content.folder.reading import ROWS, Read

if TYPE_CHECKING:
    import pyarrow as pa

_FEW, _SMALL = 8, 1_000_000
"""So few changed files, of so few bytes, are quicker read each time than all is kept anew."""


class File(msgspec.Struct, array_like=True):
    """A kept file: its name, kind, digest and fingerprint, and its data without package rows.

    Those are `count` rows from `start` on among all of its kind.
    """

    name: str
    kind: str
    digest: str
    data: dict[str, Any]
    fingerprint: str = ""
    start: int = 0
    count: int = 0


_WRITE = msgspec.json.Encoder(decimal_format="number")
_READ = msgspec.json.Decoder(list[File], float_hook=Decimal)


def recall(root: Path, seen: Seen) -> tuple[dict[str, Read], dict[str, pa.Table]]:
    """Those of the files that are as they were when they were kept, and their rows, by name."""
    found = cache.recall(_slot(root), cache.program())
    if found is None:
        return {}, {}
    from kinerja.content.folder import tables

    files, *streams = found
    whole = dict(zip(ROWS, map(tables.from_stream, streams), strict=True))
    by_name = {source.name: source for source in seen.sources}
    known: dict[str, Read] = {}
    rows: dict[str, pa.Table] = {}
    for told in from_json(files):
        source = by_name.get(told.name)
        if source and told.digest == seen.digests[told.name]:
            known[told.name] = Read(source, told.digest, told.data, fingerprint=told.fingerprint)
            if told.kind in whole:
                rows[told.name] = whole[told.kind].slice(told.start, told.count)
    return known, rows


def keep(
    root: Path,
    read: Iterable[Read],
    rows: Mapping[str, pa.Table],
    whole: Mapping[str, pa.Table],
    fresh: Sequence[Read],
) -> None:
    """Keep what was read, unless too little of it is fresh to be worth the writing.

    `rows` are those of each file by name, `whole` all of a kind, in the order of the files.
    """
    if len(fresh) <= _FEW and sum(one.source.size for one in fresh) < _SMALL:
        return
    from kinerja.content.folder import tables

    streams = [tables.to_stream(whole[kind]) for kind in ROWS]
    cache.keep(_slot(root), cache.program(), to_json(list(_files(read, rows))), *streams)


def _files(read: Iterable[Read], rows: Mapping[str, pa.Table]) -> Iterator[File]:
    """The sound files, each with the place of its rows among those of its kind."""
    end = dict.fromkeys(ROWS, 0)
    for one in read:
        kind, table = one.source.kind, rows.get(one.source.name)
        start, count = end.get(kind, 0), table.num_rows if table is not None else 0
        if kind in end:
            end[kind] += count
        if one.data is not None and not one.findings:
            yield File(one.source.name, kind, one.digest, one.data, one.fingerprint, start, count)


def to_json(files: Sequence[File]) -> bytes:
    """Files as JSON: decimals are numbers with the digits they have."""
    return _WRITE.encode(files)


def from_json(told: bytes | memoryview) -> list[File]:
    """Files again, with the very same data."""
    return _READ.decode(told)


def _slot(root: Path) -> str:
    return f"content of {root.absolute()}"
