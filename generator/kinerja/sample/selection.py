"""How an invented package gets its supplier: request, notice, failures, award, contract's day.

What comes after the contract is `delivery`. A fact is a day and what became known on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kinerja.sample.days import Workdays
from kinerja.sample.draw import Draw
from kinerja.sample.packages import Package

Fact = tuple[date, dict[str, Any]]

LAST_CONTRACT = (12, 18)
"""No contract is signed later in a year: the budget ends with it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all lives share."""

    chances: dict[str, Any]
    """`life.yml`."""
    words: dict[str, Any]
    """`packages.yml`, for its notes."""
    workdays: Workdays
    first_year: int

    def level(self, day: date) -> float:
        """How well the office works in the quarter of a day."""
        levels = self.chances["level"]
        quarter = (day.year - self.first_year) * 4 + (day.month - 1) // 3
        return float(levels[min(max(quarter, 0), len(levels) - 1)])


@dataclass(frozen=True, slots=True)
class Award:
    """A selection that ended well."""

    contract_date: date
    estimate: int | None
    known: dict[str, Any]
    """What becomes known with the contract because of the selection."""


def announced_on(package: Package, setting: Setting, draw: Draw) -> date | None:
    """Find the day of the notice; None when the package is never announced."""
    chances, level = setting.chances, setting.level(package.planned_end)
    if draw.chance(chances["never_announced"]):
        return None
    end = package.planned_end
    if draw.chance(chances["announced_on_plan"] + level, "announced"):
        first = max(end.replace(day=1) - timedelta(6), date(package.year, 1, 3))
        day = draw.between(first, end - timedelta(2))
        return min(setting.workdays.on_or_after(day), setting.workdays.on_or_before(end))
    day = setting.workdays.on_or_after(end + timedelta(draw.whole(2, 45)))
    return day if day <= date(package.year, 12, 5) else None


def select(
    package: Package, setting: Setting, draw: Draw, notice: date
) -> tuple[list[Fact], Award | None]:
    """Live through the attempts; without an award the package ends as failed or cancelled."""
    chances = setting.chances[package.family]
    budget = package.row["budget_amount"]
    opening = _opening(package, setting, draw, notice)
    facts, award, failed = _attempts(package, setting, draw, notice, opening)
    if award is None:
        return facts, None
    contract = setting.workdays.on_or_after(award + draw.days(chances["award_to_contract"]))
    if contract > date(package.year, *LAST_CONTRACT):
        ended = setting.workdays.on_or_before(min(award, date(package.year, 12, 30)))
        facts.append((ended, _ended("cancelled", ended, failed + 1)))
        return facts, None
    estimate = opening.get("estimate_amount")
    won, at_contract = _won(package, chances, draw, award, estimate or budget)
    facts.append((award, won))
    if package.family == "tender":
        facts.append(_objections(package, chances, setting, draw, award))
        at_contract["appointment_date"] = setting.workdays.on_or_before(
            award + (contract - award) * 2 // 3
        )
    return facts, Award(contract, estimate, at_contract)


def _opening(package: Package, setting: Setting, draw: Draw, notice: date) -> dict[str, Any]:
    """What is known when the package is first announced."""
    chances = setting.chances[package.family]
    budget = package.row["budget_amount"]
    known: dict[str, Any] = {}
    if package.family == "tender":
        known["package_group"] = f"98{_number(package):06d}"
    if draw.chance(setting.chances["request_known"]):
        lead = draw.days(setting.chances["request_lead"])
        known["request_date"] = setting.workdays.on_or_before(notice - lead)
    if "estimate_to_budget" in chances:
        share = 0.97 if package.above_estimate else draw.quantile(chances["estimate_to_budget"])
        known["estimate_amount"] = min(_money(budget * share), budget)
    return known


def _attempts(
    package: Package, setting: Setting, draw: Draw, notice: date, opening: dict[str, Any]
) -> tuple[list[Fact], date | None, int]:
    """Announce until it succeeds or is given up: facts, the award's day, failed attempts.

    A repeated tender has a new code and notice, but keeps the award's date first published.
    """
    chances, workdays = setting.chances[package.family], setting.workdays
    facts: list[Fact] = []
    for attempt in (1, 2):
        award = workdays.on_or_after(
            notice + draw.days(chances["notice_to_award"], f"{package.family} pace")
        )
        known = opening if attempt == 1 else {}
        known = known | {
            "package_code": _code(package, attempt),
            "notice_date": notice,
            "attempts": attempt,
            "failed_attempts": attempt - 1,
            "selection_status": "running",
        }
        if package.family == "tender":
            known["bid_deadline_date"] = notice + (award - notice) // 2
            if attempt == 1:
                known["scheduled_award_date"] = _first_schedule(award, notice, setting, draw)
        facts.append((notice, known))
        failing = chances["failed"] - setting.level(notice) / 2
        if not draw.chance(failing, f"{package.family} failed"):
            return facts, award, attempt - 1
        ended = workdays.on_or_before(award - (award - notice) // 4)
        facts.append((ended, _ended("failed", ended, attempt)))
        notice = workdays.on_or_after(ended + timedelta(draw.whole(5, 16)))
        if notice > date(package.year, 11, 10) or not draw.chance(chances["repeated"]):
            break
    return facts, None, 2


def _number(package: Package) -> int:
    return int(package.id.rpartition("-")[2])


def _code(package: Package, attempt: int) -> str:
    return f"99{(package.year % 10) * 10 + attempt:02d}{_number(package):06d}"


def _money(amount: float) -> int:
    """Whole thousands of rupiah."""
    return round(amount / 1000) * 1000


def _ended(status: str, day: date, failed: int) -> dict[str, Any]:
    return {"selection_status": status, "selection_end_date": day, "failed_attempts": failed}


def _first_schedule(award: date, notice: date, setting: Setting, draw: Draw) -> date:
    """The award's date as first published: kept mostly, else too hopeful."""
    on_time = setting.chances["tender"]["on_schedule"] + setting.level(notice)
    if draw.chance(on_time, "schedule"):
        return setting.workdays.on_or_after(award + timedelta(draw.whole(0, 4)))
    hoped = award - timedelta(draw.whole(2, 8))
    return setting.workdays.on_or_before(max(hoped, notice + timedelta(7)))


