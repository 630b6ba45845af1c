"""Closing: nothing unapproved goes under a seal, and the seal holds the records."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from review.flips import PLANNED, REPORTED, close, closed, reported, sign, signed
from review.stage import REPORT, realization, stage


def test_a_period_closes_when_all_under_it_is_approved(tmp_path: Path) -> None:
    with stage(tmp_path) as office:
        reported(office)
        refused = close(office)
        assert refused.exit_code == 1
        for name in (*PLANNED, *REPORTED):
            assert name in refused.stderr
        assert "Mintakan persetujuan dari Kepala UKPBJ; Pimpinan" in refused.stderr
        english = office.run("close", "2026-Q1", "--as-of", "2026-04-30", "--lang", "en")
        assert "Ask Head of UKPBJ; Leadership for approval" in english.stderr
        signed(office)
        done = close(office)
        assert done.exit_code == 0, done.stderr
        record = json.loads((office.work / "reports/2026-Q1/1/record.json").read_text())
        assert len(record["approvals"]) == 2 * len(PLANNED) + len(REPORTED)
        office.keep("Tutup")
        assert office.verify().exit_code == 0
        office.records()[0].unlink()
        lost = office.run("check")
        assert lost.exit_code == 1
        assert "disegel bersama 2026-Q1" in lost.stdout


def test_a_revised_state_is_not_approved_without_what_changed_in_it(tmp_path: Path) -> None:
    with stage(tmp_path) as office:
        closed(office)
        office.write({REPORT: realization(handover=date(2026, 3, 25))})
        revised = office.run("revise", "2026-Q1", "--kind", "correction", "--reason",
                             "Tanggal serah terima keliru.", "--as-of", "2026-04-30")  # fmt: skip
        assert revised.exit_code == 0, revised.stderr
        office.keep("Koreksi")
        assert "approval-content-stale" in office.verify().stdout
        sign(office, "BA-3", ["report/2026-Q1/2"], ["lukman-a"])
        missing = office.verify()
        assert missing.exit_code == 1
        assert "sealed-not-approved" in missing.stdout
        assert "realization/biro-a/2026-Q1" in missing.stdout
        changed = office.run("diff", "HEAD~2", "HEAD")
        assert (
            "Persetujuan sebelumnya atas Realisasi biro-a, Triwulan I 2026 tidak berlaku lagi"
            in (changed.stdout)
        )
        office.run("pages", str(office.home / "docs"), "--quiet")
        waited = (office.home / "docs/duties.md").read_text("utf-8")
        assert "Siti R." in waited
        assert "Realisasi biro-a, Triwulan I 2026" in waited
        page = (office.home / "docs/periods/2026-Q1.md").read_text("utf-8")
        assert "Belum disetujui: 1 berkas" in page
        assert "Isi itu sudah dipakai dalam angka yang tersegel" in page
        sign(office, "BA-4", ["realization/biro-a/2026-Q1"], ["siti-r"])
        assert office.verify().exit_code == 0
        office.run("pages", str(office.home / "docs"), "--quiet")
        assert "Belum disetujui" not in (office.home / "docs/periods/2026-Q1.md").read_text("utf-8")


def test_who_hands_in_a_report_has_had_a_hand_in_it_whoever_runs_the_command(
    tmp_path: Path,
) -> None:
    with stage(tmp_path) as office:
        reported(office)
        signed(office)
        assert close(office).exit_code == 0
        done = office.run("propose", "--by", "lukman-a", "--as-of", "2026-04-30", online=False)
        assert done.exit_code == 0, done.stderr
        office.update()
        office.git("clean", "-fdq", "reports")
        office.git("merge", "-q", "--no-ff", f"origin/{done.stdout.strip()}", by="maya-g")
        office.push("main")
        line = ("record", "--minutes", str(tmp_path / "scan"), "--number", "BA-3", "--date")
        (tmp_path / "scan").write_text("BA-3")
        refused = office.run(*line, "2026-05-04", "--signed-by", "lukman-a", "--recorded-by",
                             "rina-k", "--object", "report/2026-Q1/1")  # fmt: skip
        assert refused.exit_code == 1
        assert "lukman-a ikut menulis report/2026-Q1/1" in refused.stderr


def test_a_decision_is_to_be_looked_at_again_when_its_report_is_corrected(tmp_path: Path) -> None:
    with stage(tmp_path) as office:
        closed(office)
        decided = {
            "period": "2026-Q1", "step": "17", "meeting": "rapat", "decided_on": date(2026, 4, 14),
            "decided_by": {"position": "sekretaris", "capacity": "definitive"},
            "basis": {"report": "2026-Q1"}, "document": {"number": "X", "date": date(2026, 4, 14)},
            "decisions": [{"object": "indicator/on-time", "outcome": "continue", "reason": "Ya"}],
            "submitted_by": "rina-k", "submitted_on": date(2026, 4, 14),
        }  # fmt: skip
        office.commit({"content/decisions/2026-Q1.yml": decided}, "rina-k")
        office.push("main")
        sign(office, "BA-3", ["decision/2026-Q1"], ["lukman-a"])
        assert "approval-suspect" not in office.doubts()
        office.write({REPORT: realization(handover=date(2026, 3, 25))})
        revised = office.run("revise", "2026-Q1", "--kind", "correction", "--reason", "Keliru.",
                             "--as-of", "2026-04-30")  # fmt: skip
        assert revised.exit_code == 0, revised.stderr
        office.keep("Koreksi")
        told = office.verify().stdout
        assert "decision/2026-Q1 disetujui, tetapi yang menjadi dasarnya berubah" in told
        assert "report/2026-Q1/2" in told
        office.run("pages", str(office.home / "docs"), "--quiet")
        page = (office.home / "docs/periods/2026-Q1.md").read_text("utf-8")
        assert "Laporan ini diperbaiki sesudah keputusan diambil" in page
        assert "Keputusan Triwulan I 2026 perlu ditinjau lagi" in (
            office.run("diff", "HEAD~1", "HEAD").stdout
        )
        sign(office, "BA-4", ["decision/2026-Q1"], ["lukman-a"])
        assert "approval-suspect" not in office.doubts()


@pytest.mark.parametrize("approved", [True, False])
def test_a_closed_period_that_is_removed_is_told_with_the_way_back(
    tmp_path: Path, *, approved: bool
) -> None:
    with stage(tmp_path) as office:
        closed(office)
        if approved:
            sign(office, "BA-3", ["report/2026-Q1/1"], ["lukman-a"])
            office.keep("Rekaman")
        shutil.rmtree(office.work / "reports/2026-Q1")
        office.keep("Rapikan")
        told = office.verify()
        assert told.exit_code == 1
        assert "seal-removed" in told.stdout
        assert "approval-object-gone" not in told.stdout
        [command] = re.findall(r"git (checkout \w+\^ -- reports/2026-Q1/1)", told.stdout)
        office.git(*command.split())
        office.keep("Kembalikan")
        assert office.verify().exit_code == 0


def test_a_closed_period_that_was_approved_is_not_closed_anew_as_if_for_the_first_time(
    tmp_path: Path,
) -> None:
    with stage(tmp_path) as office:
        closed(office)
        sign(office, "BA-3", ["report/2026-Q1/1"], ["lukman-a"])
        office.keep("Rekaman")
        shutil.rmtree(office.work / "reports/2026-Q1")
        office.commit({REPORT: realization(handover=date(2026, 3, 20))}, "maya-g")
        office.push("main")
        sign(office, "BA-4", ["realization/biro-a/2026-Q1"], ["siti-r"])
        office.keep("Rekaman")
        refused = close(office)
        assert refused.exit_code == 1
        assert "sudah ditutup dan disetujui" in refused.stderr
        aside = tmp_path / "approvals"  # somebody finds a way all the same
        (office.work / "content/approvals/2026/report--2026-q1--1").rename(aside)
        assert close(office).exit_code == 0
        aside.rename(office.work / "content/approvals/2026/report--2026-q1--1")
        office.keep("Tutup")
        sign(office, "BA-5", ["report/2026-Q1/1"], ["lukman-a"])
        office.keep("Rekaman")
        assert "seal-replaced" in office.run("check").stdout
        told = office.verify()
        assert told.exit_code == 1
        [command] = re.findall(r"git (checkout \w+ -- reports/2026-Q1/1)", told.stdout)
        office.git(*command.split())
        assert "seal-replaced" not in office.run("check").stdout


def test_what_stands_under_a_seal_still_waits_if_it_was_objected_to_or_brought_back(
    tmp_path: Path,
) -> None:
    target = "content/targets/2026/on-time.yml"
    with stage(tmp_path) as office:
        closed(office)
        before = (office.work / target).read_text()

        def told() -> str:
            assert office.run("pages", str(office.home / "docs"), "--quiet").exit_code == 0
            return (office.home / "docs/approvals.md").read_text("utf-8")

        assert "tidak ada yang perlu perhatian" in told()
        objects, both = ["target/2026/on-time"], ["hadi-k", "lukman-a"]
        office.commit({target: before.replace("2026-Q4: 80", "2026-Q4: 85")}, "maya-g")
        office.push("main")
        sign(office, "BA-4", objects, both)
        office.keep("Rekaman")
        assert "tidak ada yang perlu perhatian" in told()
        office.commit({target: before}, "maya-g")
        office.push("main")
        assert "Berubah setelah disetujui: 1 berkas" in told()
        sign(office, "BA-5", objects, both)
        office.keep("Rekaman")
        assert "tidak ada yang perlu perhatian" in told()
        sign(office, "BA-6", objects, ["lukman-a"], "--decision", "needs_revision")
        assert "Perlu perbaikan: 1 berkas" in told()


def test_no_proposal_changes_a_table_of_a_closed_period(tmp_path: Path) -> None:
    place = "reports/2026-Q1/1/achievements.csv"
    with stage(tmp_path) as office:
        closed(office)
        text = (office.work / place).read_text()
        number = office.propose({place: text.replace("100", "50", 1)}, by="maya-g")
        assert office.gate(number).exit_code == 1


def test_closing_says_who_has_not_reported(tmp_path: Path) -> None:
    with stage(tmp_path) as office:
        office.commit({REPORT: realization()}, "maya-g")
        office.push("main")
        sign(office, "BA-1", PLANNED, ("hadi-k", "lukman-a"))
        sign(office, "BA-2", [one for one in REPORTED if "biro-b/2026-Q1" not in one], ("siti-r",))
        done = close(office)
        assert done.exit_code == 0, done.stderr
        assert "Disegel tanpa laporan dari: biro-b." in done.stdout + done.stderr


def test_closing_names_the_role_that_an_objection_waits_for(tmp_path: Path) -> None:
    with stage(tmp_path) as office:
        reported(office)
        sign(office, "BA-1", PLANNED, ("hadi-k", "lukman-a"))
        sign(office, "BA-2", REPORTED[:1], ("siti-r",), "--decision", "needs_revision")
        sign(office, "BA-3", REPORTED[1:], ("siti-r",))
        refused = close(office)
        assert refused.exit_code == 1
        assert "Perlu perbaikan" in refused.stderr
        assert "dari Tim Pengelolaan Kelembagaan UKPBJ" in refused.stderr
        assert "dari –" not in refused.stderr
