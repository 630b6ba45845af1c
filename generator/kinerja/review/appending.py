"""Whether history only ever added records, alone and by the recorder (pitfalls 17, 20)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kinerja.content.layout import LAYOUT
from kinerja.content.objects import RECORD
from kinerja.findings import Finding, finding, whole
from kinerja.git.changes import changes
from kinerja.git.history import Commit
from kinerja.git.trees import files
from kinerja.model.content import Content
from kinerja.review.snapshot import Ground

_RECORDS = LAYOUT[RECORD].partition("/")[0]


def written(ground: Ground, content: Content, history: Iterable[Commit]) -> Iterator[Finding]:
    """What commits did to records; `history` are all that lead to HEAD."""
    folder = f"{ground.content / _RECORDS}/"
    recorders = content.approval_policy.recorders if content.approval_policy else ()
    for commit in history:
        inside = sorted(place for place in commit.changed if place.startswith(folder))
        outside = sorted(commit.changed.keys() - set(inside))
        told = {"value": commit.sha[:12], "person": commit.author}
        for place in inside:
            if commit.changed[place] != "A":
                yield _about(ground, place, "approval-rewritten", **told)
        if is_merge := len(commit.parents) > 1:  # what it takes over was written elsewhere
            inside = [place for place in inside if place in commit.own]
        if inside and (outside or is_merge):
            other = next(iter(outside), inside[0])
            yield _about(ground, inside[0], "approval-commit-mixed", **told, other=other)
        if inside and recorders and commit.author not in recorders:
            yield _about(ground, inside[0], "approval-recorder-unknown", **told)
        if outside and commit.author in recorders and not is_merge:
            yield _about(ground, outside[0], "approval-recorder-strays", **told)


def touched(ground: Ground) -> Iterator[Finding]:
    """Records and seals that lie here otherwise than history holds them; new ones may come."""
    folders = (ground.content / _RECORDS, ground.reports)
    known = {
        f"{folder}/{place}" for folder in folders for place in files(ground.top, "HEAD", folder)
    }
    for change in changes(ground.top, "HEAD", folders):
        if str(change.place) in known:
            yield _about(ground, str(change.place), "approval-changed-here")


def _about(ground: Ground, place: str, code: str, **told: object) -> Finding:
    return whole(finding(ground.shown(place), code, (), at_key=False, **told))
