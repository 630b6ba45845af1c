"""Who decides on who decides: leaders change, offices fall vacant, and nobody appoints themselves.

By minutes, where content may lie on main before it is approved (approvals, pitfall 11).
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
import yaml

import content_tree as ct
from review.stage import REPORT, Stage, office_tree, person, realization
from review.test_forged import forge
from review.test_minutes import TARGET, put, sign

PEOPLE, POLICY = "content/people.yml", "content/approval-policy.yml"
RULES = ("people", "approval-policy")


def may() -> date:
    """The first of May; another one each time, for a file to write it out."""
    return date(2026, 5, 1)


def minutes(
    office: Stage, who: str, number: int, *objects: str, day: str = "2026-04-14"
) -> ct.Result:
    """One more paper, signed by one person."""
    told = f"BA-{number}"
    return sign(office, who, number=told, scan=told.encode(), day=day, objects=objects)


def people(office: Stage) -> Any:
    return yaml.safe_load((office.work / PEOPLE).read_text())


def leaves(document: Any, who: str, until: date | None = None) -> None:
    """The roles of somebody end."""
    for one in document["people"]:
        if one["id"] == who:
            for role in one["roles"]:
                role["until"] = until or may()


def leader(who: str, **keys: Any) -> ct.Document:
    return person(who, "leadership", position="sekretaris", **({"from": may()} | keys))


def appoint(office: Stage, by: str, leaver: str = "", **keys: Any) -> None:
    """Somebody writes that wati-d leads from May on, and who leaves."""
    told = people(office)
    if leaver:
        leaves(told, leaver)
    told["people"].append(leader("wati-d", **keys))
    put(office, {PEOPLE: told}, by)


def codes(office: Stage) -> set[str]:
    return office.doubts()


@pytest.fixture
def begun(office: Stage) -> Stage:
    """An office whose people and rules are approved."""
    assert minutes(office, "lukman-a", 1, *RULES).exit_code == 0
    return office


@pytest.fixture
def vacant(begun: Stage) -> Stage:
    """An office whose only leader left in May; nobody was named to follow."""
    told = people(begun)
    leaves(told, "lukman-a")
    put(begun, {PEOPLE: told}, "maya-g")
    assert minutes(begun, "lukman-a", 2, "people", day="2026-04-20").exit_code == 0
    return begun


# ------------------------------------------------------------------- one after another


def test_the_next_leader_decides_on_the_rules_and_the_last_one_no_more(begun: Stage) -> None:
    appoint(begun, "maya-g", leaver="lukman-a")
    assert minutes(begun, "lukman-a", 2, "people", day="2026-04-20").exit_code == 0
    rules = yaml.safe_load((begun.work / POLICY).read_text())
    rules["versions"].append(
        deepcopy(rules["versions"][0]) | {"version": 2, "valid_from": date(2026, 7, 1)}
    )
    put(begun, {POLICY: rules}, "maya-g")
    assert minutes(begun, "lukman-a", 3, "approval-policy", day="2026-06-01").exit_code == 1
    done = minutes(begun, "wati-d", 4, "approval-policy", day="2026-06-01")
    assert done.exit_code == 0, done.stderr
    assert codes(begun) == set()


def test_people_and_rules_that_change_together_are_decided_on_by_those_before(
    begun: Stage,
) -> None:
    told, rules = people(begun), yaml.safe_load((begun.work / POLICY).read_text())
    told["people"].append(person("wulan-p", "managing_team"))
    rules["versions"][0]["rules"].append({"kinds": ["measurement"], "step": "13",
                                          "any_of": ["head_ukpbj"]})  # fmt: skip
    put(begun, {PEOPLE: told, POLICY: rules}, "maya-g")
    done = minutes(begun, "lukman-a", 2, *RULES)
    assert done.exit_code == 0, done.stderr
    assert len(begun.records()) == 4
    assert codes(begun) == set()


def test_one_paper_may_approve_people_and_what_they_then_sign(begun: Stage) -> None:
    told = people(begun)
    told["people"].append(person("wulan-p", "managing_team"))
    put(begun, {PEOPLE: told, REPORT: realization()}, "maya-g")
    report = "realization/biro-a/2026-Q1"
    paper: dict[str, Any] = {"number": "BA-2", "scan": b"2", "objects": (report, "people")}
    done = sign(begun, "wulan-p", "lukman-a", **paper)
    assert done.exit_code == 0, done.stderr
    assert len(begun.records()) == 4
    assert codes(begun) == set()


# ----------------------------------------------------------------- an office that is vacant


def test_whoever_follows_a_leader_who_left_decides_once_and_it_shows_for_ever(
    vacant: Stage,
) -> None:
    appoint(vacant, "maya-g", decree="SK-7/2026")
    done = minutes(vacant, "wati-d", 3, "people", day="2026-05-04")
    assert done.exit_code == 0, done.stderr
    newest = yaml.safe_load(vacant.records()[-1].read_text())
    assert (newest["by"]["person"], newest["by"]["vacancy"]) == ("wati-d", True)
    assert codes(vacant) == {"approval-by-successor"}
    put(vacant, {TARGET: (vacant.work / TARGET).read_text().replace("80", "85")}, "maya-g")
    paper: dict[str, Any] = {"number": "BA-4", "scan": b"4", "day": "2026-05-05"}
    done = sign(vacant, "wati-d", "hadi-k", objects=("target/2026/on-time",), **paper)
    assert done.exit_code == 0, done.stderr
    assert codes(vacant) == {"approval-by-successor"}  # nobody else is marked


def test_a_successor_who_wrote_their_own_appointment_may_not_approve_it(vacant: Stage) -> None:
    appoint(vacant, "wati-d")
    done = minutes(vacant, "wati-d", 3, "people", day="2026-05-04")
    assert done.exit_code == 1
    assert "wati-d ikut menulis" in done.stderr


def test_nobody_follows_before_the_leader_has_left(vacant: Stage) -> None:
    appoint(vacant, "maya-g", **{"from": date(2026, 1, 1)})
    for day in ("2026-04-30", "2020-01-01"):
        done = minutes(vacant, "wati-d", 3, "people", day=day)
        assert done.exit_code == 1
    assert len(vacant.records()) == 3


def test_whoever_follows_a_leader_who_left_without_a_word_needs_a_witness_in_office(
    begun: Stage,
) -> None:
    appoint(begun, "maya-g", leaver="lukman-a")
    alone = minutes(begun, "wati-d", 2, "people", day="2026-05-04")
    assert alone.exit_code == 1
    assert "siti-r, tono-w, hadi-k, lukman-a" in alone.stderr
    for number, (other, day) in enumerate((("budi-s", "2026-05-04"), ("siti-r", "2026-04-30"))):
        told_ = {"number": f"BA-{number + 3}", "scan": bytes([number]), "day": day}
        assert sign(begun, "wati-d", other, objects=("people",), **told_).exit_code == 1
    paper: dict[str, Any] = {"number": "BA-5", "scan": b"5", "day": "2026-05-04"}
    done = sign(begun, "wati-d", "siti-r", objects=("people",), **paper)
    assert done.exit_code == 0, done.stderr
    assert codes(begun) == {"approval-by-successor"}
    forge(begun, lambda record: record["source"].update(signatories=["wati-d"]), -1)
    assert codes(begun) == {"approval-role-not-held"}


def test_a_witness_has_no_hand_in_the_appointment(begun: Stage) -> None:
    appoint(begun, "siti-r", leaver="lukman-a")
    paper: dict[str, Any] = {"number": "BA-5", "scan": b"5", "day": "2026-05-04"}
    assert sign(begun, "wati-d", "siti-r", objects=("people",), **paper).exit_code == 1
    assert sign(begun, "wati-d", "tono-w", objects=("people",), **paper).exit_code == 0


def test_a_successor_who_is_not_named_yet_is_asked_for(vacant: Stage) -> None:
    text = (vacant.work / PEOPLE).read_text().replace("Budi S.", "Budi Santoso")
    put(vacant, {PEOPLE: text}, "maya-g")
    done = minutes(vacant, "hadi-k", 3, "people", day="2026-05-04")
    assert done.exit_code == 1
    assert "tidak ada lagi pemegang peran Pimpinan" in done.stderr


def test_who_is_to_come_is_waited_for(begun: Stage) -> None:
    told = people(begun)
    leaves(told, "lukman-a")
    told["people"].append(leader("wati-d", **{"from": date(2026, 8, 1)}))
    put(begun, {PEOPLE: told}, "maya-g")
    assert minutes(begun, "lukman-a", 2, "people", day="2026-04-20").exit_code == 0
    told["people"].append(leader("xena-o", until=date(2026, 8, 1)))
    put(begun, {PEOPLE: told}, "maya-g")
    assert minutes(begun, "xena-o", 3, "people", day="2026-05-04").exit_code == 1
    assert minutes(begun, "wati-d", 4, "people", day="2026-08-02").exit_code == 0
    assert codes(begun) == set()


def test_a_vacancy_is_no_way_to_the_rules_themselves(vacant: Stage) -> None:
    told = people(vacant)
    told["people"].append(leader("wati-d"))
    rules = yaml.safe_load((vacant.work / POLICY).read_text())
    rules["versions"][0]["rules"].pop()
    put(vacant, {PEOPLE: told, POLICY: rules}, "maya-g")
    assert minutes(vacant, "wati-d", 3, "approval-policy", day="2026-05-04").exit_code == 1
    assert minutes(vacant, "wati-d", 4, "people", day="2026-05-04").exit_code == 0
    assert minutes(vacant, "wati-d", 5, "approval-policy", day="2026-05-04").exit_code == 0
    assert codes(vacant) == {"approval-by-successor"}


def test_a_mark_that_is_not_true_is_found(begun: Stage) -> None:
    forge(begun, lambda record: record["by"].update(vacancy=True))
    assert codes(begun) == {"approval-role-not-held"}


def test_a_mark_that_is_missing_is_found(vacant: Stage) -> None:
    appoint(vacant, "maya-g")
    assert minutes(vacant, "wati-d", 3, "people", day="2026-05-04").exit_code == 0
    forge(vacant, lambda record: record["by"].pop("vacancy"), -1)
    assert codes(vacant) == {"approval-role-not-held"}


# ------------------------------------------------------------------------- going back


def test_an_earlier_state_needs_approval_again(begun: Stage) -> None:
    before = (begun.work / TARGET).read_text()
    target, both = "target/2026/on-time", ("hadi-k", "lukman-a")
    told: dict[str, Any] = {"objects": (target,)}
    assert sign(begun, *both, number="BA-2", scan=b"2", **told).exit_code == 0
    put(begun, {TARGET: before.replace("80", "85")}, "maya-g")
    assert sign(begun, *both, number="BA-3", scan=b"3", **told).exit_code == 0
    put(begun, {TARGET: before}, "maya-g")
    assert codes(begun) == {"approval-content-stale"}
    done = sign(begun, "hadi-k", number="BA-4", scan=b"4", **told)
    assert done.exit_code == 0
    assert "Pimpinan" in done.stderr  # what the first time said counts no more
    assert codes(begun) == {"approval-content-stale"}
    assert sign(begun, "lukman-a", number="BA-5", scan=b"5", **told).exit_code == 0
    assert codes(begun) == set()


def test_what_was_never_approved_may_be_undone(begun: Stage) -> None:
    put(begun, {REPORT: realization()}, "budi-s")
    assert minutes(begun, "siti-r", 2, "realization/biro-a/2026-Q1").exit_code == 0
    put(begun, {REPORT: realization(handover=date(2026, 3, 9))}, "budi-s")
    assert codes(begun) == {"approval-content-stale"}
    put(begun, {REPORT: realization()}, "budi-s")
    assert codes(begun) == set()


def test_who_has_left_does_not_come_back_with_an_old_file(vacant: Stage) -> None:
    appoint(vacant, "maya-g")
    assert minutes(vacant, "wati-d", 3, "people", day="2026-05-04").exit_code == 0
    first = office_tree()["people.yml"]
    put(vacant, {PEOPLE: first, REPORT: realization()}, "maya-g")
    done = minutes(vacant, "siti-r", 4, "realization/biro-a/2026-Q1", day="2026-05-05")
    assert done.exit_code == 1
    assert "people.yml berubah sejak terakhir disetujui" in done.stderr
    assert minutes(vacant, "lukman-a", 5, "people", day="2026-05-05").exit_code == 1
    assert "approval-content-stale" in codes(vacant)


# --------------------------------------------------------------------- nobody else's rules


def test_rules_that_undo_earlier_approvals_do_not_count_for_themselves(begun: Stage) -> None:
    """Under rules that ask for more, nothing would ever have been approved: a new beginning."""
    rules = yaml.safe_load((begun.work / POLICY).read_text())
    rules["versions"][0]["rules"].insert(
        0, {"kinds": ["people", "approval-policy"], "step": "6",
            "all_of": ["leadership", "administrator"]},
    )  # fmt: skip
    told = people(begun)
    told["people"] += [leader("xena-o"), person("yogi-p", "administrator")]
    put(begun, {PEOPLE: told, POLICY: rules}, "maya-g")
    for number, objects in enumerate((("people",), ("approval-policy",), RULES)):
        paper: dict[str, Any] = {"number": f"BA-{number + 2}", "scan": bytes([number])}
        done = sign(begun, "xena-o", "yogi-p", day="2026-05-05", objects=objects, **paper)
        assert done.exit_code == 1, done.stdout
    assert len(begun.records()) == 2
    assert "approval-content-stale" in codes(begun)
