"""What a view is, and what several kinds of page share: figures with their comparison."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.table import Row
from kinerja.model.records import Bilingual, Indicator
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.words import Said, words


@dataclass(frozen=True, slots=True)
class View:
    """One page without a language: where it is, what its template shows, where it is found.

    `title` is what menus show, `heading` the page's own, where it says more.
    """

    path: str
    template: str
    title: Said
    description: Said
    nav: tuple[Said, ...]
    data: object
    search: tuple[Said, ...] = ()
    contents: bool = False
    heading: Said = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A node of the ladder with its figure; `level` 0 goal, 1 area, 2 indicator."""

    level: int
    name: Bilingual
    path: str
    row: Row
    change: Decimal | None
    indicator: Indicator | None = None


SECTIONS = {
    "periods": words("Laporan"),
    "goals": words("Tujuan dan area"),
    "indicators": words("Indikator kinerja"),
    "units": words("Kinerja unit"),
    "packages": words("Paket pengadaan"),
    "plans": words("Rencana aksi"),
    "method": words("Metode"),
}
"""The sections of the site's navigation."""


def change(told: Report, row: Row | None, unit: str | None = None) -> Decimal | None:
    """Points of achievement since the period before of the same length; None without one."""
    if row is None or row.published is None:
        return None
    before = told.row(row.level, row.node, Period.parse(row.period).previous(), unit, row.basis)
    if before is None or before.published is None:
        return None
    return row.published - before.published


def ladder(
    told: Report, period: Period, unit: str | None = None, *, goal: str = "", area: str = ""
) -> tuple[Line, ...]:
    """Goals with their areas and indicators in a period, or only those of one goal or area."""
    content = told.content
    lines: list[Line] = []

    def add(level: int, kind: str, node: str, name: Bilingual) -> bool:
        row = told.row(kind, node, period, unit)
        if row is None or (kind == "indicator" and row.state == "not_scheduled"):
            return False
        indicator = content.indicators.get(node) if kind == "indicator" else None
        path = f"{kind}s/{node}/"
        lines.append(Line(level, name, path, row, change(told, row, unit), indicator))
        return True

    for goal_record in content.goals.values():
        if goal and goal_record.id != goal:
            continue
        if not area and not add(0, "goal", goal_record.id, goal_record.name):
            continue
        for area_record in content.areas.values():
            if area_record.goal != goal_record.id or (area and area_record.id != area):
                continue
            if not add(1, "area", area_record.id, area_record.name):
                continue
            for indicator in content.indicators.values():
                if indicator.area == area_record.id:
                    add(2, "indicator", indicator.id, indicator.name)
    return tuple(lines)


def best(lines: Iterable[Line], count: int = 3) -> tuple[Line, ...]:
    """The indicators with the highest published figures."""
    scored = [line for line in lines if line.level == 2 and line.row.published is not None]
    return tuple(
        sorted(scored, key=lambda line: (-(line.row.published or Decimal(0)), line.row.node))[:count]
    )
