"""What must not matter does not: order, cutting into files, and what lies outside a formula.

Each holds for offices at random; none says what a figure is, which the second calculation does.
"""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from content_tree import Document, Rows, Tree, add_package, compile_rows, last_day, months
from oracle import observations, reported
from random_offices import random_office, some_facts

SEEDS = range(40, 44)
JUNE = last_day("2026-S1")
FACTS = tuple(sorted(set().union(*(some_facts(Random(seed), JUNE) for seed in range(40)))))


def office(seed: int) -> Tree:
    return copy.deepcopy(random_office(seed)[0])


def realizations(tree: Tree) -> dict[str, Document]:
    return {path: file for path, file in tree.items() if path.startswith("realizations/")}


def shuffled(value: Any, random: Random) -> Any:
    """The same with the keys of every mapping, and the entries of lists without order, turned."""
    if isinstance(value, dict):
        keys = random.sample(list(value), len(value))
        return {key: shuffled(value[key], random) for key in keys}
    if (
        isinstance(value, list)
        and value
        and isinstance(value[0], dict)
        and "status" not in value[0]
    ):
        return [shuffled(one, random) for one in random.sample(value, len(value))]
    return value


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_files_and_records_does_not_matter(seed: int, tmp_path: Path) -> None:
    tree = office(seed)
    turned = shuffled(tree, Random(seed))
    assert list(turned) != list(tree)
    assert compile_rows(turned, tmp_path / "turned") == compile_rows(tree, tmp_path / "as-it-was")


def cut(tree: Tree) -> int:
    """Move half of the rows of each longer report into one about its last month, if it has none."""
    made = 0
    for path, file in realizations(tree).items():
        last = f"2026-{months(file['period'])[1]:02}"
        other = f"{path.rpartition('/')[0]}/{last}.yml"
        if other in tree or file["as_of"] < date(2026, int(last[5:]), 1):
            continue
        tree[other] = copy.deepcopy(file) | {"period": last, "packages": file["packages"][::2]}
        file["packages"] = file["packages"][1::2]
        made += 1
    return made


@pytest.mark.parametrize("seed", SEEDS)
def test_cutting_a_report_into_two_files_does_not_matter(seed: int, tmp_path: Path) -> None:
    tree = office(seed)
    whole = compile_rows(tree, tmp_path / "whole")
    assert cut(tree)
    parted = compile_rows(tree, tmp_path / "parted")
    assert without_months(parted) == without_months(whole)


def without_months(rows: Rows) -> Rows:
    return {key: row for key, row in rows.items() if not key[0][-3:].startswith("-")}


def at_once(tree: Tree) -> list[str]:
    """One report for the half year in place of all that led to it, of units that reported then."""
    units = [path[6:-4] for path in tree if path.startswith("units/")]
    done = [unit for unit in units if reported(tree, unit, JUNE)]
    for unit in done:
        facts = [
            {"package_id": row["package_id"]} | {name: row[name] for name in FACTS if name in row}
            for row in observations(tree, unit, JUNE)
        ]
        told = {
            p: f for p, f in realizations(tree).items() if p.startswith(f"realizations/{unit}/")
        }
        early = [path for path, file in told.items() if last_day(file["period"]) <= JUNE]
        latest = max(told[path]["as_of"] for path in early)
        for path in early:
            del tree[path]
        tree[f"realizations/{unit}/2026-S1.yml"] = {
            "unit": unit, "period": "2026-S1", "as_of": latest, "packages": facts,
        }  # fmt: skip
    return done


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_recomputed_is_what_the_union_gives(seed: int, tmp_path: Path) -> None:
    tree = office(seed)
    recomputed = {
        path[11:-4]
        for path, file in tree.items()
        if path.startswith("indicators/")
        and file["period_consolidation"] == "recompute"
        and file["formula"]["kind"] != "direct"
    }

    def half_year(rows: Rows) -> Rows:
        return {
            key: row
            for key, row in rows.items()
            if key[:2] == ("2026-S1", "period") and key[4] == "indicator" and key[5] in recomputed
        }

    parts = half_year(compile_rows(tree, tmp_path / "parts"))
    at_once(tree)
    assert parts
    assert half_year(compile_rows(tree, tmp_path / "union", "--as-of", str(JUNE))) == parts


@pytest.mark.parametrize("seed", SEEDS)
def test_a_package_outside_the_scope_changes_nothing(seed: int, tmp_path: Path) -> None:
    tree = office(seed)
    before = compile_rows(tree, tmp_path / "before")
    for path, file in realizations(tree).items():
        unit = path.split("/")[1]
        register = tree[f"packages/{unit}/2026.yml"]["packages"]
        package = f"{unit}-outside"
        if package not in [row["package_id"] for row in register]:
            add_package(tree, unit, package, register_status="cancelled", budget_amount=77)
        facts = some_facts(Random(path), file["as_of"])
        file["packages"].append({"package_id": package} | facts)
    assert compile_rows(tree, tmp_path / "after") == before
