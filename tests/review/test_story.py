"""A quarter of an office, from the first report to a correction, as everybody lives it.

A bare repository, the clone of a unit, that of the team, and the forge between them; what comes of
it is proved again and again from a fresh clone without network, and lastly without the branches.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yaml

import content_tree as ct
from review.flips import PLANNED, REPORTED, sign
from review.stage import REPORT, Stage, realization, stage
from review.standin_git import git


class Told:
    """The office, with what its people do in their own clones."""

    def __init__(self, office: Stage) -> None:
        self.office = office
        self.desk = office.clone("budi")
        self.turn = 0

    def report(self, handover: date, *more: str) -> int:
        """budi-s writes the unit's report in a clone and proposes it; the number."""
        self.office.git("pull", "-q", "--ff-only", folder=self.desk)
        file = self.desk / REPORT
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(realization(handover=handover), sort_keys=False))
        done = self.office.run("propose", "--by", "budi-s", "--as-of", "2026-04-14", *more,
                               folder=self.desk, by="budis")  # fmt: skip
        assert done.exit_code == 0, done.stderr
        self.office.git("checkout", "-q", "--", "content", folder=self.desk)
        self.office.git("clean", "-q", "-fd", "content", folder=self.desk)
        return int(done.stdout.strip().rpartition("/")[2])

    def settle(self, number: int, how: str) -> None:
        """Merge on the forge, record and prove."""
        assert self.office.gate(number).exit_code == 0
        self.office.merge(number, how=how)
        done = self.office.run("record", "--pr", str(number), "--push", "origin")
        assert done.exit_code == 0, done.stderr
        self.proved()

    def team(self, title: str, *reviewers: str, how: str = "squash") -> None:
        """What lies in the team's clone is proposed, approved, merged and recorded."""
        day = ("--as-of", "2026-04-30")
        done = self.office.run("propose", "--by", "rina-k", "--title", title, *day, by="rinak")
        assert done.exit_code == 0, done.stderr
        number = int(done.stdout.strip().rpartition("/")[2])
        self.office.git("checkout", "-q", "--", ".")
        self.office.git("clean", "-q", "-fd")
        assert self.office.gate(number).exit_code == 1
        for login in reviewers:
            self.office.forge.review(number, login)
        self.settle(number, how)

    def proved(self) -> None:
        """A clone alone proves everything."""
        self.turn += 1
        place = self.office.clone(f"segar-{self.turn}")
        done = self.office.verify(folder=place)
        assert done.exit_code == 0, done.stdout + done.stderr


def test_a_quarter_from_the_first_report_to_a_correction(tmp_path: Path) -> None:
    with stage(tmp_path) as office:
        told = Told(office)
        plan(office)
        told.proved()

        number = told.report(date(2026, 3, 20))
        assert office.gate(number).exit_code == 1
        office.forge.review(number, "sitir", "CHANGES_REQUESTED")
        assert office.verdict(number)["objects"][0]["changes_requested_by"] == ["siti-r"]
        branch = office.forge.pulls[number].head_ref
        assert told.report(date(2026, 3, 1), "--branch", branch) == number
        office.forge.review(number, "sitir")
        told.settle(number, "squash")
        decisions = [yaml.safe_load(one.read_text())["decision"] for one in records(office)]
        assert decisions == ["needs_revision", "approved"]

        other = office.propose(
            {"content/realizations/biro-b/2026-Q1.yml": realization("biro-b")},
            by="rina-k", branch="biro-b",
        )  # fmt: skip
        office.forge.review(other, "tonow")
        told.settle(other, "merge")

        closed = office.run("close", "2026-Q1", "--as-of", "2026-04-30")
        assert closed.exit_code == 0, closed.stderr
        told.team("Laporan Triwulan I", "lukmana")
        assert realized(office, 1) == "100"

        office.write({REPORT: realization(handover=date(2026, 3, 25))})
        assert office.run("check").exit_code == 1
        revised = office.run("revise", "2026-Q1", "--kind", "correction", "--reason",
                             "Tanggal serah terima keliru.", "--as-of", "2026-04-30")  # fmt: skip
        assert revised.exit_code == 0, revised.stderr
        told.team("Koreksi Triwulan I", "sitir", "lukmana", how="merge")
        assert (realized(office, 1), realized(office, 2)) == ("100", "50")

        site = tmp_path / "situs"
        built = office.run("build", "--site", str(site), online=False)
        assert built.exit_code == 0, built.stderr
        page = (site / "approvals/index.html").read_text()
        assert "Siti R." in page
        assert f"/pull/{number}" in "".join(one.read_text() for one in site.rglob("index.html"))

        for name in git(office.bare, "for-each-ref", "--format=%(refname:short)").split():
            if name != "main":
                git(office.bare, "branch", "-q", "-D", name)
        git(office.bare, "gc", "-q", "--prune=now")
        told.proved()
        place = office.clone("terakhir")
        again = office.run("reproduce", "2026-Q1", folder=place, online=False)
        assert again.exit_code == 0, again.stderr


def plan(office: Stage) -> None:
    """Leadership has signed the plan, and what the units report on."""
    sign(office, "BA-1", PLANNED, ("hadi-k", "lukman-a"), "--push", "origin")
    sign(office, "BA-2", REPORTED[:2], ("siti-r",), "--push", "origin")


def records(office: Stage) -> list[Path]:
    return [one for one in office.records() if "realization--biro-a--2026-q1" in one.parts]


def realized(office: Stage, state: int) -> str:
    """The realization of the one indicator in a sealed state, for the whole office."""
    rows = ct.read_rows(office.work / f"reports/2026-Q1/{state}/achievements.csv").values()
    wanted = {"basis": "period", "scope_type": "organisation", "node": "on-time"}
    [one] = [row for row in rows if wanted.items() <= row.items()]
    return one["realization"]
