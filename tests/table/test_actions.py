"""Action plans."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from content_tree import (
    Row,
    Tree,
    add_indicator,
    add_target,
    aggregate,
    compile_rows,
    compile_tree,
    flat,
    key,
    read_rows,
    report,
    spread_weights,
)
from table_cases import FEB, MAR, MAY, QUARTER_END, cells, two_quarters


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


def test_an_action_that_the_next_plan_takes_up_begins_anew(tmp_path: Path) -> None:
    tree = planned(("early-warning", MAR, None))
    name = {"id": "Peringatan", "en": "Warning"}
    before = {"id": "early-warning", "name": name, "owner": "rina-k", "origin": "plan"}
    days = {"start": date(2025, 1, 5), "due": date(2025, 3, 31)}
    tree["action-plans/2025/x.yml"] = {"indicator": "x", "year": 2025, "actions": [before | days]}
    report(tree, "biro-a", "2025-Q4", {})
    told = [{"action": "x/early-warning", "progress": 100, "evidence": "ND-9"}]
    tree["realizations/biro-a/2025-Q4.yml"]["actions"] = told
    row = actions_of(tree, tmp_path)["early-warning"]
    assert (row["unit"], row["state"], row["evidence"]) == ("", "not_reported", "")
    rows = read_rows(tmp_path / "out/achievements.csv")
    assert rows[key("done", "2026-Q1")]["realization"] == "0"
