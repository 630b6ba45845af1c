"""An approval is of what was read: what it does after edits, pushes and second thoughts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from review.stage import REPORT, Stage, realization


def told_of(office: Stage, number: int) -> Any:
    """What the gate says of the only object, with whether it passes."""
    verdict = office.verdict(number)
    [one] = verdict["objects"]
    return one | {"passes": verdict["passes"], "faults": verdict["faults"]}


def approved(office: Stage) -> int:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir")
    assert told_of(office, number)["passes"]
    return number


def test_an_edit_after_the_approval_makes_it_an_older_one(office: Stage) -> None:
    number = approved(office)
    office.more({REPORT: realization(handover=date(2026, 3, 9))})
    told = told_of(office, number)
    assert not told["passes"]
    assert told["approved_by"] == []
    assert told["not_counted"] == [{"who": "siti-r", "reason": "older"}]
    assert office.gate(number).exit_code == 1


def test_an_edit_that_is_taken_back_leaves_the_approval(office: Stage) -> None:
    number = approved(office)
    office.more({REPORT: realization(handover=date(2026, 3, 9))})
    office.more({REPORT: realization()})
    assert told_of(office, number)["passes"]


def test_a_new_approval_after_the_edit_is_enough(office: Stage) -> None:
    number = approved(office)
    office.more({REPORT: realization(handover=date(2026, 3, 9))})
    office.forge.review(number, "sitir")
    assert told_of(office, number)["passes"]


def test_a_forced_push_that_loses_the_reviewed_commit_loses_the_approval(office: Stage) -> None:
    number = approved(office)
    office.git("checkout", "-q", "-B", "usul", "origin/main")
    office.commit({REPORT: realization(handover=date(2026, 3, 9))}, "budi-s")
    office.push("usul", "--force")
    told = told_of(office, number)
    assert not told["passes"]
    [other] = told["not_counted"]
    assert other["who"] == "siti-r"
    assert other["reason"] in ("older", "gone")


@pytest.mark.parametrize("commit", ["", "f" * 40], ids=["none", "unheard-of"])
def test_a_review_of_a_commit_that_is_nowhere_does_not_count(office: Stage, commit: str) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir", commit=commit)
    told = told_of(office, number)
    assert not told["passes"]
    assert told["not_counted"] == [{"who": "siti-r", "reason": "gone"}]


def other_order() -> str:
    return yaml.safe_dump(dict(reversed(realization().items())), sort_keys=False)


def plain() -> str:
    return yaml.safe_dump(realization(), sort_keys=False)


COSMETICS = {
    "order": other_order(),
    "quotes": plain().replace("unit: biro-a", 'unit: "biro-a"'),
    "comment": "# dihitung ulang\n" + plain(),
    "crlf": plain().replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", COSMETICS.values(), ids=COSMETICS.keys())
def test_a_cosmetic_rewrite_keeps_the_approval(office: Stage, text: str) -> None:
    number = approved(office)
    before = (office.work / REPORT).read_bytes()
    (office.work / REPORT).write_bytes(text.encode())
    assert (office.work / REPORT).read_bytes() != before
    office.git("commit", "-q", "-a", "-m", "Rapikan", by="budi-s")
    office.push("usul")
    assert told_of(office, number)["passes"]


TARGET = "content/targets/2026/on-time.yml"


def test_what_a_hand_a_form_and_format_make_of_a_number_is_one_state(office: Stage) -> None:
    """`85.50` in quotes and comments, saved again by a form, and in the canonical form."""
    plan = yaml.safe_load((office.work / TARGET).read_text("utf-8"))
    plan["versions"][0]["trajectory"] |= {"2026-Q4": 85.5}
    saved = yaml.safe_dump(plan, sort_keys=False)
    typed = "# rapat 2 Maret\n" + saved.replace("2026-Q4: 85.5", '"2026-Q4":   85.50  # naik')
    assert typed.count("85.50") == 1
    number = office.propose({TARGET: typed})
    for login in ("hadik", "lukmana"):
        office.forge.review(number, login)
    assert told_of(office, number)["passes"]
    office.more({TARGET: saved})
    assert told_of(office, number)["passes"]
    assert office.run("format").exit_code == 0
    assert (office.work / TARGET).read_text("utf-8") not in (typed, saved)
    office.more({})
    told = told_of(office, number)
    assert told["passes"]
    assert {one["person"] for one in told["approved_by"]} == {"hadi-k", "lukman-a"}


def test_a_comment_does_not_take_back_a_request_for_changes(office: Stage) -> None:
    number = approved(office)
    office.forge.review(number, "sitir", "CHANGES_REQUESTED")
    office.forge.review(number, "sitir", "COMMENTED")
    told = told_of(office, number)
    assert not told["passes"]
    assert told["changes_requested_by"] == ["siti-r"]
    assert told["approved_by"] == []


def test_a_comment_does_not_take_back_an_approval(office: Stage) -> None:
    number = approved(office)
    office.forge.review(number, "sitir", "COMMENTED")
    assert told_of(office, number)["passes"]


def test_a_dismissed_approval_does_not_count(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.dismiss(office.forge.review(number, "sitir"))
    told = told_of(office, number)
    assert not told["passes"]
    assert told["approved_by"] == []


def test_a_dismissed_newest_approval_does_not_bring_an_older_one_back(office: Stage) -> None:
    number = approved(office)
    office.forge.dismiss(office.forge.review(number, "sitir"))
    assert not told_of(office, number)["passes"]


def test_a_dismissed_request_for_changes_is_no_objection(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.dismiss(office.forge.review(number, "sitir", "CHANGES_REQUESTED"))
    office.forge.review(number, "tonow")
    told = told_of(office, number)
    assert told["passes"]
    assert told["changes_requested_by"] == []


@pytest.mark.parametrize("last", ["APPROVED", "CHANGES_REQUESTED"])
def test_the_newest_opinion_of_a_person_wins(office: Stage, last: str) -> None:
    first = "CHANGES_REQUESTED" if last == "APPROVED" else "APPROVED"
    number = office.propose({REPORT: realization()})
    for state in (last, first, last):
        office.forge.review(number, "sitir", state)
    told = told_of(office, number)
    assert told["passes"] is (last == "APPROVED")
    kept, gone = "approved_by", "changes_requested_by"
    if last != "APPROVED":
        kept, gone = gone, kept
    assert len(told[kept]) == 1
    assert told[gone] == []


@pytest.mark.parametrize("place", ["docs/catatan.md", "README.md"])
def test_a_pull_request_of_documentation_alone_passes(office: Stage, place: str) -> None:
    number = office.propose({place: "# Catatan\n"})
    verdict = office.verdict(number)
    assert verdict["passes"]
    assert verdict["objects"] == verdict["tool"] == verdict["faults"] == []
    assert office.gate(number).exit_code == 0


def test_an_empty_submission_is_said_first(office: Stage) -> None:
    number = office.propose({REPORT: realization() | {"packages": []}})
    first = office.gate(number).stdout.splitlines()[0]
    assert first == "KOSONG: realization/biro-a/2026-Q1 tidak menyatakan satu nilai pun."
    assert told_of(office, number)["empty"] is True


def test_a_submission_with_values_is_not_called_empty(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    assert "KOSONG" not in office.gate(number).stdout
    assert told_of(office, number)["empty"] is False
