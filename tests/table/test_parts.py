"""Mapping, validity, measurements."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    AREA,
    ON_TIME,
    QUARTERS,
    Document,
    Rows,
    add_area,
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
from table_cases import FEB, MAR, MAY, PAID, cells, one_indicator, why


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
        "none-of-none": {"unit": "percent"},
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
    nothing = {"numerator": 0, "denominator": 0}
    measure(tree, "none-of-none", "2026-Q1", nothing, *in_both)
    measure(tree, "none-of-none", "2026-Q2", {"unit": "biro-a"} | nothing)
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
        ("none-of-none", "2026-Q1", None, ("", "0", "0", "1", "100")),  # and it is its own
        ("none-of-none", "2026-Q1", "biro-a", ("10", "", "", "1", "100")),
        ("none-of-none", "2026-Q2", "biro-a", ("", "0", "0", "1", "100")),
    ],
)
def test_direct_values(
    measured: Rows, id: str, period: str, unit: str | None, expected: Any
) -> None:
    assert cells(measured[key(id, period, unit=unit)], *MEASURED) == expected


def test_a_stated_quotient_of_nothing_is_not_computable(measured: Rows) -> None:
    for period, unit in (("2026-Q1", None), ("2026-Q2", "biro-a")):
        row = measured[key("none-of-none", period, unit=unit)]
        assert why(row) == ("not_computable", "zero_denominator")


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
