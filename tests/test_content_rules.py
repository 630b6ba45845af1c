"""What real offices break, each rule from both sides: the fault is told, what is right is not.

That every code reaches the command at its line is `test_check`'s; here the rules are walked around.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_tree import (
    AREA,
    ON_TIME,
    QUARTERS,
    Document,
    Tree,
    add_indicator,
    add_package,
    add_target,
    both,
    due,
    findings,
    flat,
    measure,
    office,
    report,
    set_achievement_policy,
    set_status_scheme,
    spread_weights,
    write,
)
from kinerja.content.checking import check
from kinerja.content.rules.wording import sentences
from kinerja.content.text.encoding import garbled, not_utf8
from kinerja.content.text.write import dump
from kinerja.sample import generate
from test_check import small_office

ROOT = Path(__file__).parents[1]
JANUARY, JULY, SEPTEMBER = date(2025, 1, 1), date(2025, 7, 1), date(2025, 9, 1)


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Tree], Counter[str]]:
    """Codes that a tree has beyond the small office's own, with how often."""

    def codes(tree: Tree) -> Counter[str]:
        write(tree, tmp_path / "content")
        usual = ("dimension-without-indicator", "role-without-holder")
        found = check(tmp_path / "content").findings
        return Counter(one.code for one in found if one.code not in usual)

    return codes


Told = Callable[[Tree], Counter[str]]


def places(root: Path, code: str) -> set[tuple[str, int]]:
    return {(one.file, one.line) for one in check(root).findings if one.code == code}


# --- the examples stay free of alarms ------------------------------------------------------------


ODD = {"contract-above-estimate", "facts-behind", "report-gap"}
"""Slips of a few packages, and a unit that once reported a quarter too late."""


@pytest.mark.parametrize("seed", [2, 5])
def test_invented_offices_have_nothing_to_find_but_odd_packages(seed: int, tmp_path: Path) -> None:
    for path, document in generate(seed, 6, 120, (2025, 2026)).items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dump(document), "utf-8")
    assert {one.code for one in check(tmp_path / "content").findings} <= ODD


def test_worked_example_has_nothing_to_find_but_odd_packages() -> None:
    assert {one.code for one in check(ROOT / "content").findings} == ODD


# --- one thing at a time -------------------------------------------------------------------------


def held(role: str, since: date, until: date | None = None, **keys: Any) -> Document:
    row = {"role": role, "capacity": "definitive", "from": since} | keys
    return row if until is None else row | {"until": until}


def with_roles(*of: Sequence[Document]) -> Tree:
    """The small office with further roles for its first people, in their order."""
    tree = small_office()
    for person, rows in zip(tree["people.yml"]["people"], of, strict=False):
        person["roles"] = person["roles"] + list(rows)
    return tree


