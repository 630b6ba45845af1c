"""From files to parsed documents: read, parse, hold against the schema, on every core there is.

Package rows leave here as Arrow tables (`register`, `reports`), everything else as plain data by
kind. A file with a finding contributes nothing else. Rules across files are not applied here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from kinerja.content import columns, explain, personal, schema
from kinerja.content.layout import Source, walk
from kinerja.content.yaml import Data, read
from kinerja.findings import Finding, finding
from kinerja.periods import Period

_WORTH_A_PROCESS = 1_000_000
"""Bytes of content from which a second process pays for its start."""

_ROWS = {columns.REGISTER, columns.REPORT}


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
    schema, `broken` the names of the files that have some.
    """

    documents: tuple[Document, ...]
    register: pa.Table
    reports: pa.Table
    broken: frozenset[str]
    findings: tuple[Finding, ...]

    def of(self, kind: str) -> Iterable[Document]:
        """The documents of a kind, by name."""
        return (document for document in self.documents if document.source.kind == kind)


@dataclass(frozen=True, slots=True)
class _Batch:
    """What one process found, ready to be sent: rows as Arrow's own bytes."""

    documents: list[Document]
    rows: dict[str, bytes]
    findings: list[Finding]
    broken: list[str]


def load(root: Path) -> Loaded:
    """Read a content folder. Never raises for what is in it: that is what findings are for."""
    sources, faults = walk(root)
    heavy = sum(source.size for source in sources)
    workers = min(os.cpu_count() or 1, 1 + heavy // _WORTH_A_PROCESS)
    if workers == 1:
        batches = [_read_batch(sources)]
    else:
        shares = _shares(sources, workers)
        context = multiprocessing.get_context("fork" if hasattr(os, "fork") else None)
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            batches = list(pool.map(_read_batch, shares))
    documents = sorted(
        (document for batch in batches for document in batch.documents),
        key=lambda document: document.source.name,
    )
    faults += [fault for batch in batches for fault in batch.findings]
    return Loaded(
        tuple(documents),
        _joined(columns.REGISTER, batches),
        _joined(columns.REPORT, batches),
        frozenset(name for batch in batches for name in batch.broken),
        tuple(faults),
    )


def text_of(path: Path) -> str:
    """The text of a file, UTF-8, a byte order mark dropped; OSError and UnicodeDecodeError rise."""
    return path.read_bytes().decode("utf-8-sig")


def _read_batch(sources: Sequence[Source]) -> _Batch:
    documents: list[Document] = []
    rows: dict[str, list[dict[str, Data]]] = {kind: [] for kind in _ROWS}
    faults: list[Finding] = []
    broken: list[str] = []
    collecting = gc.isenabled()
    gc.disable()  # parsing makes no cycles, and the collector would take two thirds of the time
    try:
        for source in sources:
            data, found = _read_file(source)
            faults += found
            if data is None:
                broken.append(source.name)
                continue
            if source.kind in _ROWS:
                rows[source.kind] += _rows(source, data)
            documents.append(Document(source, data))
        tables = {kind: _bytes(_table(kind, found)) for kind, found in rows.items()}
    finally:
        if collecting:
            gc.enable()
    return _Batch(documents, tables, faults, broken)


def _read_file(source: Source) -> tuple[dict[str, Any] | None, list[Finding]]:
    try:
        text = text_of(source.path)
    except OSError:
        return None, [finding(source.name, "file-unreadable")]
    except UnicodeDecodeError:
        return None, [finding(source.name, "file-not-utf8")]
    data, faults = read(text, source.name)
    if faults:
        return None, faults
    if not isinstance(data, dict):
        return None, [finding(source.name, "yaml-not-mapping")]
    sound = schema.is_valid(source.kind, data)
    if not sound:
        data = schema.without_nulls(source.kind, data)
        sound = schema.is_valid(source.kind, data)
    found = [] if sound else explain.findings(source.name, source.kind, data)
    if sound:
        found += _too_fine(source, data)
        sound = not found
    if personal.may_hold(text):
        found += personal.findings(source.name, source.kind, data, text)
    return (data if sound else None), found


def _too_fine(source: Source, data: dict[str, Any]) -> Iterator[Finding]:
    """Decimals of package rows with more places than their column holds exactly."""
    if source.kind != columns.REPORT:
        return
    names = [column.name for column in columns.columns(source.kind) if "DECIMAL" in column.type]
    for place, row in enumerate(data.get("packages", ())):
        for name in names:
            value = row.get(name)
            if isinstance(value, Decimal) and value != round(value, columns.PLACES):
                pointer = ("packages", place, name)
                yield finding(
                    source.name, "number-too-fine", pointer, value=value, most=columns.PLACES
                )


def _rows(source: Source, data: dict[str, Any]) -> list[dict[str, Data]]:
    """The package rows of a file, each with what the file as a whole says of it."""
    told: dict[str, Data] = {"unit": data["unit"], "file": source.name}
    if source.kind == columns.REPORT:
        period = Period.parse(data["period"])
        told |= {"period_end": str(period.end), "as_of": data["as_of"], "months": period.months}
    else:
        told["fiscal_year"] = data["year"]
    packages: list[dict[str, Data]] = data.pop("packages", [])
    for place, row in enumerate(packages):
        row.update(told)
        row["row"] = place
    return packages


_TOLD = {
    columns.REGISTER: {"unit": "VARCHAR", "fiscal_year": "BIGINT"},
    columns.REPORT: {
        "unit": "VARCHAR",
        "retract": "VARCHAR[]",
        "period_end": "DATE",
        "as_of": "DATE",
        "months": "BIGINT",
    },
}
_PLACE = {"file": "VARCHAR", "row": "BIGINT"}


def _table(kind: str, rows: Sequence[dict[str, Data]]) -> pa.Table:
    types = {column.name: column.type for column in columns.columns(kind)}
    return columns.table({**types, **_TOLD[kind], **_PLACE}, rows)


def _bytes(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return bytes(sink.getvalue())


def _joined(kind: str, batches: Sequence[_Batch]) -> pa.Table:
    tables = [pa.ipc.open_stream(batch.rows[kind]).read_all() for batch in batches]
    return pa.concat_tables(tables).sort_by([("file", "ascending"), ("row", "ascending")])


def _shares(sources: Sequence[Source], count: int) -> list[list[Source]]:
    """The files dealt out so that each process has about as many bytes."""
    shares: list[list[Source]] = [[] for _ in range(count)]
    loads = [0] * count
    for source in sorted(sources, key=lambda source: (-source.size, source.name)):
        lightest = loads.index(min(loads))
        shares[lightest].append(source)
        loads[lightest] += source.size
    return shares
