"""Small offices at random, with formulas that stand twice: as SQL for content, as Python for the
second calculation (oracle.py), which shares nothing with the program but the content it reads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from content_tree import (
    ACTIVE,
    Document,
    Tree,
    add_area,
    add_goal,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    last_day,
    measure,
    office,
    report,
    spread_weights,
)
from oracle import LENGTHS, Facts, Formula, length, periods

UNITS = ("biro-a", "biro-b", "biro-c")
AREAS = ("area-one", "area-two", "area-three")

# --- formulas, twice ------------------------------------------------------------------------------


def at_most(row: Facts, first: str, second: str) -> bool:
    return row.get(first) is not None and row.get(second) is not None and row[first] <= row[second]


def numbers(rows: list[Facts], name: str) -> list[Fraction]:
    return [Fraction(str(row[name])) for row in rows if row.get(name) is not None]


def total(name: str) -> Callable[[list[Facts]], Fraction | None]:
    return lambda rows: sum(found, Fraction()) if (found := numbers(rows, name)) else None


def present(name: str) -> Callable[[list[Facts]], Fraction]:
    return lambda rows: Fraction(len(numbers(rows, name)))


def count(test: Callable[[Facts], bool] = lambda _: True) -> Callable[[list[Facts]], Fraction]:
    return lambda rows: Fraction(sum(map(test, rows)))


def median(values: Sequence[Fraction]) -> Fraction | None:
    ordered, middle = sorted(values), len(values) // 2
    if not ordered:
        return None
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def days_between(rows: list[Facts], begin: str, end: str) -> list[Fraction]:
    both = [row for row in rows if row.get(begin) is not None and row.get(end) is not None]
    return [Fraction((row[end] - row[begin]).days) for row in both]


def plus(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    return None if first is None or second is None else first + second


def less(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    return None if first is None or second is None else first - second


COUNTED = f"{ACTIVE} AND exclusion_reason IS NULL"
TENDERS = f"{COUNTED} AND method IN ('tender', 'fast_tender')"
CONTRACTED = f"{COUNTED} AND contract_date IS NOT NULL"
PRICED = f"{ACTIVE} AND estimate_amount IS NOT NULL AND contract_amount IS NOT NULL"


def counted(row: Facts) -> bool:
    return bool(row["register_status"] == "active") and row.get("exclusion_reason") is None


def tender(row: Facts) -> bool:
    return counted(row) and row["method"] in ("tender", "fast_tender")


def contracted(row: Facts) -> bool:
    return counted(row) and row.get("contract_date") is not None


def priced(row: Facts) -> bool:
    amounts = (row.get("estimate_amount"), row.get("contract_amount"))
    return row["register_status"] == "active" and None not in amounts


FORMULAS = {
    "on-time": Formula(
        aggregate(
            "ratio",
            "count(*) FILTER (WHERE handover_date <= due_date)",
            "count(*)",
            scope=COUNTED,
        ),
        "percent",
        counted,
        count(lambda row: at_most(row, "handover_date", "due_date")),
        count(),
    ),
    "absorption": Formula(
        aggregate(
            "ratio", "sum(paid_amount)", "sum(contract_amount)", scope=CONTRACTED, mode="all"
        ),
        "percent",
        contracted,
        total("paid_amount"),
        total("contract_amount"),
    ),
    "extended": Formula(
        aggregate(
            "ratio",
            "count(*) FILTER (WHERE time_addenda > 0)",
            "count(*)",
            scope=CONTRACTED,
            due="contract_date",
            mode="ytd",
        ),
        "percent",
        contracted,
        count(lambda row: row.get("time_addenda", 0) > 0),
        count(),
    ),
    "bids": Formula(
        aggregate("mean", "sum(bidders)", "count(bidders)", scope=TENDERS, due="award_date"),
        "count",
        tender,
        total("bidders"),
        present("bidders"),
    ),
    "lead-time": Formula(
        aggregate("median", "median(award_date - notice_date)", scope=TENDERS, due="award_date"),
        "days",
        tender,
        lambda rows: median(days_between(rows, "notice_date", "award_date")),
    ),
    "score": Formula(
        aggregate("median", "median(supplier_score)", due="handover_date", mode="ytd"),
        "scale",
        lambda row: bool(row["register_status"] == "active"),
        lambda rows: median(numbers(rows, "supplier_score")),
    ),
    "contracts": Formula(
        aggregate(
            "count",
            "count(*) FILTER (WHERE contract_amount > 500000)",
            scope=CONTRACTED,
            due="contract_date",
        ),
        "count",
        contracted,
        count(lambda row: row.get("contract_amount", 0) > 500_000),
    ),
    "value": Formula(
        aggregate("sum", "sum(contract_amount)", scope=CONTRACTED, due="contract_date"),
        "rupiah",
        contracted,
        total("contract_amount"),
    ),
    "contested": Formula(
        aggregate(
            "difference",
            "count(*) FILTER (WHERE bidders > 1)",
            "count(*) FILTER (WHERE bidders = 1)",
            scope=TENDERS,
            due="award_date",
        ),
        "count",
        tender,
        count(lambda row: row.get("bidders", 0) > 1),
        count(lambda row: row.get("bidders", 0) == 1),
    ),
    "saving": Formula(
        aggregate(
            "ratio",
            "sum(estimate_amount) - sum(contract_amount)",
            "sum(estimate_amount)",
            scope=PRICED,
            due="contract_date",
        ),
        "percent",
        priced,
        lambda rows: less(total("estimate_amount")(rows), total("contract_amount")(rows)),
        total("estimate_amount"),
    ),
    "failed": Formula(
        aggregate(
            "ratio",
            "sum(failed_attempts)",
            "sum(failed_attempts) + count(*) FILTER (WHERE selection_status = 'completed')",
            scope=TENDERS,
            due="selection_end_date",
            mode="ytd",
        ),
        "percent",
        tender,
        total("failed_attempts"),
        lambda rows: plus(
            total("failed_attempts")(rows),
            count(lambda row: row.get("selection_status") == "completed")(rows),
        ),
    ),
    "budget": Formula(
        aggregate("median", "median(budget_amount)", mode="all"),
        "rupiah",
        lambda row: bool(row["register_status"] == "active"),
        lambda rows: median(numbers(rows, "budget_amount")),
    ),
}

# Direct ones: over units, over periods, whether the parts are stated
DIRECT = {
    "satisfaction": ("weighted", "average", False),
    "posts": ("recompute", "last_known", True),
    "complaints": ("sum", "sum", False),
    "index": ("average", "last_known", False),
    "maturity": ("none", "last_known", False),
}

# --- a random office ------------------------------------------------------------------------------


def maybe(random: Random, chance: float) -> bool:
    return random.random() < chance


def some_facts(random: Random, as_of: date) -> Document:
    """What a report may say of a package: any few facts, no event after `as_of`."""

    def event() -> date:
        return as_of - timedelta(days=random.randrange(150))

    facts: Document = {
        "notice_date": event(),
        "award_date": event(),
        "contract_date": event(),
        "handover_date": event(),
        "selection_end_date": event(),
        "due_date": date(2026, 1, 1) + timedelta(days=random.randrange(365)),
        "selection_status": random.choice(["completed", "failed", "running"]),
        "bidders": random.randrange(1, 5),
        "failed_attempts": random.randrange(3),
        "time_addenda": random.randrange(2),
        "estimate_amount": random.randrange(1, 10**6),
        "contract_amount": random.randrange(1, 10**6),
        "paid_amount": random.randrange(10**6),
        "supplier_score": random.randrange(100, 301) / 100,
    }
    return {name: facts[name] for name in facts if maybe(random, 0.45)}


def add_facts(random: Random, tree: Tree, unit: str) -> None:
    """A unit's register and its reports: monthly, quarterly or both, with gaps and retractions."""
    packages = [f"{unit}-{number:02}" for number in range(10)]
    for id in packages:
        keys: Document = {"exclusion_reason": "duplicate"} if maybe(random, 0.1) else {}
        keys |= {"method": random.choice(["tender", "tender", "fast_tender", "e_purchasing"])}
        keys |= {"register_status": "cancelled"} if maybe(random, 0.1) else {}
        year = 2025 if maybe(random, 0.2) else 2026
        add_package(tree, unit, id, year, budget_amount=random.randrange(1, 10**9), **keys)
    lengths = random.choice([(1,), (3,), (3,), (1, 3), (6, 3)])
    stated: dict[str, set[str]] = {id: set() for id in packages}
    ended = last_day(random.choice(["2026-Q2", "2026-Q3", "2026-Q4"]))
    reports = [p for p in periods() if length(p) in lengths and last_day(p) <= ended]
    for period in sorted(reports, key=last_day):
        if maybe(random, 0.2):
            continue
        as_of = last_day(period) - timedelta(days=random.choice([0, 0, 1, 2]))
        facts = {}
        for id in random.sample(packages, random.randrange(2, 9)):
            facts[id] = some_facts(random, as_of)
            told = sorted(stated[id] - set(facts[id]))
            if told and maybe(random, 0.1):
                facts[id]["retract"] = [random.choice(told)]
            stated[id] |= set(facts[id]) - {"retract"}
        report(tree, unit, period, facts, as_of)
    if maybe(random, 0.3):
        mine = [
            p["package_id"]
            for p in tree.get(f"packages/{unit}/2026.yml", {"packages": []})["packages"]
        ]
        entry = {"area": random.choice(AREAS), "packages": mine[::2], "excluded": []}
        head = {"unit": unit, "year": 2026, "data_date": date(2026, 1, 15)}
        tree[f"mapping/{unit}/2026.yml"] = head | {"areas": [entry]}


