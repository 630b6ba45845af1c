"""The strict reader: one text has one meaning, or it is a finding at its line.

What is in the schemas is not known here; how findings become words is `test_codes`'s.
"""

from __future__ import annotations

import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kinerja.content.folder.load import load
from kinerja.content.text.marks import compose, locate
from kinerja.content.text.write import dump
from kinerja.content.text.yaml import DEEPEST, read
from kinerja.findings import Finding

PATIENCE = 2.0
"""Seconds that no text of a person's file, nor a hostile one of its size, may take."""


def faults(text: str) -> list[Finding]:
    data, found = read(text, "x.yml")
    assert data is None or not found
    return found


def places(text: str) -> list[tuple[str, int, int]]:
    return [(one.code, one.line, one.column) for one in faults(text)]


def value(text: str) -> Any:
    """What a text means as the value of a key."""
    data, found = read(f"key: {text}\n", "x.yml")
    assert found == []
    return data["key"]


# --- one text, one meaning ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("7", 7), ("-7", -7), ("+7", 7), ("0", 0), ("-0", 0), ("1000000000000000", 10**15),
        ("85.5", Decimal("85.5")), ("3.3333", Decimal("3.3333")), ("0.1", Decimal("0.1")),
        (".5", Decimal("0.5")), ("-0.25", Decimal("-0.25")), ("88.0", 88), ("-0.0", 0), ("1.", 1),
        ("true", True), ("True", True), ("FALSE", False), ("false", False),
        ("null", None), ("~", None), ("", None), ("Null", None), ("NULL", None),
        ("2026-06-30", "2026-06-30"), ("2026-13-45", "2026-13-45"), ("2026-Q1", "2026-Q1"),
        ("2026-06", "2026-06"), ("2026-06-30 10:00:00", "2026-06-30 10:00:00"),
        ("1:60", "1:60"), ("1.2.3", "1.2.3"), ("1,5", "1,5"), ("12 buah", "12 buah"),
        (".", "."), ("-.", "-."), ("-a", "-a"), ("...a", "...a"), ("=", "="), ("y", "y"),
        ("tRUE", "tRUE"), ("nUll", "nUll"), ("inf", "inf"), ("NaN", "NaN"), ("0x", "0x"),
        ("satu # komentar", "satu"), ("satu#dua", "satu#dua"), ("a & b * c", "a & b * c"),
    ],
)  # fmt: skip
def test_a_plain_text_means_one_thing(text: str, meaning: Any) -> None:
    found = value(text)
    assert found == meaning
    assert type(found) is type(meaning)


@pytest.mark.parametrize("text", ["7", "3.5", "true", "no", "null", "~", "2026", "010", "1:30",
                                  "2026-06-30", "&a", "*a", "!a", "", "<<", ".nan"])  # fmt: skip
@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quoted_text_stays_text(text: str, quote: str) -> None:
    assert value(f"{quote}{text}{quote}") == text


@pytest.mark.parametrize("text", ["|\n  7\n", ">\n  7\n"])
def test_a_block_of_text_stays_text(text: str) -> None:
    assert value(text) == "7\n"


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "Yes", "NO", "On", "OFF"])
def test_the_old_words_for_truth_are_never_text(word: str) -> None:
    """A country `no` is the classic trap: the schema, which asks for text, then refuses it."""
    data, found = read(f"key: {word}", "x.yml")
    assert found or type(data["key"]) is bool


@pytest.mark.parametrize(
    "text",
    [
        "010", "017", "00", "0o17", "0x1F", "-0x1f", "0b101", "1:30", "-1:30", "12:30:45", "1:30.5",
        "190:20:30", "1e3", "1E5", "-2e-3", ".inf", "-.Inf", "+.INF", ".nan", ".NaN", "9" * 41,
        "0." + "1" * 50, "1.0e+41", "1.0e-60", "-" + "8" * 5000, "1." + "0" * 100_000,
    ],
)  # fmt: skip
def test_a_number_that_readers_take_differently_is_a_finding(text: str) -> None:
    assert places(f"key: {text}") == [("yaml-number-form", 1, 6)]
    assert places(f"key:\n  - {text}") == [("yaml-number-form", 2, 5)]


def test_a_decimal_is_taken_as_written_and_not_through_binary_arithmetic() -> None:
    assert value("0.1000000000000000055511151231257827") == Decimal(
        "0.1000000000000000055511151231257827"
    )


