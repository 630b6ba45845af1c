"""The policy, applied: from who said what about one object to who is still missing.

Pure. Whose words count at all (authors, accounts, days) has been settled by whoever calls; the
same judgement serves the gate before a merge, the recorder after it and the state ever after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeVar

import msgspec

from kinerja.content.shape.schema import at, labels
from kinerja.ledger.holders import Holding, holdings
from kinerja.model.records import (
    ApprovalPolicy,
    ApprovalPolicyVersion,
    ApprovalPolicyVersionRule,
    People,
)

Rule = ApprovalPolicyVersionRule

_Word = TypeVar("_Word")

LEADERSHIP_DECIDES = ("people", "approval-policy")
"""What says who may decide is decided by leadership, whatever the policy says (pitfall 11)."""

NEVER = datetime.max.replace(tzinfo=UTC)
"""When whoever may yet approve would: after all that has been said."""

_BY_LEADERSHIP = Rule(kinds=LEADERSHIP_DECIDES, step="6", any_of=("leadership",))


@dataclass(frozen=True, slots=True)
class Vote:
    """One person's newest word: `holdings` are the roles in which they may speak on this object."""

    person: str
    approves: bool
    at: datetime
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows: whose approval counts in which role, which roles miss somebody, who objects.

    `missing` lists roles of which one more person is needed, an entry for each; where any of
    several will do, all of them are named.
    """

    counted: tuple[tuple[Vote, Holding], ...]
    missing: tuple[tuple[str, ...], ...]
    objections: tuple[tuple[Vote, Holding], ...]

    @property
    def satisfied(self) -> bool:
        """Whether the object is approved."""
        return not self.missing and not self.objections


def rule_for(policy: ApprovalPolicy | None, kind: str, day: date) -> Rule | None:
    """The rule for a kind of object on a day; None where none asks for approval."""
    if policy is None:
        return None
    rules = version_on(policy, day).rules
    found = next((rule for rule in rules if kind in rule.kinds), None)
    return _with_leadership(found) if kind in LEADERSHIP_DECIDES else found


def version_on(policy: ApprovalPolicy, day: date) -> ApprovalPolicyVersion:
    """Of the versions that have begun by a day the last; before the first that one."""
    begun = [told for told in policy.versions if told.valid_from <= day] or policy.versions[:1]
    return max(begun, key=lambda told: (told.valid_from, told.version))


class Wanted(NamedTuple):
    """Whose approval is needed: an entry of roles for each person, and whether in that order."""

    roles: tuple[tuple[str, ...], ...]
    in_order: bool


def asked_for(policy: ApprovalPolicy | None, day: date) -> dict[str, Wanted]:
    """By kind of object on a day whose approval is needed."""
    if policy is None:
        return {}
    ruled = {kind for told in version_on(policy, day).rules for kind in told.kinds}
    rules = {kind: rule_for(policy, kind, day) for kind in ruled.union(LEADERSHIP_DECIDES)}
    return {
        kind: Wanted(judge(rule, ()).missing, rule.in_order) for kind, rule in rules.items() if rule
    }


def _with_leadership(rule: Rule | None) -> Rule:
    """The rule for what says who decides: whatever else it asks for, leadership approves it."""
    if rule is None:
        return _BY_LEADERSHIP
    if rule.all_of:
        missing = () if "leadership" in rule.all_of else ("leadership",)
        return msgspec.structs.replace(rule, all_of=(*rule.all_of, *missing))
    return msgspec.structs.replace(rule, any_of=("leadership",))


def roles_of(rule: Rule) -> tuple[str, ...]:
    """The roles that a rule knows, in its order."""
    return rule.all_of or rule.any_of


def needed(rule: Rule) -> int:
    """How many different people a rule asks for."""
    return max(len(rule.all_of), rule.minimum or 1)


def listed(missing: Iterable[Iterable[str]]) -> str:
    """Missing roles as messages write them: `Kepala UKPBJ; Tim Pengelola / Pimpinan`."""
    called = labels(at("approval", ("by", "role")) or {})
    return "; ".join(" / ".join(called[role] for role in roles) for roles in missing)


def may_speak(rule: Rule, holding: Holding, unit: str) -> bool:
    """Whether a role held counts under a rule for an object of a unit (empty: of no unit)."""
    rank = (rule.ranks or {}).get(holding.role, "")
    return holding.role in roles_of(rule) and holding.unit in ("", unit) and holding.reaches(rank)


def entitled(people: People, rule: Rule, unit: str, day: date) -> tuple[Holding, ...]:
    """Every role held on a day in which somebody may speak under a rule on an object of a unit."""
    return tuple(one for one in holdings(people, day) if may_speak(rule, one, unit))


def vacant(rule: Rule, left: Iterable[Holding]) -> frozenset[str]:
    """The roles that a rule asks for and nobody holds, if these are all who may speak."""
    left = tuple(left)
    missing = judge(rule, ballot(left, NEVER)).missing
    return frozenset(role for roles in missing for role in roles) - {one.role for one in left}


def lasting(people: People, rule: Rule, unit: str, day: date) -> tuple[Holding, ...]:
    """Every such role held on a day or ever after: who will take office later is waited for."""
    held = holdings(people, day, or_later=True)
    return tuple(one for one in held if may_speak(rule, one, unit))


def ballot(told: Iterable[Holding], at: datetime) -> tuple[Vote, ...]:
    """One approval by each person of several holdings, in any of their roles."""
    held: dict[str, list[Holding]] = {}
    for one in told:
        held.setdefault(one.person, []).append(one)
    return tuple(Vote(person, True, at, tuple(roles)) for person, roles in held.items())


def lasting_words(
    told: Iterable[_Word], who: Callable[[_Word], str], approves: Callable[[_Word], bool]
) -> list[_Word]:
    """What holds of everybody's words, told in time: the newest, and of approvals all before it.

    As far as the last word that was none: whoever approves once more has approved all along, also
    where the order counts.
    """
    held: dict[str, list[_Word]] = {}
    for word in told:
        earlier = held.get(who(word), []) if approves(word) else []
        held[who(word)] = [*filter(approves, earlier), word]
    return [word for words in held.values() for word in words]


def standing(votes: Iterable[Vote]) -> list[Vote]:
    """What holds of everybody's votes."""
    told = sorted(votes, key=lambda vote: vote.at)
    return lasting_words(told, lambda vote: vote.person, lambda vote: vote.approves)


