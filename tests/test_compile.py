"""What the contract says of the table of achievements and of actions.csv, sentence by sentence.

Each test is one sentence on a tiny office. The arithmetic of achievement is in test_vectors.py,
the whole table against a second calculation in test_differential.py.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from content_tree import (
    ACTIVE,
    AREA,
    COLUMNS,
    GOAL,
    KEY,
    ON_TIME,
    ORGANISATION,
    QUARTERS,
    Document,
    Row,
    Rows,
    Tree,
    add_area,
    add_goal,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    compile_rows,
    compile_tree,
    due,
    findings,
    flat,
    key,
    measure,
    office,
    read_rows,
    report,
    run,
    spread_weights,
)

JAN, FEB, MAR, MAY = (date(2026, month, 15) for month in (1, 2, 3, 5))
PAID = aggregate("sum", "sum(paid_amount)", mode="all")


def cells(row: Row, *names: str) -> tuple[str, ...]:
    return tuple(row[name] for name in names)


def why(row: Row) -> tuple[str, str]:
    return row["state"], row["reason"]


def one_indicator(formula: Document | None = None, target: Any = 90, **keys: Any) -> Tree:
    """Two units, one indicator `x` with a flat target and all the weight; no facts yet."""
    tree = office()
    add_indicator(tree, "x", formula, **keys)
    add_target(tree, "x", flat(target))
    spread_weights(tree)
    return tree


# --- which rows there are ----------------------------------------------------------------------


def two_quarters() -> Tree:
    """Unit A reports two quarters, unit B only the first, where it tells of the second too."""
    tree = one_indicator(ON_TIME)
    for unit, id in (("biro-a", "a1"), ("biro-a", "a2"), ("biro-b", "b1"), ("biro-b", "b2")):
        add_package(tree, unit, id)
    report(tree, "biro-a", "2026-Q1", {"a1": due(FEB, FEB), "a2": due(MAY)})
    report(tree, "biro-b", "2026-Q1", {"b1": due(FEB), "b2": due(MAY)})
    report(tree, "biro-a", "2026-Q2", {"a2": due(MAY, MAY)})
    return tree


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return compile_rows(two_quarters(), tmp_path_factory.mktemp("quarters"))


def test_rows_are_every_ended_period_basis_scope_and_node(quarters: Rows) -> None:
    scopes = [("organisation", ORGANISATION), ("unit", "biro-a"), ("unit", "biro-b")]
    nodes = [("indicator", "x"), ("area", AREA), ("goal", GOAL), ("total", "total")]
    assert set(quarters) == {
        (period, basis, *scope, *node)
        for period in ("2026-Q1", "2026-Q2", "2026-S1")
        for basis in ("period", "to_date")
        for scope in scopes
        for node in nodes
    }


def test_rows_are_sorted_by_their_key_as_text(quarters: Rows) -> None:
    assert list(quarters) == sorted(quarters)


def test_a_monthly_indicator_brings_months_for_all_nodes(tmp_path: Path) -> None:
    tree = two_quarters()
    add_indicator(tree, "monthly", ON_TIME, frequency="monthly")
    add_target(tree, "monthly", {f"2026-{month:02}": 90 for month in range(1, 13)})
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path)
    assert {found[0] for found in rows if found[0][5:].isdigit()} == {
        f"2026-{month:02}" for month in range(1, 7)
    }
    assert why(rows[key("x", "2026-03")]) == ("not_scheduled", "frequency")
    assert rows[key("monthly", "2026-02")]["state"] == "not_reported"
    assert rows[key("monthly", "2026-03")]["state"] == "not_computable"
    assert key("total", "2026-01", level="total", unit="biro-a") in rows


def test_a_proposed_monthly_indicator_brings_no_months(tmp_path: Path) -> None:
    tree = two_quarters()
    add_indicator(tree, "idea", ON_TIME, frequency="monthly", status="proposed")
    assert {found[0] for found in compile_rows(tree, tmp_path)} == {"2026-Q1", "2026-Q2", "2026-S1"}


def test_a_year_without_targets_has_no_rows(tmp_path: Path) -> None:
    tree = two_quarters()
    add_package(tree, "biro-a", "old", year=2025)
    report(tree, "biro-a", "2025-Q4", {"old": due(date(2025, 11, 3))})
    assert {found[0][:4] for found in compile_rows(tree, tmp_path)} == {"2026"}


def test_a_proposed_indicator_has_no_row_nor_an_area_or_goal_without_a_valid_one(
    tmp_path: Path,
) -> None:
    tree = two_quarters()
    add_goal(tree, "empty-goal")
    add_area(tree, "empty-area", "empty-goal")
    add_area(tree, "later-area")
    add_indicator(tree, "idea", ON_TIME, area="empty-area", status="proposed")
    add_indicator(tree, "later", ON_TIME, area="later-area", valid_from="2026-Q2")
    add_target(tree, "later", flat(90))
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path)
    assert not [found for found in rows if found[5] in ("idea", "empty-area", "empty-goal")]
    assert why(rows[key("later")]) == ("not_scheduled", "not_valid_yet")
    assert key("later-area", level="area") not in rows
    assert rows[key("later-area", "2026-Q2", level="area")]["state"] == "computed"
    assert rows[key("later-area", "2026-S1", level="area")]["state"] == "computed"


def test_today_is_the_latest_date_in_content(tmp_path: Path) -> None:
    tree = two_quarters()
    tree["packages/biro-a/2026.yml"]["source"]["data_date"] = date(2026, 10, 1)
    rows = compile_rows(tree, tmp_path)
    assert {found[0] for found in rows} == {"2026-Q1", "2026-Q2", "2026-Q3", "2026-S1"}
    row = rows[key("x", "2026-Q3")]
    assert (*why(row), row["coverage"]) == ("not_reported", "no_report", "0")


def test_today_can_be_told(tmp_path: Path) -> None:
    rows = compile_rows(two_quarters(), tmp_path, "--as-of", "2026-03-31")
    assert {found[0] for found in rows} == {"2026-Q1"}


# --- why there is no figure --------------------------------------------------------------------


def every_reason() -> Tree:
    """`two_quarters` with an indicator for each reason; nobody states payments or bidders."""
    tree = two_quarters()
    add_area(tree, "bare")
    contest = f"{ACTIVE} AND method = 'contest'"
    paid_share = ("count(*) FILTER (WHERE paid_amount > 0)", "count(paid_amount)")
    ended = {"status": "withdrawn", "valid_until": "2026-Q1"}
    made: dict[str, tuple[Document | None, dict[str, Any]]] = {
        "yearly": (None, {"frequency": "annual"}),
        "yearly-later": (None, {"frequency": "annual", "valid_from": "2026-Q2"}),
        "later": (ON_TIME, {"valid_from": "2026-Q2"}),
        "ended": (ON_TIME, ended),
        "ended-apart": (ON_TIME, ended | {"unit_consolidation": "none"}),
        "apart": (ON_TIME, {"unit_consolidation": "none"}),
        "own-only": (None, {}),
        "untargeted": (ON_TIME, {"area": "bare"}),
        "unmeasured": (None, {}),
        "per-unit": (None, {"unit_consolidation": "average"}),
        "paid": (aggregate("sum", "sum(paid_amount)"), {"unit": "rupiah"}),
        "paid-share": (aggregate("ratio", *paid_share), {}),
        "contests": (aggregate("count", "count(*)", scope=contest), {"unit": "count"}),
        "contest-share": (ON_TIME | {"scope": contest}, {}),
        "bidders": (aggregate("median", "median(bidders)"), {"unit": "count"}),
    }
    for id, (formula, keys) in made.items():
        add_indicator(tree, id, formula, **keys)
        add_target(tree, id, {"2026-Q4": 90} if id == "untargeted" else flat(90))
    measure(tree, "own-only", "2026-Q1", 81)
    measure(tree, "per-unit", "2026-Q1", {"unit": "biro-a", "value": 81})
    spread_weights(tree)
    return tree


@pytest.fixture(scope="module")
def reasons(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return compile_rows(every_reason(), tmp_path_factory.mktemp("reasons"))


@pytest.mark.parametrize(
    ("id", "period", "unit", "state", "reason"),
    [
        ("yearly", "2026-Q1", None, "not_scheduled", "frequency"),
        ("yearly", "2026-S1", "biro-a", "not_scheduled", "frequency"),
        ("yearly-later", "2026-Q1", None, "not_scheduled", "frequency"),
        ("later", "2026-Q1", None, "not_scheduled", "not_valid_yet"),
        ("later", "2026-Q2", None, "computed", ""),
        ("ended", "2026-Q1", None, "computed", ""),
        ("ended", "2026-Q2", None, "not_scheduled", "closed"),
        ("ended-apart", "2026-Q2", None, "not_scheduled", "closed"),
        ("apart", "2026-Q1", None, "not_scheduled", "not_consolidated"),
        ("apart", "2026-Q1", "biro-a", "computed", ""),
        ("own-only", "2026-Q1", None, "computed", ""),
        ("own-only", "2026-Q1", "biro-a", "not_scheduled", "organisation_only"),
        ("untargeted", "2026-Q1", None, "not_targeted", "no_target"),
        ("untargeted", "2026-Q2", "biro-b", "not_targeted", "no_target"),
        ("x", "2026-Q2", "biro-b", "not_reported", "no_report"),
        ("unmeasured", "2026-Q1", None, "not_reported", "no_report"),
        ("per-unit", "2026-Q1", "biro-a", "computed", ""),
        ("per-unit", "2026-Q1", "biro-b", "not_reported", "no_value"),
        ("per-unit", "2026-Q2", "biro-a", "not_reported", "no_report"),
        ("per-unit", "2026-Q2", None, "not_reported", "no_report"),
        ("paid", "2026-Q1", None, "not_reported", "no_value"),
        ("paid", "2026-Q2", "biro-b", "not_reported", "no_report"),
        ("paid-share", "2026-Q1", None, "not_computable", "zero_denominator"),
        ("contest-share", "2026-Q1", None, "not_computable", "nothing_observed"),
        ("bidders", "2026-Q1", None, "not_computable", "nothing_observed"),
        ("contests", "2026-Q1", None, "computed", ""),
        ("contests", "2026-Q2", "biro-b", "not_reported", "no_report"),
    ],
)
def test_state_and_reason(
    reasons: Rows, id: str, period: str, unit: str | None, state: str, reason: str
) -> None:
    assert why(reasons[key(id, period, unit=unit)]) == (state, reason)


def test_a_roll_up_without_computed_child_takes_the_last_of_their_states(reasons: Rows) -> None:
    bare = reasons[key("bare", level="area")]
    assert (*why(bare), bare["coverage"]) == ("not_targeted", "no_child", "")
    silent = reasons[key(AREA, "2026-Q2", unit="biro-b", level="area")]
    assert (*why(silent), silent["coverage"]) == ("not_reported", "no_child", "0")
    assert reasons[key(GOAL, level="goal")]["coverage"] == "100"


NO_FIGURE = ("achievement_raw", "achievement", "published", "status")


def test_cells_of_a_row_not_scheduled_are_empty_but_the_baseline(reasons: Rows) -> None:
    for row in (reasons[key("yearly")], reasons[key("apart")], reasons[key("ended", "2026-Q2")]):
        filled = {name for name, text in row.items() if text and name not in KEY}
        assert filled == {"baseline", "state", "reason"}


def test_cells_of_a_silent_unit_are_n_target_and_baseline(reasons: Rows) -> None:
    row = reasons[key("x", "2026-Q2", unit="biro-b")]
    assert cells(row, "numerator", "denominator", "realization", *NO_FIGURE) == ("",) * 7
    assert cells(row, "n", "target", "baseline", "coverage") == ("1", "90", "50", "0")


def test_cells_of_a_row_not_computable_are_all_that_is_known(reasons: Rows) -> None:
    row = reasons[key("paid-share")]
    known = cells(row, "numerator", "denominator", "n", "target", "baseline", "coverage")
    assert known == ("0", "0", "2", "90", "50", "100")
    assert cells(row, "realization", *NO_FIGURE) == ("",) * 5
    assert cells(reasons[key("contest-share")], "n", "target", "coverage") == ("0", "90", "")


def test_cells_without_target_still_show_the_realization(reasons: Rows) -> None:
    row = reasons[key("untargeted")]
    assert cells(row, "numerator", "denominator", "realization", "target") == ("1", "2", "50", "")
    assert cells(row, *NO_FIGURE) == ("",) * 4


def test_a_count_of_nothing_is_zero(reasons: Rows) -> None:
    row = reasons[key("contests")]
    assert cells(row, "numerator", "denominator", "n", "realization") == ("0", "", "0", "0")
    assert row["published"] == "0.00"


def test_a_silent_unit_keeps_its_last_facts_in_the_total_and_lowers_coverage(reasons: Rows) -> None:
    row = reasons[key("x", "2026-Q2")]
    assert cells(row, "numerator", "denominator", "n", "coverage") == ("1", "2", "2", "50")
    assert reasons[key("x")]["coverage"] == "100"


def test_withdrawn_needs_valid_until(tmp_path: Path) -> None:
    tree = one_indicator(ON_TIME, status="withdrawn")
    found = findings(tree, tmp_path)
    errors = [finding["file"] for finding in found if finding["severity"] == "error"]
    assert "content/indicators/x.yml" in errors


# --- targets -----------------------------------------------------------------------------------


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


# --- facts as of a period's end ----------------------------------------------------------------


def paid(*reports: tuple[str, date | None, Document]) -> Tree:
    """One package of unit A whose payment is told by these reports: period, as_of, facts."""
    tree = one_indicator(PAID, unit="rupiah")
    add_package(tree, "biro-a", "p")
    for period, as_of, facts in reports:
        report(tree, "biro-a", period, {"p": facts}, as_of=as_of)
    return tree


QUARTER_END = date(2026, 3, 31)
TEN, FIFTEEN, TWENTY, THIRTY = ({"paid_amount": amount} for amount in (10, 15, 20, 30))
BACK: Document = {"retract": ["paid_amount"]}
MERGES: dict[str, tuple[list[tuple[str, date | None, Document]], str, str]] = {
    # what holds: reports (period, as_of, facts), period looked at, realization
    "the later period's value": (
        [("2026-Q1", None, TEN), ("2026-Q2", None, THIRTY)],
        "2026-Q2",
        "30",
    ),
    "an earlier period's own": (
        [("2026-Q1", None, TEN), ("2026-Q2", None, THIRTY)],
        "2026-Q1",
        "10",
    ),
    "what is not mentioned again": (
        [("2026-Q1", None, TEN), ("2026-Q2", None, {"bidders": 3})],
        "2026-Q2",
        "10",
    ),
    "what is null": (
        [("2026-Q1", None, TEN), ("2026-Q2", None, {"paid_amount": None})],
        "2026-Q2",
        "10",
    ),
    "of the same end, the later as_of": (
        [("2026-03", QUARTER_END, TWENTY), ("2026-Q1", date(2026, 3, 25), FIFTEEN)],
        "2026-Q1",
        "20",
    ),
    "of the same end and as_of, the longer period": (
        [("2026-03", QUARTER_END, TWENTY), ("2026-Q1", QUARTER_END, FIFTEEN)],
        "2026-Q1",
        "15",
    ),
    "the later end before the later as_of": (
        [("2026-Q1", date(2026, 1, 20), FIFTEEN), ("2026-02", date(2026, 2, 28), TWENTY)],
        "2026-Q1",
        "15",
    ),
    "nothing after a retraction": (
        [("2026-Q1", None, TEN), ("2026-Q2", None, BACK)],
        "2026-Q2",
        "",
    ),
    "a value after a retraction": (
        [("2026-Q1", None, TEN), ("2026-04", None, BACK), ("2026-Q2", None, THIRTY)],
        "2026-Q2",
        "30",
    ),
}


@pytest.mark.parametrize(("reports", "period", "realization"), MERGES.values(), ids=MERGES)
def test_of_the_facts_stated_as_of_a_day_holds(
    tmp_path: Path, reports: list[Any], period: str, realization: str
) -> None:
    rows = compile_rows(paid(*reports), tmp_path, "--as-of", "2026-06-30")
    row = rows[key("x", period, unit="biro-a")]
    assert row["realization"] == realization
    assert row["n"] == "1"
    assert why(row) == (("computed", "") if realization else ("not_reported", "no_value"))


def test_two_values_at_one_place_are_a_finding(tmp_path: Path) -> None:
    tree = paid(("2026-Q1", None, {"paid_amount": 10}))
    again = {"package_id": "p", "paid_amount": 11}
    tree["realizations/biro-a/2026-Q1.yml"]["packages"].append(again)
    files = {found["file"] for found in findings(tree, tmp_path) if found["severity"] == "error"}
    assert files == {"content/realizations/biro-a/2026-Q1.yml"}


def test_an_addendum_moves_a_package_to_another_period(tmp_path: Path) -> None:
    tree = one_indicator(ON_TIME)
    add_package(tree, "biro-a", "p")
    report(tree, "biro-a", "2026-Q1", {"p": due(MAR)})
    report(tree, "biro-a", "2026-Q2", {"p": due(MAY, MAY)})
    rows = compile_rows(tree, tmp_path)
    found = {
        p: cells(rows[key("x", p)], "numerator", "denominator")
        for p in ("2026-Q1", "2026-Q2", "2026-S1")
    }
    assert found == {"2026-Q1": ("0", "1"), "2026-Q2": ("1", "1"), "2026-S1": ("1", "1")}


def test_the_same_facts_monthly_or_quarterly_give_the_same_quarter(tmp_path: Path) -> None:
    """A monthly reporter's June is its Q2, and its S1."""
    tree = one_indicator(ON_TIME)
    for unit in ("biro-a", "biro-b"):
        for number in (1, 2):
            add_package(tree, unit, f"{unit}-{number}")
    report(tree, "biro-a", "2026-05", {"biro-a-1": due(MAY, MAY)})
    report(tree, "biro-a", "2026-06", {"biro-a-2": due(date(2026, 6, 3))})
    both = {"biro-b-1": due(MAY, MAY), "biro-b-2": due(date(2026, 6, 3))}
    report(tree, "biro-b", "2026-Q2", both)
    rows = compile_rows(tree, tmp_path)
    for period in ("2026-Q2", "2026-S1"):
        one, other = (rows[key("x", period, unit=unit)] for unit in ("biro-a", "biro-b"))
        assert one["state"] == "computed"
        assert {name: one[name] for name in COLUMNS if name != "scope"} == {
            name: other[name] for name in COLUMNS if name != "scope"
        }


