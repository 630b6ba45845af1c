"""The files."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from content_tree import (
    COLUMNS,
    KEY,
    Row,
    Rows,
    Tree,
    add_indicator,
    add_target,
    compile_rows,
    compile_tree,
    flat,
    measure,
    run,
    spread_weights,
    write,
)
from kinerja.achievement.compiling import compile_content
from kinerja.achievement.writing import files
from kinerja.content.checking import check
from table_cases import every_reason, one_indicator, two_quarters


def mixed() -> Tree:
    """Every kind of cell: integers, decimals, ranges, texts and missing ones."""
    tree = every_reason()
    add_indicator(tree, "bounded", unit="index", polarity="stabilize", precision=1)
    add_target(tree, "bounded", flat([5, 15]))
    measure(tree, "bounded", "2026-Q1", 3.3333)
    measure(tree, "own-only", "2026-Q2", {"numerator": 2, "denominator": 3})
    spread_weights(tree)
    return tree


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compile_tree(mixed(), tmp_path_factory.mktemp("written"))


def table(out: Path) -> list[Row]:
    with (out / "achievements.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_columns_are_those_of_the_contract_in_order(written: Path) -> None:
    head = (written / "achievements.csv").read_text(encoding="utf-8").splitlines()[0]
    assert tuple(head.split(",")) == COLUMNS


def test_numbers_have_no_exponent_no_trailing_zero_and_two_decimals_when_published(
    written: Path,
) -> None:
    for row in table(written):
        for name in ("realization", "achievement_raw", "achievement", "coverage", "baseline"):
            whole, _, decimals = row[name].partition(".")
            assert whole == "" or whole.lstrip("-").isdigit()
            assert len(decimals) <= 10
            assert not decimals.endswith("0")
            assert bool(decimals) == ("." in row[name])
        assert row["published"] == "" or len(row["published"].partition(".")[2]) == 2
    found = {row["realization"] for row in table(written) if row["node"] == "own-only"}
    assert "66.6666666667" in found


TEXTS = (*KEY, "target", "state", "reason", "status")  # a target may be a range


def test_json_is_a_list_of_objects_with_the_same_numbers(written: Path) -> None:
    text = (written / "achievements.json").read_text(encoding="utf-8")
    records = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    for record, row in zip(records, table(written), strict=True):
        assert tuple(record) == COLUMNS
        for name, value in record.items():
            if name in TEXTS:
                assert ("" if value is None else str(value)) == row[name]
            else:
                assert value is None or isinstance(value, Decimal)
                assert ("" if value is None else str(value)) == row[name]


def test_parquet_holds_the_same_table(written: Path) -> None:
    parquet = pyarrow.parquet.read_table(written / "achievements.parquet")
    assert tuple(parquet.column_names) == COLUMNS
    for record, row in zip(parquet.to_pylist(), table(written), strict=True):
        for name, value in record.items():
            assert same(value, row[name]), (name, value, row[name])


def same(value: Any, text: str) -> bool:
    if value is None or value == "":
        return text == ""
    return str(value) == text if isinstance(value, str) else Decimal(str(value)) == Decimal(text)


def test_one_period_can_be_compiled_alone(quarters: Rows, tmp_path: Path) -> None:
    alone = compile_rows(two_quarters(), tmp_path, "--period", "2026-Q2")
    assert alone == {found: row for found, row in quarters.items() if found[0] == "2026-Q2"}


def test_the_program_run_as_a_module_writes_the_same_bytes(written: Path, tmp_path: Path) -> None:
    content, out = str(written.parent / "content"), str(tmp_path / "out")
    call = [sys.executable, "-m", "kinerja", "--content", content, "compile", "--out", out]
    subprocess.run(call, check=True, capture_output=True)
    for name in ("achievements.csv", "achievements.json", "achievements.parquet", "actions.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (written / name).read_bytes(), name


@pytest.mark.parametrize(
    ("keys", "target", "value"),
    [
        pytest.param({"natural_max": 100}, 90, 101, id="realization above its natural maximum"),
        pytest.param({}, 90, -1, id="realization below zero"),
        pytest.param({}, 0, 50, id="target zero, to maximize"),
        pytest.param({"polarity": "minimize"}, -5, 50, id="target below zero"),
    ],
)
def test_on_an_error_nothing_is_written(
    tmp_path: Path, keys: dict[str, Any], target: int, value: int
) -> None:
    tree = one_indicator(target=target, **keys)
    measure(tree, "x", "2026-Q1", value)
    result = run(tree, tmp_path, "compile", "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("many", [1, 3])
def test_the_files_are_the_same_however_many_rows_are_written_at_a_time(
    many: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(mixed(), tmp_path / "content")
    checked = check(tmp_path / "content")
    assert checked.content is not None
    compiled = compile_content(checked.content, checked.today)
    rows = list(compiled.rows.in_order())
    whole = files(rows, compiled.actions)
    monkeypatch.setattr("kinerja.achievement.writing._AT_ONCE", many)
    assert files(iter(rows), compiled.actions) == whole
    assert len(json.loads(whole["achievements.json"])) == len(rows)


def test_tables_without_rows_have_their_columns() -> None:
    told = files([], [])
    assert told["achievements.csv"].decode() == ",".join(COLUMNS) + "\n"
    assert json.loads(told["achievements.json"]) == []
    assert told["actions.csv"].decode().count("\n") == 1
