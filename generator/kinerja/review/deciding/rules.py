"""Which people and which policy decide on something: those of a commit, or those approved last.

What says who may decide is not decided by itself: about people and policy their last approved
states decide, of whichever commits (approvals, pitfall 11).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kinerja.content.shape.objects import kind_of, unit_of
from kinerja.ledger.course import Course, course
from kinerja.ledger.holders import Holding, day_of, holdings, moment
from kinerja.ledger.judging import (
    LEADERSHIP_DECIDES,
    Rule,
    entitled,
    lasting,
    roles_of,
    rule_for,
    vacant,
    version_on,
)
from kinerja.model.records import Approval, ApprovalPolicy, People
from kinerja.review.revisions.snapshot import Snapshot

DEFAULT_ZONE = "Asia/Jakarta"

At = Callable[[str], Snapshot]
"""What a commit holds of people, policy and organisation."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may decide: `commit` is the one whose policy it is.

    `successors` are the people of a new state about which nobody may decide any more by the one
    approved last: then those count who hold the vacant role by it. If only that state says that who
    held the role has left, one of the `witnesses` must be in office by the one approved last.
    """

    commit: str
    policy: ApprovalPolicy | None
    people: People
    time_zone: str
    successors: People | None = None
    witnesses: frozenset[str] = frozenset()

    @property
    def known(self) -> People:
        """Everybody whose words might count."""
        more = self.successors or People(positions=(), people=())
        return People(
            positions=(*self.people.positions, *more.positions),
            people=(*self.people.people, *more.people),
        )

    def day(self, at: datetime) -> date:
        """The day of the office on which a moment falls."""
        return day_of(at, self.time_zone)

    def rule(self, name: str, day: date) -> Rule | None:
        """What is asked for an object on a day; None: nothing."""
        return rule_for(self.policy, kind_of(name), day)

    def speaking(self, rule: Rule, name: str, day: date) -> tuple[Holding, ...]:
        """Every role in which somebody may decide on an object on a day."""
        unit = unit_of(name)
        return (*entitled(self.people, rule, unit, day), *self.succeeding(rule, name, day))

    def succeeding(self, rule: Rule, name: str, day: date) -> tuple[Holding, ...]:
        """Those of them who may only by a state that is itself to be decided on."""
        if self.successors is None:
            return ()
        unit = unit_of(name)
        told = entitled(self.successors, rule, unit, day)
        left = lasting(self.people, rule, unit, day)
        roles = vacant(rule, left)
        if roles:
            return tuple(one for one in told if one.role in roles)
        stay = {(one.person, one.role) for one in lasting(self.successors, rule, unit, day)}
        roles = vacant(rule, (one for one in left if (one.person, one.role) in stay))
        seen = self.witnesses.intersection(self.in_office(day))
        return tuple(one for one in told if one.role in roles and seen - {one.person})

    def in_office(self, day: date) -> Iterator[str]:
        """Everybody who may approve something on a day."""
        rules = version_on(self.policy, day).rules if self.policy else ()
        asked = {role for one in rules for role in roles_of(one)}
        return (one.person for one in holdings(self.people, day) if one.role in asked)


def rules_of(told: Snapshot) -> Rules:
    """The rules that a commit holds."""
    zone = told.organisation.time_zone if told.organisation else DEFAULT_ZONE
    return Rules(told.commit, told.policy, told.people, zone)


def rules_about(name: str, here: Snapshot, told: Mapping[str, Sequence[Approval]], at: At) -> Rules:
    """The rules that decide on people or policy as a commit holds them.

    Args:
        name: Which of both.
        here: The commit.
        told: The records of both so far, in the order of their chains.
        at: Other commits.

    Both count as they were approved last, before this state of the one that is decided on. As long
    as none ever was they count as they are: there must be a beginning.
    """
    fingerprint = here.fingerprint(name)

    def approved(one: str) -> Snapshot:
        records = [r for r in told.get(one, ()) if one != name or r.fingerprint != fingerprint]
        last = course_of(one, records, rules_of(here), at)
        if not last.approved or last.fingerprint == here.fingerprint(one):
            return here
        return at(last.approved[-1].commits.merged)

    policy, people = approved("approval-policy"), approved("people")
    rules = rules_of(policy)
    successors = here.people if name == "people" and people is not here else None
    return Rules(rules.commit, rules.policy, people.people, rules.time_zone, successors)


def unapproved(told: Snapshot, records: Mapping[str, Sequence[Approval]], at: At) -> str:
    """Which of people and policy a commit holds otherwise than it was approved last; empty: none.

    `records` are those of both that count; without any they count as they are.
    """
    rules = rules_of(told)
    for name in LEADERSHIP_DECIDES:
        approved = course_of(name, records.get(name, ()), rules, at).fingerprint
        if approved and told.fingerprint(name) != approved:
            return name
    return ""


def course_of(name: str, records: Iterable[Approval], rules: Rules, at: At) -> Course:
    """What an object's records came to by these rules.

    Those of people and policy by the policy that each was made under: not by that of today, which
    whoever wants to decide on it might have written.
    """

    def rule(record: Approval) -> Rule | None:
        by = rules_of(at(record.commits.policy)) if name in LEADERSHIP_DECIDES else rules
        return by.rule(name, by.day(moment(record.merged_at)))

    return course(records, rule)
