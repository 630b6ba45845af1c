"""Tracing a figure to its packages: what each one adds, weighs, and how far it pulls from target.

A package's pull is what it lacks for the target: for a ratio to be maximized, target × its share
of the denominator less its share of the numerator. Heaviest first, these are the packages behind
a figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb

from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.membership import weighing
from kinerja.achievement.measuring.observations import PACKAGES
from kinerja.achievement.terms.schedule import window
from kinerja.achievement.terms.score import Target
from kinerja.achievement.terms.table import Key, Row
from kinerja.model.content import Content
from kinerja.model.records import Indicator
from kinerja.model.validity import parts_of
from kinerja.numbers import Exact
from kinerja.periods import Period


@dataclass(frozen=True, slots=True)
class Traced:
    """One package behind a figure: its facts in the formula's columns, and its pull."""

    package: str
    unit: str
    facts: Mapping[str, Any]
    pull: Decimal


@dataclass(frozen=True, slots=True)
class Trace:
    """The packages of one figure: how many weigh in it, and those that pull it from its target."""

    columns: tuple[str, ...]
    held: int
    pulling: tuple[Traced, ...]


def trace(
    compiled_rows: Mapping[Key, Row],
    content: Content,
    formula: Formula,
    connection: duckdb.DuckDBPyConnection,
    period: Period,
) -> Trace | None:
    """The packages behind the organisation's figure of a period; None where there is no figure.

    `connection` still holds the snapshots from which the figure was measured.
    """
    indicator = content.indicators[formula.indicator]
    key = Key(
        str(period), "period", "organisation", content.organisation.id, "indicator", indicator.id
    )
    row = compiled_rows.get(key)
    if formula.table != PACKAGES or row is None or row.realization is None or row.target is None:
        return None
    part = period
    if indicator.period_consolidation != "recompute":
        part = max((p for p in parts_of(indicator, period)), key=lambda p: p.end, default=period)
    days = window(indicator, part, to_date=False)
    found = weighing(connection, formula, days, *formula.facts)
    pulling = [
        Traced(package, unit, dict(zip(formula.facts, facts, strict=True)), pull)
        for package, unit, adds, weighs, *facts in found
        if (pull := _pull(indicator, row.realization, row.target, adds, weighs)) > 0
    ]
    pulling.sort(key=lambda one: (-one.pull, one.package))
    return Trace(formula.facts, len(found), tuple(pulling))


def _pull(
    indicator: Indicator,
    realization: Decimal,
    target: Target,
    adds: Exact | None,
    weighs: Exact | None,
) -> Decimal:
    """What a package lacks for the target, in the numerator's unit; at most zero: it holds."""
    low, high = target if isinstance(target, tuple) else (target, target)
    scale = 100 if indicator.unit == "percent" and indicator.formula.kind == "ratio" else 1
    over, under = Decimal(adds or 0), Decimal(weighs or 0)
    short, beyond = low * under / scale - over, over - high * under / scale
    match indicator.polarity:
        case "maximize":
            return short
        case "minimize":
            return beyond
        case _:
            return short if realization < low else beyond if realization > high else Decimal(0)
