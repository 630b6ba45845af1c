"""Years that cannot be meant: one copied from the year before and not changed everywhere, a slip.

Targets and plans of indicators that have ended, a baseline that is no past, dates of another year.
Paths that disagree with keys are `references`', trajectories of another year `trajectories`', plan
dates of packages `packages`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kinerja.content.objects import place_of_object
from kinerja.content.records import stated_days
from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import ActionPlan, Target
from kinerja.model.validity import is_valid
from kinerja.periods import Period


def findings(content: Content) -> Iterator[Finding]:
    """What seems to be of another year, each at its value; only a slip far ahead is an error."""
    yield from _far_ahead(content)
    for (year, name), target in content.targets.items():
        file = content.file(f"targets/{year}/{name}.yml")
        yield from _ended(content, file, name, year)
        yield from _baseline(file, target)
    for (year, name), plan in content.plans.items():
        file = content.file(f"action-plans/{year}/{name}.yml")
        yield from _ended(content, file, name, year)
        yield from _actions(file, plan, year)


def _far_ahead(content: Content) -> Iterator[Finding]:
    """Days after all that is planned: *today* is the latest day that content states (contract)."""
    planned = {year for year, _ in (*content.targets, *content.plans)}
    planned |= {*content.weights, *(year for _, year in content.registers)}
    last = max(planned, default=date.max.year)
    for name, pointer, day in stated_days(content):
        if day.year > last + 1 and pointer[-1] != "data_date":  # told by `entries`
            file = content.file(place_of_object(name) or name)
            yield finding(file, "date-far-ahead", pointer, value=day, year=last)


def _ended(content: Content, file: str, name: str, year: int) -> Iterator[Finding]:
    """A year's file for an indicator that does not hold in it; a proposal may be prepared."""
    indicator = content.indicators.get(name)
    if (
        indicator
        and indicator.status != "proposed"
        and not is_valid(indicator, Period(year, 1, 12))
    ):
        yield finding(
            file, "indicator-not-valid", ("indicator",), value=name, year=year,
            start=indicator.valid_from, until=indicator.valid_until or "…",
        )  # fmt: skip


def _baseline(file: str, target: Target) -> Iterator[Finding]:
    begins = min(Period.parse(version.valid_from).start for version in target.versions)
    if Period.parse(target.baseline.period).end >= begins:
        pointer: Pointer = ("baseline", "period")
        yield finding(file, "baseline-not-before", pointer, value=target.baseline.period)


def _actions(file: str, plan: ActionPlan, year: int) -> Iterator[Finding]:
    """Dates outside the plan's year; what a decision added may reach into the next."""
    for place, action in enumerate(plan.actions):
        if action.origin == "decision":
            continue
        dates = [("start", action.start), ("due", action.due)]
        told: list[tuple[Pointer, date]] = [(("actions", place, key), day) for key, day in dates]
        told += [
            (("actions", place, "milestones", number, "due"), step.due)
            for number, step in enumerate(action.milestones)
        ]
        for pointer, day in told:
            if day.year != year:
                yield finding(file, "action-other-year", pointer, value=day, year=year)
