"""Edges at which two rules meet: what holds, and that nothing breaks."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    AREA,
    GOAL,
    ON_TIME,
    QUARTERS,
    Tree,
    add_area,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    compile_rows,
    due,
    findings,
    key,
    measure,
    office,
    report,
    set_achievement_policy,
    spread_weights,
)
from table_cases import FEB, JAN, cells, one_indicator, why


def halves(first: Any, second: Any) -> list[dict[str, Any]]:
    """Values of both units: numbers, or numerator and denominator."""
    return [
        {"unit": unit} | (value if isinstance(value, dict) else {"value": value})
        for unit, value in (("biro-a", first), ("biro-b", second))
    ]


def counts(numerator: int, denominator: int) -> dict[str, int]:
    return {"numerator": numerator, "denominator": denominator}


@pytest.mark.parametrize("weights", [True, False])
def test_an_office_may_begin_in_the_middle_of_the_year(weights: bool, tmp_path: Path) -> None:
    tree = one_indicator(None, valid_from="2026-Q2")
    measure(tree, "x", "2026-Q2", 81)
    if weights:
        shares = {"goals": {GOAL: 100}, "areas": {AREA: 100}, "indicators": {"x": 100}}
        version = {"version": 1, "valid_from": "2026-Q2"} | shares
        tree["weights/2026.yml"] = {"year": 2026, "versions": [version]}
    else:
        del tree["weights/2026.yml"]
    rows = compile_rows(tree, tmp_path)
    assert why(rows[key("total", level="total")]) == ("not_scheduled", "no_child")
    assert rows[key("total", "2026-Q2", level="total")]["published"] == "90.00"


def test_what_is_not_consolidated_is_the_organisations_own_where_it_states_one(
    tmp_path: Path,
) -> None:
    tree = one_indicator(None, unit="index", unit_consolidation="none",
                         period_consolidation="average")  # fmt: skip
    measure(tree, "x", "2026-Q1", *halves(10, 20))
    measure(tree, "x", "2026-Q2", 40, *halves(10, 20))
    measure(tree, "x", "2026-Q3", 50, *halves(10, 20))
    rows = compile_rows(tree, tmp_path)
    assert why(rows[key("x")]) == ("not_scheduled", "not_consolidated")
    shown = ("realization", "coverage")
    assert cells(rows[key("x", "2026-Q2")], *shown) == ("40", "100")
    assert cells(rows[key("x", "2026-S1")], *shown) == ("40", "50")
    assert cells(rows[key("x", "2026-Q2", basis="to_date")], *shown) == ("40", "50")
    assert cells(rows[key("x", "2026-Q3", basis="to_date")], *shown) == ("45", "66.6666666667")


def test_a_part_that_validity_only_touches_is_counted_as_a_whole(tmp_path: Path) -> None:
    tree = one_indicator(ON_TIME, status="withdrawn", valid_until="2026-02")
    for id in ("a1", "a2"):
        add_package(tree, "biro-a", id)
    report(tree, "biro-a", "2026-Q1", {"a1": due(JAN, JAN), "a2": due(FEB.replace(month=3))})
    row = compile_rows(tree, tmp_path)[key("x", unit="biro-a")]
    assert cells(row, "numerator", "denominator", "state") == ("1", "2", "computed")


@pytest.mark.parametrize(("way", "whole"), [("average", "50"), ("sum", "100"), ("weighted", "55")])
def test_counts_are_put_together_by_each_unit_before_units_are(
    way: str, whole: str, tmp_path: Path
) -> None:
    tree = one_indicator(None, period_consolidation="recompute", unit_consolidation=way)
    measure(tree, "x", "2026-Q1", *halves(counts(1, 4), counts(2, 3)))
    measure(tree, "x", "2026-Q2", *halves(counts(1, 4), counts(7, 9)))
    rows = compile_rows(tree, tmp_path)
    assert rows[key("x", "2026-S1", unit="biro-a")]["realization"] == "25"
    assert rows[key("x", "2026-S1", unit="biro-b")]["realization"] == "75"
    assert cells(rows[key("x", "2026-S1")], "realization", "n", "coverage") == (whole, "2", "100")


def test_what_a_unit_weighs_over_a_year_is_what_it_states_in_its_quarters(tmp_path: Path) -> None:
    tree = one_indicator(None, period_consolidation="recompute", unit_consolidation="weighted")
    a, b = ({"unit": unit, "weight": 1} | counts(*of) for unit, of in (
        ("biro-a", (10, 100)), ("biro-b", (50, 100))))  # fmt: skip
    measure(tree, "x", "2026-Q1", a, b)
    measure(tree, "x", "2026-Q2", b)
    rows = compile_rows(tree, tmp_path)
    assert rows[key("x")]["realization"] == "30"
    assert rows[key("x", "2026-S1")]["realization"] == "36.6666666667"  # (10 · 1 + 50 · 2) ÷ 3


@pytest.mark.parametrize("way", ["average", "sum", "weighted"])
def test_a_source_that_nobody_has_measured_yet_breaks_nothing(way: str, tmp_path: Path) -> None:
    tree = one_indicator(None, period_consolidation="recompute", unit_consolidation=way)
    rows = compile_rows(tree, tmp_path, "--as-of", "2026-12-31")
    for period in ("2026-Q1", "2026-S1", "2026"):
        row = rows[key("x", period)]
        assert row["realization"] == ""
        assert row["state"] in ("not_reported", "not_targeted"), period


@pytest.mark.parametrize(
    ("way", "reason"),
    [("average", "no_report"), ("sum", "no_report"), ("last_known", "zero_denominator")],
)
def test_of_several_reasons_the_first_listed_is_given_unless_the_last_part_speaks(
    way: str, reason: str, tmp_path: Path
) -> None:
    tree = one_indicator(None, period_consolidation=way)
    tree["targets/2026/x.yml"]["versions"][0]["trajectory"]["2026-S1"] = 90
    measure(tree, "x", "2026-Q2", counts(3, 0))
    row = compile_rows(tree, tmp_path)[key("x", "2026-S1")]
    assert row["reason"] == reason


def test_a_years_own_file_holds_also_where_only_its_last_quarter_is_valid(tmp_path: Path) -> None:
    tree = one_indicator(None, unit="index", valid_from="2026-Q4",
                         period_consolidation="last_known")  # fmt: skip
    measure(tree, "x", "2026-Q4", 20)
    measure(tree, "x", "2026", 77)
    rows = compile_rows(tree, tmp_path, "--as-of", "2026-12-31")
    assert rows[key("x", "2026-Q4")]["realization"] == "20"
    assert rows[key("x", "2026")]["realization"] == "77"


def silent_at_the_end(own: str, usual: str) -> Tree:
    """Two indicators of an area of which one is never reported, under a policy of its own."""
    tree = office()
    set_achievement_policy(tree, missing_at_year_end=own)
    tree["policies/own.yml"] = copy.deepcopy(tree["policies/standard.yml"]) | {"id": "own"}
    set_achievement_policy(tree, missing_at_year_end=usual)
    add_indicator(tree, "x")
    add_indicator(tree, "y", policies={"achievement": "own"})
    for id in ("x", "y"):
        add_target(tree, id, dict.fromkeys((*QUARTERS, "2026"), 50))
    for quarter in QUARTERS:
        measure(tree, "x", quarter, 50)
    spread_weights(tree)
    return tree


@pytest.mark.parametrize(
    ("own", "usual", "score"),
    [("zero", "exclude", "50.00"), ("exclude", "zero", "100.00"), ("zero", "zero", "50.00")],
)
def test_whether_a_missing_figure_is_a_zero_is_its_own_policys(
    own: str, usual: str, score: str, tmp_path: Path
) -> None:
    rows = compile_rows(silent_at_the_end(own, usual), tmp_path, "--as-of", "2026-12-31")
    for level, node in (("area", AREA), ("total", "total")):
        row = rows[key(node, "2026", level=level)]
        assert cells(row, "published") == (score,), level
    assert rows[key(AREA, "2026-Q4", level="area")]["published"] == "100.00"


def test_an_area_in_which_nothing_weighs_is_no_zero(tmp_path: Path) -> None:
    tree = silent_at_the_end("zero", "zero")
    add_area(tree, "empty")
    tree["indicators/y.yml"]["area"] = "empty"
    tree["weights/2026.yml"]["versions"][0] |= {
        "areas": {AREA: 50, "empty": 50}, "indicators": {"x": 100, "y": 0, "z": 100},
    }  # fmt: skip
    add_indicator(tree, "z", area="empty")
    measure(tree, "z", "2026-Q1", 5)
    rows = compile_rows(tree, tmp_path, "--as-of", "2026-12-31")
    assert why(rows[key("empty", "2026", level="area")]) == ("not_reported", "no_child")
    assert rows[key("total", "2026", level="total")]["published"] == "100.00"


def test_a_measured_denominator_is_that_of_the_same_days(tmp_path: Path) -> None:
    formula = aggregate("ratio", "sum(paid_amount)", {"measurement": "budget"}, mode="all")
    tree = one_indicator(formula, period_consolidation="recompute")
    add_package(tree, "biro-a", "a1")
    report(tree, "biro-a", "2026-Q1", {"a1": {"paid_amount": 100}})
    report(tree, "biro-a", "2026-Q2", {"a1": {"paid_amount": 200}})
    for period, amount in (("2026-Q1", 200), ("2026-Q2", 200), ("2026-S1", 400)):
        measure(tree, "budget", period, amount)
    rows = compile_rows(tree, tmp_path)
    assert rows[key("x", "2026-Q2")]["denominator"] == "200"
    for period, basis in (("2026-Q2", "to_date"), ("2026-S1", "period"), ("2026-S1", "to_date")):
        row = rows[key("x", period, basis=basis)]
        assert cells(row, "denominator", "realization") == ("400", "50")


def test_a_value_that_weighs_nothing_among_weighted_ones_is_told(tmp_path: Path) -> None:
    tree = one_indicator(None, unit_consolidation="weighted")
    measure(tree, "x", "2026-Q1", {"unit": "biro-a", "value": 50, "weight": 3},
            {"unit": "biro-b", "value": 90})  # fmt: skip
    told = [one for one in findings(tree, tmp_path) if one["code"] == "measurement-without-weight"]
    assert ["biro-b" in one["message"] for one in told] == [True]


def test_a_third_times_three_is_published_as_the_whole(tmp_path: Path) -> None:
    tree = one_indicator(None, target=Decimal(100), unit_consolidation="weighted")
    measure(tree, "x", "2026-Q1",
            {"unit": "biro-a"} | counts(9999, 10001), {"unit": "biro-b"} | counts(10000, 9999),
            )  # fmt: skip
    row = compile_rows(tree, tmp_path)[key("x")]
    assert cells(row, "achievement", "published", "status") == ("99.995", "100.00", "green")


def test_nothing_is_published_as_less_than_nothing(tmp_path: Path) -> None:
    tree = one_indicator(None, target=Decimal(1000000), unit="index", natural_min=-1000)
    set_achievement_policy(tree, floor=None)
    measure(tree, "x", "2026-Q1", Decimal("-0.001"))
    assert compile_rows(tree, tmp_path)[key("x")]["published"] == "0.00"
