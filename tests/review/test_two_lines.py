"""Two clerks record papers about one object, each on a line of their own, and merge by hand."""

from __future__ import annotations

import re
import subprocess

import pytest

from review.stage import REPORT, Stage, realization
from review.test_minutes import put, record, sign
from review.test_proving import found

FIRST, SECOND = "siti-r", "tono-w"
BY_SECOND = {"number": "BA-2", "scan": b"BA-2", "day": "2026-04-15"}


def parted(office: Stage) -> None:
    """Main holds the paper of the first, the branch `lain` that of the second, at one place."""
    put(office, {REPORT: realization()}, "budi-s")
    office.git("branch", "lain")
    assert sign(office, FIRST).exit_code == 0
    office.git("checkout", "-q", "lain")
    assert record(office, SECOND, **BY_SECOND).exit_code == 0
    office.git("add", "--all")
    office.git("commit", "-q", "-m", "Catat di cabang lain")
    office.git("checkout", "-q", "main")


def merged(office: Stage, side: str) -> None:
    """The branch comes into main; of the one file that both added, one side's is kept."""
    with pytest.raises(subprocess.CalledProcessError):
        office.git("merge", "-q", "lain")
    office.git("checkout", f"--{side}", "--", "content/approvals")
    office.git("add", "--all")
    office.git("commit", "-q", "--no-edit")


@pytest.mark.parametrize(("side", "lost"), [("ours", SECOND), ("theirs", FIRST)])
def test_a_decision_that_a_merge_dropped_is_missed_until_it_is_recorded_again(
    office: Stage, side: str, lost: str
) -> None:
    parted(office)
    merged(office, side)
    assert office.verify().exit_code == 1
    assert "approval-dropped" in found(office)
    assert lost in office.verify().stdout
    again = BY_SECOND if lost == SECOND else {}
    assert sign(office, lost, **again).exit_code == 0
    done = office.verify()
    assert done.exit_code == 0, done.stdout
    assert found(office) == {"approval-displaced"}
    assert len(office.records()) == 2


def test_another_decision_by_the_same_person_does_not_stand_for_the_one_that_was_dropped(
    office: Stage,
) -> None:
    parted(office)
    merged(office, "ours")
    other = {"number": "BA-9", "scan": b"BA-9", "day": "2026-04-16"}
    assert sign(office, SECOND, **other).exit_code == 0
    assert "approval-dropped" in found(office)


def test_a_chain_that_went_on_behind_a_dropped_record_is_mended_by_the_command_that_is_told(
    office: Stage,
) -> None:
    parted(office)
    office.git("branch", "-q", "lanjut", "main")
    merged(office, "theirs")  # the first decision is dropped
    office.git("checkout", "-q", "lanjut")
    third = {"number": "BA-3", "scan": b"BA-3", "day": "2026-04-16"}
    assert record(office, "hadi-k", **third).exit_code == 0  # and here one follows it
    office.git("add", "--all")
    office.git("commit", "-q", "-m", "Catat yang ketiga")
    office.git("checkout", "-q", "main")
    office.git("merge", "-q", "--no-edit", "lanjut")
    assert {"approval-dropped", "approval-chain-broken"} <= found(office)
    said = " ".join(office.verify().stdout.split())
    told = re.search(r"git (checkout [0-9a-f]{12} -- \S+\.yml)\)", said)
    assert told, said
    office.git(*told[1].split())
    office.git("commit", "-q", "-m", "Kembalikan rekaman")
    assert sign(office, SECOND, **BY_SECOND).exit_code == 0
    assert office.verify().exit_code == 0, office.verify().stdout
    assert found(office) == {"approval-displaced"}


def test_an_objection_is_never_put_behind_an_approval_by_a_merge(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    office.git("branch", "lain")
    assert sign(office, FIRST).exit_code == 0
    office.git("checkout", "-q", "lain")
    assert record(office, SECOND, **BY_SECOND, decision="needs_revision").exit_code == 0
    office.git("add", "--all")
    office.git("commit", "-q", "-m", "Catat di cabang lain")
    office.git("checkout", "-q", "main")
    merged(office, "theirs")
    assert sign(office, FIRST).exit_code == 0
    assert "approval-rewritten" in found(office)


def test_what_is_neither_sides_record_stays_an_error(office: Stage) -> None:
    parted(office)
    merged(office, "ours")
    place = office.records()[0]
    place.write_text(place.read_text().replace("Siti R", "Sita R"))
    office.keep("Ubah")
    assert "approval-rewritten" in found(office)


def test_a_conflict_between_records_says_the_way_out(office: Stage) -> None:
    parted(office)
    office.git("checkout", "-q", "lain")
    office.git("branch", "-q", "--set-upstream-to", "origin/main")
    office.git("fetch", "-q")
    with pytest.raises(subprocess.CalledProcessError):
        office.git("merge", "-q", "origin/main")
    done = office.run("check")
    said = " ".join((done.stdout + done.stderr).split())
    assert "[merge-conflict-record]" in said
    assert "approval-changed-here" not in found(office)  # its way out would keep one side
    for command in re.findall(r"\(git ([^)]*)\)", said):
        office.git(*command.split())
    assert record(office, SECOND, **BY_SECOND).exit_code == 0
    office.keep("Catat lagi")
    assert found(office) == set()
    assert len(office.records()) == 2


def test_what_was_removed_comes_back_by_the_command_that_is_told(office: Stage) -> None:
    put(office, {REPORT: realization()}, "budi-s")
    assert sign(office, FIRST).exit_code == 0
    office.git("rm", "-q", str(office.records()[0]))
    told = re.search(r"git (restore .*?\.yml)\)", " ".join(office.verify().stdout.split()))
    assert told
    office.git(*told[1].split())
    assert office.verify().exit_code == 0
