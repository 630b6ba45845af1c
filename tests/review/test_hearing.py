"""Whose review counts: edits after approval, authors in every coat, roles, accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml

from review.stage import PLAN, REPORT, Stage, office_tree, person, realization, stage

TARGET = "content/targets/2026/on-time.yml"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Stage]:
    with stage(tmp_path) as told:
        yield told


def reasons(told: Stage, number: int) -> set[tuple[str, str]]:
    """Who was not counted, and why."""
    return {(other["who"], other["reason"]) for one in told.verdict(number)["objects"]
            for other in one["not_counted"]}  # fmt: skip


def test_an_edit_after_the_approval_asks_for_a_new_one(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir")
    office.more({REPORT: realization(handover=date(2026, 3, 20))})
    assert office.gate(number).exit_code == 1
    assert ("siti-r", "older") in reasons(office, number)


def test_a_forced_push_leaves_no_approval_behind(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir")
    office.git("checkout", "-q", "-B", "usul", "origin/main")
    office.commit({REPORT: realization(handover=date(2026, 3, 20))}, "budi-s")
    office.push("usul", "--force")
    assert office.gate(number).exit_code == 1


@pytest.mark.parametrize("line", ["\n", "\r\n"])
def test_writing_the_same_otherwise_keeps_the_approval(office: Stage, line: str) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir")
    told = realization()
    text = "# dirapikan\n" + yaml.safe_dump(told, sort_keys=True)
    office.git("checkout", "-q", "usul")
    office.work.joinpath(REPORT).write_bytes(text.replace("\n", line).encode())
    office.commit({}, "budi-s")
    office.push("usul")
    done = office.gate(number)
    assert done.exit_code == 0, done.stdout


def test_the_newest_opinion_of_a_person_counts_and_a_comment_is_none(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    for state in ("APPROVED", "CHANGES_REQUESTED", "COMMENTED"):
        office.forge.review(number, "sitir", state)
    assert office.gate(number).exit_code == 1
    office.forge.review(number, "sitir")
    assert office.gate(number).exit_code == 0


def test_a_dismissed_review_counts_no_more(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.dismiss(office.forge.review(number, "sitir"))
    assert office.gate(number).exit_code == 1


def test_a_pull_request_about_nothing_to_approve_passes(office: Stage) -> None:
    number = office.propose({"docs/catatan.md": "Catatan.\n"})
    done = office.gate(number)
    assert done.exit_code == 0
    assert "Tidak ada yang perlu disetujui" in done.stdout


def test_an_empty_submission_is_told_first(office: Stage) -> None:
    number = office.propose({REPORT: realization() | {"packages": []}})
    assert office.gate(number).stdout.startswith("KOSONG: realization/biro-a/2026-Q1")
    assert office.verdict(number)["objects"][0]["empty"] is True


@pytest.mark.parametrize("coat", ["opener", "author", "co-author", "submitter", "letters"])
def test_nobody_approves_their_own_proposal_in_any_coat(office: Stage, coat: str) -> None:
    told = realization(submitted_by="siti-r") if coat == "submitter" else realization()
    message = "Usul\n\nCo-authored-by: x <sitir@users.noreply.github.com>" if (
        coat == "co-author") else "Usul"  # fmt: skip
    number = office.propose(
        {REPORT: told}, by="siti-r" if coat in ("author", "letters") else "budi-s",
        opened_by="sitir" if coat == "opener" else "mayag", message=message,
    )  # fmt: skip
    office.forge.review(number, "SitiR" if coat == "letters" else "sitir")
    assert office.gate(number).exit_code == 1
    assert ("siti-r", "author") in reasons(office, number)
    office.forge.review(number, "tonow")
    assert office.gate(number).exit_code == 0


def test_a_bot_neither_approves_nor_hands_in_for_nobody(office: Stage) -> None:
    number = office.propose({REPORT: realization()}, opened_by="form[bot]")
    office.forge.review(number, "checker[bot]")
    told = office.verdict(number)
    assert told["passes"] is False
    assert ("checker[bot]", "bot") in reasons(office, number)
    assert "no_submitter" in {fault["code"] for fault in told["faults"]}


def test_an_account_that_nobody_has_is_named(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "orang-luar")
    assert ("orang-luar", "unknown") in reasons(office, number)


def tree_with(*people: object) -> object:
    tree = office_tree()
    kept = [one for one in tree["people.yml"]["people"]
            if one["id"] not in {told["id"] for told in people}]  # type: ignore[index]  # fmt: skip
    tree["people.yml"]["people"] = [*kept, *people]
    return tree


@pytest.mark.parametrize(("hour", "counts"), [(16, True), (17, False)])
def test_a_role_ends_at_midnight_of_the_office(tmp_path: Path, hour: int, counts: bool) -> None:
    """Midnight in Jakarta is five in the afternoon in UTC."""
    siti = person("siti-r", "managing_team", until=date(2026, 4, 15))
    with stage(tmp_path, tree_with(siti)) as office:  # type: ignore[arg-type]
        number = office.propose({REPORT: realization()})
        office.forge.review(number, "sitir", at=datetime(2026, 4, 14, hour, 59, tzinfo=UTC))
        assert (office.gate(number).exit_code == 0) is counts


def test_acting_officers_count_and_their_capacity_is_told(tmp_path: Path) -> None:
    tono = person("tono-w", "managing_team", capacity="plt")
    with stage(tmp_path, tree_with(tono)) as office:  # type: ignore[arg-type]
        number = office.propose({REPORT: realization()})
        office.forge.review(number, "tonow")
        [one] = office.verdict(number)["objects"]
        assert one["approved_by"][0]["capacity"] == "plt"


def test_a_plan_needs_both_roles_with_the_rank_that_is_asked(tmp_path: Path) -> None:
    lukman = person("lukman-a", "leadership", position="kepala-ukpbj")
    for folder, people, passes in (("a", (), True), ("b", (lukman,), False)):
        with stage(tmp_path / folder, tree_with(*people)) as office:  # type: ignore[arg-type]
            changed = office.work.joinpath(TARGET).read_text().replace("80", "85")
            number = office.propose({TARGET: changed})
            office.forge.review(number, "hadik")
            assert office.verdict(number)["objects"][0]["missing"] == [["leadership"]]
            office.forge.review(number, "lukmana")
            assert office.verdict(number)["passes"] is passes


def test_who_decides_is_decided_by_leadership_and_by_the_base(office: Stage) -> None:
    """A role or a rule given in the proposal itself is worth nothing in it."""
    policy = yaml.safe_load(office.work.joinpath("content/approval-policy.yml").read_text())
    policy["versions"][0]["rules"][0] = {"kinds": PLAN, "step": "6", "any_of": ["administrator"]}
    changed = office.work.joinpath(TARGET).read_text().replace("80", "85")
    number = office.propose({"content/approval-policy.yml": policy, TARGET: changed})
    office.forge.review(number, "mayag")
    told = {one["object"]: one["missing"] for one in office.verdict(number)["objects"]}
    assert told["approval-policy"] == [["leadership"]]
    assert told["target/2026/on-time"] == [["head_ukpbj"], ["leadership"]]


def test_looking_changes_nothing(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    before = office.git("status", "--porcelain"), office.git("rev-parse", "HEAD")
    for command in (["check"], ["diff", "origin/main"], ["gate", "--pr", str(number)], ["verify"]):
        office.run(*command)
    assert (office.git("status", "--porcelain"), office.git("rev-parse", "HEAD")) == before
