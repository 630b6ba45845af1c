"""Targets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    AREA,
    GOAL,
    QUARTERS,
    Rows,
    add_indicator,
    add_target,
    compile_rows,
    flat,
    key,
    measure,
    office,
    spread_weights,
)
from table_cases import cells, why


def quarterly(*values: Any, **longer: Any) -> dict[str, Any]:
    written = dict(zip(QUARTERS, values, strict=False))
    return written | {f"2026-{name}" if name != "year" else "2026": v for name, v in longer.items()}


TARGETS = (
    # indicator, period, basis, target
    ("written", "2026-Q2", "period", "80"),
    ("written", "2026-S1", "period", "77"),
    ("written", "2026-Q1", "to_date", "60"),
    ("written", "2026-Q2", "to_date", "77"),
    ("written", "2026", "period", "99"),
    ("written", "2026-Q4", "to_date", "99"),
    ("written", "2026-Q4", "period", ""),
    ("written", "2026-Q3", "to_date", ""),
    ("last-part", "2026-S1", "period", "40"),
    ("last-part", "2026-Q2", "to_date", "40"),
    ("last-part", "2026-Q3", "to_date", "60"),
    ("last-part", "2026", "to_date", "74"),
    ("summed", "2026-S1", "period", "50"),
    ("summed", "2026-Q2", "to_date", "50"),
    ("summed", "2026-Q3", "to_date", "110"),
    ("summed", "2026-Q3", "period", "60"),
    ("summed", "2026", "period", "184"),
    ("gap", "2026-S1", "period", ""),
    ("gap", "2026-S2", "period", "20"),
    ("sum-gap", "2026-S1", "period", ""),
    ("sum-gap", "2026-S2", "period", "20"),
    ("sum-gap", "2026", "period", ""),
    ("revised", "2026-Q2", "period", "20"),
    ("revised", "2026-S1", "period", "20"),
    ("revised", "2026-Q3", "period", "50"),
    ("revised", "2026", "period", "65"),
    ("revised-sum", "2026-Q2", "to_date", "20"),
    ("revised-sum", "2026", "period", "60"),
    ("range", "2026-Q1", "period", "5..15"),
    ("range", "2026-Q2", "period", "2.5..7.25"),
    ("monthly", "2026-02", "to_date", "2"),
    ("monthly", "2026-Q1", "period", "3"),
    ("monthly", "2026-06", "period", "6"),
    ("monthly", "2026-06", "to_date", "66"),
)


@pytest.fixture(scope="module")
def targets(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    tree = office()
    made: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
        "written": (quarterly(60, 80, S1=77, year=99), {}),
        "last-part": (quarterly(10, 40, 60, 74), {}),
        "summed": (quarterly(10, 40, 60, 74), {"period_consolidation": "sum"}),
        "gap": ({"2026-Q1": 10, "2026-Q4": 20}, {}),
        "sum-gap": ({"2026-Q1": 10, "2026-Q3": 10, "2026-Q4": 10}, {"period_consolidation": "sum"}),
        "revised": (quarterly(10, 20, 30, 40), {}),
        "revised-sum": (quarterly(10, 10, 10, 10), {"period_consolidation": "sum"}),
        "range": ({"2026-Q1": [5, 15], "2026-Q2": [2.5, 7.25]}, {"polarity": "stabilize"}),
        "monthly": (
            {f"2026-{month:02}": month for month in range(1, 13)} | {"2026-S1": 66},
            {"frequency": "monthly"},
        ),
    }
    for id, (trajectory, keys) in made.items():
        add_indicator(tree, id, unit="index", **keys)
        add_target(tree, id, trajectory)
    add_target(tree, "revised", {"2026-Q3": 50, "2026-Q4": 60, "2026": 65}, valid_from="2026-Q3")
    add_target(tree, "revised-sum", {"2026-Q3": 20, "2026-Q4": 20}, valid_from="2026-Q3")
    measure(tree, "written", "2026-Q4", 81)
    spread_weights(tree)
    return compile_rows(tree, tmp_path_factory.mktemp("targets"))


@pytest.mark.parametrize(("id", "period", "basis", "target"), TARGETS)
def test_the_target_of_a_period(
    targets: Rows, id: str, period: str, basis: str, target: str
) -> None:
    row = targets[key(id, period, basis=basis)]
    assert row["target"] == target
    assert (row["state"] == "not_targeted") == (target == "")


def test_unit_targets_replace_the_organisations_as_a_whole(tmp_path: Path) -> None:
    tree = office()
    for id, over_units in (("averaged", "average"), ("summed", "sum")):
        add_indicator(tree, id, unit="index", unit_consolidation=over_units)
        add_target(tree, id, flat(90), units={"biro-a": {"2026-Q1": 70}})
        values = [{"unit": unit, "value": 63} for unit in ("biro-a", "biro-b")]
        measure(tree, id, "2026-Q1", *values)
        measure(tree, id, "2026-Q2", *values)
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path)
    assert cells(rows[key("averaged", unit="biro-a")], "target", "published") == ("70", "90.00")
    assert why(rows[key("averaged", "2026-Q2", unit="biro-a")]) == ("not_targeted", "no_target")
    assert cells(rows[key("averaged", unit="biro-b")], "target", "published") == ("90", "70.00")
    assert rows[key("summed", unit="biro-a")]["target"] == "70"
    assert why(rows[key("summed", unit="biro-b")]) == ("not_targeted", "no_target")
    assert cells(rows[key("summed")], "realization", "target", "published") == (
        "126",
        "90",
        "120.00",
    )


def test_weights_are_those_of_the_version_in_force(tmp_path: Path) -> None:
    tree = office()
    for id in ("low", "high"):
        add_indicator(tree, id, unit="index")
        add_target(tree, id, flat(100))
        for quarter in QUARTERS[:2]:
            measure(tree, id, quarter, 50 if id == "low" else 100)
    head = {"goals": {GOAL: 100}, "areas": {AREA: 100}}
    weights = ({"low": 50, "high": 50}, {"low": 20, "high": 80})
    versions = [
        {"version": n + 1, "valid_from": QUARTERS[n]} | head | {"indicators": weights[n]}
        for n in range(2)
    ]
    tree["weights/2026.yml"] = {"year": 2026, "versions": versions}
    rows = compile_rows(tree, tmp_path)
    found = [
        rows[key(AREA, p, level="area")]["published"] for p in ("2026-Q1", "2026-Q2", "2026-S1")
    ]
    assert found == ["75.00", "90.00", "90.00"]