RIGHT_ROLES = {
    "one follows the other": (
        [held("head_ukpbj", JANUARY, JULY)], [held("head_ukpbj", JULY)],
    ),
    "an acting holder beside a definitive one": (
        [held("head_ukpbj", JANUARY)],
        [held("head_ukpbj", JULY, SEPTEMBER, capacity="plh"), held("leadership", JANUARY)],
    ),
    "two acting holders, on paper": (
        [held("head_ukpbj", JANUARY, capacity="plt")], [held("head_ukpbj", JULY, capacity="plh")],
    ),
    "the same role for two units": (
        [held("managing_team", JANUARY, unit="biro-a"), held("managing_team", JULY, unit="biro-b")],
    ),
    "a team of several": ([held("managing_team", JANUARY)], [held("managing_team", JULY)]),
    "again after a break": (
        [held("head_ukpbj", JANUARY, JULY), held("head_ukpbj", SEPTEMBER)],
    ),
    "leaders of two positions": (
        [held("leadership", JANUARY, position="sekretaris")], [held("leadership", JULY)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("of", RIGHT_ROLES.values(), ids=RIGHT_ROLES)
def test_roles_that_may_stand_beside_each_other(of: Sequence[Any], told: Told) -> None:
    assert told(with_roles(*of)) == {}


@pytest.mark.parametrize(
    ("code", "of"),
    [
        ("role-held-twice", [[held("head_ukpbj", JANUARY, SEPTEMBER), held("head_ukpbj", JULY)]]),
        ("role-held-twice", [[held("administrator", JULY), held("administrator", JULY)]]),
        ("role-held-by-two", [[held("head_ukpbj", JANUARY)], [held("head_ukpbj", JULY)]]),
        ("role-held-by-two", [[held("leadership", JULY)], [held("leadership", JULY)]]),
        (
            "unit-owned-by-two",
            [[held("performance_owner", day, unit="biro-a")] for day in (JANUARY, JULY)],
        ),
        (
            "role-acted-twice",
            [[held("head_ukpbj", JANUARY)], [held("head_ukpbj", JULY, capacity="plt")]],
        ),
        (
            "role-acted-twice",
            [[held("head_ukpbj", JULY, capacity=told)] for told in ("plt", "definitive")],
        ),
        (
            "role-acted-twice",
            [[held("head_ukpbj", day, capacity="plh")] for day in (JANUARY, JULY)],
        ),
        ("validity-backwards", [[held("head_ukpbj", JULY, JULY)]]),
    ],
)
def test_roles_that_contradict_are_told_once(code: str, of: Sequence[Any], told: Told) -> None:
    assert told(with_roles(*of)) == {code: 1}


def test_each_span_that_begins_within_a_long_one_is_told(told: Told) -> None:
    spans = [held("administrator", JANUARY), *(
        held("administrator", date(2025, month, 1), date(2025, month + 1, 1)) for month in (3, 5, 7)
    )]  # fmt: skip
    assert told(with_roles(spans)) == {"role-held-twice": 3}


def replacing(**old: Any) -> Tree:
    tree = small_office()
    add_indicator(tree, "z", ON_TIME, **({"status": "withdrawn"} | old))
    tree["indicators/x.yml"]["replaces"] = "z"
    return tree


def test_an_indicator_may_follow_one_that_ended_or_was_only_proposed(told: Told) -> None:
    assert told(replacing(valid_from="2025-Q1", valid_until="2025-Q4")) == {}
    assert told(replacing(status="proposed")) == {}


@pytest.mark.parametrize("until", ["2026-Q1", "2026-01", "2026", "2026-Q4"])
def test_what_was_replaced_ends_before_its_successor(until: str, told: Told) -> None:
    assert told(replacing(valid_until=until))["replaced-still-valid"] == 1


def test_a_circle_of_successors_is_told_in_each_of_its_files(tmp_path: Path) -> None:
    tree = small_office()
    for name, replaced in (("p", "r"), ("q", "p"), ("r", "q"), ("s", "r")):
        add_indicator(tree, name, ON_TIME, status="proposed", replaces=replaced)
    write(tree, tmp_path / "content")
    files = {file for file, _ in places(tmp_path / "content", "reference-cyclic")}
    assert files == {f"content/indicators/{name}.yml" for name in "pqr"}


VERSIONED = ("targets/2026/x.yml", "weights/2026.yml", "policies/standard.yml")


@pytest.mark.parametrize("path", VERSIONED)
def test_versions_of_every_kind_have_numbers_of_their_own_in_order(path: str, told: Told) -> None:
    for keys, code in (
        ({"version": 1, "valid_from": "2026-Q3"}, {"version-repeated": 1}),
        ({"version": 2}, {"version-disordered": 1}),
        ({"version": 2, "valid_from": "2026-Q3"}, {}),
    ):
        tree = small_office()
        tree[path]["versions"].append(copy.deepcopy(tree[path]["versions"][0]) | keys)
        assert told(tree) == code


# --- bands of a status scheme --------------------------------------------------------------------

BOUNDS = st.lists(
    st.tuples(st.integers(0, 120), st.sampled_from(["from", "above"])), min_size=1, max_size=6
)


def scheme(bounds: Sequence[tuple[int, str]]) -> list[Document]:
    told = [{"status": f"s{n}", key: bound} for n, (bound, key) in enumerate(bounds)]
    return [*told, {"status": "rest"}]


@settings(max_examples=40)
@given(BOUNDS)
def test_bands_are_sound_exactly_when_each_holds_a_figure(
    tmp_path_factory: pytest.TempPathFactory, bounds: list[tuple[int, str]]
) -> None:
    """Held against brute force: every figure between and on the bounds, first match from above."""
    tree = office()
    set_status_scheme(tree, scheme(bounds))
    set_achievement_policy(tree, cap=None)
    folder = tmp_path_factory.mktemp("bands") / "content"
    write(tree, folder)
    figures = sorted({n + half for n, _ in bounds for half in (-0.5, 0, 0.5)})
    reached = {
        next((n for n, (bound, key) in enumerate(bounds)
              if figure > bound or (key == "from" and figure == bound)), len(bounds))
        for figure in figures
    }  # fmt: skip
    found = {one.pointer[1] for one in check(folder).findings if one.code == "bands-disordered"}
    assert found == set(range(len(bounds))) - reached


def band(status: str, year_end: str = "", **keys: Any) -> Document:
    end = {"year_end": {"status": year_end, "name": both(year_end)}} if year_end else {}
    return {"status": status} | keys | end


SCHEMES = {
    "two states": ([band("achieved", **{"from": 100}), band("not_yet", "missed")], {}),
    "one word for the year below": (
        [band("a", **{"from": 100}), band("b", "missed", **{"from": 50}), band("c", "missed")], {},
    ),
    "one band for all": ([band("all")], {}),
    "a band of one figure": (
        [band("a", above=100), band("b", **{"from": 100}), band("c")], {},
    ),
    "up to the cap": ([band("a", **{"from": 120}), band("b")], {}),
    "beyond the cap": ([band("a", above=120), band("b")], {"band-beyond-cap": 1}),
    "a status twice": ([band("a", **{"from": 50}), band("a")], {"id-repeated": 1}),
    "a year's word of another band": (
        [band("a", **{"from": 50}), band("b", "a")], {"id-repeated": 1},
    ),
    "no rest": ([band("a", **{"from": 100}), band("b", **{"from": 50})], {"bands-open-below": 1}),
    "a rest in between": (
        [band("a", **{"from": 100}), band("b"), band("c")], {"band-without-bound": 1},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("told_bands", "codes"), SCHEMES.values(), ids=SCHEMES)
def test_schemes_by_name(told_bands: list[Document], codes: dict[str, int], told: Told) -> None:
    tree = small_office()
    set_status_scheme(tree, told_bands)
    assert told(tree) == codes


# --- trajectories --------------------------------------------------------------------------------

SHORT, SUM, BACK, END = (
    "trajectory-short", "trajectory-sum-differs", "trajectory-backwards", "plan-end-disagrees",
)  # fmt: skip
RISING = dict(zip(QUARTERS, (60, 80, 90, 100), strict=True))
FALLING = dict(zip(QUARTERS, (30, 20, 15, 10), strict=True))
TRAJECTORIES: dict[str, tuple[Document, Document, list[str]]] = {
    "the last value is the year's": (RISING | {"2026": 100}, {}, []),
    "nobody wrote the year": (RISING, {}, []),
    "a part is missing": ({"2026-Q1": 60, "2026-Q4": 70, "2026": 100}, {"polarity": "maximize",
                          "period_consolidation": "recompute"}, []),
    "the last value is below the year's": (RISING | {"2026": 101}, {}, [SHORT]),
    "an earlier value was better": (flat(90) | {"2026-Q1": 99, "2026": 95}, {}, [SHORT]),
    "recomputed, the year between its parts": (
        RISING | {"2026": 95}, {"period_consolidation": "recompute"}, []),
    "recomputed, the year above all parts": (
        RISING | {"2026": 101}, {"period_consolidation": "recompute"}, [SHORT]),
    "a semester above its quarters": (
        RISING | {"2026-S1": 85}, {"period_consolidation": "recompute"}, [SHORT]),
    "the average is the year's": (RISING | {"2026": 82.5}, {"period_consolidation": "average"}, []),
    "the average is rounded": (
        {"2026-S1": 80, "2026-S2": 81, "2026": 80.5},
        {"period_consolidation": "average", "frequency": "semiannual", "precision": 1}, []),
    "the average stays below": (
        RISING | {"2026": 90}, {"period_consolidation": "average"}, [SHORT]),
    "shares that add up": (RISING | {"2026": 330}, {"period_consolidation": "sum"}, []),
    "thirds of a hundred": (
        {f"2026-Q{n}": 33.33 for n in (1, 2, 3)} | {"2026-Q4": 0.01, "2026": 100},
        {"period_consolidation": "sum"}, []),
    "shares that add up to less": (RISING | {"2026": 331}, {"period_consolidation": "sum"}, [SUM]),
    "shares that add up to more": (RISING | {"2026": 329}, {"period_consolidation": "sum"}, [SUM]),
    "less is better": (FALLING | {"2026": 10}, {"polarity": "minimize"}, []),
    "less is better, the last too high": (FALLING | {"2026": 8}, {"polarity": "minimize"}, [SHORT]),
    "a range within the year's": (
        flat([95, 105]) | {"2026": [90, 110]}, {"polarity": "stabilize"}, []),
    "a range beside the year's": (
        flat([60, 80]) | {"2026": [90, 110]}, {"polarity": "stabilize"}, [SHORT]),
    "a range that begins too low": (flat([60, 80]) | {"2026": [70, 90]}, {}, [SHORT]),
    "a point to hold, met": (flat(90) | {"2026": 90}, {"polarity": "stabilize"}, []),
    "a point to hold, passed by": (flat(95) | {"2026": 90}, {"polarity": "stabilize"}, [SHORT]),
}  # fmt: skip


@pytest.mark.parametrize(("to", "keys", "codes"), TRAJECTORIES.values(), ids=TRAJECTORIES)
def test_trajectories_lead_to_their_year(
    to: Document, keys: Document, codes: list[str], told: Told
) -> None:
    tree = aiming(to, keys)
    assert [code for code in told(tree) if code in (SHORT, SUM, BACK, END)] == codes
    for version in tree["targets/2026/y.yml"]["versions"]:
        version["reason"] = "Disepakati pimpinan"
    explained = told(tree)
    assert not {SHORT, SUM, BACK, END} & set(explained)


def test_units_of_their_own_are_judged_too(told: Told) -> None:
    tree = aiming(flat(90) | {"2026": 90}, {})
    version = tree["targets/2026/y.yml"]["versions"][0]
    version["units"] = {"biro-a": flat(80) | {"2026": 85}, "biro-b": flat(80) | {"2026": 80}}
    assert told(tree)[SHORT] == 1


def test_parts_are_taken_from_the_version_in_force(told: Told) -> None:
    tree = aiming(flat(90) | {"2026": 95}, {})
    later = {"2026-Q3": 92, "2026-Q4": 95, "2026": 95}
    add_target(tree, "y", later, valid_from="2026-Q3")
    assert told(tree)[SHORT] == 0


def test_a_version_may_repeat_earlier_targets_but_not_change_them(told: Told) -> None:
    tree = aiming(flat(90) | {"2026": 90}, {})
    add_target(tree, "y", flat(90) | {"2026": 90}, valid_from="2026-Q3")
    assert told(tree)["target-not-in-force"] == 0
    tree["targets/2026/y.yml"]["versions"][1]["trajectory"]["2026-Q2"] = 95
    assert told(tree)["target-not-in-force"] == 1


def test_a_target_that_stops_is_told_once_its_period_has_begun(told: Told) -> None:
    tree = aiming({"2026-Q1": 90, "2026-Q2": 90}, {})
    assert told(tree)["target-gap"] == 0  # the year's plan may grow with the year
    report(tree, "biro-a", "2026-Q3")
    assert told(tree)["target-gap"] == 1
    tree["indicators/y.yml"]["valid_until"] = "2026-Q2"
    tree["indicators/y.yml"]["status"] = "withdrawn"
    assert told(tree)["target-gap"] == 0


def test_units_may_take_the_organisations_target_again(told: Told) -> None:
    tree = aiming(flat(90) | {"2026": 90}, {})
    tree["targets/2026/y.yml"]["versions"][0]["units"] = {"biro-a": flat(80) | {"2026": 80}}
    add_target(tree, "y", flat(90) | {"2026": 90}, valid_from="2026-Q3")
    report(tree, "biro-a", "2026-Q4")
    assert told(tree)["target-gap"] == 0


def test_first_versions_are_needed_from_the_first_indicator_on(told: Told) -> None:
    tree = aiming(flat(90) | {"2026": 90}, {})
    spread_weights(tree)
    for path in ("weights/2026.yml", "policies/standard.yml"):
        tree[path]["versions"][0]["valid_from"] = "2026-Q2"
    late = ("weights-begin-late", "policy-begins-late")
    assert [told(tree)[code] for code in late] == [1, 1]
    for path in [path for path in tree if path.startswith("indicators/")]:
        tree[path]["valid_from"] = "2026-Q2"
    assert [told(tree)[code] for code in late] == [0, 0]


PLANS: dict[str, tuple[Any, Document, Document, list[str]]] = {
    "ahead": (98, flat(90) | {"2026": 90}, {}, []),
    "reached already": (90, flat(90) | {"2026": 90}, {}, []),
    "behind this year": (85, flat(90) | {"2026": 90}, {}, [END]),
    "less is better": (5, FALLING | {"2026": 10}, {"polarity": "minimize"}, []),
    "less is better, behind": (12, FALLING | {"2026": 10}, {"polarity": "minimize"}, [END]),
    "a range": ([95, 105], flat([90, 110]), {"polarity": "stabilize"}, []),
    "moving away": (98, {"2026-Q1": 95, "2026-Q4": 90}, {}, [BACK]),
    "piling up from January": (5, {"2026-Q1": 1, "2026-Q4": 5}, {"polarity": "minimize"}, []),
    "shares fall": (98, {"2026-Q1": 40, "2026-Q4": 20}, {"period_consolidation": "sum"}, []),
}


@pytest.mark.parametrize(("end", "to", "keys", "codes"), PLANS.values(), ids=PLANS)
def test_the_end_of_the_plan_is_ahead(
    end: Any, to: Document, keys: Document, codes: list[str], told: Told
) -> None:
    tree = aiming(to, keys)
    tree["targets/2026/y.yml"]["plan_end"] = {"year": 2029, "value": end}
    assert [code for code in told(tree) if code in (SHORT, SUM, BACK, END)] == codes


def test_a_bound_that_no_target_fits_is_told_at_the_indicator(tmp_path: Path) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["natural_max"] = 9
    write(tree, tmp_path / "content")
    ((file, _line),) = places(tmp_path / "content", "target-beyond-bound")
    assert file == "content/indicators/x.yml"


def aiming(to: Document, keys: Document) -> Tree:
    tree = small_office()
    tree["indicators/y.yml"] |= keys
    tree["targets/2026/y.yml"]["versions"][0]["trajectory"] = dict(to)
    return tree


# --- a year copied from the one before -----------------------------------------------------------


def test_action_plans_may_be_made_for_a_proposal_and_reach_on_by_decision(told: Told) -> None:
    tree = small_office()
    add_indicator(tree, "z", ON_TIME, status="proposed")
    tree["action-plans/2026/z.yml"] = copy.deepcopy(tree["action-plans/2026/x.yml"])
    tree["action-plans/2026/z.yml"]["indicator"] = "z"
    action = tree["action-plans/2026/x.yml"]["actions"][0]
    action |= {"origin": "decision", "due": date(2027, 2, 1)}
    assert told(tree) == {}


def test_every_date_of_another_year_is_told(told: Told) -> None:
    tree = small_office()
    action = tree["action-plans/2026/x.yml"]["actions"][0]
    action |= {"start": date(2025, 1, 12), "due": date(2025, 6, 30)}
    action["milestones"] = [
        {"id": "list", "name": both("Daftar"), "due": date(2025, 2, 1), "weight": 40}
    ]
    assert told(tree)["action-other-year"] == 3


@pytest.mark.parametrize(
    ("column", "day", "far"),
    [
        ("plan_published_date", date(2025, 12, 1), False),
        ("planned_selection_end", date(2024, 12, 31), True),
        ("planned_contract_end", date(2029, 12, 31), False),
        ("planned_contract_end", date(2062, 6, 30), True),
        ("planned_contract_end", date(2025, 12, 31), True),
    ],
)
def test_plan_dates_lie_near_their_fiscal_year(
    column: str, day: date, far: bool, told: Told
) -> None:
    tree = small_office()
    tree["packages/biro-a/2026.yml"]["packages"][0][column] = day
    assert told(tree) == ({"plan-date-far": 1} if far else {})


@pytest.mark.parametrize(
    ("period", "late"), [("2025", False), ("2025-Q4", False), ("2026-Q1", True)]
)
def test_a_baseline_is_from_before_the_target(period: str, late: bool, told: Told) -> None:
    tree = small_office()
    tree["targets/2026/x.yml"]["baseline"]["period"] = period
    assert told(tree) == ({"baseline-not-before": 1} if late else {})


def test_a_file_is_of_whom_its_path_says_and_nothing_else_is_told(told: Told) -> None:
    for key, value in (("unit", "biro-b"), ("period", "2026-Q2")):
        tree = small_office()
        tree["realizations/biro-a/2026-Q1.yml"][key] = value
        assert told(tree) == {"path-disagrees": 1}


@pytest.mark.parametrize("place", ["packages/biro-x/2026.yml", "packages/biro-a/2024.yml"])
def test_a_register_in_the_wrong_place_is_told_once(place: str, told: Told) -> None:
    tree = small_office()
    planned = tree["packages/biro-a/2026.yml"]["packages"]
    planned[0]["planned_contract_end"] = date(2026, 6, 30)
    tree["mapping/biro-a/2026.yml"] = frozen_for(AREA)
    tree["mapping/biro-a/2026.yml"]["areas"][0]["packages"] = [planned[0]["package_id"]]
    tree[place] = tree.pop("packages/biro-a/2026.yml")
    assert told(tree) == {"path-disagrees": 1}


def test_of_a_few_late_events_each_is_told_and_of_many_the_reports_day(told: Told) -> None:
    late = {"award_date": date(2026, 4, 2)}
    for count, code in ((2, "event-after-report"), (3, "report-before-events")):
        tree = small_office()
        for number in range(count):
            add_package(tree, "biro-a", f"late-{number}")
        report(tree, "biro-a", "2026-Q1", {f"late-{number}": late for number in range(count)})
        assert {key: n for key, n in told(tree).items() if key in (code,)} == {
            code: count if code == "event-after-report" else 1
        }


def test_what_leads_nowhere_is_not_told_again_by_weights(told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["area"] = "contract-delivry"
    assert told(tree) == {"reference-unknown": 1}


@pytest.mark.parametrize(
    ("id", "code"), [("pkt-2026-0013", "entry-gone"), ("pkt-2026-12", "package-unknown")]
)
def test_a_package_with_another_number_is_no_slip(id: str, code: str, tmp_path: Path) -> None:
    tree = small_office()
    add_package(tree, "biro-a", "pkt-2026-0012")
    report(tree, "biro-a", "2026-Q2", {id: due(JULY, JULY)})
    report(tree, "biro-a", "2026-Q3", {id: due(JULY, JULY)})
    write(tree, tmp_path / "content")
    found = [f for f in check(tmp_path / "content").findings if dict(f.params).get("value") == id]
    assert {f.code for f in found} == {code}
    if code == "entry-gone":
        (one,) = found
        assert dict(one.params)["count"] == "2"
        assert dict(one.params)["expected"] == "packages/biro-a/<year>.yml"


def test_who_and_what_is_numbered_is_not_guessed(tmp_path: Path) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["owner"] = "rina-k2"
    tree["indicators/y.yml"]["owner"] = "rima-k"
    tree["realizations/biro-a/2026-Q1.yml"]["actions"] = [{"action": "x/early-2", "progress": 1}]
    write(tree, tmp_path / "content")
    told = {f.code: dict(f.params) for f in check(tmp_path / "content").findings}
    assert told["reference-gone"]["value"] == "rina-k2"
    assert told["reference-unknown"]["nearest"] == "rina-k"
    assert told["entry-gone"]["expected"] == "action-plans/2026/x.yml"


def test_a_register_that_is_gone_is_told_once_for_each_file(told: Told) -> None:
    tree = small_office()
    tree["packages/biro-a/2025.yml"] = tree.pop("packages/biro-a/2026.yml") | {"year": 2025}
    tree["packages/biro-a/2025.yml"]["packages"] = []
    assert told(tree)["register-missing"] == 1
    assert not {"package-unknown", "entry-gone", "reference-gone"} & told(tree).keys()


def test_another_reason_to_leave_a_package_out_is_written_down(told: Told) -> None:
    tree = small_office()
    package = tree["packages/biro-a/2026.yml"]["packages"][0]
    package["exclusion_reason"] = "other"
    assert told(tree)["key-demanded"] == 1
    package["exclusion_note"] = "Dipindah ke swakelola."
    assert "key-demanded" not in told(tree)


def test_a_contract_far_below_its_estimate_and_a_due_date_of_another_decade_are_doubtful(
    told: Told,
) -> None:
    tree = small_office()
    row = tree["realizations/biro-a/2026-Q1.yml"]["packages"][0]
    row |= {"estimate_amount": 600_000, "contract_amount": 59_999, "due_date": date(2062, 3, 31)}
    found = told(tree)
    assert (found["amount-far-below"], found["plan-date-far"]) == (1, 1)
    row |= {"contract_amount": 60_000, "due_date": date(2031, 3, 31)}
    found = told(tree)
    assert (found["amount-far-below"], found["plan-date-far"]) == (0, 0)


def test_reasons_are_one_or_two_sentences(told: Told) -> None:
    tree = small_office()
    one = {"object": "indicator/x", "outcome": "continue", "reason": "Baik. Tetap. Lanjut."}
    tree["decisions/2026-Q1.yml"] = {
        "period": "2026-Q1", "step": "17", "meeting": "rapat", "decided_on": date(2026, 4, 10),
        "decided_by": {"position": "sekretaris", "capacity": "definitive"},
        "basis": {"report": "2026-Q1"}, "document": {"number": "BA-1", "date": date(2026, 4, 10)},
        "decisions": [one],
    }  # fmt: skip
    assert told(tree) == {"text-too-wordy": 1}


@pytest.mark.parametrize(
    ("day", "far"),
    [
        (date(2024, 12, 31), True),
        (date(2025, 1, 1), False),
        (date(2027, 12, 31), False),
        (date(2028, 1, 1), True),
    ],
)
def test_data_of_a_fiscal_year_are_from_about_that_year(day: date, far: bool, told: Told) -> None:
    tree = small_office()
    tree["packages/biro-a/2026.yml"]["source"]["data_date"] = day
    tree["mapping/biro-a/2026.yml"] = frozen_for(AREA) | {"data_date": day}
    assert told(tree) == ({"data-date-far": 2} if far else {})


@pytest.mark.parametrize(
    ("year", "codes"),
    [(2027, {}), (2028, {"data-date-far": 1}), (2031, {"data-date-far": 1}),
     (2032, {"date-far-ahead": 1})],
)  # fmt: skip
def test_an_archive_is_handed_in_later_but_not_in_another_decade(
    year: int, codes: dict[str, int], told: Told
) -> None:
    tree = small_office()
    tree["units/biro-a.yml"]["submitted_on"] = date(year, 3, 31)
    found = told(tree)
    assert {code: n for code, n in found.items() if code.startswith("da")} == codes


@pytest.mark.parametrize(
    ("key", "code"), [("as_of", "report-outside-period"), ("submitted_on", "date-far-ahead")]
)
def test_a_slip_in_the_year_of_a_report_is_seen_once(key: str, code: str, told: Told) -> None:
    tree = small_office()
    report(tree, "biro-a", "2026-Q1", {"p1": {}})
    tree["realizations/biro-a/2026-Q1.yml"][key] = date(2062, 4, 3)
    found = told(tree)
    assert found[code] == 1
    assert not {"report-outside-period", "data-date-far"} & set(found) - {code}


def test_progress_that_falls_is_doubted_and_what_others_report_is_not(told: Told) -> None:
    tree = small_office()
    action = {"id": "early", "name": both("Awal"), "owner": "rina-k", "origin": "plan",
              "start": date(2026, 1, 5), "due": date(2026, 12, 1)}  # fmt: skip
    add_indicator(tree, "x")
    tree["action-plans/2026/x.yml"] = {"indicator": "x", "year": 2026, "actions": [action]}
    for unit, period, progress in (
        ("biro-a", "2026-Q1", 40), ("biro-a", "2026-Q2", 30), ("biro-b", "2026-Q2", 10),
    ):  # fmt: skip
        report(tree, unit, period, {})
        made = [{"action": "x/early", "progress": progress}]
        tree[f"realizations/{unit}/{period}.yml"]["actions"] = made
    assert told(tree)["fact-fell"] == 1


# --- nothing twice -------------------------------------------------------------------------------


def frozen_for(*areas: str, excluded: Sequence[str] = ()) -> Document:
    out = [{"package": package, "reason": "Bukan bagian area ini"} for package in excluded]
    told = [{"area": area, "packages": [], "excluded": copy.deepcopy(out)} for area in areas]
    return {"unit": "biro-a", "year": 2026, "data_date": date(2026, 1, 15), "areas": told}


@pytest.mark.parametrize(
    ("mapping", "codes"),
    [
        (frozen_for(AREA, excluded=["a1"]), {}),
        (frozen_for(AREA, excluded=["a1", "a1"]), {"id-repeated": 1}),
        (frozen_for(AREA, AREA), {"id-repeated": 1}),
    ],
)
def test_a_mapping_says_each_thing_once(mapping: Document, codes: Document, told: Told) -> None:
    assert told(small_office() | {"mapping/biro-a/2026.yml": mapping}) == codes


def test_one_report_states_each_action_once(told: Told) -> None:
    tree = small_office()
    plan = tree["action-plans/2026/x.yml"]["actions"]
    plan.append(plan[0] | {"id": "second"})
    rows = tree["realizations/biro-a/2026-Q1.yml"]["actions"]
    rows.append({"action": "x/second", "progress": 10})
    assert told(tree) == {}
    rows += [{"action": "x/second", "progress": 20}, {"action": "x/early", "progress": 60}]
    assert told(tree) == {"action-stated-twice": 2}


@pytest.mark.parametrize(
    ("weights", "codes"),
    [
        ([], {}),
        ([100], {}),
        ([Decimal("33.5"), Decimal("66.5")], {}),
        ([40], {}),
        ([60, 60], {"milestones-too-heavy": 1}),
    ],
)
def test_milestones_together_are_the_whole_action(
    weights: Sequence[Any], codes: Document, told: Told
) -> None:
    tree = small_office()
    tree["action-plans/2026/x.yml"]["actions"][0]["milestones"] = [
        {"id": f"m{n}", "name": both("Tonggak"), "due": date(2026, 2, 1), "weight": weight}
        for n, weight in enumerate(weights)
    ]
    assert told(tree) == codes


# --- measurements --------------------------------------------------------------------------------

MEASURED: dict[str, tuple[Document, Document, bool]] = {
    "within": ({"value": 81}, {}, False),
    "below zero": ({"value": -1}, {}, True),
    "below zero, where that may be": ({"value": -1}, {"natural_min": -5}, False),
    "a negative numerator": ({"numerator": -1, "denominator": 4}, {}, True),
    "a hundred percent": ({"numerator": 4, "denominator": 4}, {"natural_max": 100}, False),
    "beyond it": ({"numerator": 5, "denominator": 4}, {"natural_max": 100}, True),
    "a quotient that is no percentage": (
        {"numerator": 5, "denominator": 4}, {"natural_max": 100, "unit": "index"}, False,
    ),
    "a denominator of zero": ({"numerator": 5, "denominator": 0}, {"natural_max": 100}, False),
}  # fmt: skip


@pytest.mark.parametrize(("value", "keys", "beyond"), MEASURED.values(), ids=MEASURED)
def test_a_value_that_cannot_be_is_told_where_it_stands_and_only_there(
    value: Document, keys: Document, beyond: bool, tmp_path: Path
) -> None:
    tree = small_office()
    tree["indicators/y.yml"] |= keys
    tree["measurements/2026-Q1/y.yml"]["values"] = [{"unit": "biro-a"} | value]
    told = [one for one in findings(tree, tmp_path) if one["code"].endswith("-beyond-bound")]
    places = [(one["code"], one["file"], one["line"]) for one in told]
    wanted = ("measurement-beyond-bound", "content/measurements/2026-Q1/y.yml", 6)
    assert places == [wanted] * beyond


@pytest.mark.parametrize(("value", "negative"), [(-1, True), (0, False), (80, False)])
def test_a_measured_denominator_is_never_negative(value: int, negative: bool, told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["formula"]["denominator"] = {"measurement": "budget"}
    measure(tree, "budget", "2026-Q1", value)
    assert told(tree) == ({"measurement-negative": 1} if negative else {})


# --- what is missing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "value", "count"),
    [("units/biro-a.yml", "biro-a", 3), ("areas/contract-delivery.yml", "contract-delivery", 3)],
)
def test_what_is_missing_is_told_once_with_the_number_of_references(
    path: str, value: str, count: int, tmp_path: Path
) -> None:
    tree = small_office()
    del tree[path]
    write(tree, tmp_path / "content")
    (one,) = [f for f in check(tmp_path / "content").findings if f.code == "reference-gone"]
    told = dict(one.params)
    assert (told["value"], told["count"]) == (value, str(count))


@pytest.mark.parametrize(
    ("key", "value", "near"),
    [
        ("owner", "Rina K.", "rina-k"),
        ("owner", "Rina", "rina-k"),
        ("owner", "Rina S", "rina-s"),
        ("submitted_by", "BUDI S.", "budi-s"),
        ("area", "Mutu Baru!", "mutu-baru"),
    ],
)
def test_a_name_in_place_of_an_id_is_answered_with_the_id(
    key: str, value: str, near: str, tmp_path: Path
) -> None:
    tree = small_office()
    tree["indicators/x.yml"][key] = value
    write(tree, tmp_path / "content")
    (one,) = [f for f in check(tmp_path / "content").findings if f.code == "id-malformed"]
    assert dict(one.params)["nearest"] == near


@pytest.mark.parametrize(
    ("value", "expected"), [(69209001, '"69209001"'), (True, '"true"'), (1.5, 'misalnya "2026"')]
)
def test_a_number_where_a_text_is_wanted_is_shown_in_quotation_marks(
    value: object, expected: str, tmp_path: Path
) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["code"] = value
    write(tree, tmp_path / "content")
    (one,) = [f for f in check(tmp_path / "content").findings if f.code == "string-expected"]
    assert dict(one.params)["expected"] == expected


# --- one slip, one finding -----------------------------------------------------------------------

SLIPS: dict[str, tuple[str, str]] = {
    "12 Oktober 2026": ("value-malformed", "tahun-bulan-hari"),
    '"12 Oktober 2026"': ("value-malformed", "tahun-bulan-hari"),
    "30/06/2026": ("value-malformed", "tahun-bulan-hari"),
    "20261012": ("value-malformed", "tahun-bulan-hari"),
    "2026-02-30": ("date-impossible", ""),
    "2026-13-40": ("date-impossible", ""),
    "1926-01-01": ("value-malformed", "tahun-bulan-hari"),
    '""': ("text-empty", ""),
}


@pytest.mark.parametrize("text", SLIPS)
def test_a_date_in_another_form_is_one_finding(text: str, tmp_path: Path) -> None:
    write(small_office(), tmp_path / "content")
    file = tmp_path / "content/calendars/2026.yml"
    day = f"{{date: {text}, name: Libur, kind: office, source: SK}}"
    file.write_text(f"year: 2026\ndays:\n- {day}\n", "utf-8")
    (one,) = [f for f in check(tmp_path / "content").findings if f.file.endswith("2026.yml")
              and "calendars" in f.file]  # fmt: skip
    code, expected = SLIPS[text]
    assert (one.code, one.line) == (code, 3)
    assert expected in dict(one.params).get("expected", "")


def test_malformed_keys_of_one_mapping_are_slips_each(told: Told) -> None:
    tree = small_office()
    tree["targets/2026/x.yml"]["versions"][0]["trajectory"] |= {"2026 Q1": 9, "triwulan dua": 9}
    assert told(tree) == {"key-malformed": 2}


# --- people --------------------------------------------------------------------------------------


def test_owners_of_goals_and_of_each_action_hold_a_role_today(told: Told) -> None:
    tree = small_office()
    retired = {"id": "lama-x", "name": "Lama X.", "roles": [held("administrator", JANUARY, JULY)]}
    tree["people.yml"]["people"].append(retired)
    tree["goals/timely-supply.yml"]["leader"] = "lama-x"
    plan = tree["action-plans/2026/x.yml"]["actions"]
    plan.append(plan[0] | {"id": "second", "owner": "lama-x"})
    plan.append(plan[0] | {"id": "third", "owner": "lama-x"})
    assert told(tree) == {"owner-without-role": 3}


def test_the_plans_of_past_years_need_no_owner_today(told: Told) -> None:
    tree = small_office()
    retired = {"id": "lama-x", "name": "Lama X.", "roles": [held("administrator", JANUARY, JULY)]}
    tree["people.yml"]["people"].append(retired)
    tree["indicators/x.yml"]["valid_from"] = "2025-Q1"
    old = copy.deepcopy(tree["action-plans/2026/x.yml"]) | {"year": 2025}
    old["actions"][0] |= {"owner": "lama-x", "start": JANUARY, "due": JULY}
    tree["action-plans/2025/x.yml"] = old
    assert told(tree) == {}


def test_a_unit_is_owned_by_name_or_by_one_who_owns_all(told: Told) -> None:
    tree = small_office()
    for person in tree["people.yml"]["people"][:2]:
        person["roles"] = [held("performance_owner", JANUARY, unit="biro-a", position="sekretaris")]
        if person["id"] == "budi-s":
            person["roles"][0]["unit"] = "biro-b"
    assert told(tree) == {}
    tree["people.yml"]["people"][1]["roles"][0]["until"] = date(2026, 1, 1)
    assert told(tree)["unit-without-owner"] == 1


def test_before_anything_is_dated_people_are_in_office_when_the_last_of_them_begins(
    told: Told,
) -> None:
    tree = small_office()
    first = {name: tree[name] for name in tree if name.startswith(("org", "people", "units/"))}
    for person in first["people.yml"]["people"]:
        person["roles"] = [held("performance_owner", JANUARY), held("managing_team", JULY)]
    assert "unit-without-owner" not in told(first)


FITTING = {
    "owner": {"performance_owner", "managing_team", "head_ukpbj"},
    "data_provider": {"performance_owner", "managing_team"},
    "verifier": {"performance_owner", "managing_team", "head_ukpbj"},
    "leader": {"performance_owner", "managing_team", "head_ukpbj", "leadership"},
    "actions": {"performance_owner", "managing_team", "head_ukpbj"},
}


@pytest.mark.parametrize("role", sorted({*FITTING["leader"], "administrator"}))
@pytest.mark.parametrize("key", FITTING)
def test_who_answers_holds_a_role_that_fits(key: str, role: str, told: Told) -> None:
    tree = small_office()
    acting = held(role, JANUARY, capacity="plt", unit="biro-a")
    person = {"id": "wulan-p", "name": "Wulan P.", "roles": [acting]}
    tree["people.yml"]["people"].append(person)
    match key:
        case "leader":
            tree["goals/timely-supply.yml"]["leader"] = "wulan-p"
        case "actions":
            tree["action-plans/2026/x.yml"]["actions"][0]["owner"] = "wulan-p"
        case _:
            tree["indicators/x.yml"][key] = "wulan-p"
    assert told(tree) == ({} if role in FITTING[key] else {"owner-without-role": 1})


def test_measurements_of_a_denominator_are_used(told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["formula"]["denominator"] = {"measurement": "budget"}
    measure(tree, "budget", "2026-Q1", 80)
    assert told(tree) == {}


# --- texts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kontrak yang selesai tepat waktu", 1),
        ("Kontrak yang selesai tepat waktu.", 1),
        ("Nilai di atas Rp. 1.000.000,00 dihitung penuh.", 1),
        ("Menurut Permen PANRB No. 53 Tahun 2014.", 1),
        ("Barang, jasa, dll. Dihitung per unit.", 1),  # a doubt is no reason to warn
        ("Data s.d. Juni, a.n. Kepala Biro, dihitung.", 1),
        ("Skor 85.5 dari 100.", 1),
        ("Measured by Dr. Smith, e.g. Monthly.", 1),
        ("Barang, jasa, dll.", 1),
        ("Satu. Dua.", 2),
        ("Apa yang dihitung? Semua kontrak!", 2),
        ('Ia berkata "selesai." Lalu dihitung.', 2),
        ("Dihitung tiap triwulan. (Adendum ikut.) Sisanya tidak.", 3),
        ("Baris satu.\nBaris dua.\n", 2),
        ("Satu. Dua. Tiga", 3),
        ("Tunggu... Lalu hitung.", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert sentences(text) == count


@pytest.mark.parametrize(
    ("unit", "name", "wrong"),
    [
        ("percent", "Kontrak selesai tepat waktu", False),
        ("percent", "Kontrak selesai tepat waktu (%)", True),
        ("percent", "Persentase kontrak tepat waktu", True),
        ("percent", "Percentage of contracts on time", True),
        ("percent", "Perseneling diganti", False),
        ("working_days", "Waktu permintaan sampai kontrak", False),
        ("working_days", "Waktu tender (hari kerja)", True),
        ("days", "Rata-rata hari keterlambatan", True),
        ("days", "Layanan selesai sehari", False),
        ("percent", "Respons pada hari pertama", False),
        ("rupiah", "Nilai hemat dalam Rp", True),
        ("rupiah", "Nilai hemat dalam rupiah", True),
        ("rupiah", "Nilai rpjmn", False),
        ("index", "Indeks kepuasan masyarakat", False),
        ("index", "Kepuasan (indeks)", True),
        ("scale", "Nilai penyedia (skala 1-3)", True),
        ("count", "Jumlah penawar", False),
        ("count", "Penawar (orang)", True),
        ("count", "Paket (tender dan seleksi)", False),
    ],
)
def test_a_name_holds_no_unit(unit: str, name: str, wrong: bool, told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"] |= {"unit": unit, "name": {"id": name, "en": "Neutral"}}
    assert told(tree) == ({"name-with-unit": 1} if wrong else {})


def test_names_end_without_a_full_stop_wherever_they_stand(told: Told) -> None:
    tree = small_office()
    tree["units/biro-a.yml"]["name"] = {"id": "Biro Umum.", "en": "General Affairs."}
    tree[f"areas/{AREA}.yml"]["name"] = {"id": "Kontrak dll.", "en": "Contracts etc."}
    tree["people.yml"]["positions"][0]["name"] = {"id": "Kepala Bagian A.", "en": "Head."}
    tree["action-plans/2026/x.yml"]["actions"][0]["name"] = {"id": "Dini", "en": "Early."}
    assert told(tree) == {"name-full-stop": 4}


def test_quality_statements_may_have_two_sentences(told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["quality"]["limits"] = "Tanpa swakelola. Tanpa paket batal."
    assert told(tree) == {}
    tree["indicators/x.yml"]["quality"]["limits"] += " Tanpa adendum."
    assert told(tree) == {"text-too-wordy": 1}


# --- broken letters ------------------------------------------------------------------------------

SOUND = "Biro “Umum” – café, 5 °C, €3, naïve ½ • Spaß” “É” … São Å” éclair’s ‘x’ → 日本"


def test_each_run_of_bytes_that_is_no_utf8_is_told_at_its_place() -> None:
    data = "id: é\nname: Bir".encode() + b"\xf3 dan \x93kutip\x94\nok: ya\nx: \xe9\xe8\n"
    found = not_utf8("f.yml", data)
    assert [(one.line, one.column) for one in found] == [(2, 10), (2, 16), (2, 22), (4, 4)]
    assert [dict(one.params)["nearest"] for one in found] == ["ó", "“", "”", "éè"]
    assert dict(found[3].params)["value"] == "E9 E8"


def test_sound_bytes_and_a_byte_order_mark_are_no_fault() -> None:
    assert not_utf8("f.yml", b"\xef\xbb\xbf" + SOUND.encode()) == []
    assert [one.column for one in not_utf8("f.yml", b"\xef\xbb\xbfid: \xff")] == [5]


@given(st.binary(max_size=200))
def test_bytes_are_told_exactly_when_they_are_no_utf8(data: bytes) -> None:
    try:
        data.decode()
        sound = True
    except UnicodeDecodeError:
        sound = False
    assert (not_utf8("f.yml", data) == []) == sound


def test_sound_letters_of_many_languages_are_left_alone() -> None:
    assert garbled("f.yml", SOUND) == []


@given(st.text(st.sampled_from("aeiou BCD.,’‘“”–—…•€°½éèàüöñçãîÀÉÖÑ→✓\n"), max_size=60))
def test_what_people_type_is_never_taken_for_broken(text: str) -> None:
    assert garbled("f.yml", text) == []


@given(st.sampled_from("’‘“”–—…•€°½éèàüöñçãâîï™→✓é😀"), st.integers(1, 3), st.integers(0, 9))
def test_a_letter_decoded_wrongly_several_times_is_told_with_the_right_one(
    letter: str, times: int, before: int
) -> None:
    text = letter
    for _ in range(times):
        text = "".join(
            bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
        )
    (found,) = garbled("f.yml", "a\n" + "x" * before + text + " y")
    assert (found.code, found.line, found.column) == ("text-garbled", 2, before + 1)
    assert dict(found.params)["nearest"] == letter


def test_each_place_is_told_and_a_whole_file_of_them_ends_somewhere() -> None:
    text = "a: Biro\ufffd Umum\nb: donâ€™t, cafÃ©\nc: Â 5 \ufffd\ufffd\n"
    found = sorted((one.line, one.column, one.code) for one in garbled("f.yml", text))
    assert found == [
        (1, 8, "text-lost"), (2, 7, "text-garbled"), (2, 16, "text-garbled"),
        (3, 4, "text-garbled"), (3, 8, "text-lost"),
    ]  # fmt: skip
    assert len(garbled("f.yml", "Ã© " * 5000)) == 200


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ('"Biro \\u00e2\\u20ac\\u2122s"', ["text-garbled"]),
        ('"Biro \\ufffd"', ["text-lost"]),
        ('"Caf\\u00e9 \\xe2 la carte \\u2019"', []),
        ("'a\\u00e2\\u20ac\\u2122'", []),  # in single quotes these are plain letters
        ('"Biro\\u202e"', ["yaml-control-character"]),
        ('"Bi\\u200bro"', ["yaml-control-character"]),
        ('"Biro\\L x"', ["yaml-control-character"]),
    ],
)
def test_letters_written_as_escapes_are_looked_at_as_well(
    name: str, codes: Sequence[str], tmp_path: Path
) -> None:
    write(small_office(), tmp_path / "content")
    file = tmp_path / "content/units/biro-a.yml"
    file.write_text(f"id: biro-a\nname: {{id: Biro, en: {name}}}\n", "utf-8")
    told = [one for one in check(tmp_path / "content").findings if one.file.endswith("biro-a.yml")]
    assert [(one.code, one.line) for one in told] == [(code, 2) for code in codes]


def test_broken_letters_are_told_beside_other_faults_of_the_file(tmp_path: Path) -> None:
    tree = small_office()
    write(tree, tmp_path / "content")
    file = tmp_path / "content" / "units/biro-a.yml"
    file.write_text("id: biro-a  # kafÃ©\nnama: {id: Biro Ã©, en: Unit \ufffd}\n", "utf-8")
    found = {(one.code, one.line) for one in check(tmp_path / "content").findings}
    assert found >= {
        ("text-garbled", 1), ("text-garbled", 2), ("text-lost", 2), ("key-unknown", 2),
    }  # fmt: skip


# --- money and numbers ---------------------------------------------------------------------------

NO_MONEY = (
    "-5", "5.5", ".nan", "NaN", ".inf", "-.inf", "Infinity", "9" * 40, "1e9", "Rp 5", "1.000.000",
    "1_000", "0x1F", "010", '"5"', str(10**15 + 1), "true", "1,7 M", "[5]", "2026-01-01",
)  # fmt: skip


def test_what_is_no_whole_positive_money_is_refused_at_its_line(tmp_path: Path) -> None:
    write(small_office(), tmp_path / "content")
    head = "unit: biro-a\nperiod: 2026-Q1\nas_of: 2026-03-31\npackages:\n- package_id: a1\n"
    file = tmp_path / "content" / "realizations/biro-a/2026-Q1.yml"
    for text in NO_MONEY:
        file.write_text(f"{head}  paid_amount: {text}\n", "utf-8")
        found = [one for one in check(tmp_path / "content").findings if one.file.endswith("Q1.yml")
                 and "realizations" in one.file]  # fmt: skip
        assert [one.line for one in found] == [6], text
    for text in ("0", "5", "5.0", str(10**15)):
        file.write_text(f"{head}  paid_amount: {text}\n", "utf-8")
        assert not any("realizations" in one.file for one in check(tmp_path / "content").findings)


# --- texts that nobody sees ----------------------------------------------------------------------

UNSEEN = [
    "\u00a0", "\u3000", "\u2800", "\u034f", "\ufe0f", "\u180e", "\u2003\u00a0\u2800", "   ", "\n",
]  # fmt: skip


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
def test_a_text_of_signs_that_nobody_sees_is_empty(text: str, told: Told) -> None:
    tree = small_office()
    tree["units/biro-a.yml"]["notes"] = text
    tree["indicators/x.yml"]["name"]["en"] = text
    tree["indicators/y.yml"]["formula"]["words"]["id"] = text
    found = told(tree)
    assert found["text-empty"] + found["yaml-sign"] == 3  # without quotation marks it is YAML's
    assert set(found) <= {"text-empty", "yaml-sign"}


@pytest.mark.parametrize("text", UNSEEN, ids=ascii)
@pytest.mark.parametrize("part", ["scope", "numerator", "denominator"])
def test_a_formula_of_signs_that_nobody_sees_is_empty(part: str, text: str, told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["formula"][part] = text
    assert told(tree) == {"text-empty": 1}


@pytest.mark.parametrize(
    "text", ["a\u00a0b", "\u4e2d", "e\u0301", "-", "\u2800x", "\u2764\ufe0f"], ids=ascii
)
def test_a_text_of_which_something_is_seen_is_none(text: str, told: Told) -> None:
    tree = small_office()
    tree["units/biro-a.yml"]["notes"] = text
    assert told(tree) == {}


# --- codes in formulas ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "'tendr' = method",
        "method == 'tendr'",
        "unit = 'biro-c'",
        "unit IN ('biro-a', 'biro-c')",
        "\"method\" <> 'tendr'",
        "method IS NOT DISTINCT FROM 'tendr'",
        "title = 'it''s' AND 'tendr' != METHOD",
        "method LIKE 'tendr%'",
        "method NOT LIKE 'tendr'",
        "list_contains(fund_sources, 'tendr')",
        "CASE method WHEN 'tender' THEN true WHEN 'tendr' THEN false END",
        "CASE WHEN CASE channel WHEN 'tendr' THEN true END THEN true ELSE false END",
        "CASE channel WHEN 'tender' THEN CASE WHEN e_contract THEN true END WHEN 'x' THEN true END",
    ],
)
def test_a_code_that_no_package_has_is_found_however_it_is_compared(text: str, told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["formula"]["scope"] = text
    assert told(tree) == {"formula-unknown-code": 1}


@pytest.mark.parametrize(
    "text",
    [
        "'tender' = method AND 'tendr' = title",
        "method LIKE '%tender' OR method LIKE 'e_purchasing'",
        "list_contains(fund_sources, 'apbn') AND NOT list_contains(rup_codes, 'tendr')",
        "CASE method WHEN 'tender' THEN title = 'tendr' WHEN 'exempt' THEN true END",
        "CASE title WHEN 'tendr' THEN true END -- 'tendr' = method",
        "title = 'method = ''tendr'''",
    ],
)
def test_codes_that_packages_have_and_other_texts_are_none(text: str, told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["formula"]["scope"] = text
    assert told(tree) == {}
