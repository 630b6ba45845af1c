"""Realization: from measures and measurements to the value of a scope in a period, or its state.

The rules are those of the contract ("The table of achievements"). How several values become one is
`consolidation`'s, what the value is worth against its target `score`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kinerja.achievement.figures.consolidation import (
    HUNDRED,
    Realized,
    computed,
    consolidated,
    first_listed,
    over_periods,
    share,
)
from kinerja.achievement.figures.measurements import serving, values_of
from kinerja.achievement.measuring.measures import NOTHING, Measure, Measures
from kinerja.achievement.terms.schedule import Due, Part, Window
from kinerja.model.content import Content
from kinerja.model.manual import divisor, measured
from kinerja.model.records import Indicator
from kinerja.periods import Period


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that realizations rest on: content, and its formulas already measured.

    What has been realized from them is remembered.
    """

    content: Content
    measures: Measures
    realized: dict[tuple[str, Period, bool, str | None], Realized] = field(default_factory=dict)


def realize(facts: Facts, owed: Due, unit: str | None) -> Realized:
    """The realization of what is due, for a unit or for the organisation (None)."""
    if owed.reason:
        return Realized("not_scheduled", owed.reason)
    key = owed.indicator.id, owed.period, owed.to_date, unit
    found = facts.realized.get(key)
    if found is None:
        found = facts.realized[key] = _realized(facts, owed, unit)
    return found


def _realized(facts: Facts, owed: Due, unit: str | None) -> Realized:
    reason = _not_owed(facts, owed, unit)
    if reason:
        return Realized("not_scheduled", reason)
    realized = [value for _, value in over_parts(facts, owed, unit)]
    if len(realized) == 1:
        return realized[0]
    return over_periods(owed.indicator, realized)


def over_parts(facts: Facts, owed: Due, unit: str | None) -> list[tuple[Part, Realized]]:
    """The periods that are measured by themselves for what is due, each with its own value."""
    return [(part, _at(facts, owed, part, unit)) for part in _parts(facts, owed, unit)]


def _parts(facts: Facts, owed: Due, unit: str | None) -> tuple[Part, ...]:
    """What is due as a whole where it is counted anew or has its own file, else part by part."""
    indicator, source = owed.indicator, measured(owed.indicator)
    whole = owed.period.since_january() if owed.to_date else owed.period
    has_file = bool(whole and source and (source, whole) in facts.content.measurements)
    if owed.is_recomputed or (has_file and indicator.formula.kind == "direct"):
        return (Part(whole if whole and has_file else owed.period, owed.days),)
    if _is_recomputed_by_units(facts, owed, unit):
        return (Part(owed.period, owed.days),)
    return owed.parts


def _is_recomputed_by_units(facts: Facts, owed: Due, unit: str | None) -> bool:
    """Whether each unit's counts are put together over the periods before the units are.

    What the values of several units became has no counts any more that could be.
    """
    told = owed.indicator
    return (
        unit is None
        and len(owed.parts) > 1
        and told.formula.kind == "direct"
        and told.period_consolidation == "recompute"
        and told.unit_consolidation in ("sum", "average", "weighted")
        and told.formula.measurement in facts.content.unit_sources
        and not any(_has_own(facts, told, part) for part in owed.parts)
    )


def _has_own(facts: Facts, indicator: Indicator, part: Part) -> bool:
    """Whether the organisation states a direct value itself, were it nothing ÷ nothing."""
    return _own(facts, indicator, part, None).state != "not_reported"


def _not_owed(facts: Facts, owed: Due, unit: str | None) -> str:
    """Why nothing is due from this scope, though it is from others; empty when it is."""
    indicator = owed.indicator
    source = indicator.formula.measurement
    has_units = source is None or source in facts.content.unit_sources
    if unit is None and indicator.unit_consolidation == "none" and has_units:
        parts = _parts(facts, owed, unit) if source is not None else ()
        own = any(_has_own(facts, indicator, part) for part in parts)
        return "" if own else "not_consolidated"
    if unit is not None and not has_units:
        return "organisation_only"
    return ""


def _at(facts: Facts, owed: Due, part: Part, unit: str | None) -> Realized:
    """One period's own value, not consolidated over periods."""
    units = over_units(facts, owed, part, unit)
    if units is None:
        return _own(facts, owed.indicator, part, unit)
    return _over_units(facts, owed.indicator, part.days, [value for _, value in units])


