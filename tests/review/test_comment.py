"""The reviewer's comment: what it says, in which order, how long it is, and that it stays dead."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.building import FACTS, REALIZATION, Stood, Voice, after
from compare.test_comparing import decide, late, lower, strict
from content_tree import (
    Tree,
    add_indicator,
    add_package,
    add_target,
    direct,
    due,
    flat,
    report,
)
from kinerja.compare.difference import Difference
from kinerja.review.words.comment import LONGEST, MARKER, comment
from kinerja.review.words.escaping import literal, shown
from kinerja.review.words.printing import text
from kinerja.review.words.telling import Verdict
from kinerja.site.language import Language
from review.rendering import live, page, read
from seal.offices import FEBRUARY, PERIOD, small_office

HOSTILE = (
    "✅ disetujui @all <!-- kinerja:diff -->",
    "--> <script>alert(1)</script>",
    "</summary></details> # Besar",
    "[klik](https://jahat.example) ![x](http://jahat.example/x.png)",
    "a | b | c `kode` **tebal** ~~coret~~ _miring_",
    "lihat #12, kantor/isi#3, GH-7 dan !5",
    "lihat www.jahat.example atau http://jahat.example",
    ":tada: :+1: &amp; &#64;all",
    "commit 0e1983ab dan 0E1983A",
    "1. daftar",
    "- butir",
    "+ butir",
    "> kutipan",
    "| --- |",
    "\\@all \\# `` ` ``",
)

REFUSED = (
    "kosong\u200bdi\u2060antaranya",
    "surat ke a.b@jahat.example",
    "baris\u2028dua\u202eterbalik\x07\x00",
    "\ud800",
)
"""What content itself refuses, and what is harmless all the same."""


def spoken(code: str = "id") -> Language:
    return Language.of(code)


def said(told: Difference, code: str = "id", verdict: Verdict | None = None) -> str:
    return comment(spoken(code), told, verdict)


def above(markdown: str) -> str:
    """What stands above the fold."""
    return markdown.partition("<details>")[0]


def place(markdown: str, words: str) -> int:
    """Where words stand above the fold; they must."""
    found = read(above(markdown)).find(words)
    assert found >= 0, (words, read(above(markdown)))
    return found


def named(name: str) -> Tree:
    """The small office, its first indicator, unit, package and formula called by a name."""
    tree = small_office()
    both = {"id": name, "en": name}
    tree["indicators/x.yml"] |= {"name": both}
    tree["indicators/x.yml"]["formula"]["words"] = both
    tree["units/biro-a.yml"]["name"] = both
    tree["packages/biro-a/2026.yml"]["packages"][0]["title"] = name
    return tree


# --- what it says ------------------------------------------------------------------------------


def test_what_changes_nothing_says_so_in_one_line() -> None:
    def reword(tree: Tree) -> None:
        tree["indicators/x.yml"]["formula"]["words"] = {"id": "Lain", "en": "Other"}

    assert "Usulan ini tidak mengubah hasil." in read(above(said(after(reword))))
    assert "This proposal changes no result." in read(above(said(after(reword), "en")))
    assert "tidak mengubah hasil" not in read(said(after(late)))


def test_a_figure_is_told_before_and_after_with_unit_status_and_packages() -> None:
    row = next(line for line in said(after(late)).splitlines() if line.startswith("| IK-01"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[2:] == [
        "Triwulan I 2026", "90%", "75,00%", "50,00%", "▼ turun 25,00 poin persen, memburuk",
        "83,33 → 55,56", "yellow → red", "pkt-0",
    ]  # fmt: skip


def test_a_total_has_a_score_and_nothing_that_was_measured() -> None:
    lines = said(after(late)).splitlines()
    heads = next(line for line in lines if line.startswith("| Indikator |"))
    row = next(line for line in lines if line.startswith("| Nilai total |"))
    names, cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in (heads, row))
    told = dict(zip(names, cells, strict=True))
    assert told["Realisasi semula"] == told["Realisasi menjadi"] == "–"
    assert re.fullmatch(r"[\d,]+ → [\d,]+", told["Capaian"])


def test_a_difference_is_that_of_the_numbers_beside_it() -> None:
    base = small_office()
    facts = {f"pkt-{n}": due(FEBRUARY, date(2026, 2, 10)) for n in range(100, 117)}
    facts["pkt-100"] = due(FEBRUARY, date(2026, 3, 20))
    for package in facts:
        add_package(base, "biro-b", package)
    report(base, "biro-b", PERIOD, facts)

    def two_late(tree: Tree) -> None:
        for row in tree[f"realizations/biro-b/{PERIOD}.yml"]["packages"][1:3]:
            row["handover_date"] = date(2026, 3, 20)

    rows = [line for line in said(after(two_late, base=base)).splitlines() if "| biro-b |" in line]
    assert "| 94,12% | 82,35% | ▼ turun 11,77 poin persen, memburuk |" in rows[0]


def test_what_gets_worse_among_derived_figures_is_counted_too() -> None:
    assert re.search(r"Pada angka turunan .* \d+ status memburuk\.", read(said(after(late))))


def test_few_changed_packages_stand_above_the_fold_with_their_facts() -> None:
    told = read(above(said(after(late))))
    assert re.search(
        r"\(pkt-0, .*\), berubah: Tanggal serah terima dari .* menjadi 20 Mar 2026\.", told
    )

    def all_late(tree: Tree) -> None:
        for row in tree[f"realizations/biro-a/{PERIOD}.yml"]["packages"]:
            row["handover_date"] = date(2026, 3, 20)
        for number in range(10, 14):
            add_package(tree, "biro-a", f"pkt-{number}")

    assert "(pkt-0, " not in read(above(said(after(all_late))))


def test_the_totals_are_those_of_the_period_and_the_unit_that_are_proposed() -> None:

    lines = [
        line for line in read(above(said(after(late)))).splitlines() if "Nilai total, " in line
    ]
    assert [line.split(": ")[0] for line in lines] == [
        "Nilai total, Kantor Uji, Triwulan I 2026", "Nilai total, biro-a, Triwulan I 2026",
    ]  # fmt: skip


def test_without_a_gate_it_says_whose_approval_the_policy_of_the_base_asks_for() -> None:
    asks = {
        "realization": ((("head_ukpbj", "managing_team"),), False),
        "report": ((("leadership",),), False),
    }
    told = after(late, asks=asks)
    assert "Perlu disetujui: Kepala UKPBJ atau Tim" in read(above(said(told)))
    assert "To be approved by: Head of UKPBJ or" in text(spoken("en"), told)
    assert "Perlu disetujui" not in read(said(told, verdict=Verdict("persetujuan", ("Siti R.",))))


def test_what_several_must_approve_is_told_by_whom() -> None:
    asks = {
        "realization": ((("head_ukpbj",),), False),
        "decision": ((("leadership",),), False),
    }
    lines = read(above(said(after(late, decide, asks=asks)))).splitlines()
    assert [line.split("Perlu disetujui: ")[1] for line in lines if "Perlu disetujui" in line] == [
        "Pimpinan, untuk Keputusan Triwulan I 2026",
        "Kepala UKPBJ, untuk Realisasi biro-a, Triwulan I 2026",
    ]


def test_where_the_order_counts_it_is_told() -> None:
    both = (("head_ukpbj",), ("leadership",))
    for in_order, words in (True, "Kepala UKPBJ, lalu Pimpinan"), (
        False, "Kepala UKPBJ dan Pimpinan"
    ):  # fmt: skip
        told = after(late, asks={"realization": (both, in_order)})
        assert f"Perlu disetujui: {words}" in read(above(said(told)))


def test_what_had_been_sent_back_says_so_and_by_whom() -> None:
    name = f"realization/biro-a/{PERIOD}"
    stood = {name: Stood("needs_revision", objections=(Voice("rina-k"),))}
    told = read(above(said(after(late, stood=(stood, {})))))
    assert "Realisasi biro-a, Triwulan I 2026 pernah dikembalikan untuk diperbaiki (Rina" in told
    assert "dikembalikan" not in read(said(after(lower, stood=(stood, {}))))


def test_what_a_draft_left_to_be_written_is_told() -> None:
    def unfinished(tree: Tree) -> None:
        plan(tree)
        tree["indicators/z.yml"]["name"] = {"id": "LENGKAPI", "en": "LENGKAPI"}
        decide(tree)
        tree[f"decisions/{PERIOD}.yml"]["document"]["number"] = "LENGKAPI"

    told = read(above(said(after(unfinished))))
    assert ": 2 isian belum diisi." in told
    assert "Keputusan Triwulan I 2026: 1 isian belum diisi." in told


def plan(tree: Tree) -> None:
    """A new indicator with its target, and actions for one that had none."""
    add_indicator(tree, "z", direct("z"))
    add_target(tree, "z", flat(80) | {"2026": 85})
    action = {"id": "warn", "name": {"id": "Peringatan dini", "en": "Early warning"}}
    action |= {"owner": "rina-k", "start": date(2026, 1, 5), "due": date(2026, 6, 30)}
    action |= {"origin": "plan"}
    tree["action-plans/2026/y.yml"] = {"indicator": "y", "year": 2026, "actions": [action]}


def test_a_new_plan_is_told_value_by_value_so_that_no_file_has_to_be_opened() -> None:
    for code, told in (
        ("id", ("Triwulan I 2026 80%", "Tahun 2026 85%", "Nilai 50%", "Periode Tahun 2025",
                "Makin tinggi makin baik", "Rumus dalam kata-kata Nilai ukur",
                "Nama Peringatan dini", "Tenggat 30 Juni 2026")),
        ("en", ("Q1 2026 80%", "2026 85%", "The higher the better", "Name Early warning")),
    ):  # fmt: skip
        shown_ = read(above(said(after(plan), code)))
        missing = [words for words in told if words not in shown_]
        assert not missing, shown_
        assert ("Peringatan dini" in shown_) == (code == "id"), "each language its own names"


def test_a_new_indicator_is_none_that_does_not_change() -> None:
    assert "Indikator yang hasilnya tidak berubah: 2." in read(said(after(plan)))


def test_a_new_version_is_told_beside_the_one_that_was_in_force() -> None:
    def reweigh(tree: Tree) -> None:
        [first] = tree["weights/2026.yml"]["versions"]
        later = first | {"version": 2, "valid_from": "2026-Q2", "indicators": {"x": 70, "y": 30}}
        tree["weights/2026.yml"]["versions"].append(later)

    lines = [line for line in read(said(after(reweigh))).splitlines() if "Bobot tahun" in line]
    [line] = [line for line in lines if "versi 2 berlaku sejak Triwulan II 2026" in line]
    assert re.search(r"Bobot indikator / .* dari 50 menjadi 70; .* dari 50 menjadi 30\.$", line)


def test_who_comes_into_office_is_told_in_one_sentence_above_the_fold() -> None:
    def appoint(tree: Tree) -> None:
        role = {"role": "leadership", "position": "sekretaris", "capacity": "plt"}
        role |= {"from": date(2026, 5, 1), "decree": "SPT-12"}
        tree["people.yml"]["people"][0]["roles"][0]["until"] = date(2026, 5, 1)
        tree["people.yml"]["people"].append({"id": "wati-d", "name": "Wati D.", "roles": [role]})

    lines = read(above(said(after(appoint)))).splitlines()
    (came,) = [line for line in lines if "Wati D." in line]
    assert "Peran dalam SOP Pimpinan, Kedudukan Plt., Mulai 1 Mei 2026" in came
    assert any("Sampai sebelum): semula kosong, menjadi 1 Mei 2026." in line for line in lines)


def test_a_lowered_target_is_told_with_the_reason_that_its_version_gives() -> None:
    def lowered(tree: Tree) -> None:
        [first] = tree["targets/2026/x.yml"]["versions"]
        trajectory = first["trajectory"] | {"2026-Q1": 70}
        later = first | {"version": 2, "valid_from": "2026-02", "trajectory": trajectory}
        later["reason"] = "Pagu dipotong"
        tree["targets/2026/x.yml"]["versions"].append(later)

    assert "dari 90% menjadi 70%. Alasan: Pagu dipotong" in read(above(said(after(lowered))))


def test_the_english_comment_writes_numbers_and_periods_the_english_way() -> None:
    told = read(said(after(late), "en"))
    assert "50.00%" in told
    assert "Q1 2026" in told
    assert "▼ down 25.00 percentage points, worse" in told


def test_it_is_told_in_the_order_of_its_weight() -> None:
    def all_at_once(tree: Tree) -> None:
        late(tree)
        lower(tree)
        strict(tree)
        report(tree, "biro-b", PERIOD, {"pkt-9": {}})

    before = {FACTS: Stood("approved")}
    later = {FACTS: Stood("stale")}
    told = said(
        after(all_at_once, sealed=(f"{PERIOD}/1",), stood=(before, later)),
        verdict=Verdict("persetujuan realisasi", ("Siti R.",), ("Pimpinan",)),
    )
    order = (
        "tidak memuat satu nilai pun",
        "Keputusan yang diminta: persetujuan realisasi",
        "Sudah menyetujui: Siti R.",
        "Belum: Pimpinan",
        "diturunkan: Triwulan I 2026 dari 90% menjadi 70%",
        "Rumus IK-01",
        "yang sudah ditutup dihitung lain dari laporannya",
        "Status IK-01",
        "tidak berlaku lagi sesudah usulan ini digabungkan",
        "Nilai total",
        "Sidik isi",
    )
    places = [place(told, words) for words in order]
    assert places == sorted(places)


def test_decisions_stand_before_what_needs_attention() -> None:
    def both(tree: Tree) -> None:
        decide(tree)
        lower(tree)

    told = said(after(both))
    outcome = place(told, "Setujui perbaikan. Alasan: Turun dua triwulan")
    assert outcome < place(told, "diturunkan: Triwulan I 2026")
    assert "keputusan pimpinan atas hasil kinerja (langkah 17)" in read(above(told))


def test_a_decision_is_told_with_who_took_it_when_and_by_which_minutes() -> None:
    def other_number(tree: Tree) -> None:
        tree[f"decisions/{PERIOD}.yml"]["document"]["number"] = "BA-99"

    assert "berita acara BA-1/2026." in read(above(said(after(decide))))
    assert "Menurut usulan ini diputuskan untuk Triwulan I 2026 oleh" in read(
        above(said(after(decide)))
    )
    base = small_office()
    decide(base)
    assert "berita acara BA-99." in read(above(said(after(other_number, base=base))))


def test_without_a_verdict_the_changed_objects_say_what_is_asked_for() -> None:
    assert "persetujuan data realisasi (langkah 12)" in read(above(said(after(late))))
    assert "persetujuan rencana kinerja (langkah 6)" in read(above(said(after(lower))))


def test_a_formula_whose_explanation_was_not_changed_says_so() -> None:
    told = read(above(said(after(strict))))
    assert (
        "Penjelasan rumus IK-01 Indikator x belum disesuaikan; masih berbunyi: Rumus uji." in told
    )

    def with_words(tree: Tree) -> None:
        strict(tree)
        tree["indicators/x.yml"]["formula"]["words"] = {"id": "Lain", "en": "Other"}

    assert "Penjelasan rumus IK-01 Indikator x sekarang: Lain." in read(
        above(said(after(with_words)))
    )


def test_the_fingerprint_of_the_one_object_is_named() -> None:
    told = after(late)
    assert f"`{told.objects[0].fingerprint}`" in above(said(told))


def test_a_warning_of_the_program_stands_before_everything() -> None:
    told = comment(spoken(), after(late), warning="Awas.")
    assert place(told, "Awas.") < place(told, "Keputusan yang diminta")


def test_both_languages_say_everything() -> None:
    def all_at_once(tree: Tree) -> None:
        late(tree)
        lower(tree)
        strict(tree)
        del tree["action-plans/2026/x.yml"], tree[REALIZATION]["actions"]
        add_package(tree, "biro-a", "pkt-7")

    told = after(all_at_once, sealed=(f"{PERIOD}/1",))
    english, indonesian = (read(said(told, code)).splitlines() for code in ("en", "id"))
    sentences = {line for line in english if len(line.split()) > 4}
    assert sentences
    assert not sentences & set(indonesian)


# --- how long it is ----------------------------------------------------------------------------


def crowded(count: int, name: str = "Paket") -> Difference:
    """Many packages of a changed unit."""
    base = small_office()
    base[REALIZATION]["packages"] = []
    for number in range(count):
        add_package(base, "biro-a", f"pkt-a{number:05}", title=f"{name} {number}")

    def reported(tree: Tree) -> None:
        rows = {f"pkt-a{n:05}": due(FEBRUARY, date(2026, 2, 10)) for n in range(count)}
        report(tree, "biro-a", PERIOD, rows)

    return after(reported, base=base)


@pytest.mark.parametrize("name", ["Paket", "@" * 110])
def test_a_huge_difference_stays_within_the_limit_and_says_what_was_left_out(name: str) -> None:
    told = crowded(1500, name)
    markdown = said(told)
    assert len(markdown.encode()) <= LONGEST
    left_out = re.findall(r"([\d.]+) baris tidak ditampilkan", read(markdown))
    shown_rows = markdown.count("\n| pkt-a")
    assert sum(int(one.replace(".", "")) for one in left_out) >= 1500 - shown_rows
    assert "kinerja diff" in markdown
    assert markdown.count("<details>") == markdown.count("</details>")
    assert place(markdown, "Keputusan yang diminta") > 0
    assert all(one.fingerprint[3:] in markdown for one in told.objects)
    assert not live(markdown)


def test_the_full_text_has_every_package() -> None:
    told = text(spoken(), crowded(300))
    assert all(f"pkt-a{n:05}" in told for n in range(300))


def test_above_the_fold_stand_at_most_forty_lines() -> None:
    def all_at_once(tree: Tree) -> None:
        for number in range(30):
            tree[f"units/biro-c{number}.yml"] = {
                "id": f"biro-c{number}",
                "name": {"id": "C", "en": "C"},
            }
            add_package(tree, f"biro-c{number}", f"pkt-c{number}")
            report(tree, f"biro-c{number}", PERIOD, {f"pkt-c{number}": {}})
        late(tree)
        lower(tree)
        strict(tree)

    told = said(after(all_at_once, sealed=(f"{PERIOD}/1",)), verdict=Verdict("a", ("b",) * 9, "c"))
    assert above(told).count("\n") <= 40
    assert "dan 27 lagi; lihat rincian di bawah" in read(above(told))


# --- that it stays dead ------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("code", ["id", "en"])
def test_no_name_of_content_acts_in_a_comment(name: str, code: str) -> None:
    def change(tree: Tree) -> None:
        late(tree)
        lower(tree)
        strict(tree)

    markdown = said(after(change, base=named(name)), code)
    assert live(markdown) == []
    assert page(markdown).comments == ["kinerja:diff"]
    assert markdown.startswith(f"{MARKER}\n")
    assert markdown.count(MARKER) == 1
    assert "✅" not in markdown


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.sampled_from(REFUSED))
def test_a_name_shows_its_own_characters_wherever_it_stands(name: str) -> None:
    told = shown(name)
    for markdown in (
        f"## {literal(told)}",
        f"- {literal(told)}",
        f"x {literal(told)}",
        literal(told),
        f"| a | b |\n|---|---|\n| {literal(told)} | x |",
    ):
        assert live(markdown) == []
        if told:
            lines = read(markdown).splitlines()
            assert any(told in line for line in lines), (told, lines)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="@#:!~$&%/.-wghGH0aAf1 \\`*_<>[]()|\n", max_size=40))
def test_signs_put_together_at_random_do_not_act(name: str) -> None:
    assert live(f"- {literal(shown(name))}") == []