def test_a_draft_counts_like_a_submitted_report(tmp_path: Path) -> None:
    draft, submitted = two_quarters(), two_quarters()
    signed = {"submitted_by": "budi-s", "submitted_on": date(2026, 7, 8)}
    for path in submitted:
        if path.startswith("realizations/"):
            submitted[path] |= signed
    assert compile_rows(draft, tmp_path / "draft") == compile_rows(
        submitted, tmp_path / "submitted"
    )


def test_packages_of_all_years_are_one_table_and_all_takes_those_of_the_year(
    tmp_path: Path,
) -> None:
    tree = one_indicator(ON_TIME)
    add_indicator(tree, "lines", aggregate("count", "count(*)", mode="all"), unit="count")
    add_target(tree, "lines", flat(1))
    add_package(tree, "biro-a", "old", year=2025)
    add_package(tree, "biro-a", "new")
    report(tree, "biro-a", "2026-Q1", {"old": due(FEB, FEB), "new": due(MAR)})
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path)
    assert cells(rows[key("x")], "numerator", "denominator") == ("1", "2")
    assert rows[key("lines")]["realization"] == "1"


def test_sum_median_and_mean_are_exact(tmp_path: Path) -> None:
    """Medians are neither cut nor binary: 2.01 and 2.02 give 2.015; two integers give a half."""
    tree = office()
    formulas = {
        "score": aggregate("median", "median(supplier_score)", mode="all"),
        "bids": aggregate("median", "median(bidders)", mode="all"),
        "days": aggregate("median", "median(working_days(notice_date, award_date))", mode="all"),
        "mean": aggregate("mean", "sum(supplier_score)", "count(supplier_score)", mode="all"),
        "total": aggregate("sum", "sum(paid_amount)", mode="all"),
        "less": aggregate("difference", "count(bidders)", "sum(bidders)", mode="all"),
    }
    for id, formula in formulas.items():
        add_indicator(tree, id, formula, unit="count", natural_min=-1000)
        add_target(tree, id, flat(2))
    facts = [
        {"supplier_score": 2.01, "bidders": 3, "notice_date": JAN, "award_date": date(2026, 1, 20)},
        {"supplier_score": 2.02, "bidders": 4, "notice_date": JAN, "award_date": date(2026, 1, 21)},
    ]
    for number, stated in enumerate(facts):
        add_package(tree, "biro-a", f"p{number}", budget_amount=100_000_000_000)
        facts[number] = stated | {"paid_amount": 50_000_000_000}
    report(tree, "biro-a", "2026-Q1", {f"p{number}": stated for number, stated in enumerate(facts)})
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path)
    found = {id: rows[key(id)]["realization"] for id in formulas}
    assert found == {
        "score": "2.015",
        "bids": "3.5",
        "days": "3.5",
        "mean": "2.015",
        "total": "100000000000",
        "less": "-5",
    }
    assert cells(rows[key("less")], "numerator", "denominator") == ("2", "7")
    assert rows[key("bids")]["denominator"] == ""


