"""Closing: nothing unapproved goes under a seal, and the seal holds the records."""

from __future__ import annotations

import json
from pathlib import Path

from review.stage import REPORT, realization, stage

OTHER = "content/realizations/biro-b/2026-Q1.yml"
PLANNED = ("goal/timely-supply", "area/contract-delivery", "indicator/on-time",
           "target/2026/on-time", "weights/2026")  # fmt: skip
REPORTED = ("register/biro-a/2026", "register/biro-b/2026", "realization/biro-a/2026-Q1",
            "realization/biro-b/2026-Q1")  # fmt: skip
CLOSE = ("close", "2026-Q1", "--as-of", "2026-04-30")


def test_a_period_closes_when_all_under_it_is_approved(tmp_path: Path) -> None:
    with stage(tmp_path) as office:
        office.commit({REPORT: realization(), OTHER: realization("biro-b")}, "maya-g")
        office.push("main")
        refused = office.run(*CLOSE)
        assert refused.exit_code == 1
        for name in (*PLANNED, *REPORTED):
            assert name in refused.stderr
        assert "leadership" in refused.stderr
        scan = office.home / "ba.pdf"
        scan.write_bytes(b"%PDF-1.7")
        for number, objects, people in (
            ("BA-1", PLANNED, ("hadi-k", "lukman-a")),
            ("BA-2", REPORTED, ("siti-r",)),
        ):
            told = ["record", "--minutes", str(scan), "--number", number, "--date", "2026-04-14"]
            told += [part for one in people for part in ("--signed-by", one)]
            told += [part for one in objects for part in ("--object", one)]
            done = office.run(*told, "--recorded-by", "rina-k")
            assert done.exit_code == 0, done.stderr
        office.keep("Catat berita acara")
        closed = office.run(*CLOSE)
        assert closed.exit_code == 0, closed.stderr
        record = json.loads((office.work / "reports/2026-Q1/1/record.json").read_text())
        assert len(record["approvals"]) == 2 * len(PLANNED) + len(REPORTED)
        office.keep("Tutup")
        assert office.verify().exit_code == 0
        office.records()[0].unlink()
        lost = office.run("check")
        assert lost.exit_code == 1
        assert "disegel bersama 2026-Q1" in lost.stdout
