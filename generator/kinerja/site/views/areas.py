"""A page for each strategic area: its indicators, and the packages frozen for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from kinerja.achievement.terms.table import Row
from kinerja.model.records import Area, Exclusion, Goal, Unit
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.goals import history
from kinerja.site.views.view import SECTIONS, Dated, Line, Step, View, change, ladder
from kinerja.site.words import words


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a unit has mapped to the area in a year (SOP step 10)."""

    unit: Unit
    year: int
    data_date: date
    packages: int
    excluded: tuple[Exclusion, ...]


@dataclass(frozen=True, slots=True)
class AreaPage:
    """What the page of an area shows."""

    area: Area
    goal: Goal
    period: Period
    row: Row | None
    change: Decimal | None
    lines: tuple[Line, ...]
    history: tuple[Dated, ...]
    frozen: tuple[Frozen, ...]


def views(told: Report) -> Iterator[View]:
    """Each area, under the goals' section."""
    for area in told.content.areas.values():
        goal = told.content.goals[area.goal]
        yield View(
            path=f"areas/{area.id}/",
            template="area.html",
            title=area.name,
            description=words("Capaian area strategis ini pada %(period)s.", period=told.current),
            nav=(SECTIONS["goals"], Step(goal.name, f"goals/{goal.id}/")),
            data=partial(_page, told, area, goal),
        )


def _page(told: Report, area: Area, goal: Goal) -> AreaPage:
    row = told.row("area", area.id, told.current)
    return AreaPage(
        area,
        goal,
        told.current,
        row,
        change(told, row),
        ladder(told, told.current, area=area.id),
        history(told, "area", area.id),
        _frozen(told, area),
    )


def _frozen(told: Report, area: Area) -> tuple[Frozen, ...]:
    units = told.content.units
    return tuple(
        Frozen(units[unit], year, mapping.data_date, len(entry.packages), entry.excluded)
        for (unit, year), mapping in told.content.mappings.items()
        for entry in mapping.areas
        if entry.area == area.id
    )
