"""The public vectors of domain.md §7 (achievement) and §8 (working days), by the command line.

Many vectors are many indicators (or units) of one small tree, so that few runs serve all. What a
sentence of the contract says without a vector is in test_compile.py.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, NamedTuple

import holidays
import pytest

from content_tree import (
    AREA,
    QUARTERS,
    TRAFFIC_LIGHT,
    Document,
    Rows,
    Tree,
    add_area,
    add_goal,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    compile_rows,
    due,
    flat,
    key,
    measure,
    office,
    report,
    set_achievement_policy,
    set_status_scheme,
    spread_weights,
)

Compiled = dict[str, Rows]


# --- §7, the table of polarities and its vectors -----------------------------------------------


class Vector(NamedTuple):
    """Realization R against target T gives raw and published achievement, under a policy."""

    polarity: str
    target: Any
    realization: Any
    raw: str | None
    published: str
    policy: str = "default"
    tolerance: int | None = None
    natural_max: int | None = None


POLICIES: dict[str, dict[str, Any]] = {
    "default": {},
    "off": {"cap": None, "floor": None},
    "bonus": {"zero_bonus": "cap", "natural_max_bonus": "cap"},
    "cap-110": {"cap": 110, "floor": 10},
}
VECTORS = (
    # polarity, T, R, raw, published
    Vector("maximize", 92, 88, "95.65", "95.65"),
    Vector("maximize", 80, 100, "125.00", "120.00"),
    Vector("maximize", 3.2, 3.9, "121.88", "120.00"),
    Vector("maximize", 10, -3, "-30.00", "0.00"),
    Vector("maximize", 95, {"numerator": 171, "denominator": 190}, "94.74", "94.74"),
    Vector("minimize", 5, 4, "120.00", "120.00"),
    Vector("minimize", 8, 8, "100.00", "100.00"),
    Vector("minimize", 15, 17, "86.67", "86.67"),
    Vector("minimize", 5, 0, "200.00", "120.00"),
    Vector("minimize", 5, 12, "-40.00", "0.00"),
    Vector("minimize ratio", 10, 8, "125.00", "120.00"),
    Vector("minimize ratio", 10, 14, "71.43", "71.43"),
    Vector("maximize", [80, 90], 92, "102.22", "102.22"),
    Vector("maximize", [70, 75], 63, "90.00", "90.00"),
    Vector("maximize", [70, 75], 72, "100.00", "100.00"),
    Vector("minimize", [10, 12], 9, "110.00", "110.00"),
    Vector("minimize", [10, 12], 15, "75.00", "75.00"),
    Vector("stabilize", 50, 47, "94.00", "94.00"),
    Vector("stabilize", 50, 55, "90.00", "90.00"),
    Vector("stabilize", 50, 130, "-60.00", "0.00"),
    Vector("stabilize", [5, 15], 4, "80.00", "80.00"),
    Vector("stabilize", [5, 15], 18, "80.00", "80.00"),
    Vector("stabilize", [5, 15], 40, "-66.67", "0.00"),
    Vector("minimize", 0, 0, "100.00", "100.00", tolerance=5),
    Vector("minimize", 0, 2, "60.00", "60.00", tolerance=5),
    Vector("minimize", 0, 7, "0.00", "0.00", tolerance=5),
    # exactly on plan is 100 for every polarity, at the ends of a range too
    Vector("maximize", 37, 37, "100.00", "100.00"),
    Vector("minimize ratio", 37, 37, "100.00", "100.00"),
    Vector("stabilize", 37, 37, "100.00", "100.00"),
    Vector("maximize", [70, 75], 70, "100.00", "100.00"),
    Vector("maximize", [70, 75], 75, "100.00", "100.00"),
    Vector("minimize", [10, 12], 10, "100.00", "100.00"),
    Vector("minimize", [10, 12], 12, "100.00", "100.00"),
    Vector("stabilize", [5, 15], 5, "100.00", "100.00"),
    Vector("stabilize", [5, 15], 15, "100.00", "100.00"),
    Vector("stabilize", [5, 15], 9, "100.00", "100.00"),
    # zero and negative realizations, zero targets
    Vector("minimize ratio", 10, 0, "120.00", "120.00"),
    Vector("minimize ratio", 10, -4, None, "120.00"),
    Vector("minimize", 0, 0, "100.00", "100.00"),
    Vector("minimize", 0, 2, "0.00", "0.00"),
    Vector("minimize", 0, -2, None, "100.00", tolerance=5),
    Vector("maximize", [0, 5], -1, None, "0.00"),
    Vector("stabilize", [0, 5], -1, None, "0.00"),
    Vector("minimize", [0, 5], -1, None, "120.00"),
    Vector("maximize", [0, 5], 0, "100.00", "100.00"),
    Vector("minimize", [0, 5], 0, "100.00", "100.00"),
    Vector("stabilize", [0, 5], 0, "100.00", "100.00"),
    # cap and floor off, lower and higher
    Vector("maximize", 80, 100, "125.00", "125.00", "off"),
    Vector("maximize", 10, -3, "-30.00", "-30.00", "off"),
    Vector("minimize", 5, 0, "200.00", "200.00", "off"),
    Vector("maximize", 80, 100, "125.00", "110.00", "cap-110"),
    Vector("maximize", 100, 4, "4.00", "10.00", "cap-110"),
    # bonuses
    Vector("minimize", 0, 0, None, "120.00", "bonus", tolerance=5),
    Vector("minimize", 0, 2, "60.00", "60.00", "bonus", tolerance=5),
    Vector("maximize", 100, 100, None, "120.00", "bonus", natural_max=100),
    Vector("maximize", 100, 99, "99.00", "99.00", "bonus", natural_max=100),
    Vector("maximize", 100, 100, "100.00", "100.00", "default", natural_max=100),
)


def vector_id(number: int) -> str:
    return f"vector-{number:02}"


def office_of_vectors(policy: str) -> Tree:
    tree = office(["biro-a"])
    set_achievement_policy(tree, **POLICIES[policy])
    for number, vector in enumerate(VECTORS):
        if vector.policy != policy:
            continue
        id, (polarity, *variant) = vector_id(number), vector.polarity.split()
        keys: dict[str, Any] = {"variant": variant[0]} if variant else {}
        keys |= {} if vector.natural_max is None else {"natural_max": vector.natural_max}
        add_indicator(tree, id, polarity=polarity, natural_min=-1000, **keys)
        tolerance = {} if vector.tolerance is None else {"tolerance": vector.tolerance}
        add_target(tree, id, {"2026-Q1": vector.target}, **tolerance)
        measure(tree, id, "2026-Q1", vector.realization)
    spread_weights(tree)
    return tree


@pytest.fixture(scope="module")
def by_policy(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    return {
        policy: compile_rows(office_of_vectors(policy), tmp_path_factory.mktemp(policy))
        for policy in POLICIES
    }


def two_decimals(text: str) -> str:
    """Half up, as the vectors are printed."""
    return str(Decimal(text).quantize(Decimal("0.01"), "ROUND_HALF_UP"))


def vector_name(vector: Vector) -> str:
    of = "171 of 190" if isinstance(vector.realization, dict) else vector.realization
    tolerance = "" if vector.tolerance is None else f" tolerance {vector.tolerance}"
    return f"{vector.polarity} R {of} T {vector.target}{tolerance} policy {vector.policy}"


NAMED = [pytest.param(n, v, id=vector_name(v)) for n, v in enumerate(VECTORS)]


@pytest.mark.parametrize(("number", "vector"), NAMED)
def test_polarity_of_section_7(by_policy: Compiled, number: int, vector: Vector) -> None:
    row = by_policy[vector.policy][key(vector_id(number))]
    assert row["state"] == "computed"
    assert row["published"] == vector.published
    if vector.raw is not None:
        assert two_decimals(row["achievement_raw"]) == vector.raw
    assert two_decimals(row["achievement"]) == vector.published


def test_171_of_190_is_90_percent(by_policy: Compiled) -> None:
    number = next(n for n, vector in enumerate(VECTORS) if isinstance(vector.realization, dict))
    row = by_policy["default"][key(vector_id(number))]
    assert (row["numerator"], row["denominator"], row["realization"]) == ("171", "190", "90")


# --- §7, status schemes ------------------------------------------------------------------------

TWO_STATE: list[Document] = [
    {"status": "achieved", "from": 100},
    {
        "status": "not_yet",
        "year_end": {"status": "missed", "name": {"id": "Tidak", "en": "Missed"}},
    },
]
FIVE_LABELS: list[Document] = [
    {"status": "very_high", "from": 91},
    {"status": "high", "from": 76},
    {"status": "medium", "from": 66},
    {"status": "low", "from": 51},
    {"status": "very_low"},
]
AKIP: list[Document] = [
    {"status": "excellent", "above": 85},
    {"status": "very_good", "from": 75},
    {"status": "good", "from": 65},
    {"status": "fair", "from": 50},
    {"status": "rather_poor", "from": 30},
    {"status": "poor"},
]
SCHEMES: dict[str, list[Document]] = {
    "traffic-light": TRAFFIC_LIGHT,
    "two-state": TWO_STATE,
    "five-labels": FIVE_LABELS,
    "akip": AKIP,
}
STATUSES = (
    # scheme, achievement, period, published, status
    ("traffic-light", 99.995, "2026-Q4", "100.00", "green"),
    ("traffic-light", 99.994, "2026-Q4", "99.99", "yellow"),
    ("traffic-light", 80, "2026-Q4", "80.00", "yellow"),
    ("traffic-light", 79.994, "2026-Q4", "79.99", "red"),
    ("five-labels", 90.4, "2026-Q4", "90.40", "high"),
    ("five-labels", 90.995, "2026-Q4", "91.00", "very_high"),
    ("five-labels", 51, "2026-Q4", "51.00", "low"),
    ("five-labels", 50.99, "2026-Q4", "50.99", "very_low"),
    ("two-state", 99.995, "2026", "100.00", "achieved"),
    ("two-state", 99.994, "2026-Q4", "99.99", "not_yet"),
    ("two-state", 99.994, "2026-S2", "99.99", "not_yet"),
    ("two-state", 99.994, "2026", "99.99", "missed"),
    ("akip", 85, "2026-Q4", "85.00", "very_good"),
    ("akip", 85.004, "2026-Q4", "85.00", "very_good"),
    ("akip", 85.005, "2026-Q4", "85.01", "excellent"),
    ("akip", 29.9, "2026-Q4", "29.90", "poor"),
)


@pytest.fixture(scope="module")
def by_scheme(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    compiled = {}
    for scheme, bands in SCHEMES.items():
        tree = office(["biro-a"])
        set_status_scheme(tree, bands)
        for value in {value for name, value, *_ in STATUSES if name == scheme}:
            id = f"at-{value}".replace(".", "-")
            add_indicator(tree, id)
            add_target(tree, id, flat(100))
            measure(tree, id, "2026-Q4", value)
        spread_weights(tree)
        compiled[scheme] = compile_rows(tree, tmp_path_factory.mktemp(scheme))
    return compiled


@pytest.mark.parametrize(("scheme", "value", "period", "published", "status"), STATUSES)
def test_status_is_judged_on_the_published_value(
    by_scheme: Compiled, scheme: str, value: float, period: str, published: str, status: str
) -> None:
    row = by_scheme[scheme][key(f"at-{value}".replace(".", "-"), period)]
    assert (row["published"], row["status"]) == (published, status)


# --- §7, over periods and units ----------------------------------------------------------------

SERIES: dict[str, tuple[str, tuple[float | None, ...], dict[str, Any]]] = {
    # id: consolidation, Q1..Q4, trajectory
    "progress": (
        "last_known",
        (15, 40, None, 96),
        dict(zip(QUARTERS, (10, 40, 60, 74), strict=True)),
    ),
    "accumulated": ("last_known", (15, 40, None, 96), flat(100)),
    "added": ("sum", (110, 85, 150, 130), dict(zip(QUARTERS, (100, 100, 125, 125), strict=True))),
    "averaged": ("average", (80, 77, None, 85), flat(80)),
}
OVER_PERIODS = (
    # id, period, basis, realization, achievement, coverage
    ("progress", "2026-Q1", "period", "15", "120.00", "100"),
    ("progress", "2026-S1", "period", "40", "100.00", "100"),
    ("progress", "2026-Q3", "to_date", "40", "66.67", "66.6666666667"),
    ("progress", "2026-S2", "period", "96", "120.00", "50"),
    ("progress", "2026", "period", "96", "120.00", "75"),
    ("progress", "2026", "to_date", "96", "120.00", "75"),
    ("accumulated", "2026-Q2", "period", "40", "40.00", "100"),
    ("accumulated", "2026-Q2", "to_date", "40", "40.00", "100"),
    ("accumulated", "2026-Q3", "to_date", "40", "40.00", "66.6666666667"),
    ("accumulated", "2026", "to_date", "96", "96.00", "75"),
    ("added", "2026-Q2", "to_date", "195", "97.50", "100"),
    ("added", "2026-Q3", "to_date", "345", "106.15", "100"),
    ("added", "2026", "period", "475", "105.56", "100"),
    ("averaged", "2026", "period", "80.6666666667", "100.83", "75"),
    ("averaged", "2026-Q3", "to_date", "78.5", "98.13", "66.6666666667"),
)


@pytest.fixture(scope="module")
def over_periods(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    tree = office(["biro-a"])
    for id, (consolidation, values, trajectory) in SERIES.items():
        add_indicator(tree, id, unit="index", period_consolidation=consolidation)
        add_target(tree, id, trajectory)
        for quarter, value in zip(QUARTERS, values, strict=True):
            if value is not None:
                measure(tree, id, quarter, value)
    spread_weights(tree)
    return compile_rows(tree, tmp_path_factory.mktemp("over-periods"))


@pytest.mark.parametrize(
    ("id", "period", "basis", "realization", "published", "coverage"), OVER_PERIODS
)
def test_consolidation_over_periods(
    over_periods: Rows,
    id: str,
    period: str,
    basis: str,
    realization: str,
    published: str,
    coverage: str,
) -> None:
    row = over_periods[key(id, period, basis=basis)]
    found = (row["realization"], row["published"], row["coverage"])
    assert found == (realization, published, coverage)


def test_a_quarter_without_value_is_not_reported(over_periods: Rows) -> None:
    row = over_periods[key("progress", "2026-Q3")]
    assert (row["state"], row["reason"], row["realization"]) == ("not_reported", "no_report", "")


def due_packages(tree: Tree, unit: str, quarter: str, day: date, total: int, on_time: int) -> None:
    """Contracts of one unit due on one day, reported in that quarter."""
    facts = {}
    for number in range(total):
        id = f"{unit}-{quarter}-{number:02}".lower()
        add_package(tree, unit, id)
        facts[id] = due(day, day if number < on_time else None)
    report(tree, unit, quarter, facts)


@pytest.fixture(scope="module")
def recomputed(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    tree = office(["biro-a"])
    on_time = "count(*) FILTER (WHERE handover_date <= due_date)"
    add_indicator(tree, "on-time", aggregate("ratio", on_time, "count(*)"))
    add_target(tree, "on-time", flat(100))
    due_packages(tree, "biro-a", "2026-Q1", date(2026, 2, 20), 50, 47)
    due_packages(tree, "biro-a", "2026-Q2", date(2026, 5, 20), 5, 3)
    spread_weights(tree)
    return compile_rows(tree, tmp_path_factory.mktemp("recomputed"))


@pytest.mark.parametrize(
    ("period", "basis", "numerator", "denominator", "published"),
    [
        ("2026-Q1", "period", "47", "50", "94.00"),
        ("2026-Q1", "to_date", "47", "50", "94.00"),
        ("2026-Q2", "period", "3", "5", "60.00"),
        ("2026-Q2", "to_date", "50", "55", "90.91"),
        ("2026-S1", "period", "50", "55", "90.91"),
        ("2026-S1", "to_date", "50", "55", "90.91"),
    ],
)
def test_recompute_goes_over_the_union_of_packages(
    recomputed: Rows, period: str, basis: str, numerator: str, denominator: str, published: str
) -> None:
    row = recomputed[key("on-time", period, basis=basis)]
    assert (row["numerator"], row["denominator"], row["n"]) == (numerator, denominator, denominator)
    assert row["published"] == published


def test_ratio_of_sums_is_not_the_mean_of_ratios(tmp_path: Any) -> None:
    units = {"biro-a": (600, 540), "biro-b": (150, 150), "biro-c": (80, 60)}
    tree = office(list(units))
    saving = "sum(estimate_amount) - sum(contract_amount)"
    formula = aggregate("ratio", saving, "sum(estimate_amount)", due="contract_date")
    add_indicator(tree, "saving", formula, natural_min=-100)
    add_target(tree, "saving", flat(10))
    for unit, (estimate, contract) in units.items():
        add_package(tree, unit, f"pkt-{unit}", budget_amount=1000)
        amounts = {"estimate_amount": estimate, "contract_amount": contract}
        report(
            tree, unit, "2026-Q1", {f"pkt-{unit}": {"contract_date": date(2026, 2, 2)} | amounts}
        )
    spread_weights(tree)
    row = compile_rows(tree, tmp_path)[key("saving")]
    assert (row["numerator"], row["denominator"]) == ("80", "830")
    assert two_decimals(row["realization"]) == "9.64"


def test_weighted_units_90_of_30_and_60_of_10_are_82_50(tmp_path: Any) -> None:
    tree = office()
    add_indicator(tree, "satisfaction", unit="index", unit_consolidation="weighted")
    add_target(tree, "satisfaction", flat(100))
    values = [
        {"unit": "biro-a", "value": 90, "weight": 30},
        {"unit": "biro-b", "value": 60, "weight": 10},
    ]
    measure(tree, "satisfaction", "2026-Q1", *values)
    spread_weights(tree)
    row = compile_rows(tree, tmp_path)[key("satisfaction")]
    assert (row["realization"], row["published"], row["n"]) == ("82.5", "82.50", "2")


# --- §7, roll-up -------------------------------------------------------------------------------


def weigh(tree: Tree, **weights: dict[str, int]) -> None:
    version: dict[str, Any] = {"version": 1, "valid_from": "2026-Q1"}
    tree["weights/2026.yml"] = {"year": 2026, "versions": [version | weights]}


def scored(tree: Tree, id: str, achievement: float | None, **keys: Any) -> None:
    """An indicator of a known achievement: against a target of 100, or not measured."""
    add_indicator(tree, id, **keys)
    periods = (*QUARTERS, "2026") if keys.get("frequency") != "annual" else ("2026",)
    add_target(tree, id, dict.fromkeys(periods, 100))
    if achievement is not None:
        measure(tree, id, "2026" if "frequency" in keys else "2026-Q1", achievement)


def rolled_up() -> Tree:
    tree = office(["biro-a"])
    areas: dict[str, dict[str, tuple[float | None, int]]] = {
        AREA: {"full-a": (105, 40), "full-b": (96.47, 35), "full-c": (72.5, 25)},
        "missing": {"part-a": (105, 40), "part-b": (None, 35), "part-c": (72.5, 25)},
        "capped": {"cap-a": (160, 50), "cap-b": (80, 50)},
    }
    for area, children in areas.items():
        add_area(tree, area)
        for id, (achievement, _) in children.items():
            scored(tree, id, achievement, area=area)
    goal = tree[f"areas/{AREA}.yml"]["goal"]
    weights = {id: weight for children in areas.values() for id, (_, weight) in children.items()}
    weigh(
        tree, goals={goal: 100}, areas={AREA: 40, "missing": 35, "capped": 25}, indicators=weights
    )
    return tree


@pytest.mark.parametrize(
    ("area", "published", "coverage"),
    [(AREA, "93.89", "100"), ("missing", "92.50", "65"), ("capped", "100.00", "100")],
)
def test_roll_up_to_the_area(tmp_path: Any, area: str, published: str, coverage: str) -> None:
    row = compile_rows(rolled_up(), tmp_path)[key(area, level="area")]
    assert (row["published"], row["coverage"]) == (published, coverage)
    assert row["achievement_raw"] == row["achievement"]
    assert (row["numerator"], row["n"], row["realization"], row["target"]) == ("", "", "", "")


@pytest.mark.parametrize(("policy", "published"), [("exclude", "92.50"), ("zero", "60.13")])
def test_missing_at_year_end(tmp_path: Any, policy: str, published: str) -> None:
    tree = office(["biro-a"])
    set_achievement_policy(tree, missing_at_year_end=policy)
    for id, achievement in (("part-a", 105), ("part-b", None), ("part-c", 72.5)):
        scored(tree, id, achievement, frequency="annual")
    goal = tree[f"areas/{AREA}.yml"]["goal"]
    weights = {"part-a": 40, "part-b": 35, "part-c": 25}
    weigh(tree, goals={goal: 100}, areas={AREA: 100}, indicators=weights)
    rows = compile_rows(tree, tmp_path)
    assert rows[key(AREA, "2026", level="area")]["published"] == published
    assert rows[key("total", "2026", level="total")]["published"] == published
    missing = rows[key("part-b", "2026")]
    assert (missing["state"], missing["achievement"]) == ("not_reported", "")


def test_parents_roll_up_by_their_weights(tmp_path: Any) -> None:
    tree = office(["biro-a"])
    del tree[f"areas/{AREA}.yml"], tree["goals/timely-supply.yml"]
    parents = {"one": (102.25, 40), "two": (95.5, 35), "three": (88, 25)}
    for name, (achievement, _) in parents.items():
        add_goal(tree, f"goal-{name}")
        add_area(tree, f"area-{name}", f"goal-{name}")
        scored(tree, f"indicator-{name}", achievement, area=f"area-{name}")
    weigh(
        tree,
        goals={f"goal-{name}": weight for name, (_, weight) in parents.items()},
        areas={f"area-{name}": 100 for name in parents},
        indicators={f"indicator-{name}": 100 for name in parents},
    )
    rows = compile_rows(tree, tmp_path)
    assert rows[key("total", level="total")]["published"] == "96.33"
    assert rows[key("total", level="total")]["achievement"] == "96.325"
    assert rows[key("goal-two", level="goal")]["published"] == "95.50"


# --- §8, working days --------------------------------------------------------------------------


class Span(NamedTuple):
    """Working days after `begin` up to and including `end`: with joint leave, and without."""

    begin: str
    end: str
    with_leave: int | None
    without_leave: int | None


def on_and_before(begin: str, days: int, with_leave: str, without_leave: str) -> Iterable[Span]:
    """`begin` + n working days is a date: n days up to it, one less up to the day before."""
    for end, column in ((with_leave, 0), (without_leave, 1)):
        for less in (0, 1):
            counts: list[int | None] = [None, None]
            counts[column] = days - less
            day = date.fromisoformat(end) - timedelta(days=less)
            yield Span(begin, day.isoformat(), *counts)


def chain(first: int, *days: str) -> Iterable[Span]:
    """Steps of the procedure: each counts from the due date before (§8, Steps)."""
    steps = (7, 5, 4, 4, 3, 4, 3, 3)[first - 10 :]
    for (begin, end), count in zip(pairwise(days), steps, strict=True):
        yield Span(begin, end, count, None)


def by_month(with_leave: str, without_leave: str) -> Iterable[Span]:
    ends = [
        date(2023, 12, 31),
        *(date(2024 + m // 12, m % 12 + 1, 1) - timedelta(days=1) for m in range(1, 13)),
    ]
    counts = zip(with_leave.split(), without_leave.split(), strict=True)
    for (begin, end), (one, other) in zip(pairwise(ends), counts, strict=True):
        yield Span(begin.isoformat(), end.isoformat(), int(one), int(other))
    yield Span("2023-12-31", "2024-12-31", 238, 248)


SPANS = (
    *on_and_before("2025-03-27", 3, "2025-04-10", "2025-04-03"),
    *on_and_before("2025-12-24", 3, "2025-12-31", "2025-12-30"),
    *on_and_before("2025-06-05", 3, "2025-06-12", "2025-06-11"),
    *on_and_before("2027-03-05", 5, "2027-03-22", "2027-03-17"),
    *on_and_before("2026-12-30", 7, "2027-01-12", "2027-01-12"),
    Span("2026-03-13", "2026-03-27", 5, 9),
    Span("2025-03-26", "2025-04-09", 3, 8),
    Span("2025-12-22", "2026-01-05", 7, 8),
    Span("2026-07-14", "2026-06-30", -10, None),
    Span("2026-07-14", "2026-07-14", 0, 0),
    *by_month("22 18 18 16 18 18 23 22 20 23 20 20", "22 19 19 20 20 19 23 22 20 23 20 21"),
    *chain(
        10,
        *("2025-08-01", "2025-08-12", "2025-08-20", "2025-08-26", "2025-09-01"),
        *("2025-09-04", "2025-09-11", "2025-09-16", "2025-09-19"),
    ),
    *chain(
        11,
        *("2025-07-31", "2025-08-07", "2025-08-13", "2025-08-20"),
        *("2025-08-25", "2025-08-29", "2025-09-03", "2025-09-09"),
    ),
    *chain(
        11,
        *("2025-11-30", "2025-12-05", "2025-12-11", "2025-12-17"),
        *("2025-12-22", "2025-12-30", "2026-01-05", "2026-01-08"),
    ),
)
YEARS = range(2023, 2028)


def add_calendars(tree: Tree, joint_leave: bool) -> None:
    kinds = {"public": "holiday"} | ({"government": "joint_leave"} if joint_leave else {})
    for year in YEARS:
        days: list[Document] = [
            {"date": day, "name": name, "kind": kind, "source": "SKB"}
            for category, kind in kinds.items()
            for day, name in holidays.country_holidays(
                "ID", years=year, categories=(category,)
            ).items()
        ]
        days.sort(key=lambda entry: entry["date"])
        tree[f"calendars/{year}.yml"] = {"year": year, "days": days}


def office_of_spans(joint_leave: bool) -> Tree:
    """One unit and one package per vector; dates in columns that may lie after the report."""
    tree = office([f"unit-{number:03}" for number in range(len(SPANS))])
    add_calendars(tree, joint_leave)
    formula = aggregate("sum", "sum(working_days(original_due_date, due_date))", mode="all")
    add_indicator(tree, "days-late", formula, unit="working_days", natural_min=-1000)
    add_target(tree, "days-late", flat(5))
    for number, span in enumerate(SPANS):
        unit, id = f"unit-{number:03}", f"pkt-{number:03}"
        dates = (date.fromisoformat(span.begin), date.fromisoformat(span.end))
        add_package(tree, unit, id)
        stated = dict(zip(("original_due_date", "due_date"), dates, strict=True))
        report(tree, unit, "2026-Q1", {id: stated})
    spread_weights(tree)
    return tree


@pytest.fixture(scope="module")
def days_late(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Rows]:
    """The compiled table with joint leave in the calendars (True) and without (False)."""
    return {
        joint_leave: compile_rows(office_of_spans(joint_leave), tmp_path_factory.mktemp("days"))
        for joint_leave in (True, False)
    }


COUNTS = [
    pytest.param(
        number, leave, count, id=f"{span.begin} {span.end} {'with' if leave else 'without'}"
    )
    for number, span in enumerate(SPANS)
    for leave, count in ((True, span.with_leave), (False, span.without_leave))
    if count is not None
]


@pytest.mark.parametrize(("number", "joint_leave", "count"), COUNTS)
def test_working_days_of_section_8(
    days_late: dict[bool, Rows], number: int, joint_leave: bool, count: int
) -> None:
    row = days_late[joint_leave][key("days-late", unit=f"unit-{number:03}")]
    assert row["state"] == "computed"
    assert Decimal(row["realization"]) == count
