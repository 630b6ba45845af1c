"""Roll-up."""

from __future__ import annotations

import decimal
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kinerja.achievement.figures.rollup import Child, roll_up, with_missing_as_zero
from kinerja.achievement.terms.table import STATES
from kinerja.numbers import CALCULATE, publish

percents = st.decimals(-100, 200, places=4)
weights = st.decimals("0.0001", 100, places=4)
computed = st.builds(Child, st.just("computed"), percents, weights)
silent = st.builds(Child, st.sampled_from(STATES), st.none(), weights)
NEARLY = Decimal("1e-20")


def rolled(children: Sequence[Child], *, zero: bool = False) -> Any:
    told = [one._replace(missing_is_zero=zero) for one in children]
    with decimal.localcontext(CALCULATE):
        return roll_up(told)


@given(st.lists(computed, min_size=1, max_size=8), st.lists(silent, max_size=4))
def test_a_score_lies_between_its_children_and_ignores_the_silent_ones(
    told: list[Child], quiet: list[Child]
) -> None:
    found = rolled([*told, *quiet])
    values = [child.achievement for child in told if child.achievement is not None]
    assert min(values) - NEARLY <= found.achievement <= max(values) + NEARLY
    assert found.achievement == rolled(told).achievement
    assert found.state == "computed"
    assert found.reason == ""


@given(st.lists(computed | silent, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_children_does_not_matter(children: list[Child], random: Any) -> None:
    shuffled = list(children)
    random.shuffle(shuffled)
    for zero in (False, True):
        assert rolled(children, zero=zero) == rolled(shuffled, zero=zero)


@given(st.lists(computed | silent, min_size=1, max_size=8), st.integers(1, 1000))
def test_the_scale_of_weights_does_not_matter(children: list[Child], times: int) -> None:
    scaled = [Child(one.state, one.achievement, one.weight * times) for one in children]
    one, other = rolled(children), rolled(scaled)
    assert (one.state, one.reason, one.coverage) == (other.state, other.reason, other.coverage)
    if one.achievement is not None:
        assert abs(one.achievement - other.achievement) <= NEARLY


@given(st.lists(computed | silent, min_size=1, max_size=8))
def test_coverage_is_the_computed_weight_of_what_is_scheduled_and_targeted(
    children: list[Child],
) -> None:
    found = rolled(children)
    due = [one for one in children if one.state not in ("not_scheduled", "not_targeted")]
    if not due:
        assert found.coverage is None
        return
    told = sum(one.weight for one in due if one.state == "computed")
    with decimal.localcontext(CALCULATE):
        assert found.coverage == told * 100 / sum(one.weight for one in due)
    assert 0 <= found.coverage <= 100


@given(st.lists(silent, min_size=1, max_size=8))
def test_without_a_computed_child_the_last_state_in_order_holds(children: list[Child]) -> None:
    found = rolled(children)
    last = max(STATES.index(one.state) for one in children)
    assert (found.state, found.reason, found.achievement) == (STATES[last], "no_child", None)


@given(st.lists(computed, min_size=1, max_size=5), st.lists(silent, max_size=4))
def test_a_missing_child_counts_zero_at_the_years_end_only_if_unreported(
    told: list[Child], quiet: list[Child]
) -> None:
    zeros = [Child("computed", Decimal(0), one.weight) for one in quiet
             if one.state == "not_reported"]  # fmt: skip
    found = rolled([*told, *quiet], zero=True)
    assert found.achievement == rolled([*told, *zeros]).achievement
    assert found.coverage == rolled([*told, *quiet]).coverage


@given(st.lists(computed | silent, min_size=1, max_size=8))
def test_the_sensitivity_counts_each_missing_child_that_is_due_as_zero(
    children: list[Child],
) -> None:
    due = [one for one in children if one.state not in ("not_scheduled", "not_targeted")]
    zeros = [Child("computed", one.achievement or Decimal(0), one.weight) for one in due]
    with decimal.localcontext(CALCULATE):
        assert with_missing_as_zero(children) == (rolled(zeros).achievement if due else None)


def test_the_sensitivity_of_the_worked_roll_up_is_60_13() -> None:
    children = [
        Child("computed", Decimal(105), Decimal(40)),
        Child("not_reported", None, Decimal(35)),
        Child("computed", Decimal("72.5"), Decimal(25)),
    ]
    assert publish(rolled(children).achievement) == Decimal("92.50")
    found = with_missing_as_zero(children)
    assert found is not None
    assert publish(found) == Decimal("60.13")
