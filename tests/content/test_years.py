"""Targets of a year on their way to the plan's end, and years copied from the one before."""

from __future__ import annotations

import copy
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

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
    flat,
    report,
    spread_weights,
    write,
)
from kinerja.content.checking import check
from kinerja.content.shape.layout import LAYOUT, RECORDED, glob_of, names
from small_office import frozen_for, places, small_office

ROOT = Path(__file__).parents[2]
JANUARY, JULY, SEPTEMBER = date(2025, 1, 1), date(2025, 7, 1), date(2025, 9, 1)

Told = Callable[[Tree], Counter[str]]


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
    "recomputed, the last part far below the year": (
        flat(95) | {"2026-Q4": 40, "2026": 93}, {"period_consolidation": "recompute"}, [BACK]),
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


PATH_KEYS = [(kind, key) for kind in LAYOUT for key in names(kind) if kind not in RECORDED]


@pytest.mark.parametrize(("kind", "key"), PATH_KEYS)
def test_whatever_a_file_says_against_its_path_is_all_that_is_told(
    kind: str, key: str, tmp_path: Path
) -> None:
    content = Path(shutil.copytree(ROOT / "content", tmp_path / "content"))
    file = min(content.glob(glob_of(kind)))
    other = {"year": "2031", "period": "2031-Q1"}.get(key, "yang-lain")
    text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {other}", file.read_text(), count=1)
    before = check(content).findings
    file.write_text(text)
    told = [one for one in check(content).findings if one not in before]
    assert [(one.code, one.pointer) for one in told] == [("path-disagrees", (key,))]


def test_an_indicator_that_replaces_another_may_be_misnamed(told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"] |= {"replaces": "y", "id": "lain"}
    assert told(tree)["path-disagrees"] == 1


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
    assert told["person-gone"]["value"] == "rina-k2"
    assert told["reference-unknown"]["nearest"] == "rina-k"
    assert told["entry-gone"]["expected"] == "action-plans/2026/x.yml"


@pytest.mark.parametrize(
    ("action", "nearest"),
    [("x/erly", "x/early"), ("xx/early", None), ("indicators/early", None), ("x/later-on", None)],
)
def test_an_action_is_guessed_by_a_slip_in_its_own_name(
    action: str, nearest: str | None, tmp_path: Path
) -> None:
    tree = small_office()
    tree["realizations/biro-a/2026-Q1.yml"]["actions"] = [{"action": action, "progress": 1}]
    write(tree, tmp_path / "content")
    told = {f.code: dict(f.params) for f in check(tmp_path / "content").findings}
    assert told.get("action-unknown", {}).get("nearest") == nearest
    assert ("entry-gone" in told) == (nearest is None)


def test_a_register_that_is_gone_is_told_once(told: Told) -> None:
    tree = small_office()
    report(tree, "biro-a", "2026-Q2", {"a1": {}})
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
