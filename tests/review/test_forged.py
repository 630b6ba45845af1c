"""Records that nobody could have given: written by hand, in the recorder's place (pitfalls 8, 20).

Each is what the recorder would have written but for one thing, chained and canonical, so that only
history contradicts it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from typing import Any

import msgspec
import pytest
import yaml

from kinerja.ledger.records import to_yaml
from kinerja.model.records import Approval
from review.stage import REPORT, UNRULED, Stage, office_tree, realization

PEOPLE = "content/people.yml"
TARGET = "content/targets/2026/on-time.yml"


def found(told: Stage) -> set[str]:
    """The codes that verify prints, and that it does not say that all is well."""
    said = told.verify("--format", "json")
    codes = {one["code"] for one in json.loads(said.stdout)} - {UNRULED}
    assert bool(said.exit_code) == bool(
        codes - {"approval-cosmetic", "approval-suspect", "approval-told-otherwise"}
    )
    return codes


def forge(told: Stage, change: Callable[[dict[str, Any]], object], number: int = 0) -> None:
    """Write a record otherwise, as if it had been recorded so, without leaving a trace."""
    place = told.records()[number]
    record = yaml.safe_load(place.read_text())
    change(record)
    data = to_yaml(msgspec.convert(record, Approval, strict=False))
    told.git("reset", "-q", "--hard", "HEAD~1")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    told.git("add", "-A")
    told.git("commit", "-q", "-m", "Catat persetujuan")


def by(id: str) -> Callable[[dict[str, Any]], object]:
    """As if somebody of the team had approved, and had not been an author."""

    def change(record: dict[str, Any]) -> None:
        login = id.replace("-", "")
        name = id.replace("-", " ").title() + "."
        record["by"] |= {"person": id, "name": name, "login": login}
        record["authors"] = [one for one in record["authors"] if one != id]

    return change


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_an_approver_who_handed_it_in_is_found(office: Stage, how: str) -> None:
    office.approved({REPORT: realization(submitted_by="tono-w")}, "sitir", how=how)
    assert found(office) == set()
    forge(office, by("tono-w"))
    assert found(office) == {"approval-by-author"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("position", "Wakil Sekretaris"),
        ("changes", [{"what": "as_of", "before": "2026-01-01", "after": "2026-02-02"}]),
        ("changes", []),
        ("authors", ["maya-g"]),
    ],
)
@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_what_is_told_beside_a_decision_is_held_against_history(
    office: Stage, how: str, key: str, value: object
) -> None:
    office.approved({REPORT: realization(handover=date(2026, 3, 20))}, "sitir")
    office.approved({REPORT: realization()}, "sitir", how=how, branch="lagi")
    assert found(office) == set()
    forge(office, lambda told: (told["by"] if key == "position" else told).update({key: value}), -1)
    assert found(office) == {"approval-told-otherwise"}


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_an_approver_who_wrote_a_commit_is_found(office: Stage, how: str) -> None:
    office.approved({REPORT: realization()}, "sitir", by="tono-w", how=how)
    forge(office, by("tono-w"))
    assert found(office) == {"approval-by-author"}


def test_an_approver_who_shared_in_a_commit_is_found(office: Stage) -> None:
    message = "Isi\n\nCo-authored-by: Tono <tonow@users.noreply.github.com>"
    number = office.propose({REPORT: realization()}, message=message)
    office.forge.review(number, "sitir")
    office.merge(number, how="rebase")
    office.record(number)
    forge(office, by("tono-w"))
    assert found(office) == {"approval-by-author"}


def test_an_approver_by_minutes_who_wrote_it_is_found(office: Stage) -> None:
    office.commit({REPORT: realization()}, "tono-w")
    office.push("main")
    scan = office.home / "ba.txt"
    scan.write_text("BA-1")
    done = office.run("record", "--minutes", str(scan), "--number", "BA-1", "--date", "2026-04-14",
                      "--signed-by", "siti-r", "--signed-by", "tono-w", "--recorded-by", "maya-g",
                      "--object", "realization/biro-a/2026-Q1")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    office.keep("Catat")
    assert [yaml.safe_load(one.read_text())["by"]["person"] for one in office.records()] == [
        "siti-r"
    ]
    assert found(office) == set()

    def other(record: dict[str, Any]) -> None:
        by("tono-w")(record)
        record["by"]["login"] = None

    forge(office, other)
    assert found(office) == {"approval-by-author"}


def without(id: str) -> Any:
    """The people of the office, of whom one has no role any more."""
    people = deepcopy(office_tree()["people.yml"])
    for one in people["people"]:
        if one["id"] == id:
            one["roles"][0]["until"] = date(2026, 3, 1)
    return people


def test_rules_of_another_day_than_that_of_the_merge_are_found(office: Stage) -> None:
    earlier = office.git("rev-parse", "HEAD")
    office.approved({PEOPLE: without("tono-w")}, "lukmana", by="maya-g", branch="orang")
    office.approved({REPORT: realization()}, "sitir")

    def other(record: dict[str, Any]) -> None:
        by("tono-w")(record)
        record["commits"]["policy"] = earlier

    place = [one for one in office.records() if "biro-a" in str(one)]
    forge(office, other, office.records().index(place[0]))
    assert found(office) == {"approval-policy-elsewhere"}


def test_rules_of_a_commit_that_came_later_are_found(office: Stage) -> None:
    office.approved({REPORT: realization()}, "sitir")
    merged = office.git("rev-parse", "HEAD~1")
    forge(office, lambda record: record["commits"].update(policy=merged))
    assert found(office) == {"approval-policy-elsewhere"}


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_a_change_of_the_rules_in_several_commits_is_proved(office: Stage, how: str) -> None:
    number = office.propose({PEOPLE: without("tono-w")}, by="maya-g")
    office.more({REPORT: realization()}, by="maya-g")
    for login in ("lukmana", "sitir"):
        office.forge.review(number, login)
    office.merge(number, how=how)
    assert office.record(number).exit_code == 0
    assert len(office.records()) == 2
    assert found(office) == set()


def test_a_removal_needs_every_approval_that_the_policy_asks_for(office: Stage) -> None:
    target = (office.work / TARGET).read_text()
    office.approved({TARGET: target.replace("80", "85")}, "hadik", "lukmana")
    number = office.propose({TARGET: None}, branch="hapus")
    office.forge.review(number, "hadik")
    office.merge(number)
    assert office.run("record", "--pr", str(number)).exit_code == 1
    office.keep("Catat persetujuan")
    assert len(office.records()) == 3
    assert "approval-object-gone" in found(office)


def test_content_that_somebody_objected_to_is_not_what_was_approved(office: Stage) -> None:
    office.approved({REPORT: realization(handover=date(2026, 3, 20))})
    number = office.propose({REPORT: realization()}, branch="lagi")
    office.forge.review(number, "sitir", "CHANGES_REQUESTED")
    office.merge(number)
    office.run("record", "--pr", str(number))
    office.keep("Catat persetujuan")
    assert len(office.records()) == 2
    assert "approval-objected" in found(office)


def test_a_record_that_a_merge_adds_by_itself_is_found(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "sitir")
    office.merge(number)
    office.git("checkout", "-q", "-b", "lain", "HEAD~1")
    office.commit({"content/units/biro-c.yml": {"id": "biro-c", "name": {"id": "C", "en": "C"}}},
                  "maya-g")  # fmt: skip
    office.git("checkout", "-q", "main")
    office.git("merge", "-q", "--no-ff", "--no-commit", "lain")
    assert office.run("record", "--pr", str(number)).exit_code == 0
    office.keep("Gabungkan cabang lain")
    assert "approval-commit-mixed" in found(office)
