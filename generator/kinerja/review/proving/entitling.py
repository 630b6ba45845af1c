"""Whether who decided might: by the people and rules of what it came onto, and no author of it.

The recorder asked the same; asked again of history, for a record may have been written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cached_property

from kinerja.codes import has_errors
from kinerja.content.shape import schema
from kinerja.findings import Finding
from kinerja.git.history import Commit
from kinerja.ledger.findings import about
from kinerja.ledger.holders import moment
from kinerja.ledger.judging import LEADERSHIP_DECIDES, listed
from kinerja.ledger.records import Chains, Entry
from kinerja.model.content import Content
from kinerja.model.records import Approval
from kinerja.review.deciding.hands import Line, had_a_hand, since_approved, wrote
from kinerja.review.deciding.hearing import submitters
from kinerja.review.deciding.retelling import reads, told_otherwise
from kinerja.review.deciding.rules import At, Rules, rules_about, rules_of, unapproved
from kinerja.review.revisions.snapshot import Library, Snapshot

_READ_OF_POLICY = (*LEADERSHIP_DECIDES, "organisation")
_POLICY = "approval-policy"


class Entitling:
    """All records beside the commits that they came with."""

    def __init__(self, library: Library, content: Content, told: Chains, line: Line) -> None:
        """Nothing is read yet; `told` are the records, `line` all commits that lead to HEAD."""
        self._library, self._content, self._told, self._line = library, content, told, line
        self._approved: dict[tuple[object, ...], bool] = {}

    def reads(self, entry: Entry) -> Iterator[tuple[str, str]]:
        """What is to be read of which commit, as (commit, object)."""
        record, earlier = entry.record, self._earlier(entry)
        for commit in (record.commits.policy, record.commits.merged, self._before(record)):
            yield from ((commit, name) for name in _READ_OF_POLICY)
        for commit in (record.commits.policy, *self._states(record)):
            yield commit, record.object
        yield from reads(record, earlier)

    def findings(self, entry: Entry, seen: Mapping[str, Snapshot]) -> Iterator[Finding]:
        """What is wrong with who decided, else with what is told beside the decision.

        `seen` holds what was to be read, by commit.
        """
        record = entry.record
        applied = self._rules(entry, seen)
        rules = applied or rules_of(seen[record.commits.policy])
        hands = self._hands(entry, rules, seen) - set(record.authors)
        wrong = [*self._who(entry, rules, hands)]
        if applied is None:
            wrong.append(about(
                self._content, entry, "approval-policy-elsewhere",
                value=record.commits.policy[:12], other=record.commits.merged[:12],
            ))  # fmt: skip
        yield from wrong
        told = [*told_otherwise(record, self._earlier(entry), rules, seen)]
        told += ["authors"] if hands else []
        if told and not has_errors(wrong):
            titles = (schema.at("approval", tuple(key.split("."))) or {} for key in told)
            listed_ = ", ".join(one["title"] for one in titles)
            yield about(self._content, entry, "approval-told-otherwise", titles=listed_)

    def _who(self, entry: Entry, rules: Rules, hands: AbstractSet[str]) -> Iterator[Finding]:
        """What is wrong with who decided, by the rules that applied."""
        record = entry.record
        person, name = record.by.person, record.object
        day = rules.day(moment(record.decided_at))
        if not _may_decide(record, rules):
            yield about(
                self._content, entry, "approval-role-not-held",
                value=record.commits.policy[:12], day=day, person=person, object=name,
            )  # fmt: skip
        elif record.by.vacancy:
            yield about(
                self._content, entry, "approval-by-successor", ("by", "vacancy"),
                day=day, person=person, object=name, role=listed([[record.by.role]]),
            )  # fmt: skip
        if person in hands:
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

    def _rules(self, entry: Entry, seen: Mapping[str, Snapshot]) -> Rules | None:
        """The rules that applied; None where those of its commit did not."""
        record = entry.record
        if record.source.kind == "forge":
            fits = self._came_onto(record, seen) and self._is_sound(entry, seen)
            return rules_of(seen[record.commits.policy]) if fits else None
        if self._goes_back(entry) or not _is_of_its_day(record, seen[record.commits.policy]):
            return None
        told = list(self._by_minutes(entry, seen))
        first = told[0] if told else None
        return next((one for one in told if _may_decide(record, one)), first)

    def _by_minutes(self, entry: Entry, seen: Mapping[str, Snapshot]) -> Iterator[Rules]:
        """What may have applied to minutes: of one commit nothing tells what was recorded first."""
        record, policy = entry.record, seen[entry.record.commits.policy]
        merged, at = seen[record.commits.merged], seen.__getitem__
        for strict in (True, False):
            earlier = self._told_before(entry, strict=strict)
            if record.object in LEADERSHIP_DECIDES:
                rules = rules_about(record.object, merged, earlier, at)
                rules = replace(rules, witnesses=self._witnesses(entry, rules))
                if policy.fingerprint(_POLICY) == at(rules.commit).fingerprint(_POLICY):
                    yield rules
            elif self._are_approved(policy, merged, earlier, at):
                yield rules_of(policy)

    def _witnesses(self, entry: Entry, rules: Rules) -> frozenset[str]:
        """Who signed the minutes about a successor and had no hand in naming them."""
        if not entry.record.by.vacancy:
            return frozenset()
        own = self._since_approved(entry, rules) | set(entry.record.authors)
        return frozenset(entry.record.source.signatories or ()) - own

    def _came_onto(self, record: Approval, seen: Mapping[str, Snapshot]) -> bool:
        """Whether the rules are those of what the merge came onto."""
        merged, policy, before = record.commits.merged, record.commits.policy, self._before(record)
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

    def _is_sound(self, entry: Entry, seen: Mapping[str, Snapshot]) -> bool:
        """Whether a merge changed what was approved, and its rules were approved themselves."""
        record, policy = entry.record, seen[entry.record.commits.policy]
        was = policy.fingerprint(record.object)
        if record.decision == "approved" and was == record.fingerprint:
            return False
        told = (self._told_before(entry, strict=one) for one in (True, False))
        return any(self._are_approved(policy, policy, one, seen.__getitem__) for one in told)

    def _goes_back(self, entry: Entry) -> bool:
        """Whether minutes name a commit from before one that the object's chain names already."""
        merged = entry.record.commits.merged
        earlier = {one.commits.merged for one in self._earlier(entry)}
        return any(self._line.comes_before(merged, one) for one in earlier)

    def _are_approved(
        self,
        policy: Snapshot,
        merged: Snapshot,
        earlier: Mapping[str, list[Approval]],
        at: At,
    ) -> bool:
        """Whether minutes were judged by what they came onto, and that was approved.

        The first people and rules count as they are; where nobody had written any, later ones may.
        """
        expected = merged if merged.policy is not None else policy
        own = tuple(policy.fingerprint(name) for name in LEADERSHIP_DECIDES)
        if own != tuple(expected.fingerprint(name) for name in LEADERSHIP_DECIDES):
            return False
        records = (record for told in earlier.values() for record in told)
        asked = (*own, *map(id, records))  # many records ask for the same
        if asked not in self._approved:
            self._approved[asked] = not unapproved(policy, earlier, at)
        return self._approved[asked]

    def _told_before(self, entry: Entry, *, strict: bool) -> dict[str, list[Approval]]:
        """What was recorded of people and rules before: not of a commit that came only later.

        Nor of the same one, if `strict`. A line of its own hides nothing: only what has a commit in
        its history came after it.
        """
        here = entry.record.commits.merged

        def is_before(other: str) -> bool:
            return not strict if other == here else not self._line.comes_before(here, other)

        found = {
            name: [
                one.record
                for one in self._told.get(name, ())
                if is_before(one.record.commits.merged)
            ]
            for name in LEADERSHIP_DECIDES
        }
        if entry.record.object in found:
            found[entry.record.object] = self._earlier(entry)
        return found

    def _earlier(self, entry: Entry) -> list[Approval]:
        """The records of the object before this one."""
        chain = self._told[entry.record.object]
        return [one.record for one in chain[: chain.index(entry)]]

    def _hands(self, entry: Entry, rules: Rules, seen: Mapping[str, Snapshot]) -> set[str]:
        """Who had a hand in what was decided on."""
        record = entry.record
        name = record.object
        told = submitters(name, (seen[commit] for commit in self._states(record)))
        if record.source.kind == "forge":
            return told | wrote(self._brought(record), rules.people, [self._library.place(name)])
        place = self._library.place(name)
        if record.by.person not in told | wrote(self._touching.get(place, ()), rules.known):
            return set()
        return self._since_approved(entry, rules)

    def _since_approved(self, entry: Entry, rules: Rules) -> set[str]:
        """Who had a hand in it since it was approved last."""
        record, library = entry.record, self._library
        earlier = self._earlier(entry)
        since = since_approved(library, rules, record.object, earlier, record.fingerprint)
        return had_a_hand(library, record.object, record.commits.merged, since, rules.known)

    @cached_property
    def _touching(self) -> Mapping[str, list[Commit]]:
        """The commits that wrote each file."""
        found: dict[str, list[Commit]] = {}
        for commit in self._line.commits.values():
            for place in commit.own:
                found.setdefault(place, []).append(commit)
        return found


