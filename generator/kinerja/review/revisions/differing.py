"""Two revisions of a repository become one difference, with their seals and approvals beside.

What is compared is `compare`'s; here it gets its sides, and what came of the last comparison is
kept, for a workflow asks for it in several forms.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, structs

from kinerja import cache
from kinerja.compare.difference import Difference, Refused
from kinerja.compare.revisions import Point, points, put_aside, side_at
from kinerja.git.history import commit_of, is_ancestor, merge_base, repository
from kinerja.git.writing import merged
from kinerja.seal.files import Files, read_files

if TYPE_CHECKING:
    from kinerja.compare.comparing import Beside
    from kinerja.compare.sides import Side
    from kinerja.seal.shelf import Shelf


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

    An empty head is the working tree; `main...branch` as base means what merging the branch would
    change, and where the two collide what the branch did since they parted. Raises HistoryError
    where a revision is unknown or this clone does not hold it.
    """
    if "..." not in base or head:
        return _between(content, reports, base, head, as_of)
    base, head, tip = _merging(repository(content), *base.split("...", 1))
    told = _between(content, reports, base, head, as_of)
    if isinstance(told, Difference):  # the merge is nobody's; what is proposed has a name
        return structs.replace(told, head=structs.replace(told.head, commit=tip))
    return told


def _between(content: Path, reports: Path, base: str, head: str, as_of: date | None) -> Told:
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


def _merging(top: Path, one: str, other: str) -> tuple[str, str, str]:
    """The two states that tell what a merge would change, and the commit that is to be merged."""
    base, head = commit_of(top, one or "HEAD"), commit_of(top, other or "HEAD")
    together = head if is_ancestor(top, base, head) else merged(top, base, head)
    return (base, together, head) if together else (merge_base(top, base, head), head, head)


def collides(content: Path, found: Difference, base: str) -> bool:
    """Whether what `main...branch` names could not be merged, so that it was compared as parted."""
    tip = commit_of(repository(content), base.split("...", 1)[0] or "HEAD")
    return found.base.commit != tip


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
    was, is_now = _shelf(old, None), _shelf(new, now)
    return compare(before, after, _beside(before, was), _beside(after, is_now, was))


def _key(old: Point, new: Point, records: str) -> str:
    """What the whole comparison depends on; empty where that cannot be told."""
    if not (old.key and new.key):
        return ""
    parts = [part for one in (old, new) for part in (one.commit, one.key, one.records)]
    return cache.digest([*parts, records])


def _shelf(told: Point, now: Files | None) -> Shelf | None:
    """The sealed states beside a side; `now` are the files of the working tree."""
    from kinerja.seal.shelf import shelf_of

    if now is not None:
        return shelf_of(now)
    if not told.records:
        return None
    with put_aside(told, told.reports) as place:
        return shelf_of(read_files(place))


def _beside(side: Side, shelf: Shelf | None, before: Shelf | None = None) -> Beside:
    """The seals and approvals beside a side; `before` are those of the side that it follows."""
    from kinerja.compare.comparing import Beside
    from kinerja.ledger.judging import asked_for
    from kinerja.ledger.standing import NO_SEALS, standings
    from kinerja.seal.approving import seals_of
    from kinerja.seal.showing import closings

    seals = seals_of(shelf) if shelf else NO_SEALS
    stood = standings(side.content, side.fingerprints, seals, side.today)
    asks = asked_for(side.content.approval_policy, side.today)
    fresh = closings(shelf, before.seals if before else ()) if shelf else ()
    return Beside(seals.reports, stood, asks, tuple(fresh))
