"""How an invented contract runs: start, amendments, payments, handover, score.

The selection before it is `selection`; lives without a contract (recorded, self-managed) are
here too. A fact is a day and what became known on it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kinerja.sample.draw import Draw
from kinerja.sample.packages import Package
from kinerja.sample.selection import Award, Fact, Setting

_TAKEN_BACK = 11  # serial of the one whose amount for small business is taken back
_LAST_DUE = (12, 22)


def deliver(package: Package, setting: Setting, draw: Draw, award: Award) -> list[Fact]:
    """Live through a contract to its last payment; facts may lie beyond the years generated."""
    chances = setting.chances[package.family]
    workdays = setting.workdays
    signed = award.contract_date
    amount = award.known["contract_amount"]
    story = package.method == "direct_procurement" and package.year == setting.first_year
    if package.above_estimate and award.estimate:
        amount = round(award.estimate * 1.012)
    start = workdays.on_or_after(signed + timedelta(draw.whole(0, 3)))
    limit = date(package.year, *_LAST_DUE)
    due = min(workdays.on_or_after(start + draw.days(chances["work"])), max(limit, start))
    facts: list[Fact] = [
        (signed, _signed(package, setting, draw, award, amount)),
        (start, {"start_date": start, "original_due_date": due, "due_date": due}),
    ]
    if package.family == "tender":
        entered = signed if draw.chance(0.7) else workdays.after(signed, draw.whole(3, 30))
        if draw.chance(chances["e_contract"] + setting.level(signed), "e-contract"):
            facts.append((entered, {"e_contract": True}))
    if story and package.serial == _TAKEN_BACK:
        retract = {"retract": ["small_business_amount"], "note": setting.words["retract_note"]}
        facts.append((signed + timedelta(100), retract))
    due = _amended(package, setting, draw, facts, start, due)
    _work(package, setting, draw, facts, start, due, amount)
    return facts


def _signed(
    package: Package, setting: Setting, draw: Draw, award: Award, amount: int
) -> dict[str, Any]:
    """The contract, and how much of it is domestic and goes to small business."""
    level = setting.level(award.contract_date)
    domestic = setting.chances["domestic"][package.row["category"]] + level
    small = setting.chances["small_business"][package.family]
    inside = 1.0 if draw.chance(domestic, f"{package.family} domestic") else draw.part(0.1, 0.6)
    family = package.family
    part = draw.part(0.2, 0.5) if family == "tender" else 0.0  # large ones employ small firms
    granted = 1.0 if draw.chance(small, f"{family} small") else part
    return award.known | {
        "contract_date": award.contract_date,
        "contract_amount": amount,
        "domestic_amount": round(amount * inside),
        "small_business_amount": round(amount * granted),
        "contract_status": "running",
        "paid_amount": 0,
    }


def _amended(
    package: Package, setting: Setting, draw: Draw, facts: list[Fact], start: date, due: date
) -> date:
    """Perhaps amend the contract, mostly its due date; returns the date in force."""
    chance = setting.chances[package.family]["addendum"]
    if not draw.chance(chance, f"{package.family} addendum"):
        return due
    day = setting.workdays.on_or_before(due - timedelta(draw.whole(3, 12)))
    last = setting.workdays.on_or_before(date(package.year, 12, 30))
    later = min(setting.workdays.on_or_after(due + timedelta(draw.whole(10, 45))), last)
    if day <= start or later <= due:
        return due
    known: dict[str, Any] = {"addenda": 1}
    if draw.chance(0.25):
        facts.append((day, known | {"time_addenda": 0}))
        return due
    facts.append((day, known | {"time_addenda": 1, "due_date": later}))
    return later


def _work(
    package: Package,
    setting: Setting,
    draw: Draw,
    facts: list[Fact],
    start: date,
    due: date,
    amount: int,
) -> None:
    """Payments on the way, the handover, the last payment, the supplier's score."""
    handover, note = _handover(setting, draw, start, due)
    paid = _payments(package, setting, draw, facts, start, handover, amount)
    if package.family == "tender" and draw.chance(setting.chances["stopped"]):
        ended = setting.workdays.on_or_after(due + timedelta(50))
        facts.append((ended, {"contract_status": "terminated", "note": "Kontrak diputus"}))
        return
    facts.append((handover, {"handover_date": handover, "progress": 100} | note))
    last = setting.workdays.on_or_after(handover + draw.days(setting.chances["paid_after"]))
    if handover <= date(handover.year, 12, 24):
        last = min(last, setting.workdays.on_or_before(date(handover.year, 12, 30)))
    settled: dict[str, Any] = {"paid_amount": max(amount, paid)}
    if draw.chance(setting.chances["status_kept"]):
        settled["contract_status"] = "completed"
    if package.family == "recorded" and draw.chance(setting.chances["recorded"]["recorded"]):
        settled["recording_status"] = "completed"
    facts.append((last, settled))
    if package.family != "recorded" and draw.chance(
        setting.chances["scored"] + 1.5 * setting.level(handover), "scored"
    ):
        scored = setting.workdays.after(last, draw.whole(0, 6))
        better = {3: 0.42 + setting.level(handover), 2: 0.5, 1: 0.08}
        facts.append((scored, {"supplier_score": draw.share(better)}))


