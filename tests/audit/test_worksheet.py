"""`kinerja audit`: which records are drawn, what the worksheet says of them, and what it proves."""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest

from content_tree import (
    ON_TIME,
    Result,
    Tree,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    both,
    direct,
    due,
    flat,
    measure,
    office,
    report,
    run,
    spread_weights,
)
from kinerja.achievement.retracing.sampling import bound, shares

PERIOD = "2026-Q1"
EMPTY = ["value_found", "document_seen", "agrees", "note"]
FEBRUARY = date(2026, 2, 15)


def busy_office(packages: int = 40) -> Tree:
    """`x` and `value` from packages, `y` measured, `done` from the action plan of `x`."""
    tree = office()
    add_indicator(tree, "x", ON_TIME, source={"kind": "packages", "document": "BAST"})
    value = aggregate("ratio", "sum(contract_amount)", {"measurement": "budget"}, mode="all")
    add_indicator(tree, "value", value, unit="ratio")
    add_indicator(tree, "y", direct("y"), unit_consolidation="average")
    done = aggregate("ratio", "count(*) FILTER (WHERE state = 'done')", "count(*)", scope="true")
    add_indicator(tree, "done", done, source={"kind": "action_plans"})
    for id in ("x", "value", "y", "done"):
        add_target(tree, id, flat(90))
    spread_weights(tree)
    action = {"id": "warn", "name": both("Peringatan"), "owner": "rina-k", "origin": "plan"}
    action |= {"start": date(2026, 1, 5), "due": FEBRUARY}
    tree["action-plans/2026/x.yml"] = {"indicator": "x", "year": 2026, "actions": [action]}
    facts: dict[str, dict[str, object]] = {}
    for number in range(packages):
        id = f"pkt-{number:03}"
        add_package(tree, "biro-a", id, title=f"=Paket {number}")
        facts[id] = due(FEBRUARY, FEBRUARY if number % 3 else None) | {"contract_amount": number}
    told = [{"action": "x/warn", "progress": 100, "evidence": "ND-1/2026"}]
    report(tree, "biro-a", PERIOD, facts, actions=told)
    add_package(tree, "biro-b", "pkt-late", register_status="cancelled")
    measure(tree, "y", PERIOD, {"unit": "biro-a", "value": 81}, {"unit": "biro-b", "value": 79})
    measure(tree, "budget", PERIOD, 1000)
    return tree


def audit(tree: Tree, folder: Path, *options: str, out: str = "sheet.csv") -> Result:
    told = ("--sample", "29", "--seed", "7", "--out", str(folder / out))
    return run(tree, folder, "audit", PERIOD, *told, *options)


def drawn(tree: Tree, folder: Path, *options: str, out: str = "sheet.csv") -> list[dict[str, str]]:
    """The lines of the worksheet."""
    result = audit(tree, folder, *options, out=out)
    assert result.exit_code == 0, result.stderr
    with (folder / out).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    return drawn(busy_office(), tmp_path_factory.mktemp("office"))


def test_the_sample_has_its_size_and_every_figure_gives_a_record(
    lines: list[dict[str, str]],
) -> None:
    records = {(one["number"], one["indicator"]) for one in lines}
    assert len(records) == len({one["number"] for one in lines}) == 29
    assert {indicator for _, indicator in records} == {"x", "value", "y", "done"}
    assert {one["population"] for one in lines} == {str(40 + 41 + 2 + 1)}


def test_each_value_stands_at_the_line_that_is_named(tmp_path: Path) -> None:
    for one in drawn(busy_office(), tmp_path):
        if one["stated"]:
            text = (tmp_path / one["file"]).read_text("utf-8").splitlines()[int(one["line"]) - 1]
            key, _, value = text.strip().removeprefix("- ").partition(": ")
            assert (key, value.strip("'\"")) == (one["field"], one["stated"])
        else:
            assert one["file"] == one["line"] == ""


def test_what_nobody_stated_is_on_the_sheet_to_be_examined(lines: list[dict[str, str]]) -> None:
    handed = [one for one in lines if one["field"] == "handover_date"]
    assert {bool(one["stated"]) for one in handed} == {True, False}


def test_a_value_is_the_last_that_was_stated_by_the_day_of_the_figure(tmp_path: Path) -> None:
    tree = busy_office(packages=2)
    report(tree, "biro-a", "2026-02", {"pkt-001": due(date(2026, 1, 31))})
    later = {"pkt-001": due(date(2026, 3, 31))}
    report(tree, "biro-a", "2026-Q2", later)
    lines = drawn(tree, tmp_path)
    (one,) = (o for o in lines if o["record"] == "pkt-001" and o["field"] == "due_date")
    assert (one["stated"], one["as_of"]) == ("2026-02-15", "2026-03-31")
    assert one["file"] == f"content/realizations/biro-a/{PERIOD}.yml"