def add_measurements(random: Random, tree: Tree, id: str, frequency: str) -> None:
    """Values of most units in most periods; the index is at times the organisation's own."""
    over_units, _, in_parts = DIRECT[id]
    for period in periods():
        if length(period) != LENGTHS[frequency] or maybe(random, 0.25):
            continue
        values: list[Document] = []
        for unit in UNITS:
            value: Document = {"unit": unit, "value": random.randrange(1, 20000) / 100}
            if in_parts:
                parts = {"numerator": random.randrange(40), "denominator": random.randrange(40, 90)}
                value = {"unit": unit} | parts
            elif over_units == "weighted":
                value["weight"] = random.randrange(1, 50)
            values += [] if maybe(random, 0.2) else [value]
        if id == "index" and maybe(random, 0.3):
            values.append({"value": random.randrange(1, 100)})
        if values:
            measure(tree, id, period, *values)


def add_targets(random: Random, tree: Tree, id: str, typical: int) -> None:
    indicator = tree[f"indicators/{id}.yml"]
    ratio = indicator.get("variant") == "ratio"
    lengths = (LENGTHS[indicator["frequency"]], 6, 12)

    def value() -> Any:
        point = random.randrange(max(typical // 2, 1), typical * 2)
        if indicator["polarity"] == "minimize" and not ratio and maybe(random, 0.1):
            return 0
        ranged = not ratio and maybe(random, 0.15)
        return (
            [random.choice([0, point]), point + random.randrange(1, typical + 1)]
            if ranged
            else point
        )

    def trajectory(begin: date) -> dict[str, Any]:
        chances = {lengths[0]: 0.95, 6: 0.4, 12: 0.5}
        due = [p for p in periods() if length(p) in lengths and last_day(p) >= begin]
        found = {p: value() for p in due if maybe(random, chances[length(p)])}
        return found or {due[0]: value()}

    summed = indicator["period_consolidation"] == "sum"
    for begin in ("2026-Q1", "2026-Q3")[: random.choice([1, 1, 2])]:
        first = date(2026, 1 if begin == "2026-Q1" else 7, 1)
        keys: Document = {"valid_from": begin}
        keys |= {"tolerance": typical} if maybe(random, 0.5) else {}
        if maybe(random, 0.3):
            keys["units"] = {random.choice(UNITS): points(trajectory(first))}
        add_target(tree, id, points(trajectory(first)) if summed else trajectory(first), **keys)


def points(trajectory: dict[str, Any]) -> dict[str, Any]:
    """The same trajectory without ranges, for what is added up."""
    return {p: value[1] if isinstance(value, list) else value for p, value in trajectory.items()}


def random_shares(random: Random) -> Callable[[Sequence[str]], dict[str, int]]:
    def share(children: Sequence[str]) -> dict[str, int]:
        cuts = sorted(random.sample(range(1, 100), len(children) - 1))
        bounds = [0, *cuts, 100]
        return {child: bounds[n + 1] - bounds[n] for n, child in enumerate(children)}

    return share


TYPICAL = {"rupiah": 10**6, "days": 30, "scale": 2, "count": 3, "percent": 60, "index": 90}
BEGINNINGS = {
    "monthly": ["2026-Q1", "2026-Q1", "2026-Q2", "2026-05"],
    "quarterly": ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q3"],
    "semiannual": ["2026-S1", "2026-S1", "2026-S2"],
    "annual": ["2026"],
}


def random_office(seed: int) -> tuple[Tree, dict[str, Formula]]:
    """Three units, three areas under two goals, and ten indicators of all kinds."""
    random = Random(seed)
    tree = office(UNITS)
    add_goal(tree, "second-goal")
    for area in AREAS:
        add_area(tree, area, "second-goal" if area == AREAS[-1] else "timely-supply")
    for unit in UNITS:
        add_facts(random, tree, unit)
    names = random.sample(sorted(FORMULAS), 7) + random.sample(sorted(DIRECT), 3)
    usual = ["quarterly", "quarterly", "quarterly", "semiannual", "annual"]
    frequencies = [*usual, "monthly"] if seed % 3 == 0 else usual
    for number, id in enumerate(names):
        formula, frequency = FORMULAS.get(id), random.choice(frequencies)
        polarity = random.choice(["maximize", "minimize", "minimize", "stabilize"])
        ratio = polarity == "minimize" and maybe(random, 0.4)
        unit = formula.unit if formula else ("percent" if id == "posts" else "index")
        keys: Document = {"polarity": polarity, "frequency": frequency, "unit": unit}
        keys |= {"area": AREAS[number % len(AREAS)], "natural_min": -(10**12)}
        keys |= {"valid_from": random.choice(BEGINNINGS[frequency])}
        keys |= {"variant": "ratio"} if ratio else {}
        if number < len(AREAS):  # no area without a valid indicator at the year's end
            keys["valid_from"] = "2026-Q1"
        elif keys["valid_from"] == "2026-Q1" and maybe(random, 0.25):
            keys |= {"status": "withdrawn", "valid_until": random.choice(["2026-Q1", "2026-S1"])}
        if formula is None:
            keys |= dict(
                zip(("unit_consolidation", "period_consolidation"), DIRECT[id][:2], strict=True)
            )
        else:
            over_units = ["recompute"] * 5 + ["none", "average", "sum"]
            over_units += ["weighted"] if formula.document["kind"] in ("ratio", "mean") else []
            keys["unit_consolidation"] = random.choice(over_units)
        add_indicator(tree, id, formula.document if formula else None, **keys)
        add_targets(random, tree, id, TYPICAL[unit])
        if formula is None:
            add_measurements(random, tree, id, frequency)
    spread_weights(tree, random_shares(random))
    return tree, {id: FORMULAS[id] for id in names if id in FORMULAS}
