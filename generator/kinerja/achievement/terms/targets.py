"""Which target holds for a figure: versions in force, longer periods, "up to" figures, units.

Rules: domain §7 ("Over periods") and the contract ("Where two readings are possible"). Whether a
target was reached is `score`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kinerja.achievement.terms.score import Target
from kinerja.model.records import Indicator, TargetVersion
from kinerja.model.records import Target as Targets
from kinerja.model.validity import in_force, parts_of, up_to
from kinerja.periods import MONTHS, Period


class Written(NamedTuple):
    """A target as it stands in the file: the period it was written for, its version, its value.

    `unit` is the work unit whose own target it is, None the organisation's.
    """

    period: Period
    version: int
    value: Target
    unit: str | None


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
    total: Target | None = None
    for one in written_for(indicator, targets, period, unit, to_date=to_date):
        total = one.value if total is None else _plus(total, one.value)
    return total


OTHER_UNITS = ""
"""Stands for all units without a target of their own; no unit has this id."""


def targets_of(
    indicator: Indicator, targets: Targets | None, period: Period, *, to_date: bool
) -> Mapping[str | None, Target | None]:
    """The targets of a figure for the organisation (None), units with their own, `OTHER_UNITS`."""
    versions = targets.versions if targets else ()
    own = {unit for version in versions for unit in version.units or ()}
    return {
        unit: target_of(indicator, targets, period, unit, to_date=to_date)
        for unit in (None, OTHER_UNITS, *sorted(own))
    }


def written_for(
    indicator: Indicator,
    targets: Targets | None,
    period: Period,
    unit: str | None,
    *,
    to_date: bool,
) -> tuple[Written, ...]:
    """What the target of a figure is made of: one that was written, or several to be added up.

    Empty where it is not targeted.
    """
    if targets is None:
        return ()
    if not to_date:
        return _of_period(indicator, targets, period, unit)
    same_days = period.since_january()
    if same_days is not None:
        return _of_period(indicator, targets, same_days, unit)
    if indicator.period_consolidation == "sum":
        return _all_of(indicator, targets, up_to(indicator, period), unit)
    return _of_period(indicator, targets, period, unit)


def version_of(targets: Targets, period: Period) -> TargetVersion | None:
    """The last version that has begun by the period's last day."""
    return in_force(targets.versions, period)


def _of_period(
    indicator: Indicator, targets: Targets, period: Period, unit: str | None
) -> tuple[Written, ...]:
    """The one written for the period; else for sums the parts', otherwise the last part's."""
    written = _all_of(indicator, targets, (period,), unit)
    if written or period.months <= MONTHS[indicator.frequency]:
        return written
    parts = parts_of(indicator, period)
    chosen = parts if indicator.period_consolidation == "sum" else parts[-1:]
    return _all_of(indicator, targets, chosen, unit)


def _all_of(
    indicator: Indicator, targets: Targets, parts: Sequence[Period], unit: str | None
) -> tuple[Written, ...]:
    """The targets written for each of the parts; none where one of them is missing."""
    found = tuple(_written(indicator, targets, part, unit) for part in parts)
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) else ()


def _written(
    indicator: Indicator, targets: Targets, period: Period, unit: str | None
) -> Written | None:
    version = version_of(targets, period)
    if version is None:
        return None
    trajectory: Mapping[str, Decimal | Sequence[Decimal]] = version.trajectory
    own = (version.units or {}).get(unit) if unit is not None else None
    if unit is not None and own is None and indicator.unit_consolidation == "sum":
        return None  # a unit's share of a sum is not the organisation's whole
    value = (own if own is not None else trajectory).get(str(period))
    if value is None:
        return None
    told: Target = (value[0], value[1]) if isinstance(value, Sequence) else value
    return Written(period, version.version, told, unit if own is not None else None)


def _plus(one: Target, other: Target) -> Target:
    low, high = one if isinstance(one, tuple) else (one, one)
    more_low, more_high = other if isinstance(other, tuple) else (other, other)
    if isinstance(one, tuple) or isinstance(other, tuple):
        return low + more_low, high + more_high
    return low + more_low
