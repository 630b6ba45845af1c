"""Years copied from the year before and not changed everywhere.

Targets and plans of indicators that have ended, a baseline that is no past, dates of another year.
Paths that disagree with keys are `references`', targets of another year `targets`', plan dates of
packages `plausible`'s, the days that files state of themselves `dates`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import ActionPlan, Target
from kinerja.model.validity import is_valid
from kinerja.periods import Period


def findings(content: Content) -> Iterator[Finding]:
    """What seems to be of another year, each at its value, as warnings."""
    for (year, name), target in content.targets.items():
        file = content.file(f"targets/{year}/{name}.yml")
        yield from _ended(content, file, name, year)
        yield from _baseline(file, target, year)
        before = content.targets.get((year - 1, name))
        if before is not None and _is_copy(target, before, year):
            yield finding(
                file, "target-copied", ("baseline",), at_key=True, value=year, other=year - 1
            )
    for (year, name), plan in content.plans.items():
        file = content.file(f"action-plans/{year}/{name}.yml")
        yield from _ended(content, file, name, year)
        yield from _actions(file, plan, year)


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


def _baseline(file: str, target: Target, year: int) -> Iterator[Finding]:
    """What was before: nothing of years to come, and rather not of the target's own time."""
    begins = min(Period.parse(version.valid_from).start for version in target.versions)
    told, pointer = Period.parse(target.baseline.period), ("baseline", "period")
    if told.year > year:
        yield finding(file, "baseline-after-year", pointer, value=told, year=year)
    elif told.end >= begins:
        yield finding(file, "baseline-not-before", pointer, value=told)


def _is_copy(target: Target, before: Target, year: int) -> bool:
    """Whether targets are those of the year before, and measured against the same baseline."""

    def said(told: Target, of: int) -> list[object]:
        return [
            {period.replace(str(of), "", 1): value for period, value in version.trajectory.items()}
            for version in told.versions
        ]

    known = (target.baseline.value, target.baseline.period)
    return known == (before.baseline.value, before.baseline.period) and said(target, year) == said(
        before, year - 1
    )


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
