"""A table as performance sites publish it, with its faults: blanks, zeros, broken letters.

Two hundred invented rows become content: a blank is no failure, a zero is one where it was meant,
and every broken letter is told at its line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from content_tree import (
    AREA,
    QUARTERS,
    Rows,
    Tree,
    add_indicator,
    add_target,
    compile_rows,
    direct,
    findings,
    flat,
    key,
    measure,
    office,
    run,
    write,
)

MEASURES = 50
BLANK, ZERO = 0.28, 0.12
"""Shares of the table: a quarter is blank, and an eighth is a zero that somebody measured."""

SOUND = ("Répondu dans les délais", "Citizens’ requests – closed", "Café licences", "Cost in €")
BROKEN = (
    "RÃ©pondu",
    "Citizensâ€™ requests",
    "CafÃ©",
    "Cost in \u00e2\u201a\u00ac",
    "Sign \ufffd lost",
)


@dataclass(frozen=True)
class Published:
    """A row: what was measured in which quarter; None is an empty cell."""

    measure: str
    quarter: str
    value: Decimal | None
    is_minimized: bool


def table() -> list[Published]:
    """The rows, always the same."""
    rng = Random(2026)
    rows = []
    for number in range(MEASURES):
        low = number % 5 == 0
        for quarter in QUARTERS:
            share = rng.random()
            told = Decimal(rng.randrange(1, 12_000)) / 100
            value = None if share < BLANK else Decimal(0) if share < BLANK + ZERO else told
            rows.append(Published(f"measure-{number:02}", quarter, value, low))
    return rows


ROWS = table()


def content(rows: list[Published]) -> Tree:
    """The rows as content: a measurement each, none where the cell is empty."""
    tree = office(("biro-a",))
    for row in rows:
        if f"indicators/{row.measure}.yml" not in tree:
            polarity = "minimize" if row.is_minimized else "maximize"
            add_indicator(
                tree, row.measure, direct(row.measure), unit="count", polarity=polarity,
                period_consolidation="last_known", unit_consolidation="none",
            )  # fmt: skip
            add_target(tree, row.measure, flat(80))
        if row.value is not None:
            measure(tree, row.measure, row.quarter, row.value)
    return tree


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return compile_rows(
        content(ROWS), tmp_path_factory.mktemp("published"), "--as-of", "2026-12-31"
    )


def test_the_table_is_of_the_size_and_the_faults_that_are_published() -> None:
    assert len(ROWS) == 200
    assert sum(row.value is None for row in ROWS) > 40
    assert sum(row.value == 0 for row in ROWS) > 15


def test_a_blank_is_not_reported_and_no_failure(compiled: Rows) -> None:
    for row in ROWS:
        if row.value is None:
            told = compiled[key(row.measure, row.quarter)]
            assert (told["state"], told["reason"]) == ("not_reported", "no_report")
            empty = [told[name] for name in ("realization", "achievement", "published", "status")]
            assert empty == ["", "", "", ""], row


def test_a_zero_that_was_measured_stays_a_zero(compiled: Rows) -> None:
    for row in ROWS:
        told = compiled[key(row.measure, row.quarter)]
        if row.value is not None:
            assert told["state"] == "computed"
            assert Decimal(told["realization"]) == row.value
        if row.value == 0:
            assert told["achievement"] == ("120" if row.is_minimized else "0")


def test_blanks_lower_the_coverage_and_not_the_score(compiled: Rows) -> None:
    stated = {row.quarter: [r for r in ROWS if r.quarter == row.quarter and r.value is not None]
              for row in ROWS}  # fmt: skip
    for quarter in QUARTERS:
        area = compiled[key(AREA, quarter, level="area")]
        told = [
            Decimal(compiled[key(row.measure, quarter)]["achievement"]) for row in stated[quarter]
        ]
        assert abs(Decimal(area["achievement"]) - sum(told) / len(told)) < Decimal("1e-9")
        assert abs(Decimal(area["coverage"]) - Decimal(100) * len(told) / MEASURES) < Decimal(
            "1e-9"
        )


def test_a_file_that_holds_no_value_is_not_reported_either(tmp_path: Path) -> None:
    rows = [row for row in ROWS if row.measure == "measure-01"]
    tree = content(rows)
    measure(tree, "measure-01", "2026-Q1")
    told = compile_rows(tree, tmp_path, "--as-of", "2026-12-31")[key("measure-01", "2026-Q1")]
    assert (told["state"], told["reason"], told["achievement"]) == ("not_reported", "no_value", "")


# --- blanks written down -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "cell", ["", "~", "null", '""', "n/a", "N/A", "-", '"–"', "nihil", '"#N/A"', '" "', "tidak ada"]
)
def test_a_blank_that_was_written_is_told_at_its_line_and_never_counted(
    cell: str, tmp_path: Path
) -> None:
    tree = content(
        [row for row in ROWS if row.measure == "measure-01" and row.quarter != "2026-Q1"]
    )
    file = tmp_path / "content/measurements/2026-Q1/measure-01.yml"
    file.parent.mkdir(parents=True)
    file.write_text(
        "source: measure-01\nperiod: 2026-Q1\ndocument: Tabel\nvalues:\n"
        f"  - {{value: 5, unit: biro-a}}\n\n  - {{value: {cell}}}\n",
        encoding="utf-8",
    )
    told = [one for one in findings(tree, tmp_path) if one["severity"] == "error"]
    assert [(one["code"], one["file"], one["line"]) for one in told] == [
        ("number-blank", "content/measurements/2026-Q1/measure-01.yml", 7)
    ]
    assert "bukan nol" in told[0]["hint"]
    assert run(tree, tmp_path, "compile", "--out", str(tmp_path / "out")).exit_code == 1


# --- broken letters ----------------------------------------------------------------------------


def texts() -> Iterator[tuple[str, int, str]]:
    """Files with one text each, half of them broken: the path, its line, and the text."""
    for number in range(MEASURES):
        words = BROKEN if number % 2 else SOUND
        yield f"indicators/measure-{number:02}.yml", number, words[number % len(words)]


def test_each_broken_encoding_is_a_finding_at_its_line(tmp_path: Path) -> None:
    tree = content(ROWS)
    wanted, sound = set(), set()
    for path, number, words in texts():
        tree[path]["definition"] = {"id": f"{words}.", "en": "Invented."}
        place = sound if number % 2 == 0 else wanted
        place.add(f"content/{path}")
    write(tree, tmp_path / "content")
    lines = {
        name: (tmp_path / name).read_text("utf-8").partition("definition:")[0].count("\n") + 2
        for name in wanted
    }
    told = json.loads(run(tree, tmp_path, "check", "--format", "json").stdout)
    letters = [one for one in told if one["code"] in ("text-lost", "text-garbled")]
    assert {one["file"] for one in letters} == wanted
    assert [one for one in letters if one["line"] != lines[one["file"]]] == []
    assert not sound & {one["file"] for one in letters}


@pytest.mark.parametrize("words", ["Répondu", "Cost in €", "Citizens’ requests"])
def test_bytes_that_are_no_utf_8_are_told_at_their_line(words: str, tmp_path: Path) -> None:
    tree = content(ROWS[:4])
    file = tmp_path / "content/indicators/measure-00.yml"
    tree["indicators/measure-00.yml"]["notes"] = "here"
    write(tree, tmp_path / "content")
    text = file.read_text("utf-8").replace("notes: here", f"notes: {words}")
    del tree["indicators/measure-00.yml"]
    file.write_bytes(text.encode("cp1252"))
    told = [one for one in findings(tree, tmp_path) if one["file"].endswith("measure-00.yml")]
    assert ("file-not-utf8", text.count("\n", 0, text.index("notes:")) + 1) in {
        (one["code"], one["line"]) for one in told
    }
