"""Realization: from measures and measurements to the value of a scope in a period, or its state.

The rules are those of the contract ("The table of achievements"). How several values become one is
`consolidation`'s, what the value is worth against its target `score`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kinerja.achievement.consolidation import (
    HUNDRED,
    Realized,
    computed,
    consolidated,
    first_listed,
    over_periods,
    share,
)
from kinerja.achievement.measurements import own_file, serving, values_of
from kinerja.achievement.measures import NOTHING, Measure, Measures
from kinerja.achievement.schedule import Due, Part, Window
from kinerja.model.content import Content
from kinerja.model.records import Indicator, IndicatorFormulaDenominator
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
    reason = _not_owed(facts, owed.indicator, owed.period, unit)
    if reason:
        return Realized("not_scheduled", reason)
    realized = [value for _, value in over_parts(facts, owed, unit)]
    if len(realized) == 1:
        return realized[0]
    return over_periods(owed.indicator, realized)


def over_parts(facts: Facts, owed: Due, unit: str | None) -> list[tuple[Part, Realized]]:
    """The periods that are measured by themselves for what is due, each with its own value."""
    indicator = owed.indicator
    parts = owed.parts
    if owed.is_recomputed:
        parts = (Part(owed.period, owed.days),)
    elif indicator.formula.kind == "direct" and len(parts) > 1:
        whole = owed.period.since_january() if owed.to_date else owed.period
        if whole is not None and own_file(facts.content, indicator, whole):
            parts = (Part(whole, owed.days),)
    return [(part, _at(facts, indicator, part, unit)) for part in parts]


def _not_owed(facts: Facts, indicator: Indicator, period: Period, unit: str | None) -> str:
    """Why nothing is due from this scope, though it is from others; empty when it is."""
    source = indicator.formula.measurement
    has_units = source is None or source in facts.content.unit_sources
    if unit is None and indicator.unit_consolidation == "none" and has_units:
        own = source is not None and values_of(facts.content, indicator, source, period, None)
        return "" if own else "not_consolidated"
    if unit is not None and not has_units:
        return "organisation_only"
    return ""


def _at(facts: Facts, indicator: Indicator, part: Part, unit: str | None) -> Realized:
    """One period's own value, not consolidated over periods."""
    units = over_units(facts, indicator, part, unit)
    if units is None:
        return _own(facts, indicator, part, unit)
    return _over_units(facts, indicator, part.days, [value for _, value in units])


def over_units(
    facts: Facts, indicator: Indicator, part: Part, unit: str | None
) -> list[tuple[str, Realized]] | None:
    """The units whose values make the organisation's in one period; None where it has its own."""
    direct = indicator.formula.kind == "direct"
    if unit is not None or (indicator.unit_consolidation == "recompute" and not direct):
        return None
    if direct and _own(facts, indicator, part, None).state != "not_reported":
        return None  # also a value of nothing ÷ nothing is the organisation's own
    return [(each, _own(facts, indicator, part, each)) for each in facts.content.units]


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
    told = indicator.formula.denominator
    if not isinstance(told, IndicatorFormulaDenominator):
        return measure
    values = values_of(facts.content, indicator, told.measurement, period, unit)
    if not values and unit is None:
        values = [
            value
            for each in facts.content.units
            for value in values_of(facts.content, indicator, told.measurement, period, each)
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
