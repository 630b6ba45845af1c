"""`kinerja close` and `revise`: what they write, and what they refuse with every reason."""

from __future__ import annotations

import csv
import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from content_tree import (
    Tree,
    add_indicator,
    add_target,
    compile_tree,
    direct,
    measure,
    report,
)
from kinerja.codes import seals
from kinerja.seal.table import KEYS, NAMES, TITLES
from seal.offices import PERIOD, cli, codes, done, files, findings, small_office

NEW = ("--kind", "revision", "--reason", "Data serah terima yang benar sudah ada.")


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    done(tmp_path, "close", PERIOD, tree=small_office())
    return tmp_path


def record(folder: Path, name: str = f"{PERIOD}/1") -> dict[str, object]:
    told: dict[str, object] = json.loads((folder / "reports" / name / "record.json").read_text())
    return told


def worse() -> Tree:
    """The office in which one more package turns out to be late."""
    tree = small_office()
    facts = tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"]
    facts[0]["handover_date"] = date(2026, 3, 20)
    return tree


def test_a_figure_that_is_other_than_sealed_is_explained_all_the_same(closed: Path) -> None:
    told = done(closed, "explain", "x", PERIOD, tree=worse())
    assert "Diterbitkan: 55,56" in told.stdout
    assert "situs menerbitkan 83,33" in told.stdout
    as_data = json.loads(done(closed, "explain", "x", PERIOD, "--format", "json").stdout)
    assert (as_data["sealed"], as_data["published"]) == (83.33, 55.56)
    assert "sudah ditutup" not in done(closed, "explain", "y", PERIOD).stdout


def test_a_record_holds_the_rows_of_its_period_as_compile_writes_them(closed: Path) -> None:
    out = compile_tree({}, closed, "--period", PERIOD)
    for name in ("achievements.csv", "actions.csv"):
        assert (closed / "reports" / PERIOD / "1" / name).read_bytes() == (out / name).read_bytes()


def test_a_record_names_inputs_formulas_policies_and_who_did_not_report(closed: Path) -> None:
    told = record(closed)
    assert told["not_reported"] == ["biro-b"]
    assert told["policies"] == {"standard": 1, "traffic-light": None}
    assert told["formulas"]["x"]["id"] == "Rumus uji"  # type: ignore[index]
    inputs = told["inputs"]
    assert isinstance(inputs, dict)
    assert {"indicators/x.yml", "targets/2026/x.yml", "weights/2026.yml"} <= set(inputs)
    assert f"realizations/biro-a/{PERIOD}.yml" in inputs
    assert "people.yml" not in inputs
    assert all(one.startswith("v1:") and len(one) == 67 for one in inputs.values())
    readme = (closed / "reports" / PERIOD / "1" / "README.md").read_text("utf-8")
    assert "- biro-b" in readme
    assert "Sealed report 2026-Q1" in readme


def test_anybody_can_verify_a_record_without_this_program(closed: Path) -> None:
    line = ["sha256sum", "--check", "--strict", "manifest.sha256"]
    assert not subprocess.run(line, cwd=closed / "reports" / PERIOD / "1", check=False).returncode


def test_a_period_closes_once(closed: Path) -> None:
    before = files(closed / "reports")
    again = cli(closed, "close", PERIOD)
    assert again.exit_code == 1
    assert "[close-done]" in again.stderr
    assert files(closed / "reports") == before


def test_every_reason_against_closing_is_named_with_its_file(tmp_path: Path) -> None:
    tree = small_office()
    del tree["indicators/x.yml"]["quality"]["limits"]
    tree["people.yml"]["people"][0]["roles"][0]["until"] = date(2026, 3, 31)
    del tree["targets/2026/y.yml"]["versions"][0]["trajectory"][PERIOD]
    told = cli(tmp_path, "close", PERIOD, tree=tree)
    assert told.exit_code == 1
    for code in ("close-without-quality", "close-without-target", "close-without-owner"):
        assert f"[{code}]" in told.stderr
    assert "content/indicators/x.yml" in told.stderr
    assert "content/targets/2026/y.yml" in told.stderr
    assert not (tmp_path / "reports").exists()


def test_what_is_not_due_in_the_period_stands_in_nobody_s_way(tmp_path: Path) -> None:
    tree = small_office()
    add_indicator(tree, "z", direct("y"), frequency="annual", quality={}, valid_from="2026-Q1")
    add_target(tree, "z", {"2026": 80})
    done(tmp_path, "close", PERIOD, tree=tree)


