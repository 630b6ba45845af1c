"""Approvals that nobody can give: found by check before anybody waits for them (pitfall 14)."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest

import content_tree as ct
from review.stage import office_tree, person

ROLE = {"capacity": "definitive", "from": date(2025, 1, 1)}


def office(rule: ct.Document, *people: ct.Document, by: str = "") -> ct.Tree:
    """An office of these people, with one rule, that for goals; one goal is handed in."""
    tree = deepcopy(office_tree())
    tree["people.yml"]["people"] = list(people)
    rules = [{"kinds": ["goal"], "step": "6"} | rule]
    tree["approval-policy.yml"]["versions"][0]["rules"] = rules
    if by:
        tree[f"goals/{ct.GOAL}.yml"] |= {"submitted_by": by, "submitted_on": date(2026, 4, 1)}
    return tree


def found(tree: ct.Tree, folder: Path) -> list[tuple[str, str]]:
    """What is said of approvals: code and message."""
    told = ct.findings(tree, folder)
    return [(one["code"], one["message"]) for one in told if one["code"].startswith("approval-")]


ONE, TWO, THREE = (person(id, "head_ukpbj") for id in ("satu-a", "dua-b", "tiga-c"))
LEADER = person("lukman-a", "leadership")
BOTH = person("hadi-k", "head_ukpbj") | {
    "roles": [{"role": "head_ukpbj"} | ROLE, {"role": "leadership"} | ROLE]
}
OUT_OF_OFFICE = person("lama-x", "head_ukpbj", until=date(2025, 6, 1))

VACANT = {
    "nobody": ({"any_of": ["head_ukpbj"]}, [LEADER]),
    "only who is no longer in office": ({"any_of": ["head_ukpbj"]}, [LEADER, OUT_OF_OFFICE]),
    "one of two": ({"any_of": ["head_ukpbj"], "minimum": 2}, [ONE, LEADER]),
    "one for both roles": ({"all_of": ["head_ukpbj", "leadership"]}, [BOTH]),
    "one role of two": ({"all_of": ["head_ukpbj", "leadership"]}, [ONE]),
    "two for three": ({"all_of": ["head_ukpbj", "leadership"], "minimum": 3}, [ONE, LEADER]),
}
DEAD = {
    "the only one": ({"any_of": ["head_ukpbj"]}, [ONE]),
    "one of two that are needed": ({"any_of": ["head_ukpbj"], "minimum": 2}, [ONE, TWO]),
    "the only one of a role": ({"all_of": ["head_ukpbj", "leadership"]}, [ONE, LEADER]),
    "who would leave one for both roles": (
        {"all_of": ["head_ukpbj", "leadership"]}, [ONE, BOTH],
    ),
    "in order, too": ({"all_of": ["head_ukpbj", "leadership"], "in_order": True}, [ONE, LEADER]),
}  # fmt: skip
FINE = {
    "a colleague": ({"any_of": ["head_ukpbj"]}, [ONE, TWO]),
    "two colleagues": ({"any_of": ["head_ukpbj"], "minimum": 2}, [ONE, TWO, THREE]),
    "a colleague for each role": (
        {"all_of": ["head_ukpbj", "leadership"]}, [ONE, TWO, LEADER],
    ),
    "somebody of two roles beside another": (
        {"all_of": ["head_ukpbj", "leadership"]}, [ONE, TWO, BOTH],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rule", "people"), VACANT.values(), ids=VACANT)
def test_too_few_people_for_a_rule_are_found(
    rule: ct.Document, people: list[ct.Document], tmp_path: Path
) -> None:
    told = found(office(rule, *people), tmp_path)
    assert {code for code, _message in told} == {"approval-role-vacant"}


@pytest.mark.parametrize(("rule", "people"), DEAD.values(), ids=DEAD)
def test_an_author_without_whom_there_are_too_few_is_found(
    rule: ct.Document, people: list[ct.Document], tmp_path: Path
) -> None:
    [(code, message)] = found(office(rule, *people, by="satu-a"), tmp_path)
    assert code == "approval-dead-end"
    assert "satu-a" in message


@pytest.mark.parametrize(("rule", "people"), FINE.values(), ids=FINE)
def test_enough_people_beside_the_author_are_no_finding(
    rule: ct.Document, people: list[ct.Document], tmp_path: Path
) -> None:
    assert found(office(rule, *people, by="satu-a"), tmp_path) == []
