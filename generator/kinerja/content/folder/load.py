"""From files to parsed documents: what is kept of an earlier reading, the rest read on every core.

Package rows leave here as Arrow tables (`register`, `reports`), everything else as plain data by
kind. How one file is read is `reading`'s. Rules across files are not applied here.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kinerja.content.folder import kept
from kinerja.content.folder.looking import NOT_OPENED, Seen, look
from kinerja.content.folder.reading import ROWS, Read, read_file
from kinerja.content.shape.columns import REGISTER, REPORT
from kinerja.content.shape.layout import Source, told_by_name
from kinerja.content.text.yaml import Data
from kinerja.findings import Finding

if TYPE_CHECKING:
    import pyarrow as pa

_WORTH_A_PROCESS = 1_000_000
"""Bytes of content from which a second process pays for its start."""


Meanwhile = Callable[[], object]
"""What the caller would do next, and can as well do while other processes read."""


def wait() -> None:
    """Nothing to do meanwhile."""


@dataclass(frozen=True, slots=True)
class Document:
    """One parsed file; of a register or realization the package rows are left out."""

    source: Source
    data: dict[str, Data]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A content folder as read.

    `register` and `reports` hold the package rows of all files with the declared columns, `unit`,
    `file` (the name) and `row` (its place in the list, from 0); the register also `fiscal_year`,
    reports also `retract`, `period_end`, `as_of` and `months`. `findings` are those of syntax and
    schema, `broken` the names of the files that have some or were not opened, `digests` name the
    bytes of each file, `fingerprints` what those say that could be read, by their places in the
    folder.
    """

    documents: tuple[Document, ...]
    register: pa.Table
    reports: pa.Table
    broken: frozenset[str]
    findings: tuple[Finding, ...]
    digests: Mapping[str, str]
    fingerprints: Mapping[str, str]

    def of(self, kind: str) -> Iterable[Document]:
        """The documents of a kind, by name."""
        return (document for document in self.documents if document.source.kind == kind)

    def broken_ids(self, folder: str) -> set[str]:
        """The ids that files with faults of their own would have: what they tell of is there."""
        return {PurePosixPath(name).stem for name in self.broken if f"/{folder}/" in name}


def load(
    root: Path,
    seen: Seen | None = None,
    meanwhile: Meanwhile = wait,
    copy_of: Path | None = None,
) -> Loaded:
    """Read a content folder. Never raises for what is in it: that is what findings are for.

    `seen` is the folder where somebody has just looked at it; `meanwhile` is called if there is
    time, while other processes read. A folder for a while says whose copy it is: what was kept of
    that one serves, and nothing is kept of the copy.
    """
    seen = seen or look(root)
    known, rows = kept.recall(copy_of or root, seen)
    unread = [source for source in seen.sources if source.name not in known]
    fresh, fresh_rows = _taken_apart(_read_all(unread, meanwhile))
    rows |= fresh_rows
    read = sorted([*known.values(), *fresh], key=lambda one: one.source.name)
    whole = {kind: _joined(kind, read, rows) for kind in ROWS}
    if copy_of is None:
        kept.keep(root, read, rows, whole, fresh)
    return Loaded(
        tuple(Document(one.source, one.data) for one in read if one.data is not None),
        whole[REGISTER],
        whole[REPORT],
        frozenset(one.source.name for one in read if one.data is None) | _closed(seen.faults),
        (*seen.faults, *(found for one in read for found in one.findings)),
        {one.source.name: one.digest for one in read},
        {one.source.place: one.fingerprint for one in read if one.fingerprint},
    )


def _closed(faults: Iterable[Finding]) -> frozenset[str]:
    """The files of the layout that are there and were not opened."""
    return frozenset(
        fault.file for fault in faults if fault.code in NOT_OPENED and told_by_name(fault.file)
    )


def _taken_apart(read: Sequence[Read]) -> tuple[list[Read], dict[str, pa.Table]]:
    """Files just read without their package rows, and those as tables by the file's name."""
    from kinerja.content.folder import tables  # what it imports was imported while others read

    found: dict[str, pa.Table] = {}
    for kind in ROWS:
        files = [one for one in read if one.source.kind == kind and one.rows]
        names = (one.source.name for one in files)
        found |= zip(names, tables.of_files(kind, files), strict=True) if files else {}
    return [replace(one, rows=b"") for one in read], found


def _joined(kind: str, read: Iterable[Read], rows: Mapping[str, pa.Table]) -> pa.Table:
    from kinerja.content.folder import tables

    mine = (one.source.name for one in read if one.source.kind == kind)
    return tables.joined(kind, (rows[name] for name in mine if name in rows))


def _read_all(sources: Sequence[Source], meanwhile: Meanwhile) -> list[Read]:
    heavy = sum(source.size for source in sources)
    workers = min(os.cpu_count() or 1, 1 + heavy // _WORTH_A_PROCESS)
    if workers == 1:
        return _read_share(sources)
    from kinerja.workers import at_work

    with at_work(_read_share, _shares(sources, workers), "fork") as coming:
        meanwhile()
        return [one for share in coming for one in share.result()]


def _read_share(sources: Sequence[Source]) -> list[Read]:
    collecting = gc.isenabled()
    gc.disable()  # parsing makes no cycles, and the collector would take two thirds of the time
    try:
        return [read_file(source) for source in sources]
    finally:
        if collecting:
            gc.enable()


def _shares(sources: Sequence[Source], count: int) -> list[list[Source]]:
    """The files dealt out so that each process has about as many bytes."""
    shares: list[list[Source]] = [[] for _ in range(count)]
    loads = [0] * count
    for source in sorted(sources, key=lambda source: (-source.size, source.name)):
        lightest = loads.index(min(loads))
        shares[lightest].append(source)
        loads[lightest] += source.size
    return shares
