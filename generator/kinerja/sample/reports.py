"""The invented reports: the facts of packages and actions, cut into one file per unit and period.

A report states what is new since the one before. What happens is decided elsewhere.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kinerja.periods import Period
from kinerja.resources import schemas
from kinerja.sample.days import Workdays
from kinerja.sample.draw import Draw
from kinerja.sample.organisation import Unit
from kinerja.sample.plan import Action
from kinerja.sample.selection import Fact

_SILENT_UNIT, _SILENT_QUARTER = 4, 7  # the fifth unit, the third quarter (July) of the first year
_DRAFTING_UNIT = 2  # has not submitted its last report yet


@dataclass(frozen=True, slots=True)
class Desk:
    """What all reports share."""

    years: tuple[int, ...]
    through: date
    workdays: Workdays
    obstacles: list[str]


def reports(
    unit: Unit,
    place: int,
    lives: dict[str, list[Fact]],
    actions: list[Action],
    desk: Desk,
    draw: Draw,
) -> dict[str, Any]:
    """Make the files of one unit; `place`: its number; `lives`: facts by package, any order."""
    periods = _periods(unit, place, desk)
    ends = [period.end for period in periods]
    rows: list[dict[str, dict[str, Any]]] = [{} for _ in periods]
    for package, facts in lives.items():
        for day, known in sorted(facts, key=_day):
            number = bisect_left(ends, day)
            if number < len(ends):
                _state(rows[number].setdefault(package, {}), known)
    progress = _progress(actions, periods, desk, draw)
    files: dict[str, Any] = {}
    ready = [period for period in periods if period.end <= desk.through]
    for number, period in enumerate(ready):
        draft = place == _DRAFTING_UNIT and period == ready[-1]
        submitted = _submitted(unit, period, desk, draw)
        name = f"realizations/{unit.id}/{period}.yml"
        files[name] = {
            "unit": unit.id,
            "period": str(period),
            "as_of": period.end,
            **({} if draft else submitted),
            "packages": [{"package_id": key} | _ordered(row) for key, row in rows[number].items()],
        }
        if progress[number]:
            files[name]["actions"] = progress[number]
    return files


def _day(fact: Fact) -> date:
    return fact[0]


def _periods(unit: Unit, place: int, desk: Desk) -> list[Period]:
    """The periods a unit reports in all years, in order; one unit is silent for a quarter."""
    found = []
    for year in desk.years:
        for quarter in Period(year, 1, 12).parts(3):
            quiet = quarter == Period(desk.years[0], _SILENT_QUARTER, 3)
            if quiet and place == _SILENT_UNIT:
                continue
            months = quarter.parts(1)[:2] if unit.monthly else ()
            found += [*months, quarter]
    return found


def _state(row: dict[str, Any], known: dict[str, Any]) -> None:
    """Add what became known to a report's row; what is taken back is not stated in it too."""
    row |= known
    for field in known.get("retract", ()):
        row.pop(field, None)


@cache
def _order() -> dict[str, int]:
    """The place of each key of a row, as the schema lists them."""
    schema = json.loads((schemas() / "realization.schema.json").read_text(encoding="utf-8"))
    return {key: place for place, key in enumerate(schema["$defs"]["row"]["properties"])}


def _ordered(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in sorted(row, key=_order().__getitem__)}


def _submitted(unit: Unit, period: Period, desk: Desk, draw: Draw) -> dict[str, Any]:
    """Mostly within four working days, at times late."""
    days = draw.whole(2, 4) if draw.chance(0.88) else draw.whole(5, 9)
    return {"submitted_by": unit.owner, "submitted_on": desk.workdays.after(period.end, days)}


def _progress(
    actions: list[Action], periods: list[Period], desk: Desk, draw: Draw
) -> list[list[dict[str, Any]]]:
    """Rows of the actions per report; told every quarter until they are done."""
    rows: list[list[dict[str, Any]]] = [[] for _ in periods]
    for number, action in enumerate(actions):
        quarters_late = 0 if draw.chance(0.83, "actions") else draw.whole(1, 2)
        reached = 0
        for place, period in enumerate(periods):
            over = period.year != action.due.year or period.end < action.start
            if period.months != 3 or over:
                continue
            quarters = (period.last_month - action.due.month + 2) // 3
            done = quarters >= quarters_late
            row: dict[str, Any] = {"action": action.reference, "progress": 100}
            if not done:
                gone = min(90, draw.whole(2, 9) * 5 + 20 * max(quarters + 1, 0))
                row["progress"] = reached = max(reached, gone)
                if period.end >= action.due:
                    row["obstacle"] = desk.obstacles[number % len(desk.obstacles)]
            else:
                row["evidence"] = f"ND-{100 + number}/{period.year}"
            rows[place].append(row)
            if done:
                break
    return rows
