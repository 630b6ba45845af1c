"""The worked example: what is sealed, revised and corrected, and content agrees with it."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

from kinerja.cli.main import main
from kinerja.codes import seals

ROOT = Path(__file__).resolve().parents[2]
AGAIN = "sealed figures of the example changed: kinerja revise is the way, as for every office"


def test_the_year_is_revised_and_a_quarter_corrected_among_the_sealed_periods() -> None:
    found = {path.parent.name: [] for path in (ROOT / "reports").glob("*/1")}
    for path in sorted((ROOT / "reports").glob("*/*/record.json")):
        found[path.parts[-3]].append(json.loads(path.read_text("utf-8"))["kind"])
    parts = [f"2025-{part}" for part in ("Q1", "Q2", "Q3", "Q4", "S1", "S2")]
    others = {"2025": ["close", "revision"], "2026-Q2": ["close", "correction"]}
    assert found == others | {part: ["close"] for part in parts}


def test_nothing_is_to_be_said_of_the_sealed_periods() -> None:
    said = io.StringIO()
    places = ["--content", str(ROOT / "content"), "--reports", str(ROOT / "reports")]
    with redirect_stdout(said):
        main(["--quiet", *places, "check", "--format", "json"])
    told = [one for one in json.loads(said.getvalue()) if one["code"] in seals.RULES]
    assert told == [], AGAIN
