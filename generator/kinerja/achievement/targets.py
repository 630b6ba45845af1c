"""Which target holds for a figure: versions in force, longer periods, "up to" figures, units.

Rules: domain §7 ("Over periods") and the contract ("Where two readings are possible"). Whether a
target was reached is `score`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kinerja.achievement.score import Target
from kinerja.model.records import Indicator, TargetVersion
from kinerja.model.records import Target as Targets
from kinerja.model.validity import in_force, parts_of, up_to
from kinerja.periods import MONTHS, Period


def target_of(
    indicator: Indicator,
    targets: Targets | None,
    period: Period,
    unit: str | None,
    *,
    to_date: bool,
) -> Target | None:
    """The target of a figure in the indicator's unit, or None where it is not targeted.

    `targets` are those of the indicator for the period's year; `unit` None is the organisation.
    """
    if targets is None:
        return None
    if not to_date:
        return _of_period(indicator, targets, period, unit)
    same_days = period.since_january()
    if same_days is not None:
        return _of_period(indicator, targets, same_days, unit)
    if indicator.period_consolidation == "sum":
        return _summed(indicator, targets, up_to(indicator, period), unit)
    return _of_period(indicator, targets, period, unit)


def version_of(targets: Targets, period: Period) -> TargetVersion | None:
    """The last version that has begun by the period's last day."""
    return in_force(targets.versions, period)


def _of_period(
    indicator: Indicator, targets: Targets, period: Period, unit: str | None
) -> Target | None:
    """The one written for the period; else for sums the parts' sum, otherwise the last part's."""
    written = _written(indicator, targets, period, unit)
    if written is not None or period.months <= MONTHS[indicator.frequency]:
        return written
    parts = parts_of(indicator, period)
    if indicator.period_consolidation == "sum":
        return _summed(indicator, targets, parts, unit)
    return _written(indicator, targets, parts[-1], unit) if parts else None


def _summed(
    indicator: Indicator, targets: Targets, parts: Sequence[Period], unit: str | None
) -> Target | None:
    total: Target | None = None
    for part in parts:
        written = _written(indicator, targets, part, unit)
        if written is None:
            return None
        total = written if total is None else _plus(total, written)
    return total


def _written(
    indicator: Indicator, targets: Targets, period: Period, unit: str | None
) -> Target | None:
    version = version_of(targets, period)
    if version is None:
        return None
    trajectory: Mapping[str, Decimal | Sequence[Decimal]] = version.trajectory
    if unit is not None:
        own = (version.units or {}).get(unit)
        if own is None and indicator.unit_consolidation == "sum":
            return None  # a unit's share of a sum is not the organisation's whole
        trajectory = own if own is not None else trajectory
    value = trajectory.get(str(period))
    return (value[0], value[1]) if isinstance(value, Sequence) else value


def _plus(one: Target, other: Target) -> Target:
    low, high = one if isinstance(one, tuple) else (one, one)
    more_low, more_high = other if isinstance(other, tuple) else (other, other)
    if isinstance(one, tuple) or isinstance(other, tuple):
        return low + more_low, high + more_high
    return low + more_low