# --- mapping, validity, measurements -----------------------------------------------------------


def test_an_indicator_counts_the_packages_frozen_for_its_area(tmp_path: Path) -> None:
    tree = one_indicator(ON_TIME)
    add_area(tree, "free")
    add_indicator(tree, "free-one", ON_TIME, area="free")
    add_target(tree, "free-one", flat(90))
    facts: dict[str, dict[str, Document]] = {"biro-a": {}, "biro-b": {}}
    for unit, id, year in (
        *(("biro-a", "in", 2026), ("biro-a", "out", 2026), ("biro-a", "old", 2025)),
        ("biro-b", "other", 2026),
    ):
        add_package(tree, unit, id, year=year)
        facts[unit][id] = due(FEB, FEB)
    for unit, stated in facts.items():
        report(tree, unit, "2026-Q1", stated)
    frozen = {"area": AREA, "packages": ["in"], "excluded": []}
    head = {"unit": "biro-a", "year": 2026, "data_date": date(2026, 1, 15)}
    tree["mapping/biro-a/2026.yml"] = head | {"areas": [frozen]}
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path)
    assert rows[key("x", unit="biro-a")]["n"] == "2"  # `in`, and `old` of a year without mapping
    assert rows[key("x", unit="biro-b")]["n"] == "1"  # no file: all
    assert rows[key("x")]["n"] == "3"
    assert rows[key("free-one", unit="biro-a")]["n"] == "3"  # no entry: all


