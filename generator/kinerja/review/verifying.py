"""The whole chain once more, from a clone alone: what records say against what history holds.

Offline and without a doubt in favour: a clone that does not reach back is incomplete, not right.
What records say by themselves is the ledger's; a forge is compared with in `witnessing`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from kinerja.content.layout import LAYOUT
from kinerja.content.objects import (
    RECORD,
    fingerprint_of_nothing,
    kind_of,
    place_of_object,
    unit_of,
)
from kinerja.findings import Finding, finding, whole
from kinerja.git.asking import HistoryError
from kinerja.git.changes import changes
from kinerja.git.history import Commit, commits, is_shallow, reachable
from kinerja.git.trees import files
from kinerja.ledger.holders import day_of, moment
from kinerja.ledger.judging import entitled, rule_for
from kinerja.ledger.records import Entry, chains
from kinerja.ledger.standing import Standing
from kinerja.model.content import Content
from kinerja.model.records import Approval, ApprovalDependsOn
from kinerja.review.gate import zone_of
from kinerja.review.snapshot import Ground, Library, Snapshot

_RECORDS = LAYOUT[RECORD].partition("/")[0]
_READ_OF_POLICY = ("people", "approval-policy", "organisation")


def verify(
    library: Library, content: Content, standings: Mapping[str, Standing]
) -> Iterator[Finding]:
    """Everything in which records, history and content disagree.

    `content` and `standings` are those of the working tree. Raises HistoryError where this clone
    does not hold all of the history.
    """
    top = library.ground.top
    if is_shallow(top):
        raise HistoryError(
            "Riwayat tidak lengkap: klon ini dangkal, jadi persetujuan tidak dapat dibuktikan."
            " Lengkapi dahulu dengan: git fetch --unshallow"
        )
    told = chains(content)
    yield from _written(library.ground, content)
    yield from _touched(library.ground)
    yield from _proved(library, content, told, standings)
    yield from _stands(library.ground, content, told, standings)


def _written(ground: Ground, content: Content) -> Iterator[Finding]:
    """Whether history only ever added records, alone in their commits, by the recorder."""
    folder = ground.content / _RECORDS
    recorders = content.approval_policy.recorders if content.approval_policy else ()
    for commit in commits(ground.top, "HEAD", below=folder):
        inside = {place: kind for place, kind in commit.changed.items()
                  if place.startswith(f"{folder}/")}  # fmt: skip
        outside = sorted(commit.changed.keys() - inside.keys())
        for place, kind in inside.items():
            if kind != "A":
                yield _about(ground, place, "approval-rewritten", value=commit.sha[:12])
        if len(commit.parents) > 1 or not inside:
            continue
        first = min(inside)
        if outside:
            yield _about(ground, first, "approval-commit-mixed", value=commit.sha[:12],
                         other=outside[0])  # fmt: skip
        if recorders and commit.author not in recorders:
            yield _about(ground, first, "approval-recorder-unknown", value=commit.sha[:12],
                         person=commit.author)  # fmt: skip
    for recorder in recorders:
        for commit in commits(ground.top, "HEAD", "--no-merges", "-F", f"--author={recorder}"):
            yield from _strays(ground, commit, recorder)


def _strays(ground: Ground, commit: Commit, recorder: str) -> Iterator[Finding]:
    """A commit of the recorder that touches anything but records."""
    folder = f"{ground.content / _RECORDS}/"
    outside = sorted(place for place in commit.changed if not place.startswith(folder))
    if outside and commit.author == recorder:
        yield _about(
            ground, outside[0], "approval-recorder-strays", value=commit.sha[:12], person=recorder
        )


def _touched(ground: Ground) -> Iterator[Finding]:
    """Records and seals that lie here otherwise than history holds them; new ones may come."""
    known = {
        f"{folder}/{place}"
        for folder in (ground.content / _RECORDS, ground.reports)
        for place in files(ground.top, "HEAD", folder)
    }
    for change in changes(ground.top, "HEAD", (ground.content / _RECORDS, ground.reports)):
        if str(change.place) in known:
            yield _about(ground, str(change.place), "approval-changed-here")


def _proved(
    library: Library,
    content: Content,
    told: Mapping[str, Sequence[Entry]],
    standings: Mapping[str, Standing],
) -> Iterator[Finding]:
    """Each record against the commits that it names."""
    entries = [entry for of_one in told.values() for entry in of_one]
    wanted: set[tuple[str, str]] = set()
    for entry in entries:
        record = entry.record
        names = (record.object, *(one.object for one in record.depends_on))
        wanted |= {(record.commits.merged, name) for name in names}
        wanted |= {(record.commits.policy, name) for name in _READ_OF_POLICY}
    known = reachable(library.ground.top, "HEAD")
    seen = library.parts((commit, name) for commit, name in wanted if commit in known)
    for entry in entries:
        merged, policy = entry.record.commits.merged, entry.record.commits.policy
        missing = [commit for commit in (merged, policy) if commit not in known]
        for commit in missing:
            yield _at(content, entry, "approval-commit-unknown", value=commit[:12])
        if not missing:
            yield from _bound(library, content, entry, seen[merged], standings)
            yield from _entitled(content, entry, seen[policy])


def _bound(
    library: Library,
    content: Content,
    entry: Entry,
    merged: Snapshot,
    standings: Mapping[str, Standing],
) -> Iterator[Finding]:
    """Whether the commit holds what was approved, and what that rested on was as it is told."""
    record, commit = entry.record, entry.record.commits.merged[:12]
    if record.decision == "approved" and merged.fingerprint(record.object) != record.fingerprint:
        yield _at(content, entry, "approval-content-differs", value=commit, object=record.object)
    for one in record.depends_on:
        if merged.fingerprint(one.object) == one.fingerprint:
            continue
        now = standings.get(one.object)
        if not _was_there(library, record, one, now.fingerprint if now else ""):
            yield _at(
                content, entry, "approval-dependency-differs", value=commit, object=one.object
            )
            return


def _was_there(library: Library, record: Approval, one: ApprovalDependsOn, now: str) -> bool:
    """Whether what an object rests on was once as a record tells, though not in the merge.

    The base may have moved since the review (pitfall 6): what was looked at tells then, or history
    before the merge. A branch that is gone tells nothing; what it held and is no more approves
    nothing either.
    """
    with contextlib.suppress(HistoryError):
        return library.at(record.commits.head).fingerprint(one.object) == one.fingerprint
    place = PurePosixPath(library.place(one.object))
    earlier = commits(library.ground.top, record.commits.merged, below=place)
    was = any(library.at(told.sha).fingerprint(one.object) == one.fingerprint for told in earlier)
    return was or one.fingerprint != now


def _entitled(content: Content, entry: Entry, policy: Snapshot) -> Iterator[Finding]:
    """Whether people and rules of that day let this person decide."""
    record = entry.record
    zone = zone_of(policy)
    day = day_of(moment(record.decided_at), zone)
    rule = rule_for(policy.policy, kind_of(record.object), day_of(moment(record.merged_at), zone))
    held = rule is not None and any(
        one.person == record.by.person
        and (one.role, one.capacity) == (record.by.role, record.by.capacity)
        for one in entitled(policy.people, rule, unit_of(record.object), day)
    )
    if not held or not _is_account(record, policy) or (rule and rule.step != record.step):
        yield _at(
            content, entry, "approval-role-not-held", value=record.commits.policy[:12],
            person=record.by.person, object=record.object, day=day,
        )  # fmt: skip


def _is_account(record: Approval, policy: Snapshot) -> bool:
    """Whether the account belonged to the person; minutes have none."""
    login = record.by.login
    person = next((one for one in policy.people.people if one.id == record.by.person), None)
    if person is None or person.name != record.by.name:
        return False
    if record.source.kind == "minutes":
        return login is None
    known = person.logins.github if person.logins else None
    return login is not None and known is not None and known.lower() == login.lower()


def _stands(
    ground: Ground,
    content: Content,
    told: Mapping[str, Sequence[Entry]],
    standings: Mapping[str, Standing],
) -> Iterator[Finding]:
    """Approved content that is another one now, also where only the bytes are."""
    here = _blobs_here(ground)
    for name, entries in told.items():
        standing = standings.get(name)
        place = place_of_object(name)
        approved = [one.record for one in entries if one.record.decision == "approved"]
        if place is None or not approved:
            continue
        file = content.file(place)
        if standing is None:
            if approved[-1].fingerprint != fingerprint_of_nothing(name):
                yield _at(content, entries[-1], "approval-object-gone", object=name)
        elif standing.state == "stale":
            yield whole(finding(file, "approval-content-stale", object=name))
        else:
            newest = next((one for one in reversed(approved)
                           if one.fingerprint == standing.fingerprint), None)  # fmt: skip
            if newest is not None and newest.blob != here.get(place):
                yield whole(finding(file, "approval-cosmetic", object=name))
            if standing.state == "suspect":
                value = ", ".join(standing.moved)
                yield whole(finding(file, "approval-suspect", object=name, value=value))


def _blobs_here(ground: Ground) -> dict[str, str]:
    """What git would call the bytes of the content files that lie here, by path in the folder."""
    found = files(ground.top, "HEAD", ground.content)
    for change in changes(ground.top, "HEAD", (ground.content,)):
        found[str(change.place.relative_to(ground.content))] = "changed"
    return found


def _at(content: Content, entry: Entry, code: str, **told: object) -> Finding:
    """About a record as a whole."""
    return whole(finding(content.file(entry.place), code, (), at_key=False, **told))


def _about(ground: Ground, place: str, code: str, **told: object) -> Finding:
    """About a file of the repository, named as findings name files."""
    parent = f"{ground.content.parent}/" if ground.content.parent.name else ""
    return whole(finding(place.removeprefix(parent), code, (), at_key=False, **told))
