"""The repository around a folder, and its commits. Reads and never writes."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from kinerja.git.asking import HistoryError, ask, started
from kinerja.git.trees import blob_at


def repository(folder: Path) -> Path:
    """The top of the working tree that a folder lies in. Raises HistoryError where it is in none.

    Git's own refusals (a repository that belongs to somebody else) are told in its words.
    """
    try:
        top = ask(folder, "rev-parse", "--show-toplevel")
    except HistoryError as error:
        raise HistoryError(
            "{folder} tidak berada dalam repositori git: {problem}",
            folder=folder,
            problem=dict(error.params).get("problem", ""),
        ) from None
    return Path(os.fsdecode(top).rstrip("\n"))


def commit_adding(top: Path, place: PurePosixPath, data: bytes) -> str:
    """The first commit that added a file of the repository as these bytes, else the last that did.

    One that was removed and put back came with the first. Raises HistoryError where no commit added
    it, or where this clone does not reach back to it.
    """
    told = ask(
        top, "log", "--no-color", "--no-ext-diff", "--no-renames", "--diff-filter=A",
        "--full-history", "--topo-order", "--format=%H %P", "--", str(place),
    ).decode("ascii")  # fmt: skip
    found = [line.split() for line in told.splitlines()]
    reaches_back = bool(found) and all(len(line) > 1 for line in found)
    if is_shallow(top) and not reaches_back:  # the edge of a shallow clone seems to add everything
        raise HistoryError(
            "Klon ini tidak memuat seluruh riwayat, jadi asal {place} tidak dapat dicari. Lengkapi"
            " dahulu dengan: git fetch --unshallow",
            place=place,
        )
    if not found:
        raise HistoryError(
            "{place} belum pernah dicatat dalam git. Buat commit untuk rekaman itu dahulu.",
            place=place,
        )
    same = [sha for sha, *_parents in found if blob_at(top, sha, str(place)) == data]
    return same[-1] if same else found[0][0]


def commit_of(top: Path, revision: str) -> str:
    """The commit that a revision names. Raises HistoryError where this clone has none such."""
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    try:
        return ask(top, *asked).decode("ascii").strip()
    except HistoryError:
        if is_shallow(top):
            raise HistoryError(
                "{revision} tidak ada dalam klon ini, yang tidak memuat seluruh riwayat. Lengkapi"
                " dahulu dengan: git fetch --unshallow",
                revision=revision,
            ) from None
        raise HistoryError(
            "{revision} bukan commit, cabang, atau tanda yang ada dalam repositori ini.",
            revision=revision,
        ) from None


def within(folder: Path, top: Path) -> PurePosixPath:
    """Where a folder lies in the repository. Raises HistoryError where it lies outside."""
    place = folder.resolve()
    if not place.is_relative_to(top.resolve()):
        raise HistoryError("{folder} tidak berada dalam repositori {top}.",
                           folder=folder, top=top)  # fmt: skip
    return PurePosixPath(place.relative_to(top.resolve()))


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: who made it, when (UTC), and `changed`, its files with A, M, D or T.

    `people` are author, committer and co-authors as name and address; `written_at` stays with a
    commit that is put elsewhere. Of a merge, `changed` are the files that differ from any of its
    parents, `own` those that differ from each.
    """

    sha: str
    parents: tuple[str, ...]
    author: str
    people: tuple[tuple[str, str], ...]
    at: datetime
    written_at: int
    subject: str
    changed: Mapping[str, str]
    own: Mapping[str, str]


MAIN = "main"
"""The branch in which what is in force lies, where nobody says another."""

_FIELDS = ("%H", "%P", "%an", "%ae", "%cn", "%ce", "%ct", "%at", "%s", "%B")
_SHARED = re.compile(r"^\s*co-authored-by\s*:(.+)$", re.IGNORECASE | re.MULTILINE)
"""Anywhere in a message: a squash puts the trailers of its commits in the middle."""
_PLAIN = (
    "--no-color", "--no-ext-diff", "--no-show-signature", "--full-history", "-z",
    "--encoding=UTF-8",
)  # fmt: skip
"""Whatever the settings of whoever asks: the same answer."""

_LAST = datetime(9999, 12, 31, tzinfo=UTC)
_HEAD = "\x1e"


def commits(top: Path, *asked: str, below: PurePosixPath | None = None) -> list[Commit]:
    """The commits of a range (`base..head`), the newest first, against each of their parents.

    `below` leaves only those that changed something in a folder; all their files are told.
    """
    where = ["--full-diff", "--", str(below)] if below is not None else ["--"]
    # The same commits twice: a line of words from anybody cannot be taken for a list of files.
    told = ask(top, "log", *_PLAIN, f"--format={'%x00'.join(_FIELDS)}", *asked, *where)
    fields = os.fsdecode(told).split("\0")
    changed = _changed(ask(
        top, "log", *_PLAIN, "--diff-merges=separate", "--no-renames", "--name-status",
        f"--format={_HEAD}%H", *asked, *where,
    ))  # fmt: skip
    size = len(_FIELDS)
    return [
        _commit(fields[at : at + size], changed) for at in range(0, len(fields) - size + 1, size)
    ]