def test_a_comment_an_end_of_line_and_a_long_line_change_nothing() -> None:
    data = {"id": "biro-umum", "many": [1, 2], "text": "x" * 200_000}
    text = f"# kepala\nid: biro-umum # di belakang\nmany: [1,\n  2]\ntext: {'x' * 200_000}\n"
    assert read(text, "x.yml") == (data, [])
    assert read(text.replace("\n", "\r\n"), "x.yml") == (data, [])
    assert read("---\n" + text + "...\n", "x.yml") == (data, [])
    assert read(text.rstrip("\n"), "x.yml") == (data, [])


def test_a_tab_is_blank_after_a_colon_but_never_indents() -> None:
    assert read("a:\t1", "x.yml") == ({"a": 1}, [])
    assert places("a:\n\tb: 1") == [("yaml-syntax", 2, 1)]


# --- keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\nb: 2\na: 3", 3, 1),
        ("a: 1\n'a': 2", 2, 1),
        ("{a: 1, a: 1}", 1, 8),
        ("x:\n  - {b: 1, c: 2, b: 3}", 2, 18),
        ("\"2026\": 1\n'2026': 2", 2, 1),
        ('a: 1\n"\\x61": 2', 2, 1),
        ("? a\n: 1\n? a\n: 2", 3, 3),
    ],
)
def test_a_key_given_twice_is_a_finding_at_the_second(text: str, line: int, column: int) -> None:
    assert places(text) == [("yaml-duplicate-key", line, column)]


def test_every_repetition_of_a_key_is_told() -> None:
    assert [line for _, line, _ in places("a: 1\na: 2\nb: 3\nb: 4\na: 5")] == [2, 4, 5]


@pytest.mark.parametrize("key", ["2026", "1.5", "true", "yes", "off", "null", "~", "-1"])
def test_a_key_that_is_no_text_is_a_finding(key: str) -> None:
    assert places(f"a: 1\n{key}: 2") == [("yaml-key-not-text", 2, 1)]
    assert read(f"'{key}': 2", "x.yml") == ({key: 2}, [])


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "[]"])
def test_a_list_or_mapping_as_key_is_a_finding(key: str) -> None:
    assert places(f"? {key}\n: 2") == [("yaml-key-not-text", 1, 3)]


def test_a_period_and_a_date_may_be_keys() -> None:
    data = {"2026-Q1": 1, "2026-03": 2, "2026-06-30": 3}
    assert read("2026-Q1: 1\n2026-03: 2\n2026-06-30: 3", "x.yml") == (data, [])


def test_a_merge_key_merges_nothing() -> None:
    """Either a finding or an unknown key: never the data that another reader would see."""
    data, found = read("a: 1\n<<: {b: 2}", "x.yml")
    assert found or "b" not in data


# --- what could attack, or be read another way -------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: !!str 5", 1, 4),
        ("a: !!int '5'", 1, 4),
        ("a: !!python/object/apply:os.system ['true']", 1, 4),
        ("a: !!python/name:os.system", 1, 4),
        ("a: !!binary aGFsbw==", 1, 4),
        ("a: !!timestamp 2026-01-01", 1, 4),
        ("a: !!float .inf", 1, 4),
        ("a: !own x", 1, 4),
        ("a: !<tag:yaml.org,2002:str> x", 1, 4),
        ("b: 1\na: !!set {x}", 2, 4),
        ("b: 1\na: !!omap [x: 1]", 2, 4),
        ("!!map {a: 1}", 1, 1),
        ("!!str a: 1", 1, 1),
        ("%TAG ! tag:example.org,2000:\n---\na: !b 1", 3, 4),
    ],
)
def test_a_tag_is_a_finding(text: str, line: int, column: int) -> None:
    assert places(text) == [("yaml-tag", line, column)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: &x 1\nb: *x", 1, 4),
        ("a: 1\nb: &x [1]", 2, 4),
        ("a: *nowhere", 1, 4),
        ("&x a: 1", 1, 1),
        ("a: &x {b: 1}\nc:\n  <<: *x", 1, 4),
        ("- [1, *x]", 1, 7),
    ],
)
def test_an_anchor_or_alias_is_a_finding(text: str, line: int, column: int) -> None:
    assert places(text) == [("yaml-alias", line, column)]


