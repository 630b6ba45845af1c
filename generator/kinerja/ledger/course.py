"""What the records of an object came to, one after the other: which state was approved last.

As soon as a state has all its approvals it takes the place of the one before. Who goes back to an
earlier one asks again: else a target lowered with approval could be raised, or a leader who has
left put back into office, by anybody who can undo a commit. What was signed or merged before that
and is recorded only after it counts no more; an objection is never forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from kinerja.content.shape.objects import kind_of
from kinerja.ledger.holders import Holding, day_of, moment
from kinerja.ledger.judging import Rule, Verdict, Vote, judge, rule_for, standing
from kinerja.model.records import Approval, ApprovalPolicy

RuleOf = Callable[[Approval], Rule | None]
"""What was asked for when a record was made; None: nothing."""


@dataclass(frozen=True, slots=True)
class Course:
    """What came of an object's records.

    `approved` are the records of the state that was approved last (none if no state ever was),
    `ever` the fingerprints of all that ever were, the first first, `said` what counts of each state
    today: said of the one approved last, or of another one since.
    """

    approved: tuple[Approval, ...]
    ever: tuple[str, ...]
    said: Mapping[str, tuple[Approval, ...]]

    @property
    def fingerprint(self) -> str:
        """Of the state that was approved last; empty if none was."""
        return self.approved[0].fingerprint if self.approved else ""


def course(records: Iterable[Approval], rule_of: RuleOf) -> Course:
    """What an object's records came to, in the order of its chain.

    What came with one commit is judged together: a merge against an objection approves nothing.
    """
    said: dict[str, tuple[Approval, ...]] = {}
    approved = ""
    since = _When("", is_day=False)
    ever: list[str] = []
    for _merged, group in groupby(records, key=lambda record: record.commits.merged):
        told = tuple(
            one for one in group if one.fingerprint == approved or not _when(one).is_before(since)
        )
        for record in told:
            said[record.fingerprint] = (*said.get(record.fingerprint, ()), record)
        for one in dict.fromkeys(record.fingerprint for record in reversed(told)):
            if one != approved and _is_approved(said[one], rule_of):
                since = max([since, *map(_when, said[one])], key=lambda told: told.at)
                approved = one
                ever.append(one)
                said = {other: _objections(told) for other, told in said.items()} | {one: said[one]}
                break
    return Course(said[approved] if approved else (), tuple(ever), said)


@dataclass(frozen=True, slots=True)
class _When:
    """The moment of a decision as records write it; of paper only the day counts."""

    at: str
    is_day: bool

    def is_before(self, other: _When) -> bool:
        """Whether it was certainly earlier."""
        size = 10 if self.is_day or other.is_day else None
        return self.at[:size] < other.at[:size]


def _when(record: Approval) -> _When:
    """When what was decided came about: a merge brings into force what was reviewed before it."""
    is_paper = record.source.kind == "minutes"
    return _When(record.decided_at if is_paper else record.merged_at, is_paper)


def _objections(records: tuple[Approval, ...]) -> tuple[Approval, ...]:
    return tuple(record for record in records if record.decision != "approved")


def by_policy(policy: ApprovalPolicy | None, time_zone: str, name: str) -> RuleOf:
    """The rules for an object by one policy, each of the day on which a record came into force."""

    def rule(record: Approval) -> Rule | None:
        return rule_for(policy, kind_of(name), day_of(moment(record.merged_at), time_zone))

    return rule


def verdict(rule: Rule, records: Iterable[Approval]) -> Verdict:
    """What records on one fingerprint come to, in their order."""
    return judge(rule, standing(votes(records)))


def votes(records: Iterable[Approval]) -> Iterator[Vote]:
    """What records say, in their order, each as a vote in the one role that it names.

    Paper has a day and no hour: it comes after what was recorded of that day before it, and all
    who signed the same one did so together.
    """
    latest: dict[date, datetime] = {}
    papers: dict[tuple[str | None, date | None], datetime] = {}
    for record in records:
        by, at, source = record.by, moment(record.decided_at), record.source
        if source.kind == "minutes":
            if at.date() in latest:
                at = max(at, latest[at.date()] + timedelta(microseconds=1))
            at = papers.setdefault((source.number, source.date), at)
        latest[at.date()] = max(at, latest.get(at.date(), at))
        held = Holding(by.person, by.role, by.capacity)
        yield Vote(by.person, record.decision == "approved", at, (held,))


def _is_approved(records: tuple[Approval, ...], rule_of: RuleOf) -> bool:
    rule = rule_of(records[-1])
    return rule is None or verdict(rule, records).satisfied
