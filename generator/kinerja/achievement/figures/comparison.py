"""Comparison: a figure beside earlier ones, its baseline and the end of the plan (domain §7).

Only rows of the table and content are read. What the rest of the year needs is `forecast`'s, what
stands behind a figure `explanation`'s.
"""

from __future__ import annotations

import decimal
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.figures.rows import aim_of, policy_of
from kinerja.achievement.terms.score import Target, achieve
from kinerja.achievement.terms.table import Key, Row
from kinerja.model.content import Records
from kinerja.model.records import Indicator
from kinerja.model.validity import parts_of, up_to
from kinerja.numbers import CALCULATE
from kinerja.periods import Period

FEW_PACKAGES = 5
"""Fewer packages than these move a figure too easily (domain §7)."""

LEAST_HISTORY = 4
"""Earlier values that are needed before one can be called unusual."""

SPREADS = 3
"""How many spreads from the middle a value is unusual."""

_NORMAL = Decimal("1.4826")
"""Median absolute deviations in one standard deviation of a normal distribution."""

_ONE_POINT = _ONE_PERCENT = Decimal(1)


@dataclass(frozen=True, slots=True)
class Against:
    """A realization held against an earlier one or the baseline, `before`, of the period `when`.

    `delta` is in the indicator's unit (points for percent), `growth` in percent, None from zero;
    `direction` is `improved`, `worsened` or `unchanged`, or None without a target to be near to.
    """

    when: str
    before: Decimal
    delta: Decimal
    growth: Decimal | None
    direction: str | None


@dataclass(frozen=True, slots=True)
class Toward:
    """How far the end of the plan is reached: `progress` in percent, by the polarity's formula.

    No cap and no floor: it is a distance, not an achievement.
    """

    year: int
    target: Target
    progress: Decimal


@dataclass(frozen=True, slots=True)
class Usual:
    """The middle of an indicator's own history and the bounds beyond which a value is unusual."""

    middle: Decimal
    low: Decimal
    high: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that one row is compared with; None where there is nothing to compare.

    `few` says that fewer packages than `FEW_PACKAGES` were counted, `unusual` that the value lies
    outside of what is usual: both are for the analyst to look at.
    """

    previous: Against | None
    last_year: Against | None
    baseline: Against | None
    plan_end: Toward | None
    usual: Usual | None
    unusual: bool
    few: bool


def compare(rows: Mapping[Key, Row], content: Records, row: Row) -> Comparison:
    """The comparisons of an indicator's row; all empty where it has no realization."""
    indicator, period = content.indicators[row.node], Period.parse(row.period)
    if row.realization is None:
        return Comparison(None, None, None, None, None, unusual=False, few=False)
    with decimal.localcontext(CALCULATE):
        usual = usual_of(list(_history(rows, row)), indicator.unit)
        return Comparison(
            _against_period(rows, indicator, row, period.previous()),
            _against_period(rows, indicator, row, _a_year_before(period)),
            _against_baseline(content, indicator, row),
            _toward_plan_end(content, indicator, row),
            usual,
            unusual=usual is not None and not usual.low <= row.realization <= usual.high,
            few=_is_few(indicator, row),
        )


def against(
    indicator: Indicator, now: Decimal, before: Decimal, target: Target | None, when: str
) -> Against:
    """What changed from one realization to another, and whether for the better.

    Unchanged is a gain or loss of at most 1 point of a percentage, else of 1% of the earlier value;
    for what is to stay near its target, the gain is how much nearer it came.
    """
    delta = now - before
    growth = delta * 100 / abs(before) if before else None
    gain = _gain(indicator.polarity, now, before, target)
    if gain is None:
        return Against(when, before, delta, growth, None)
    within = _ONE_POINT if indicator.unit == "percent" else abs(before) * _ONE_PERCENT / 100
    moved = "improved" if gain > 0 else "worsened"
    return Against(when, before, delta, growth, "unchanged" if abs(gain) <= within else moved)


def _gain(polarity: str, now: Decimal, before: Decimal, target: Target | None) -> Decimal | None:
    """How much better it became, in the indicator's unit; negative is worse."""
    if polarity == "maximize":
        return now - before
    if polarity == "minimize":
        return before - now
    return None if target is None else _distance(before, target) - _distance(now, target)


def _distance(value: Decimal, target: Target) -> Decimal:
    low, high = target if isinstance(target, tuple) else (target, target)
    return max(low - value, value - high, Decimal(0))


def usual_of(history: Sequence[Decimal], unit: str) -> Usual | None:
    """What is usual by an indicator's own earlier values; None while they are too few.

    Within three spreads of the median. A spread is the median absolute deviation, scaled to a
    standard deviation, so that one earlier outlier does not hide the next; it is never less than
    what counts as unchanged, or values that never moved would make every move unusual.
    """
    if len(history) < LEAST_HISTORY:
        return None
    middle = statistics.median(history)
    deviation = statistics.median([abs(value - middle) for value in history])
    least = _ONE_POINT if unit == "percent" else abs(middle) * _ONE_PERCENT / 100
    spread = SPREADS * max(_NORMAL * deviation, least)
    return Usual(middle, middle - spread, middle + spread, len(history))


def _history(rows: Mapping[Key, Row], row: Row) -> Iterator[Decimal]:
    """The earlier realizations of periods of the same length, the latest first."""
    period = Period.parse(row.period).previous()
    while (found := rows.get(row.key._replace(period=str(period)))) is not None:
        if found.realization is not None:
            yield found.realization
        period = period.previous()


def _a_year_before(period: Period) -> Period:
    return Period(period.year - 1, period.first_month, period.months)


def _against_period(
    rows: Mapping[Key, Row], indicator: Indicator, row: Row, period: Period
) -> Against | None:
    found = rows.get(row.key._replace(period=str(period)))
    if found is None or found.realization is None or row.realization is None:
        return None
    return against(indicator, row.realization, found.realization, row.target, found.period)


def _against_baseline(content: Records, indicator: Indicator, row: Row) -> Against | None:
    targets = content.targets.get((Period.parse(row.period).year, indicator.id))
    if targets is None or row.realization is None:
        return None
    told = targets.baseline
    return against(indicator, row.realization, told.value, row.target, told.period)


def _toward_plan_end(content: Records, indicator: Indicator, row: Row) -> Toward | None:
    """The degree of progress toward the target at the end of the plan."""
    period = Period.parse(row.period)
    targets = content.targets.get((period.year, indicator.id))
    if targets is None or targets.plan_end is None or row.realization is None:
        return None
    told = targets.plan_end.value
    target = (told[0], told[1]) if isinstance(told, Sequence) else told
    policy = policy_of(content, indicator, period)
    raw, _ = achieve(row.realization, target, aim_of(indicator, targets, period), policy)
    return Toward(targets.plan_end.year, target, raw)


def _is_few(indicator: Indicator, row: Row) -> bool:
    """Whether `n` counts packages, and they are few."""
    period = Period.parse(row.period)
    parts = (up_to if row.basis == "to_date" else parts_of)(indicator, period)
    one_value = indicator.period_consolidation in ("recompute", "last_known") or len(parts) == 1
    own = row.scope_type == "unit" or indicator.unit_consolidation == "recompute"
    counts = indicator.source.kind == "packages" and one_value and own
    return counts and row.n is not None and row.n < FEW_PACKAGES