def test_a_value_taken_back_is_not_stated(tmp_path: Path) -> None:
    tree = busy_office(packages=2)
    tree[f"realizations/biro-a/{PERIOD}.yml"]["as_of"] = date(2026, 3, 30)
    report(tree, "biro-a", "2026-03", {"pkt-001": {"retract": ["handover_date"]}})
    lines = drawn(tree, tmp_path)
    (one,) = (o for o in lines if (o["record"], o["field"]) == ("pkt-001", "handover_date"))
    assert one["stated"] == ""
    assert one["file"] == "content/realizations/biro-a/2026-03.yml"


def test_the_evidence_is_the_one_that_content_names(lines: list[dict[str, str]]) -> None:
    named = {(one["indicator"], one["field"], one["document"]) for one in lines}
    assert {("x", "due_date", "BAST"), ("y", "value", "Nota uji")} <= named
    assert {("done", "progress", "ND-1/2026"), ("value", "value", "Nota uji")} <= named


def test_the_auditors_columns_are_empty_and_the_others_say_what_the_sheet_is(
    lines: list[dict[str, str]],
) -> None:
    whole = ("period", "data_date", "seed", "sample", "drawn", "confidence", "label")
    for one in lines:
        assert [one[name] for name in EMPTY] == ["", "", "", ""]
        assert [one[name] for name in whole] == [PERIOD, "2026-03-31", "7", "29", "29", "90", ""]


def test_no_text_of_content_begins_a_formula(lines: list[dict[str, str]]) -> None:
    assert any(one["title"].startswith("'=Paket") for one in lines)
    assert not [cell for one in lines for cell in one.values() if cell.startswith(("=", "+", "@"))]


def test_pandas_reads_the_sheet_back_as_it_was_written(tmp_path: Path) -> None:
    lines = drawn(busy_office(), tmp_path)
    back = pd.read_csv(tmp_path / "sheet.csv", dtype=str, keep_default_na=False)
    assert back.to_dict("records") == lines
    assert back.columns[0] == "number"


# --- the draw ----------------------------------------------------------------------------------


def test_the_same_arguments_give_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    tree = busy_office()
    for out in ("a.csv", "b.csv"):
        drawn(tree, tmp_path, out=out)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    other = drawn(tree, tmp_path, "--seed", "8", out="c.csv")
    assert {o["record"] for o in other} != {o["record"] for o in drawn(tree, tmp_path, out="d.csv")}


def test_the_order_of_packages_does_not_matter(tmp_path: Path) -> None:
    tree = busy_office()
    before = drawn(tree, tmp_path / "a")
    for path in ("packages/biro-a/2026.yml", f"realizations/biro-a/{PERIOD}.yml"):
        random.Random(1).shuffle(tree[path]["packages"])
    after = drawn(tree, tmp_path / "b")
    for one in (*before, *after):
        del one["line"]
    assert before == after


def test_anybody_can_repeat_the_draw_with_a_hash(lines: list[dict[str, str]]) -> None:
    def rank(id: str) -> str:
        return sha256(f"7/x/{id}/biro-a/2026-03-31".encode()).hexdigest()

    got = list(dict.fromkeys(one["record"] for one in lines if one["indicator"] == "x"))
    ranked = sorted((f"pkt-{number:03}" for number in range(40)), key=rank)
    assert got == ranked[: len(got)]


def test_a_package_that_does_not_count_is_never_drawn(tmp_path: Path) -> None:
    tree = busy_office(packages=3)
    add_package(tree, "biro-a", "pkt-next")
    facts = tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"]
    facts.append({"package_id": "pkt-next", "due_date": date(2026, 5, 1)})
    lines = drawn(tree, tmp_path)
    assert {one["record"] for one in lines if one["indicator"] == "x"} == {
        "pkt-000", "pkt-001", "pkt-002"
    }  # fmt: skip


def test_a_small_population_is_drawn_in_whole_and_hides_nothing(tmp_path: Path) -> None:
    lines = drawn(busy_office(packages=3), tmp_path)
    assert {(one["drawn"], one["population"], one["error_at_most"]) for one in lines} == {
        ("10", "10", "0")
    }


def test_a_formula_that_only_counts_shows_that_the_package_is_there(tmp_path: Path) -> None:
    tree = office()
    add_indicator(tree, "many", aggregate("count", "count(*)", scope="true", mode="all"),
                  unit="count")  # fmt: skip
    add_target(tree, "many", flat(1))
    spread_weights(tree)
    add_package(tree, "biro-a", "pkt-1")
    report(tree, "biro-a", PERIOD)
    (one,) = drawn(tree, tmp_path)
    assert (one["field"], one["stated"]) == ("package_id", "pkt-1")
    assert one["file"] == "content/packages/biro-a/2026.yml"


