"""Approval records as files: their one canonical form, their chain, their places.

Strict, for a record is believed only as it was written (approvals, §1). What they make of an
object is `standing`'s, whether history agrees is for whoever opens git.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from kinerja import cache
from kinerja.content.shape.layout import place_of
from kinerja.content.shape.objects import RECORD, slug
from kinerja.content.shape.schema import with_dates
from kinerja.content.text.write import dump
from kinerja.ledger.holders import day_of, moment
from kinerja.model.content import Records
from kinerja.model.records import Approval, ApprovalSource


@dataclass(frozen=True)
class Entry:
    """One record with its path in the content folder, and what the path says.

    `data` are the bytes that its file must have, `filed` is the seal of those that it has, where
    they are these and somebody has looked.
    """

    place: str
    year: int
    number: int
    record: Approval
    filed: str = ""

    @cached_property
    def data(self) -> bytes:
        """The record in its canonical form."""
        return to_yaml(self.record)

    @property
    def seal(self) -> str:
        """What names its bytes, as the next record of the object states it."""
        return self.filed or f"sha256:{sha256(self.data).hexdigest()}"


Chains = Mapping[str, tuple[Entry, ...]]
"""The records of each object, the oldest first."""


def to_yaml(record: Approval) -> bytes:
    """A record in its canonical form."""
    return dump(with_dates(RECORD, _told(record))).encode("utf-8")


def place_after(record: Approval, before: Entry | None, time_zone: str) -> tuple[str, int]:
    """The path in the content folder and the number of a record that follows another, or none.

    It lies in the year of the office in which it was merged, but never before its forerunner.
    """
    year = day_of(moment(record.merged_at), time_zone).year
    if before is not None and before.year >= year:
        return _place(before.year, slug(record.object), before.number + 1), before.number + 1
    return _place(year, slug(record.object), 1), 1


def chains(content: Records) -> Chains:
    """The records of each object, the oldest first."""
    found: dict[str, list[Entry]] = {}
    for (year, folder, number), record in sorted(content.approvals.items()):
        entry = Entry(_place(year, folder, number), year, number, record)
        found.setdefault(record.object, []).append(entry)
    return {name: tuple(told) for name, told in sorted(found.items())}


def looked_at(root: Path, entries: Chains) -> Chains:
    """The same records, with the seals of those whose file in the content folder is canonical.

    Writing a record anew is slow: seals of files that were found to be canonical are kept.
    """
    slot = f"records of {root.absolute()}"
    known = cache.recall_names(slot)
    told = {name: tuple(_filed(root, one, known) for one in of_one)
            for name, of_one in entries.items()}  # fmt: skip
    found = {entry.filed for of_one in told.values() for entry in of_one if entry.filed}
    if not found <= known:
        cache.keep_names(slot, found)
    return told


def _filed(root: Path, entry: Entry, known: AbstractSet[str]) -> Entry:
    try:
        data = (root / entry.place).read_bytes()
    except OSError:  # gone this moment; the reader tells
        data = entry.data
    seal = f"sha256:{sha256(data).hexdigest()}"
    return replace(entry, filed=seal) if seal in known or data == entry.data else entry


def same_paper(one: ApprovalSource, other: ApprovalSource) -> bool:
    """Whether two minutes agree: the same scan, number and date, or nothing of it in common."""
    number = (one.number, one.date) == (other.number, other.date)
    return number == (one.scan_sha256 == other.scan_sha256)


def _place(year: int, folder: str, number: int) -> str:
    return place_of(RECORD, {"year": str(year), "slug": folder, "n": str(number)})


def _told(record: Approval) -> dict[str, Any]:
    """The record as plain data, keys in the order of the schema; what is not stated is left out."""
    told: dict[str, Any] = msgspec.to_builtins(record)
    for key, part in (("by", record.by), ("source", record.source)):
        stated = {one.encode_name for one in msgspec.structs.fields(part) if one.required}
        told[key] = {name: value for name, value in told[key].items() if value or name in stated}
    return told
