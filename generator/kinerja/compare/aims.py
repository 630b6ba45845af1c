"""Targets as they hold: for which period and unit another one is in force now, and if it is easier.

How a file of targets was rewritten does not matter here; a new version counts from the periods in
which it is in force.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kinerja.achievement.terms.score import Target
from kinerja.achievement.terms.targets import target_of
from kinerja.compare.difference import Aim
from kinerja.compare.sides import Side
from kinerja.model.content import Records
from kinerja.model.records import Target as Targets
from kinerja.periods import Period


def aims(base: Side, head: Side) -> Iterator[Aim]:
    """The targets that differ, by year, indicator, period and unit."""
    old, new = base.content, head.content
    for year, indicator in sorted(old.targets.keys() & new.targets.keys()):
        before, after = old.targets[year, indicator], new.targets[year, indicator]
        if before == after or indicator not in old.indicators.keys() & new.indicators.keys():
            continue
        for period in _written(before, after):
            for unit in (None, *_units(before, after)):
                was = _in_force(old, before, period, unit)
                now = _in_force(new, after, period, unit)
                if was != now:
                    polarity = new.indicators[indicator].polarity
                    eased = _is_eased(polarity, was, now)
                    yield Aim(year, indicator, str(period), unit, was, now, eased)


def _in_force(content: Records, told: Targets, period: Period, unit: str | None) -> Target | None:
    return target_of(content.indicators[told.indicator], told, period, unit, to_date=False)


def _written(*told: Targets) -> list[Period]:
    """The periods for which any version of any of the files says a target."""
    names = {
        name
        for targets in told
        for version in targets.versions
        for trajectory in (version.trajectory, *(version.units or {}).values())
        for name in trajectory
    }
    return sorted(Period.parse(name) for name in names)


def _units(*told: Targets) -> list[str]:
    return sorted(
        {unit for one in told for version in one.versions for unit in version.units or {}}
    )


def _is_eased(polarity: str, before: Target | None, after: Target | None) -> bool | None:
    """Whether a target became easier to reach: by polarity, or because a range became wider."""
    if after is None:
        return True
    if before is None:
        return None
    if polarity == "stabilize":
        (low, high), (lower, higher) = _range(before), _range(after)
        if lower <= low and high <= higher:
            return True
        return False if low <= lower and higher <= high else None
    low, new = _range(before)[0], _range(after)[0]
    return (new < low) == (polarity == "maximize") if new != low else None


def _range(target: Target) -> tuple[Decimal, Decimal]:
    return target if isinstance(target, tuple) else (target, target)
