"""Whether history only ever added records, alone and by the recorder (pitfalls 17, 20)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, permutations
from pathlib import PurePosixPath

import msgspec

from kinerja.content.shape.objects import RECORDS
from kinerja.findings import Finding, finding, whole
from kinerja.git.changes import changes, unmerged
from kinerja.git.history import Commit, is_ancestor
from kinerja.git.trees import blobs, blobs_at, files
from kinerja.ledger.records import Chains, chains
from kinerja.model.content import Content
from kinerja.model.records import Approval
from kinerja.review.deciding.recording import same_decision
from kinerja.review.revisions.snapshot import Ground, Library
from kinerja.seal.names import MANIFEST


def written(library: Library, content: Content, history: Sequence[Commit]) -> Iterator[Finding]:
    """What commits did to records; `history` are all that lead to HEAD, the newest first.

    Who may write them is as the policy said then.
    """
    ground = library.ground
    folder = f"{ground.content / RECORDS}/"
    named = content.approval_policy.recorders if content.approval_policy else ()
    asked = [
        (one.sha, "approval-policy") for one in history
        if one.author in named or any(place.startswith(folder) for place in one.changed)
    ]  # fmt: skip
    seen = library.parts(asked)
    added = _added(ground, folder, history)
    restored = _restored(added)
    displaced = _displaced(ground, content, added)
    for commit in history:
        policy = seen[commit.sha].policy if commit.sha in seen else None
        recorders = policy.recorders if policy else ()
        inside = sorted(place for place in commit.changed if place.startswith(folder))
        outside = sorted(commit.changed.keys() - set(inside))
        told = {"value": commit.sha[:12], "person": commit.author}
        for place in (place for place in inside if commit.changed[place] != "A"):
            if place in displaced:
                yield _displaced_by(ground, place, displaced[place], added[place], **told)
            else:
                code = "approval-restored" if place in restored else "approval-rewritten"
                yield _about(ground, place, code, **told)
        inside = [place for place in inside if restored.get(place, commit.sha) == commit.sha]
        if is_merge := len(commit.parents) > 1:  # what it takes over was written elsewhere
            inside = [place for place in inside if place in commit.own]
        if inside and (outside or is_merge):
            other = next(iter(outside), inside[0])
            # Without a recorder of its own an office may slip: what a record says is proved anyway.
            code = "mixed" if recorders or is_merge else "together"
            yield _about(ground, inside[0], f"approval-commit-{code}", **told, other=other)
        if inside and recorders and commit.author not in recorders:
            yield _about(ground, inside[0], "approval-recorder-unknown", **told)
        if outside and commit.author in recorders and not is_merge:
            yield _about(ground, outside[0], "approval-recorder-strays", **told)


@dataclass(frozen=True, slots=True)
class _Added:
    """A record that some commit changed or removed: the commits that added it, and its blobs.

    `first` has a blob for each of those; `now` is the one of HEAD, empty if it is not there.
    """

    commits: tuple[str, ...]
    first: tuple[str, ...]
    now: str


def _added(ground: Ground, folder: str, history: Sequence[Commit]) -> dict[str, _Added]:
    """The records that did not simply stay, by path."""
    added: dict[str, list[str]] = {}
    spoilt: set[str] = set()
    for commit in history:
        changed = commit.changed if len(commit.parents) < 2 else commit.own
        for place, kind in changed.items():
            if place.startswith(folder):
                added.setdefault(place, []).extend([commit.sha] if kind == "A" else [])
        spoilt |= {place for place, kind in commit.changed.items()
                   if place.startswith(folder) and kind != "A" and place.isprintable()}  # fmt: skip
    asked = [(commit, place) for place in sorted(spoilt)
             for commit in (*added.get(place, ()), "HEAD")]  # fmt: skip
    blobs = dict(zip(asked, blobs_at(ground.top, asked) if asked else (), strict=True))
    return {
        place: _Added(
            tuple(commits), tuple(blobs[one, place] for one in commits), blobs["HEAD", place]
        )
        for place in sorted(spoilt)
        for commits in [added.get(place, [])]
    }


def _restored(added: Mapping[str, _Added]) -> dict[str, str]:
    """Records that were spoilt and are again as they were first added: the commits that did so.

    Added anew, and perhaps on a line of its own: then always as the very same record.
    """
    return {place: told.commits[-1] for place, told in added.items()
            if told.now and set(told.first) == {told.now}}  # fmt: skip


def _displaced(
    ground: Ground, content: Content, added: Mapping[str, _Added]
) -> dict[str, list[Approval]]:
    """Places that two lines of history gave to different records, of which HEAD has one.

    Two lines, not one: what is deleted and then added anew as another one was rewritten.
    With them what the others decided and no later record of the object tells. Approvals alone: on
    one day the order of papers decides whether an objection was answered.
    """
    apart = {place: told for place, told in added.items()
             if told.now in told.first and set(told.first) != {told.now}
             and _are_apart(ground, told.commits)}  # fmt: skip
    known = chains(content) if apart else {}
    found: dict[str, list[Approval]] = {}
    for place, told in apart.items():
        ever = sorted(set(told.first), key=lambda blob: (blob == told.now, blob))
        inner = str(PurePosixPath(place).relative_to(ground.content))
        reads = [ground.reading(inner, data) for data in blobs(ground.top, ever)]
        if any(read is None or read.data is None for read in reads):
            continue  # never was a record
        records = [msgspec.convert(read.data, Approval) for read in reads if read]
        if all(one.decision == "approved" for one in records):
            others = records[:-1]  # the last is the one that lies here
            found[place] = [one for one in others if not _is_told_after(known, inner, one)]
    return found


def _are_apart(ground: Ground, commits: Sequence[str]) -> bool:
    """Whether none of some commits is in the history of another."""
    pairs = permutations(dict.fromkeys(commits), 2)
    return not any(is_ancestor(ground.top, one, other) for one, other in pairs)


def _is_told_after(known: Chains, place: str, record: Approval) -> bool:
    """Whether the chain tells a decision after the record that lies at a place."""
    later = dropwhile(lambda one: one.place != place, known.get(record.object, ()))
    return any(same_decision(one.record, record) for one in later)


def _displaced_by(
    ground: Ground, place: str, lost: Sequence[Approval], added: _Added, **told: object
) -> Finding:
    """What a commit made of one place: the other record is told elsewhere, or lost."""
    if not lost:
        return _about(ground, place, "approval-displaced", **told)
    other = next(sha for sha, blob in zip(added.commits, added.first, strict=True)
                 if blob != added.now)  # fmt: skip
    return whole(finding(
        ground.shown(place), "approval-dropped", value=told["value"], object=lost[0].object,
        person=lost[0].by.person, commit=other[:12], place=ground.shown(place),
    ))  # fmt: skip


def removed(ground: Ground, history: Sequence[Commit]) -> Iterator[Finding]:
    """Sealed states that history once held and HEAD does not: they only ever come."""
    here = {f"{ground.reports}/{place}" for place in files(ground.top, "HEAD", ground.reports)}
    told: set[str] = set()
    for commit in history:
        for place, kind in commit.changed.items():
            gone = kind == "D" and place not in here and place not in told
            if gone and place.startswith(f"{ground.reports}/") and place.endswith(f"/{MANIFEST}"):
                told.add(place)
                state = place.removesuffix(f"/{MANIFEST}")
                yield _about(ground, place, "seal-removed", value=commit.sha[:12],
                             person=commit.author, folder=state)  # fmt: skip


def touched(ground: Ground) -> Iterator[Finding]:
    """Records and seals that lie here otherwise than history holds them; new ones may come."""
    folders = (ground.content / RECORDS, ground.reports)
    known = {
        f"{folder}/{place}" for folder in folders for place in files(ground.top, "HEAD", folder)
    }
    parted = unmerged(ground.top)  # of those the reader tells
    for change in changes(ground.top, "HEAD", folders, as_said=True):
        if str(change.place) in known - parted:
            place = str(change.place)
            yield _about(ground, place, "approval-changed-here", value=ground.shown(place))


def uncommitted(ground: Ground, told: Chains) -> int:
    """How many records lie here and in no commit yet."""
    here = ground.content / RECORDS
    known = {f"{RECORDS}/{place}" for place in files(ground.top, "HEAD", here)}
    return sum(entry.place not in known for entries in told.values() for entry in entries)


def _about(ground: Ground, place: str, code: str, **told: object) -> Finding:
    return whole(finding(ground.shown(place), code, (), at_key=False, also=None, **told))
