"""Achievement."""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinerja.achievement.terms.score import Aim, achieve, status_of
from kinerja.model.records import PolicyBand, PolicyVersion
from kinerja.numbers import CALCULATE, publish

POINTS = ("maximize", "minimize", "minimize/standard", "minimize/ratio", "stabilize")
positive = st.decimals("0.0001", "1000000000", places=4)
signed = st.decimals(-1_000_000_000, 1_000_000_000, places=4)
points = st.sampled_from(POINTS)
ranges = st.tuples(st.decimals(0, 10**6, places=4), positive).map(lambda t: (t[0], t[0] + t[1]))
caps = st.none() | st.integers(100, 1000)
floors = st.none() | st.integers(-1000, 100)


def policy(cap: int | None = 120, floor: int | None = 0, **keys: Any) -> PolicyVersion:
    told = {"version": 1, "valid_from": "2025", "zero_bonus": "none", "natural_max_bonus": "none"}
    told |= {"missing_at_year_end": "exclude", "cap": cap, "floor": floor} | keys
    return msgspec.convert(told, PolicyVersion)


FREE = policy(None, None)
policies = st.builds(
    policy,
    caps,
    floors,
    zero_bonus=st.sampled_from(["none", "cap"]),
    natural_max_bonus=st.sampled_from(["none", "cap"]),
)


def score(
    realization: Decimal, target: Any, way: str, told: PolicyVersion = FREE, **aim: Any
) -> tuple[Decimal, Decimal]:
    with decimal.localcontext(CALCULATE):
        return achieve(realization, target, Aim(way, **aim), told)


def raw(realization: Decimal, target: Any, way: str) -> Decimal:
    return score(realization, target, way)[0]


@given(positive, points)
def test_exactly_on_plan_is_100_for_every_polarity(target: Decimal, way: str) -> None:
    assert score(target, target, way, policy()) == (100, 100)


@given(ranges, points, st.decimals(0, 1, places=4))
def test_anywhere_in_the_range_is_100_for_every_polarity(
    target: tuple[Decimal, Decimal], way: str, share: Decimal
) -> None:
    low, high = target
    assert score(low + (high - low) * share, target, way, policy()) == (100, 100)
    assert raw(low, target, way) == raw(high, target, way) == 100


@given(signed, signed, positive | ranges)
def test_more_never_scores_lower_where_more_is_better(
    one: Decimal, other: Decimal, target: Any
) -> None:
    assume(not isinstance(target, tuple) or min(one, other) >= 0 or target[0] > 0)
    less, more = sorted((one, other))
    assert raw(less, target, "maximize") <= raw(more, target, "maximize")


@given(signed, signed, positive | ranges | st.just(Decimal(0)), st.sampled_from(POINTS[1:4]))
def test_less_never_scores_lower_where_less_is_better(
    one: Decimal, other: Decimal, target: Any, way: str
) -> None:
    less, more = sorted((one, other))
    if way == "minimize/ratio" and not isinstance(target, tuple):
        assert score(less, target, way, policy())[1] >= score(more, target, way, policy())[1]
    elif not (isinstance(target, tuple) and target[0] == 0 and less < 0):
        assert raw(less, target, way) >= raw(more, target, way)


@given(signed, signed, positive)
def test_nearer_never_scores_lower_where_the_point_is_best(
    one: Decimal, other: Decimal, target: Decimal
) -> None:
    nearer, farther = sorted((one, other), key=lambda value: abs(value - target))
    assert raw(nearer, target, "stabilize") >= raw(farther, target, "stabilize")
    assert raw(nearer, target, "stabilize") <= 100


@given(signed, signed, ranges)
def test_nearer_to_the_range_never_scores_lower_on_the_same_side(
    one: Decimal, other: Decimal, target: tuple[Decimal, Decimal]
) -> None:
    low, high = target
    assume((one < low) == (other < low))
    middle = (low + high) / 2
    nearer, farther = sorted((one, other), key=lambda value: abs(value - middle))
    assert 100 >= raw(nearer, target, "stabilize") >= raw(farther, target, "stabilize")


@given(positive, signed, signed, policies, points)
def test_a_better_result_never_scores_lower_under_any_policy(
    target: Decimal, one: Decimal, other: Decimal, told: PolicyVersion, way: str
) -> None:
    """With cap, floor and bonus; by ratio only under a cap, which zero and below earn."""
    assume(way != "minimize/ratio" or told.cap is not None)
    by = {"maximize": lambda value: value, "stabilize": lambda value: -abs(value - target)}
    worse, better = sorted((one, other), key=by.get(way, lambda value: -value))
    best = max(one, other) if way == "maximize" else None
    scores = [score(value, target, way, told, natural_max=best)[1] for value in (worse, better)]
    assert scores[0] <= scores[1]


@given(signed, positive | ranges | st.just(Decimal(0)), points, policies, st.none() | positive,
       st.none() | signed)  # fmt: skip
def test_an_achievement_is_finite_and_lies_between_floor_and_cap(
    realization: Decimal,
    target: Any,
    way: str,
    told: PolicyVersion,
    tolerance: Decimal | None,
    natural_max: Decimal | None,
) -> None:
    found, capped = score(
        realization, target, way, told, tolerance=tolerance, natural_max=natural_max
    )
    assert found.is_finite()
    assert capped.is_finite()
    if told.cap is not None:
        assert capped <= told.cap
    if told.floor is not None:
        assert capped >= told.floor
    if (told.floor is None or found >= told.floor) and (told.cap is None or found <= told.cap):
        assert capped == found


@given(signed, st.none() | positive, policies)
def test_a_target_of_zero_is_never_divided_by(
    realization: Decimal, tolerance: Decimal | None, told: PolicyVersion
) -> None:
    found, _ = score(realization, Decimal(0), "minimize", told, tolerance=tolerance)
    if realization < 0:
        assert found == 100
    elif realization == 0:
        assert found == (told.cap if told.zero_bonus == "cap" and told.cap else 100)
    elif tolerance is None:
        assert found == 0
    else:
        assert 0 <= found < 100


@pytest.mark.parametrize(("way", "found"), [("maximize", 0), ("stabilize", 0), ("minimize", 120)])
def test_below_a_range_from_zero_is_the_worst_or_the_best(way: str, found: int) -> None:
    assert score(Decimal(-1), (Decimal(0), Decimal(5)), way, policy())[1] == found


@given(positive, points, policies)
def test_a_reached_natural_maximum_earns_the_cap_only_where_the_policy_says_so(
    target: Decimal, way: str, told: PolicyVersion
) -> None:
    capped = score(target, target, way, told, natural_max=target)[1]
    bonus = told.cap if told.natural_max_bonus == "cap" and told.cap is not None else 100
    assert capped == bonus


BANDS = [
    msgspec.convert({"status": name, "name": {"id": name, "en": name}} | bound, PolicyBand)
    for name, bound in (("best", {"from": 100}), ("good", {"above": 80}), ("poor", {}))
]


@given(signed)
def test_every_figure_has_exactly_one_status(value: Decimal) -> None:
    figure = publish(value)
    found = status_of(figure, BANDS, whole_year=False)
    assert found == ("best" if figure >= 100 else "good" if figure > 80 else "poor")