def _won(
    package: Package, chances: dict[str, Any], draw: Draw, award: date, ceiling: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is known with the award, and the contract's amount."""
    known: dict[str, Any] = {
        "award_date": award,
        "selection_status": "completed",
        "selection_end_date": award,
    }
    amount = min(
        _money(ceiling * draw.quantile(chances["contract_to_estimate"], f"{package.family} price")),
        ceiling,
    )
    if package.family == "tender":
        bidders = round(draw.quantile(chances["bidders"], "bidders"))
        known["bidders"] = bidders
        known["registrants"] = bidders * draw.whole(8, 22)
    if package.family != "catalogue":
        known["bid_amount"] = min(_money(amount * draw.part(1.0, 1.008)), ceiling)
        known["negotiated_amount"] = amount
    return known, {"contract_amount": amount}


def _objections(
    package: Package, chances: dict[str, Any], setting: Setting, draw: Draw, award: date
) -> Fact:
    """What bidders objected to, known once it has been answered; none is said too."""
    number = int(package.serial % chances["objection_every"] == 1) * draw.whole(1, 2)
    answered = sum(draw.chance(chances["objections_answered"], "answers") for _ in range(number))
    upheld = int(number > 0 and draw.chance(chances["objections_upheld"], "upheld"))
    return setting.workdays.after(award, 5 + 3), {
        "objections": number,
        "objections_on_time": answered,
        "objections_upheld": upheld,
    }
