"""Action plans as of a period's end: what each reporting unit last said of each action.

The table of `actions.csv` and the rows that formulas over action plans read (contract,
"actions.csv"). An action supports an indicator and never enters its value by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kinerja.model.content import Content
from kinerja.model.records import ActionPlan, ActionPlanAction, Realization
from kinerja.periods import Period

ACTION_COLUMNS = {
    "action": "VARCHAR",
    "indicator": "VARCHAR",
    "unit": "VARCHAR",
    "owner": "VARCHAR",
    "start_date": "DATE",
    "due_date": "DATE",
    "progress": "DECIMAL(18,4)",
    "state": "VARCHAR",
    "fiscal_year": "BIGINT",
    "period_start": "DATE",
    "period_end": "DATE",
    "year_start": "DATE",
}
"""The table of action plans that formulas may read (domain §3, formula)."""

SEEN_COLUMNS = {
    name: kind
    for name, kind in ACTION_COLUMNS.items()
    if name not in ("period_start", "year_start")
}
"""Those that do not depend on where a window begins."""


class ActionRow(NamedTuple):
    """One action as one unit reported it; nobody reported: `unit` is None. Progress in percent."""

    period: str
    indicator: str
    action: str
    unit: str | None
    owner: str
    start: date
    due: date
    progress: Decimal | None
    state: str
    obstacle: str | None
    evidence: str | None
    as_of: date | None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a unit has said of an action so far: per field the last value stated."""

    progress: Decimal | None = None
    obstacle: str | None = None
    evidence: str | None = None
    as_of: date | None = None


def action_rows(content: Content, period: Period) -> list[ActionRow]:
    """The actions of the period's year, as of its last day; sorted by indicator, action, unit."""
    said = _said_by(content, period.end)
    return [
        row
        for (year, _), plan in content.plans.items()
        if year == period.year
        for action in plan.actions
        for row in _rows(plan, action, said, str(period), period.end)
    ]


def snapshots(content: Content, ends: Iterable[date]) -> list[dict[str, object]]:
    """The actions of all years as of each day, with the columns of `SEEN_COLUMNS`."""
    return [
        {
            "action": f"{row.indicator}/{row.action}",
            "indicator": row.indicator,
            "unit": row.unit,
            "owner": row.owner,
            "start_date": row.start.isoformat(),
            "due_date": row.due.isoformat(),
            "progress": row.progress,
            "state": row.state,
            "fiscal_year": year,
            "period_end": end.isoformat(),
        }
        for end in sorted(ends)
        for said in [_said_by(content, end)]
        for (year, _), plan in content.plans.items()
        for action in plan.actions
        for row in _rows(plan, action, said, "", end)
    ]


def _rows(
    plan: ActionPlan,
    action: ActionPlanAction,
    said: Mapping[tuple[int, str], Mapping[str, _Said]],
    period: str,
    end: date,
) -> Iterator[ActionRow]:
    by_unit = said.get((plan.year, f"{plan.indicator}/{action.id}"), {})
    told: list[tuple[str | None, _Said]] = [*sorted(by_unit.items())]
    for unit, word in told or [(None, _Said())]:
        yield ActionRow(
            period,
            plan.indicator,
            action.id,
            unit,
            action.owner,
            action.start,
            action.due,
            word.progress,
            _state(word, action.due, end),
            word.obstacle,
            word.evidence,
            word.as_of,
        )


def _state(said: _Said, due: date, end: date) -> str:
    """First that fits (contract): nobody reported, done, late, not started, in progress."""
    if said.as_of is None:
        return "not_reported"
    if said.progress == 100:
        return "done"
    if due < end:
        return "late"
    return "in_progress" if said.progress else "not_started"


def _said_by(content: Content, end: date) -> dict[tuple[int, str], dict[str, _Said]]:
    """By year, action and unit: the as-of merge of reports whose period ends by a day.

    A report tells of the plan of its own year; an action that the next plan takes up begins anew.
    """
    said: dict[tuple[int, str], dict[str, _Said]] = {}
    for report in _in_order(content, end):
        for told in report.actions:
            units = said.setdefault((Period.parse(report.period).year, told.action), {})
            before = units.get(report.unit, _Said())
            units[report.unit] = _Said(
                told.progress,
                told.obstacle if told.obstacle is not None else before.obstacle,
                told.evidence if told.evidence is not None else before.evidence,
                report.as_of,
            )
    return said


def _in_order(content: Content, end: date) -> list[Realization]:
    """Reports by period end, `as_of`, shorter period first, as facts of packages are merged."""
    due = [
        (period.end, report.as_of, period.months, unit, report)
        for (unit, period), report in content.realizations.items()
        if period.end <= end
    ]
    return [entry[-1] for entry in sorted(due, key=lambda entry: entry[:-1])]
