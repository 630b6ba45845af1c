"""Comparison and forecast: the vectors of the rules, and what holds for any numbers."""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_tree import add_indicator, office
from kinerja.achievement.figures.comparison import FEW_PACKAGES, LEAST_HISTORY, against, usual_of
from kinerja.achievement.retracing.forecast import Need, needed
from kinerja.model.records import Indicator
from kinerja.numbers import CALCULATE, publish

values = st.decimals(-(10**9), 10**9, places=4)
positive = st.decimals("0.0001", 10**9, places=4)
units = st.sampled_from(["percent", "days", "rupiah"])
POINTS = ("maximize", "minimize", "minimize/standard", "minimize/ratio", "stabilize")


def indicator(polarity: str, unit: str = "percent") -> Indicator:
    tree = office()
    add_indicator(tree, "x", polarity=polarity, unit=unit)
    return msgspec.convert(tree["indicators/x.yml"], Indicator, str_keys=True)


def direction(
    polarity: str, now: Any, before: Any, target: Any = None, unit: str = "percent"
) -> Any:
    aim = tuple(map(Decimal, target)) if isinstance(target, tuple) else target
    aim = Decimal(aim) if isinstance(aim, (int, str)) else aim
    return against(
        indicator(polarity, unit), Decimal(now), Decimal(before), aim, "2026-Q1"
    ).direction


# --- comparison --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("polarity", "now", "before", "target", "expected"),
    [
        ("maximize", 92, 90, None, "improved"),
        ("maximize", 91, 90, None, "unchanged"),
        ("maximize", 88, 90, None, "worsened"),
        ("minimize", 88, 90, None, "improved"),
        ("minimize", "91.01", 90, None, "worsened"),
        ("stabilize", 55, 40, 50, "improved"),
        ("stabilize", 40, 55, 50, "worsened"),
        ("stabilize", 45, 55, 50, "unchanged"),
        ("stabilize", 6, 14, (5, 15), "unchanged"),
        ("stabilize", 16, 18, (5, 15), "improved"),
        ("stabilize", 16, 18, None, None),
    ],
)
def test_the_direction_follows_the_polarity(
    polarity: str, now: Any, before: Any, target: Any, expected: str | None
) -> None:
    assert direction(polarity, now, before, target) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (101, 100, "unchanged"),
        ("101.01", 100, "improved"),
        ("0.5", 0, "improved"),
        (0, 0, "unchanged"),
    ],
)
def test_other_units_are_unchanged_within_a_percent(now: Any, before: Any, expected: str) -> None:
    assert direction("maximize", now, before, unit="days") == expected


def test_growth_is_of_the_earlier_size_and_unknown_from_zero() -> None:
    told = against(indicator("maximize", "days"), Decimal(6), Decimal(-4), None, "2025")
    assert (told.delta, told.growth) == (10, 250)
    assert against(indicator("maximize"), Decimal(6), Decimal(0), None, "2025").growth is None


@given(values, values, units)
def test_the_direction_flips_with_the_polarity(now: Decimal, before: Decimal, unit: str) -> None:
    flipped = {"improved": "worsened", "worsened": "improved", "unchanged": "unchanged"}
    up = direction("maximize", now, before, unit=unit)
    assert direction("minimize", now, before, unit=unit) == flipped[up]


@given(values, values, units, positive)
def test_nothing_that_is_compared_is_beyond_number(
    now: Decimal, before: Decimal, unit: str, target: Decimal
) -> None:
    told = against(indicator("stabilize", unit), now, before, target, "2025")
    assert told.delta.is_finite()
    assert told.growth is None or told.growth.is_finite()
    assert told.direction in ("improved", "worsened", "unchanged")


@given(values, units)
def test_what_did_not_move_is_unchanged(value: Decimal, unit: str) -> None:
    for polarity in ("maximize", "minimize", "stabilize"):
        assert direction(polarity, value, value, 50, unit) == "unchanged"


# --- what is usual -----------------------------------------------------------------------------


def usual(*history: Any, unit: str = "percent") -> Any:
    return usual_of([Decimal(value) for value in history], unit)


def test_too_short_a_history_calls_nothing_unusual() -> None:
    assert usual(*[90] * (LEAST_HISTORY - 1)) is None
    assert FEW_PACKAGES == 5


def test_one_earlier_outlier_does_not_hide_the_next() -> None:
    told = usual(90, 91, 12, 92, 90)
    assert told.low > 80
    assert told.high < 100


def test_values_that_never_moved_may_still_move_by_what_counts_as_unchanged() -> None:
    told = usual(90, 90, 90, 90)
    assert (told.low, told.high) == (87, 93)
    told = usual(200, 200, 200, 200, unit="days")
    assert (told.low, told.high) == (194, 206)


@given(st.lists(values, min_size=LEAST_HISTORY, max_size=30), units)
def test_the_middle_of_a_history_is_never_unusual(history: list[Decimal], unit: str) -> None:
    told = usual_of(history, unit)
    assert told is not None
    assert told.low.is_finite()
    assert told.low <= told.middle <= told.high


# --- forecast ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "need", "expected"),
    [
        (95, Need(Decimal(4), Decimal(90 + 91 + 93), Decimal(1)), "106.00"),  # average
        (90, Need(Decimal(200), Decimal(130 * 100), Decimal(50)), "100.00"),  # 130/150, 50 due
        (92, Need(Decimal(200), Decimal(130 * 100), Decimal(50)), "108.00"),
        (450, Need(Decimal(1), Decimal(110 + 85 + 150), Decimal(1)), "105.00"),  # sum
    ],
)
def test_what_the_rest_of_the_year_needs(target: int, need: Need, expected: str) -> None:
    assert publish(needed(Decimal(target), need)) == Decimal(expected)


@given(values, st.integers(1, 11), st.integers(1, 11), values)
def test_a_rest_that_brings_what_is_needed_reaches_the_target(
    got: Decimal, done: int, left: int, target: Decimal
) -> None:
    with decimal.localcontext(CALCULATE):
        value = needed(target, Need(Decimal(done + left), got, Decimal(left)))
        reached = (got + left * value) / (done + left)
    assert abs(reached - target) < Decimal("1e-12")
