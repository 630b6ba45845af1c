"""Realization: from measures and measurements to one value with its state, over units and periods.

The rules are those of the contract ("The table of achievements") and domain §7 ("Over periods",
"Over units"). What the value is worth against its target is `score`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kinerja.achievement.measures import NOTHING, Exact, Measure, Measures
from kinerja.achievement.observations import Window, window
from kinerja.model.content import Content
from kinerja.model.records import Indicator, IndicatorFormulaDenominator, MeasurementValue
from kinerja.model.validity import begins_after, ended_before, is_valid, parts_of, up_to
from kinerja.periods import MONTHS, Period

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Realized:
    """A realization in the indicator's unit, or the state that says why there is none.

    `coverage` in percent; `weight` is what the value weighs in a weighted mean of units.
    """

    state: str
    reason: str = ""
    value: Decimal | None = None
    numerator: Exact | None = None
    denominator: Exact | None = None
    n: int | None = None
    coverage: Decimal | None = None
    weight: Exact | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that realizations rest on: content, and its formulas already measured."""

    content: Content
    measures: Measures


def realize(
    facts: Facts, indicator: Indicator, period: Period, unit: str | None, *, to_date: bool
) -> Realized:
    """The realization of an indicator in a period for a unit, or for the organisation (None)."""
    reason = _unscheduled(facts, indicator, period, unit)
    if reason:
        return Realized("not_scheduled", reason)
    parts = up_to(indicator, period) if to_date else parts_of(indicator, period)
    direct = indicator.formula.kind == "direct"
    whole = period.since_january() if to_date else period
    if direct and len(parts) > 1 and whole is not None and _file(facts, indicator, whole):
        return _at(facts, indicator, whole, window(indicator, period, to_date=to_date), unit)
    if indicator.period_consolidation == "recompute" and not direct:
        return _at(facts, indicator, period, window(indicator, period, to_date=to_date), unit)
    realized = [
        _at(facts, indicator, part, window(indicator, part, to_date=False), unit) for part in parts
    ]
    if len(realized) == 1:
        return realized[0]
    return _over_periods(indicator, realized)


def windows_of(indicator: Indicator, periods: Iterable[Period]) -> frozenset[Window]:
    """The windows that realizing the periods on both bases will ask measures for."""
    due = [p for p in periods if p.months >= MONTHS[indicator.frequency] and is_valid(indicator, p)]
    if indicator.period_consolidation == "recompute":
        bases = (False, True)
        return frozenset(window(indicator, p, to_date=basis) for p in due for basis in bases)
    parts = {part for period in due for part in up_to(indicator, period)}
    return frozenset(window(indicator, part, to_date=False) for part in parts)


def _unscheduled(facts: Facts, indicator: Indicator, period: Period, unit: str | None) -> str:
    """Why nothing is due, in the contract's order; empty when it is."""
    if period.months < MONTHS[indicator.frequency]:
        return "frequency"
    if begins_after(indicator, period):
        return "not_valid_yet"
    if ended_before(indicator, period):
        return "closed"
    source = indicator.formula.measurement
    has_units = source is None or source in facts.content.unit_sources
    if unit is None and indicator.unit_consolidation == "none" and has_units:
        own = source is not None and _values(facts, indicator, source, period, None)
        return "" if own else "not_consolidated"
    if unit is not None and not has_units:
        return "organisation_only"
    return ""


def _at(
    facts: Facts, indicator: Indicator, period: Period, days: Window, unit: str | None
) -> Realized:
    """One period's own value, not consolidated over periods."""
    if unit is not None or (
        indicator.unit_consolidation == "recompute" and indicator.formula.kind != "direct"
    ):
        return _own(facts, indicator, period, days, unit)
    if indicator.formula.kind == "direct":
        own = _own(facts, indicator, period, days, None)
        if own.value is not None:
            return own
    units = [_own(facts, indicator, period, days, each) for each in facts.content.units]
    return _over_units(facts, indicator, days, units)


