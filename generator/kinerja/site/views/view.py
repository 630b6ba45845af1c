"""What a view is, and what several kinds of page share: figures with weight and comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, TypeVar

from kinerja.achievement.terms.table import Row
from kinerja.model.records import Area, Goal, Indicator
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.weighing import weight
from kinerja.site.words import Said, words

_N = TypeVar("_N", Goal, Area)


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way to a page: what it is called and where it leads."""

    name: Said
    path: str


@dataclass(frozen=True, slots=True)
class View:
    """One page without a language: where it is, what its template shows, where it is found.

    `title` is what menus show, `heading` the page's own, where it says more; `data` makes what the
    template shows when the page is written; `places` are anchors on the page that search leads to,
    each with its words.
    """

    path: str
    template: str
    title: Said
    description: Said
    nav: tuple[Step, ...]
    data: Callable[[], object]
    search: tuple[Said, ...] = ()
    contents: bool = False
    heading: Said = ""
    places: tuple[tuple[str, Said], ...] = ()


def ready(shown: object) -> Callable[[], object]:
    """What a template shows, where it is at hand before the page is written."""
    return lambda: shown


@dataclass(frozen=True, slots=True)
class Line:
    """A node of the ladder with its figure; `level` 0 goal, 1 area, 2 indicator.

    `weight` is what it weighs under its parent, in percent; the total has none, and no `path`.
    """

    level: int
    name: Said
    path: str
    row: Row
    change: Decimal | None
    indicator: Indicator | None = None
    weight: Decimal | None = None


class Dated(NamedTuple):
    """A node's row of a period, and the one since January."""

    period: Period
    row: Row | None
    to_date: Row | None


SECTIONS = {
    "periods": Step(words("Laporan"), "periods/"),
    "goals": Step(words("Tujuan dan area"), "goals/"),
    "indicators": Step(words("Indikator kinerja"), "indicators/"),
    "units": Step(words("Kinerja unit"), "units/"),
    "packages": Step(words("Paket pengadaan"), "packages/"),
    "plans": Step(words("Rencana aksi"), "action-plans/"),
    "approvals": Step(words("Persetujuan"), "approvals/"),
    "method": Step(words("Metode"), "method/"),
    "handbook": Step(words("Panduan"), "handbook/"),
}
"""The sections of the site's navigation, each with its overview."""


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
    """Goals with their areas and indicators in a period, or only those below one goal or area.

    Indicators that are not due in the period are left out, and in the whole ladder their areas;
    goals and areas stand in the order of the year's weights.
    """
    left_out = ("indicator",) if goal or area else ("indicator", "area")
    lines = []
    for level, (kind, record) in _nodes(told, period, goal, area):
        row = told.row(kind, record.id, period, unit)
        if row is None or (kind in left_out and row.state == "not_scheduled"):
            continue
        indicator = record if isinstance(record, Indicator) else None
        path = f"{kind}s/{record.id}/"
        moved, share = change(told, row, unit), weight(told, row)
        lines.append(Line(level, record.name, path, row, moved, indicator, share))
    return tuple(lines)


def total(told: Report, period: Period, unit: str | None = None) -> tuple[Line, ...]:
    """The line under a whole ladder: its total; empty where there is none."""
    row = told.row("total", "total", period, unit)
    return (Line(0, words("Total"), "", row, change(told, row, unit)),) if row else ()


def _nodes(
    told: Report, period: Period, goal: str, area: str
) -> Iterator[tuple[int, tuple[str, Goal | Area | Indicator]]]:
    content = told.content
    weights = content.weights.get(period.year)
    written = [*weights.versions[0].goals, *weights.versions[0].areas] if weights else []
    place = {node: number for number, node in enumerate(written)}

    def in_order(nodes: Iterable[_N]) -> list[_N]:
        return sorted(nodes, key=lambda node: (place.get(node.id, len(place)), node.id))

    for goal_record in in_order(content.goals.values()):
        areas = [a for a in content.areas.values() if a.goal == goal_record.id]
        if area:
            areas = [a for a in areas if a.id == area]
        elif goal in ("", goal_record.id):
            yield 0, ("goal", goal_record)
        for area_record in in_order(areas if goal in ("", goal_record.id) else ()):
            yield 1, ("area", area_record)
            for indicator in content.indicators.values():
                if indicator.area == area_record.id:
                    yield 2, ("indicator", indicator)
