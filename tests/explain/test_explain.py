"""`kinerja explain`: what it says of a figure, and of one that is not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    ON_TIME,
    QUARTERS,
    Tree,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    compile_tree,
    due,
    flat,
    measure,
    office,
    report,
    run,
    spread_weights,
)
from table_cases import FEB, MAY, every_reason, one_indicator, two_quarters

NUMBERS = (
    "numerator",
    "denominator",
    "realization",
    "target",
    "achievement",
    "published",
    "status",
)


def explain(tree: Tree, folder: Path, *line: str) -> dict[str, Any]:
    result = run(tree, folder, "explain", *line, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def text(tree: Tree, folder: Path, *line: str) -> str:
    result = run(tree, folder, "explain", *line)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def every_side() -> Tree:
    """One package of unit A for each side of the line; unit B reported nothing."""
    tree = one_indicator(
        aggregate(
            "ratio",
            "sum(paid_amount) FILTER (WHERE handover_date <= due_date)",
            "sum(contract_amount)",
            scope="register_status = 'active' AND exclusion_reason IS NULL AND method = 'tender'",
        )
    )
    facts: dict[str, Any] = {}
    for id, keys, stated in (
        ("on-time", {}, due(FEB, FEB) | {"paid_amount": 80, "contract_amount": 100}),
        ("unpaid", {}, due(FEB, FEB) | {"contract_amount": 100}),
        ("overdue", {}, due(FEB) | {"paid_amount": 90, "contract_amount": 100}),
        ("no-amounts", {}, due(FEB)),
        ("later", {}, due(MAY) | {"paid_amount": 1}),
        ("undated", {}, {"paid_amount": 1}),
        ("twice", {"exclusion_reason": "duplicate"}, due(FEB, FEB)),
        ("bought", {"method": "e_purchasing"}, due(FEB, FEB)),
        ("elsewhere", {}, due(FEB, FEB) | {"paid_amount": 80, "contract_amount": 100}),
    ):
        add_package(tree, "biro-a", id, **keys)
        facts[id] = stated
    report(tree, "biro-a", "2026-Q1", facts)
    add_package(tree, "biro-b", "silent")
    report(tree, "biro-b", "2026-S1", {"silent": due(FEB, FEB) | {"contract_amount": 50}})
    counted = [id for id in facts if id != "elsewhere"]
    entry = {"area": "contract-delivery", "packages": counted, "excluded": []}
    head = {"unit": "biro-a", "year": 2026, "data_date": "2026-01-15"}
    tree["mapping/biro-a/2026.yml"] = head | {"areas": [entry]}
    return tree


def test_every_package_stands_on_its_side_with_its_reason(tmp_path: Path) -> None:
    told = explain(every_side(), tmp_path, "x", "2026-Q1", "--unit", "biro-a")
    assert told["counted"] == ["on-time"]
    assert told["in_denominator"] == ["on-time", "overdue", "unpaid"]
    assert {one["package"]: one["reason"] for one in told["excluded"]} == {
        "no-amounts": "not_counted",
        "later": "not_in_period",
        "undated": "date_missing",
        "twice": "duplicate",
        "bought": "out_of_scope",
        "elsewhere": "not_in_area",
    }
    assert (told["numerator"], told["denominator"]) == (80, 300)


def test_every_package_that_counts_is_shown_with_its_facts_and_its_own_value(
    tmp_path: Path,
) -> None:
    told = explain(every_side(), tmp_path, "x", "2026-Q1", "--unit", "biro-a")["packages"]
    assert [(one["package"], one["value"], one["adds"], one["weighs"]) for one in told] == [
        ("overdue", 0, 0, 100),
        ("unpaid", 0, 0, 100),
        ("on-time", 80, 80, 100),
    ]
    assert told[0]["facts"] == {
        "contract_amount": 100, "due_date": str(FEB), "handover_date": None, "paid_amount": 90,
    }  # fmt: skip
    assert sum(one["adds"] for one in told) == 80
    assert sum(one["weighs"] for one in told) == 300


def test_a_median_can_be_read_from_the_facts(tmp_path: Path) -> None:
    tree = one_indicator(
        aggregate("median", "median(working_days(due_date, handover_date))"),
        unit="working_days", polarity="minimize",
    )  # fmt: skip
    facts = {f"p{day}": due(FEB, FEB.replace(day=day)) for day in (19, 25, 27)}
    for id in facts:
        add_package(tree, "biro-a", id)
    report(tree, "biro-a", "2026-Q1", facts)
    told = explain(tree, tmp_path, "x", "2026-Q1")
    assert [one["package"] for one in told["packages"]] == ["p27", "p25", "p19"]
    assert told["packages"][1]["value"] == told["realization"]
    assert "content/calendars/2026.yml" in told["files"]
    shown = text(tree, tmp_path, "x", "2026-Q1")
    assert (
        "p19: 4,00 hari kerja (Jatuh tempo 15 Feb 2026, Tanggal serah terima 19 Feb 2026)" in shown
    )


def test_a_package_has_no_value_of_its_own_under_a_denominator_from_elsewhere(
    tmp_path: Path,
) -> None:
    tree = one_indicator(aggregate("ratio", "sum(budget_amount)", {"measurement": "budget"}))
    tree["indicators/x.yml"]["formula"]["anchor"] = {"mode": "all"}
    for id, amount in (("small", 2), ("large", 7)):
        add_package(tree, "biro-a", id, budget_amount=amount)
    report(tree, "biro-a", "2026-Q1", {})
    measure(tree, "budget", "2026-Q1", 10)
    told = explain(tree, tmp_path, "x", "2026-Q1")
    found = [(one["package"], one["value"], one["adds"], one["weighs"]) for one in told["packages"]]
    assert found == [("large", None, 7, None), ("small", None, 2, None)]
    shown = text(tree, tmp_path, "x", "2026-Q1")
    assert "large: (Pagu Rp 7)" in shown
    assert "Dalam penyebut" not in shown


def test_the_packages_of_a_silent_unit_do_not_count_for_it(tmp_path: Path) -> None:
    told = explain(
        every_side(), tmp_path, "x", "2026-S1", "--unit", "biro-b", "--as-of", "2026-06-30"
    )
    assert told["in_denominator"] == ["silent"]
    told = explain(every_side(), tmp_path, "x", "2026-Q1", "--unit", "biro-b")
    assert (told["state"], told["reason"]) == ("not_reported", "no_report")
    assert (told["counted"], told["in_denominator"]) == ([], [])


def test_the_numbers_are_those_of_the_table(tmp_path: Path) -> None:
    tree = two_quarters()
    out = compile_tree(tree, tmp_path)
    rows = json.loads((out / "achievements.json").read_text("utf-8"))
    for row in rows:
        if row["level"] != "indicator" or row["state"] != "computed":
            continue
        unit = ("--unit", row["scope"]) if row["scope_type"] == "unit" else ()
        told = explain(tree, tmp_path, "x", row["period"], "--basis", row["basis"], *unit)
        assert {name: told[name] for name in NUMBERS} == {name: row[name] for name in NUMBERS}
        assert (len(told["counted"]), len(told["in_denominator"])) == (
            row["numerator"],
            row["denominator"],
        )


def test_a_figure_that_is_not_there_is_explained_in_words(tmp_path: Path) -> None:
    tree = every_reason()
    assert "Tidak dijadwalkan (belum berlaku)" in text(tree, tmp_path, "later", "2026-Q1")
    assert "Belum dapat dihitung (tidak ada yang diamati)" in text(
        tree, tmp_path, "contest-share", "2026-Q1"
    )
    assert "Tidak ditargetkan (tanpa target)" in text(tree, tmp_path, "untargeted", "2026-Q1")
    assert "Not yet reported (no report)" in text(
        tree, tmp_path, "unmeasured", "2026-Q1", "--lang", "en"
    )


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (("y", "2026-Q1"), "x"),
        (("x", "2026-Q9"), "2026-Q"),
        (("x", "2026"), "Yang sudah dilaporkan darinya: 2026-Q1, 2026-Q2."),
        (("x", "2026"), "Angka sejak Januari: kinerja explain INDIKATOR 2026-Q2 --basis to_date"),
        (("x", "2026-Q4"), "belum ada yang dilaporkan darinya. Yang terakhir dilaporkan: 2026-Q2."),
        (("x", "2026-Q1", "--unit", "biro-aa"), "biro-a"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(
    tmp_path: Path, line: tuple[str, ...], meant: str
) -> None:
    result = run(two_quarters(), tmp_path, "explain", *line)
    assert result.exit_code == 2
    assert meant in result.stderr
    assert not result.stdout


@pytest.mark.parametrize("name", ["total", "contract-delivery", "timely-supply"])
def test_what_is_put_together_from_indicators_is_explained_elsewhere(
    name: str, tmp_path: Path
) -> None:
    result = run(two_quarters(), tmp_path, "explain", name, "2026-Q1")
    assert result.exit_code == 2
    assert "Cara menghitung" in result.stderr


def test_the_printed_code_names_an_indicator_as_its_id_does(tmp_path: Path) -> None:
    tree = two_quarters()
    tree["indicators/x.yml"]["code"] = "IK-07"
    assert explain(tree, tmp_path, "IK-07", "2026-Q1") == explain(tree, tmp_path, "x", "2026-Q1")
    result = run(tree, tmp_path, "explain", "IK-70", "2026-Q1")
    assert result.exit_code == 2
    assert "IK-07" in result.stderr


def test_content_with_an_error_is_not_explained(tmp_path: Path) -> None:
    tree = two_quarters()
    tree["indicators/x.yml"]["formula"] = ON_TIME | {"numerator": "sum(nothing)"}
    result = run(tree, tmp_path, "explain", "x", "2026-Q1")
    assert result.exit_code == 1
    assert "[formula-unknown-name]" in result.stderr


def series(consolidation: str) -> Tree:
    tree = office(["biro-a"])
    add_indicator(tree, "x", unit="index", period_consolidation=consolidation)
    add_target(tree, "x", flat(100))
    for quarter, value in zip(QUARTERS, (15, 40, None, 96), strict=True):
        if value is not None:
            measure(tree, "x", quarter, value)
    spread_weights(tree)
    return tree


@pytest.mark.parametrize(("period", "value", "age"), [("2026-Q3", 40, 1), ("2026", 96, 0)])
def test_a_last_known_value_tells_its_age(
    tmp_path: Path, period: str, value: int, age: int
) -> None:
    told = explain(series("last_known"), tmp_path, "x", period, "--basis", "to_date")
    assert (told["realization"], told["age"]) == (value, age)
    assert [part["enters"] for part in told["parts"]].count(True) == 1


def test_parts_add_up_to_the_whole(tmp_path: Path) -> None:
    told = explain(series("sum"), tmp_path, "x", "2026")
    entering = [part["realization"] for part in told["parts"] if part["enters"]]
    assert sum(entering) == told["realization"] == 151
    assert [part["state"] for part in told["parts"]] == [
        *("computed", "computed", "not_reported", "computed"),
    ]
    assert [target["value"] for target in told["targets"]] == [100] * 4
    shown = text(series("sum"), tmp_path, "x", "2026")
    assert "Triwulan III 2026: Belum dilaporkan" in shown
    assert "Konsolidasi periode: penjumlahan\n  = 151,00" in shown


def test_an_average_over_units_shows_each_unit(tmp_path: Path) -> None:
    tree = two_quarters()
    tree["indicators/x.yml"]["unit_consolidation"] = "average"
    told = explain(tree, tmp_path, "x", "2026-Q2")
    (part,) = told["parts"]
    assert [(one["unit"], one["realization"]) for one in part["units"]] == [
        ("biro-a", 100),
        ("biro-b", None),
    ]
    assert told["counted"] == ["a2"]
    assert {"package": "b2", "reason": "unit_not_reported"} in told["excluded"]


def test_text_shows_the_calculation_step_by_step(tmp_path: Path) -> None:
    shown = text(two_quarters(), tmp_path, "x", "2026-Q1")
    for line in (
        "Indikator x (IK-01)",
        "count(*) FILTER (WHERE handover_date <= due_date)",
        "Dalam pembilang: 1 (a1)",
        "Dalam penyebut: 2 (a1, b1)",
        "– di luar periode ini: 2 (a2, b2)",
        "1 ÷ 2 × 100 = 50,00%",
        "90%, ditulis untuk Triwulan I 2026, versi 1",
        "50 ÷ 90 × 100 = 55,5556",
        "Diterbitkan: 55,56",
    ):
        assert line in shown


def test_the_files_are_those_that_say_something_of_what_counts(tmp_path: Path) -> None:
    told = explain(two_quarters(), tmp_path, "x", "2026-Q2", "--unit", "biro-a")
    assert told["files"] == [
        "content/indicators/x.yml",
        "content/targets/2026/x.yml",
        "content/organisation.yml",
        "content/policies/standard.yml",
        "content/policies/traffic-light.yml",
        "content/packages/biro-a/2026.yml",
        "content/realizations/biro-a/2026-Q1.yml",
        "content/realizations/biro-a/2026-Q2.yml",
    ]
    told = explain(series("sum"), tmp_path / "direct", "x", "2026-Q3", "--basis", "to_date")
    assert [name for name in told["files"] if "measurements" in name] == [
        "content/measurements/2026-Q1/x.yml",
        "content/measurements/2026-Q2/x.yml",
    ]
