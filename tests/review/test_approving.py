"""The way of an approval on real git: asked for, given, merged, recorded, proved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

from review.stage import REPORT, Stage, realization


def test_an_approved_report_is_merged_recorded_and_proved_from_a_clone(office: Stage) -> None:
    number = office.propose({REPORT: realization(submitted_by="budi-s")})
    assert office.gate(number).exit_code == 1
    office.forge.review(number, "sitir")
    done = office.gate(number)
    assert done.exit_code == 0, done.stdout + done.stderr
    office.merge(number)
    assert office.record(number).exit_code == 0
    [place] = office.records()
    record = yaml.safe_load(place.read_text())
    assert record["object"] == "realization/biro-a/2026-Q1"
    assert record["by"]["person"] == "siti-r"
    assert record["authors"] == ["budi-s"]
    proved = office.verify()
    assert proved.exit_code == 0, proved.stdout + proved.stderr


def test_recording_twice_adds_nothing(office: Stage) -> None:
    number = office.approved({REPORT: realization()})
    before = {place: place.read_bytes() for place in office.records()}
    assert office.run("record", "--pr", str(number)).exit_code == 0
    assert {place: place.read_bytes() for place in office.records()} == before


def test_a_request_for_changes_is_recorded_beside_the_later_approval(office: Stage) -> None:
    number = office.propose({REPORT: realization(handover=date(2026, 3, 20))})
    office.forge.review(number, "sitir", "CHANGES_REQUESTED")
    office.more({REPORT: realization()})
    office.forge.review(number, "sitir")
    office.merge(number)
    assert office.record(number).exit_code == 0
    told = [yaml.safe_load(place.read_text()) for place in office.records()]
    assert [one["decision"] for one in told] == ["needs_revision", "approved"]
    place = "packages pkt-biro-a handover_date"
    assert told[1]["changes"] == [
        {"what": place, "before": "2026-03-20", "after": "2026-03-01"},
    ]
    proved = office.verify()
    assert proved.exit_code == 0, proved.stdout


def test_minutes_give_the_same_record_marked_as_such(office: Stage, tmp_path: Path) -> None:
    scan = tmp_path / "ba.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    office.commit({REPORT: realization()}, "budi-s")
    office.push("main")
    told = ["record", "--minutes", str(scan), "--number", "BA-1/2026", "--date", "2026-04-14",
            "--signed-by", "siti-r", "--recorded-by", "maya-g",
            "--object", "realization/biro-a/2026-Q1"]  # fmt: skip
    done = office.run(*told)
    assert done.exit_code == 0, done.stderr
    office.keep("Catat berita acara")
    [place] = office.records()
    assert yaml.safe_load(place.read_text())["source"]["kind"] == "minutes"
    proved = office.verify()
    assert proved.exit_code == 0, proved.stdout
    assert office.run(*told).exit_code == 0
    assert len(office.records()) == 1
