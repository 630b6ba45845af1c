"""The whole chain once more, from a clone alone: what records say against what history holds.

Offline and without a doubt in favour: a clone that does not reach back is incomplete, not right.
What records say by themselves is the ledger's; a forge is compared with in `witnessing`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from kinerja.content.shape.objects import REPORT, fingerprint_of_nothing, kind_of
from kinerja.findings import Finding, finding, whole
from kinerja.git.asking import HistoryError
from kinerja.git.changes import changes
from kinerja.git.history import commits, is_shallow, is_sparse
from kinerja.git.trees import files
from kinerja.ledger.findings import about
from kinerja.ledger.judging import LEADERSHIP_DECIDES, listed
from kinerja.ledger.records import Chains, Entry
from kinerja.ledger.standing import Standing
from kinerja.model.content import Content
from kinerja.model.records import Approval, ApprovalDependsOn
from kinerja.review.deciding.hands import Line
from kinerja.review.deciding.rules import Rules, course_of
from kinerja.review.proving.appending import removed, touched, written
from kinerja.review.proving.entitling import Entitling
from kinerja.review.revisions.snapshot import Ground, Library, Snapshot


def verify(
    library: Library, content: Content, told: Chains, standings: Mapping[str, Standing]
) -> Iterator[Finding]:
    """Everything in which records, history and content disagree.

    `content`, its records (`told`) and `standings` are those of the working tree. Raises
    HistoryError where this clone does not hold all of the history.
    """
    top = library.ground.top
    if is_shallow(top):
        raise HistoryError(
            "Riwayat tidak lengkap: klon ini dangkal, jadi persetujuan tidak dapat dibuktikan."
            " Lengkapi dahulu dengan: git fetch --unshallow"
        )
    if is_sparse(top):
        raise HistoryError(
            "Riwayat tidak lengkap: klon ini tidak memuat semua berkas (sparse), jadi persetujuan"
            " tidak dapat dibuktikan. Lengkapi dahulu dengan: git sparse-checkout disable"
        )
    history = commits(top, "--topo-order", "HEAD")
    yield from written(library, content, history)
    yield from removed(library.ground, history)
    yield from touched(library.ground)
    line = Line(history)
    known: dict[str, tuple[Entry, ...]] = {}
    for name, entries in told.items():
        lost = [(entry, sha) for entry in entries for sha in _named(entry) - line.commits.keys()]
        for entry, sha in lost:
            yield about(content, entry, "approval-commit-unknown", value=sha[:12])
        known[name] = tuple(one for one in entries if one not in [entry for entry, _sha in lost])
    yield from _proved(library, content, known, standings, line)
    yield from _stands(library, content, known, standings, line)


def _proved(
    library: Library, content: Content, told: Chains, standings: Mapping[str, Standing], line: Line
) -> Iterator[Finding]:
    """Each record against the commits that it names."""
    entitling = Entitling(library, content, told, line)
    entries = [entry for of_one in told.values() for entry in of_one]
    seen = library.parts(
        pair for entry in entries for pair in (*_reads(entry.record), *entitling.reads(entry))
    )
    for entry in entries:
        yield from _bound(library, content, entry, seen[entry.record.commits.merged], standings)
        yield from entitling.findings(entry, seen)


def _named(entry: Entry) -> set[str]:
    """The commits that must be in history."""
    return {entry.record.commits.merged, entry.record.commits.policy}


def _reads(record: Approval) -> Iterator[tuple[str, str]]:
    yield record.commits.merged, record.object
    for one in record.depends_on:
        yield record.commits.merged, one.object


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
        yield about(content, entry, "approval-content-differs", value=commit, object=record.object)
    for one in record.depends_on:
        if merged.fingerprint(one.object) == one.fingerprint:
            continue
        now = standings.get(one.object)
        if not _was_there(library, record, one, now.fingerprint if now else ""):
            yield about(
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


def _stands(
    library: Library, content: Content, told: Chains, standings: Mapping[str, Standing], line: Line
) -> Iterator[Finding]:
    """Approved content that is another one now, also where only the bytes are.

    Asked for is what the rules ask for on the day of the newest commit: content may state any day.
    """
    here = _blobs_here(library.ground)
    zone = content.organisation.time_zone
    rules = Rules("", content.approval_policy, content.people, zone)
    day = rules.day(max(one.at for one in line.commits.values()))
    yield from _never_approved(library, told, rules, day)
    for name, entries in told.items():
        approved = [one.record for one in entries if _approves(one)]
        if not approved:
            continue
        place, standing = library.place(name), standings.get(name)
        file, told_of = library.ground.shown(place), (entry.record for entry in entries)
        last = course_of(name, told_of, rules, library.at).fingerprint
        if standing is None:
            gone = fingerprint_of_nothing(name)
            if last != gone and kind_of(name) != REPORT:  # of those `removed` tells
                yield about(content, entries[-1], "approval-object-gone", object=name)
        elif last and standing.fingerprint != last and rules.rule(name, day):
            for one in standing.objections:
                yield whole(finding(file, "approval-objected", object=name, person=one.person,
                                    role=listed([[one.role]])))  # fmt: skip
            if not standing.objections:
                yield whole(finding(file, "approval-content-stale", object=name))
        else:
            newest = next((one for one in reversed(approved)
                           if one.fingerprint == standing.fingerprint), None)  # fmt: skip
            if newest is not None and newest.blob != here.get(place):
                yield whole(finding(file, "approval-cosmetic", object=name))
            if standing.state == "suspect":
                value = ", ".join(standing.moved)
                yield whole(finding(file, "approval-suspect", object=name, value=value))


def _never_approved(library: Library, told: Chains, rules: Rules, day: date) -> Iterator[Finding]:
    """What says who approves, where nobody ever approved that itself though other things are."""
    for name in LEADERSHIP_DECIDES if told else ():
        if rules.rule(name, day) and not any(map(_approves, told.get(name, ()))):
            place = library.ground.shown(library.place(name))
            yield whole(finding(place, "approval-rules-unapproved", object=name))


def _approves(entry: Entry) -> bool:
    return entry.record.decision == "approved"


def _blobs_here(ground: Ground) -> dict[str, str]:
    """What git would call the bytes of the files that lie here, by path in the repository."""
    folders = (ground.content, ground.reports)
    found = {
        f"{folder}/{place}": sha
        for folder in folders
        for place, sha in files(ground.top, "HEAD", folder).items()
    }
    for change in changes(ground.top, "HEAD", folders, as_said=True):
        found[str(change.place)] = "changed"
    return found
