"""The page of action plans: what was promised for each indicator, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from kinerja.achievement.measuring.actions import ActionRow
from kinerja.model.records import ActionPlanAction, Indicator, PeoplePerson
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.view import SECTIONS, View
from kinerja.site.words import words


@dataclass(frozen=True, slots=True)
class Planned:
    """One action of the year with what one reporting unit last said of it.

    `anchor` is where links to the action lead: on the first of its rows.
    """

    indicator: Indicator
    action: ActionPlanAction
    owner: PeoplePerson | None
    told: ActionRow
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PlansPage:
    """The year's actions as of the current period, by state, what needs care first."""

    period: Period
    actions: int
    groups: tuple[tuple[str, tuple[Planned, ...]], ...]
    late: int


_PATH = "action-plans/"

CARE_FIRST = ("late", "not_reported", "not_started", "in_progress", "done")
"""The states of actions, those that somebody should look at first."""


def views(told: Report) -> Iterator[View]:
    """One page."""
    period = told.current
    yield View(
        path=_PATH,
        template="plans.html",
        title=words("Rencana aksi %(year)s", year=str(period.year)),
        description=words("Rencana aksi setiap indikator dan kemajuannya pada akhir %(period)s.",
                          period=period),
        nav=(SECTIONS["plans"],),
        data=partial(_page, told),
        contents=False,
    )  # fmt: skip


def _page(told: Report) -> PlansPage:
    period, content = told.current, told.content
    by_action: dict[tuple[str, str], list[ActionRow]] = {}
    for row in told.actions:
        if row.period == str(period):
            by_action.setdefault((row.indicator, row.action), []).append(row)
    actions = [
        (content.indicators[plan.indicator], action)
        for (year, _), plan in content.plans.items()
        if year == period.year and plan.indicator in content.indicators
        for action in plan.actions
    ]
    planned = [
        Planned(indicator, action, content.person.get(action.owner), row)
        for indicator, action in actions
        for row in by_action.get((indicator.id, action.id), ())
    ]
    planned = _anchored(sorted(planned, key=lambda one: CARE_FIRST.index(one.told.state)))
    groups = {
        state: tuple(one for one in planned if one.told.state == state) for state in CARE_FIRST
    }
    return PlansPage(
        period,
        len(actions),
        tuple((state, group) for state, group in groups.items() if group),
        len(groups["late"]),
    )


def place(indicator: str, action: str) -> str:
    """The address of an action of the current year."""
    return f"{_PATH}#{indicator}/{action}"


def _anchored(planned: Iterable[Planned]) -> list[Planned]:
    """The same in their order, each action's first one with the anchor of the action."""
    seen: set[str] = set()
    found = []
    for one in planned:
        anchor = f"{one.indicator.id}/{one.action.id}"
        found.append(replace(one, anchor="" if anchor in seen else anchor))
        seen.add(anchor)
    return found
