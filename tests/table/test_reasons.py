"""Why there is no figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from content_tree import (
    AREA,
    GOAL,
    KEY,
    ON_TIME,
    Rows,
    compile_rows,
    findings,
    key,
)
from table_cases import cells, every_reason, one_indicator, why


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