def judge(rule: Rule, votes: Iterable[Vote]) -> Verdict:
    """What the votes on one state of an object come to.

    Who may speak in several roles does so in the one that leaves fewest places open, and then
    fewest objections unanswered.
    """
    told = sorted(votes, key=lambda vote: (vote.at, vote.person))
    approvals = [vote for vote in told if vote.approves and vote.holdings]
    objected = {vote.holdings[0].role for vote in told if vote.holdings and not vote.approves}
    asked = (*rule.all_of, *sorted(objected.difference(rule.all_of)))
    best: Verdict | None = None
    for filled in _fillings(asked, approvals, rule.in_order, frozenset(), None):
        found = _come_to(rule, told, approvals, filled)
        if best is None or _open(found) < _open(best):
            best = found
        if best.satisfied:
            break
    return best or Verdict((), (), ())


def _open(told: Verdict) -> tuple[int, int]:
    return len(told.missing), len(told.objections)


def _come_to(
    rule: Rule, votes: Sequence[Vote], approvals: Sequence[Vote], filled: _Filling
) -> Verdict:
    """The verdict if roles are filled like this; whoever fills none speaks in their first role."""
    counted = [pair for pair in filled if pair is not None]
    places = dict(zip(rule.all_of, filled, strict=False))
    missing = [(role,) for role, pair in places.items() if pair is None]
    spoken = {vote.person for vote, _holding in counted}
    for vote in approvals:
        if vote.person not in spoken and not (rule.in_order and missing):
            counted.append((vote, vote.holdings[0]))
            spoken.add(vote.person)
    more = needed(rule) - len(counted) - len(missing)
    open_places = (*missing, *[roles_of(rule)] * max(more, 0))
    return Verdict(tuple(counted), open_places, _objections(votes, counted))


def _objections(
    votes: Sequence[Vote], counted: Iterable[tuple[Vote, Holding]]
) -> tuple[tuple[Vote, Holding], ...]:
    """Requests for changes after which nobody in that role has approved.

    Everybody speaks in one role, as a record has one: in which an approval counted, else the first.
    """
    spoken = {vote.person: held for vote, held in counted}
    roles = [(vote, spoken.get(vote.person, vote.holdings[0])) for vote in votes if vote.holdings]
    return tuple(
        (vote, held)
        for vote, held in roles
        if not vote.approves and not any(
            later.approves and later.at > vote.at and theirs.role == held.role
            for later, theirs in roles
        )
    )  # fmt: skip


_Filling = list[tuple[Vote, Holding] | None]
"""Who speaks in each of some roles; None where nobody does."""


def _fillings(
    roles: Sequence[str],
    votes: Sequence[Vote],
    in_order: bool,
    taken: frozenset[str],
    after: datetime | None,
) -> Iterator[_Filling]:
    """All ways to find a person for each role, each for one only.

    In order, whoever speaks before the role ahead has spoken does not count.
    """
    if not roles:
        yield []
        return
    for vote in votes:
        held = next((one for one in vote.holdings if one.role == roles[0]), None)
        early = in_order and after is not None and vote.at < after
        if held is None or vote.person in taken or early:
            continue
        for rest in _fillings(roles[1:], votes, in_order, taken | {vote.person}, vote.at):
            yield [(vote, held), *rest]
    if in_order:
        yield [None] * len(roles)
        return
    for rest in _fillings(roles[1:], votes, in_order, taken, after):
        yield [None, *rest]
