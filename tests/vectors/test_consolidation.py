"""§7, over periods and units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from content_tree import (
    QUARTERS,
    Rows,
    Tree,
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
    spread_weights,
)
from vector_cases import two_decimals

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
