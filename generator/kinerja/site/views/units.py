"""A page for each unit: its own ladder, its reports, its packages and actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from kinerja.achievement.measuring.actions import ActionRow
from kinerja.achievement.measuring.stage import STAGES
from kinerja.achievement.terms.table import Row
from kinerja.model.records import PeoplePerson, PeoplePersonRole, Realization, Unit
from kinerja.model.validity import is_held
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.goals import history
from kinerja.site.views.plans import CARE_FIRST
from kinerja.site.views.scoreboard import UnitScore, scoreboard
from kinerja.site.views.view import SECTIONS, Dated, Line, View, ladder, total
from kinerja.site.words import words


@dataclass(frozen=True, slots=True)
class Low:
    """A low indicator, and how many of the unit's packages pull it from its target."""

    line: Line
    packages: int


@dataclass(frozen=True, slots=True)
class UnitPage:
    """What the page of a unit shows; `stages` counts the current year's packages by stage.

    `whole` is the line under its ladder, empty without indicators.
    """

    unit: Unit
    period: Period
    row: Row | None
    change: Decimal | None
    reported: bool
    low: tuple[Low, ...]
    lines: tuple[Line, ...]
    whole: tuple[Line, ...]
    history: tuple[Dated, ...]
    reports: tuple[tuple[Period, Realization | None], ...]
    stages: Mapping[str, int]
    years: tuple[int, ...]
    actions: tuple[ActionRow, ...]
    owners: tuple[tuple[PeoplePerson, PeoplePersonRole], ...]


@dataclass(frozen=True, slots=True)
class UnitList:
    """All units with their totals of the current period."""

    period: Period
    scores: tuple[UnitScore, ...]


def views(told: Report) -> Iterator[View]:
    """The list of units, then each of them."""

    def listed() -> UnitList:
        board = scoreboard(told, told.current)
        return UnitList(told.current, board.units if board else ())

    yield View(
        path="units/",
        template="units.html",
        title=words("Semua unit kerja"),
        description=words("Nilai setiap unit kerja pada %(period)s.", period=told.current),
        nav=(SECTIONS["units"],),
        data=listed,
    )
    for unit in told.content.units.values():
        yield View(
            path=f"units/{unit.id}/",
            template="unit.html",
            title=unit.name,
            description=words("Nilai, laporan, dan paket unit ini pada %(period)s.",
                              period=told.current),
            nav=(SECTIONS["units"],),
            data=partial(_page, told, unit),
            search=unit.unit_codes,
            contents=True,
        )  # fmt: skip


def _page(told: Report, unit: Unit) -> UnitPage:
    content, period = told.content, told.current
    whole = total(told, period, unit.id)
    due = {p for (_, p) in content.realizations if p.end <= told.today}
    latest_first = sorted(due, key=lambda p: (p.end, p.months), reverse=True)
    lines = ladder(told, period, unit.id)
    counted = Counter(
        str(package["stage"])
        for package in told.packages
        if package["unit"] == unit.id and package["fiscal_year"] == period.year
    )
    actions = [a for a in told.actions if a.period == str(period) and a.unit == unit.id]
    return UnitPage(
        unit=unit,
        period=period,
        row=whole[0].row if whole else None,
        change=whole[0].change if whole else None,
        reported=(unit.id, period.end) in content.reported,
        low=_low(told, unit.id, lines),
        lines=lines,
        whole=whole,
        history=history(told, "total", "total", unit.id),
        reports=tuple((p, content.realizations.get((unit.id, p))) for p in latest_first),
        stages={stage: counted[stage] for stage in STAGES if counted[stage]},
        years=tuple(sorted(year for (owner, year) in content.registers if owner == unit.id)),
        actions=tuple(sorted(actions, key=lambda a: (CARE_FIRST.index(a.state), a.due))),
        owners=tuple(
            (person, role)
            for person in content.people.people
            for role in person.roles
            if role.unit == unit.id and is_held(role, told.today)
        ),
    )


def _low(told: Report, unit: str, lines: Iterable[Line]) -> tuple[Low, ...]:
    """The unit's lowest indicators below 100."""
    low = told.lowest(told.current, unit)
    found: list[Low] = []
    for row in low:
        trace = told.traces.get((row.node, str(told.current)))
        pulling = sum(1 for one in trace.pulling if one.unit == unit) if trace else 0
        found.extend(Low(line, pulling) for line in lines if line.row == row)
    return tuple(found)