@pytest.mark.parametrize(
    ("period", "day"),
    [("2026-Q2", "2026-06-30"), ("2026", "2026-12-31"), ("2026-04", "2026-04-30")],
)
def test_a_period_that_has_not_ended_says_when_it_can_be_closed(
    period: str, day: str, tmp_path: Path
) -> None:
    told = cli(tmp_path, "close", period, tree=small_office())
    assert told.exit_code == 1
    assert "[close-not-ended]" in told.stderr
    assert f"bertanggal {day}" in told.stderr
    assert PERIOD in told.stderr


@pytest.mark.parametrize("period", ["2024-Q1", "2026-03"])
def test_a_period_without_figures_cannot_be_closed(period: str, tmp_path: Path) -> None:
    told = cli(tmp_path, "close", period, tree=small_office())
    assert told.exit_code == 1
    assert "[close-not-measured]" in told.stderr
    assert PERIOD in told.stderr


def test_wrong_content_cannot_be_sealed(tmp_path: Path) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["formula"] |= {"numerator": "count(nothing)"}
    told = cli(tmp_path, "close", PERIOD, tree=tree)
    assert told.exit_code == 1
    assert "[formula-unknown-name]" in told.stderr


def test_what_is_no_period_is_a_wrong_command_line(tmp_path: Path) -> None:
    assert cli(tmp_path, "close", "../x", tree=small_office()).exit_code == 2
    assert cli(tmp_path, "revise", PERIOD, "--kind", "revision", "--reason", " ").exit_code == 2
    assert cli(tmp_path, "revise", PERIOD, "--kind", "other", "--reason", "x").exit_code == 2


def test_a_revision_keeps_the_earlier_state_and_shows_both_values(closed: Path) -> None:
    first = files(closed / "reports" / PERIOD / "1")
    assert "sealed-figure-differs" in {one["code"] for one in findings_of(worse(), closed)}
    done(closed, "revise", PERIOD, *NEW)
    assert files(closed / "reports" / PERIOD / "1") == first
    assert record(closed, f"{PERIOD}/2")["reason"] == NEW[-1]
    readme = (closed / "reports" / PERIOD / "2" / "README.md").read_text("utf-8")
    assert "| Indikator x | kantor-uji | 83,33 | 55,56 |" in readme
    assert f"- `realizations/biro-a/{PERIOD}.yml`" in readme
    assert codes(closed) == set()
    line = ["sha256sum", "--check", "--strict", "manifest.sha256"]
    assert not subprocess.run(line, cwd=closed / "reports" / PERIOD / "2", check=False).returncode


def test_a_rehearsed_revision_shows_what_would_differ_and_writes_nothing(closed: Path) -> None:
    before = files(closed / "reports")
    told = cli(closed, "revise", PERIOD, *NEW, "--dry-run", tree=worse())
    assert told.exit_code == 0
    assert f"realizations/biro-a/{PERIOD}.yml" in told.stdout.splitlines()
    assert "x (kantor-uji, periode itu): Capaian 83.33 → 55.56" in told.stdout.splitlines()
    english = cli(closed, "revise", PERIOD, *NEW, "--dry-run", "--lang", "en")
    assert "x (kantor-uji, that period): Achievement 83.33 → 55.56" in english.stdout.splitlines()
    assert files(closed / "reports") == before


def findings_of(tree: Tree, folder: Path) -> list[dict[str, object]]:
    cli(folder, "check", tree=tree)
    return findings(folder)


def test_there_is_nothing_to_revise_where_nothing_differs(closed: Path) -> None:
    told = cli(closed, "revise", PERIOD, *NEW)
    assert told.exit_code == 1
    assert "[revise-nothing]" in told.stderr


def test_only_a_closed_period_can_be_revised(tmp_path: Path) -> None:
    told = cli(tmp_path, "revise", PERIOD, *NEW, tree=small_office())
    assert told.exit_code == 1
    assert "[revise-not-closed]" in told.stderr


def test_a_revision_asks_of_indicators_what_closing_asks(closed: Path) -> None:
    tree = worse()
    del tree["indicators/x.yml"]["quality"]
    told = cli(closed, "revise", PERIOD, *NEW, tree=tree)
    assert told.exit_code == 1
    assert "[close-without-quality]" in told.stderr


def test_a_change_without_a_figure_is_told_until_it_is_sealed(closed: Path) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["purpose"]["en"] = "Said otherwise."
    cli(closed, "check", tree=tree)
    (found,) = findings(closed)
    assert (found["code"], found["severity"]) == ("sealed-inputs-changed", "warning")
    assert "indicators/x.yml" in found["message"]
    assert cli(closed, "check").exit_code == 0
    done(closed, "revise", PERIOD, *NEW)
    assert findings(closed) == []


