"""Slips of people who write content by hand and do not know YAML, told with what to write instead.

Each is one file by itself; rules across files are not looked at here.
"""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kinerja.content.folder.reading import read_bytes
from kinerja.content.meant.signs import PROBLEMS
from kinerja.content.shape.layout import Source, told_by
from kinerja.content.text.numerals import meant

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


# --- signs of office programs ------------------------------------------------------------------

NAME = "id: biro-a\nname:\n  id: Biro A\n  en: Office A\n"
CODES = 'id: biro-a\nname: {id: Biro A, en: Office A}\nunit_codes:\n  - "021"\n  - "022"\n'


def places(place: str, text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding that knows its place."""
    kind, keys = told_by(place) or ("", {})
    source = Source(Path(place), f"content/{place}", kind, tuple(keys.items()), len(text))
    return [(f.code, f.line, f.column) for f in read_bytes(source, text.encode()).findings]


@pytest.mark.parametrize(
    ("text", "right", "wrong", "sign", "line"),
    [
        (NAME, "  id: Biro", "\u00a0 id: Biro", "U+00A0", 3),
        (NAME, "  id: Biro", "\u202f\u202fid: Biro", "U+202F", 3),
        (NAME, "  id: Biro", "  id:\u00a0Biro", "U+00A0", 3),
        (NAME, "  id: Biro", "  id\u00a0: Biro", "U+00A0", 3),
        (NAME, "id: biro-a", "id: biro-a\u00a0", "U+00A0", 1),
        (NAME, "id: biro-a", "id\uff1abiro-a", "\uff1a", 1),
        (NAME, "name:\n", "name\uff1a\n", "\uff1a", 2),
        (NAME, "id: biro-a", "id: \u201cbiro-a\u201d", "\u201c", 1),
        (NAME, "id: biro-a", "\u201cid\u201d: biro-a", "\u201c", 1),
        (NAME, "id: biro-a", "id: biro-a,", ",", 1),
        (CODES, "Office A}", "Office A},", ",", 2),
        (CODES, '- "022"', '\u2013 "022"', "\u2013", 5),
        (CODES, '- "021"', '\u2022\t"021"', "\u2022", 4),
        (CODES, '- "021"', '\u25aa"021"', "\u25aa", 4),
        (CODES, '- "021"', '-\u00a0"021"', "U+00A0", 4),
        (CODES, "{id: Biro A,", "{id\uff1a Biro A,", "\uff1a", 2),
        (NAME, "id: Biro A", "id: #1 Biro", "#", 3),
        (CODES, "Biro A,", "Biro #1,", "#", 2),
    ],
)
def test_a_sign_of_an_office_program_is_named_with_the_line_to_write(
    text: str, right: str, wrong: str, sign: str, line: int
) -> None:
    assert right in text
    assert found(UNIT, text) == []
    slip = text.replace(right, wrong, 1)
    ((code, told),) = found(UNIT, slip)
    assert (code, told["value"]) == ("yaml-sign", sign)
    assert [place[1] for place in places(UNIT, slip)] == [line]
    if sign != "#":
        written = text.splitlines()[line - 1].strip()
        assert told["meant"].replace('"', "") == written.replace('"', "")


def test_every_bullet_of_a_list_is_told_and_what_else_is_wrong_too() -> None:
    text = CODES.replace("- ", "\u2022 ") + "foo: 1\n"
    assert places(UNIT, text) == [
        ("yaml-sign", 4, 3),
        ("yaml-sign", 5, 3),
        ("key-unknown", 6, 1),
    ]


NOTES = "notes: |\n  Catatan\uff1a\n  \u2013 satu,\n  \u2022 \u00a0dua #1\n  \u201cx\u201d,\n"


@pytest.mark.parametrize(("more", "code"), [("foo: 1\n", "key-unknown"), ("a: [\n", "yaml-syntax")])
def test_signs_that_may_stand_are_not_to_blame(more: str, code: str) -> None:
    assert found(UNIT, NAME + NOTES) == []
    assert [one for one, _ in found(UNIT, NAME + NOTES + more)] == [code]


def test_a_row_in_a_long_line_is_shown_around_the_slip() -> None:
    row = f"  - {{package_id: p-1, note: {'x' * 300}, progress\uff1a 3}}\n"
    ((code, told),) = found(REPORT, f"{HEAD}packages:\n{row}")
    assert code == "yaml-sign"
    assert "progress: 3}" in told["meant"]


@pytest.mark.parametrize(
    "sign", ["\u00a0", "\u2022", "{", "#", ",", " ", "- ", "\u201c", "{a: ", "a #"]
)
def test_hostile_repetitions_take_no_long(sign: str) -> None:
    before = time.perf_counter()
    assert found(UNIT, "a: [\n" + sign * 100_000)
    assert time.perf_counter() - before < 10


# --- spaces and quotation marks that are missing --------------------------------------------------

ROWS = HEAD + "packages:\n  - {package_id: p-1, progress: 5, note: Ada}\n  - {package_id: p-2}\n"


@pytest.mark.parametrize(
    ("place", "text", "right", "wrong", "sign", "line"),
    [
        (UNIT, NAME, "id: biro-a", "id:biro-a", ":", 1),
        (UNIT, NAME, "  id: Biro", "  id:Biro", ":", 3),
        (UNIT, CODES, "{id: Biro A, en: Off", "{id:Biro A, en:Off", ":", 2),
        (UNIT, CODES, '- "022"', '-"022"', "-", 5),
        (REPORT, ROWS, "- {package_id: p-2", "-{package_id: p-2", "-", 6),
        (REPORT, ROWS, "p-1, progress", "p-1 progress", ":", 5),
        (REPORT, ROWS, "p-1, progress", "p-1; progress", ";", 5),
        (
            REPORT,
            ROWS,
            "{package_id: p-1, progress: 5, note: Ada}",
            "package_id: p-1, progress: 5, note: Ada",
            "{}",
            5,
        ),
    ],
)
def test_a_missing_space_or_comma_is_named_with_the_line_to_write(
    place: str, text: str, right: str, wrong: str, sign: str, line: int
) -> None:
    assert right in text
    assert found(place, text) == []
    slip = text.replace(right, wrong, 1)
    ((code, told),) = found(place, slip)
    assert (code, told["value"]) == ("yaml-sign", sign)
    assert told["meant"] == text.splitlines()[line - 1].strip()
    assert [place[1] for place in places(place, slip)] == [line]


MAPPING = "mapping/biro-a/2026.yml"
FROZEN = "unit: biro-a\nyear: 2026\ndata_date: 2026-01-15\nareas:\n  - area: x\n"
EACH = "    packages:\n      - pkt-01\n      - pkt-02\n    excluded: []\n"


@pytest.mark.parametrize(
    ("right", "wrong", "code", "meant"),
    [
        ("01\n      - pkt-02", "01\n        - pkt-02", "yaml-indent", "6"),
        ("01\n      - pkt-02", "01 - pkt-02", "ids-joined", "pkt-01, pkt-02"),
        ("01\n      - pkt-02", "01\n        pkt-02", "ids-joined", "pkt-01, pkt-02"),
        ("01\n      - pkt-02", "01 s.d. pkt-02", "ids-joined", "pkt-01, pkt-02"),
        ("pkt-01", "pkt\u201301", "id-malformed", "pkt-01"),
        ("pkt-01", "pkt-O1", "id-malformed", "pkt-01"),
        ("excluded: []", "excluded:", "list-blank", ""),
        ("excluded: []", "excluded: [pkt-03]", "object-expected", "{package: …, reason: …}"),
    ],
)
def test_lists_of_ids_are_told_as_they_should_be_written(
    right: str, wrong: str, code: str, meant: str
) -> None:
    assert right in EACH
    assert found(MAPPING, FROZEN + EACH) == []
    ((told, params),) = found(MAPPING, FROZEN + EACH.replace(right, wrong, 1))
    assert told == code
    assert meant in (*params.values(), "")


MEASURED = "measurements/2026-Q1/y.yml"


@pytest.mark.parametrize(
    ("row", "code", "told"),
    [
        ("{unit: biro-a, value: 5, numerator: 5}", "key-excluded", "numerator"),
        ("{unit: biro-a, nilai: 5}", "key-unknown", "nilai"),
        (
            "{unit: biro-a, value: 5, denominator: 5, numerator: 1}",
            "key-excluded",
            "numerator, denominator",
        ),
    ],
)
def test_keys_that_exclude_each_other_are_named(row: str, code: str, told: str) -> None:
    text = f"source: y\nperiod: 2026-Q1\ndocument: Nota\nvalues:\n  - {row}\n"
    ((name, params),) = found(MEASURED, text)
    assert (name, params["key"]) == (code, told)


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> cabang"])
def test_a_mark_of_git_that_was_left_over_is_told(mark: str) -> None:
    assert [code for code, _ in found(UNIT, f"{NAME}{mark}\n")] == ["merge-conflict"]
    assert found(UNIT, f"{NAME}notes: |\n  Judul\n  {mark}\n") == []


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (REPORT, HEAD + "packages:\n  - {package_id: p-1, note: X}\n"),
        (UNIT, NAME + "notes: X\n"),
        (UNIT, "id: biro-a\nnotes: X # menyusul\nname: {id: A, en: B}\n"),
    ],
)
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ('"Sewa" tenda', "'\"Sewa\" tenda'"),
        ("\u2018Catatan: selesai\u2019", '"Catatan: selesai"'),
        ("Catatan: x", '"Catatan: x"'),
        ("Lihat catatan: a, b", '"Lihat catatan: a, b"'),
        ("[2] Sewa", '"[2] Sewa"'),
        ("@pihak", '"@pihak"'),
        ("Jum'at: libur", '"Jum\'at: libur"'),
        ("x: y {2}", '"x: y {2}"'),
    ],
)
def test_a_text_that_needs_quotation_marks_is_given_with_them(
    place: str, text: str, written: str, meant: str
) -> None:
    ((code, told),) = found(place, text.replace("X", written))
    assert (code, told["problem"]) == ("yaml-sign", PROBLEMS["text"])
    assert meant in told["meant"]
    assert found(place, text.replace("X", meant)) == []


def test_brackets_in_a_text_in_braces_need_quotation_marks() -> None:
    slip = ROWS.replace("note: Ada", "note: Sewa tenda [2]")
    ((code, told),) = found(REPORT, slip)
    assert (code, told["value"]) == ("yaml-sign", "[")
    assert 'note: "Sewa tenda [2]"}' in told["meant"]


def test_a_number_before_a_missing_comma_is_not_to_be_quoted() -> None:
    ((code, told),) = found(REPORT, ROWS.replace("5, note: Ada", "5 note: Catatan: x"))
    assert (code, told["problem"]) == (
        "yaml-syntax", "ada kurung yang tidak ditutup, atau koma yang kurang",
    )  # fmt: skip


def test_a_colon_in_a_text_that_a_comma_cuts_makes_no_key() -> None:
    ((code, told),) = found(REPORT, ROWS.replace("note: Ada", "note: Sewa, kec:Suka, maju"))
    assert (code, told["meant"]) == ("yaml-no-colon", 'note: "Sewa, kec:Suka, maju"')


# --- lines that stand elsewhere, keys that were lost ---------------------------------------------

WEIGHTS, PEOPLE = "weights/2026.yml", "people.yml"
SHARES = """year: 2026
versions:
  - version: 1
    valid_from: 2026-Q1
    goals: {a: 100}
    areas: {b: 100}
    indicators:
      c: 30
      d: 30
      e: 40
"""
STAFF = """positions:
  - {id: kepala, name: {id: Kepala, en: Head}}
people:
  - id: rina-k
    name: Rina K.
    roles:
      - {role: performance_owner, capacity: definitive, from: 2025-01-01}
  - id: budi-h
    name: Budi H.
    roles:
      - role: performance_owner
        capacity: definitive
        from: 2025-01-01
"""


@pytest.mark.parametrize(
    ("place", "text", "line", "spaces"),
    [
        (WEIGHTS, SHARES, 9, 4),
        (WEIGHTS, SHARES, 9, 0),
        (WEIGHTS, SHARES, 9, 8),
        (WEIGHTS, SHARES, 4, 2),
        (WEIGHTS, SHARES, 10, 4),
        (UNIT, NAME, 4, 0),
        (PEOPLE, STAFF, 7, 2),
        (PEOPLE, STAFF, 5, 3),
        (PEOPLE, STAFF, 12, 6),
    ],
)
def test_a_line_that_stands_elsewhere_is_told_with_the_spaces_to_write(
    place: str, text: str, line: int, spaces: int
) -> None:
    assert found(place, text) == []
    lines = text.splitlines()
    right = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    lines[line - 1] = " " * spaces + lines[line - 1].lstrip()
    slip = "\n".join(lines)
    assert found(place, slip) == [("yaml-indent", {"value": str(spaces), "meant": str(right)})]
    assert places(place, slip) == [("yaml-indent", line, spaces + 1)]


@pytest.mark.parametrize(
    ("place", "text", "key", "line"),
    [
        (REPORT, ROWS, "packages:", 4),
        (PEOPLE, STAFF, "positions:", 1),
        (PEOPLE, STAFF, "people:", 3),
        (PEOPLE, STAFF, "    roles:", 6),
        (WEIGHTS, SHARES, "versions:", 2),
    ],
)
def test_a_list_without_its_key_is_told_with_the_key(
    place: str, text: str, key: str, line: int
) -> None:
    slip = text.replace(f"{key}\n", "", 1)
    assert found(place, slip) == [("yaml-list-key", {"meant": key.strip()})]
    assert [one[1] for one in places(place, slip)] == [line]


def test_a_line_is_not_moved_into_the_text_above_it() -> None:
    assert [one for one, _ in found(UNIT, NAME + "notes: |\n  Ada\nfoo: [\n")] == ["yaml-syntax"]
    assert [one for one, _ in found(UNIT, NAME + "notes: Ada\n- foo\n")] == ["yaml-syntax"]


def test_neighbours_that_moved_together_are_told_at_the_first() -> None:
    assert found(WEIGHTS, SHARES.replace("      d", "    d").replace("      e", "    e")) == [
        ("yaml-indent", {"value": "4", "meant": "6"})
    ]
    role = "      - {role: performance_owner, capacity: definitive, from: 2025-01-01}\n"
    other = role.replace("performance_owner", "managing_team")
    assert role in STAFF
    assert found(PEOPLE, STAFF.replace(role, role + other)) == []
    assert found(PEOPLE, STAFF.replace(role, role[4:] + other[4:])) == [
        ("yaml-indent", {"value": "2", "meant": "6"})
    ]


def test_a_key_that_is_unknown_where_it_stands_is_not_to_be_moved_elsewhere() -> None:
    assert [one for one, _ in found(WEIGHTS, SHARES + "    foo: x\n")] == ["key-unknown"]
    assert [one for one, _ in found(WEIGHTS, SHARES + "    valid_form: 3\n")] == ["key-unknown"]
    assert [one for one, _ in found(UNIT, NAME + "foo: 1\n")] == ["key-unknown"]


def test_two_slips_are_not_mended_by_one_line() -> None:
    slip = SHARES.replace("      c", "    c").replace("    areas", "  areas")
    assert {code for code, _ in found(WEIGHTS, slip)} == {"yaml-syntax"}


def test_what_is_to_be_done_follows_from_what_is_wrong() -> None:
    texts = ["a:\n\tb: 1\n", "id: x\nname x\n", "name: {id: A\n", 'id: "x\n', "a: b\n  c: d\n"]
    hints = {told["expected"] for text in texts for _, told in found(UNIT, text)}
    assert len(hints) == len(texts)
    assert all(hint.endswith(".") for hint in hints)


def test_a_lost_dash_is_shown_as_yaml() -> None:
    ((_, told),) = found(REPORT, HEAD + "packages:\n  package_id: p-1\n  progress: 5\n")
    assert told["value"] == "{package_id: p-1, progress: 5}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_a_file_of_notepad_in_unicode_is_told_once(encoding: str) -> None:
    source = Source(Path(UNIT), f"content/{UNIT}", "unit", (("id", "biro-a"),), 0)
    text = NAME.replace("Biro A", "\ufeffBiro \u00d3") if encoding == "utf-16" else f"\ufeff{NAME}"
    told = read_bytes(source, text.encode(encoding)).findings
    assert [(one.code, one.line) for one in told] == [("file-utf16", 1)]


# --- texts that a hash cuts --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cut", "meant"),
    [
        (NAME.replace("Biro A", "Biro #1 Umum"), "#1 Umum", '"Biro #1 Umum"'),
        (NAME.replace("Biro A", "Biro A\t#2026"), "#2026", '"Biro A #2026"'),
        ("id: biro-a\nname: {id: A,\n  en: B #2\n}\n", "#2", '"B #2"'),
        (NAME + "notes: #1 pindah\n", "#1 pindah", '"#1 pindah"'),
    ],
)
def test_a_text_that_a_hash_cuts_is_doubtful(text: str, cut: str, meant: str) -> None:
    ((code, told),) = found(UNIT, text)
    assert (code, told["value"], told["meant"]) == ("text-cut", cut, meant)


@pytest.mark.parametrize(
    "text",
    [
        NAME.replace("Biro A", "Biro A # nama"),
        NAME.replace("Biro A", "Biro A ## nama"),
        NAME.replace("Biro A", '"Biro #1" #lama'),
        NAME.replace("Biro A", "Biro#1"),
        NAME.replace("id: biro-a", "id: biro-a #kantor"),
        NAME.replace("name:", "name: #1"),
        f"#1\n{NAME}#2\n",
        NAME + "notes: |\n  Lihat #1\n",
        NAME + "submitted_on: 2026-01-05 #1\n",
    ],
)
def test_a_comment_is_no_text(text: str) -> None:
    assert found(UNIT, text) == []
