"""The invented plan: goals, areas, indicators and their weights, action plans.

The manuals come from the catalogue, the rest from `plan.yml` and `actions.yml`. Targets are
`targets`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kinerja.periods import Period
from kinerja.sample.data import load
from kinerja.sample.days import Workdays
from kinerja.sample.draw import Draw
from kinerja.sample.organisation import Office
from kinerja.sample.targets import ENDED, SUCCESSOR, Aim, targets


@dataclass(frozen=True, slots=True)
class Action:
    """An action with the unit that reports on it."""

    reference: str
    unit: str
    start: date
    due: date


def make_plan(
    office: Office, years: tuple[int, ...], workdays: Workdays, seed: int
) -> tuple[dict[str, Any], tuple[Action, ...]]:
    """Invent the plan of all years: its files, and the actions that units report on."""
    skeleton = load("sample", "plan.yml")
    manuals = {
        name: load("sample", f"{name}.yml")
        if name == ENDED
        else load("catalogue", f"{name}.yml")["indicator"]
        for name in skeleton["indicators"]
    }
    files = _goals(skeleton, office) | _indicators(skeleton, manuals, office, years[0])
    actions: list[Action] = []
    reason = skeleton["revision_reason"]
    draw = Draw(seed, "plan")
    for number, year in enumerate(years):
        for name, spec in skeleton["indicators"].items():
            if name == ENDED and number:
                continue
            aim = Aim(name, spec, manuals[name]["frequency"], years, number)
            files[f"targets/{year}/{name}.yml"] = targets(aim, office, reason)
        files[f"weights/{year}.yml"] = _weights(skeleton, year, first=number == 0)
        plans, planned = _action_plans(skeleton, office, year, workdays, draw, first=number == 0)
        files |= plans
        actions += planned
    return files, tuple(actions)


def _goals(skeleton: dict[str, Any], office: Office) -> dict[str, Any]:
    files: dict[str, Any] = {}
    for number, (name, goal) in enumerate(skeleton["goals"].items()):
        leader = office.units[number % len(office.units)].owner
        files[f"goals/{name}.yml"] = {"id": name, "name": goal["name"], "leader": leader}
        for area_name, area in goal["areas"].items():
            row = {"id": area_name, "goal": name, "name": area["name"]}
            if "selector" in area:
                row["selector"] = area["selector"]
            files[f"areas/{area_name}.yml"] = row
    return files


def _indicators(
    skeleton: dict[str, Any], manuals: dict[str, Any], office: Office, year: int
) -> dict[str, Any]:
    files: dict[str, Any] = {}
    for number, (name, manual) in enumerate(manuals.items()):
        row: dict[str, Any] = {}
        for key, value in manual.items():
            row[key] = value
            if key == "name":
                row["area"] = skeleton["indicators"][name]["area"]
            if key == "unit_consolidation":
                row["owner"] = office.units[number % len(office.units)].owner
                row["data_provider"] = office.team[number % 2]
                row["verifier"] = office.team[2 + number % 2]
                row["status"] = "withdrawn" if name == ENDED else "active"
                row["valid_from"] = f"{year}-Q3" if name == SUCCESSOR else f"{year}-Q1"
                if name == ENDED:
                    row["valid_until"] = f"{year}-Q2"
                if name == SUCCESSOR:
                    row["replaces"] = ENDED
        files[f"indicators/{name}.yml"] = row
    return files


def _weights(skeleton: dict[str, Any], year: int, *, first: bool) -> dict[str, Any]:
    """The weights: 100 per parent; in the first year again when one indicator follows another."""
    goals = skeleton["goals"]

    def version(number: int, since: str, absent: str) -> dict[str, Any]:
        return {
            "version": number,
            "valid_from": since,
            "goals": {name: goal["weight"] for name, goal in goals.items()},
            "areas": {
                name: area["weight"]
                for goal in goals.values()
                for name, area in goal["areas"].items()
            },
            "indicators": {
                name: spec["weight"]
                for name, spec in skeleton["indicators"].items()
                if name != absent
            },
        }

    versions = [version(1, f"{year}-Q1", SUCCESSOR if first else ENDED)]
    if first:
        versions.append(version(2, f"{year}-Q3", ENDED))
    return {"year": year, "versions": versions}


def _action_plans(
    skeleton: dict[str, Any],
    office: Office,
    year: int,
    workdays: Workdays,
    draw: Draw,
    *,
    first: bool,
) -> tuple[dict[str, Any], list[Action]]:
    files: dict[str, Any] = {}
    planned: list[Action] = []
    for indicator, described in load("sample", "actions.yml").items():
        if indicator == ENDED and not first:
            continue
        rows = []
        for action in described:
            quarter = Period(year, action["q"] * 3 - 2, 3)
            due = workdays.on_or_before(quarter.end - timedelta(draw.whole(0, 20)))
            lead = 55 if action["q"] == 1 else draw.whole(75, 150)
            earliest = date(year, 1, 5)
            start = workdays.on_or_after(max(earliest, due - timedelta(lead)))
            unit = office.units[len(planned) % len(office.units)]
            rows.append(
                {
                    "id": action["id"],
                    "name": action["name"],
                    "owner": unit.owner,
                    "start": start,
                    "due": due,
                    "origin": "plan",
                    "milestones": [
                        {
                            "id": step["id"],
                            "name": step["name"],
                            "due": workdays.on_or_before(start + (due - start) * place // 3),
                            "weight": step["weight"],
                        }
                        for place, step in enumerate(skeleton["milestones"], 1)
                    ],
                }
            )
            planned.append(Action(f"{indicator}/{action['id']}", unit.id, start, due))
        files[f"action-plans/{year}/{indicator}.yml"] = {
            "indicator": indicator,
            "year": year,
            "actions": rows,
        }
    return files, planned
