"""What the recorder writes after a merge: one record for each decision on each object.

What a pull request decided is read by `taking`, what minutes decided by `minutes`; here nothing is
written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from kinerja.content.folder.reading import Read
from kinerja.git.asking import HistoryError
from kinerja.ledger.holders import Holding, written
from kinerja.ledger.judging import Rule
from kinerja.ledger.records import Entry, place_after
from kinerja.model.records import (
    Approval,
    ApprovalBy,
    ApprovalCommits,
    ApprovalDependsOn,
    ApprovalSource,
)
from kinerja.review.deciding.rules import Rules
from kinerja.review.revisions.changed import changes
from kinerja.review.revisions.snapshot import Library, Snapshot, Whole


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision on one state of one object, as it is to be recorded.

    It `succeeds` where nobody is left in the role but by that state itself.
    """

    object: str
    rule: Rule
    fingerprint: str
    blob: str
    approves: bool
    holding: Holding
    at: datetime
    login: str | None
    source: ApprovalSource
    head: str
    authors: tuple[str, ...]
    succeeds: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """What came into force with one commit, onto which one, and the rules that applied."""

    merged: Snapshot
    rules: Rules
    before: Snapshot
    at: datetime


def records(
    library: Library,
    merge: Merge,
    decisions: Sequence[Decided],
    chains: dict[str, list[Entry]],
) -> Iterator[tuple[str, Approval]]:
    """The records of decisions with their paths in the content folder, none twice.

    Args:
        library: The commits of this clone.
        merge: What they are about.
        decisions: In order of time.
        chains: The records that there are already, by object; new ones follow and are added.

    Raises HistoryError where minutes that are recorded are to serve for something else.
    """
    content = library.whole(merge.merged.commit)
    known = {_mark(entry.record): entry for told in chains.values() for entry in told}
    for decided in decisions:
        chain = chains.setdefault(decided.object, [])
        before = chain[-1] if chain else None
        record = _record(library, merge, decided, content, before)
        if _mark(record) in known:
            _says_the_same(known[_mark(record)], record)
            continue
        place, number = place_after(record, before, merge.rules.time_zone)
        year = int(place.split("/")[1])
        chain.append(Entry(place, year, number, record))
        known[_mark(record)] = chain[-1]
        yield place, record


def _record(
    library: Library, merge: Merge, decided: Decided, content: Whole | None, before: Entry | None
) -> Approval:
    name, held = decided.object, decided.holding
    people = merge.rules.known
    person = next(one for one in people.people if one.id == held.person)
    position = next((one.name.id for one in people.positions if one.id == held.position), None)
    rests = content.rests.get(name, ()) if content else ()
    seen = _seen(library, decided, merge)
    blob = decided.blob or merge.before.blobs.get(name, "")
    return Approval(
        version=1,
        object=name,
        step=decided.rule.step,
        decision="approved" if decided.approves else "needs_revision",
        fingerprint=decided.fingerprint,
        blob=blob,
        depends_on=tuple(
            ApprovalDependsOn(object=one, fingerprint=told)
            for one in rests
            if (told := seen.fingerprint(one))
        ),
        by=ApprovalBy(
            person=person.id, name=person.name, position=position, role=held.role,
            capacity=held.capacity, login=decided.login, vacancy=decided.succeeds or None,
        ),
        decided_at=written(decided.at),
        merged_at=written(merge.at),
        authors=decided.authors,
        source=decided.source,
        commits=ApprovalCommits(
            head=decided.head, merged=merge.merged.commit, policy=merge.rules.commit
        ),
        changes=changes(_seen_before(library, merge, name, before), merge.merged.read(name)),
        previous=before.seal if before else None,
    )  # fmt: skip


def _seen(library: Library, decided: Decided, merge: Merge) -> Snapshot:
    """What was looked at: what an object rests on may be another one by the time of the merge."""
    try:
        return library.at(decided.head)
    except HistoryError:
        return merge.merged


def _seen_before(library: Library, merge: Merge, name: str, before: Entry | None) -> Read | None:
    """What a change is told against: what was asked to be improved, else what was in force."""
    if before is not None and before.record.commits.merged == merge.merged.commit:
        try:
            return library.at(before.record.commits.head).read(name)
        except HistoryError:
            pass
    return merge.before.read(name)


def _says_the_same(entry: Entry, record: Approval) -> None:
    """Minutes are not used twice for other content or the other decision (pitfall 30)."""
    if _content(entry.record) != _content(record):
        raise HistoryError(
            "Untuk {object}, {person} sudah direkam dengan keputusan atau isi lain dari ulasan atau"
            " berita acara yang sama ({place}). Isi yang baru memerlukan ulasan atau berita acara"
            " baru.",
            object=record.object, person=record.by.person, place=entry.place,
        )  # fmt: skip


def same_decision(one: Approval, other: Approval) -> bool:
    """Whether two records tell of one review or signature, and that it said the same."""
    scans = {record.source.scan_sha256 for record in (one, other)}
    return _mark(one) == _mark(other) and _content(one) == _content(other) and len(scans) == 1


def _content(record: Approval) -> tuple[str, str]:
    return record.fingerprint, record.decision


def _mark(record: Approval) -> tuple[object, ...]:
    """What makes a record the same one: the review or the signature, on that object."""
    source = record.source
    if source.kind == "forge":
        return record.object, source.forge, source.repository, source.review_id
    return record.object, record.by.person, source.number, source.date