def _is_of_its_day(record: Approval, policy: Snapshot) -> bool:
    """Whether minutes decided on the day that they are dated."""
    told = record.source.date
    return told is not None and told == rules_of(policy).day(moment(record.decided_at))


def _may_decide(record: Approval, rules: Rules) -> bool:
    """Whether people and rules of that day let this person decide, in this role."""
    by, day = record.by, rules.day(moment(record.decided_at))
    rule = rules.rule(record.object, rules.day(moment(record.merged_at)))
    if rule is None or rule.step != record.step or not _is_account(record, rules):
        return False
    succeeding = rules.succeeding(rule, record.object, day)
    held = succeeding if by.vacancy else rules.speaking(rule, record.object, day)
    told = ((one.person, one.role, one.capacity, one in succeeding) for one in held)
    return (by.person, by.role, by.capacity, bool(by.vacancy)) in told


def _is_account(record: Approval, rules: Rules) -> bool:
    """Whether the account belonged to the person; minutes have none."""
    login = record.by.login
    named = [one for one in rules.known.people if one.id == record.by.person]
    if record.by.name not in {one.name for one in named}:
        return False
    if record.source.kind == "minutes":
        return login is None
    known = {one.logins.github for one in named if one.logins and one.logins.github}
    return login is not None and login.lower() in {one.lower() for one in known}
