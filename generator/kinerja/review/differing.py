"""Two revisions of a repository become one difference, with their seals and approvals beside.

What is compared is `compare`'s; here it gets its sides, and what came of the last comparison is
kept, for a workflow asks for it in several forms.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from kinerja import cache
from kinerja.compare.difference import Difference, Refused
from kinerja.compare.revisions import Point, points, put_aside, side_at
from kinerja.git.history import commit_of, is_ancestor, merge_base, repository
from kinerja.seal.files import Files, read_files

if TYPE_CHECKING:
    from kinerja.compare.comparing import Beside
    from kinerja.compare.sides import Side


class Unready(Struct, frozen=True, tag=True):
    """Nothing can be compared, for one of the sides cannot be compiled: which, and why."""

    is_base: bool
    refused: Refused


Told = Difference | Unready

_KEPT: msgspec.msgpack.Decoder[Told] = msgspec.msgpack.Decoder(Told)


def differ(
    content: Path, reports: Path, base: str, head: str = "", as_of: date | None = None
) -> Told:
    """What differs between two revisions of a content folder and its folder of sealed records.

    An empty head is the working tree; `main...branch` as base means, as for git, what the branch
    did since the two parted. Raises HistoryError where a revision is unknown or this clone does not
    hold it.
    """
    if "..." in base and not head:
        base, head = _since_parting(repository(content), *base.split("...", 1))
    old, new = points(content, reports, (base, head), as_of)
    now = read_files(reports) if not head else None
    key = _key(old, new, now.digest if now else "")
    slot = f"difference of {content.absolute()}"
    known = cache.recall(slot, key) if key else None
    if known is not None:
        return _KEPT.decode(known[0])
    found = _compared(old, new, now)
    if key and isinstance(found, Difference):
        cache.keep(slot, key, msgspec.msgpack.encode(found))
    return found


def _since_parting(top: Path, one: str, other: str) -> tuple[str, str]:
    head = commit_of(top, other or "HEAD")
    return merge_base(top, commit_of(top, one or "HEAD"), head), head


def is_behind(content: Path, found: Difference) -> bool:
    """Whether the head lacks commits of the base, so that the difference takes them back."""
    base, head = found.base.commit, found.head.commit
    return bool(head) and not is_ancestor(repository(content), base, head)


def _compared(old: Point, new: Point, now: Files | None) -> Told:
    from kinerja.compare.comparing import compare

    before, after = side_at(old), side_at(new)
    if isinstance(before, Refused):
        return Unready(is_base=True, refused=before)
    if isinstance(after, Refused):
        return Unready(is_base=False, refused=after)
    return compare(before, after, _beside(old, before, None), _beside(new, after, now))


def _key(old: Point, new: Point, records: str) -> str:
    """What the whole comparison depends on; empty where that cannot be told."""
    if not (old.key and new.key):
        return ""
    parts = [part for one in (old, new) for part in (one.commit, one.key, one.records)]
    return cache.digest([*parts, records])


def _beside(told: Point, side: Side, now: Files | None) -> Beside:
    """The seals and approvals beside a side; `now` are the records of the working tree."""
    from kinerja.compare.comparing import Beside
    from kinerja.ledger.judging import asked_for
    from kinerja.ledger.standing import NO_SEALS, standings
    from kinerja.seal.approving import seals_of
    from kinerja.seal.shelf import shelf_of

    seals = NO_SEALS
    if now is not None:
        seals = seals_of(shelf_of(now))
    elif told.records:
        with put_aside(told, told.reports) as place:
            seals = seals_of(shelf_of(read_files(place)))
    stood = standings(side.content, side.fingerprints, seals, side.today)
    return Beside(seals.reports, stood, asked_for(side.content.approval_policy, side.today))
