"""Whether history only ever added records, alone and by the recorder (pitfalls 17, 20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinerja.content.objects import RECORDS
from kinerja.findings import Finding, finding, whole
from kinerja.git.changes import changes
from kinerja.git.history import Commit
from kinerja.git.trees import blobs_at, files
from kinerja.model.content import Content
from kinerja.review.snapshot import Ground, Library
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
    restored = _restored(ground, folder, history)
    for commit in history:
        policy = seen[commit.sha].policy if commit.sha in seen else None
        recorders = policy.recorders if policy else ()
        inside = sorted(place for place in commit.changed if place.startswith(folder))
        outside = sorted(commit.changed.keys() - set(inside))
        told = {"value": commit.sha[:12], "person": commit.author}
        for place in inside:
            if commit.changed[place] != "A":
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


def _restored(ground: Ground, folder: str, history: Sequence[Commit]) -> dict[str, str]:
    """Records that were spoilt and are again as they were first added: the commits that did so."""
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
    told: dict[str, set[str]] = {}
    for (_commit, place), blob in zip(asked, blobs_at(ground.top, asked) if asked else (),
                                      strict=True):  # fmt: skip
        told.setdefault(place, set()).add(blob)
    # Added anew, and perhaps on a line of its own: then always as the very same record.
    same = (place for place, found in told.items() if len(found) == 1 and "" not in found)
    return {place: added[place][-1] for place in same if added.get(place)}


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
    for change in changes(ground.top, "HEAD", folders, as_said=True):
        if str(change.place) in known:
            yield _about(ground, str(change.place), "approval-changed-here")


def _about(ground: Ground, place: str, code: str, **told: object) -> Finding:
    return whole(finding(ground.shown(place), code, (), at_key=False, **told))
