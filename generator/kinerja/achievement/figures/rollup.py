"""Roll-up: from indicators to areas, goals and the total, by weight (domain §7).

One ladder per scope; no total is ever a mean of units' totals. What an indicator achieved is
decided before (`compiling`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kinerja.achievement.terms.score import ZERO
from kinerja.achievement.terms.table import STATES
from kinerja.model.content import Content
from kinerja.model.records import WeightsVersion
from kinerja.model.validity import in_force, is_valid
from kinerja.periods import Period

TOTAL = "total"


class Child(NamedTuple):
    """One child of a node: what it achieved (percent) and what it weighs.

    `missing_is_zero`: it counts as 0 where nobody reported it.
    """

    state: str
    achievement: Decimal | None
    weight: Decimal
    missing_is_zero: bool = False


class Sum(NamedTuple):
    """A node's score, its coverage in percent, or the state that says why there is none."""

    state: str
    reason: str
    achievement: Decimal | None
    coverage: Decimal | None


Shares = Mapping[str, Decimal]
"""The children of a node by id, each with what it weighs there."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The nodes of a period, each with its children: goals of the total, areas, indicators."""

    total: Shares
    goals: Mapping[str, Shares]
    areas: Mapping[str, Shares]


def ladder(content: Content, period: Period) -> Ladder:
    """The nodes that have a valid indicator in the period, and what they weigh then."""
    weights = weights_in_force(content, period)
    areas: dict[str, list[str]] = {}
    for indicator in content.indicators.values():
        if is_valid(indicator, period):
            areas.setdefault(indicator.area, []).append(indicator.id)
    goals: dict[str, list[str]] = {}
    for area in areas:
        goals.setdefault(content.areas[area].goal, []).append(area)
    return Ladder(
        _shares(goals, weights.goals if weights else None),
        {goal: _shares(told, weights.areas if weights else None)
         for goal, told in sorted(goals.items())},
        {area: _shares(told, weights.indicators if weights else None)
         for area, told in sorted(areas.items())},
    )  # fmt: skip


def _shares(siblings: Collection[str], told: Mapping[str, Decimal] | None) -> Shares:
    """What siblings weigh; all the same where there is no file of weights."""
    if told is None:
        return {node: Decimal(100) / len(siblings) for node in sorted(siblings)}
    return {node: told.get(node, ZERO) for node in sorted(siblings)}


def weights_in_force(content: Content, period: Period) -> WeightsVersion | None:
    """The last version of the year's weights that has begun by the period's last day."""
    told = content.weights.get(period.year)
    return in_force(told.versions, period) if told else None


def roll_up(children: Sequence[Child]) -> Sum:
    """The weighted mean of the computed children, and of those that count as 0.

    Coverage is the weight of the computed children by the weight of those scheduled and targeted.
    """
    due = [child for child in children if is_due(child.state)]
    computed = [child for child in due if child.achievement is not None]
    counted = computed + [c for c in due if c.missing_is_zero and c.state == "not_reported"]
    weight = sum((child.weight for child in counted), ZERO)
    whole = sum((child.weight for child in due), ZERO)
    covered = sum((child.weight for child in computed), ZERO)
    coverage = covered * 100 / whole if whole else None
    if not weight:
        states = {child.state for child in children}
        latest = next((state for state in reversed(STATES) if state in states), STATES[0])
        return Sum(latest, "no_child", None, coverage)
    total = sum((c.weight * (c.achievement or ZERO) for c in counted), ZERO)
    return Sum("computed", "", total / weight, coverage)


def with_missing_as_zero(children: Sequence[Child]) -> Decimal | None:
    """The score in percent if each child that is due but has no value had earned 0 (domain §7).

    It says how much a coverage below 100 may hide; None where nothing is due.
    """
    due = [child for child in children if is_due(child.state)]
    whole = sum((child.weight for child in due), ZERO)
    if not whole:
        return None
    return sum((c.weight * (c.achievement or ZERO) for c in due), ZERO) / whole


def is_due(state: str) -> bool:
    """Whether a child in this state counts in the coverage: it is scheduled and has a target."""
    return state not in ("not_scheduled", "not_targeted")
