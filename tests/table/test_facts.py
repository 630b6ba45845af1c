"""Facts as of a period's end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    COLUMNS,
    ON_TIME,
    Document,
    Tree,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    compile_rows,
    due,
    findings,
    flat,
    key,
    office,
    report,
    spread_weights,
)
from table_cases import (
    FEB,
    JAN,
    MAR,
    MAY,
    PAID,
    QUARTER_END,
    cells,
    one_indicator,
    two_quarters,
    why,
)


def paid(*reports: tuple[str, date | None, Document]) -> Tree:
    """One package of unit A whose payment is told by these reports: period, as_of, facts."""
    tree = one_indicator(PAID, unit="rupiah")
    add_package(tree, "biro-a", "p")
    for period, as_of, facts in reports:
        report(tree, "biro-a", period, {"p": facts}, as_of=as_of)
    return tree


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
