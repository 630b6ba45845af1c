"""Nobody approves what they had a hand in, in whatever coat, and no machine approves at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from review.stage import REPORT, Stage, realization

BOT = "kinerja[bot]"
FILES = {REPORT: realization()}


def opened(office: Stage) -> int:
    return office.propose(FILES, opened_by="sitir")


def opened_in_capitals(office: Stage) -> int:
    office.forge.account("SitiR")
    return office.propose(FILES, opened_by="SitiR")


def wrote(office: Stage) -> int:
    return office.propose(FILES, by="siti-r", opened_by="budis")


def wrote_an_earlier_commit(office: Stage) -> int:
    number = office.propose(FILES, by="siti-r", opened_by="budis")
    office.more({REPORT: realization(handover=date(2026, 3, 9))})
    return number


def _again(office: Stage, *options: str, by: str = "budi-s") -> int:
    """A pull request by budi-s to which one more commit of another make is added."""
    number = office.propose(FILES)
    office.git("commit", "-q", "--allow-empty", "-m", "Lagi", *options, by=by)
    office.push("usul")
    return number


def committed(office: Stage) -> int:
    return _again(office, "--author=budis <budis@users.noreply.github.com>", by="siti-r")


def wrote_what_another_committed(office: Stage) -> int:
    return _again(office, "--author=sitir <sitir@users.noreply.github.com>")


def wrote_under_a_numbered_address(office: Stage) -> int:
    return _again(office, "--author=S <123+SitiR@users.noreply.github.com>")


def wrote_under_their_name(office: Stage) -> int:
    return _again(office, "--author=SITI  R. <orang@kantor.test>")


def shared(office: Stage) -> int:
    return _again(office, "-m", "Co-authored-by: sitir <sitir@users.noreply.github.com>")


def shared_in_capitals(office: Stage) -> int:
    return _again(office, "-m", "CO-AUTHORED-BY: X <SITIR@USERS.NOREPLY.GITHUB.COM>")


def handed_in(office: Stage) -> int:
    return office.propose({REPORT: realization(submitted_by="siti-r")})


def handed_in_at_first(office: Stage) -> int:
    number = handed_in(office)
    office.more({REPORT: realization(submitted_by="budi-s")})
    return number


def handed_in_through_a_bot(office: Stage) -> int:
    office.forge.account(BOT, kind="Bot")
    return office.propose({REPORT: realization(submitted_by="siti-r")}, opened_by=BOT)


WAYS = [
    opened,
    opened_in_capitals,
    wrote,
    wrote_an_earlier_commit,
    committed,
    wrote_what_another_committed,
    wrote_under_a_numbered_address,
    shared,
    shared_in_capitals,
    handed_in,
    handed_in_at_first,
    handed_in_through_a_bot,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nobody_approves_what_they(office: Stage, way: Callable[[Stage], int]) -> None:
    number = way(office)
    office.forge.review(number, "sitir")
    verdict = office.verdict(number)
    [one] = verdict["objects"]
    assert not verdict["passes"]
    assert one["approved_by"] == []
    assert one["not_counted"] == [{"who": "siti-r", "reason": "author"}]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_a_colleague_approves_what_somebody(office: Stage, way: Callable[[Stage], int]) -> None:
    number = way(office)
    office.forge.review(number, "tonow")
    verdict = office.verdict(number)
    assert verdict["passes"], verdict


def test_nobody_approves_what_they_wrote_under_a_name_that_ends_in_a_full_stop(
    office: Stage,
) -> None:
    number = wrote_under_their_name(office)
    office.forge.review(number, "sitir")
    assert not office.verdict(number)["passes"]


def test_an_author_may_not_approve_with_an_account_in_capitals(office: Stage) -> None:
    number = opened(office)
    office.forge.account("SITIR")
    office.forge.review(number, "SITIR")
    [one] = office.verdict(number)["objects"]
    assert one["not_counted"] == [{"who": "siti-r", "reason": "author"}]


def test_an_account_in_capitals_is_the_same_reviewer(office: Stage) -> None:
    number = office.propose(FILES)
    office.forge.account("SITIR")
    office.forge.review(number, "sitir", "CHANGES_REQUESTED")
    office.forge.review(number, "SITIR")
    verdict = office.verdict(number)
    assert verdict["passes"]
    [one] = verdict["objects"]
    assert [who["person"] for who in one["approved_by"]] == ["siti-r"]


def test_a_bot_must_say_who_hands_in(office: Stage) -> None:
    office.forge.account(BOT, kind="Bot")
    number = office.propose(FILES, opened_by=BOT)
    office.forge.review(number, "sitir")
    verdict = office.verdict(number)
    assert not verdict["passes"]
    assert verdict["faults"] == [{"code": "no_submitter", "what": "realization/biro-a/2026-Q1"}]
    assert office.gate(number).exit_code == 1


def test_a_bot_that_says_who_hands_in_is_no_fault(office: Stage) -> None:
    office.forge.account(BOT, kind="Bot")
    number = office.propose({REPORT: realization(submitted_by="budi-s")}, opened_by=BOT)
    office.forge.review(number, "sitir")
    verdict = office.verdict(number)
    assert verdict["passes"]
    assert verdict["faults"] == []


def test_a_review_by_a_bot_is_ignored(office: Stage) -> None:
    office.forge.account(BOT, kind="Bot")
    number = office.propose(FILES)
    office.forge.review(number, BOT)
    verdict = office.verdict(number)
    [one] = verdict["objects"]
    assert not verdict["passes"]
    assert one["not_counted"] == [{"who": BOT, "reason": "bot"}]


def test_a_bot_with_the_account_of_a_person_is_ignored(office: Stage) -> None:
    office.forge.account("sitir", kind="Bot")
    number = office.propose(FILES)
    office.forge.review(number, "sitir")
    [one] = office.verdict(number)["objects"]
    assert one["not_counted"] == [{"who": "siti-r", "reason": "bot"}]


@pytest.mark.parametrize("state", ["APPROVED", "CHANGES_REQUESTED"])
def test_a_review_by_an_unknown_account_does_nothing(office: Stage, state: str) -> None:
    office.forge.account("orang-lain")
    number = office.propose(FILES)
    office.forge.review(number, "orang-lain", state)
    verdict = office.verdict(number)
    [one] = verdict["objects"]
    assert not verdict["passes"]
    assert one["not_counted"] == [{"who": "orang-lain", "reason": "unknown"}]
    assert one["changes_requested_by"] == []
