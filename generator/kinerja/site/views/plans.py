"""The page of action plans: what was promised for each indicator, and how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kinerja.achievement.actions import ActionRow
from kinerja.model.records import ActionPlanAction, Indicator, PeoplePerson
from kinerja.periods import Period
from kinerja.site.report import Report
from kinerja.site.views.view import SECTIONS, View
from kinerja.site.words import words


@dataclass(frozen=True, slots=True)
class Planned:
    """One action of the year with what each reporting unit last said of it."""

    indicator: Indicator
    action: ActionPlanAction
    owner: PeoplePerson | None
    told: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class PlansPage:
    """The year's actions as of the current period; `states` counts reports by state."""

    period: Period
    planned: tuple[Planned, ...]
    states: Mapping[str, int]


def views(told: Report) -> Iterator[View]:
    """One page."""
    period, content = told.current, told.content
    rows = [row for row in told.actions if row.period == str(period)]
    by_action: dict[tuple[str, str], list[ActionRow]] = {}
    for row in rows:
        by_action.setdefault((row.indicator, row.action), []).append(row)
    planned = tuple(
        Planned(
            content.indicators[plan.indicator],
            action,
            content.person.get(action.owner),
            tuple(by_action.get((plan.indicator, action.id), ())),
        )
        for (year, _), plan in content.plans.items()
        if year == period.year and plan.indicator in content.indicators
        for action in plan.actions
    )
    yield View(
        path="action-plans/",
        template="plans.html",
        title=words("Rencana aksi %(year)s", year=str(period.year)),
        description=words("Rencana aksi setiap indikator dan kemajuannya pada akhir %(period)s.",
                          period=period),
        nav=(SECTIONS["plans"],),
        data=PlansPage(period, planned, Counter(row.state for row in rows)),
        contents=False,
    )  # fmt: skip
