"""Judging votes, whatever they are: who speaks first, once more, or in two roles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import assume, example, given
from hypothesis import strategies as st

from kinerja.content.shape.objects import KINDS, object_at, slug
from kinerja.ledger.holders import Holding
from kinerja.ledger.judging import Rule, Vote, judge, needed, standing

ROLES = ("head_ukpbj", "managing_team", "leadership")
START = datetime(2026, 4, 14, tzinfo=UTC)

some_roles = st.lists(st.sampled_from(ROLES), min_size=1, max_size=3, unique=True).map(tuple)
counts = st.none() | st.integers(1, 4)


@st.composite
def rules(draw: st.DrawFn, in_order: bool | None = None) -> Rule:
    """A rule of either make; in order, not so, or either."""
    if draw(st.booleans()):
        return Rule(kinds=("goal",), step="6", any_of=draw(some_roles), minimum=draw(counts))
    ordered = draw(st.booleans()) if in_order is None else in_order
    roles = draw(some_roles)
    return Rule(kinds=("goal",), step="6", all_of=roles, minimum=draw(counts), in_order=ordered)


def vote(person: str, approves: bool, minute: int, roles: tuple[str, ...]) -> Vote:
    held = tuple(Holding(person, role, "definitive") for role in roles)
    return Vote(person, approves, START + timedelta(minutes=minute), held)


@st.composite
def ballots(draw: st.DrawFn, approve: bool | None = None) -> list[Vote]:
    """One vote of each of some people, with roles they hold; minutes may coincide."""
    people = draw(st.lists(st.sampled_from("abcdef"), max_size=6, unique=True))
    says = st.booleans() if approve is None else st.just(approve)
    minutes = st.integers(0, 5)
    return [vote(one, draw(says), draw(minutes), draw(some_roles)) for one in people]


def speaking(rule: Rule, votes: list[Vote]) -> list[Vote]:
    """The votes as a caller hands them over: with the roles only that the rule knows."""
    known = rule.all_of or rule.any_of
    held = [(one, tuple(h for h in one.holdings if h.role in known)) for one in votes]
    return [Vote(one.person, one.approves, one.at, roles) for one, roles in held if roles]


@given(rules(), ballots(), st.data())
def test_the_order_in_which_votes_are_told_makes_no_difference(
    rule: Rule, votes: list[Vote], data: st.DataObject
) -> None:
    told = speaking(rule, votes)
    shuffled = data.draw(st.permutations(told))
    assert judge(rule, told) == judge(rule, shuffled)


@given(rules(in_order=False), ballots(approve=True), st.integers(0, 9), some_roles)
def test_one_more_approval_never_undoes_approvals(
    rule: Rule, votes: list[Vote], minute: int, roles: tuple[str, ...]
) -> None:
    told = speaking(rule, votes)
    assume(judge(rule, told).satisfied)
    more = speaking(rule, [vote("z", True, minute, roles)])
    assert judge(rule, [*told, *more]).satisfied


@given(rules(), ballots(approve=True), st.sampled_from("abcdef"), st.integers(0, 9), some_roles)
def test_who_approves_once_more_undoes_nothing_also_where_the_order_counts(
    rule: Rule, votes: list[Vote], person: str, minute: int, roles: tuple[str, ...]
) -> None:
    told = speaking(rule, votes)
    assume(judge(rule, told).satisfied and person in {one.person for one in told})
    more = speaking(rule, [vote(person, True, minute, roles)])
    assert judge(rule, standing([*told, *more])).satisfied


@given(rules(), ballots(approve=True))
def test_who_objects_takes_back_what_they_approved_before(rule: Rule, votes: list[Vote]) -> None:
    told = speaking(rule, votes)
    taken = [vote(one.person, False, 9, (one.holdings[0].role,)) for one in told]
    assert not judge(rule, standing([*told, *taken])).counted


@given(rules(in_order=False), ballots(), st.integers(0, 9), some_roles)
@example(
    Rule(kinds=("goal",), step="6", all_of=ROLES),
    [
        vote("a", False, 1, ("head_ukpbj",)),
        vote("b", True, 0, ("leadership",)),
        vote("c", True, 0, ("head_ukpbj", "managing_team")),
        vote("d", True, 2, ("leadership", "head_ukpbj")),
    ],
    3,
    ("managing_team",),
)
def test_one_more_approval_never_leaves_more_open(
    rule: Rule, votes: list[Vote], minute: int, roles: tuple[str, ...]
) -> None:
    told = speaking(rule, votes)
    more = speaking(rule, [vote("z", True, minute, roles)])
    assert still_open(rule, [*told, *more]) <= still_open(rule, told)


def still_open(rule: Rule, votes: list[Vote]) -> tuple[int, int]:
    """How many approvals are missing, and then how many objections stand."""
    found = judge(rule, votes)
    return len(found.missing), len(found.objections)


@given(rules(), ballots())
def test_nobody_is_counted_twice_or_against_their_word(rule: Rule, votes: list[Vote]) -> None:
    told = judge(rule, speaking(rule, votes))
    people = [one.person for one, _held in told.counted]
    assert len(people) == len(set(people))
    assert all(one.approves and held in one.holdings for one, held in told.counted)
    assert not set(people) & {one.person for one, _held in told.objections}


@given(rules(), ballots())
def test_what_is_approved_has_as_many_people_as_are_needed(rule: Rule, votes: list[Vote]) -> None:
    told = judge(rule, speaking(rule, votes))
    assert len(told.counted) + len(told.missing) >= needed(rule)
    if told.satisfied:
        assert len({one.person for one, _held in told.counted}) >= needed(rule)
        assert set(rule.all_of) <= {held.role for _one, held in told.counted}


@given(rules(), ballots(approve=False))
def test_nothing_is_approved_by_objections(rule: Rule, votes: list[Vote]) -> None:
    assert not judge(rule, speaking(rule, votes)).satisfied


ids = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
years = st.integers(2000, 2099).map(str)
periods = st.builds(
    lambda year, part: year + part, years, st.sampled_from(["", "-S1", "-Q1", "-Q4", "-01", "-12"])
)
objects = st.one_of(
    st.sampled_from(["organisation", "people", "approval-policy"]),
    st.builds("{}/{}".format, st.sampled_from(["unit", "goal", "area", "indicator"]), ids),
    st.builds("{}/{}/{}".format, st.sampled_from(["target", "action-plan"]), years, ids),
    st.builds("{}/{}/{}".format, st.sampled_from(["register", "mapping"]), ids, years),
    st.builds("realization/{}/{}".format, ids, periods),
    st.builds("measurement/{}/{}".format, periods, ids),
    st.builds("{}/{}".format, st.sampled_from(["audit", "decision"]), periods),
    st.builds("report/{}/{}".format, periods, st.integers(1, 999)),
)


@given(objects, objects)
@example("unit/a-b", "unit/a")
@example("target/2026/a", "target/2026/a-a")
@example("realization/q1/2026-Q1", "realization/q1-2026/2026-Q1")
def test_different_objects_have_different_folders(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) == (one == other)


@given(objects)
def test_the_folder_of_an_object_can_hold_its_records(name: str) -> None:
    assert name.partition("/")[0] in KINDS
    assert object_at(f"approvals/2026/{slug(name)}/1.yml") is None  # a record is no object
    assert "/" not in slug(name)
