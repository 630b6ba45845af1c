"""What a merged pull request decided: reviews that count, on what came out of the merge.

What came out of a merge and was not what somebody approved is told and not recorded (approvals,
pitfalls 3, 4, 6, 7). What becomes of decisions is `recording`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kinerja.git.asking import HistoryError
from kinerja.git.history import Commit, commits, merge_base
from kinerja.ledger.holders import Holding, person_of
from kinerja.model.records import (
    ApprovalSource,
)
from kinerja.review.deciding.gate import Asked, judged
from kinerja.review.deciding.hands import wrote
from kinerja.review.deciding.hearing import Authors, authors_of
from kinerja.review.deciding.recording import Decided, Merge
from kinerja.review.deciding.rules import rules_of
from kinerja.review.revisions.pulls import Pull, Review
from kinerja.review.revisions.snapshot import Library, Snapshot


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
