"""Consolidation: numerator and denominator made one value, and several values made one.

Over periods and over units (domain §7). Where the values come from is `realization`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from kinerja.achievement.measuring.measures import Measure
from kinerja.model.records import Indicator
from kinerja.numbers import Exact

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


def computed(indicator: Indicator, measure: Measure) -> Realized:
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


def over_periods(indicator: Indicator, parts: Sequence[Realized]) -> Realized:
    """A longer period's value from its parts; silent parts lower the coverage."""
    stated = [part for part in parts if part.value is not None]
    coverage = share(len(stated), len(parts))
    by_last = indicator.period_consolidation == "last_known"
    if not stated:
        silent = parts[-1] if by_last else first_listed(parts[::-1])
        return silent._replace(coverage=coverage)
    if by_last:
        age = next(n for n, part in enumerate(reversed(parts)) if part.value is not None)
        return stated[-1]._replace(coverage=coverage, age=age)
    value = consolidated(indicator.period_consolidation, indicator, stated)
    return value._replace(n=len(stated), coverage=coverage)


def consolidated(rule: str, indicator: Indicator, stated: Sequence[Realized]) -> Realized:
    """One value from several by a rule of consolidation; each of them has a value."""
    return _RULES[rule](indicator, stated)


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
    weight = sum((_known(one.weight) for one in stated), Decimal(0))
    told = computed(indicator, Measure(numerator, denominator, len(stated)))
    return told._replace(weight=weight)


_RULES: dict[str, Callable[[Indicator, Sequence[Realized]], Realized]] = {
    "sum": _sum,
    "average": _average,
    "weighted": _weighted,
    "recompute": _recompute,
}
_REASONS = ("no_report", "no_value", "zero_denominator", "nothing_observed")


def first_listed(silent: Sequence[Realized]) -> Realized:
    """Of units or parts without a value the one whose reason the contract lists first.

    Of several with the same reason the first that is given.
    """
    return min(silent, key=lambda one: _REASONS.index(one.reason), default=_NO_REPORT)


_NO_REPORT = Realized("not_reported", "no_report")


def share(part: int, whole: int) -> Decimal | None:
    """A part in percent of the whole; None of nothing."""
    return HUNDRED * part / whole if whole else None


def _known(value: Exact | None) -> Decimal:
    """A value that the caller has made sure is there."""
    if value is None:
        raise ValueError(value)
    return Decimal(value)
