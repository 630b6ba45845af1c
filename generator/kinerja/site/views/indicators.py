"""A page for each indicator: figure, trajectory, units, the packages behind it, its manual."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from kinerja.achievement.retracing.trace import Trace
from kinerja.achievement.terms.table import Row
from kinerja.model.records import (
    ActionPlanAction,
    Area,
    Audit,
    AuditFinding,
    Goal,
    Indicator,
    Measurement,
    Target,
    Unit,
)
from kinerja.periods import MONTHS, Period
from kinerja.site.behind import Behind
from kinerja.site.report import Report
from kinerja.site.views.backing import Backing, backing, unsettled
from kinerja.site.views.view import SECTIONS, Dated, Line, Step, View, change
from kinerja.site.words import words


@dataclass(frozen=True, slots=True)
class UnitFigure:
    """The indicator's row of one unit."""

    unit: Unit
    row: Row


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    """What the page of an indicator shows; `period` is the latest of its own frequency.

    `recent` are the rows of the chart, the newest first, `older` all others.
    """

    indicator: Indicator
    area: Area
    goal: Goal
    period: Period | None
    row: Row | None
    to_date: Row | None
    change: Decimal | None
    points: tuple[tuple[Period, Row], ...]
    recent: tuple[Dated, ...]
    older: tuple[Dated, ...]
    units: tuple[UnitFigure, ...]
    successor: Indicator | None
    measurement: Measurement | None
    trace: Trace | None
    titles: dict[str, tuple[str, str]]
    targets: tuple[Target, ...]
    actions: tuple[tuple[int, ActionPlanAction], ...]
    behind: Behind | None
    audits: tuple[tuple[Period, Audit, AuditFinding], ...]
    backing: tuple[Backing, ...]

    @property
    def unsettled(self) -> int:
        """Files behind the figure that are not approved as they are now."""
        return unsettled(self.backing)

    @property
    def scored(self) -> int:
        """Periods of the chart that have a figure."""
        return sum(1 for _, row in self.points if row.published is not None)

    @property
    def hits(self) -> int:
        """Periods of the chart that reached the target."""
        return sum(1 for _, row in self.points if row.published and row.published >= 100)

    @property
    def scored_units(self) -> int:
        """Units that have a figure."""
        return sum(1 for one in self.units if one.row.published is not None)

    @property
    def hit_units(self) -> int:
        """Units that reached the target."""
        return sum(1 for one in self.units if one.row.published and one.row.published >= 100)


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """Every indicator in its latest period; how many reached the target, or are lowest."""

    entries: tuple[tuple[Line, Period | None], ...]
    hits: int
    lowest: int


MOST_PACKAGES = 25
"""Packages listed on the page; the rest is counted and stands in the register."""

MOST_PERIODS = 12
"""Periods of the indicator's frequency on the chart."""


def views(told: Report) -> Iterator[View]:
    """The list of indicators, then each of them."""
    yield View(
        path="indicators/",
        template="indicators.html",
        title=words("Semua indikator"),
        description=words("Setiap indikator dengan nilai terakhirnya."),
        nav=(SECTIONS["indicators"],),
        data=partial(_list, told),
    )
    for indicator in told.content.indicators.values():
        if indicator.status != "proposed":
            area = told.content.areas[indicator.area]
            yield View(
                path=f"indicators/{indicator.id}/",
                template="indicator.html",
                title=indicator.name,
                description=indicator.definition,
                nav=(SECTIONS["indicators"], Step(area.name, f"areas/{area.id}/")),
                data=partial(_page, told, indicator, area),
                search=(indicator.code, indicator.definition, *indicator.synonyms),
                contents=True,
            )


def _list(told: Report) -> IndicatorList:
    entries = _latest(told)
    return IndicatorList(
        entries,
        sum(1 for line, _ in entries if line.row.published and line.row.published >= 100),
        sum(1 for line, _ in entries if _is_lowest(told, line.row)),
    )


def _is_lowest(told: Report, row: Row) -> bool:
    found = told.band(row)
    return found is not None and found[1] == found[2] - 1


def _latest(told: Report) -> tuple[tuple[Line, Period | None], ...]:
    """Every indicator under its area with the row of its own latest period."""
    found: list[tuple[Line, Period | None]] = []
    for indicator in told.content.indicators.values():
        period = told.latest(indicator, told.current)
        row = told.row("indicator", indicator.id, period) if period else None
        if row is not None:
            path = f"indicators/{indicator.id}/"
            line = Line(2, indicator.name, path, row, change(told, row), indicator)
            found.append((line, period))
    codes = {indicator.id: indicator.code for indicator in told.content.indicators.values()}
    return tuple(sorted(found, key=lambda pair: codes[pair[0].row.node]))


def _page(told: Report, indicator: Indicator, area: Area) -> IndicatorPage:
    content = told.content
    period = told.latest(indicator, told.current)
    row = told.row("indicator", indicator.id, period) if period else None
    dated = [
        Dated(p, found, told.row("indicator", indicator.id, p, basis="to_date"))
        for p in reversed(told.periods)
        if (found := told.row("indicator", indicator.id, p)) and found.state != "not_scheduled"
    ]
    own = MONTHS[indicator.frequency]
    recent = [one for one in dated if one.period.months == own][:MOST_PERIODS]
    source = indicator.formula.measurement
    trace = told.traces.get((indicator.id, str(period)))
    shown = {one.package for one in trace.pulling[:MOST_PACKAGES]} if trace else set()
    titles = {
        str(package["package_id"]): (
            str(package["title"]),
            f"packages/{package['unit']}/{package['fiscal_year']}/",
        )
        for package in told.packages
        if package["package_id"] in shown
    }
    return IndicatorPage(
        indicator=indicator,
        area=area,
        goal=content.goals[area.goal],
        period=period,
        row=row,
        to_date=told.row("indicator", indicator.id, period, basis="to_date") if period else None,
        change=change(told, row),
        points=tuple((p, found) for p, found, _ in reversed(recent) if found),
        recent=tuple(recent),
        older=tuple(one for one in dated if one not in recent),
        units=_units(told, indicator, period),
        successor=next(
            (one for one in content.indicators.values() if one.replaces == indicator.id), None
        ),
        measurement=content.measurements.get((source, period)) if source and period else None,
        trace=trace,
        titles=titles,
        targets=tuple(t for (_, name), t in content.targets.items() if name == indicator.id),
        actions=tuple(
            (year, action)
            for (year, name), plan in content.plans.items()
            if name == indicator.id
            for action in plan.actions
        ),
        behind=told.behind.get(indicator.id),
        audits=_audits(told, indicator),
        backing=backing(told, indicator, period),
    )


def _audits(told: Report, indicator: Indicator) -> tuple[tuple[Period, Audit, AuditFinding], ...]:
    """What auditors said of the indicator's figures, the latest period first."""
    return tuple(
        (period, audit, one)
        for period in reversed(told.periods)
        if (audit := told.content.audits.get(period))
        for one in audit.findings
        if one.indicator == indicator.id
    )


def _units(told: Report, indicator: Indicator, period: Period | None) -> tuple[UnitFigure, ...]:
    """The units' rows of the period, the highest achievement first, those without at the end."""
    found = [
        UnitFigure(unit, row)
        for unit in (told.content.units.values() if period else ())
        if period
        and (row := told.row("indicator", indicator.id, period, unit.id))
        and row.state != "not_scheduled"
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.row.published is None,
                -(one.row.published or Decimal(0)),
                one.unit.id,
            ),
        )
    )