def test_an_alias_bomb_is_one_finding_at_once() -> None:
    rows = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    started = time.perf_counter()
    assert places("\n".join(rows)) == [("yaml-alias", 1, 5)]
    assert places("a: &a [*a]") == [("yaml-alias", 1, 4)]
    assert time.perf_counter() - started < PATIENCE


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x07", "\x08", "\x0b", "\x0c", "\x1b", "\x7f",
                                  "\x80", "\x9b", "\x9f", "\ufffe", "\uffff"])  # fmt: skip
def test_a_control_character_is_a_finding_raw_and_escaped(sign: str) -> None:
    assert {code for code, _, _ in places(f"a: 1\nb: x{sign}y\n")} == {"yaml-control-character"}
    escaped = f"\\u{ord(sign):04x}"
    assert places(f'a: 1\nb: "x{escaped}y"') == [("yaml-control-character", 2, 4)]


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\b", "\\v", "\\f", "\\e", "\\r", "\\N"])
def test_yamls_own_names_of_control_characters_are_a_finding(escape: str) -> None:
    assert places(f'b: "x{escape}y"') == [("yaml-control-character", 1, 4)]


@pytest.mark.parametrize(
    "text", ["a: 1\n---\nb: 2", "---\n---\n", "a: 1\n---\n", "a: 1\n...\n---\nb: 2"]
)
def test_several_documents_are_a_finding(text: str) -> None:
    assert [code for code, _, _ in places(text)] == ["yaml-several-documents"]


