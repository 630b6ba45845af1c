"""What a record tells beside its decision, told once more from history: the site shows it.

What changed comes from nowhere else there (approvals, "Record"), so whoever may write records could
invent it. A moment or a branch that is gone tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kinerja.ledger.holders import holdings, moment
from kinerja.model.records import Approval
from kinerja.review.deciding.rules import Rules
from kinerja.review.revisions.changed import changes
from kinerja.review.revisions.snapshot import Snapshot

Seen = Mapping[str, Snapshot]


def reads(record: Approval, earlier: Sequence[Approval]) -> Iterator[tuple[str, str]]:
    """What has to be read of which commit, as (commit, object)."""
    commits = (_before(record, earlier), record.commits.merged)
    yield from ((one, record.object) for one in commits if one)


def told_otherwise(
    record: Approval, earlier: Sequence[Approval], rules: Rules, seen: Seen
) -> Iterator[str]:
    """The keys of a record that history tells otherwise; `earlier` are those before it."""
    if _position(record, rules) != record.by.position:
        yield "by.position"
    commit = _before(record, earlier)
    before = seen[commit].read(record.object) if commit else None
    if before is None and _is_same_merge(record, earlier):
        return  # the branch is gone
    if changes(before, seen[record.commits.merged].read(record.object)) != record.changes:
        yield "changes"


def _before(record: Approval, earlier: Sequence[Approval]) -> str:
    """The commit against which a change is told; empty for what paper decided on first.

    What was asked to be improved in the same merge, else what was in force.
    """
    if _is_same_merge(record, earlier):
        return earlier[-1].commits.head
    if record.source.kind == "forge":
        return record.commits.policy
    others = [one for one in earlier if one.fingerprint != record.fingerprint]
    return others[-1].commits.merged if others else ""


def _is_same_merge(record: Approval, earlier: Sequence[Approval]) -> bool:
    return bool(earlier) and earlier[-1].commits.merged == record.commits.merged


def _position(record: Approval, rules: Rules) -> str | None:
    """The name of the position on which the role rested in which somebody decided."""
    by, people = record.by, rules.known
    names = {one.id: one.name.id for one in people.positions}
    for held in holdings(people, rules.day(moment(record.decided_at))):
        if (held.person, held.role, held.capacity) == (by.person, by.role, by.capacity):
            return names.get(held.position)
    return by.position  # that they held no such role is told by itself
