"""A side from where it stands: a commit of the repository, or the working tree.

A commit's content is put back in a folder aside and compiled once; the cache keeps it under the
hash that git gives the content folder. Nothing is written in the repository.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kinerja import cache
from kinerja.compare.difference import Refused
from kinerja.content.folder.looking import folder_name, look
from kinerja.git.asking import ask
from kinerja.git.history import commit_of, repository, within
from kinerja.git.trees import put_back

if TYPE_CHECKING:
    from kinerja.compare.sides import Side


@dataclass(frozen=True, slots=True)
class Point:
    """Where a side is read: the folder of content and that of sealed records beside it.

    `commit` is empty for the working tree, `top` is the repository's. `key` names all that the
    content's side depends on, empty where that cannot be told; `slot` is where the cache keeps it.
    `records` is git's name of the folder of records, empty in the working tree and where it is not.
    """

    content: Path
    reports: Path
    top: Path
    commit: str
    as_of: date | None
    slot: str
    key: str
    records: str


def points(
    content: Path, reports: Path, revisions: Sequence[str], as_of: date | None
) -> list[Point]:
    """The points that revisions name; an empty one is the working tree.

    Raises HistoryError where there is no repository, where a revision is unknown or this clone does
    not hold it.
    """
    top = repository(content)
    folders = (within(content, top), within(reports, top))
    commits = [commit_of(top, revision) if revision else "" for revision in revisions]
    asked = [f"{commit}:{folder}" for commit in commits if commit for folder in folders]
    trees = iter(_trees(top, asked))
    return [
        _of_commit(content, reports, top, commit, as_of, (next(trees), next(trees)))
        if commit
        else _of_working_tree(content, reports, top, as_of)
        for commit in commits
    ]


def _of_commit(
    content: Path, reports: Path, top: Path, commit: str, as_of: date | None, trees: tuple[str, str]
) -> Point:
    tree, records = trees
    key = _key(tree, folder_name(content), as_of)
    return Point(content, reports, top, commit, as_of, f"content {tree}", key, records)


def _of_working_tree(content: Path, reports: Path, top: Path, as_of: date | None) -> Point:
    seen = look(content)
    is_whole = not seen.faults and "" not in seen.digests.values()
    told = cache.digest(cache.named(seen.digests))
    key = _key(folder_name(content), as_of, told) if is_whole else ""
    return Point(content, reports, top, "", as_of, f"side of {content.absolute()}", key, "")


def side_at(told: Point) -> Side | Refused:
    """The side at a point: kept from before, else compiled now."""
    from kinerja.compare.kept import packed, unpacked
    from kinerja.compare.sides import Side, side_of

    known = cache.recall(told.slot, told.key) if told.key else None
    if known is not None:
        return unpacked(told.commit, known)
    if not told.commit:
        side = side_of(told.content, "", told.as_of)
    else:
        with put_aside(told, told.content) as place:
            side = side_of(place, told.commit, told.as_of, told.content)
    if told.key and isinstance(side, Side):
        cache.keep(told.slot, told.key, *packed(side))
    return side


@contextmanager
def put_aside(told: Point, folder: Path) -> Iterator[Path]:
    """What a folder held in the commit of a point, in one of the same name, for a while.

    The folder need not be there any more.
    """
    with tempfile.TemporaryDirectory() as aside:
        place = Path(aside, folder_name(folder))
        place.mkdir()
        put_back(told.top, told.commit, within(folder, told.top), place)
        yield place


def _trees(top: Path, asked: Sequence[str]) -> Iterator[str]:
    """The hashes of folders in commits; empty for one that was not there."""
    given = "".join(f"{one}\n" for one in asked).encode()
    told = ask(top, "cat-file", "--batch-check=%(objectname)", given=given) if asked else b""
    for line in told.decode("utf-8", "replace").splitlines():
        yield "" if line.endswith(" missing") else line


def _key(*told: object) -> str:
    return cache.digest([cache.program(), *map(str, told)])
