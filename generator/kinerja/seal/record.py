"""A sealed state of a period: what its record says, its manifest, its one way to be written.

Pure data. Where states lie and whether they are whole is `shelf`'s, what
goes into a new one `closing`'s.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Literal

import msgspec

from kinerja.periods import Period
from kinerja.seal.names import MANIFEST, SEALED

Kind = Literal["close", "revision", "correction"]

VERSION = 1
"""The version of the form of records."""

_LONGEST_MANIFEST = 10_000
"""Bytes that are looked at: far more than five lines have."""

_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


class Formula(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The formula of an indicator as it was: its version and its words in both languages."""

    version: int
    id: str
    en: str


class Record(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What a state says of itself.

    `as_of` is *today* of the compile, `tool` the program's version. `policies` name the version in
    force, where a policy has versions. `inputs` are the fingerprints of the content files that the
    figures rest on, `beside` those of files that could change them all the same; `approvals` holds
    the SHA-256 of the approval records of the inputs by path, `earlier` that of the manifest of
    every state that was there before, by its name.
    """

    version: int
    period: str
    state: int
    kind: Kind
    reason: str
    as_of: date
    tool: str
    organisation: str
    policies: dict[str, int | None]
    formulas: dict[str, Formula]
    not_reported: list[str]
    inputs: dict[str, str]
    beside: dict[str, str]
    earlier: dict[str, str]
    approvals: dict[str, str] = {}


_READ = msgspec.json.Decoder(Record, strict=True)


@dataclass(frozen=True)
class State:
    """One sealed state with the bytes of its files by name."""

    record: Record
    files: Mapping[str, bytes]

    @property
    def name(self) -> str:
        """Its folder below the reports: `2025-Q3/2`."""
        return f"{self.record.period}/{self.record.state}"

    @cached_property
    def period(self) -> Period:
        """The period that it seals."""
        return Period.parse(self.record.period)

    @cached_property
    def seal(self) -> str:
        """What names the whole state: the SHA-256 of its manifest."""
        return sha256(self.files[MANIFEST]).hexdigest()


def to_json(record: Record) -> bytes:
    """The record in its canonical form: keys sorted, one to a line."""
    told = msgspec.to_builtins(record)
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def from_json(told: bytes) -> Record:
    """A record again. Raises ValueError for what is none, with the reason in English."""
    try:
        return _READ.decode(told)
    except RecursionError:
        raise ValueError("nested too deep") from None
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from None


def manifest(files: Mapping[str, bytes], before: State | None) -> bytes:
    """The manifest of a state as `sha256sum --check` reads it; it names the state before, too."""
    named = [(name, sha256(files[name]).hexdigest()) for name in SEALED]
    if before is not None:
        named.append((f"../{before.record.state}/{MANIFEST}", before.seal))
    return "".join(f"{told}  {name}\n" for name, told in named).encode("ascii")


def manifest_lines(told: bytes) -> list[tuple[str, str] | None]:
    """Hash and name of each line of a manifest; None for a line that is none."""
    lines = told[:_LONGEST_MANIFEST].decode("utf-8", "replace").split("\n")
    found = [_LINE.fullmatch(line) for line in (lines[:-1] if lines[-1] == "" else lines)]
    return [(match[1], match[2]) if match else None for match in found]


def first_difference(one: bytes, other: bytes) -> int:
    """The number of the first line in which two texts differ, from 1; 0 where they are alike."""
    if one == other:
        return 0
    lines = list(zip(one.split(b"\n"), other.split(b"\n"), strict=False))
    return next((n for n, (a, b) in enumerate(lines, 1) if a != b), len(lines))
