"""Canonical YAML reads back as the data it was written from, by every reader."""

import math
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kinerja.content.text.write import dump, write_tree
from kinerja.content.text.yaml import read

DOUBTFUL = [
    "2026", "0075", "075", "no", "Yes", "on", "OFF", "y", "N", "null", "~", "", " ", "true",
    "1:30", "1e3", "1_000", "0x1F", "0o17", ".5", ".inf", "-", "-1", "+62", "=", "<<", "? a",
    "2026-06-30", "2026-6-3", "2026-06-30 10:00:00", "2026-06", "2026-Q1", "# x", "a #b", "a: b",
    "a:", "[x]", "{x}", "a, b", "&a", "*a", "!a", "%a", "@a", "`a", "'a'", '"a"', "a\nb", "a\n",
    " a", "a ", "a\tb", "---", "...", "\u2028", "\x85", "\ufeff", "é–’", "😀", "A -", "- a",
    "count(*) FILTER (WHERE handover_date <= due_date)", "x = 'active' AND y IS NULL",
]  # fmt: skip

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12) | st.sampled_from(
    DOUBTFUL
)
scalars = texts | st.integers(-(10**18), 10**18) | st.booleans() | st.none()
trees = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=14) | st.dictionaries(texts, inner, max_size=14),
    max_leaves=40,
)
documents = st.dictionaries(texts, trees, max_size=14) | st.lists(trees, max_size=14)


@settings(max_examples=30, deadline=None)
@given(documents)
def test_what_is_written_reads_back_with_yaml_1_1(data):
    assert yaml.load(dump(data), yaml.CSafeLoader) == data


@settings(max_examples=30, deadline=None)
@given(documents)
def test_what_is_written_reads_back_with_yaml_1_2(data):
    assert YAML(typ="safe", pure=True).load(StringIO(dump(data))) == data


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(texts, st.lists(trees, max_size=3), min_size=1, max_size=3))
def test_what_is_written_reads_back_with_the_strict_reader(data):
    found, faults = read(dump(data), "x.yml")
    if not faults:  # it refuses some data, such as control characters, but never misreads
        assert found == data


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-999, max_value=999))
def test_a_decimal_keeps_its_written_form(number):
    assert read(dump({"value": number}), "x.yml") == ({"value": number}, [])


@pytest.mark.parametrize("text", DOUBTFUL)
def test_doubtful_text_stays_text(text):
    for data in ({"key": text}, {"key": [text]}, [{"key": text, text: {"a": text}}]):
        assert yaml.load(dump(data), yaml.CSafeLoader) == data
        assert YAML(typ="safe", pure=True).load(StringIO(dump(data))) == data


def test_the_form_is_that_of_the_content():
    data = {
        "indicator": "contract-on-time",
        "year": 2026,
        "name": {"id": "Kontrak selesai tepat waktu", "en": "Contract on time"},
        "versions": [
            {
                "version": 1,
                "valid_from": "2026-Q1",
                "trajectory": {"2026-01": Decimal("90.50"), "2026": [5, 15]},
            }
        ],
        "packages": [
            {"package_id": "pkt-2026-0147", "rup_codes": ["69000147"], "date": date(2026, 1, 12)},
            {"package_id": "pkt-2026-0148", "title": "Meja, kursi"},
        ],
        "actions": [
            {"id": "list", "milestones": [{"id": "ready", "name": {"id": "Siap", "en": "Ready"}}]}
        ],
        "note": "Sewa, lalu beli",
        "areas": [],
        "empty": None,
        "many": list(range(14)),
    }
    many = "\n".join(f"  - {n}" for n in range(14))
    assert (
        dump(data)
        == f"""\
indicator: contract-on-time
year: 2026
name: {{id: Kontrak selesai tepat waktu, en: Contract on time}}
versions:
  - {{version: 1, valid_from: 2026-Q1, trajectory: {{2026-01: 90.50, "2026": [5, 15]}}}}
packages:
  - {{package_id: pkt-2026-0147, rup_codes: ["69000147"], date: 2026-01-12}}
  - {{package_id: pkt-2026-0148, title: "Meja, kursi"}}
actions:
  - id: list
    milestones:
      - {{id: ready, name: {{id: Siap, en: Ready}}}}
note: Sewa, lalu beli
areas: []
empty: null
many:
{many}
"""
    )


@pytest.mark.parametrize("value", [1.5, math.nan, {1, 2}, datetime(2026, 1, 1, tzinfo=UTC), b"x"])
def test_a_value_without_an_exact_form_is_refused(value):
    with pytest.raises(TypeError):
        dump({"key": value})


def test_a_tree_is_written_with_its_folders(tmp_path):
    write_tree(tmp_path / "content", {"units/biro-umum.yml": {"id": "biro-umum"}, "a.yml": []})
    assert (tmp_path / "content/units/biro-umum.yml").read_bytes() == b"id: biro-umum\n"
    assert (tmp_path / "content/a.yml").read_bytes() == b"[]\n"
