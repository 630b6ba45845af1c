"""Realization: from measures and measurements to one value with its state, over units and periods.

The rules are those of the contract ("The table of achievements") and domain §7 ("Over periods",
"Over units"). What the value is worth against its target is `score`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kinerja.achievement.measurements import own_file, serving, values_of
from kinerja.achievement.measures import NOTHING, Measure, Measures
from kinerja.achievement.schedule import Due, Part, Window
from kinerja.model.content import Content
from kinerja.model.records import Indicator, IndicatorFormulaDenominator
from kinerja.numbers import Exact
from kinerja.periods import Period

HUNDRED = Decimal(100)


class Realized(NamedTuple):
    """A realization in the indicator's unit, or the state that says why there is none.

    `coverage` in percent; `weight` is what the value weighs in a weighted mean of units; `age` how
    many parts before the last one a last known value was stated.
    """

    state: str
    reason: str = ""
    value: Decimal | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    n: int | None = None
    coverage: Decimal | None = None
    weight: Exact | None = None
    age: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that realizations rest on: content, and its formulas already measured."""

    content: Content
    measures: Measures


def realize(facts: Facts, owed: Due, unit: str | None) -> Realized:
    """The realization of what is due, for a unit or for the organisation (None)."""
    indicator, period = owed.indicator, owed.period
    reason = owed.reason or _not_owed(facts, indicator, period, unit)
    if reason:
        return Realized("not_scheduled", reason)
    realized = [value for _, value in over_parts(facts, owed, unit)]
    if len(realized) == 1:
        return realized[0]
    return _over_periods(indicator, realized)


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
    if direct and _own(facts, indicator, part, None).value is not None:
        return None
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
    return _computed(indicator, told)._replace(coverage=coverage)


def _computed(indicator: Indicator, measure: Measure) -> Realized:
    """Numerator and denominator made one value, or why they cannot (domain §5, §7)."""
    kind, numerator, denominator = indicator.formula.kind, measure.numerator, measure.denominator
    known = Realized("computed", "", None, numerator, denominator, measure.n, weight=denominator)
    if measure.n == 0 and kind == "count":
        return known._replace(value=Decimal(0), numerator=0)
    if measure.n == 0 or (kind == "median" and numerator is None):
        return known._replace(state="not_computable", reason="nothing_observed")
    if kind in _DIVIDED and not denominator:
        return known._replace(state="not_computable", reason="zero_denominator")
    if numerator is None or (kind == "difference" and denominator is None):
        return known._replace(state="not_reported", reason="no_value")
    return known._replace(value=_value(indicator, numerator, denominator))


_DIVIDED = ("ratio", "mean", "direct")


def _value(indicator: Indicator, numerator: Exact, denominator: Exact | None) -> Decimal:
    """The only division of facts; a ratio in percent is multiplied before it divides."""
    over, under = Decimal(numerator), Decimal(denominator or 0)
    kind = indicator.formula.kind
    if kind == "difference":
        return over - under
    if kind not in _DIVIDED:
        return over
    if indicator.unit == "percent" and kind != "mean":
        over *= HUNDRED
    return over / under


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
        value = _computed(indicator, Measure(told.numerator, told.denominator, 1))
        value = value._replace(weight=told.weight if told.weight is not None else value.weight)
    return value._replace(coverage=HUNDRED)


def _over_units(
    facts: Facts, indicator: Indicator, days: Window, units: Sequence[Realized]
) -> Realized:
    """The organisation's value from its units' (domain §7, over units)."""
    direct = indicator.formula.kind == "direct"
    stated = [one for one in units if one.value is not None]
    coverage = (
        _share(len(stated), len(units)) if direct else _coverage(facts, indicator, days, None)
    )
    if not stated:
        first = _first_listed(units)
        return Realized(first.state, first.reason, n=None if direct else 0, coverage=coverage)
    value = _MEANS[indicator.unit_consolidation](indicator, stated)
    return value._replace(n=len(stated), coverage=coverage)


def _over_periods(indicator: Indicator, parts: Sequence[Realized]) -> Realized:
    """A longer period's value from its parts; silent parts lower the coverage."""
    stated = [part for part in parts if part.value is not None]
    coverage = _share(len(stated), len(parts))
    if not stated:
        return parts[-1]._replace(coverage=coverage)
    if indicator.period_consolidation == "last_known":
        age = next(n for n, part in enumerate(reversed(parts)) if part.value is not None)
        return stated[-1]._replace(coverage=coverage, age=age)
    value = _MEANS[indicator.period_consolidation](indicator, stated)
    return value._replace(n=len(stated), coverage=coverage)


def _sum(_: Indicator, stated: Sequence[Realized]) -> Realized:
    return Realized("computed", value=sum((_known(one.value) for one in stated), Decimal(0)))


def _average(indicator: Indicator, stated: Sequence[Realized]) -> Realized:
    total = _sum(indicator, stated)
    return total._replace(value=_known(total.value) / len(stated))


def _weighted(_: Indicator, stated: Sequence[Realized]) -> Realized:
    weights = [Decimal(one.weight or 0) for one in stated]
    total = sum(weights, Decimal(0))
    if not total:
        return Realized("not_computable", "zero_denominator")
    pairs = zip(stated, weights, strict=True)
    value = sum((_known(one.value) * weight for one, weight in pairs), Decimal(0)) / total
    return Realized("computed", value=value)


def _recompute(indicator: Indicator, stated: Sequence[Realized]) -> Realized:
    """From raw counts; a value stated without them stands only for itself."""
    if len(stated) == 1:
        return stated[0]
    if any(one.numerator is None or one.denominator is None for one in stated):
        return Realized("not_computable", "nothing_observed")
    numerator = sum((_known(one.numerator) for one in stated), Decimal(0))
    denominator = sum((_known(one.denominator) for one in stated), Decimal(0))
    return _computed(indicator, Measure(numerator, denominator, len(stated)))


_MEANS: dict[str, Callable[[Indicator, Sequence[Realized]], Realized]] = {
    "sum": _sum,
    "average": _average,
    "weighted": _weighted,
    "recompute": _recompute,
}
_REASONS = ("no_report", "no_value", "zero_denominator", "nothing_observed")


def _first_listed(silent: Sequence[Realized]) -> Realized:
    """Of several units without a value the one whose reason the contract lists first."""
    return min(silent, key=lambda one: _REASONS.index(one.reason), default=_NO_REPORT)


_NO_REPORT = Realized("not_reported", "no_report")


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
    return _share(reported, whole)


def _share(part: int, whole: int) -> Decimal | None:
    return HUNDRED * part / whole if whole else None


def _known(value: Exact | None) -> Decimal:
    """A value that the caller has made sure is there."""
    if value is None:
        raise ValueError(value)
    return Decimal(value)
