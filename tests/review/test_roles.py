"""In which role a review counts: on that day, in that unit, with that rank, by that policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import content_tree as ct
from review.stage import REPORT, Stage, office_tree, person, realization, stage

PEOPLE, POLICY = "content/people.yml", "content/approval-policy.yml"
GOAL = {"content/goals/tujuan-baru.yml": {"id": "tujuan-baru", "name": ct.both("Tujuan baru")}}


def usual() -> ct.Tree:
    """The usual office, of which a test may change what it likes: its rules are shared."""
    return deepcopy(office_tree())


Setting = Callable[[ct.Tree], None]


@contextmanager
def changed(folder: Path, change: Setting) -> Iterator[Stage]:
    """An office whose base differs from the usual one."""
    tree = usual()
    change(tree)
    with stage(folder, tree) as told:
        yield told


def role_of(tree: ct.Tree, id: str) -> ct.Document:
    """The only role of a person, to be changed."""
    [role] = next(one for one in tree["people.yml"]["people"] if one["id"] == id)["roles"]
    return role


def rule_of(tree: ct.Tree, kind: str) -> ct.Document:
    """The rule for a kind, to be changed."""
    [version] = tree["approval-policy.yml"]["versions"]
    return next(one for one in version["rules"] if kind in one["kinds"])


def told_of(office: Stage, number: int) -> Any:
    """What the gate says of the only object, with whether it passes."""
    verdict = office.verdict(number)
    [one] = verdict["objects"]
    return one | {"passes": verdict["passes"], "faults": verdict["faults"]}


def by(told: Any) -> list[str]:
    return [one["person"] for one in told["approved_by"]]


# ------------------------------------------------------------------------------- days


@pytest.mark.parametrize(("hour", "minute", "counts"), [(16, 59, True), (17, 0, False)])
def test_a_role_ends_at_midnight_in_jakarta(
    tmp_path: Path, hour: int, minute: int, counts: bool
) -> None:
    def ends(tree: ct.Tree) -> None:
        role_of(tree, "siti-r")["until"] = date(2026, 4, 16)

    with changed(tmp_path, ends) as office:
        number = office.propose({REPORT: realization()})
        at = datetime(2026, 4, 15, hour, minute, tzinfo=UTC)
        office.forge.review(number, "sitir", at=at)
        told = told_of(office, number)
    assert told["passes"] is counts
    assert told["not_counted"] == ([] if counts else [{"who": "siti-r", "reason": "role"}])


@pytest.mark.parametrize(("hour", "minute", "counts"), [(16, 59, False), (17, 0, True)])
def test_a_role_begins_at_midnight_in_jakarta(
    tmp_path: Path, hour: int, minute: int, counts: bool
) -> None:
    def begins(tree: ct.Tree) -> None:
        role_of(tree, "siti-r")["from"] = date(2026, 4, 16)

    with changed(tmp_path, begins) as office:
        number = office.propose({REPORT: realization()})
        at = datetime(2026, 4, 15, hour, minute, tzinfo=UTC)
        office.forge.review(number, "sitir", at=at)
        assert told_of(office, number)["passes"] is counts


# ------------------------------------------------------------- capacities, units, ranks


@pytest.mark.parametrize("capacity", ["definitive", "plt", "plh"])
def test_a_stand_in_counts_with_their_capacity(tmp_path: Path, capacity: str) -> None:
    def acts(tree: ct.Tree) -> None:
        role_of(tree, "hadi-k")["capacity"] = capacity

    with changed(tmp_path, acts) as office:
        number = office.propose({REPORT: realization()})
        office.forge.review(number, "hadik")
        told = told_of(office, number)
    assert told["passes"]
    assert told["approved_by"] == [{"person": "hadi-k", "role": "head_ukpbj", "capacity": capacity}]


@pytest.mark.parametrize(("unit", "counts"), [("biro-a", True), ("biro-b", False)])
def test_a_role_in_a_unit_counts_for_that_unit_only(
    tmp_path: Path, unit: str, counts: bool
) -> None:
    def binds(tree: ct.Tree) -> None:
        role_of(tree, "siti-r")["unit"] = "biro-a"

    with changed(tmp_path, binds) as office:
        place = f"content/realizations/{unit}/2026-Q1.yml"
        number = office.propose({place: realization(unit)}, by="maya-g")
        office.forge.review(number, "sitir")
        told = told_of(office, number)
    assert told["passes"] is counts
    assert told["not_counted"] == ([] if counts else [{"who": "siti-r", "reason": "role"}])


@pytest.mark.parametrize(
    ("rank", "counts"),
    [("jpt_utama", True), ("jpt_madya", True), ("jpt_pratama", False), ("", False)],
)
def test_a_rank_below_the_one_asked_for_does_not_count(
    tmp_path: Path, rank: str, counts: bool
) -> None:
    def ranked(tree: ct.Tree) -> None:
        post = tree["people.yml"]["positions"][0]
        del post["rank"]
        if rank:
            post["rank"] = rank

    with changed(tmp_path, ranked) as office:
        number = office.propose(GOAL)
        office.forge.review(number, "hadik")
        office.forge.review(number, "lukmana")
        told = told_of(office, number)
    assert told["passes"] is counts
    assert by(told) == (["hadi-k", "lukman-a"] if counts else ["hadi-k"])


def test_a_person_without_any_role_in_the_rule_does_not_count(office: Stage) -> None:
    number = office.propose({REPORT: realization()})
    office.forge.review(number, "lukmana")
    told = told_of(office, number)
    assert not told["passes"]
    assert told["not_counted"] == [{"who": "lukman-a", "reason": "role"}]


# -------------------------------------------------------------------------- how many


@pytest.mark.parametrize(
    ("login", "missing"), [("hadik", [["leadership"]]), ("lukmana", [["head_ukpbj"]])]
)
def test_all_of_several_roles_needs_each(
    office: Stage, login: str, missing: list[list[str]]
) -> None:
    number = office.propose(GOAL)
    office.forge.review(number, login)
    told = told_of(office, number)
    assert not told["passes"]
    assert told["missing"] == missing


def test_one_person_in_both_roles_does_not_approve_alone(tmp_path: Path) -> None:
    def both(tree: ct.Tree) -> None:
        people = tree["people.yml"]["people"]
        head = next(one for one in people if one["id"] == "hadi-k")
        head["roles"].append(role_of(tree, "lukman-a") | {"capacity": "plt"})

    with changed(tmp_path, both) as office:
        number = office.propose(GOAL)
        office.forge.review(number, "hadik")
        alone = told_of(office, number)
        office.forge.review(number, "lukmana")
        together = told_of(office, number)
    assert not alone["passes"]
    assert len(alone["missing"]) == 1
    assert together["passes"]


def test_a_minimum_of_two_needs_two_people(tmp_path: Path) -> None:
    def two(tree: ct.Tree) -> None:
        rule_of(tree, "realization")["minimum"] = 2

    with changed(tmp_path, two) as office:
        number = office.propose({REPORT: realization()})
        office.forge.review(number, "sitir")
        office.forge.review(number, "sitir")
        alone = told_of(office, number)
        office.forge.review(number, "tonow")
        together = told_of(office, number)
    assert not alone["passes"]
    assert alone["missing"] == [["managing_team", "head_ukpbj"]]
    assert together["passes"]


# ------------------------------------------------------------- who says who may approve


def lax(tree: ct.Tree) -> None:
    """Rules by which whoever administrates may approve everything."""
    [version] = tree["approval-policy.yml"]["versions"]
    for rule in version["rules"]:
        rule.pop("all_of", None)
        rule.pop("ranks", None)
        rule["any_of"] = ["administrator"]


def promoted(tree: ct.Tree) -> None:
    """People among whom the administrator is in the team."""
    role_of(tree, "maya-g")["role"] = "managing_team"


CHANGES = [
    pytest.param(POLICY, "approval-policy.yml", lax, id="policy"),
    pytest.param(PEOPLE, "people.yml", promoted, id="people"),
]


@pytest.mark.parametrize(("place", "name", "change"), CHANGES)
def test_what_a_pull_request_says_of_approvals_does_not_serve_itself(
    office: Stage, place: str, name: str, change: Setting
) -> None:
    tree = usual()
    change(tree)
    number = office.propose({REPORT: realization(), place: tree[name]})
    for login in ("mayag", "sitir"):
        office.forge.review(number, login)
    verdict = office.verdict(number)
    told = {one["object"]: one for one in verdict["objects"]}
    report, rules = told["realization/biro-a/2026-Q1"], told[name.removesuffix(".yml")]
    assert not verdict["passes"]
    assert by(report) == ["siti-r"]
    assert {"who": "maya-g", "reason": "role"} in report["not_counted"]
    assert by(rules) == []
    assert rules["missing"] == [["leadership"]]
    office.forge.review(number, "lukmana")
    assert office.verdict(number)["passes"]


def test_somebody_whom_the_pull_request_adds_is_unknown(office: Stage) -> None:
    people = usual()["people.yml"]
    people["people"].append(person("wati-d", "leadership", position="sekretaris"))
    office.forge.account("watid")
    number = office.propose({PEOPLE: people})
    office.forge.review(number, "watid")
    told = told_of(office, number)
    assert not told["passes"]
    assert told["not_counted"] == [{"who": "watid", "reason": "unknown"}]


# ------------------------------------------------------------------------------ order


def test_in_order_who_comes_second_is_asked_again_when_they_spoke_first(tmp_path: Path) -> None:
    def ordered(tree: ct.Tree) -> None:
        rule_of(tree, "goal")["in_order"] = True

    with changed(tmp_path, ordered) as office:
        number = office.propose(GOAL)
        assert "menunggu Kepala UKPBJ, lalu Pimpinan" in office.gate(number).stdout
        office.forge.review(number, "lukmana")
        office.forge.review(number, "hadik")
        told = told_of(office, number)
        assert not told["passes"]
        assert by(told) == ["hadi-k"]
        assert told["missing"] == [["leadership"]]
        office.forge.review(number, "lukmana")
        told = told_of(office, number)
        assert told["passes"]
        assert sorted(by(told)) == ["hadi-k", "lukman-a"]
        office.forge.review(number, "hadik")
        assert told_of(office, number)["passes"]
        office.merge(number)
        assert office.record(number).exit_code == 0
        proved = office.verify()
        assert proved.exit_code == 0, proved.stdout