@pytest.mark.parametrize(
    ("validity", "n"),
    [
        ({"valid_from": "2026-Q2"}, "2"),
        ({"status": "withdrawn", "valid_until": "2026-Q1"}, "3"),
        ({}, "5"),
    ],
)
def test_a_half_year_is_consolidated_over_the_valid_parts(
    tmp_path: Path, validity: dict[str, str], n: str
) -> None:
    tree = one_indicator(ON_TIME, **validity)
    days = [FEB, FEB, MAR, MAY, MAY]
    for number, _ in enumerate(days):
        add_package(tree, "biro-a", f"p{number}")
    for quarter in QUARTERS[:2]:
        report(tree, "biro-a", quarter, {f"p{number}": due(day) for number, day in enumerate(days)})
    rows = compile_rows(tree, tmp_path)
    assert cells(rows[key("x", "2026-S1")], "state", "n", "denominator") == ("computed", n, n)


def test_a_measured_denominator_is_the_periods_or_the_shortest_longer_ones(tmp_path: Path) -> None:
    tree = office()
    for source in ("budget", "own"):
        formula = aggregate("ratio", "sum(budget_amount)", {"measurement": source}, mode="all")
        add_indicator(tree, f"of-{source}", formula)
        add_target(tree, f"of-{source}", flat(100))
    for unit in ("biro-a", "biro-b"):
        add_package(tree, unit, f"p-{unit}", budget_amount=1000)
        report(tree, unit, "2026-Q1")
        report(tree, unit, "2026-Q2")
    per_unit = [{"unit": "biro-a", "value": 2000}, {"unit": "biro-b", "value": 3000}]
    measure(tree, "budget", "2026", *per_unit)
    measure(
        tree,
        "budget",
        "2026-S1",
        {"unit": "biro-a", "value": 2500},
        {"unit": "biro-b", "value": 2500},
    )
    measure(
        tree,
        "budget",
        "2026-Q2",
        {"unit": "biro-a", "value": 1000},
        {"unit": "biro-b", "value": 1500},
    )
    measure(tree, "own", "2026", 4000, *per_unit)
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path, "--as-of", "2026-06-30")
    assert cells(rows[key("of-budget")], "numerator", "denominator") == ("2000", "5000")
    assert cells(rows[key("of-budget", unit="biro-a")], "numerator", "denominator") == (
        "1000",
        "2500",
    )
    assert cells(rows[key("of-budget", "2026-Q2")], "denominator", "realization") == ("2500", "80")
    assert cells(rows[key("of-own")], "denominator", "realization") == ("4000", "50")
    assert rows[key("of-own", unit="biro-b")]["denominator"] == "3000"


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    tree = office()
    made: dict[str, Document] = {
        "own": {},
        "own-apart": {"unit_consolidation": "none"},
        "spread": {"unit_consolidation": "average"},
        "ratio": {"unit": "percent"},
        "longer": {"unit_consolidation": "average"},
    }
    for id, keys in made.items():
        add_indicator(tree, id, None, **{"unit": "index"} | keys)
        add_target(tree, id, flat(100))
    in_both = [{"unit": "biro-a", "value": 10}, {"unit": "biro-b", "value": 20}]
    measure(tree, "own", "2026-Q1", 17, *in_both)
    measure(tree, "own-apart", "2026-Q1", 17, *in_both)
    measure(tree, "own-apart", "2026-Q2", *in_both)
    measure(tree, "spread", "2026-Q1", *in_both)
    measure(tree, "spread", "2026-Q2", {"unit": "biro-b", "value": 30})
    parts = [{"unit": "biro-a", "numerator": 1, "denominator": 3}]
    measure(tree, "ratio", "2026-Q1", *parts, {"unit": "biro-b", "numerator": 1, "denominator": 1})
    measure(tree, "longer", "2026-Q1", *in_both)
    measure(tree, "longer", "2026-Q2", *in_both)
    measure(tree, "longer", "2026-S1", {"unit": "biro-a", "value": 44})
    spread_weights(tree)
    return compile_rows(tree, tmp_path_factory.mktemp("measured"))


