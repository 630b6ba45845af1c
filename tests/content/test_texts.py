"""Texts that break the rule of their field, broken letters, and signs that nobody sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_tree import (
    AREA,
    Tree,
    write,
)
from kinerja.content.checking import check
from kinerja.content.rules.wording import sentences
from kinerja.content.text.encoding import garbled, not_utf8
from small_office import small_office

ROOT = Path(__file__).parents[2]
JANUARY, JULY, SEPTEMBER = date(2025, 1, 1), date(2025, 7, 1), date(2025, 9, 1)

Told = Callable[[Tree], Counter[str]]


# --- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kontrak yang selesai tepat waktu", 1),
        ("Kontrak yang selesai tepat waktu.", 1),
        ("Nilai di atas Rp. 1.000.000,00 dihitung penuh.", 1),
        ("Menurut Permen PANRB No. 53 Tahun 2014.", 1),
        ("Barang, jasa, dll. Dihitung per unit.", 1),  # a doubt is no reason to warn
        ("Data s.d. Juni, a.n. Kepala Biro, dihitung.", 1),
        ("Skor 85.5 dari 100.", 1),
        ("Measured by Dr. Smith, e.g. Monthly.", 1),
        ("Barang, jasa, dll.", 1),
        ("Satu. Dua.", 2),
        ("Apa yang dihitung? Semua kontrak!", 2),
        ('Ia berkata "selesai." Lalu dihitung.', 2),
        ("Dihitung tiap triwulan. (Adendum ikut.) Sisanya tidak.", 3),
        ("Baris satu.\nBaris dua.\n", 2),
        ("Satu. Dua. Tiga", 3),
        ("Tunggu... Lalu hitung.", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert sentences(text) == count


@pytest.mark.parametrize(
    ("unit", "name", "wrong"),
    [
        ("percent", "Kontrak selesai tepat waktu", False),
        ("percent", "Kontrak selesai tepat waktu (%)", True),
        ("percent", "Persentase kontrak tepat waktu", True),
        ("percent", "Percentage of contracts on time", True),
        ("percent", "Perseneling diganti", False),
        ("working_days", "Waktu permintaan sampai kontrak", False),
        ("working_days", "Waktu tender (hari kerja)", True),
        ("days", "Rata-rata hari keterlambatan", True),
        ("days", "Layanan selesai sehari", False),
        ("percent", "Respons pada hari pertama", False),
        ("rupiah", "Nilai hemat dalam Rp", True),
        ("rupiah", "Nilai hemat dalam rupiah", True),
        ("rupiah", "Nilai rpjmn", False),
        ("index", "Indeks kepuasan masyarakat", False),
        ("index", "Kepuasan (indeks)", True),
        ("scale", "Nilai penyedia (skala 1-3)", True),
        ("count", "Jumlah penawar", False),
        ("count", "Penawar (orang)", True),
        ("count", "Paket (tender dan seleksi)", False),
    ],
)
def test_a_name_holds_no_unit(unit: str, name: str, wrong: bool, told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"] |= {"unit": unit, "name": {"id": name, "en": "Neutral"}}
    assert told(tree) == ({"name-with-unit": 1} if wrong else {})


def test_names_end_without_a_full_stop_wherever_they_stand(told: Told) -> None:
    tree = small_office()
    tree["units/biro-a.yml"]["name"] = {"id": "Biro Umum.", "en": "General Affairs."}
    tree[f"areas/{AREA}.yml"]["name"] = {"id": "Kontrak dll.", "en": "Contracts etc."}
    tree["people.yml"]["positions"][0]["name"] = {"id": "Kepala Bagian A.", "en": "Head."}
    tree["action-plans/2026/x.yml"]["actions"][0]["name"] = {"id": "Dini", "en": "Early."}
    assert told(tree) == {"name-full-stop": 4}


def test_quality_statements_may_have_two_sentences(told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["quality"]["limits"] = "Tanpa swakelola. Tanpa paket batal."
    assert told(tree) == {}
    tree["indicators/x.yml"]["quality"]["limits"] += " Tanpa adendum."
    assert told(tree) == {"text-too-wordy": 1}


# --- broken letters ------------------------------------------------------------------------------

SOUND = "Biro “Umum” – café, 5 °C, €3, naïve ½ • Spaß” “É” … São Å” éclair’s ‘x’ → 日本"


def test_each_run_of_bytes_that_is_no_utf8_is_told_at_its_place() -> None:
    data = "id: é\nname: Bir".encode() + b"\xf3 dan \x93kutip\x94\nok: ya\nx: \xe9\xe8\n"
    found = not_utf8("f.yml", data)
    assert [(one.line, one.column) for one in found] == [(2, 10), (2, 16), (2, 22), (4, 4)]
    assert [dict(one.params)["nearest"] for one in found] == ["ó", "“", "”", "éè"]
    assert dict(found[3].params)["value"] == "E9 E8"


def test_sound_bytes_and_a_byte_order_mark_are_no_fault() -> None:
    assert not_utf8("f.yml", b"\xef\xbb\xbf" + SOUND.encode()) == []
    assert [one.column for one in not_utf8("f.yml", b"\xef\xbb\xbfid: \xff")] == [5]


@given(st.binary(max_size=200))
def test_bytes_are_told_exactly_when_they_are_no_utf8(data: bytes) -> None:
    try:
        data.decode()
        sound = True
    except UnicodeDecodeError:
        sound = False
    assert (not_utf8("f.yml", data) == []) == sound


def test_sound_letters_of_many_languages_are_left_alone() -> None:
    assert garbled("f.yml", SOUND) == []


@given(st.text(st.sampled_from("aeiou BCD.,’‘“”–—…•€°½éèàüöñçãîÀÉÖÑ→✓\n"), max_size=60))
def test_what_people_type_is_never_taken_for_broken(text: str) -> None:
    assert garbled("f.yml", text) == []


@given(st.sampled_from("’‘“”–—…•€°½éèàüöñçãâîï™→✓é😀"), st.integers(1, 3), st.integers(0, 9))
def test_a_letter_decoded_wrongly_several_times_is_told_with_the_right_one(
    letter: str, times: int, before: int
) -> None:
    text = letter
    for _ in range(times):
        text = "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
        )
    (found,) = garbled("f.yml", "a\n" + "x" * before + text + " y")
    assert (found.code, found.line, found.column) == ("text-garbled", 2, before + 1)
    assert dict(found.params)["nearest"] == letter


def test_each_place_is_told_and_a_whole_file_of_them_ends_somewhere() -> None:
    text = "a: Biro\ufffd Umum\nb: donâ€™t, cafÃ©\nc: Â 5 \ufffd\ufffd\n"
    found = sorted((one.line, one.column, one.code) for one in garbled("f.yml", text))
    assert found == [
        (1, 8, "text-lost"), (2, 7, "text-garbled"), (2, 16, "text-garbled"),
        (3, 4, "text-garbled"), (3, 8, "text-lost"),
    ]  # fmt: skip
    assert len(garbled("f.yml", "Ã© " * 5000)) == 200


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ('"Biro \\u00e2\\u20ac\\u2122s"', ["text-garbled"]),
        ('"Biro \\ufffd"', ["text-lost"]),
        ('"Caf\\u00e9 \\xe2 la carte \\u2019"', []),
        ("'a\\u00e2\\u20ac\\u2122'", []),  # in single quotes these are plain letters
        ('"Biro\\u202e"', ["yaml-control-character"]),
        ('"Bi\\u200bro"', ["yaml-control-character"]),
        ('"Biro\\L x"', ["yaml-control-character"]),
    ],
)
def test_letters_written_as_escapes_are_looked_at_as_well(
    name: str, codes: Sequence[str], tmp_path: Path
) -> None:
    write(small_office(), tmp_path / "content")
    file = tmp_path / "content/units/biro-a.yml"
    file.write_text(f"id: biro-a\nname: {{id: Biro, en: {name}}}\n", "utf-8")
    told = [one for one in check(tmp_path / "content").findings if one.file.endswith("biro-a.yml")]
    assert [(one.code, one.line) for one in told] == [(code, 2) for code in codes]


def test_broken_letters_are_told_beside_other_faults_of_the_file(tmp_path: Path) -> None:
    tree = small_office()
    write(tree, tmp_path / "content")
    file = tmp_path / "content" / "units/biro-a.yml"
    file.write_text("id: biro-a  # kafÃ©\nnama: {id: Biro Ã©, en: Unit \ufffd}\n", "utf-8")
    found = {(one.code, one.line) for one in check(tmp_path / "content").findings}
    assert found >= {
        ("text-garbled", 1), ("text-garbled", 2), ("text-lost", 2), ("key-unknown", 2),
    }  # fmt: skip


# --- texts that nobody sees ----------------------------------------------------------------------

UNSEEN = [
    "\u00a0", "\u3000", "\u2800", "\u034f", "\ufe0f", "\u180e", "\u2003\u00a0\u2800", "   ", "\n",
]  # fmt: skip


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_a_text_of_signs_that_nobody_sees_is_empty(text: str, told: Told) -> None:
    tree = small_office()
    tree["units/biro-a.yml"]["notes"] = text
    tree["indicators/x.yml"]["name"]["en"] = text
    tree["indicators/y.yml"]["formula"]["words"]["id"] = text
    found = told(tree)
    assert found["text-empty"] + found["yaml-sign"] == 3  # without quotation marks it is YAML's
    assert set(found) <= {"text-empty", "yaml-sign"}


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
@pytest.mark.parametrize("part", ["scope", "numerator", "denominator"])
def test_a_formula_of_signs_that_nobody_sees_is_empty(part: str, text: str, told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["formula"][part] = text
    assert told(tree) == {"text-empty": 1}


@pytest.mark.parametrize(
    "text", ["a\u00a0b", "\u4e2d", "e\u0301", "-", "\u2800x", "\u2764\ufe0f"], ids=ascii
)
def test_a_text_of_which_something_is_seen_is_none(text: str, told: Told) -> None:
    tree = small_office()
    tree["units/biro-a.yml"]["notes"] = text
    assert told(tree) == {}
