"""Recorders at work: on their branch, over a sound chain, at once, and leaving no litter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from review.stage import REPORT, Stage, realization
from review.standin_git import git

OTHER = "content/realizations/biro-b/2026-Q1.yml"
TARGET = "content/targets/2026/on-time.yml"


def merged(told: Stage, path: str = REPORT, unit: str = "biro-a") -> int:
    """A report that is approved and merged, but not recorded."""
    number = told.propose({path: realization(unit)}, by="tono-w", branch=unit)
    told.forge.review(number, "sitir")
    told.merge(number)
    return number


def tip(told: Stage) -> str:
    return git(told.bare, "rev-parse", "main")


def test_a_recorder_that_sends_leaves_its_clone_like_the_branch(office: Stage) -> None:
    number = merged(office)
    done = office.run("record", "--pr", str(number), "--push", "origin")
    assert done.exit_code == 0, done.stderr
    assert office.git("status", "--porcelain") == ""
    assert office.git("rev-parse", "HEAD") == tip(office)
    assert len(office.records()) == 1
    office.update()
    assert office.verify().exit_code == 0


def test_what_lies_otherwise_in_the_clone_is_left_alone(office: Stage) -> None:
    number = merged(office)
    office.commit({"catatan.md": "milik sendiri"}, "maya-g")
    mine = office.git("rev-parse", "HEAD")
    office.write({REPORT: realization(handover=date(2026, 3, 9))})
    done = office.run("record", "--pr", str(number), "--push", "origin")
    assert done.exit_code == 0, done.stderr
    assert "git pull" in done.stderr
    assert office.git("rev-parse", "HEAD") == mine
    assert office.records() == []
    assert office.git("status", "--porcelain") == f"M {REPORT}"
    assert git(office.bare, "ls-tree", "-r", "--name-only", "main").count("approvals/") == 1


def test_what_still_waits_is_told_of_what_was_sent_also_where_it_lies_only_there(
    office: Stage,
) -> None:
    number = office.propose({TARGET: (office.work / TARGET).read_text().replace("80", "85")})
    office.forge.review(number, "hadik")
    office.merge(number)
    office.commit({"catatan.md": "milik sendiri"}, "maya-g")
    done = office.run("record", "--pr", str(number), "--push", "origin")
    assert done.exit_code == 1  # merged without all approvals
    assert office.records() == []
    assert "target/2026/on-time: masih menunggu Pimpinan" in done.stderr


def test_two_recorders_at_the_same_moment_make_one_chain(office: Stage, tmp_path: Path) -> None:
    """The second sends while the first is being taken in, so the first is refused and tries again.

    The hook lets it happen between the remote's look at its branch and its change of it.
    """
    one, other = merged(office), merged(office, OTHER, "biro-b")
    ready = office.run("record", "--pr", str(other), "--push", "origin")
    assert ready.exit_code == 0, ready.stderr
    theirs = tip(office)
    git(office.bare, "update-ref", "refs/heads/main", f"{theirs}^")
    git(office.bare, "update-ref", "refs/keep/theirs", theirs)
    office.git("reset", "-q", "--hard", f"{theirs}^")
    mark = tmp_path / "once"
    hook = office.bare / "hooks/pre-receive"
    hook.write_text(
        f"#!/bin/sh\n[ -e {mark} ] && exit 0\ntouch {mark}\n"
        f"unset GIT_QUARANTINE_PATH\nexec git update-ref refs/heads/main {theirs}\n"
    )
    hook.chmod(0o755)
    done = office.run("record", "--pr", str(one), "--push", "origin")
    assert done.exit_code == 0, done.stderr
    assert mark.exists()
    assert git(office.bare, "rev-list", "--count", f"{theirs}..main") == "1"
    place = office.clone("segar")
    assert len(list((place / "content/approvals").rglob("*.yml"))) == 2
    assert office.verify(folder=place).exit_code == 0


@pytest.mark.parametrize("harm", ["edited", "first deleted", "content broken"])
def test_nothing_is_added_to_a_chain_that_is_damaged(office: Stage, harm: str) -> None:
    office.approved({REPORT: realization(handover=date(2026, 3, 20))})
    office.approved({REPORT: realization()}, branch="lagi")
    number = merged(office, OTHER, "biro-b")
    first = office.records()[0]
    if harm == "edited":
        first.write_text(first.read_text().replace("Siti R", "Sita R"))
    elif harm == "first deleted":
        first.unlink()
    else:
        office.write({"content/organisation.yml": "name: ["})
    office.keep("Rusak")
    before = tip(office)
    for more in ((), ("--push", "origin")):
        done = office.run("record", "--pr", str(number), *more)
        assert done.exit_code == 1
        assert "Traceback" not in done.stderr
        assert tip(office) == before
        assert office.git("status", "--porcelain") == ""


def test_a_merge_into_another_branch_approves_nothing_here(office: Stage) -> None:
    office.git("push", "-q", "origin", "main:refs/heads/uji-coba")
    office.git("checkout", "-q", "-b", "usul")
    office.commit({REPORT: realization()}, "budi-s")
    office.push("usul")
    number = office.forge.open("budis", head="usul", base="uji-coba")
    office.forge.review(number, "sitir")
    office.forge.merge(number, "mayag")
    office.update()
    for more in ((), ("--push", "origin")):
        done = office.run("record", "--pr", str(number), *more)
        assert done.exit_code == 2
        assert "uji-coba" in done.stderr
    assert office.records() == []


def test_a_merge_that_this_branch_does_not_hold_yet_is_not_recorded(office: Stage) -> None:
    before = office.git("rev-parse", "HEAD")
    number = merged(office)
    office.git("reset", "-q", "--hard", before)
    done = office.run("record", "--pr", str(number))
    assert done.exit_code == 1
    assert "git pull" in done.stderr
    assert office.records() == []


def test_one_merge_is_recorded_by_its_commit(office: Stage) -> None:
    number = merged(office)
    sha = office.git("rev-parse", "HEAD")
    office.forge.open("budis", head="biro-a")  # holds the same commits, and is not merged
    done = office.run("record", "--merge", sha, "--push", "origin")
    assert done.exit_code == 0, done.stderr
    [record] = office.records()
    assert f"pull_request: {number}" in record.read_text()
