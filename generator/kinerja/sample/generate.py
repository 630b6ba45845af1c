"""Puts the invented office together: plan, registers, lives, reports, measurements, calendars."""

from __future__ import annotations

from datetime import date
from typing import Any

from kinerja.sample.data import load, load_chances
from kinerja.sample.days import Workdays, calendars
from kinerja.sample.delivery import deliver, recorded_award, self_manage
from kinerja.sample.draw import Draw
from kinerja.sample.measurements import budgets, measurements
from kinerja.sample.organisation import found_office
from kinerja.sample.packages import Package, make_packages, mappings, registers
from kinerja.sample.plan import Action, make_plan
from kinerja.sample.reports import Desk, reports
from kinerja.sample.selection import Fact, Setting, announced_on, select


def generate(
    seed: int,
    units: int,
    packages: int,
    years: tuple[int, ...],
    through: date | None = None,
) -> dict[str, Any]:
    """Invent a content folder.

    Args:
        seed: The same arguments give the same data, on any machine.
        units: How many units there are, at least 1.
        packages: How many packages there are, of all years together.
        years: Consecutive years, ascending.
        through: Reports and measurements stop after that day; the plan covers the years whole.

    Returns:
        The data of each file by its path below the content folder, for `content.text.write`.
    """
    off = calendars(years)
    workdays = Workdays(frozenset(row["date"] for rows in off.values() for row in rows))
    office = found_office(units, years[0])
    plan, actions = make_plan(office, years, workdays, seed)
    files = office.files | plan
    files |= {f"calendars/{year}.yml": {"year": year, "days": rows} for year, rows in off.items()}
    selectors = {
        data["id"]: data["selector"]
        for name, data in plan.items()
        if name.startswith("areas/") and "selector" in data
    }
    setting = Setting(load_chances("life.yml"), load_chances("packages.yml"), workdays, years[0])
    lives: dict[str, dict[str, list[Fact]]] = {unit.id: {} for unit in office.units}
    draw = Draw(seed, "lives")
    for number, year in enumerate(years):
        share = packages // len(years) + int(number < packages % len(years))
        made = make_packages(office.units, year, share, workdays, seed, first=number == 0)
        files |= registers(office.units, year, made)
        files |= mappings(office.units, year, made, selectors)
        budget = budgets(office.units, year, made, seed)
        files[f"measurements/{year}/procurement-budget.yml"] = budget
        for package in made:
            if package.counts:
                lives[package.unit][package.id] = _life(package, setting, draw)
    until = through or date(years[-1], 12, 31)
    frequencies = {
        data["id"]: data["frequency"]
        for name, data in plan.items()
        if name.startswith("indicators/")
    }
    files |= measurements(office.units, years, until, frequencies, seed)
    desk = Desk(years, until, workdays, load("sample", "plan.yml")["obstacles"])
    mine: dict[str, list[Action]] = {unit.id: [] for unit in office.units}
    for action in actions:
        mine[action.unit].append(action)
    for place, unit in enumerate(office.units):
        tell = Draw(seed, f"reports {unit.id}")
        files |= reports(unit, place, lives[unit.id], mine[unit.id], desk, tell)
    return files


def _life(package: Package, setting: Setting, draw: Draw) -> list[Fact]:
    """All that ever becomes known of a package."""
    if package.family == "self_managed":
        return self_manage(package, setting, draw)
    notice = announced_on(package, setting, draw)
    if notice is None:
        return []
    if package.family == "recorded":
        found = recorded_award(package, setting, draw, notice)
        if found is None:
            return [(notice, {"notice_date": notice, "recording_status": "cancelled"})]
        return deliver(package, setting, draw, found)
    facts, award = select(package, setting, draw, notice)
    return facts + deliver(package, setting, draw, award) if award else facts
