"""Slips of people who write content by hand and do not know YAML, told with what to write instead.

Each is one file by itself; rules across files are not looked at here.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kinerja.content.layout import Source, told_by
from kinerja.content.numerals import meant
from kinerja.content.reading import read_bytes

UNIT, REPORT = "units/biro-a.yml", "realizations/biro-a/2026-Q1.yml"
HEAD = "unit: biro-a\nperiod: 2026-Q1\nas_of: 2026-03-31\n"


def found(place: str, text: str) -> list[tuple[str, dict[str, str]]]:
    """Code and parameters of each finding in a file, without its line."""
    kind, keys = told_by(place) or ("", {})
    source = Source(Path(place), f"content/{place}", kind, tuple(keys.items()), len(text))
    told = read_bytes(source, text.encode()).findings
    return [(one.code, dict(one.params)) for one in told]


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("21.255.000.000", "21255000000"),
        ("Rp 21.255.000.000,00", "21255000000"),
        ("Rp21.255.000.000,-", "21255000000"),
        ("21,255,000,000", "21255000000"),
        ("21 255 000 000", "21255000000"),
        ("21\u00a0255\u00a0000", "21255000"),
        ("21.255", "21255"),
        ("2 juta", "2000000"),
        ("1,5 miliar", "1500000000"),
        ("592640000,50", ""),
        ("12.50.000", ""),
        ("5 orang", ""),
        ("9" * 60, ""),
    ],
)
def test_a_whole_number_is_given_as_it_should_be_written(text: str, number: str) -> None:
    row = f'packages:\n  - {{package_id: p-1, paid_amount: "{text}"}}\n'
    ((code, told),) = found(REPORT, HEAD + row)
    assert code == "integer-expected"
    assert told["expected"] == (number or "misalnya 592640000")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("92,5 %", "92.5"),
        ("92.5%", "92.5"),
        ("81,25", "81.25"),
        ("1.234,5", "1234.5"),
        ("-5 persen", "-5"),
        ("81,250", ""),
        ("1.234.5", ""),
        (">= 92", ""),
    ],
)
def test_a_number_with_decimals_is_given_unless_it_could_be_two(text: str, number: str) -> None:
    assert meant(text) == number


@pytest.mark.parametrize(
    ("written", "hint"), [("92,5 %", "progress: 92.5"), ("3,5 juta", "progress: 3500000")]
)
def test_a_number_that_a_comma_cut_is_given_without_its_unit(written: str, hint: str) -> None:
    row = f"packages:\n  - {{package_id: p-1, progress: {written}}}\n"
    ((code, told),) = found(REPORT, HEAD + row)
    assert (code, told["meant"]) == ("yaml-no-colon", hint)


# --- keys that are missing ---------------------------------------------------------------------

DECISION = """period: 2026-Q1
step: "17"
meeting: rapat-april
decided_on: 2026-04-15
decided_by: {position: sekretaris, capacity: definitive}
basis: {report: 2026-Q1}
document: {number: BA-12/2026, date: 2026-04-15}
decisions:
"""


def test_a_key_that_another_one_requires_is_told_with_that_one() -> None:
    decided = "  - {object: indicator/x, outcome: close_lapsed, reason: Selesai.}\n"
    ((code, told),) = found("decisions/2026-Q1.yml", DECISION + decided)
    assert (code, told["key"]) == ("key-demanded", "effective_from")
    assert (told["name"], told["value"]) == ("outcome", "close_lapsed")


def test_what_a_missing_key_would_require_is_not_told() -> None:
    decided = "  - {object: indicator/x, reason: Selesai.}\n"
    ((code, told),) = found("decisions/2026-Q1.yml", DECISION + decided)
    assert (code, told["key"]) == ("key-missing", "outcome")


def test_a_required_key_without_a_value_is_blank() -> None:
    decided = "  - {object: indicator/x, outcome: improve, reason: Ada., follow_up: }\n"
    ((code, told),) = found("decisions/2026-Q1.yml", DECISION + decided)
    assert (code, told["key"]) == ("key-blank", "follow_up")


def test_a_rule_without_roles_is_asked_for_roles_and_no_number() -> None:
    head = "versions:\n  - version: 1\n    valid_from: 2026-01-01\n    rules:\n"
    rule = '      - {kinds: [target, unit], step: "6"}\n'
    ((code, told),) = found("approval-policy.yml", head + rule)
    assert (code, told["value"]) == ("approval-rule-roles", "target, unit")


def test_a_record_that_lacks_a_key_is_not_to_be_drafted() -> None:
    codes = [code for code, _ in found("approvals/2026/unit--biro-a/1.yml", "version: 1\n")]
    assert set(codes) == {"key-missing-record"}
