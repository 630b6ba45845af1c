"""A page for each goal: its score over the periods and the ladder below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from kinerja.achievement.terms.table import Row
from kinerja.model.records import Area, Goal, PeoplePerson
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.view import SECTIONS, Dated, Line, View, change, ladder, total
from kinerja.site.words import words


@dataclass(frozen=True, slots=True)
class GoalList:
    """All goals with what is below them in the current period, and the total under them."""

    lines: tuple[Line, ...]
    whole: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GoalPage:
    """What the page of a goal shows; `history` are its rows in the current year's periods."""

    goal: Goal
    leader: PeoplePerson | None
    period: Period
    row: Row | None
    change: Decimal | None
    lines: tuple[Line, ...]
    history: tuple[Dated, ...]
    areas: tuple[Area, ...]


def views(told: Report) -> Iterator[View]:
    """The list of goals, then each goal."""
    yield View(
        path="goals/",
        template="goals.html",
        title=words("Tujuan dan area strategis"),
        description=words("Setiap tujuan dengan area, indikator, dan nilainya."),
        nav=(SECTIONS["goals"],),
        data=lambda: GoalList(ladder(told, told.current), total(told, told.current)),
    )
    for goal in told.content.goals.values():
        yield View(
            path=f"goals/{goal.id}/",
            template="goal.html",
            title=goal.name,
            description=words("Capaian tujuan ini pada %(period)s.", period=told.current),
            nav=(SECTIONS["goals"],),
            data=partial(_page, told, goal),
        )


def _page(told: Report, goal: Goal) -> GoalPage:
    row = told.row("goal", goal.id, told.current)
    return GoalPage(
        goal,
        told.content.person.get(goal.leader or ""),
        told.current,
        row,
        change(told, row),
        ladder(told, told.current, goal=goal.id),
        history(told, "goal", goal.id),
        tuple(area for area in told.content.areas.values() if area.goal == goal.id),
    )


def history(told: Report, level: str, node: str, unit: str | None = None) -> tuple[Dated, ...]:
    """A node's rows of the periods from a quarter up, the latest first, and since January."""
    return tuple(
        Dated(period, row, told.row(level, node, period, unit, "to_date"))
        for period in reversed(told.periods)
        if period.months >= 3 and (row := told.row(level, node, period, unit)) is not None
    )