def test_what_changes_under_several_periods_and_no_figure_is_told_once(closed: Path) -> None:
    tree = small_office()
    report(tree, "biro-a", "2026-Q2")
    done(closed, "close", "2026-Q2", tree=tree)
    tree["targets/2026/x.yml"]["versions"][0]["trajectory"]["2026-Q4"] = 91
    cli(closed, "check", tree=tree)
    (found,) = findings(closed)
    assert found["code"] == "sealed-inputs-changed"
    assert "2026-Q1, 2026-Q2" in found["message"]
    assert found["file"].endswith("2026-Q2/1/record.json")


def test_what_a_figure_does_not_rest_on_may_change(closed: Path) -> None:
    tree = small_office()
    tree["people.yml"]["people"][0]["name"] = "Rina Kusuma"
    tree["organisation.yml"]["letterhead"]["address"] = "Jalan Baru 2"
    tree["indicators/x.yml"] = dict(reversed(tree["indicators/x.yml"].items()))
    cli(closed, "check", tree=tree)
    assert findings(closed) == []


def action(start: date) -> dict[str, object]:
    told = small_office()["action-plans/2026/x.yml"]["actions"][0]
    return {**told, "id": "more", "start": start}


def test_an_action_that_begins_later_changes_no_closed_period(closed: Path) -> None:
    tree = small_office()
    tree["action-plans/2026/x.yml"]["actions"].append(action(date(2026, 4, 1)))
    cli(closed, "check", tree=tree)
    assert {one["code"] for one in findings(closed)} == {"sealed-inputs-changed"}


def test_an_action_that_should_have_run_in_a_closed_period_does_touch_it(closed: Path) -> None:
    tree = small_office()
    tree["action-plans/2026/x.yml"]["actions"].append(action(date(2026, 3, 31)))
    cli(closed, "check", tree=tree)
    assert "sealed-action-differs" in {one["code"] for one in findings(closed)}


def test_what_comes_after_the_sealing_does_not_touch_it(closed: Path) -> None:
    tree = small_office()
    add_indicator(tree, "later", direct("y"), valid_from="2026-Q2")
    add_target(tree, "later", {"2026-Q2": 1, "2026-Q3": 1, "2026-Q4": 1})
    tree["units/biro-c.yml"] = tree["units/biro-b.yml"] | {"id": "biro-c"}
    report(tree, "biro-a", "2026-04")
    measure(tree, "y", "2026-S1", {"value": 70})
    cli(closed, "check", tree=tree)
    assert [one for one in findings(closed) if one["file"].startswith("reports")] == []
    assert not [one for one in findings(closed) if one["severity"] == "error"]


def test_a_figure_that_would_differ_is_told_with_both_values_and_its_cause(closed: Path) -> None:
    found = findings_of(worse(), closed)
    message = next(str(one["message"]) for one in found if "x (kantor-uji" in str(one["message"]))
    assert PERIOD in message
    assert "83.33" in message
    assert "55.56" in message
    assert f"realizations/biro-a/{PERIOD}.yml" in message
    assert "Capaian tersegel" in message
    file, line = str(found[0]["file"]), int(str(found[0]["line"]))
    rows = (closed / file).read_text("utf-8").splitlines()
    assert next(csv.reader([rows[line - 1]]))[0] == PERIOD
    assert cli(closed, "compile", "--out", str(closed / "out")).exit_code == 1
    assert not (closed / "out").exists()


def test_every_column_that_may_differ_has_a_name() -> None:
    for table, names in NAMES.items():
        assert set(names) - set(KEYS[table]) <= TITLES.keys()


def test_closing_says_that_there_are_warnings_to_look_at_first(tmp_path: Path) -> None:
    told = done(tmp_path, "close", PERIOD, tree=small_office()).stderr
    count = cli(tmp_path, "check").stdout.rsplit(" peringatan.", 1)[0].rsplit(" ", 1)[1]
    assert int(count) > 0
    assert f"punya {count} peringatan; lihat kinerja check" in told


def test_the_order_in_which_files_come_changes_no_byte(tmp_path: Path) -> None:
    tree = small_office()
    backwards = {path: tree[path] for path in reversed(tree)}
    for folder, told in ((tmp_path / "one", tree), (tmp_path / "other", backwards)):
        done(folder, "close", PERIOD, tree=told)
    assert files(tmp_path / "one" / "reports") == files(tmp_path / "other" / "reports")


def test_all_codes_of_sealed_periods_are_provoked_here() -> None:
    here = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    assert [code for code in seals.RULES if code not in here] == []
