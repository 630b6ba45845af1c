"""Content that contradicts itself, each rule from both sides: what is told, and what is left alone.

That a code reaches the command at its line is `test_codes`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    ON_TIME,
    Document,
    Tree,
    add_package,
    aggregate,
    both,
    flat,
    measure,
    report,
    write,
)
from kinerja.codes import RULES
from kinerja.content.checking import check
from kinerja.findings import ERROR
from kinerja.ledger import findings as approvals
from small_office import small_office

Told = Callable[[Tree], Counter[str]]
X, Y, TARGET = "indicators/x.yml", "indicators/y.yml", "targets/2026/x.yml"
APRIL = date(2026, 4, 30)
AREA = "areas/contract-delivery.yml"


# --- settings without sense --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "mode", "keys", "expected"),
    [
        ("ratio", "in", {"period_consolidation": "last_known"}, 1),
        ("ratio", "in", {"period_consolidation": "last_known", "frequency": "annual"}, 0),
        ("ratio", "in", {"period_consolidation": "average"}, 0),
        ("count", "in", {"period_consolidation": "sum", "unit": "count"}, 0),
        ("ratio", "ytd", {"period_consolidation": "sum"}, 1),
        ("ratio", "all", {"period_consolidation": "sum"}, 1),
        ("ratio", "ytd", {"period_consolidation": "last_known"}, 0),
        ("ratio", "ytd", {"period_consolidation": "recompute"}, 0),  # comes to the same
        ("ratio", "in", {"unit_consolidation": "weighted"}, 0),
        ("count", "in", {"unit_consolidation": "weighted", "unit": "count"}, 1),
        ("count", "in", {"unit_consolidation": "sum", "unit": "count"}, 0),
    ],
)
def test_consolidations_go_with_formulas(
    kind: str, mode: str, keys: Document, expected: int, told: Told
) -> None:
    tree = small_office()
    denominator = "count(*)" if kind == "ratio" else None
    tree[X]["formula"] = aggregate(kind, "count(handover_date)", denominator, mode=mode)
    tree[X] |= {"period_consolidation": "recompute"} | keys
    assert told(tree)["key-unfit"] == expected


@pytest.mark.parametrize(
    ("last", "units", "expected"), [(1, {}, 1), (0, {}, 0), (1, {"2026-Q1": 0}, 0)]
)
def test_a_tolerance_serves_a_target_of_zero(
    last: int, units: Document, expected: int, told: Told
) -> None:
    tree = small_office()
    tree[X]["polarity"] = "minimize"
    version = tree[TARGET]["versions"][0]
    version |= {"tolerance": 5, "trajectory": flat(1) | {"2026-Q4": last}}
    version |= {"units": {"biro-a": units}} if units else {}
    assert told(tree)["key-unfit"] == expected


@pytest.mark.parametrize(
    ("ends", "code"),
    [
        ([90, 100], ""),
        ([90, 110], "key-unfit"),
        ([10, 90], "key-unfit"),
        ([110, 120], "target-beyond-bound"),
    ],
)
def test_both_ends_of_a_range_can_be_reached(ends: list[int], code: str, told: Told) -> None:
    tree = small_office()
    tree[X] |= {"polarity": "stabilize", "natural_min": 20, "natural_max": 100}
    tree[TARGET]["versions"][0]["trajectory"] = flat(90) | {"2026-Q2": ends}
    found = told(tree)
    assert [one for one in ("key-unfit", "target-beyond-bound") if found[one]] == [code] * bool(
        code
    )


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"any_of": ["head_ukpbj", "leadership"], "in_order": True}, 1),
        ({"all_of": ["head_ukpbj"], "in_order": True}, 1),
        ({"all_of": ["head_ukpbj"], "in_order": True, "kinds": ["people"]}, 0),  # with leadership
        ({"all_of": ["head_ukpbj", "leadership"], "in_order": True}, 0),
        ({"any_of": ["leadership"], "in_order": False}, 0),
        ({"all_of": ["head_ukpbj", "leadership"], "minimum": 1}, 1),
        ({"all_of": ["head_ukpbj", "leadership"], "minimum": 2}, 0),  # says it once more
        ({"any_of": ["leadership"], "minimum": 2}, 0),  # two of them
    ],
)
def test_approval_rules_set_what_their_roles_can_do(
    rule: Document, expected: int, tmp_path: Path
) -> None:
    tree = small_office()
    rules: list[Any] = [{"kinds": ["target"], "step": "6"} | rule]
    version = {"version": 1, "valid_from": "2025-01-01", "rules": rules}
    tree["approval-policy.yml"] = {"versions": [version]}
    write(tree, tmp_path / "content")
    checked = check(tmp_path / "content")
    assert checked.content is not None
    found = approvals.findings(checked.content, {}, {}, checked.today)
    assert [one.code for one in found].count("key-unfit") == expected


def test_a_selector_takes_a_package_in_or_leaves_it_out(told: Told) -> None:
    tree = small_office()
    out = [{"package": "b1", "reason": "Lain"}]
    tree[AREA]["selector"] = {"include": ["a1"], "exclude": out}
    assert "package-counted-excluded" not in told(tree)
    tree[AREA]["selector"] = {"include": ["a1", "b1"], "exclude": out}
    assert told(tree)["package-counted-excluded"] == 1
    tree[AREA]["selector"] = {"exclude": out * 2}
    assert told(tree)["id-repeated"] == 2


# --- measurements over periods -----------------------------------------------------------------


def test_a_measurement_serves_its_own_period_and_shorter_ones(told: Told) -> None:
    tree = small_office()
    measure(tree, "y", "2026", 80)
    assert "period-too-short" not in told(tree)
    measure(tree, "y", "2026-05", 80)
    assert told(tree)["period-too-short"] == 1
    tree[X] |= {"formula": tree[Y]["formula"], "frequency": "monthly"}
    assert "period-too-short" not in told(tree)  # some indicator is measured so often


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((12_500_000_000, 12_500_000), 1),
        ((12_500_000, 12_500_000_000), 1),
        ((88, 8.9), 1),
        ((88, 12), 0),
        ((0, 5000), 0),
        ((0.05, 60), 0),
        ((1, 11), 0),  # so small a number may grow so
        ((88, 90, 8.9), 1),
        ((8.9, 90, 88), 1),
        ((88, 890, 90), 1),
        ((10, 40, 160), 0),  # it grows
        ((10, 100, 1000), 0),
        ((10, 100, 100_000), 1),
    ],
)
def test_a_value_stands_out_of_its_row_once(
    values: tuple[float, ...], expected: int, told: Told
) -> None:
    tree = small_office()
    tree[Y] |= {"unit": "rupiah", "unit_consolidation": "none"}
    del tree["measurements/2026-Q1/y.yml"]
    for period, value in zip(("2026-Q1", "2026-Q2", "2026-Q3"), values, strict=False):
        measure(tree, "y", period, value)
    measure(tree, "y", "2026", 10**14)  # a year is held against years
    assert told(tree)["measurement-out-of-line"] == expected


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"), [(3, 0, 1), (0, 0, 0), (3, 4, 0)]
)
def test_nothing_is_a_part_of_nothing(
    numerator: int, denominator: int, expected: int, told: Told
) -> None:
    tree = small_office()
    value = {"numerator": numerator, "denominator": denominator}
    measure(tree, "y", "2026-Q1", value)
    assert told(tree)["measurement-over-nothing"] == expected


@pytest.mark.parametrize(
    ("unit", "value", "target", "expected"),
    [
        ("percent", 0.81, 80, 1),
        ("percent", 1, 80, 1),
        ("percent", 0.81, 2, 0),  # it is meant to be little
        ("percent", 0, 80, 0),
        ("percent", 81, 80, 0),
        ("index", 0.81, 80, 0),
    ],
)
def test_a_measured_percentage_is_no_fraction(
    unit: str, value: float, target: float, expected: int, told: Told
) -> None:
    tree = small_office()
    tree[Y] |= {"unit": unit, "natural_max": None}
    tree["targets/2026/y.yml"]["versions"][0]["trajectory"] = flat(target)
    measure(tree, "y", "2026-Q1", value)
    assert told(tree)["percent-as-fraction"] == expected


@pytest.mark.parametrize(("weights", "expected"), [((0.4, 0.6), 1), ((40, 60), 0), ((), 0)])
def test_milestones_weigh_in_percent(weights: tuple[float, ...], expected: int, told: Told) -> None:
    tree = small_office()
    tree["action-plans/2026/x.yml"]["actions"][0]["milestones"] = [
        {"id": f"m{n}", "name": both("Tonggak"), "due": date(2026, 5, 4), "weight": weight}
        for n, weight in enumerate(weights)
    ]
    assert told(tree)["percent-as-fraction"] == expected


def test_finished_values_cannot_be_computed_anew_over_periods(told: Told) -> None:
    tree = small_office()
    tree[Y] |= {"unit_consolidation": "none", "period_consolidation": "recompute"}
    measure(tree, "y", "2026-Q1", 81)
    measure(tree, "y", "2026-Q2", 82)
    measure(tree, "y", "2026-Q3", 83)
    assert told(tree)["measurement-not-additive"] == 1
    measure(tree, "y", "2026", 82)
    assert "measurement-not-additive" not in told(tree)
    del tree["measurements/2026/y.yml"]
    for quarter in ("Q1", "Q2", "Q3"):
        measure(tree, "y", f"2026-{quarter}", {"numerator": 8, "denominator": 10})
    assert "measurement-not-additive" not in told(tree)


# --- packages ----------------------------------------------------------------------------------


def reported(tree: Tree, **quarters: Document) -> Tree:
    """The package a1 as these quarters report it."""
    for quarter, facts in quarters.items():
        report(tree, "biro-a", f"2026-{quarter}", {"a1": facts})
    return tree


def planned(tree: Tree) -> Document:
    """The line of the package a1 in the register."""
    row: Document = tree["packages/biro-a/2026.yml"]["packages"][0]
    return row


@pytest.mark.parametrize(
    ("budget", "facts", "expected"),
    [
        (600_000_000, {"estimate_amount": 598_000}, 1),
        (600_000_000, {"estimate_amount": 75_000_000}, 0),
        (600_000_000, {"estimate_amount": 60_000_000}, 1),
        (600_000_000, {"contract_amount": 590_000}, 1),
        (600_000_000, {"contract_amount": 75_000_000}, 0),
        (600_000_000, {"contract_amount": 60_000_000}, 1),
        (600_000_000, {"estimate_amount": 598_000, "contract_amount": 590_000}, 1),
        (600_000_000, {"estimate_amount": 598_000_000, "contract_amount": 590_000}, 1),
        (600_000_000, {"bid_amount": 590_000_000, "negotiated_amount": 590_000}, 1),
    ],
)
def test_amounts_of_a_package_slip_by_a_digit_or_more(
    budget: int, facts: Document, expected: int, told: Told
) -> None:
    tree = reported(small_office(), Q1=facts)
    planned(tree)["budget_amount"] = budget
    assert told(tree)["amount-far-below"] == expected


SIGNED: Document = {"contract_date": date(2026, 2, 3), "contract_amount": 500}


@pytest.mark.parametrize(
    ("first", "later", "expected"),
    [
        ({"selection_status": "failed"}, SIGNED, 1),
        ({"selection_status": "cancelled"} | SIGNED, {}, 1),
        ({"selection_status": "running"}, SIGNED, 1),
        ({"selection_status": "running", "award_date": date(2026, 2, 2)}, {}, 0),  # objections
        ({"selection_status": "failed"}, SIGNED | {"selection_status": "completed"}, 0),
        (SIGNED | {"contract_status": "terminated"}, {"selection_status": "failed"}, 0),
        (SIGNED, {"selection_status": "failed", "retract": [*SIGNED]}, 0),
    ],
)
def test_a_selection_that_has_not_succeeded_has_no_contract(
    first: Document, later: Document, expected: int, told: Told
) -> None:
    found = told(reported(small_office(), Q1=first, Q2=later))
    assert found["status-against-fact"] == expected
    assert found["fact-alone"] == 0


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ({"progress": 60}, 1),
        ({"progress": 80}, 0),
        ({"progress": 60, "addenda": 1}, 0),
        ({"retract": ["progress"]}, 0),
    ],
)
def test_progress_of_a_package_falls_by_an_addendum_or_when_taken_back(
    later: Document, expected: int, told: Told
) -> None:
    tree = reported(small_office(), Q1={"progress": 80}, Q2=later)
    tree = reported(tree, Q3={"progress": 70} if "retract" in later else {})
    assert told(tree)["fact-fell"] == expected


def test_a_contract_is_not_planned_to_end_before_its_selection(told: Told) -> None:
    tree = small_office()
    planned(tree).update(planned_selection_end=APRIL, planned_contract_end=APRIL)
    assert told(tree)["date-before-other"] == 0
    planned(tree)["planned_contract_end"] = date(2026, 3, 31)
    assert told(tree)["date-before-other"] == 1


def test_codes_of_another_unit_are_told_once_where_both_have_their_own(told: Told) -> None:
    tree = small_office()
    for package in ("a2", "a3"):
        add_package(tree, "biro-a", package, unit_code="02")
    tree["units/biro-b.yml"]["unit_codes"] = ["02"]
    assert told(tree)["unit-code-elsewhere"] == 0  # one may buy under the code of another
    tree["units/biro-a.yml"]["unit_codes"] = ["01"]
    assert told(tree)["unit-code-elsewhere"] == 1
    for row in tree["packages/biro-a/2026.yml"]["packages"]:
        row["exclusion_reason"] = "moved"
    assert told(tree)["unit-code-elsewhere"] == 0


def test_what_rows_are_held_against_may_change_without_them(told: Told) -> None:
    """Findings on rows are remembered; a formula's anchor and a unit's codes are not rows."""
    tree = reported(small_office(), Q2={"award_date": date(2026, 3, 12)})
    assert told(tree)["facts-behind"] == 0
    tree[X]["formula"] = ON_TIME | {"anchor": {"date": "award_date", "mode": "in"}}
    assert told(tree)["facts-behind"] == 1


# --- who hands in, and what lies where a file should -------------------------------------------


def owner(unit: str | None, since: str = "2025-01-01", until: str | None = None) -> Document:
    role: Document = {"role": "performance_owner", "capacity": "definitive", "from": since}
    return role | ({"unit": unit} if unit else {}) | ({"until": until} if until else {})


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([owner("biro-b")], 1),
        ([owner("biro-a")], 0),
        ([owner(None)], 0),
        ([owner("biro-a"), owner("biro-b")], 0),
        ([owner("biro-a", until="2026-04-01"), owner("biro-b", "2026-04-01")], 0),  # moved on
        ([owner("biro-a", until="2026-01-01"), owner("biro-b", "2026-01-01")], 1),
        ([owner("biro-b"), {**owner(None), "role": "managing_team"}], 0),
        ([owner("biro-c")], 0),  # of the procurement unit
        ([], 0),
    ],
)
def test_reports_are_handed_in_by_people_of_their_unit(
    roles: list[Document], expected: int, told: Told
) -> None:
    tree = small_office()
    tree["units/biro-c.yml"] = tree["units/biro-a.yml"] | {"id": "biro-c"}
    head = owner("biro-c") | {"role": "head_ukpbj"}
    people = [("wulan-p", roles), ("andi-s", [head]), ("tono-w", [owner("biro-c")])]
    tree["people.yml"]["people"] += [
        {"id": id, "name": id, "roles": told_roles} for id, told_roles in people
    ]
    handed_in = {"submitted_by": "wulan-p", "submitted_on": date(2026, 4, 8)}
    tree["realizations/biro-a/2026-Q1.yml"] |= handed_in
    assert told(tree)["owner-without-role"] == expected


@pytest.mark.parametrize(
    "place", ["people.yml", "organisation.yml", "units/biro-a.yml", X, "packages/biro-a/2026.yml"]
)
def test_a_folder_in_place_of_a_file_is_all_that_is_told(
    place: str, told: Told, tmp_path: Path
) -> None:
    tree = small_office()
    del tree[place]
    (tmp_path / "content" / place).mkdir(parents=True)
    (tmp_path / "content" / place / "lain.yml").write_text("a: b\n")
    found = told(tree)
    assert set(found) == {"file-is-folder"}


# --- codes in formulas -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scope", "meant"),
    [
        ("register_status = 'aktif'", "active"),  # by its name
        ("register_status = 'activ'", "active"),
        ("method IN ('tender', 'tender cepat')", "fast_tender"),
        ("channel <> 'e-katalog'", "e_purchasing"),
        ("title = 'aktif'", None),
    ],
)
def test_what_no_package_can_say_is_an_error_in_a_formula(
    scope: str, meant: str | None, tmp_path: Path
) -> None:
    tree = small_office()
    tree[X]["formula"] = ON_TIME | {"scope": scope}
    write(tree, tmp_path / "content")
    found = check(tmp_path / "content").findings
    errors = [one for one in found if RULES[one.code].severity == ERROR]
    told = [dict(one.params)["nearest"] for one in errors]
    assert told == ([meant] if meant else [])


# --- what stands twice -------------------------------------------------------------------------


def named_twice(tree: Tree) -> None:
    tree["units/biro-a.yml"]["unit_codes"] = ["01", "02"]
    tree["units/biro-b.yml"]["unit_codes"] = ["03", "02"]


def registered_twice(tree: Tree) -> None:
    add_package(tree, "biro-b", "a1")


def stated_twice(tree: Tree) -> None:
    tree["realizations/biro-a/2026-Q1.yml"]["packages"].append({"package_id": "a1"})


def held_by_two(tree: Tree) -> None:
    head = owner(None) | {"role": "head_ukpbj"}
    tree["people.yml"]["people"][0]["roles"].append(head)
    tree["people.yml"]["people"][1]["roles"].append(head | {"from": "2026-02-01"})


@pytest.mark.parametrize(
    ("twice", "code", "files"),
    [
        (named_twice, "id-repeated", ("units/biro-b.yml", "units/biro-a.yml")),
        (
            registered_twice,
            "package-repeated",
            ("packages/biro-b/2026.yml", "packages/biro-a/2026.yml"),
        ),
        (stated_twice, "package-stated-twice", ("realizations/biro-a/2026-Q1.yml",) * 2),
        (held_by_two, "role-held-by-two", ("people.yml",) * 2),
    ],
)
def test_what_stands_twice_is_told_at_both_places_and_each_names_the_other(
    twice: Callable[[Tree], None], code: str, files: tuple[str, str], tmp_path: Path
) -> None:
    tree = small_office()
    twice(tree)
    write(tree, tmp_path / "content")
    found = [one for one in check(tmp_path / "content").findings if one.code == code]
    assert {one.file for one in found} == {f"content/{file}" for file in files}
    here, there = [f"{one.file}:{one.line}" for one in found]
    assert here != there
    assert [dict(one.params)["also"] for one in found] == [there, here]
    keys = {
        (tmp_path / one.file).read_text().splitlines()[one.line - 1].strip(" -").partition(":")[0]
        for one in found
    }
    assert len(keys) == 1


def test_what_stands_twice_is_called_as_its_key_is(tmp_path: Path) -> None:
    tree = small_office()
    named_twice(tree)
    tree["people.yml"]["people"].append(dict(tree["people.yml"]["people"][0]))
    write(tree, tmp_path / "content")
    found = [one for one in check(tmp_path / "content").findings if one.code == "id-repeated"]
    assert {dict(one.params)["title"] for one in found} == {"Kode satker", "ID"}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([{"bidders": 5}, {"bidders": 7, "handover_date": "2026-03-02"}], "package-stated-twice"),
        ([{"package_id": "a01", "handover_date": "2026-03-02"}], "package-unknown"),
        ([{"package_id": "xyz", "handover_date": "2026-03-02"}], "entry-gone"),
    ],
)
def test_of_a_row_that_is_wrong_as_a_whole_nothing_else_is_told(
    rows: list[Document], code: str, tmp_path: Path
) -> None:
    tree = small_office()
    stated = tree["realizations/biro-a/2026-Q1.yml"]
    stated["packages"] = [{"package_id": "a1"} | row for row in rows]
    write(tree, tmp_path / "content")
    found = check(tmp_path / "content").findings
    told = [one.code for one in found if one.file.endswith("biro-a/2026-Q1.yml")]
    assert told == [code] * len(rows)  # what stands twice is told at both places


def test_the_second_of_equal_items_is_told(tmp_path: Path) -> None:
    tree = small_office()
    tree[X]["synonyms"] = ["molor", "telat", "lambat", "telat"]
    write(tree, tmp_path / "content")
    (found,) = (one for one in check(tmp_path / "content").findings if one.code == "list-repeats")
    assert (found.pointer, dict(found.params)) == (("synonyms", 3), {"value": "telat"})


# --- what is missing or written twice ------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"outcome": "continue"}, 0),
        ({"outcome": "continue", "effective_from": "2026-Q3"}, 1),
        ({"outcome": "continue", "follow_up": True}, 1),
        ({"outcome": "improve", "follow_up": True}, 0),
        ({"outcome": "close_achieved", "effective_from": "2026-Q2"}, 0),
    ],
)
def test_who_goes_on_as_before_changes_nothing(keys: Document, expected: int, told: Told) -> None:
    tree = small_office()
    one = {"object": "indicator/x", "reason": "Baik."} | keys
    if "follow_up" in keys:
        one["follow_up"] = [{"action": "rapat", "owner": "rina-k", "due": date(2026, 6, 30)}]
    tree["decisions/2026-Q1.yml"] = {
        "period": "2026-Q1", "step": "17", "meeting": "rapat", "decided_on": APRIL,
        "decided_by": {"position": "sekretaris", "capacity": "definitive"},
        "basis": {"report": "2026-Q1"}, "document": {"number": "BA-1", "date": APRIL},
        "decisions": [one],
    }  # fmt: skip
    assert told(tree)["key-unfit"] == expected


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (["biro-a", "biro-b"], ["biro-a", "biro-b"], 0),
        (["biro-a"], ["biro-a", "biro-b"], 0),
        (["biro-a", "biro-b"], ["biro-a"], 1),
        (["biro-a", "biro-b"], ["biro-a", None], 1),  # whose unit was forgotten
    ],
)
def test_who_had_a_value_has_one_again(
    before: list[str], now: list[str | None], expected: int, told: Told
) -> None:
    tree = small_office()
    for period, units in (("2026-Q1", before), ("2026-Q2", now)):
        values = [{"value": 81} | ({"unit": unit} if unit else {}) for unit in units]
        measure(tree, "y", period, *values)
    assert told(tree)["measurement-gone"] == expected


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (["2026-Q1", "2026-Q2", "2026-Q3"], 0),
        (["2026-Q1", "2026-Q3"], 1),
        (["2026-Q1", "2026-Q4"], 1),  # both in one sentence
        (["2026-Q1", "2026-S1", "2026-Q3"], 0),  # the semester ends when the quarter does
        (["2025-Q4", "2026-Q1"], 0),
    ],
)
def test_reports_follow_each_other(periods: list[str], expected: int, told: Told) -> None:
    tree = small_office()
    for period in periods:
        report(tree, "biro-a", period)
    assert told(tree)["report-gap"] == expected


@pytest.mark.parametrize(
    ("unit", "planned", "baseline", "code"),
    [
        ("percent", 0.92, 88, "target-as-fraction"),
        ("percent", 0.92, 0.8, None),
        ("percent", 80, 88, "target-worse-than-baseline"),
        ("percent", 92, 8.8, "baseline-out-of-line"),
        ("percent", 92, 20, None),
        ("index", 80, 88, "target-worse-than-baseline"),
        ("index", 0.92, 88, "baseline-out-of-line"),
    ],
)
def test_a_percentage_is_no_fraction(
    unit: str, planned: float, baseline: float, code: str | None, told: Told
) -> None:
    tree = small_office()
    tree[X] |= {"unit": unit, "natural_max": None}
    tree[TARGET]["baseline"]["value"] = baseline
    tree[TARGET]["versions"][0]["trajectory"] = flat(planned) | {"2026": planned}
    codes = ("target-as-fraction", "baseline-out-of-line", "target-worse-than-baseline")
    assert [each for each in codes if told(tree)[each]] == ([code] if code else [])


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 4, 2), 1), (date(2026, 4, 1), 0), (date(2026, 4, 3), 0)]
)
def test_until_is_the_first_day_after(day: date, expected: int, told: Told) -> None:
    tree = small_office()
    held = {"role": "head_ukpbj", "capacity": "definitive"}
    for person, span in zip(
        tree["people.yml"]["people"],
        ({"from": date(2025, 1, 1), "until": date(2026, 4, 1)}, {"from": day}),
        strict=False,
    ):
        person["roles"].append(held | span)
    assert told(tree)["role-gap"] == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("8 #1", "number-cut"),
        ("8 # 1", None),
        ("8 #catatan", None),
        ("8.1E+01", "number-shortened"),
        ("81.0", None),
    ],
)
def test_a_number_is_written_in_full(
    written: str, code: str | None, tmp_path: Path, told: Told
) -> None:
    assert not told(small_office())
    file = tmp_path / "content/measurements/2026-Q1/y.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("81", written, 1), "utf-8")
    found = [one.code for one in check(tmp_path / "content").findings if "/y.yml" in one.file]
    assert [one for one in found if one.startswith("number-")] == ([code] if code else [])
