"""What a record tells beside its decision, told once more from history: the site shows it.

What changed comes from nowhere else there (approvals, "Record"), so whoever may write records could
invent it. A moment or a branch that is gone tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kinerja.content.reading import Read
from kinerja.ledger.holders import holdings, moment
from kinerja.model.records import Approval
from kinerja.review.changed import changes
from kinerja.review.rules import Rules
from kinerja.review.snapshot import Snapshot

Seen = Mapping[str, Snapshot]


def reads(record: Approval, earlier: Sequence[Approval]) -> Iterator[tuple[str, str]]:
    """What has to be read of which commit, as (commit, object)."""
    yield from ((one, record.object) for one in _before(record, earlier))
    yield record.commits.merged, record.object


def told_otherwise(
    record: Approval, earlier: Sequence[Approval], rules: Rules, seen: Seen
) -> Iterator[str]:
    """The keys of a record that history tells otherwise; `earlier` are those before it."""
    if _position(record, rules) != record.by.position:
        yield "by.position"
    for commit in _before(record, earlier):
        before = seen[commit].read(record.object)
        if before is None and _is_same_merge(record, earlier):
            return  # the branch is gone
        if changes(before, _after(record, seen)) != record.changes:
            yield "changes"
        return
    if record.changes:
        yield "changes"


def _before(record: Approval, earlier: Sequence[Approval]) -> Iterator[str]:
    """The commit against which a change is told: none for what was decided on for the first time.

    What was asked to be improved in the same merge, else what was in force.
    """
    others = [one for one in earlier if one.fingerprint != record.fingerprint]
    if _is_same_merge(record, earlier):
        yield earlier[-1].commits.head
    elif record.source.kind == "forge":
        yield record.commits.policy
    elif others:
        yield others[-1].commits.merged


def _is_same_merge(record: Approval, earlier: Sequence[Approval]) -> bool:
    return bool(earlier) and earlier[-1].commits.merged == record.commits.merged


def _after(record: Approval, seen: Seen) -> Read | None:
    return seen[record.commits.merged].read(record.object)


def _position(record: Approval, rules: Rules) -> str | None:
    """The name of the position on which the role rested in which somebody decided."""
    by, people = record.by, rules.known
    names = {one.id: one.name.id for one in people.positions}
    for held in holdings(people, rules.day(moment(record.decided_at))):
        if (held.person, held.role, held.capacity) == (by.person, by.role, by.capacity):
            return names.get(held.position)
    return by.position  # that they held no such role is told by itself
