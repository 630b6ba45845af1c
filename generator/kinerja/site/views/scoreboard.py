"""The scoreboard of a period: its score, what is worst and why, who reported.

Home shows the current period's, each period's page its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.measuring.actions import ActionRow
from kinerja.achievement.retracing.trace import Trace
from kinerja.achievement.terms.table import Row
from kinerja.model.records import Unit
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.view import Line, change, ladder, total


@dataclass(frozen=True, slots=True)
class Why:
    """A low indicator with what pulls it: its packages, and the unit that has most of them."""

    line: Line
    trace: Trace | None
    unit: Unit | None
    of_unit: int
    lowest: tuple[tuple[Unit, Row], ...]


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit's total in the period, and whether it has reported."""

    unit: Unit
    row: Row
    change: Decimal | None
    reported: bool


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """Everything about one period that the leadership asks first."""

    period: Period
    total: Row
    change: Decimal | None
    to_date: Row | None
    lines: tuple[Line, ...]
    whole: tuple[Line, ...]
    low: tuple[Why, ...]
    units: tuple[UnitScore, ...]
    silent: tuple[Unit, ...]
    missing: tuple[Line, ...]
    scored: int
    lowest_band: int
    late: tuple[ActionRow, ...]


def scoreboard(told: Report, period: Period) -> Scoreboard | None:
    """The scoreboard of a period; None where the table has no such period."""
    whole = total(told, period)
    if not whole:
        return None
    content = told.content
    lines = ladder(told, period)
    indicators = [line for line in lines if line.level == 2]
    bands = [told.band(line.row) for line in indicators]
    scores = [
        UnitScore(unit, row, change(told, row, unit.id), (unit.id, period.end) in content.reported)
        for unit in content.units.values()
        if (row := told.row("total", "total", period, unit.id)) is not None
    ]
    return Scoreboard(
        period=period,
        total=whole[0].row,
        change=whole[0].change,
        to_date=told.row("total", "total", period, basis="to_date"),
        lines=lines,
        whole=whole,
        low=tuple(
            why(told, period, line)
            for row in told.lowest(period)
            for line in indicators
            if line.row == row
        ),
        units=tuple(sorted(scores, key=_by_score)),
        silent=tuple(score.unit for score in scores if not score.reported),
        missing=tuple(line for line in indicators if line.row.published is None),
        scored=sum(1 for line in indicators if line.row.status),
        lowest_band=sum(1 for found in bands if found and found[1] == found[2] - 1),
        late=tuple(a for a in told.actions if a.period == str(period) and a.state == "late"),
    )


def why(told: Report, period: Period, line: Line) -> Why:
    """What lies behind a low figure of a period: packages, or the units that measured lowest."""
    trace = told.traces.get((line.row.node, str(period)))
    units = told.content.units
    if trace is not None and trace.pulling:
        counts = Counter(one.unit for one in trace.pulling).most_common(2)
        unit, count = counts[0]
        alone = len(counts) == 1 or count > counts[1][1]
        return Why(line, trace, units[unit] if alone else None, count, ())
    rows = [
        (unit, row)
        for unit in units.values()
        if (row := told.row("indicator", line.row.node, period, unit.id)) is not None
        and row.published is not None
        and row.published < 100
    ]
    rows.sort(key=lambda pair: (pair[1].published, pair[0].id))
    return Why(line, None, None, 0, tuple(rows[:3]))


def _by_score(score: UnitScore) -> tuple[bool, Decimal, str]:
    published = score.row.published
    return published is None, -(published or Decimal(0)), score.unit.id