def _commit(fields: list[str], changed: Mapping[str, list[dict[str, str]]]) -> Commit:
    sha, parents, author, mail, committer, their_mail, at, written_at, subject, message = fields
    shared = (_identity(one) for one in _SHARED.findall(message))
    people = ((author, mail), (committer, their_mail), *shared)
    sides = changed.get(sha, [])
    before = tuple(parents.split())
    # A parent from which nothing differs is not told of at all.
    own = set.intersection(*map(set, sides)) if len(sides) >= max(len(before), 1) else set()
    every: dict[str, str] = {}
    for place, kind in (pair for side in sides for pair in side.items()):
        # What one parent did not have yet may be what another one had otherwise.
        every[place] = kind if every.get(place, "A") == "A" else every[place]
    return Commit(
        sha, before, author, people, _moment(at), int(written_at or 0), subject, every,
        {place: every[place] for place in sorted(own)},
    )  # fmt: skip


def _moment(told: str) -> datetime:
    """The moment that a commit states, within what a calendar holds: anybody may state any."""
    seconds = min(max(int(told or 0), 0), int(_LAST.timestamp()))
    return datetime.fromtimestamp(seconds, UTC)


def _changed(told: bytes) -> dict[str, list[dict[str, str]]]:
    """The files of each commit against each of its parents that it differs from."""
    found: dict[str, list[dict[str, str]]] = {}
    parts = iter(os.fsdecode(told).split("\0"))
    files: dict[str, str] = {}
    for part in parts:
        kind = part.strip("\n")
        if kind.startswith(_HEAD):
            files = {}
            found.setdefault(kind[1:], []).append(files)
        elif kind:
            files[next(parts)] = kind
    return found


def differing(top: Path, before: str, after: str) -> dict[str, str]:
    """The files in which two commits differ, with A, M, D or T."""
    told = ask(top, "diff-tree", "-r", "-z", "--no-renames", "--name-status", before, after)
    parts = iter(os.fsdecode(told).split("\0"))
    return {next(parts): kind for kind in parts if kind}


def last_change(top: Path, place: PurePosixPath) -> Commit:
    """The commit with which a file became what it is at HEAD. Raises HistoryError for no file."""
    told = ask(top, "log", *_PLAIN[:3], "--max-count=1", "--format=%H", "HEAD", "--", str(place))
    found = commits(top, "--max-count=1", *told.decode("ascii").split())
    if not told or not found:
        raise HistoryError(
            "{place} belum pernah dicatat dalam git. Buat commit untuk rekaman itu dahulu.",
            place=place,
        )
    return found[0]


def merge_base(top: Path, one: str, other: str) -> str:
    """The commit on which two others agree.

    Raises HistoryError where there is none here, or more than one: what one of them held, another
    one may hide.
    """
    found = ask(top, "merge-base", "--all", one, other).decode("ascii").split()
    if len(found) > 1:
        raise HistoryError(
            "Cabang ini dan cabang dasarnya pernah saling digabungkan, jadi tidak jelas apa yang"
            " berubah. Ambil cabang dasar yang sekarang ke cabang ini (git merge), lalu ulangi."
        )
    return found[0]


def branch_of(top: Path) -> str:
    """The branch that is checked out. Raises HistoryError where none is."""
    done = started(top, "symbolic-ref", "--short", "HEAD")
    if done.returncode:
        raise HistoryError(
            "Tidak ada cabang yang sedang dibuka di folder ini. Buka dahulu, misalnya dengan: git"
            " switch main"
        )
    return done.stdout.decode("utf-8", "replace").strip()


def trunks(top: Path, name: str) -> list[str]:
    """The commits of a branch of this name, here and as this clone last saw it elsewhere."""
    asked = (f"refs/heads/{name}", f"refs/remotes/*/{name}")
    return ask(top, "for-each-ref", "--format=%(objectname)", *asked).decode("ascii").split()


def fork_of(top: Path, commit: str) -> str:
    """The commit from which the working tree's own history and another one part.

    Raises HistoryError where this clone does not know one.
    """
    done = started(top, "merge-base", "HEAD", commit)
    if done.returncode:
        raise HistoryError(
            "Klon ini tidak memuat riwayat sampai ke cabang dasar. Ambil dahulu dengan: git fetch"
            " (untuk klon dangkal: git fetch --unshallow)."
        )
    return done.stdout.decode("ascii").strip()


def branch_here(top: Path, branch: str) -> str:
    """The commit of a local branch; empty where there is none."""
    told = ask(top, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
    return told.decode("ascii").strip()


def is_checked_out(top: Path, branch: str) -> bool:
    """Whether a branch is open in this working tree or in another one of the repository."""
    told = ask(top, "worktree", "list", "--porcelain", "-z")
    return f"branch refs/heads/{branch}".encode() in told.split(b"\0")


def is_ancestor(top: Path, earlier: str, later: str) -> bool:
    """Whether one commit is in the history of another, or the same."""
    return not started(top, "merge-base", "--is-ancestor", earlier, later).returncode


def is_shallow(top: Path) -> bool:
    """Whether this clone lacks a part of the history."""
    return ask(top, "rev-parse", "--is-shallow-repository").strip() == b"true"


def is_sparse(top: Path) -> bool:
    """Whether this working tree leaves out files that its commit holds."""
    return any(line.startswith(b"S ") for line in ask(top, "ls-files", "-z", "-t").split(b"\0"))


def _identity(text: str) -> tuple[str, str]:
    name, _, mail = text.strip().partition("<")
    return name.strip(), mail.rstrip("> ")
