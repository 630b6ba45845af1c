"""Which rows there are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from content_tree import (
    AREA,
    GOAL,
    ON_TIME,
    ORGANISATION,
    Rows,
    add_area,
    add_goal,
    add_indicator,
    add_package,
    add_target,
    compile_rows,
    due,
    flat,
    key,
    report,
    spread_weights,
)
from table_cases import two_quarters, why


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
