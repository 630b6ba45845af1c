"""Whether who decided might: by the people and rules of what it came onto, and no author of it.

The recorder asked the same; asked again of history, for a record may have been written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from kinerja.content.objects import kind_of, unit_of
from kinerja.findings import Finding
from kinerja.git.history import Commit, is_ancestor
from kinerja.ledger.findings import about
from kinerja.ledger.holders import day_of, moment
from kinerja.ledger.judging import LEADERSHIP_DECIDES, entitled, rule_for
from kinerja.ledger.records import Chains, Entry
from kinerja.model.content import Content
from kinerja.model.records import Approval
from kinerja.review.gate import zone_of
from kinerja.review.hands import Line, had_a_hand, settled_of, since_settled, wrote
from kinerja.review.hearing import submitters
from kinerja.review.snapshot import Library, Snapshot

_READ_OF_POLICY = (*LEADERSHIP_DECIDES, "organisation")


class Entitling:
    """All records beside the commits that they came with."""

    def __init__(self, library: Library, content: Content, told: Chains, line: Line) -> None:
        """Nothing is read yet; `told` are the records, `line` all commits that lead to HEAD."""
        self._library, self._content, self._told, self._line = library, content, told, line

    def reads(self, record: Approval) -> Iterator[tuple[str, str]]:
        """What is to be read of which commit, as (commit, object)."""
        for commit in (record.commits.policy, record.commits.merged, self._before(record)):
            yield from ((commit, name) for name in _READ_OF_POLICY)
        for commit in self._states(record):
            yield commit, record.object

    def findings(self, entry: Entry, seen: Mapping[str, Snapshot]) -> Iterator[Finding]:
        """What is wrong with who decided; `seen` holds what was to be read, by commit."""
        record, policy = entry.record, seen[entry.record.commits.policy]
        person, name = record.by.person, record.object
        if not self._came_onto(entry, seen):
            yield about(
                self._content, entry, "approval-policy-elsewhere",
                value=record.commits.policy[:12], other=record.commits.merged[:12],
            )  # fmt: skip
        if not _may_decide(record, policy):
            day = day_of(moment(record.decided_at), zone_of(policy))
            yield about(
                self._content, entry, "approval-role-not-held",
                value=policy.commit[:12], day=day, person=person, object=name,
            )  # fmt: skip
        if person in self._hands(entry, seen) - set(record.authors):
            yield about(self._content, entry, "approval-by-author", person=person, object=name)

    def _before(self, record: Approval) -> str:
        """The commit onto which a merge was put; of a root itself."""
        return self._line.before(record.commits.merged) or record.commits.merged

    def _brought(self, record: Approval) -> list[Commit]:
        """The commits that came with a decision; only the result where that cannot be told."""
        merged = record.commits.merged
        told = None
        if record.source.kind == "forge":
            told = self._line.brought(record.commits.policy, merged)
        return told or [self._line.commits[merged]]

    def _states(self, record: Approval) -> list[str]:
        """The commits that changed the file of an object on its way, and what came of it."""
        place = self._library.place(record.object)
        brought = (one.sha for one in self._brought(record) if place in one.changed)
        return [*brought, record.commits.merged]

    def _came_onto(self, entry: Entry, seen: Mapping[str, Snapshot]) -> bool:
        """Whether the rules that were applied are those of what the merge came onto."""
        record = entry.record
        merged, policy, before = record.commits.merged, record.commits.policy, self._before(record)
        if record.source.kind == "minutes":
            return self._in_force(entry, seen)
        if self._line.brought(policy, merged) is None:
            return False
        # A rebase puts several commits; its own changes of the rules do not count for itself.
        own = {
            entry.record.object
            for name in LEADERSHIP_DECIDES
            for entry in self._told.get(name, ())
            if (entry.record.commits.merged, entry.record.commits.policy) == (merged, policy)
        }
        return all(
            name in own or seen[policy].fingerprint(name) == seen[before].fingerprint(name)
            for name in LEADERSHIP_DECIDES
        )

    def _in_force(self, entry: Entry, seen: Mapping[str, Snapshot]) -> bool:
        """Whether minutes were judged by rules that were approved, or the first there were.

        Those that hold in the same commit; about the rules themselves their last approved state.
        """
        record, policy = entry.record, seen[entry.record.commits.policy]
        if record.object in LEADERSHIP_DECIDES:
            since = since_settled(policy, record.object, self._earlier(entry), record.fingerprint)
            expected = self._library.at(since) if since else seen[record.commits.merged]
        else:  # where nobody had written any rules yet, later ones may count
            merged = seen[record.commits.merged]
            expected = merged if merged.policy is not None else policy
        return all(
            policy.fingerprint(name) == expected.fingerprint(name)
            and (record.object in LEADERSHIP_DECIDES or self._was_approved(name, policy))
            for name in LEADERSHIP_DECIDES
        )

    def _was_approved(self, name: str, policy: Snapshot) -> bool:
        """Whether the state of the rules in a commit was approved, or none before it was."""
        records = [one.record for one in self._told.get(name, ())]
        if not records or policy.fingerprint(name) in settled_of(policy, name, records):
            return True
        top = self._library.ground.top
        return not any(is_ancestor(top, one.commits.merged, policy.commit) for one in records)

    def _earlier(self, entry: Entry) -> list[Approval]:
        """The records of the object before this one."""
        chain = self._told[entry.record.object]
        return [one.record for one in chain[: chain.index(entry)]]

    def _hands(self, entry: Entry, seen: Mapping[str, Snapshot]) -> set[str]:
        """Who had a hand in what was decided on."""
        record = entry.record
        policy, name = seen[record.commits.policy], record.object
        told = submitters(name, (seen[commit] for commit in self._states(record)))
        if record.source.kind == "forge":
            return told | wrote(self._brought(record), policy.people)
        place = self._library.place(name)
        if record.by.person not in told | wrote(self._touching.get(place, ()), policy.people):
            return set()
        since = since_settled(policy, name, self._earlier(entry), record.fingerprint)
        return had_a_hand(self._library, name, record.commits.merged, since, policy.people)

    @cached_property
    def _touching(self) -> Mapping[str, list[Commit]]:
        """The commits that wrote each file."""
        found: dict[str, list[Commit]] = {}
        for commit in self._line.commits.values():
            for place in commit.own:
                found.setdefault(place, []).append(commit)
        return found


def _may_decide(record: Approval, policy: Snapshot) -> bool:
    """Whether people and rules of that day let this person decide, in this role."""
    zone = zone_of(policy)
    day = day_of(moment(record.decided_at), zone)
    rule = rule_for(policy.policy, kind_of(record.object), day_of(moment(record.merged_at), zone))
    if rule is None or rule.step != record.step or not _is_account(record, policy):
        return False
    by = record.by
    speaking = entitled(policy.people, rule, unit_of(record.object), day)
    told = ((one.person, one.role, one.capacity) for one in speaking)
    return (by.person, by.role, by.capacity) in told


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