# --- what it proves ----------------------------------------------------------------------------


def test_shares_are_proportional_with_one_each() -> None:
    assert shares({"a": 600, "b": 300, "c": 99, "d": 1}, 29, 1) == {"a": 17, "b": 8, "c": 3, "d": 1}
    assert shares({"a": 2, "b": 1000}, 29, 1) == {"a": 1, "b": 28}
    assert shares({"a": 2, "b": 3}, 29, 1) == {"a": 2, "b": 3}
    assert shares({}, 29, 1) == {}


def test_which_figures_a_small_sample_leaves_out_is_for_the_seed_to_say() -> None:
    counts = {"a": 5, "b": 9, "c": 9, "d": 1}
    chosen = {tuple(shares(counts, 2, seed)) for seed in range(40)}
    assert len(chosen) == 6


@pytest.mark.parametrize(
    ("size", "confidence", "percent"), [(29, 90, "7.7"), (61, 95, "4.8"), (61, 90, "3.8")]
)
def test_a_proportional_draw_proves_what_the_textbook_says(
    size: int, confidence: int, percent: str
) -> None:
    """1 - (1 - confidence)^(1/n): 7.633%, 4.793%, 3.704%, rounded up."""
    assert bound({"a": 10**9}, {"a": size}, confidence) == Decimal(percent)
    assert bound({"a": 10**9, "b": 10**9}, {"a": size - size // 2, "b": size // 2}, confidence) <= (
        Decimal(percent) + Decimal("0.2")
    )


def test_an_uneven_draw_proves_less_and_no_spread_of_errors_does_worse() -> None:
    counts, taken = {"a": 900, "b": 90, "c": 10}, {"a": 10, "b": 10, "c": 9}
    told = bound(counts, taken, 90) / 100
    assert told > Decimal("0.077")
    chance = random.Random(3)
    worst = Fraction(0)
    for _ in range(20_000):
        wrong = {name: chance.random() ** 3 for name in counts}
        unseen = 1.0
        for name, share in wrong.items():
            unseen *= (1 - share) ** taken[name]
        if unseen >= 0.1:
            share = sum(counts[name] * wrong[name] for name in counts) / 1000
            worst = max(worst, Fraction(share))
    assert worst <= Fraction(told)
    assert worst > Fraction(told) * Fraction(9, 10)


def test_a_figure_without_a_record_could_be_all_wrong() -> None:
    assert bound({"a": 50, "b": 50}, {"a": 50}, 90) == 50
    assert bound({"a": 50, "b": 50}, {"a": 50, "b": 50}, 90) == 0


# --- the command -------------------------------------------------------------------------------


def test_a_worksheet_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text("diisi auditor")
    assert audit(busy_office(3), tmp_path).exit_code == 2
    assert (tmp_path / "sheet.csv").read_text() == "diisi auditor"


def test_another_suffix_is_refused_with_what_is_possible(tmp_path: Path) -> None:
    result = audit({}, tmp_path, out="sheet.xlsx")
    assert result.exit_code == 2
    assert ".csv" in result.stderr
    assert not (tmp_path / "sheet.xlsx").exists()


@pytest.mark.parametrize(
    "options", [("--sample", "30"), ("--seed", "-1"), ("--seed", "x"), ("--seed", "1000000000")]
)
def test_sizes_and_seeds_that_there_are_not_are_refused(
    options: tuple[str, str], tmp_path: Path
) -> None:
    assert audit({}, tmp_path, *options).exit_code == 2


def test_a_period_without_a_figure_has_nothing_to_draw(tmp_path: Path) -> None:
    tree = office()
    add_indicator(tree, "x", ON_TIME)
    add_target(tree, "x", flat(90))
    spread_weights(tree)
    add_package(tree, "biro-a", "pkt-1")
    report(tree, "biro-b", PERIOD)
    assert audit(tree, tmp_path).exit_code == 2
    assert run(tree, tmp_path, "audit", "2026-Q3", "--sample", "29", "--seed", "1", "--out",
               str(tmp_path / "x.csv")).exit_code == 2  # fmt: skip
    assert Counter(path.suffix for path in tmp_path.iterdir())[".csv"] == 0


def test_content_with_an_error_is_not_sampled(tmp_path: Path) -> None:
    tree = busy_office(3)
    tree["units/biro-a.yml"]["id"] = "biro-z"
    assert audit(tree, tmp_path).exit_code == 1
    assert not (tmp_path / "sheet.csv").exists()


def test_what_the_draw_proves_is_said_in_both_languages(tmp_path: Path) -> None:
    said = audit(busy_office(), tmp_path).stderr
    assert "29 dari 84 rekaman ditarik" in said
    assert "29 of 84 records drawn" in audit({}, tmp_path, "--lang", "en", out="b.csv").stderr