def _own(
    facts: Facts, indicator: Indicator, period: Period, days: Window, unit: str | None
) -> Realized:
    """The value of one scope straight from its source."""
    if indicator.formula.kind == "direct":
        return _direct(facts, indicator, period, unit)
    measure = facts.measures.get((indicator.id, days, unit), NOTHING)
    coverage = _coverage(facts, indicator, days, unit)
    if not _has_reported(facts, days, unit):
        return Realized("not_reported", "no_report", n=measure.n, coverage=coverage)
    return replace(
        _computed(indicator, _with_measurement(facts, indicator, period, unit, measure)),
        coverage=coverage,
    )


def _computed(indicator: Indicator, measure: Measure) -> Realized:
    """Numerator and denominator made one value, or why they cannot (domain §5, §7)."""
    kind, numerator, denominator = indicator.formula.kind, measure.numerator, measure.denominator
    known = Realized("computed", "", None, numerator, denominator, measure.n, weight=denominator)
    if measure.n == 0 and kind == "count":
        return replace(known, value=Decimal(0), numerator=0)
    if measure.n == 0 or (kind == "median" and numerator is None):
        return replace(known, state="not_computable", reason="nothing_observed")
    if kind in _DIVIDED and not denominator:
        return replace(known, state="not_computable", reason="zero_denominator")
    if numerator is None or (kind == "difference" and denominator is None):
        return replace(known, state="not_reported", reason="no_value")
    return replace(known, value=_value(indicator, numerator, denominator))


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
    if not _file_or_longer(facts, indicator, source, period):
        return Realized("not_reported", "no_report", coverage=Decimal(0))
    values = _values(facts, indicator, source, period, unit)
    if not values:
        return Realized("not_reported", "no_value", coverage=Decimal(0))
    told = values[0]
    if told.value is not None:
        value = Realized("computed", value=told.value, n=1, weight=told.weight)
    else:
        value = _computed(indicator, Measure(told.numerator, told.denominator, 1))
        value = replace(value, weight=told.weight if told.weight is not None else value.weight)
    return replace(value, coverage=HUNDRED)


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
    return replace(value, n=len(stated), coverage=coverage)


def _over_periods(indicator: Indicator, parts: Sequence[Realized]) -> Realized:
    """A longer period's value from its parts; silent parts lower the coverage."""
    stated = [part for part in parts if part.value is not None]
    coverage = _share(len(stated), len(parts))
    if not stated:
        return replace(parts[-1], coverage=coverage)
    if indicator.period_consolidation == "last_known":
        return replace(stated[-1], coverage=coverage)
    value = _MEANS[indicator.period_consolidation](indicator, stated)
    return replace(value, n=len(stated), coverage=coverage)


def _sum(_: Indicator, stated: Sequence[Realized]) -> Realized:
    return Realized("computed", value=sum((_known(one.value) for one in stated), Decimal(0)))


def _average(indicator: Indicator, stated: Sequence[Realized]) -> Realized:
    total = _sum(indicator, stated)
    return replace(total, value=_known(total.value) / len(stated))


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
    values = _values(facts, indicator, told.measurement, period, unit)
    if not values and unit is None:
        values = [
            value
            for each in facts.content.units
            for value in _values(facts, indicator, told.measurement, period, each)
        ]
    stated = [value.value for value in values if value.value is not None]
    return replace(measure, denominator=sum(stated, Decimal(0)) if stated else None)


def _values(
    facts: Facts, indicator: Indicator, source: str, period: Period, unit: str | None
) -> list[MeasurementValue]:
    """The values of one scope in the file that serves a period."""
    for each in _lookup(indicator, period):
        file = facts.content.measurements.get((source, each))
        if file is not None:
            return [value for value in file.values if value.unit == unit]
    return []


def _lookup(indicator: Indicator, period: Period) -> tuple[Period, ...]:
    """The period, then the longer ones; what is summed has no share of a longer period's value."""
    direct_sum = indicator.formula.kind == "direct" and indicator.period_consolidation == "sum"
    return (period,) if direct_sum else (period, *period.longer())


def _file(facts: Facts, indicator: Indicator, period: Period) -> bool:
    return (indicator.formula.measurement or "", period) in facts.content.measurements


def _file_or_longer(facts: Facts, indicator: Indicator, source: str, period: Period) -> bool:
    return any((source, each) in facts.content.measurements for each in _lookup(indicator, period))


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