def over_units(
    facts: Facts, owed: Due, part: Part, unit: str | None
) -> list[tuple[str, Realized]] | None:
    """The units whose values make the organisation's in one period; None where it has its own."""
    indicator, units = owed.indicator, facts.content.units
    direct = indicator.formula.kind == "direct"
    if unit is not None or indicator.unit_consolidation == "none":
        return None
    if indicator.unit_consolidation == "recompute" and not direct:
        return None
    if part not in owed.parts and _is_recomputed_by_units(facts, owed, unit):
        return [(each, realize(facts, owed, each)) for each in units]
    if direct and _has_own(facts, indicator, part):
        return None
    return [(each, _own(facts, indicator, part, each)) for each in units]


def _own(facts: Facts, indicator: Indicator, part: Part, unit: str | None) -> Realized:
    """The value of one scope straight from its source."""
    if indicator.formula.kind == "direct":
        return _direct(facts, indicator, part.period, unit)
    measure = facts.measures.get((indicator.id, part.days, unit), NOTHING)
    coverage = _coverage(facts, indicator, part.days, unit)
    if not _has_reported(facts, part.days, unit):
        return Realized("not_reported", "no_report", n=measure.n, coverage=coverage)
    told = _with_measurement(facts, indicator, part.period, unit, measure)
    return computed(indicator, told)._replace(coverage=coverage)


def _direct(facts: Facts, indicator: Indicator, period: Period, unit: str | None) -> Realized:
    """A value from a measurement: the period's file, else the shortest longer period's."""
    source = indicator.formula.measurement or ""
    file = serving(facts.content, indicator, source, period)
    if file is None:
        return Realized("not_reported", "no_report", coverage=Decimal(0))
    values = [value for value in file.values if value.unit == unit]
    if not values:
        return Realized("not_reported", "no_value", coverage=Decimal(0))
    told = values[0]
    if told.value is not None:
        value = Realized("computed", value=told.value, n=1, weight=told.weight)
    else:
        value = computed(indicator, Measure(told.numerator, told.denominator, 1))
        value = value._replace(weight=told.weight if told.weight is not None else value.weight)
    return value._replace(coverage=HUNDRED)


def _over_units(
    facts: Facts, indicator: Indicator, days: Window, units: Sequence[Realized]
) -> Realized:
    """The organisation's value from its units' (domain §7, over units)."""
    direct = indicator.formula.kind == "direct"
    stated = [one for one in units if one.value is not None]
    coverage = share(len(stated), len(units)) if direct else _coverage(facts, indicator, days, None)
    if not stated:
        first = first_listed(units)
        return Realized(first.state, first.reason, n=None if direct else 0, coverage=coverage)
    value = consolidated(indicator.unit_consolidation, indicator, stated)
    return value._replace(n=len(stated), coverage=coverage)


def _with_measurement(
    facts: Facts, indicator: Indicator, period: Period, unit: str | None, measure: Measure
) -> Measure:
    """The measure with a denominator that comes from a measurement, where the formula says so."""
    source = divisor(indicator)
    if source is None:
        return measure
    values = values_of(facts.content, indicator, source, period, unit)
    if not values and unit is None:
        values = [
            value
            for each in facts.content.units
            for value in values_of(facts.content, indicator, source, period, each)
        ]
    stated = [value.value for value in values if value.value is not None]
    return measure._replace(denominator=sum(stated, Decimal(0)) if stated else None)


def _has_reported(facts: Facts, days: Window, unit: str | None) -> bool:
    if unit is not None:
        return (unit, days.end) in facts.content.reported
    return any((each, days.end) in facts.content.reported for each in facts.content.units)


def _coverage(facts: Facts, indicator: Indicator, days: Window, unit: str | None) -> Decimal | None:
    """Rows held of units that reported by all rows held, in percent.

    Nothing held: None, but 0 for an organisation of which nobody reported.
    """
    whole = facts.measures.get((indicator.id, days, unit), NOTHING).n
    if not whole:
        return None if unit is not None or _has_reported(facts, days, None) else Decimal(0)
    units = facts.content.units if unit is None else (unit,)
    reported = sum(
        facts.measures.get((indicator.id, days, each), NOTHING).n
        for each in units
        if (each, days.end) in facts.content.reported
    )
    return share(reported, whole)