MEASURED = ("realization", "numerator", "denominator", "n", "coverage")


@pytest.mark.parametrize(
    ("id", "period", "unit", "expected"),
    [
        ("own", "2026-Q1", None, ("17", "", "", "1", "100")),  # the organisation's own wins
        ("own-apart", "2026-Q1", None, ("17", "", "", "1", "100")),
        ("own-apart", "2026-Q2", None, ("", "", "", "", "")),  # not consolidated
        ("own", "2026-Q1", "biro-b", ("20", "", "", "1", "100")),
        ("spread", "2026-Q1", None, ("15", "", "", "2", "100")),
        ("spread", "2026-Q2", None, ("30", "", "", "1", "50")),
        ("spread", "2026-S1", None, ("30", "", "", "1", "100")),  # units first, then the parts
        ("spread", "2026-S1", "biro-a", ("10", "", "", "1", "50")),  # silent in the last part
        ("ratio", "2026-Q1", "biro-a", ("33.3333333333", "1", "3", "1", "100")),
        ("ratio", "2026-Q1", None, ("50", "2", "4", "2", "100")),
        ("longer", "2026-S1", "biro-a", ("44", "", "", "1", "100")),  # its own file's
        ("longer", "2026-S1", None, ("44", "", "", "1", "50")),
    ],
)
def test_direct_values(
    measured: Rows, id: str, period: str, unit: str | None, expected: Any
) -> None:
    assert cells(measured[key(id, period, unit=unit)], *MEASURED) == expected


