"""A side from where it stands: a commit of the repository, or the working tree.

A commit's content is put back in a folder aside and compiled once; the cache keeps it under the
hash that git gives the content folder. Nothing is written in the repository.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from kinerja import cache
from kinerja.compare.kept import packed, unpacked
from kinerja.compare.sides import Refused, Side, side_of
from kinerja.content.layout import digest_of, folder_name, walk
from kinerja.git.asking import HistoryError, ask
from kinerja.git.history import commit_of, repository, within
from kinerja.git.trees import put_back


@dataclass(frozen=True, slots=True)
class Point:
    """Where a side is read: the content folder, and the commit that holds it.

    Without a commit it is the working tree. `key` names all that the side depends on, empty where
    that cannot be told; `slot` is where the cache keeps it.
    """

    content: Path
    commit: str
    as_of: date | None
    slot: str
    key: str


def point(content: Path, revision: str, as_of: date | None) -> Point:
    """The point that a revision names; an empty one is the working tree, which needs no repository.

    Raises HistoryError where the revision is unknown or this clone does not hold it.
    """
    name = folder_name(content)
    if revision:
        top = repository(content)
        commit = commit_of(top, revision)
        tree = tree_of(top, commit, within(content, top))
        return Point(content, commit, as_of, f"content {tree}", _key(tree, name, as_of))
    sources, faults = walk(content)
    seen = [part for one in sources for part in (one.name, digest_of(one.path))]
    key = "" if faults or "" in seen else _key(name, as_of, *seen)
    return Point(content, "", as_of, f"side of {content.absolute()}", key)


def side_at(told: Point) -> Side | Refused:
    """The side at a point: kept from before, else compiled now."""
    known = cache.recall(told.slot, told.key) if told.key else None
    if known is not None:
        return unpacked(told.commit, known)
    if not told.commit:
        side = side_of(told.content, "", told.as_of)
    else:
        with put_aside(told.content, told.commit) as place:
            side = side_of(place, told.commit, told.as_of)
    if told.key and isinstance(side, Side):
        cache.keep(told.slot, told.key, *packed(side))
    return side


@contextmanager
def put_aside(folder: Path, commit: str) -> Iterator[Path]:
    """What a folder of the repository held in a commit, in one of the same name, for a while."""
    top = repository(folder)
    with tempfile.TemporaryDirectory() as aside:
        place = Path(aside, folder_name(folder))
        place.mkdir()
        put_back(top, commit, within(folder, top), place)
        yield place


def tree_of(top: Path, commit: str, folder: PurePosixPath) -> str:
    """The hash of what a folder held in a commit; empty where it was not there."""
    try:
        told = ask(top, "rev-parse", "--verify", "--quiet", f"{commit}:{folder}")
    except HistoryError:
        return ""
    return told.decode("ascii").strip()


def _key(*told: object) -> str:
    return cache.digest([cache.program(), *map(str, told)])
