"""What real offices break, each rule from both sides: the fault is told, what is right is not.

That every code reaches the command at its line is `test_codes`'s; here the rules are walked around.
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
    Document,
    Tree,
    add_indicator,
    both,
    findings,
    measure,
    office,
    set_achievement_policy,
    set_status_scheme,
    write,
)
from kinerja.content.checking import check
from kinerja.content.text.write import dump
from kinerja.sample import generate
from small_office import frozen_for, places, small_office

ROOT = Path(__file__).parents[2]
JANUARY, JULY, SEPTEMBER = date(2025, 1, 1), date(2025, 7, 1), date(2025, 9, 1)

Told = Callable[[Tree], Counter[str]]


# --- the examples stay free of alarms ------------------------------------------------------------


ODD = {"contract-above-estimate", "facts-behind", "report-gap"}
"""Slips of a few packages, and a unit that once reported a quarter too late."""


@pytest.mark.parametrize("seed", [2, 5])
def test_invented_offices_have_nothing_to_find_but_odd_packages(seed: int, tmp_path: Path) -> None:
    for path, document in generate(seed, 6, 120, (2025, 2026)).items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dump(document), "utf-8")
    grown = {"measurement-out-of-line"}  # budgets of small units, from one year to the next
    assert {one.code for one in check(tmp_path / "content").findings} <= ODD | grown


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
    ],
)
def test_roles_that_contradict_are_told_at_both_places(
    code: str, of: Sequence[Any], told: Told
) -> None:
    assert told(with_roles(*of)) == {code: 2}


def test_a_role_does_not_end_on_the_day_it_begins(told: Told) -> None:
    assert told(with_roles([held("head_ukpbj", JULY, JULY)])) == {"validity-backwards": 1}


def test_each_span_that_begins_within_a_long_one_is_told(told: Told) -> None:
    spans = [held("administrator", JANUARY), *(
        held("administrator", date(2025, month, 1), date(2025, month + 1, 1)) for month in (3, 5, 7)
    )]  # fmt: skip
    assert told(with_roles(spans)) == {"role-held-twice": 6}


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


VERSIONED = [
    ("targets/2026/x.yml", "versions"),
    ("weights/2026.yml", "versions"),
    ("policies/standard.yml", "versions"),
    ("policies/index.yml", "tables"),
]


def with_rule_table() -> Tree:
    tree = small_office()
    item = {
        "id": "a",
        "name": both("Butir"),
        "measured": both("Ukuran"),
        "unit": "ratio",
        "maximum": 1,
        "bands": [{"points": 1}],
    }
    version = {"version": 1, "valid_from": "2026", "source": both("Uji"), "confirmed": False}
    table = {"id": "index", "kind": "rule_table", "name": both("Tabel")}
    tree["policies/index.yml"] = table | {"tables": [version | {"items": [item]}]}
    return tree


@pytest.mark.parametrize(("path", "key"), VERSIONED)
def test_versions_of_every_kind_have_numbers_of_their_own_in_order(
    path: str, key: str, told: Told
) -> None:
    for keys, code in (
        ({"version": 1, "valid_from": "2026-Q3"}, {"version-repeated": 2}),
        ({"version": 2}, {"version-disordered": 2}),
        ({"version": 2, "valid_from": "2026-Q3"}, {}),
    ):
        tree = with_rule_table()
        tree[path][key].append(copy.deepcopy(tree[path][key][0]) | keys)
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
    "a status twice": ([band("a", **{"from": 50}), band("a")], {"id-repeated": 2}),
    "a year's word of another band": (
        [band("a", **{"from": 50}), band("b", "a")], {"id-repeated": 2},
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


# --- nothing twice -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mapping", "codes"),
    [
        (frozen_for(AREA, excluded=["a1"]), {}),
        (frozen_for(AREA, excluded=["a1", "a1"]), {"id-repeated": 2}),
        (frozen_for(AREA, AREA), {"id-repeated": 2}),
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
    assert told(tree) == {"action-stated-twice": 4}


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


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("paid_amount", "33100000", "value-quoted"),
        ("progress", "33.5", "value-quoted"),
        ("e_contract", "true", "value-quoted"),
        ("paid_amount", "1.000", "integer-expected"),  # a thousand or one
        ("paid_amount", "-5", "integer-expected"),
        ("paid_amount", "010", "integer-expected"),
        ("e_contract", "0", "boolean-expected"),
    ],
)
def test_only_what_would_be_right_without_its_quotation_marks_is_told_to_lose_them(
    key: str, text: str, code: str, told: Told
) -> None:
    tree = small_office()
    tree["realizations/biro-a/2026-Q1.yml"]["packages"][0][key] = text
    assert told(tree) == {code: 1}


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


def test_who_answers_for_goals_or_actions_holds_a_role_and_is_told_once_a_file(told: Told) -> None:
    tree = small_office()
    retired = {"id": "lama-x", "name": "Lama X.", "roles": [held("administrator", JANUARY, JULY)]}
    tree["people.yml"]["people"].append(retired)
    tree["goals/timely-supply.yml"]["leader"] = "lama-x"
    plan = tree["action-plans/2026/x.yml"]["actions"]
    plan.append(plan[0] | {"id": "second", "owner": "lama-x"})
    plan.append(plan[0] | {"id": "third", "owner": "lama-x"})
    assert told(tree) == {"owner-without-role": 2}


@pytest.mark.parametrize(("due", "expected"), [(date(2026, 1, 15), 0), (date(2026, 2, 1), 1)])
def test_who_owns_an_action_holds_a_role_until_it_ends(
    due: date, expected: int, told: Told
) -> None:
    tree = small_office()
    until = date(2026, 1, 20)
    leaves = {"id": "lama-x", "name": "Lama X.", "roles": [held("managing_team", JANUARY, until)]}
    tree["people.yml"]["people"].append(leaves)
    plan = tree["action-plans/2026/x.yml"]["actions"]
    plan.append(plan[0] | {"id": "second", "owner": "lama-x", "due": due})
    assert told(tree)["owner-without-role"] == expected


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
        found = check(tmp_path / "content").findings
        told = {one.code for one in found if "realizations" in one.file}
        assert told <= {"number-above-other"}  # far above the budget, yet money


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
    ("scope", "expected"),
    [
        ("bidders > 0 AND method = 'tender' OR method = 'exempt'", 1),
        ("bidders > 0 AND (method = 'tender' OR method = 'exempt')", 0),
        ("bidders BETWEEN 1 AND 3 OR attempts > 1", 0),
        ("bidders BETWEEN 1 AND 3 AND attempts > 1 OR method = 'exempt'", 1),
        ("title = 'a AND b' OR title = 'c'", 0),
        (
            "CASE WHEN bidders > 0 AND attempts > 0 THEN true ELSE bidders > 3 OR false END",
            0,
        ),
    ],
)
def test_and_beside_or_wants_brackets(scope: str, expected: int, told: Told) -> None:
    tree = small_office()
    tree["indicators/x.yml"]["formula"]["scope"] = scope
    assert told(tree)["formula-mixed"] == expected


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