def test_a_file_that_lacks_one_unit_does_not_fall_through(measured: Rows) -> None:
    assert why(measured[key("longer", "2026-S1", unit="biro-b")]) == ("not_reported", "no_value")


@pytest.mark.parametrize(
    ("over_units", "realization"),
    [("average", "75"), ("sum", "150"), ("weighted", "66.6666666667")],
)
def test_package_figures_consolidated_over_units(
    tmp_path: Path, over_units: str, realization: str
) -> None:
    tree = one_indicator(ON_TIME, unit_consolidation=over_units)
    for unit, facts in (("biro-a", [due(FEB, FEB), due(FEB)]), ("biro-b", [due(FEB, FEB)])):
        for number, _ in enumerate(facts):
            add_package(tree, unit, f"{unit}-{number}")
        report(tree, unit, "2026-Q1", {f"{unit}-{number}": f for number, f in enumerate(facts)})
    row = compile_rows(tree, tmp_path)[key("x")]
    assert cells(row, *MEASURED) == (realization, "", "", "2", "100")


def test_of_two_reasons_the_first_as_listed_is_given(tmp_path: Path) -> None:
    """Two of three units reported without a value, the other is silent: no_report goes first."""
    tree = office(["biro-a", "biro-b", "biro-c"])
    add_indicator(tree, "x", PAID, unit="rupiah", unit_consolidation="average")
    add_target(tree, "x", flat(90))
    for unit in ("biro-a", "biro-b", "biro-c"):
        add_package(tree, unit, f"p-{unit}")
        if unit != "biro-b":
            report(tree, unit, "2026-Q1", {f"p-{unit}": {"bidders": 1}})
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path)
    assert why(rows[key("x", unit="biro-a")]) == ("not_reported", "no_value")
    assert why(rows[key("x")]) == ("not_reported", "no_report")


