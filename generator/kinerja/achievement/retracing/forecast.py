"""Forecast: what the rest of the year must bring for the year's target to be reached (domain §7).

Computed from rows of the table; only what is already known to fall due later is asked of the
snapshots. A forecast changes no figure.
"""

from __future__ import annotations

import decimal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import NamedTuple

from kinerja.achievement.compiling import Compiled
from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.membership import snapshots
from kinerja.achievement.terms.schedule import window
from kinerja.achievement.terms.score import Target
from kinerja.achievement.terms.table import Key, Row
from kinerja.achievement.terms.targets import target_of
from kinerja.model.records import Indicator
from kinerja.model.validity import parts_of
from kinerja.numbers import CALCULATE, Exact
from kinerja.periods import Period


class Need(NamedTuple):
    """What a year's value is made of: (`got` + `rest` × needed) ÷ `whole`.

    A sum of parts: `whole` 1, `rest` the parts left. A mean: `whole` all parts. A ratio: `got` the
    numerator, `rest` the denominator still due, `whole` the denominator then.
    """

    whole: Decimal
    got: Decimal
    rest: Decimal


def needed(target: Decimal, need: Need) -> Decimal:
    """The value of each part left, or of all that is still due together, that gives the target."""
    return (target * need.whole - need.got) / need.rest


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value that the rest of the year needs, in the indicator's unit, for the year's `target`.

    `least` and `most` bound it, None where that side is free. It is the value of each of the
    `parts` left, or for a ratio that of all of `rest`, the denominator still known to fall due.
    `is_reachable`: the natural bounds leave room for it; `is_certain`: they leave nothing else.
    """

    target: Target
    least: Decimal | None
    most: Decimal | None
    parts: int
    rest: Decimal | None
    is_reachable: bool
    is_certain: bool


def forecast(compiled: Compiled, row: Row) -> Forecast | None:
    """The forecast that stands beside an indicator's row, of either basis.

    None where the year is over or has no target, or where nothing can be said: a last known value,
    a median, a ratio of which nothing more is known to fall due, what grows by waiting alone.
    """
    content, period = compiled.content, Period.parse(row.period)
    indicator, year = content.indicators[row.node], Period(period.year, 1, 12)
    unit = row.scope if row.scope_type == "unit" else None
    targets = content.targets.get((year.year, indicator.id))
    target = target_of(indicator, targets, year, unit, to_date=False)
    left = sum(1 for part in parts_of(indicator, year) if part.end > period.end)
    if target is None or not left:
        return None
    with decimal.localcontext(CALCULATE):
        need = _need(compiled, indicator, row, left)
        if need is None:
            return None
        low, high = target if isinstance(target, tuple) else (target, target)
        least = needed(low, need) if indicator.polarity != "minimize" else None
        most = needed(high, need) if indicator.polarity != "maximize" else None
    rest = None if _adds_up(indicator) else need.rest
    return Forecast(target, least, most, left, rest, *_room(indicator, least, most))


def _room(indicator: Indicator, least: Decimal | None, most: Decimal | None) -> tuple[bool, bool]:
    """Whether some, and whether every, naturally possible value lies between the bounds."""
    bottom, top = indicator.natural_min, indicator.natural_max
    too_much = least is not None and top is not None and least > top
    too_little = most is not None and most < bottom
    from_below = least is None or least <= bottom
    from_above = most is None or (top is not None and most >= top)
    return not (too_much or too_little), from_below and from_above


def _adds_up(indicator: Indicator) -> bool:
    """Whether parts make the year by themselves: summed, averaged, or counts of days in it."""
    counts = indicator.formula.kind in ("sum", "count", "difference")
    return indicator.period_consolidation in ("sum", "average") or counts


def _need(compiled: Compiled, indicator: Indicator, row: Row, left: int) -> Need | None:
    """What has come so far and what is left of the year."""
    so_far = compiled.rows.get(row.key._replace(basis="to_date"))
    if so_far is None or so_far.realization is None:
        return None
    if indicator.period_consolidation == "average":
        stated = _stated(compiled.rows, indicator, row)
        whole = Decimal(len(stated) + left)
        return Need(whole, sum(stated, Decimal(0)), Decimal(left))
    if indicator.period_consolidation == "sum":
        return Need(Decimal(1), so_far.realization, Decimal(left))
    formula, anchor = compiled.formulas.get(indicator.id), indicator.formula.anchor
    if indicator.period_consolidation != "recompute" or formula is None or formula.runs_on:
        return None
    if anchor is None or anchor.mode != "in" or indicator.formula.kind == "median":
        return None
    if _adds_up(indicator):
        return Need(Decimal(1), so_far.realization, Decimal(left))
    rest = still_due(compiled, formula, row)
    if not rest or so_far.numerator is None or so_far.denominator is None:
        return None
    in_percent = indicator.unit == "percent" and indicator.formula.kind == "ratio"
    above = Decimal(so_far.numerator) * (100 if in_percent else 1)
    return Need(Decimal(so_far.denominator) + rest, above, Decimal(rest))


def _stated(rows: Mapping[Key, Row], indicator: Indicator, row: Row) -> list[Decimal]:
    """The values of the parts of the year up to the row's period that have one."""
    period = Period.parse(row.period)
    parts = parts_of(indicator, Period(period.year, 1, 12))
    told = [
        rows.get(row.key._replace(period=str(part), basis="period"))
        for part in parts
        if part.end <= period.end
    ]
    return [one.realization for one in told if one is not None and one.realization is not None]


def still_due(compiled: Compiled, formula: Formula, row: Row) -> Exact | None:
    """The denominator of what is known at a row's end to fall into the rest of the year.

    The anchor's date decides, planned or agreed, as of the row's last day. Where it is an event
    (a contract, an award) nothing is known beforehand. None without a denominator of packages.
    """
    if formula.denominator is None:
        return None
    indicator, period = compiled.content.indicators[formula.indicator], Period.parse(row.period)
    today = window(indicator, period, to_date=False).end
    year = window(indicator, Period(period.year, 1, 12), to_date=False)
    scope = f"unit = '{row.scope}'" if row.scope_type == "unit" else "true"
    found: list[tuple[Exact | None]] = compiled.connection.sql(
        f"""
        SELECT {formula.denominator}
        FROM (
            SELECT * EXCLUDE (period_end), DATE '{today + timedelta(days=1)}' AS period_start,
                DATE '{year.end}' AS period_end, DATE '{year.year_start}' AS year_start
            FROM {snapshots(formula)} WHERE period_end = DATE '{today}' AND {scope})
        """
    ).fetchall()
    return found[0][0]
