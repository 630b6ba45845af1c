"""Approvals on the site: badges, the register, histories, what stands behind a figure, duties."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

import content_tree as ct
from decided import Decided
from kinerja.achievement.compiling import compile_content
from kinerja.cli.main import main
from kinerja.ledger.standing import NO_SEALS, standings
from kinerja.site.report import Report, report
from kinerja.site.views import Source, source
from kinerja.site.views import approvals as register
from kinerja.site.views.duties import duties
from review.stage import office_tree, realization, stage

REPORT_A, REPORT_B = "realization/biro-a/2026-Q1", "realization/biro-b/2026-Q1"
INDICATOR, TARGET = "indicator/on-time", "target/2026/on-time"
_TAGS = re.compile(r"<[^>]+>")


@pytest.fixture
def office(tmp_path: Path) -> Decided:
    """An office with a plan and two reports that were handed in; nothing has been decided."""
    tree = office_tree()
    for unit, person in (("biro-a", "budi-s"), ("biro-b", "rina-k")):
        handed_in = {"submitted_by": person, "submitted_on": date(2026, 4, 8)}
        tree[f"realizations/{unit}/2026-Q1.yml"] = realization(unit, **handed_in)
    ct.write(tree, tmp_path / "content")
    return Decided(tmp_path / "content")


def told(office: Decided) -> Report:
    """The report of the folder as it is now."""
    checked = office.read()
    assert checked.is_sound, checked.findings
    compiled = compile_content(office.content, checked.today)
    found = standings(office.content, checked.fingerprints, NO_SEALS, checked.today)
    return report(compiled, standings=found)


def pages(shown: Report, language: str = "id") -> Mapping[str, str]:
    """The text of each page by its address, without elements, as a reader sees it."""
    return {page.path: text(page.body) for page in Source(shown)(language).pages}


def text(body: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(_TAGS.sub("", body)))


def change(office: Decided, place: str, old: str, new: str) -> None:
    """Another word in a file of the folder."""
    path = office.folder / place
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new), "utf-8")


def plan_approved(office: Decided) -> None:
    """Everything of the plan is approved by both roles."""
    for name in office.known:
        if name.partition("/")[0] in ("goal", "area", "indicator", "target", "weights"):
            office.add(name, "hadi-k", day=date(2026, 1, 20))
            office.add(name, "lukman-a", day=date(2026, 1, 22))


# ------------------------------------------------------------------------------------- badges


def test_an_office_without_a_policy_has_no_badge_and_no_page(office: Decided) -> None:
    (office.folder / "approval-policy.yml").unlink()
    shown = told(office)
    assert shown.standings == {}
    for page in Source(shown)("id").pages:
        assert not page.path.startswith(("approvals/", "duties/"))
        assert not re.search(r'href="[^"]*(approvals|duties)/', page.body), page.path
        assert "Persetujuan" not in [step.title for step in page.nav]


def test_what_the_policy_asks_nothing_for_has_no_badge(office: Decided) -> None:
    shown = told(office)
    assert "unit/biro-a" not in shown.standings
    assert "riwayat" not in pages(shown)["units/biro-a/"]


def test_the_head_of_a_page_says_who_approved_and_when(office: Decided) -> None:
    plan_approved(office)
    said = pages(told(office))["indicators/on-time/"]
    assert (
        "Disetujui Hadi K. (Kepala UKPBJ) dan Lukman A. (Pimpinan), 22 Januari 2026 (riwayat)"
        in said
    )
    said = pages(told(office), "en")["goals/timely-supply/"]
    assert "Approved by Hadi K. (Head of UKPBJ) and Lukman A. (Leadership), 22 January 2026" in said


def test_minutes_are_named_wherever_they_approved(office: Decided) -> None:
    office.add("area/contract-delivery", "hadi-k", minutes="BA-12/2026")
    office.add("area/contract-delivery", "lukman-a", minutes="BA-12/2026")
    shown = pages(told(office))
    ending = "14 April 2026, menurut berita acara BA-12/2026"
    assert ending in shown["areas/contract-delivery/"]
    assert "Disetujui menurut berita acara: 1 berkas" in shown["approvals/"]
    history = shown["approvals/lasting/"]
    assert "ditandatangani Lukman A. · direkam Maya G. · SHA-256 pindaian " + "b" * 64 in history


def test_who_spoke_before_their_turn_is_waited_for_again(office: Decided) -> None:
    change(office, "approval-policy.yml", "step: '6'", "step: '6'\n    in_order: true")
    office.add(TARGET, "lukman-a", day=date(2026, 4, 13))
    office.add(TARGET, "hadi-k", day=date(2026, 4, 14))
    page = duties(told(office))
    waiting = {one.person.id: [w.standing.object for w in one.approvals] for one in page.busy}
    assert TARGET in waiting["lukman-a"]
    assert TARGET not in waiting.get("hadi-k", [])
    assert page.stuck == ()


def test_acting_officers_are_called_so(office: Decided) -> None:
    office.add(REPORT_A, "siti-r", capacity="plt")
    shown = pages(told(office))
    name = "Siti R. (Plt. Tim Pengelolaan Kelembagaan UKPBJ)"
    assert "Disetujui oleh pejabat sementara (Plt. atau Plh.): 1 berkas" in shown["approvals/"]
    assert name in shown["approvals/2026/"]


def test_a_successor_to_a_vacant_office_is_called_so_whatever_was_approved_since(
    office: Decided,
) -> None:
    office.add("people", "lukman-a", day=date(2026, 5, 4), minutes="BA-3", vacancy=True)
    office.add("people", "lukman-a", day=date(2026, 5, 9), minutes="BA-4")
    shown = pages(told(office))
    assert "Pernah disetujui oleh penerus jabatan yang lowong: 1 berkas" in shown["approvals/"]
    mark = "menjabat menurut isi yang disetujuinya sendiri"
    assert shown["approvals/lasting/"].count(mark) == 1


def test_what_waits_says_for_whom(office: Decided) -> None:
    office.add(TARGET, "hadi-k")
    history = pages(told(office))["approvals/2026/"]
    assert "Draf, menunggu Pimpinan" in history
    assert "Diajukan, menunggu Tim Pengelolaan Kelembagaan UKPBJ atau Kepala UKPBJ" in history


def test_how_many_people_are_missing_is_told_where_it_is_more_than_one(office: Decided) -> None:
    change(office, "approval-policy.yml", "step: '12'", "step: '12'\n    minimum: 2")
    roles = "Tim Pengelolaan Kelembagaan UKPBJ atau Kepala UKPBJ"
    assert f"Diajukan, menunggu {roles} (2 orang)" in pages(told(office))["approvals/2026/"]
    office.add(REPORT_A, "siti-r")
    page = duties(told(office))
    waiting = {one.person.id: {it.standing.object for it in one.approvals} for one in page.busy}
    assert REPORT_A not in waiting["siti-r"]
    assert REPORT_A in waiting["tono-w"]


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("sealed", "Disegel"),
        ("approved", "Disetujui"),
        ("needs_revision", "Perlu perbaikan"),
        ("suspect", "Perlu ditinjau ulang"),
        ("stale", "Berubah setelah disetujui"),
        ("submitted", "Diajukan"),
        ("draft", "Draf"),
    ],
)
def test_each_state_is_a_word_beside_a_shape(office: Decided, state: str, word: str) -> None:
    shown = told(office)
    one = replace(shown.standings[REPORT_A], state=state)
    shown = replace(shown, standings={**shown.standings, REPORT_A: one})
    [page] = [page for page in Source(shown)("id").pages if page.path == "units/biro-a/"]
    badge = re.search(r'<svg class="k-mark"[^>]*aria-hidden="true">(.*?)</svg> <a[^>]*>(.*?)</a>',
                      page.body)  # fmt: skip
    assert badge is not None
    assert badge[2] == word
    assert badge[1].startswith("<path")


# ----------------------------------------------------------------------------------- register


def test_the_register_tells_exceptions_first_and_counts_the_rest(office: Decided) -> None:
    plan_approved(office)
    office.add(REPORT_A, "siti-r", decision="needs_revision")
    change(office, "indicators/on-time.yml", "Indikator untuk uji.", "Artinya sekarang lain.")
    shown = told(office)
    assert shown.standings[INDICATOR].state == "stale"
    assert shown.standings[TARGET].state == "suspect"
    said = pages(shown)["approvals/"]
    order = [
        "Perlu perbaikan: 1 berkas", "Berubah setelah disetujui: 1 berkas",
        "Perlu ditinjau ulang, karena dasarnya berubah: ",
        "Tidak seorang pun menyetujui usulannya sendiri", "Semua berkas menurut tahun",
    ]  # fmt: skip
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    assert "Manual indikator Indikator on-time" in said[places[2] : places[3]]


def test_what_was_approved_and_is_gone_stays_in_the_register(office: Decided) -> None:
    plan_approved(office)
    office.add(REPORT_B, "siti-r")
    (office.folder / "realizations/biro-b/2026-Q1.yml").unlink()
    said = pages(told(office))["approvals/"]
    gone = said[said.index("Tidak ada lagi: 1 berkas") :]
    assert "Realisasi biro-b, Triwulan I 2026 Siti R." in gone


def test_those_who_approve_one_another_are_told_first(office: Decided) -> None:
    office.add("goal/timely-supply", "hadi-k", authors=["maya-g"])
    office.add(REPORT_A, "siti-r", authors=["budi-s"])
    office.add(REPORT_B, "tono-w", authors=["siti-r"])
    office.add("register/biro-a/2026", "siti-r", authors=["tono-w"])
    [page] = [page for page in Source(told(office))("id").pages if page.path == "approvals/"]
    rows = re.findall(r"<tr[^>]*>.*?</tr>", page.body.partition("usulan siapa")[2], re.DOTALL)
    first, second, third = (text(row) for row in rows[1:4])
    assert "Siti R." in first
    assert "Tono W." in second
    assert "saling menyetujui" in first
    assert "saling menyetujui" in second
    assert "saling menyetujui" not in third


def test_the_number_of_pages_does_not_grow_with_the_objects(office: Decided) -> None:
    few = [path for path in pages(told(office)) if path.startswith(("approvals/", "duties/"))]
    assert few == ["approvals/", "approvals/2026/", "approvals/lasting/", "duties/"]
    shown = told(office)
    one = shown.standings[REPORT_A]
    names = [f"realization/biro-a/{year}-{month:02}" for year in range(2020, 2026)
             for month in range(1, 13)]  # fmt: skip
    many = {name: replace(one, object=name) for name in names}
    shown = replace(shown, standings={**shown.standings, **many})
    more = [path for path in pages(shown) if path.startswith(("approvals/", "duties/"))]
    assert len(more) == len(few) + 6


# ----------------------------------------------------------------------------------- history


def test_the_history_tells_who_proposed_asked_and_approved_and_what_changed(
    office: Decided,
) -> None:
    office.add(REPORT_A, "siti-r", decision="needs_revision", fingerprint="v1:" + "0" * 64,
               day=date(2026, 4, 9))  # fmt: skip
    office.add(
        REPORT_A, "siti-r", authors=["budi-s", "orang-luar"], day=date(2026, 4, 14),
        merged=date(2026, 4, 15), position="Pengelola Kinerja",
        changes=[("packages pkt award_date", "2026-01-05", "2026-01-06"),
                 ("notes", None, "lengkap"), ("packages lama", "1", None)],
    )  # fmt: skip
    shown = told(office)
    said = pages(shown)["approvals/2026/"]
    team = "Siti R. (Tim Pengelolaan Kelembagaan UKPBJ)"
    newest = f"14 April 2026 · usulan Budi S. dan orang-luar disetujui {team}"
    older = f"9 April 2026 · {team} meminta perbaikan atas usulan Budi S."
    assert 0 < said.index(newest) < said.index(older)
    for words in (
        "digabungkan 15 April 2026", "isinya berubah sesudah itu",
        "Paket yang dilaporkan, pkt, Tanggal penetapan: 2026-01-05 menjadi 2026-01-06",
        "Catatan: ditambahkan",
        "ditambahkan: lengkap", "dihapus, semula 1", "Usulan nomor 2 di kantor/kinerja",
        "jabatan: Pengelola Kinerja", "Isi sekarang diserahkan Budi S., 8 April 2026",
        shown.standings[REPORT_A].fingerprint,
    ):  # fmt: skip
        assert words in said, words
    [page] = [page for page in Source(shown)("id").pages if page.path == "approvals/2026/"]
    assert 'href="https://github.example/kantor/kinerja/pull/2&#35;review-2"' in page.body


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "mailto:a@b.example"])
def test_only_an_address_of_the_web_becomes_a_link(office: Decided, url: str) -> None:
    office.add(REPORT_A, "siti-r")
    shown = told(office)
    standing = shown.standings[REPORT_A]
    [entry] = standing.records
    source = msgspec.structs.replace(entry.record.source, url=url)
    record = msgspec.structs.replace(entry.record, source=source)
    standing = replace(standing, records=(replace(entry, record=record),))
    [event] = register.events(shown.content, standing)
    assert event.url == ""


def test_names_of_content_are_text_and_nothing_else(office: Decided) -> None:
    hostile = "<script>alert(1)</script> [x](javascript:y) `z` | _a_"
    change(office, "people.yml", "name: Siti R.", f"name: '{hostile}'")
    office.read()
    office.add(REPORT_A, "siti-r", authors=["<b>tebal</b>"], position="<i>miring</i>",
               changes=[("<u>apa</u>", "<s>", "*tebal*")])  # fmt: skip
    for page in Source(told(office))("id").pages:
        assert not re.search(r"<(script|b|i|u|s)>", page.body), page.path
        assert "](javascript" not in page.body
    shown = pages(told(office))
    assert hostile in shown["approvals/2026/"]
    assert "usulan <b>tebal</b> disetujui" in shown["approvals/2026/"]


def test_a_record_made_by_the_recorder_reads_as_one(tmp_path: Path) -> None:
    with stage(tmp_path) as office:
        path = "content/realizations/biro-a/2026-Q1.yml"
        office.approved({path: realization(submitted_by="budi-s", submitted_on=date(2026, 4, 8))})
        said = pages(told(Decided(office.work / "content")))
    assert "usulan Budi S. disetujui Siti R. (Tim" in said["approvals/2026/"]
    assert "kantor/kinerja" in said["approvals/2026/"]


# --------------------------------------------------------------------------- figures, periods


def test_an_indicator_tells_the_approval_behind_its_figure(office: Decided) -> None:
    plan_approved(office)
    office.add(REPORT_A, "siti-r")
    said = pages(told(office))["indicators/on-time/"]
    behind = said[said.index("berkas di balik angka ini belum disetujui") - 2 :]
    assert behind.startswith("3")  # one report and two registers
    for words in (
        "Manual indikator Indikator on-time",
        "Target Indikator on-time tahun 2026",
        "Realisasi biro-a, Triwulan I 2026",
        "Realisasi biro-b, Triwulan I 2026",
    ):
        assert words in behind, words
    for name in (REPORT_B, "register/biro-a/2026", "register/biro-b/2026"):
        office.add(name, "siti-r", authors=["tono-w"])
    assert (
        "Semua berkas di balik angka ini yang perlu disetujui"
        in pages(told(office))["indicators/on-time/"]
    )


def test_an_open_period_says_what_is_not_approved(office: Decided) -> None:
    plan_approved(office)
    for name in (REPORT_A, "register/biro-a/2026", "register/biro-b/2026"):
        office.add(name, "siti-r", authors=["tono-w"])
    said = pages(told(office))["periods/2026-Q1/"]
    assert "Belum disetujui: 1 berkas Realisasi biro-b, Triwulan I 2026." in said
    office.add(REPORT_B, "siti-r")
    assert "Belum disetujui" not in pages(told(office))["periods/2026-Q1/"]


def test_a_closed_period_has_sealed_files_and_a_report_to_approve(
    office: Decided, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(office.folder.parent / "cache"))
    plan_approved(office)
    for name in (REPORT_A, REPORT_B, "register/biro-a/2026", "register/biro-b/2026"):
        office.add(name, "siti-r", authors=["tono-w"])
    reports = office.folder.parent / "reports"
    folders = ["--content", str(office.folder), "--reports", str(reports)]
    assert main(["close", "2026-Q1", *folders]) == 0
    shown = source(office.folder, reports, "").told
    assert shown.standings[TARGET].state == "sealed"
    said = pages(shown)
    assert "Disegel, disetujui Hadi K. (Kepala UKPBJ) dan Lukman A." in said["indicators/on-time/"]
    assert "menunggu Pimpinan (riwayat)" in said["periods/2026-Q1/"]
    assert "Belum disetujui" not in said["periods/2026-Q1/"]
    assert "Laporan Triwulan I 2026, keadaan ke-1" in said["duties/"]


# ------------------------------------------------------------------------------------- duties


def test_an_approval_waits_for_those_who_may_give_it_but_never_for_its_author(
    office: Decided,
) -> None:
    own = "realizations/biro-a/2026-Q1.yml"
    change(office, own, "submitted_by: budi-s", "submitted_by: siti-r")
    office.add(TARGET, "hadi-k", authors=["maya-g"])
    page = duties(told(office))
    waiting = {one.person.id: {it.standing.object for it in one.approvals} for one in page.busy}
    assert REPORT_A not in waiting["siti-r"]
    assert REPORT_B in waiting["siti-r"]
    assert {REPORT_A, REPORT_B} <= waiting["tono-w"] & waiting["hadi-k"]
    assert TARGET in waiting["lukman-a"]
    assert TARGET not in waiting["hadi-k"]  # has approved it
    assert "budi-s" not in waiting


def test_a_correction_waits_for_those_who_proposed(office: Decided) -> None:
    office.add(REPORT_A, "siti-r", decision="needs_revision", authors=["budis", "rina-k"])
    office.add("goal/timely-supply", "hadi-k", decision="needs_revision", authors=["orang-luar"])
    page = duties(told(office))
    correcting = {one.person.id for one in page.busy if one.corrections}
    assert correcting == {"budi-s", "rina-k"}  # one of them by the account
    assert [one.object for one in page.orphaned] == ["goal/timely-supply"]
    said = pages(told(office))["duties/"]
    assert "Budi S.: 1 menunggu" in said
    assert "Perbaikan yang diminta atas usulannya" in said


def test_what_nobody_can_settle_is_told_by_itself(office: Decided) -> None:
    change(office, "people.yml", "rank: jpt_madya", "rank: jpt_pratama")
    page = duties(told(office))
    assert TARGET in {one.object for one, _missing in page.stuck}
    assert "Tidak ada yang dapat menyelesaikannya" in pages(told(office))["duties/"]


def test_where_a_rule_has_an_order_the_role_ahead_is_named(office: Decided) -> None:
    change(office, "approval-policy.yml", "step: '6'", "step: '6'\n    in_order: true")
    page = duties(told(office))
    [leader] = [one for one in page.busy if one.person.id == "lukman-a"]
    first = {one.standing.object: one.first for one in leader.approvals}
    assert first[TARGET] == ("head_ukpbj",)


def test_nothing_waits_where_everything_is_approved(office: Decided) -> None:
    for name in told(office).standings:
        office.add(name, "siti-r" if "biro" in name else "hadi-k", authors=["maya-g"])
        office.add(name, "lukman-a", authors=["maya-g"])
    said = pages(told(office))["duties/"]
    assert said.startswith("Tidak ada persetujuan atau perbaikan yang ditunggu.")
    assert "Tidak ada yang menunggu" in said