def test_the_organisations_total_is_never_a_mean_of_units_totals(tmp_path: Path) -> None:
    tree = one_indicator(ON_TIME, target=100)
    for number in range(4):
        unit = "biro-b" if number == 3 else "biro-a"
        add_package(tree, unit, f"p{number}")
    report(tree, "biro-a", "2026-Q1", {f"p{number}": due(FEB, FEB) for number in range(3)})
    report(tree, "biro-b", "2026-Q1", {"p3": due(FEB)})
    rows = compile_rows(tree, tmp_path)
    found = [
        rows[key("total", unit=u, level="total")]["published"] for u in (None, "biro-a", "biro-b")
    ]
    assert found == ["75.00", "100.00", "0.00"]


# --- action plans ------------------------------------------------------------------------------


def planned(*actions: tuple[str, date, int | None]) -> Tree:
    """Actions of `x` (id, due date, progress told by unit A), and `done`, which counts them."""
    tree = two_quarters()
    share = aggregate("ratio", "count(*) FILTER (WHERE state = 'done')", "count(*)", scope="true")
    add_indicator(tree, "done", share, source={"kind": "action_plans"})
    add_target(tree, "done", flat(100))
    plan = [
        {"id": id, "name": {"id": id, "en": id}, "owner": "rina-k", "start": date(2026, 1, 5)}
        | {"due": due, "origin": "plan"}
        for id, due, _ in actions
    ]
    tree["action-plans/2026/x.yml"] = {"indicator": "x", "year": 2026, "actions": plan}
    told = [
        {
            "action": f"x/{id}",
            "progress": progress,
            "obstacle": "Data terlambat",
            "evidence": "ND-1",
        }
        for id, _, progress in actions
        if progress is not None
    ]
    tree["realizations/biro-a/2026-Q1.yml"]["actions"] = told
    spread_weights(tree)
    return tree