@pytest.mark.parametrize("text", ["", "\n\n", "# hanya komentar\n", "   ", "\r\n"])
def test_an_empty_text_is_a_finding(text: str) -> None:
    assert [one.code for one in faults(text)] == ["yaml-empty"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: [1, 2", 2), ("a: {b: 1", 2), ("a: 'x", 1), ('a: "x', 1), ("a: b: c", 1), ("a: `x`", 1),
        ("a: @x", 1), ("a: %x", 1), ("a: 1\n b: 2", 2), ("a:\n  - 1\n b: 2", 3), ("- 1\na: 2", 2),
        ("a: ]", 1), ("a: 1\nb\nc: 2", 3), ('a: "\\q"', 1), ("%YAML 2.0\n---\na: 1", 1),
        ("a: 'x' y", 1), (": 1", 1), ("a: |3\n x", 2), ('a: "\\ud800"', 1),
    ],
)  # fmt: skip
def test_a_broken_text_is_one_finding_at_its_line(text: str, line: int) -> None:
    found = faults(text)
    assert [one.code for one in found] == ["yaml-syntax"]
    assert abs(found[0].line - line) <= 1
    assert dict(found[0].params)["problem"]


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return "a: " + opening * depth + closing * depth


def test_depth_is_bounded_and_the_bound_itself_is_allowed() -> None:
    assert faults(nested(DEEPEST)) == []
    assert [code for code, _, _ in places(nested(DEEPEST + 1))] == ["yaml-too-deep"]


ABSURD = {
    "a closed list": nested(200_000),
    "closed mappings": nested(200_000, "{a: ", "}"),
    "open lists": "[" * 300_000,
    "open mappings": "{" * 300_000,
    "open keyed mappings": "{a: " * 100_000,
    "dashes on a line": "- " * 100_000 + "x",
    "questions on a line": "? " * 100_000 + "x",
    "questions in lists": "[? " * 100_000,
    "a staircase of keys": "\n".join(" " * n + "a:" for n in range(2000)),
    "a staircase of dashes": "\n".join(" " * n + "-" for n in range(2000)),
}


@pytest.mark.parametrize("text", ABSURD.values(), ids=ABSURD)
def test_absurd_depth_is_a_finding_at_once(text: str) -> None:
    started = time.perf_counter()
    assert {one.code for one in faults(text)} <= {"yaml-too-deep", "yaml-syntax"}
    assert time.perf_counter() - started < PATIENCE


LONG = {
    "quotes": "'" * 300_001,
    "double quotes": '"' * 300_001,
    "colons": ": " * 100_000,
    "commas": ", " * 100_000,
    "a comment": "#" * 500_000,
    "empty lines": "\n" * 500_000,
    "blanks": "a:" + " " * 500_000 + "1",
    "tabs": "a:" + "\t" * 500_000 + "1",
    "tags": "!!x " * 50_000,
    "anchors": "&a " * 50_000,
    "aliases": "- *" * 50_000,
    "a block": "a: |\n" + " x\n" * 100_000,
    "a folded block": "a: >\n" + " x\n\n" * 50_000,
    "minutes": "a: " + "1:" * 100_000,
    "digits": "a: " + "1" * 500_000,
    "underlines": "a: 1" + "0_" * 100_000,
    "dots": "a: " + "." * 300_000,
    "percents": "%" * 300_000,
    "escapes": 'a: "' + "\\x41" * 50_000 + '"',
    "a long key": "k" * 100_000 + ": 1",
    "a long key with a sign": "? " + "k" * 100_000,
    "many keys": "a: '&'\n" + "\n".join(f"k{n}: 1" for n in range(20_000)),
    "many mappings": "[" + "a: b, " * 20_000,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_no_hostile_text_takes_long(text: str) -> None:
    started = time.perf_counter()
    read(text, "x.yml")
    assert time.perf_counter() - started < PATIENCE


# --- bytes -------------------------------------------------------------------------------------


def codes_of_bytes(folder: Path, content: bytes) -> list[str]:
    file = folder / "units" / "biro-a.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    return [one.code for one in load(folder).findings]


UNIT = "id: biro-a\nname: {id: Biro é 😀, en: Bureau é}\n"


def test_utf_8_with_or_without_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert codes_of_bytes(tmp_path, UNIT.encode()) == []
    assert codes_of_bytes(tmp_path, b"\xef\xbb\xbf" + UNIT.encode()) == []


@pytest.mark.parametrize(
    "encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_another_encoding_is_a_finding(tmp_path: Path, encoding: str) -> None:
    text = UNIT if "utf" in encoding else UNIT.replace("😀", "")
    code = "file-utf16" if encoding == "utf-16" else "file-not-utf8"
    assert set(codes_of_bytes(tmp_path, text.encode(encoding))) == {code}


def test_wide_characters_that_happen_to_be_utf_8_are_a_finding(tmp_path: Path) -> None:
    assert codes_of_bytes(tmp_path, b"i\0d\0:\0 \0a\0") == ["yaml-control-character"]


@pytest.mark.parametrize("wrong", [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80",
                                   b"\xe2\x82"])  # fmt: skip
def test_bytes_that_are_no_utf_8_are_a_finding(tmp_path: Path, wrong: bytes) -> None:
    assert codes_of_bytes(tmp_path, b"id: biro-a\nname: x" + wrong) == ["file-not-utf8"]


# --- properties --------------------------------------------------------------------------------

DOUBTFUL = [
    "2026", "0075", "075", "no", "Yes", "on", "OFF", "y", "N", "null", "~", "", " ", "true", "1:30",
    "1e3", "1_000", "0x1F", "0o17", ".5", ".inf", "-", "-1", "+62", "=", "<<", "? a", "2026-06-30",
    "2026-06-30 10:00:00", "2026-06", "2026-Q1", "# x", "a #b", "a: b", "a:", "[x]", "{x}", "a, b",
    "&a", "*a", "!a", "%a", "@a", "`a", "'a'", '"a"', "a\nb", "a\n", " a", "a ", "a\tb", "---",
    "...", "\u2028", "\x85", "\ufeff", "é–’", "😀", "0.1", "1.50", "-0", "12.", "1,5",
]  # fmt: skip
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(DOUBTFUL)
dates = st.dates(date(1000, 1, 1))
whole = st.integers(-(10**30), 10**30)
floats = st.floats(-1e9, 1e9).filter(lambda number: not 0 < abs(number) < 1e-6)


def trees(
    scalars: st.SearchStrategy[Any], keys: st.SearchStrategy[str] = texts
) -> st.SearchStrategy[Any]:
    nested = st.recursive(
        scalars,
        lambda inner: st.lists(inner, max_size=6) | st.dictionaries(keys, inner, max_size=6),
        max_leaves=25,
    )
    return st.dictionaries(keys, nested, min_size=1, max_size=6)


def assert_same(found: Any, wanted: Any) -> None:
    """The data that PyYAML reads, dates as their text, floats as the decimals that were written."""
    if isinstance(wanted, dict):
        assert list(found) == list(wanted)
        for key in wanted:
            assert_same(found[key], wanted[key])
    elif isinstance(wanted, list):
        assert len(found) == len(wanted)
        for one, other in zip(found, wanted, strict=True):
            assert_same(one, other)
    elif isinstance(wanted, date):
        assert found == wanted.isoformat()
    elif isinstance(wanted, float):
        assert type(found) in (int, Decimal)
        assert float(found) == wanted
    else:
        assert found == wanted
        assert type(found) is type(wanted)


def agree_on(text: str) -> None:
    data, found = read(text, "x.yml")
    if not found:  # it refuses some data, such as control characters, but never misreads
        assert_same(data, yaml.load(text, yaml.CSafeLoader))


@settings(max_examples=100, deadline=None)
@given(trees(texts | whole | floats | st.booleans() | st.none() | dates))
def test_what_pyyaml_writes_is_read_as_pyyaml_reads_it(data: Any) -> None:
    agree_on(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))
    agree_on(yaml.safe_dump(data, sort_keys=False, default_flow_style=True))


@settings(max_examples=100, deadline=None)
@given(
    trees(
        texts | whole | st.booleans() | st.none() | dates | st.decimals(-(10**6), 10**6, places=4)
    )
)
def test_what_the_program_writes_is_read_as_pyyaml_reads_it(data: Any) -> None:
    agree_on(dump(data))


readable = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(trees(readable | st.integers(-(10**18), 10**18) | st.booleans() | st.none(), readable))
def test_ordinary_data_is_read_without_any_finding(data: Any) -> None:
    text = dump(data)
    assert read(text, "x.yml") == (yaml.load(text, yaml.CSafeLoader), [])


VALID = """\
unit: biro-umum
period: 2026-Q2
as_of: 2026-06-30
packages:
  - {package_id: pkt-2026-0147, contract_date: 2026-04-06, progress: 33.5, e_contract: true}
  - package_id: pkt-2026-0148
    note: |
      Terlambat "tiga" hari
    retract: [handover_date, 'due_date']
actions: [] # belum ada
"""
INTERESTING = [
    "\n", " ", ":", ": ", "- ", "? ", "[", "]", "{", "}", "'", '"', "#", "&a ", "*a", "!b ", ">",
    "%", "---", "...", ",", "\t", "\r", "0", "9", ".", "e", "~", "\\", "\u2028", "\0", "\ufeff",
    "|", "<<: ", "0x", "-", "_",
]  # fmt: skip
edits = st.tuples(st.integers(0, len(VALID)), st.integers(0, 12), st.sampled_from(INTERESTING))


def assert_judged(text: str) -> None:
    started = time.perf_counter()
    data, found = read(text, "x.yml")
    assert time.perf_counter() - started < PATIENCE
    assert data is None or found == []
    for one in found:
        assert one.code.startswith("yaml-")
        assert 0 <= one.line <= text.count("\n") + 2 + sum(text.count(c) for c in "\r\x85\u2028")


@settings(max_examples=400, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4))
def test_a_mutated_file_is_read_or_refused_but_never_raises(changes: Any) -> None:
    text = VALID
    for at, gone, come in changes:
        text = text[:at] + come + text[at + gone :]
    assert_judged(text)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(st.sampled_from("ab01 \n:-?[]{}'\"#&*!|>%,.~\\\t")))
def test_any_bytes_are_read_or_refused_but_never_raise(content: bytes | str) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    assert_judged(text)


# --- where a value stands ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pointer", "at_key", "place"),
    [
        (("unit",), False, (1, 7)),
        (("unit",), True, (1, 1)),
        (("packages",), False, (4, 1)),
        (("packages", 0), False, (5, 5)),
        (("packages", 0, "progress"), False, (5, 70)),
        (("packages", 0, "progress"), True, (5, 60)),
        (("packages", 1, "note"), False, (7, 11)),
        (("packages", 1, "retract", 1), False, (9, 30)),
        (("packages", 1, "missing"), False, (6, 5)),
        (("packages", 9, "note"), False, (4, 1)),
        (("nowhere", "at", "all"), False, (1, 1)),
        ((), False, (1, 1)),
    ],
)
def test_a_pointer_is_found_at_its_line_and_column(
    pointer: Any, at_key: bool, place: tuple[int, int]
) -> None:
    assert locate(compose(VALID), pointer, at_key=at_key) == place