def _handover(setting: Setting, draw: Draw, start: date, due: date) -> tuple[date, dict[str, Any]]:
    """The day of the handover with a note when it is late; a few stay open for months."""
    chances = setting.chances
    if not draw.chance(chances["late"] - setting.level(due) / 2, "late"):
        early = setting.workdays.on_or_before(due + draw.days(chances["early"]))
        return max(early, start), {}
    delay = draw.days(chances["days_late"])
    if draw.chance(chances["stuck"], "stuck"):
        delay = timedelta(draw.whole(60, 180))
    handover = setting.workdays.on_or_after(due + delay)
    return handover, {"note": draw.pick(setting.words["late_notes"])}


def _payments(
    package: Package,
    setting: Setting,
    draw: Draw,
    facts: list[Fact],
    start: date,
    handover: date,
    amount: int,
) -> int:
    """Advance and progress payments, cumulative; returns what has been paid by the handover."""
    length = (handover - start).days
    paid = 0
    if package.family == "tender" and draw.chance(0.6):
        paid = round(amount * draw.pick((0.2, 0.25, 0.3)))
        day = setting.workdays.after(start, draw.whole(2, 6))
        if day < handover:
            facts.append((day, {"paid_amount": paid}))
    steps = min(length // 50, 5)
    for step in range(1, steps + 1):
        day = setting.workdays.on_or_before(start + timedelta(length * step // (steps + 1)))
        done = 100 * step // (steps + 1)
        paid = max(paid, amount * done // 100)
        if start < day < handover:
            facts.append((day, {"progress": done, "paid_amount": paid}))
    return paid


def recorded_award(package: Package, setting: Setting, draw: Draw, day: date) -> Award | None:
    """Find the contract of a recorded purchase: no selection goes before; None when cancelled."""
    chances = setting.chances[package.family]
    if draw.chance(chances["cancelled"]) or day > date(package.year, *_LAST_DUE):
        return None
    budget = package.row["budget_amount"]
    amount = round(budget * draw.quantile(chances["contract_to_estimate"]) / 1000) * 1000
    known = {"notice_date": day, "contract_amount": amount, "recording_status": "running"}
    return Award(day, None, known)


def self_manage(package: Package, setting: Setting, draw: Draw) -> list[Fact]:
    """Live through a self-managed package: payments as it goes, recorded in the end or not."""
    chances = setting.chances[package.family]
    first = max(package.planned_end - timedelta(draw.whole(0, 25)), date(package.year, 1, 5))
    start = setting.workdays.on_or_after(first)
    if draw.chance(chances["cancelled"]):
        return [(start, {"recording_status": "cancelled"})]
    limit = setting.workdays.on_or_before(date(package.year, 12, 28))
    end = min(setting.workdays.on_or_after(start + draw.days(chances["work"])), limit)
    spent = round(package.row["budget_amount"] * draw.quantile(chances["paid_to_budget"]))
    middle = setting.workdays.on_or_before(start + (end - start) // 2)
    facts: list[Fact] = [(start, {"recording_status": "running"})]
    if middle > start:
        facts.append((middle, {"paid_amount": spent * 2 // 5, "progress": 50}))
    done: dict[str, Any] = {"paid_amount": spent, "progress": 100}
    if draw.chance(chances["recorded"] + setting.level(end), "recorded"):
        done["recording_status"] = "completed"
    return [*facts, (max(end, start), done)]