def actions_of(tree: Tree, folder: Path) -> dict[str, Row]:
    """The rows of actions.csv in 2026-Q1 by the end of the action's name."""
    with (compile_tree(tree, folder) / "actions.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {row["action"].split("/")[-1]: row for row in rows if row["period"] == "2026-Q1"}


ACTIONS = (
    # id, due, progress, state
    ("finished", FEB, 100, "done"),
    ("overdue", FEB, 60, "late"),
    ("idle-overdue", FEB, 0, "late"),
    ("due-today", QUARTER_END, 60, "in_progress"),
    ("idle", MAY, 0, "not_started"),
    ("running", MAY, 60, "in_progress"),
    ("unheard", MAY, None, "not_reported"),
)


def test_actions_csv_has_a_row_per_action_and_reporting_unit(tmp_path: Path) -> None:
    rows = actions_of(planned(*(action[:3] for action in ACTIONS)), tmp_path)
    assert {id: row["state"] for id, row in rows.items()} == {a[0]: a[3] for a in ACTIONS}
    assert list(rows["overdue"]) == [
        *("period", "indicator", "action", "unit", "owner", "start", "due"),
        *("progress", "state", "obstacle", "evidence", "as_of"),
    ]
    told = (
        "indicator",
        "unit",
        "owner",
        "start",
        "due",
        "progress",
        "obstacle",
        "evidence",
        "as_of",
    )
    assert cells(rows["overdue"], *told) == (
        *("x", "biro-a", "rina-k", "2026-01-05", "2026-02-15", "60", "Data terlambat", "ND-1"),
        "2026-03-31",
    )
    assert cells(rows["unheard"], "unit", "progress", "as_of") == ("", "", "")


def test_an_action_told_by_two_units_has_two_rows(tmp_path: Path) -> None:
    tree = planned(("one", FEB, 100))
    other = {"action": "x/one", "progress": 30}
    tree["realizations/biro-b/2026-Q1.yml"]["actions"] = [other]
    out = compile_tree(tree, tmp_path)
    with (out / "actions.csv").open(encoding="utf-8", newline="") as stream:
        found = [
            cells(r, "unit", "state") for r in csv.DictReader(stream) if r["period"] == "2026-Q1"
        ]
    assert found == [("biro-a", "done"), ("biro-b", "late")]
    done = read_rows(out / "achievements.csv")[key("done")]
    assert cells(done, "numerator", "denominator", "n") == ("1", "2", "2")


def test_an_indicator_over_action_plans(tmp_path: Path) -> None:
    tree = planned(("one", FEB, 100), ("two", MAR, 60), ("three", MAY, 100))
    rows = compile_rows(tree, tmp_path)
    assert cells(rows[key("done")], "numerator", "denominator", "n") == ("1", "2", "2")
    assert rows[key("done", unit="biro-a")]["published"] == "50.00"


# --- the files ---------------------------------------------------------------------------------


def mixed() -> Tree:
    """Every kind of cell: integers, decimals, ranges, texts and missing ones."""
    tree = every_reason()
    add_indicator(tree, "bounded", unit="index", polarity="stabilize", precision=1)
    add_target(tree, "bounded", flat([5, 15]))
    measure(tree, "bounded", "2026-Q1", 3.3333)
    measure(tree, "own-only", "2026-Q2", {"numerator": 2, "denominator": 3})
    spread_weights(tree)
    return tree


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_tree(mixed(), tmp_path_factory.mktemp("written"))


def table(out: Path) -> list[Row]:
    with (out / "achievements.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_columns_are_those_of_the_contract_in_order(written: Path) -> None:
    head = (written / "achievements.csv").read_text(encoding="utf-8").splitlines()[0]
    assert tuple(head.split(",")) == COLUMNS


def test_numbers_have_no_exponent_no_trailing_zero_and_two_decimals_when_published(
    written: Path,
) -> None:
    for row in table(written):
        for name in ("realization", "achievement_raw", "achievement", "coverage", "baseline"):
            whole, _, decimals = row[name].partition(".")
            assert whole == "" or whole.lstrip("-").isdigit()
            assert len(decimals) <= 10
            assert not decimals.endswith("0")
            assert bool(decimals) == ("." in row[name])
        assert row["published"] == "" or len(row["published"].partition(".")[2]) == 2
    found = {row["realization"] for row in table(written) if row["node"] == "own-only"}
    assert "66.6666666667" in found


TEXTS = (*KEY, "target", "state", "reason", "status")  # a target may be a range


def test_json_is_a_list_of_objects_with_the_same_numbers(written: Path) -> None:
    text = (written / "achievements.json").read_text(encoding="utf-8")
    records = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    for record, row in zip(records, table(written), strict=True):
        assert tuple(record) == COLUMNS
        for name, value in record.items():
            if name in TEXTS:
                assert ("" if value is None else str(value)) == row[name]
            else:
                assert value is None or isinstance(value, Decimal)
                assert ("" if value is None else str(value)) == row[name]


def test_parquet_holds_the_same_table(written: Path) -> None:
    parquet = pyarrow.parquet.read_table(written / "achievements.parquet")
    assert tuple(parquet.column_names) == COLUMNS
    for record, row in zip(parquet.to_pylist(), table(written), strict=True):
        for name, value in record.items():
            assert same(value, row[name]), (name, value, row[name])


def same(value: Any, text: str) -> bool:
    if value is None or value == "":
        return text == ""
    return str(value) == text if isinstance(value, str) else Decimal(str(value)) == Decimal(text)


def test_one_period_can_be_compiled_alone(quarters: Rows, tmp_path: Path) -> None:
    alone = compile_rows(two_quarters(), tmp_path, "--period", "2026-Q2")
    assert alone == {found: row for found, row in quarters.items() if found[0] == "2026-Q2"}


def test_the_program_run_as_a_module_writes_the_same_bytes(written: Path, tmp_path: Path) -> None:
    content, out = str(written.parent / "content"), str(tmp_path / "out")
    call = [sys.executable, "-m", "kinerja", "--content", content, "compile", "--out", out]
    subprocess.run(call, check=True, capture_output=True)
    for name in ("achievements.csv", "achievements.json", "achievements.parquet", "actions.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (written / name).read_bytes(), name


@pytest.mark.parametrize(
    ("keys", "target", "value"),
    [
        pytest.param({"natural_max": 100}, 90, 101, id="realization above its natural maximum"),
        pytest.param({}, 90, -1, id="realization below zero"),
        pytest.param({}, 0, 50, id="target zero, to maximize"),
        pytest.param({"polarity": "minimize"}, -5, 50, id="target below zero"),
    ],
)
def test_on_an_error_nothing_is_written(
    tmp_path: Path, keys: dict[str, Any], target: int, value: int
) -> None:
    tree = one_indicator(target=target, **keys)
    measure(tree, "x", "2026-Q1", value)
    result = run(tree, tmp_path, "compile", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()
