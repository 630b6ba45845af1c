"""The outcome of a run over a content folder, kept for the next one over the same bytes.

What is worked out, and how, is `checking`'s and `compiling`'s.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import msgspec

from kinerja import cache
from kinerja.content.folder.looking import Seen, look
from kinerja.findings import Finding


class Outcome(msgspec.Struct, frozen=True):
    """What check and compile say: the organisation's language, findings, and the files of results.

    `files` is None where nobody asked for them, and empty where errors forbid compiling.
    """

    language: str | None
    findings: tuple[Finding, ...]
    files: Mapping[str, bytes] | None = None


_KEPT = msgspec.msgpack.Decoder(Outcome)
_QUICK = 1
"""How hard to compress: tables are repetitive, and a tenth of them is sooner written than all."""


def outcome(
    root: Path,
    as_of: date | None,
    work: Callable[[Seen], tuple[Outcome, Mapping[str, str]]],
    *,
    beside: str,
    files: bool,
) -> Outcome:
    """The outcome of a content folder as of a day: kept from before, else worked out and kept.

    `work` is told how the folder lies just now, and tells the digests of what it read;
    `beside` names everything else that it depends on, such as sealed records; `files` says whether
    the files of results are wanted.
    """
    seen = look(root)
    slot, key = f"outcome of {root.absolute()}", _key(as_of, beside, seen.digests)
    found = None if seen.faults else cache.recall(slot, key)
    if found is not None:
        known = _KEPT.decode(found[0])
        if not files:
            return msgspec.structs.replace(known, files=None)
        if known.files is not None:
            return _with(known, zlib.decompress)
    told, read = work(seen)
    if read == seen.digests and not seen.faults and "" not in read.values():
        small = _with(told, partial(zlib.compress, level=_QUICK))
        cache.keep(slot, key, msgspec.msgpack.encode(small))
    return told


def _with(told: Outcome, change: Callable[[bytes], bytes]) -> Outcome:
    """The same outcome with other bytes for its files."""
    files = {name: change(data) for name, data in told.files.items()} if told.files else told.files
    return msgspec.structs.replace(told, files=files)


def _key(as_of: date | None, beside: str, digests: Mapping[str, str]) -> str:
    return cache.digest([cache.program(), str(as_of), beside, *cache.named(digests)])
