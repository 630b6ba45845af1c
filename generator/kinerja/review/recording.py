"""What the recorder writes after a merge: one record for each decision on each object.

Bound to the merge result: what came out of a merge and was not what somebody approved is told and
not recorded (approvals, pitfalls 3, 4, 6, 7). Reading and deciding are here, nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kinerja.content.reading import Read
from kinerja.git.asking import HistoryError
from kinerja.git.history import Commit, commits, merge_base
from kinerja.ledger.holders import Holding, person_of, written
from kinerja.ledger.judging import Rule
from kinerja.ledger.records import Entry, place_after
from kinerja.model.records import (
    Approval,
    ApprovalBy,
    ApprovalCommits,
    ApprovalDependsOn,
    ApprovalSource,
)
from kinerja.review.changed import changes
from kinerja.review.gate import Asked, judged
from kinerja.review.hands import wrote
from kinerja.review.hearing import Authors, authors_of
from kinerja.review.pulls import Pull, Review
from kinerja.review.rules import Rules, rules_of
from kinerja.review.snapshot import Library, Snapshot, Whole


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


@dataclass(frozen=True, slots=True)
class Taken:
    """What a merged pull request gives: decisions to record, and objects that lack approvals."""

    merge: Merge
    decisions: tuple[Decided, ...]
    lacking: tuple[Asked, ...]


def taken_from(library: Library, pull: Pull) -> Taken:
    """The decisions on a merged pull request, in order of time.

    Raises HistoryError where it is not merged, or this clone does not have its result.
    """
    if not pull.merged or pull.merged_at is None:
        raise HistoryError("Usulan {number} belum digabungkan.", number=pull.number)
    base, told = _came_from(library, pull)
    before = library.at(base)
    merge = Merge(library.at(pull.merged), rules_of(before), before, pull.merged_at)
    brought = commits(library.ground.top, f"{base}..{pull.merged}")
    people = merge.rules.people
    places = [library.place(one) for one in merge.merged.changed(merge.before)]
    names = {*authors_of(pull, told, people).names, *wrote(brought, people, places)}
    authors = Authors(tuple(sorted(names)))
    day = merge.rules.day(pull.merged_at)
    states = [library.at(one.sha) for one in told]
    asked = judged(library, pull, merge.before, merge.merged, merge.rules, authors, day, states)
    found = [
        *(decided for one in asked for decided in _approvals(merge, pull, authors, one)),
        *(decided for one in asked for decided in _requests(library, merge, pull, authors, one)),
    ]
    found.sort(key=lambda one: (one.at, one.object, one.holding.person))
    lacking = tuple(one for one in asked if not one.verdict.satisfied)
    return Taken(merge, tuple(found), lacking)


def _came_from(library: Library, pull: Pull) -> tuple[str, list[Commit]]:
    """The commit that a pull request was merged onto, and the commits that it brought.

    A merge has it as its first parent, and so has a squash; a rebase is known by its commits.
    """
    top = library.ground.top
    [result] = commits(top, "--max-count=1", pull.merged)
    if not result.parents:
        return pull.base, [result]
    base = result.parents[0]
    try:
        own = commits(top, f"{merge_base(top, base, pull.head)}..{pull.head}")
    except HistoryError:  # the branch is gone, its result is not
        own = []
    if len(result.parents) > 1:
        return base, own or commits(top, f"{base}..{result.parents[1]}")
    return _before_rebase(top, result, own) or base, own or [result]


def _before_rebase(top: Path, result: Commit, own: Sequence[Commit]) -> str:
    """The commit onto which those of a branch were put one by one; empty where they were not.

    What the base held already is left out then; authors, their dates and subjects stay.
    """
    left, base = [_put(one) for one in own], ""
    for put in commits(top, f"--max-count={max(len(own), 1)}", "--first-parent", result.sha):
        if _put(put) not in left or not put.parents:
            break
        left = left[left.index(_put(put)) + 1 :]
        base = put.parents[0]
    return base


def _put(commit: Commit) -> tuple[object, ...]:
    """What stays of a commit that is put elsewhere."""
    return commit.people[0], commit.written_at, commit.subject


def _approvals(merge: Merge, pull: Pull, authors: Authors, one: Asked) -> Iterator[Decided]:
    roles = {vote.person: held for vote, held in one.verdict.counted}
    counted = [vote for vote, _held in one.verdict.counted]
    newest = {heard.vote.person: heard.vote for heard in one.heard}
    for heard in one.heard:
        vote, review = heard.vote, heard.review
        # Of several by one person: the one that counts, and the last, which answers objections.
        if vote.approves and (vote in counted or vote == newest[vote.person]):
            held = roles.get(vote.person, vote.holdings[0])
            yield _by_review(
                one, merge.merged, pull, authors, review, held, one.fingerprint, approves=True
            )


def _requests(
    library: Library, merge: Merge, pull: Pull, authors: Authors, one: Asked
) -> Iterator[Decided]:
    """Every request for changes, also on a state that was improved since: step 6b."""
    for review in pull.reviews:
        person = person_of(merge.rules.people, review.by.login)
        if review.state != "CHANGES_REQUESTED" or review.by.is_bot or person is None:
            continue
        if authors.include(person.id) or person.id in one.submitted_by or not review.commit:
            continue
        day = merge.rules.day(review.submitted_at)
        speaking = merge.rules.speaking(one.rule, one.object, day)
        held = [told for told in speaking if told.person == person.id]
        try:
            seen = library.at(review.commit)
            fingerprint = seen.fingerprint(one.object)
        except HistoryError:
            continue
        if held and fingerprint and fingerprint != merge.before.fingerprint(one.object):
            yield _by_review(one, seen, pull, authors, review, held[0], fingerprint, approves=False)


def _by_review(
    one: Asked,
    seen: Snapshot,
    pull: Pull,
    authors: Authors,
    review: Review,
    held: Holding,
    fingerprint: str,
    *,
    approves: bool,
) -> Decided:
    source = ApprovalSource(
        kind="forge", forge=pull.forge, repository=pull.repository, pull_request=pull.number,
        review_id=review.id, url=review.url,
    )  # fmt: skip
    names = {*authors.names, *one.submitted_by}
    return Decided(
        one.object, one.rule, fingerprint, seen.blobs.get(one.object, ""), approves, held,
        review.submitted_at, review.by.login, source, review.commit, tuple(sorted(names)),
    )  # fmt: skip


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
