"""Realizations that cannot be: told at the package that is to blame, else at the bound."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    Tree,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    findings,
    flat,
    measure,
    office,
    report,
    spread_weights,
)

BIDS = aggregate("ratio", "sum(bidders)", "sum(registrants)", mode="all")
DELAY = aggregate("median", "median(working_days(due_date, handover_date))", mode="all")
PLANNED = aggregate("sum", "sum(budget_amount)", mode="all")
TO_BUDGET = aggregate("ratio", "sum(domestic_amount)", {"measurement": "budget"}, mode="all")
FEBRUARY, JANUARY = date(2026, 2, 16), date(2026, 1, 19)
GOOD = {"bidders": 2, "registrants": 4}


def bounded(
    formula: dict[str, Any], facts: dict[str, dict[str, Any]], period: str = "2026-Q1", **keys: Any
) -> Tree:
    """One indicator over packages a1.. of one unit and b1.. of another, as reported."""
    tree = office()
    add_indicator(tree, "x", formula, **{"natural_max": 100} | keys)
    add_target(tree, "x", flat(30))
    spread_weights(tree)
    for id, stated in facts.items():
        add_package(tree, f"biro-{id[0]}", id, **stated.get("register", {}))
    for unit in ("biro-a", "biro-b"):
        rows = {
            id: {key: value for key, value in stated.items() if key != "register"}
            for id, stated in facts.items()
            if unit == f"biro-{id[0]}"
        }
        report(tree, unit, period, rows)
    return copy.deepcopy(tree)


def beyond(tree: Tree, folder: Path) -> list[tuple[str, str, str]]:
    """Code, file and the line named, of each finding about a bound."""
    found = [one for one in findings(tree, folder) if one["code"].endswith("beyond-bound")]
    return [
        (
            one["code"],
            one["file"].removeprefix("content/"),
            (folder / one["file"]).read_text("utf-8").splitlines()[one["line"] - 1].strip(),
        )
        for one in found
    ]


def blamed(tree: Tree, folder: Path) -> list[tuple[str, str]]:
    """File and package of each finding, which must all be about packages."""
    told = []
    for code, file, line in beyond(tree, folder):
        assert code == "package-beyond-bound"
        assert "package_id: " in line
        told.append((file, line.split("package_id: ")[1].split(",")[0].rstrip("}")))
    return told


def test_one_package_among_sound_ones_is_told_once_at_its_row(tmp_path: Path) -> None:
    facts = {"a1": GOOD, "a2": {"bidders": 72, "registrants": 4}, "b1": GOOD, "b2": GOOD}
    assert blamed(bounded(BIDS, facts), tmp_path) == [("realizations/biro-a/2026-Q1.yml", "a2")]


def test_several_are_each_told(tmp_path: Path) -> None:
    wrong = {"bidders": 72, "registrants": 4}
    facts = {"a1": GOOD, "a2": wrong, "a3": GOOD, "b1": wrong, "b2": GOOD}
    assert blamed(bounded(BIDS, facts), tmp_path) == [
        ("realizations/biro-a/2026-Q1.yml", "a2"),
        ("realizations/biro-b/2026-Q1.yml", "b1"),
    ]


def test_so_many_are_the_fault_of_the_formula_which_is_told_once(tmp_path: Path) -> None:
    wrong = {"bidders": 72, "registrants": 4}
    facts = {f"a{n}": wrong if n < 6 else GOOD for n in range(20)} | {"b1": GOOD}
    told = [(code, file) for code, file, _ in beyond(bounded(BIDS, facts), tmp_path)]
    assert told == [("realization-beyond-bound", "indicators/x.yml")]


def test_a_unit_with_one_package_is_judged_among_all(tmp_path: Path) -> None:
    facts = {"a1": {"bidders": 72, "registrants": 4}, "b1": GOOD, "b2": GOOD}
    assert blamed(bounded(BIDS, facts), tmp_path) == [("realizations/biro-a/2026-Q1.yml", "a1")]


def test_where_most_packages_are_beyond_the_bound_itself_is_doubted(tmp_path: Path) -> None:
    facts = {"a1": GOOD, "a2": GOOD, "b1": {"bidders": 1, "registrants": 10}}
    tree = bounded(BIDS, facts, natural_max=49)
    tree["targets/2026/x.yml"]["baseline"]["value"] = 20
    told = beyond(tree, tmp_path)
    assert {(code, file) for code, file, _ in told} == {
        ("realization-beyond-bound", "indicators/x.yml")
    }
    assert {line for *_, line in told} == {"natural_max: 49"}


def test_something_above_nothing_is_beyond_too(tmp_path: Path) -> None:
    # What is not stated below adds nothing there; only the sums tell that more is above.
    facts = {"a1": {"bidders": 90}, "a2": GOOD, "b1": GOOD}
    assert blamed(bounded(BIDS, facts), tmp_path) == [("realizations/biro-a/2026-Q1.yml", "a1")]


def test_a_median_below_zero_is_a_package_below_zero(tmp_path: Path) -> None:
    early = {"due_date": FEBRUARY, "handover_date": JANUARY}
    late = {"due_date": JANUARY, "handover_date": FEBRUARY}
    tree = bounded(DELAY, {"a1": early, "b1": late, "b2": late}, unit="working_days")
    assert blamed(tree, tmp_path) == [("realizations/biro-a/2026-Q1.yml", "a1")]


def test_the_last_row_that_states_what_is_counted_is_shown(tmp_path: Path) -> None:
    facts = {"a1": GOOD, "b1": GOOD, "b2": GOOD}
    tree = bounded(BIDS, facts)
    report(tree, "biro-a", "2026-Q2", {"a1": {"bidders": 72}})
    report(tree, "biro-a", "2026-Q3", {"a1": {"paid_amount": 5}})
    assert blamed(tree, tmp_path) == [("realizations/biro-a/2026-Q2.yml", "a1")]


def test_a_plan_is_told_in_its_register(tmp_path: Path) -> None:
    facts: dict[str, dict[str, Any]] = {
        "a1": {"register": {"budget_amount": 500}},
        "a2": {"register": {"budget_amount": 5}},
        "b1": {"register": {"budget_amount": 5}},
    }
    tree = bounded(PLANNED, facts, unit="rupiah")
    assert blamed(tree, tmp_path) == [("packages/biro-a/2026.yml", "a1")]


def test_no_package_is_blamed_for_what_only_the_sum_exceeds(tmp_path: Path) -> None:
    facts: dict[str, dict[str, Any]] = {
        id: {"register": {"budget_amount": 60}} for id in ("a1", "a2", "b1")
    }
    codes = {code for code, *_ in beyond(bounded(PLANNED, facts, unit="rupiah"), tmp_path)}
    assert codes == {"realization-beyond-bound"}


def test_a_denominator_from_elsewhere_is_no_packages(tmp_path: Path) -> None:
    facts = {"a1": {"domestic_amount": 500}, "a2": {"domestic_amount": 5}, "b1": {}}
    tree = bounded(TO_BUDGET, facts)
    measure(tree, "budget", "2026-Q1", {"unit": "biro-a", "value": 200},
            {"unit": "biro-b", "value": 1})  # fmt: skip
    codes = {code for code, *_ in beyond(tree, tmp_path)}
    assert codes == {"realization-beyond-bound"}


@pytest.mark.parametrize("consolidation", ["average", "weighted"])
def test_units_put_together_blame_the_unit_s_package(consolidation: str, tmp_path: Path) -> None:
    facts = {"a1": {"bidders": 900, "registrants": 4}, "b1": GOOD, "b2": GOOD}
    tree = bounded(BIDS, facts, unit_consolidation=consolidation)
    assert blamed(tree, tmp_path) == [("realizations/biro-a/2026-Q1.yml", "a1")]


def test_the_figure_of_a_year_blames_a_package_of_any_quarter(tmp_path: Path) -> None:
    facts = {"a1": {"bidders": 900, "registrants": 4}, "b1": GOOD, "b2": GOOD}
    tree = bounded(BIDS, facts, frequency="annual")
    tree["targets/2026/x.yml"]["versions"][0]["trajectory"] = {"2026": 90}
    tree["targets/2026/x.yml"]["versions"][0]["valid_from"] = "2026"
    tree["realizations/biro-b/2026-Q4.yml"] = {
        "unit": "biro-b", "period": "2026-Q4", "as_of": date(2026, 12, 31), "packages": [],
    }  # fmt: skip
    assert blamed(tree, tmp_path) == [("realizations/biro-a/2026-Q1.yml", "a1")]
