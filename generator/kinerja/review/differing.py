"""Two revisions of a repository become one difference, with their seals and approvals beside.

What is compared is `compare`'s; here it gets its sides, and what came of the last comparison is
kept, for a workflow asks for it in several forms.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from kinerja import cache
from kinerja.compare.comparing import Beside, compare
from kinerja.compare.difference import Difference
from kinerja.compare.revisions import Point, point, put_aside, side_at, tree_of
from kinerja.compare.sides import Refused, Side
from kinerja.git.history import repository, within
from kinerja.ledger.standing import standings
from kinerja.seal.approving import seals_of
from kinerja.seal.files import read_files
from kinerja.seal.shelf import Shelf, shelf_of


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

    An empty head is the working tree. Raises HistoryError where a revision is unknown or this clone
    does not hold it.
    """
    points = (point(content, base, as_of), point(content, head, as_of))
    key = _key(reports, *points)
    slot = f"difference of {content.absolute()}"
    known = cache.recall(slot, key) if key else None
    if known is not None:
        return _KEPT.decode(known[0])
    old, new = (side_at(told) for told in points)
    if isinstance(old, Refused):
        return Unready(is_base=True, refused=old)
    if isinstance(new, Refused):
        return Unready(is_base=False, refused=new)
    found = compare(old, new, _beside(reports, old), _beside(reports, new))
    if key:
        cache.keep(slot, key, msgspec.msgpack.encode(found))
    return found


def _key(reports: Path, *points: Point) -> str:
    """What the whole comparison depends on; empty where that cannot be told."""
    if not all(told.key for told in points):
        return ""
    parts = [part for told in points for part in (told.commit, told.key)]
    return cache.digest([*parts, *(_named(reports, told.commit) for told in points)])


def _named(reports: Path, commit: str) -> str:
    """What names all sealed records of a side."""
    if not commit:
        return read_files(reports).digest
    top = repository(reports.parent)
    return tree_of(top, commit, within(reports, top))


def _beside(reports: Path, side: Side) -> Beside:
    seals = seals_of(_shelf(reports, side.commit))
    stood = standings(side.content, side.fingerprints, seals, side.today)
    return Beside(seals.reports, stood)


def _shelf(reports: Path, commit: str) -> Shelf:
    if not commit:
        return shelf_of(read_files(reports))
    with put_aside(reports, commit) as place:
        return shelf_of(read_files(place))
