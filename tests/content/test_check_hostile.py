"""Hostile folders and texts: nobody waits, nothing is forged, no personal data slips through."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_tree import run, write
from kinerja.content.folder.personal import _PATTERNS, _is_clean, _searched, findings
from kinerja.content.folder.reading import LARGEST_FREE_FORM
from small_office import (
    INDICATOR,
    UNIT,
    checked,
    facts,
    found_with,
    link,
    put,
    raw,
    small_office,
)


def process(folder, mutation, *options):
    tree = small_office()
    (folder / "content").mkdir()
    mutation(tree, folder / "content")
    write(tree, folder / "content")
    return subprocess.run(
        [sys.executable, "-m", "kinerja", "check", *options],
        cwd=folder,
        capture_output=True,
        timeout=20,
        check=False,
    )


@pytest.mark.parametrize("path", ["units/c.yml", "organisation.yml", "images/x"])
def test_a_pipe_is_a_finding_and_nobody_waits(path, tmp_path):
    def pipe(tree, content):
        tree.pop(path, None)
        (content / path).parent.mkdir(exist_ok=True)
        os.mkfifo(content / path)

    told = process(tmp_path, pipe, "--format", "json")
    assert "file-unreadable" in {one["code"] for one in json.loads(told.stdout)}


def test_a_link_to_an_endless_device_is_not_read(tmp_path):
    told = process(tmp_path, link("units/c.yml", "/dev/zero"), "--format", "json")
    assert "file-link-outside" in {one["code"] for one in json.loads(told.stdout)}


def test_a_file_of_gigabytes_is_not_read(tmp_path):
    def large(_tree, content):
        raw("units/c.yml", b"")(_tree, content)
        os.truncate(content / "units/c.yml", 3 * 2**30)

    told = process(tmp_path, large, "--format", "json")
    assert "file-too-large" in {one["code"] for one in json.loads(told.stdout)}


def test_links_in_a_circle_are_a_finding(tmp_path):
    assert found_with(link("units/c.yml", "c.yml"), tmp_path)


@pytest.mark.parametrize(
    "stated", [{"progress": Decimal("33.33333")}, {"supplier_score": Decimal("2.00001")}]
)
def test_more_decimals_than_a_column_holds_never_raise(stated, tmp_path):
    found = checked(facts(**stated), tmp_path)[1]
    assert "number-too-fine" in {one["code"] for one in found}


@pytest.mark.parametrize(
    "text", ["id: 1_\n", "id: 1.0e99999999999999999999\n", "a: 1\na: 2\n? [x]\n: 3\n"]
)
def test_hostile_yaml_never_raises(text, tmp_path):
    assert found_with(raw(UNIT, text), tmp_path)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "mutation",
    [raw(UNIT, '"\\x9b31m": 1\nid: biro-a\n'), raw("units/\x9b31m\u202e.yml", "id: x\n")],
    ids=["in a key", "in a file's name"],
)
def test_c1_control_characters_never_reach_a_terminal_raw(mutation, form, tmp_path):
    tree = small_office()
    (tmp_path / "content").mkdir()
    mutation(tree, tmp_path / "content")
    assert "\x9b" not in run(tree, tmp_path, "check", "--format", form).stdout


@pytest.mark.parametrize(
    "mutation",
    [
        raw(UNIT, 'id: "x\\n  9:9  galat  palsu"\nname: {id: a, en: b}\n'),
        raw("units/x\n  9:9  galat  palsu.yml", "id: x\n"),
    ],
    ids=["in a text", "in a file's name"],
)
def test_a_line_break_in_content_forges_no_line_of_the_report(mutation, tmp_path):
    tree = small_office()
    (tmp_path / "content").mkdir()
    mutation(tree, tmp_path / "content")
    assert "\n  9:9  galat" not in run(tree, tmp_path, "check").stdout


def test_json_is_utf_8_also_for_a_name_that_is_none(tmp_path):
    def odd(_tree, content):
        path = Path(os.fsdecode(os.fsencode(content) + b"/units/\xff.yml"))
        path.parent.mkdir(exist_ok=True)
        path.write_text("id: x")

    told = process(tmp_path, odd, "--format", "json")
    assert json.loads(told.stdout.decode("utf-8"))


def test_a_folder_told_with_dots_keeps_its_name(tmp_path):
    tree = small_office()
    tree[UNIT]["id"] = "z"
    write(tree, tmp_path / "content")
    result = run(
        {}, tmp_path, "check", "--format", "json", "--content", str(tmp_path / "content/units/..")
    )
    found = [one for one in json.loads(result.stdout) if one["code"] == "path-disagrees"]
    assert [(one["file"], one["line"]) for one in found] == [("content/units/biro-a.yml", 1)]


def test_a_date_compared_with_a_text_is_told_in_its_own_part(tmp_path):
    _, found, line = checked(put(INDICATOR, "formula", "scope", value="due_date > 'x'"), tmp_path)
    told = [one for one in found if one["code"].startswith("formula-")]
    assert told
    assert "scope" in line(told[0])


@given(st.one_of([st.from_regex(pattern, fullmatch=True) for pattern in _PATTERNS.values()]))
def test_personal_data_is_found_among_other_texts(text):
    data = {"notes": ["8", text, "123"]}
    assert [one.pointer for one in findings("content/x.yml", "unit", data, "")] == [("notes", 1)]


_PIECES = st.sampled_from(
    ["0", "08", "+62", "(+62)", "(021)", "021-", "Telp", "fax. ", "rek ", "NPWP ", "1987", "@",
     "a.id", " ", "-", ".", "\n", "\u00e9", "\u0663", "_"]
)  # fmt: skip
_DIGITS = st.integers(0, 10**18 - 1).map(str)


@given(st.lists(_PIECES | _DIGITS, max_size=9).map("".join))
def test_the_quick_look_misses_nothing_that_the_search_finds(text):
    assert not (_searched(text) and _is_clean().is_valid([{"notes": text}]))


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("hubungi (021) 3905889", True),
        ("hubungi 021-3905889", True),
        ("Telp. 0274 512345", True),
        ("Faks: 0213905889", True),
        ("+62 21 390-5889", True),
        ("nomor 021/KU.03/2026", False),
        ("ND-021-2026", False),
        ("paket 0213905889", False),
        ("Rp(021) juta", False),
        ("telepon kantor belum ada, 12 paket", False),
    ],
)
def test_telephones_of_offices_are_told_and_numbers_of_papers_are_not(text, is_told):
    found = list(findings("content/x.yml", "unit", {"notes": [text]}, ""))
    assert bool(found) is is_told


@pytest.mark.parametrize(
    "text",
    [
        f"# NIK {'0' * 16}\nid: biro-a\nname: {{id: a, en: b}}\n",
        f'id: biro-a\nname: {{id: a, en: b}}\nunit_codes: ["{"0" * 16}"]\n',
    ],
)
def test_personal_data_is_found_in_comments_too(text, tmp_path):
    assert ("personal-data", f"content/{UNIT}") in found_with(raw(UNIT, text), tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "3174\u00a00123\u00a04567\u00a00001",
        "3174\u20090123\u20094567\u20090001",
        "\uff13\uff11\uff17\uff14\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff10\uff10\uff10\uff11",
        "19780315.200501.2.001",
        "NPWP 01 234 567 8 901 000",
        "budi\uff20example.com",
        "budi [at] example.com",
    ],
)
def test_other_blanks_and_other_digits_hide_no_personal_data(text):
    assert [one.code for one in findings("x.yml", "unit", {"notes": [text]}, "")] == [
        "personal-data"
    ]


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize(
    "mutation",
    [
        put(INDICATOR, "owner", value="nik-3174012345670001"),
        put(INDICATOR, "kind", value="3174012345670001"),
        put(INDICATOR, "nik_3174012345670001", value="x"),
        raw(UNIT, "id: biro-a\nname: 3174012345670001\n"),
        raw(UNIT, "id: biro-a\nname: &a 3174012345670001\n"),
        raw(UNIT, "id: biro-a\nname: {id: a, en: b}\nnotes\uff1a3174012345670001\n"),
        raw(UNIT, "id: biro-a\nname: {id: a, en: b}\nnotes: a #3174012345670001\n"),
    ],
    ids=["an id", "a code", "a key", "a number", "a line that no reader takes", "a slip", "a hash"],
)
def test_personal_data_is_printed_by_no_finding(mutation, form, tmp_path):
    told = process(tmp_path, mutation, "--format", form)
    assert told.returncode == 1
    assert b"3174012345670001" not in told.stdout + told.stderr


def test_signs_written_by_their_numbers_show_no_personal_data(tmp_path):
    text = 'id: biro-a\nname: {id: a, en: b}\nnotes: "3174\\u200b012345670001"\n'
    told = process(tmp_path, raw(UNIT, text))
    assert told.returncode == 1
    assert b"012345670001" not in told.stdout + told.stderr


def test_a_file_of_no_form_of_ours_may_be_no_larger_than_any_office_needs(tmp_path):
    text = "id: biro-a\nname: {id: a, en: b}\n" + "# x\n" * (LARGEST_FREE_FORM // 4)
    assert found_with(raw(UNIT, text), tmp_path) == {("file-too-large", f"content/{UNIT}")}


def test_of_lists_that_are_too_long_only_that_is_told(tmp_path):
    codes = ", ".join(f'"{number:06d}"' for number in range(300_000))
    text = f"id: biro-a\nname: {{id: a, en: b}}\nunit_codes: [{codes}]\n"
    assert ("list-too-long", f"content/{UNIT}") in found_with(raw(UNIT, text), tmp_path)


def test_one_wrong_row_of_many_is_told_at_its_line(tmp_path):
    rows = small_office()["packages/biro-a/2026.yml"]["packages"]
    many = [rows[0] | {"package_id": f"p{number}"} for number in range(300)]
    many[250] = many[250] | {"budget_amount": -1}
    _, found, line = checked(put("packages/biro-a/2026.yml", "packages", value=many), tmp_path)
    (told,) = (one for one in found if one["code"] == "value-too-small")
    assert "-1" in line(told)
