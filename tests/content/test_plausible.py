"""Doubts about package rows: what is told, where, and what is left in peace."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    Tree,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    findings,
    flat,
    office,
    report,
    spread_weights,
)

AWARDED = aggregate("count", "count(*)", due="award_date")


def reported(**periods: dict[str, Any]) -> Tree:
    """A package a1 of which each period (`Q1`, `m05`) reports some facts."""
    tree = office(["biro-a"])
    add_indicator(tree, "x", AWARDED, unit="count")
    add_target(tree, "x", flat(2))
    spread_weights(tree)
    add_package(tree, "biro-a", "a1", budget_amount=900)
    for name, facts in periods.items():
        period = f"2026-{name.removeprefix('m')}"
        report(tree, "biro-a", period, {"a1": facts})
    return tree


def told(tree: Tree, folder: Path, code: str) -> list[tuple[str, int]]:
    return [
        (one["file"].removeprefix("content/realizations/biro-a/2026-"), one["line"])
        for one in findings(tree, folder)
        if one["code"] == code
    ]


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        ({}, {"award_date": date(2026, 3, 12)}, 1),  # of a quarter that was reported without it
        ({"award_date": date(2026, 3, 12)}, {"award_date": date(2026, 3, 12)}, 0),
        ({}, {"award_date": date(2026, 4, 1)}, 0),
        ({}, {"award_date": date(2025, 12, 1)}, 0),  # begun in the year before its own
        ({}, {"contract_date": date(2026, 3, 12)}, 0),  # no formula looks for it
    ],
)
def test_events_of_an_earlier_quarter_are_told_once_for_a_report(
    first: dict[str, Any], later: dict[str, Any], expected: int, tmp_path: Path
) -> None:
    tree = reported(Q1=first, Q2=later)
    assert len(told(tree, tmp_path, "facts-behind")) == expected


def test_a_month_may_tell_of_an_earlier_month_of_its_quarter(tmp_path: Path) -> None:
    tree = reported(m04={}, m05={"award_date": date(2026, 4, 2)})
    assert told(tree, tmp_path, "facts-behind") == []
    tree = reported(m04={}, m07={"award_date": date(2026, 4, 2)})
    assert len(told(tree, tmp_path / "later", "facts-behind")) == 1


def test_a_fact_that_needs_another_may_get_it_in_any_report(tmp_path: Path) -> None:
    amount, day = {"contract_amount": 500}, {"contract_date": date(2026, 2, 3)}
    assert told(reported(Q1=day, Q2=amount), tmp_path / "later", "fact-alone") == []
    alone = told(reported(Q1=day, Q2={"paid_amount": 3}), tmp_path / "never", "fact-alone")
    assert [file for file, _ in alone] == ["Q1.yml"]


def test_the_first_schedule_may_be_repeated_but_not_changed(tmp_path: Path) -> None:
    first, other = ({"scheduled_award_date": date(2026, month, 9)} for month in (2, 5))
    assert told(reported(Q1=first, Q2=first), tmp_path / "same", "first-fact-changed") == []
    changed = told(reported(Q1=first, Q2=other), tmp_path / "other", "first-fact-changed")
    assert [file for file, _ in changed] == ["Q2.yml"]


@pytest.mark.parametrize("key", ["estimate_amount", "contract_amount"])
def test_an_amount_is_held_against_the_budget_of_the_register(key: str, tmp_path: Path) -> None:
    for amount, expected in ((900, 0), (901, 1)):
        tree = reported(Q1={key: amount, "contract_date": date(2026, 2, 3)})
        assert len(told(tree, tmp_path / str(amount), "number-above-other")) == expected


@pytest.mark.parametrize(("share", "expected"), [(24, 1), (100, 1), (0, 0), (24_000_000, 0)])
@pytest.mark.parametrize("key", ["domestic_amount", "small_business_amount"])
def test_a_share_in_percent_is_no_amount(
    key: str, share: int, expected: int, tmp_path: Path
) -> None:
    tree = reported(Q1={"contract_amount": 100_000_000, key: share})
    assert len(told(tree, tmp_path, "amount-far-below")) == expected


def test_what_was_paid_without_a_contract_is_held_against_the_budget(tmp_path: Path) -> None:
    above = reported(Q1={"paid_amount": 901})
    assert len(told(above, tmp_path / "above", "number-above-other")) == 1
    assert told(reported(Q1={"paid_amount": 900}), tmp_path / "within", "number-above-other") == []


@pytest.mark.parametrize(
    ("paid", "handed_over", "expected"),
    [
        (20, False, 1),  # percent
        (100_000, False, 1),  # thousands
        (10_000_000, False, 0),  # an advance of a tenth
        (10_000_000, True, 1),  # a digit is missing
        (0, True, 0),
        (95_000_000, True, 0),
    ],
)
def test_what_was_paid_is_a_sensible_part_of_the_contract(
    paid: int, handed_over: bool, expected: int, tmp_path: Path
) -> None:
    facts = {"contract_amount": 100_000_000, "paid_amount": paid}
    facts |= {"handover_date": date(2026, 3, 9)} if handed_over else {}
    assert len(told(reported(Q1=facts), tmp_path, "amount-far-below")) == expected


DAY, LATER = date(2026, 2, 2), date(2026, 3, 2)


@pytest.mark.parametrize(
    ("facts", "code", "expected"),
    [
        ({"original_due_date": DAY, "due_date": LATER}, "due-moved", 1),
        ({"original_due_date": DAY, "due_date": LATER, "time_addenda": 0}, "due-moved", 1),
        ({"original_due_date": DAY, "due_date": LATER, "time_addenda": 1}, "due-moved", 0),
        ({"original_due_date": DAY, "due_date": DAY}, "due-moved", 0),
        ({"original_due_date": LATER, "due_date": DAY}, "date-before-other", 1),
        ({"original_due_date": LATER, "due_date": DAY, "addenda": 1}, "date-before-other", 0),
        ({"bidders": 0, "award_date": DAY}, "status-against-fact", 1),
        ({"bidders": 1, "award_date": DAY}, "status-against-fact", 0),
        ({"progress": 60, "handover_date": DAY}, "status-against-fact", 1),
        ({"progress": 100, "handover_date": DAY}, "status-against-fact", 0),
        (
            {"progress": 60, "handover_date": DAY, "contract_status": "terminated"},
            "status-against-fact",
            0,
        ),
        ({"progress": Decimal("0.6")}, "percent-as-fraction", 1),
        ({"progress": 1}, "percent-as-fraction", 0),
    ],
)
def test_facts_of_one_package_go_together(
    facts: dict[str, Any], code: str, expected: int, tmp_path: Path
) -> None:
    assert len(told(reported(Q1=facts), tmp_path, code)) == expected


@pytest.mark.parametrize(
    ("keys", "facts", "expected"),
    [
        ({"register_status": "cancelled"}, {}, 1),
        ({"register_status": "draft"}, {}, 0),
        ({"exclusion_reason": "budget_efficiency"}, {}, 1),
        ({"exclusion_reason": "budget_efficiency"}, {"contract_status": "terminated"}, 0),
        ({"exclusion_reason": "moved"}, {}, 0),
        ({"exclusion_reason": "other", "exclusion_note": "Putusan."}, {}, 0),
    ],
)
def test_what_has_a_contract_is_not_given_up(
    keys: dict[str, Any], facts: dict[str, Any], expected: int, tmp_path: Path
) -> None:
    tree = reported(Q1={"contract_date": DAY, "contract_amount": 900}, Q2=facts)
    tree["packages/biro-a/2026.yml"]["packages"][0] |= keys
    found = [one["code"] for one in findings(tree, tmp_path)]
    assert found.count("package-given-up") == expected


@pytest.mark.parametrize(
    ("channel", "keys", "expected"),
    [
        ("tender", {"method": "fast_tender"}, 0),
        ("tender", {"method": "direct_procurement"}, 1),
        ("non_tender", {"method": "tender"}, 1),
        ("e_purchasing", {"method": "e_purchasing"}, 0),
        ("recorded_non_tender", {"method": "direct_procurement"}, 0),
        ("recorded_self_managed", {"provision": "provider"}, 1),
    ],
)
def test_a_package_is_recorded_where_it_is_chosen(
    channel: str, keys: dict[str, Any], expected: int, tmp_path: Path
) -> None:
    tree = reported()
    tree["packages/biro-a/2026.yml"]["packages"][0] |= {"channel": channel} | keys
    found = [one["code"] for one in findings(tree, tmp_path)]
    assert found.count("channel-unfit") == expected
