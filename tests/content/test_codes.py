"""Every code of the list, provoked in a small office, told at the right line in both languages.

That the handbook's examples do so too is `test_findings_pages`'.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    AREA,
    ON_TIME,
    Document,
    Tree,
    add_indicator,
    add_package,
    both,
    flat,
    measure,
    report,
    set_status_scheme,
)
from kinerja.codes import RULES, approvals, seals
from kinerja.findings import Severity
from small_office import (
    AUDIT,
    CALENDAR,
    DECISION,
    FEBRUARY,
    GOES_ON,
    INDICATOR,
    LATER,
    MAPPING,
    MEASUREMENT,
    POLICY,
    REGISTER,
    REPORT,
    REPORT_B,
    TARGET,
    TRAJECTORY,
    UNIT,
    USUAL,
    WEIGHTS,
    Mutation,
    checked,
    decision,
    drop,
    facts,
    formula,
    large,
    link,
    put,
    raw,
    together,
    told_for,
    told_later,
    words,
)


def awarded_late(*packages: str) -> Mutation:
    """Report awards of the second quarter that come after the day of the report."""

    def mutate(tree: Tree, _content: Path) -> None:
        for id in packages[1:]:
            add_package(tree, "biro-a", id)
        told = {id: {"award_date": date(2026, 7, 2)} for id in packages}
        report(tree, "biro-a", "2026-Q2", told)

    return mutate


def ends_early(tree: Tree, _content: Path) -> None:
    """`y` ends with the first quarter and nobody shifts its weight."""
    tree["indicators/y.yml"] |= {"status": "withdrawn", "valid_until": "2026-Q1"}


def without_cap(tree: Tree, _content: Path) -> None:
    tree["policies/standard.yml"]["versions"][0]["cap"] = None
    tree[INDICATOR] |= {"polarity": "minimize", "variant": "ratio"}


def rolled_over(tree: Tree, _content: Path) -> None:
    """`z` ended last year; its plan and its weight were copied all the same."""
    add_indicator(tree, "z", ON_TIME, status="withdrawn", valid_from="2025-Q1",
                  valid_until="2025-Q4")  # fmt: skip
    plan = copy.deepcopy(tree["action-plans/2026/x.yml"])
    tree["action-plans/2026/z.yml"] = plan | {"indicator": "z"}
    tree[WEIGHTS]["versions"][0]["indicators"]["z"] = 10


def milestones(*told: tuple[date, int]) -> Mutation:
    """Milestones of the first action of `x`: when due and how heavy."""

    def mutate(tree: Tree, _content: Path) -> None:
        tree["action-plans/2026/x.yml"]["actions"][0]["milestones"] = [
            {"id": f"m{number}", "name": both("Tonggak"), "due": day, "weight": weight}
            for number, (day, weight) in enumerate(told)
        ]

    return mutate


def misspelt_source(tree: Tree, _content: Path) -> None:
    measure(tree, "yy", "2026-Q2", 80)


def negative_divisor(tree: Tree, _content: Path) -> None:
    tree[INDICATOR]["formula"]["denominator"] = {"measurement": "budget"}
    measure(tree, "budget", "2026-Q1", {"value": -5})


def frozen(counted: list[str], excluded: list[str]) -> Mutation:
    """Freeze packages of a unit for its one area."""

    def mutate(tree: Tree, _content: Path) -> None:
        out = [{"package": package, "reason": "Bukan bagian area ini"} for package in excluded]
        area = {"area": AREA, "packages": counted, "excluded": out}
        head = {"unit": "biro-a", "year": 2026, "data_date": date(2026, 1, 15)}
        tree[MAPPING] = head | {"areas": [area]}

    return mutate


def twice_in_a_list(path: str, key: str) -> Mutation:
    def mutate(tree: Tree, _content: Path) -> None:
        tree[path][key].append(dict(tree[path][key][0]))

    return mutate


def again(path: str, key: str, **keys: Any) -> Mutation:
    """Repeat the first entry of a list with some of its keys changed."""

    def mutate(tree: Tree, _content: Path) -> None:
        tree[path][key].append(copy.deepcopy(tree[path][key][0]) | keys)

    return mutate


def roles(*told: tuple[str, str, date, date | None, dict[str, str]]) -> Mutation:
    """Further roles: person, role, from, until, and other keys."""

    def mutate(tree: Tree, _content: Path) -> None:
        for name, role, since, until, keys in told:
            row = {"role": role, "capacity": "definitive", "from": since} | keys
            row |= {} if until is None else {"until": until}
            for person in tree["people.yml"]["people"]:
                if person["id"] == name:
                    person["roles"].append(row)

    return mutate


def replacing(**old: Any) -> Mutation:
    """`x` replaces `z`, an indicator without weight; `old` are keys of `z`."""

    def mutate(tree: Tree, _content: Path) -> None:
        add_indicator(tree, "z", ON_TIME, **({"status": "withdrawn"} | old))
        tree[INDICATOR]["replaces"] = "z"

    return mutate


def trajectory(id: str = "x", **keys: Any) -> Mutation:
    """Other targets for an indicator; `plan_end` and keys of the indicator may be told, too."""

    def mutate(tree: Tree, _content: Path) -> None:
        target = tree[f"targets/2026/{id}.yml"]
        target["versions"][0]["trajectory"] = keys.pop("to")
        if "plan_end" in keys:
            target["plan_end"] = keys.pop("plan_end")
        tree[f"indicators/{id}.yml"] |= keys

    return mutate


def bands(*told: Document) -> Mutation:
    def mutate(tree: Tree, _content: Path) -> None:
        set_status_scheme(tree, told)

    return mutate


@dataclass(frozen=True)
class Case:
    """How a code is provoked, the file it is told of, and what the line it names must hold.

    `text` is None where the file cannot be read or is not there.
    """

    mutation: Mutation
    file: str
    text: str | None


def audited(told: Document | None = None, **keys: Any) -> Mutation:
    """An audit result for `x` by somebody who answers for nothing."""

    def mutate(tree: Tree, _content: Path) -> None:
        finding = {"indicator": "x", "published": 100, "rebuilt": 100, "result": "certified"}
        audit = {"period": "2026-Q1", "auditor": "wulan-p", "audited_on": date(2026, 5, 14)}
        audit |= {"sample": {"size": 29, "seed": 4721}}
        audit |= {"document": {"number": "LHA-04", "date": date(2026, 5, 18)}}
        audit |= {"findings": [finding | (told or {})]} | keys
        tree[f"audits/{audit['period']}.yml"] = audit
        people = {"id": "wulan-p", "name": "Wulan P.", "roles": []}
        tree["people.yml"]["people"].append(people)

    return mutate


ROLE = ("people", 0, "roles", 0)


SCHEME = "policies/traffic-light.yml"


NEW_YEAR, APRIL = date(2025, 1, 1), date(2026, 4, 1)


GREEN, YELLOW, RED = {"status": "green", "from": 100}, {"status": "yellow", "from": 80}, {
    "status": "red"}  # fmt: skip


def next_year(tree: Tree, _folder: Path) -> None:
    """The first target of a year that has not begun."""
    text = json.dumps(tree[TARGET], default=str).replace("2026", "2027")
    told = json.loads(text)
    told["baseline"]["period"] = "2026"
    tree["targets/2027/x.yml"] = told


def policy(*rules: str, more: str = "") -> Mutation:
    """An approval policy of one version; each rule is written in flow style."""
    listed = "".join(f"      - {{step: '6', {rule}}}\n" for rule in rules)
    head = "versions:\n  - version: 1\n    valid_from: 2025-01-01\n    rules:\n"
    return raw(POLICY, f"{head}{listed}{more}")


def decided_again(_tree: Tree, content: Path) -> None:
    """What was decided on the first quarter is decided on the second one as well."""
    told = (content / DECISION).read_text("utf-8").replace("Q1", "Q2").replace("-04-10", "-07-10")
    (content / DECISION.replace("Q1", "Q2")).write_text(told, "utf-8")


def copied_year(tree: Tree, _folder: Path) -> None:
    """The targets of the next year are those of this one."""
    next_year(tree, _folder)
    tree["targets/2027/x.yml"]["baseline"] = dict(tree[TARGET]["baseline"])


def leading(position: str) -> Mutation:
    """Somebody leads in a position, which there is beside the secretary's."""

    def mutate(tree: Tree, _content: Path) -> None:
        people = tree["people.yml"]
        people["positions"].append({"id": position, "name": both("Kepala")})
        role = {"role": "leadership", "position": position, "capacity": "definitive"}
        people["people"][0]["roles"] = [role | {"from": date(2025, 1, 1)}]

    return mutate


ENDS = "  - {object: indicator/x, outcome: close_lapsed, reason: Lewat., effective_from: 2026-Q1}\n"


CLOSES = ENDS.replace("effective_from: 2026-Q1", "effective_from: 2026-Q3")


RULES_OF_POINTS = (
    "id: rules\nkind: rule_table\nname: {id: Aturan, en: Rules}\ntables:\n  - version: 1\n"
    "    valid_from: '2026'\n    source: {id: Aturan, en: Rule}\n    confirmed: true\n    items:\n"
    "      - id: single-bid\n        name: {id: Tender, en: Tenders}\n        maximum: 10\n"
    "        measured: {id: Bagian, en: Share}\n"
    "        unit: percent\n        bands: [{from: 50, points: 11}, {points: 0}]\n"
)


NOTHING_FROZEN = "unit: biro-b\nyear: 2026\ndata_date: 2026-01-15\nareas: []\n"


def third_unit(tree: Tree, _content: Path) -> None:
    """A third unit has a register of its own."""
    tree["units/biro-c.yml"] = tree["units/biro-b.yml"] | {"id": "biro-c"}
    add_package(tree, "biro-c", "c1")


IMPROVES = (
    "  - object: indicator/x\n    outcome: improve\n    reason: Turun.\n    follow_up:\n"
    "      - {action: rapat, owner: rina-k, due: 2026-02-01}\n"
)


CASES = {
    # files
    "organisation-missing": Case(drop("organisation.yml"), "organisation.yml", None),
    "people-missing": Case(drop("people.yml"), "people.yml", None),
    "file-out-of-place": Case(raw("notes/a.yml", "id: x\n"), "notes/a.yml", "id"),
    "file-misnamed": Case(raw("units/Biro C.yml", "id: x\n"), "units/Biro C.yml", None),
    "file-beside": Case(raw("units/Biro A.yml", "id: x\n"), "units/Biro A.yml", None),
    "folder-misnamed": Case(raw("unit/biro-c.yml", "id: x\n"), "unit/biro-c.yml", None),
    "file-not-read": Case(raw("units/biro-a.yml.txt", "id: c\n"), "units/biro-a.yml.txt", None),
    "file-link-outside": Case(link("units/c.yml", "/etc/hostname"), "units/c.yml", None),
    "file-unreadable": Case(link("units/c.yml", "nowhere.yml"), "units/c.yml", None),
    "file-is-folder": Case(raw("units/c.yml/x.yml", "id: x\n"), "units/c.yml", None),
    "file-too-large": Case(large("units/c.yml"), "units/c.yml", None),
    "file-too-many-values": Case(raw(UNIT, f"id: [{'1,' * 1_000_001}]\n"), UNIT, None),
    "file-not-utf8": Case(raw(UNIT, "name: Biró\n".encode("latin-1")), UNIT, None),
    "file-utf16": Case(raw(UNIT, "id: biro-a\n".encode("utf-16")), UNIT, None),
    "text-lost": Case(put(UNIT, "name", "en", value="Biro\ufffd"), UNIT, "Biro\ufffd"),
    "text-garbled": Case(put(UNIT, "name", "en", value="Biro â€™"), UNIT, "en: Biro"),
    "path-disagrees": Case(put(UNIT, "id", value="biro-z"), UNIT, "biro-z"),
    # YAML
    "merge-conflict": Case(
        raw(UNIT, "id: biro-a\n<<<<<<< HEAD\nname: {id: A, en: A}\n=======\n>>>>>>> lain\n"),
        UNIT, "<<<<<<<",
    ),
    "yaml-syntax": Case(raw(UNIT, "id: biro-a\nname: [x\n"), UNIT, ""),
    "yaml-indent": Case(
        raw(UNIT, "id: biro-a\nname:\n  id: Biro A\n   en: Office A\n"), UNIT, "en: Office"
    ),
    "yaml-list-key": Case(
        raw(
            "people.yml",
            "positions:\n  - {id: kepala, name: {id: Kepala, en: Head}}\n"
            "  - {id: rina-k, name: Rina K., roles: "
            "[{role: performance_owner, capacity: definitive, from: 2025-01-01}]}\n",
        ),
        "people.yml", "id: rina-k",
    ),
    "yaml-empty": Case(raw(UNIT, "# nanti\n"), UNIT, "# nanti"),
    "yaml-not-mapping": Case(raw(UNIT, "- biro-a\n"), UNIT, "- biro-a"),
    "yaml-duplicate-key": Case(raw(UNIT, "id: biro-a\nname: x\nid: b\n"), UNIT, "id: b"),
    "yaml-no-colon": Case(
        raw(UNIT, "id: biro-a\nname: {id: Biro A, dan B, en: x}\n"), UNIT, "dan B"
    ),
    "yaml-key-not-text": Case(raw(UNIT, "id: biro-a\n2026: x\n"), UNIT, "2026"),
    "yaml-tag": Case(raw(UNIT, "# satu\nid: !!str biro-a\n"), UNIT, "!!str"),
    "yaml-alias": Case(raw(UNIT, "# satu\nid: &a biro-a\n"), UNIT, "&a"),
    "yaml-control-character": Case(raw(UNIT, '# satu\nid: "x\\e"\n'), UNIT, "\\e"),
    "yaml-too-deep": Case(raw(UNIT, f"id: a\nname: {'[' * 40}{']' * 40}\n"), UNIT, "[[["),
    "yaml-number-form": Case(raw(UNIT, "id: biro-a\nunit_codes: [021212]\n"), UNIT, "021212"),
    "yaml-several-documents": Case(raw(UNIT, "id: biro-a\n---\nid: b\n"), UNIT, "---"),
    # schema
    "key-unknown": Case(put(INDICATOR, "polarty", value="x"), INDICATOR, "polarty"),
    "yaml-sign": Case(
        raw(UNIT, "id: biro-a\nname:\n  id:\u00a0Biro A\n  en: Office A\n"), UNIT, "Biro A"
    ),
    "text-cut": Case(raw(UNIT, "id: biro-a\nname:\n  id: Biro #1\n  en: A\n"), UNIT, "#1"),
    "file-other-kind": Case(raw(UNIT, "year: 2026\ndays: []\n"), UNIT, None),
    "key-missing": Case(drop(INDICATOR, "formula", "words"), INDICATOR, "scope:"),
    "key-demanded": Case(
        put(INDICATOR, "status", value="withdrawn"), INDICATOR, "status: withdrawn"
    ),
    "key-blank": Case(put(INDICATOR, "formula", "words", value=None), INDICATOR, "words: null"),
    "key-malformed": Case(put(TARGET, *TRAJECTORY, "2026-Q9", value=1), TARGET, "trajectory"),
    "string-expected": Case(put(INDICATOR, "code", value=7), INDICATOR, "code: 7"),
    "integer-expected": Case(put(TARGET, "year", value="dua ribu"), TARGET, "year: dua ribu"),
    "number-expected": Case(put(TARGET, "baseline", "value", value="88%"), TARGET, "88%"),
    "number-blank": Case(put(MEASUREMENT, "values", 1, "value", value="n/a"), MEASUREMENT, "n/a"),
    "value-quoted": Case(facts(e_contract="true"), REPORT, "true"),
    "boolean-expected": Case(facts(e_contract="ya"), REPORT, "ya"),
    "array-expected": Case(put(INDICATOR, "synonyms", value="molor"), INDICATOR, "molor"),
    "object-expected": Case(put(UNIT, "name", value="Biro A"), UNIT, "Biro A"),
    "target-expected": Case(put(TARGET, *TRAJECTORY, "2026-Q1", value="tinggi"), TARGET, "tinggi"),
    "denominator-expected": Case(formula(denominator=1), INDICATOR, "denominator: 1"),
    "value-not-listed": Case(put(INDICATOR, "kind", value="hasil"), INDICATOR, "kind: hasil"),
    "value-malformed": Case(put(REPORT, "as_of", value="31.03.2026"), REPORT, "as_of: 31.03.2026"),
    "id-malformed": Case(put(INDICATOR, "area", value="Area A"), INDICATOR, "area: Area A"),
    "date-impossible": Case(raw(REPORT, "unit: biro-a\nperiod: 2026-Q1\nas_of: 2026-02-30\n"
                                "packages: []\n"), REPORT, "2026-02-30"),
    "value-too-small": Case(facts(paid_amount=-5), REPORT, "-5"),
    "value-too-large": Case(put(TARGET, "baseline", "value", value=10**17), TARGET, str(10**17)),
    "text-empty": Case(put(UNIT, "notes", value=""), UNIT, "notes: ''"),
    "text-too-long": Case(put(INDICATOR, "code", value="K" * 33), INDICATOR, "K" * 33),
    "list-too-short": Case(put(TARGET, *TRAJECTORY, "2026-Q1", value=[5]), TARGET, "2026-Q1"),
    "list-too-long": Case(put(TARGET, *TRAJECTORY, "2026-Q1", value=[1, 2, 3]), TARGET, "2026-Q1"),
    "list-repeats": Case(facts(retract=["due_date", "due_date"]), REPORT, "- due_date"),
    "key-excluded": Case(
        put(MEASUREMENT, "values", 0, "numerator", value=5), MEASUREMENT, "numerator: 5"
    ),
    "list-blank": Case(
        together(frozen(["a1"], []), put(MAPPING, "areas", value=None)), MAPPING, "areas: null"
    ),
    "ids-joined": Case(frozen(["a1 a2"], []), MAPPING, "a1 a2"),
    # references
    "reference-unknown": Case(put(INDICATOR, "owner", value="rina-x"), INDICATOR, "rina-x"),
    "reference-gone": Case(drop(UNIT), MEASUREMENT, "biro-a"),
    "person-gone": Case(
        put(TARGET, "submitted_by", value="rina-4"), TARGET, "submitted_by: rina-4"
    ),
    "action-unknown": Case(put(REPORT, "actions", 0, "action", value="x/erly"), REPORT, "x/erly"),
    "measurement-missing": Case(drop(MEASUREMENT), "indicators/y.yml", "measurement: y"),
    "package-unknown": Case(facts(package_id="a01"), REPORT, "a01"),
    "entry-gone": Case(facts(package_id="a9"), REPORT, "a9"),
    "register-missing": Case(drop("packages/biro-a/2026.yml"), REPORT, "biro-a"),
    "package-other-unit": Case(facts(package_id="b1"), REPORT, "b1"),
    "package-repeated": Case(put("packages/biro-b/2026.yml", "packages", 0, "package_id",
                                 value="a1"), "packages/biro-b/2026.yml", "a1"),
    "package-stated-twice": Case(twice_in_a_list(REPORT, "packages"), REPORT, "a1"),
    "action-stated-twice": Case(twice_in_a_list(REPORT, "actions"), REPORT, "action: x/early"),
    "personal-data": Case(put(UNIT, "notes", value="Nomor " + "0" * 16), UNIT, "0" * 16),
    "package-other-register": Case(frozen(["a1", "b1"], []), MAPPING, "b1"),
    "package-counted-excluded": Case(frozen(["a1"], ["a1"]), MAPPING, "package: a1"),
    "reference-cyclic": Case(put(INDICATOR, "replaces", value="x"), INDICATOR, "replaces: x"),
    # calendar and order
    "report-outside-period": Case(put(REPORT, "as_of", value=date(2026, 4, 1)), REPORT, "as_of"),
    "date-far-ahead": Case(put(UNIT, "submitted_on", value=date(2062, 3, 31)), UNIT, "2062"),
    "event-after-report": Case(facts(contract_date=date(2026, 4, 2)), REPORT, "2026-04-02"),
    "report-before-events": Case(
        awarded_late("a1", "a2", "a3"), "realizations/biro-a/2026-Q2.yml", "as_of: 2026-06-30"
    ),
    "retract-and-value": Case(facts(retract=["due_date"]), REPORT, "due_date: "),
    "period-other-year": Case(put(TARGET, *TRAJECTORY, "2025-Q1", value=9), TARGET, "2025-Q1"),
    "period-too-short": Case(put(TARGET, *TRAJECTORY, "2026-02", value=9), TARGET, "2026-02"),
    "validity-backwards": Case(put(INDICATOR, "valid_until", value="2025"), INDICATOR, "2025"),
    "date-other-year": Case(put(CALENDAR, "days", 0, "date", value=date(2025, 1, 1)), CALENDAR,
                            "2025-01-01"),
    "date-repeated": Case(twice_in_a_list(CALENDAR, "days"), CALENDAR, "2026-01-01"),
    "calendar-missing": Case(together(drop(CALENDAR), formula(
        numerator="sum(working_days(due_date, handover_date))")), "organisation.yml", ""),
    "joint-leave-missing": Case(together(drop(CALENDAR, "days", 1), formula(
        numerator="sum(working_days(due_date, handover_date))")), CALENDAR, "days:"),
    # records
    "id-repeated": Case(twice_in_a_list("people.yml", "people"), "people.yml", "id: rina-k"),
    "code-repeated": Case(put("indicators/y.yml", "code", value="IK-01"), "indicators/y.yml",
                          "code: IK-01"),
    "verifier-is-provider": Case(put(INDICATOR, "verifier", value="budi-s"), INDICATOR,
                                 "verifier: budi-s"),
    "bounds-backwards": Case(put(INDICATOR, "natural_max", value=0), INDICATOR, "natural_max: 0"),
    "source-without-table": Case(put(INDICATOR, "source", "kind", value="survey"), INDICATOR,
                                 "kind: survey"),
    "ratio-without-cap": Case(without_cap, INDICATOR, "variant: ratio"),
    "target-zero": Case(put(TARGET, *TRAJECTORY, "2026-Q2", value=0), TARGET, "2026-Q2: 0"),
    "target-as-fraction": Case(
        together(put(TARGET, "baseline", "value", value=85), put(TARGET, *TRAJECTORY, "2026",
                                                                 value=0.9)),
        TARGET, "'2026': 0.9",
    ),
    "target-worse-than-baseline": Case(put(TARGET, "baseline", "value", value=95), TARGET,
                                       "'2026': 90"),
    "weights-not-hundred": Case(
        put(WEIGHTS, "versions", 0, "indicators", "x", value=60), WEIGHTS, "x: 60"
    ),
    "weights-not-hundred-later": Case(ends_early, WEIGHTS, "x:"),
    "quality-missing": Case(drop(INDICATOR, "quality", "limits"), INDICATOR, "quality"),
    "number-too-fine": Case(facts(progress=Decimal("33.33333")), REPORT, "33.33333"),
    "weight-too-fine": Case(raw(WEIGHTS, "year: 2026\nversions:\n- version: 1\n"
                                "  valid_from: 2026-Q1\n  goals: {timely-supply: 100}\n"
                                "  areas: {contract-delivery: 100}\n  indicators:\n"
                                "    x: 49.99999\n    y: 50.00001\n"), WEIGHTS, "49.99999"),
    "year-unprepared": Case(next_year, "organisation.yml", ""),
    "weights-missing": Case(drop(WEIGHTS), "organisation.yml", ""),
    "bands-disordered": Case(bands(GREEN, {"status": "blue", "from": 100}, RED), SCHEME, "100"),
    "points-above-maximum": Case(raw("policies/rules.yml", RULES_OF_POINTS), "policies/rules.yml",
                                 "points: 11"),
    "band-without-bound": Case(bands(GREEN, {"status": "yellow"}, RED), SCHEME, "status: yellow"),
    "bands-open-below": Case(bands(GREEN, YELLOW), SCHEME, "from: 80"),
    "bands-as-fractions": Case(
        bands({"status": "green", "from": 1}, {"status": "yellow", "from": Decimal("0.8")}, RED),
        SCHEME, "from: 1",
    ),
    "band-beyond-cap": Case(bands({"status": "blue", "above": 120}, GREEN, RED), SCHEME,
                            "above: 120"),
    "role-held-twice": Case(roles(("rina-k", "performance_owner", APRIL, None, {})), "people.yml",
                            "2026-04-01"),
    "role-gap": Case(roles(
        ("rina-k", "head_ukpbj", date(2025, 1, 1), date(2026, 3, 31), {}),
        ("budi-s", "head_ukpbj", APRIL, None, {}),
    ), "people.yml", "until: 2026-03-31"),
    "role-held-by-two": Case(roles(("rina-k", "head_ukpbj", NEW_YEAR, None, {}), (
        "budi-s", "head_ukpbj", APRIL, None, {})), "people.yml", "2026-04-01"),
    "role-acted-twice": Case(roles(("rina-k", "head_ukpbj", NEW_YEAR, None, {}), (
        "budi-s", "head_ukpbj", APRIL, None, {"capacity": "plt"})), "people.yml", "2026-04-01"),
    "unit-owned-by-two": Case(roles(*(
        (name, "performance_owner", since, None, {"unit": "biro-a"})
        for name, since in (("rina-k", NEW_YEAR), ("siti-r", APRIL)))), "people.yml", "2026-04-01"),
    "replaced-still-valid": Case(replacing(valid_until="2026-Q1"), INDICATOR, "replaces: z"),
    "version-repeated": Case(again(TARGET, "versions", valid_from="2026-Q3"), TARGET, "version: 1"),
    "weights-begin-late": Case(put(WEIGHTS, "versions", 0, "valid_from", value="2026-Q2"), WEIGHTS,
                               "2026-Q2"),
    "policy-begins-late": Case(
        put("policies/standard.yml", "versions", 0, "valid_from", value="2030"),
        "policies/standard.yml", "2030",
    ),
    "target-not-in-force": Case(put(TARGET, "versions", 0, "valid_from", value="2026-Q2"), TARGET,
                                "2026-Q1: 90"),
    "version-disordered": Case(again(TARGET, "versions", version=2), TARGET, "valid_from: 2026-Q1"),
    "target-beyond-bound": Case(together(put(INDICATOR, "natural_max", value=100), put(
        TARGET, *TRAJECTORY, "2026-Q2", value=900)), TARGET, "2026-Q2: 900"),
    "trajectory-sum-differs": Case(trajectory(
        to=flat(10) | {"2026": 50}, period_consolidation="sum"), TARGET, "'2026': 50"),
    "trajectory-short": Case(trajectory(to=flat(90) | {"2026": 92}), TARGET, "'2026': 92"),
    "trajectory-backwards": Case(trajectory(
        to={"2026-Q1": 90, "2026-Q4": 85}, plan_end={"year": 2029, "value": 95}), TARGET,
        "2026-Q4: 85"),
    "year-without-target": Case(trajectory(to=flat(90) | {"2026-Q4": 95}), TARGET, "2026-Q4: 95"),
    "target-gap": Case(put(TARGET, *TRAJECTORY, value={"2026-Q1": 90, "2026-Q3": 92}), TARGET,
                       "2026-Q3: 92"),
    "trajectory-empty": Case(
        put(TARGET, "versions", 0, "trajectory", value={}), TARGET, "trajectory:"
    ),
    "target-of-units-only": Case(
        together(
            put(TARGET, *TRAJECTORY, value={}),
            put(TARGET, "versions", 0, "units", value={"biro-a": flat(90)}),
        ),
        TARGET, "2026-Q1",
    ),
    "target-out-of-line": Case(trajectory(to=flat(90) | {"2026-Q3": 9.5, "2026": 90}), TARGET,
                               "2026-Q3: 9.5"),
    "variant-without-effect": Case(
        together(
            put(INDICATOR, "polarity", value="minimize"),
            put(INDICATOR, "variant", value="ratio"),
            put(TARGET, *TRAJECTORY, "2026-Q2", value=[80, 90]),
        ),
        TARGET, "2026-Q2:",
    ),
    "key-unfit": Case(put(INDICATOR, "period_consolidation", value="last_known"), INDICATOR,
                      "period_consolidation: last_known"),
    "measurement-gone": Case(
        raw("measurements/2026-Q2/y.yml", "source: y\nperiod: 2026-Q2\ndocument: Nota\nvalues:\n"
            "  - {unit: biro-a, value: 81}\n"),
        "measurements/2026-Q2/y.yml", "values:",
    ),
    "report-gap": Case(told_for("2026-Q3"), "realizations/biro-a/2026-Q3.yml", "2026-Q3"),
    "measurement-out-of-line": Case(
        lambda tree, _: measure(tree, "y", "2026-Q2", {"unit": "biro-b", "value": 79000}),
        "measurements/2026-Q2/y.yml", "value: 79000",
    ),
    "measurement-over-nothing": Case(
        put(MEASUREMENT, "values", 0, value={"numerator": 3, "denominator": 0}), MEASUREMENT,
        "denominator: 0",
    ),
    "baseline-out-of-line": Case(
        put(TARGET, "baseline", "value", value=Decimal("8.5")), TARGET, "value: 8.5"
    ),
    "submitted-by-nobody": Case(
        put(MEASUREMENT, "submitted_on", value=FEBRUARY), MEASUREMENT, "submitted_on"
    ),
    "mapping-missing": Case(
        together(third_unit, frozen(["a1"], []), raw("mapping/biro-b/2026.yml", NOTHING_FROZEN)),
        "packages/biro-c/2026.yml", "",
    ),
    "mapping-without-area": Case(
        together(
            frozen(["a1"], []),
            raw("mapping/biro-b/2026.yml", NOTHING_FROZEN),
        ),
        "mapping/biro-b/2026.yml", "areas: []",
    ),
    "bonus-without-cap": Case(
        together(
            put("policies/standard.yml", "versions", 0, "cap", value=None),
            put("policies/standard.yml", "versions", 0, "zero_bonus", value="cap"),
        ),
        "policies/standard.yml", "zero_bonus",
    ),
    "plan-end-disagrees": Case(put(TARGET, "plan_end", value={"year": 2029, "value": 85}), TARGET,
                               "value: 85"),
    "plan-end-passed": Case(put(TARGET, "plan_end", value={"year": 2025, "value": 95}), TARGET,
                            "year: 2025"),
    # a year copied from the one before
    "target-copied": Case(copied_year, "targets/2027/x.yml", "baseline"),
    "indicator-not-valid": Case(rolled_over, "action-plans/2026/z.yml", "indicator: z"),
    "baseline-after-year": Case(put(TARGET, "baseline", "period", value="2027"), TARGET, "2027"),
    "baseline-not-before": Case(put(TARGET, "baseline", "period", value="2026"), TARGET, "2026"),
    "action-other-year": Case(put("action-plans/2026/x.yml", "actions", 0, "start", value=date(
        2025, 1, 12)), "action-plans/2026/x.yml", "2025-01-12"),
    "milestone-outside": Case(milestones((date(2026, 7, 1), 100)), "action-plans/2026/x.yml",
                              "2026-07-01"),
    "milestones-too-heavy": Case(milestones(*[(FEBRUARY, 60)] * 2), "action-plans/2026/x.yml",
                                 "milestones:"),
    "text-unfinished": Case(put("goals/timely-supply.yml", "name", "en", value="COMPLETE-THIS"),
                            "goals/timely-supply.yml", "COMPLETE-THIS"),
    "number-cut": Case(raw(MEASUREMENT, "source: y\nperiod: 2026-Q1\ndocument: Nota\nvalues:\n"
                           "  - {unit: biro-a, value: 81}\n  - unit: biro-b\n    value: 7 #9\n"),
                       MEASUREMENT, "7 #9"),
    "number-shortened": Case(raw(MEASUREMENT, "source: y\nperiod: 2026-Q1\ndocument: Nota\n"
                                 "values:\n  - {unit: biro-a, value: 81}\n"
                                 "  - {unit: biro-b, value: 7.9E+01}\n"),
                             MEASUREMENT, "7.9E+01"),
    "value-unfinished": Case(raw(MEASUREMENT, "source: y\nperiod: 2026-Q1\ndocument: Nota\n"
                                  "values:\n  - unit: biro-a\n    value: 75 # LENGKAPI\n"),
                              MEASUREMENT, "75"),
    "data-date-far": Case(put(REGISTER, "source", "data_date", value=date(2022, 1, 2)), REGISTER,
                          "data_date: 2022-01-02"),
    "submitted-before-data": Case(put(REPORT, "submitted_on", value=FEBRUARY), REPORT,
                                  "submitted_on: 2026-02-15"),
    "weight-idle": Case(rolled_over, WEIGHTS, "z: 10"),
    "unit-code-elsewhere": Case(
        together(
            put(UNIT, "unit_codes", value=["01"]),
            put("units/biro-b.yml", "unit_codes", value=["02"]),
            put(REGISTER, "packages", 0, "unit_code", value="02"),
        ),
        REGISTER, "unit_code: '02'",
    ),
    "plan-date-far": Case(put(REGISTER, "packages", 0, "planned_selection_end", value=date(
        2020, 6, 30)), REGISTER, "2020-06-30"),
    # texts
    "name-with-unit": Case(put(INDICATOR, "name", "en", value="Contracts (%)"), INDICATOR, "(%)"),
    "name-full-stop": Case(put(UNIT, "name", "id", value="Biro Umum."), UNIT, "id: Biro Umum."),
    "name-too-long": Case(put(INDICATOR, "name", "id", value="Kontrak " * 13 + "x"), INDICATOR,
                          "Kontrak Kontrak"),
    "text-too-wordy": Case(put(INDICATOR, "purpose", "id", value="Satu. Dua. Tiga."), INDICATOR,
                           "Satu. Dua."),
    "policy-wrong-kind": Case(put("organisation.yml", "policies", "achievement",
                                  value="traffic-light"), "organisation.yml",
                              "achievement: traffic-light"),
    "measurement-repeated": Case(put(MEASUREMENT, "values", 1, "unit", value="biro-a"),
                                 MEASUREMENT, "biro-a"),
    "measurement-beyond-bound": Case(put("indicators/y.yml", "natural_max", value=80), MEASUREMENT,
                                     "value: 81"),
    "measurement-without-weight": Case(
        put("indicators/y.yml", "unit_consolidation", value="weighted"), MEASUREMENT, "unit: biro-a"
    ),
    "measurement-negative": Case(negative_divisor, "measurements/2026-Q1/budget.yml", "value: -5"),
    "measurement-not-additive": Case(put("indicators/y.yml", "unit_consolidation",
                                         value="recompute"), MEASUREMENT, "values:"),
    # formulas
    "formula-syntax": Case(formula(numerator="count(* FILTER"), INDICATOR, "numerator"),
    "formula-foreign-sign": Case(formula(scope="e_contract DAN addenda ≥ 1"), INDICATOR, "≥ 1"),
    "formula-too-long": Case(formula(numerator="(" * 41 + "count(*)" + ")" * 41), INDICATOR,
                             "numerator"),
    "formula-unknown-name": Case(formula(numerator="count(handover_dat)"), INDICATOR,
                                 "handover_dat"),
    "formula-unknown-function": Case(formula(numerator="avg(budget_amount)"), INDICATOR, "avg"),
    "formula-not-allowed": Case(formula(numerator="sum(budget_amount) / 2"), INDICATOR, "/ 2"),
    "formula-no-aggregate": Case(formula(denominator="budget_amount"), INDICATOR, "denominator"),
    "formula-unknown-code": Case(
        formula(numerator="count(*) FILTER (WHERE method IN ('tender', 'tendr'))"),
        INDICATOR, "numerator",
    ),
    "formula-mixed": Case(
        formula(scope="method = 'tender' AND bidders > 0 OR method = 'exempt'"), INDICATOR, "scope"
    ),
    "formula-unlike-others": Case(
        together(*(lambda tree, _, id=id: add_indicator(tree, id, ON_TIME, status="proposed")
                   for id in "pqrst"), formula(scope="method = 'tender'")),
        INDICATOR, "scope",
    ),
    "formula-compares-null": Case(formula(scope="award_date = NULL"), INDICATOR, "award_date"),
    "formula-nested-aggregate": Case(formula(numerator="sum(count(*))"), INDICATOR, "sum(count"),
    "formula-aggregate-in-scope": Case(formula(scope="count(*) > 1"), INDICATOR, "scope"),
    "formula-scope-no-condition": Case(formula(scope="budget_amount"), INDICATOR, "scope"),
    "formula-anchor-no-date": Case(formula(anchor={"date": "title", "mode": "in"}), INDICATOR,
                                   "anchor"),
    "formula-inexact": Case(formula(numerator="sum(budget_amount * 1e0)"), INDICATOR, "1e0"),
    "formula-not-bound": Case(formula(numerator="sum(title)"), INDICATOR, "sum(title)"),
    "formula-failed": Case(together(formula(numerator="sum(budget_amount * budget_amount)"),
                                    put(REGISTER, "packages", 0, "budget_amount", value=10**15)),
                           INDICATOR, "budget_amount * budget_amount"),
    "realization-beyond-bound": Case(put(INDICATOR, "natural_max", value=95), INDICATOR, ""),
    "package-beyond-bound": Case(
        together(
            formula(numerator="sum(bidders)", denominator="sum(registrants)"),
            put(INDICATOR, "natural_max", value=100),
            facts(registrants=4, bidders=72),
            put(REPORT_B, "packages", 0, "registrants", value=4),
        ),
        REPORT,
        "a1",
    ),
    # plausibility
    "contract-before-notice": Case(facts(notice_date=date(2026, 2, 2), contract_date=date(
        2026, 2, 1)), REPORT, "package_id: a1"),
    "handover-before-contract": Case(
        facts(contract_date=date(2026, 2, 2), handover_date=date(2026, 2, 1)), REPORT, "a1"
    ),
    "weight-missing": Case(
        put(WEIGHTS, "versions", 0, "indicators", value={"x": 100}), WEIGHTS, "indicators"
    ),
    "amount-tiny": Case(put(REGISTER, "packages", 0, "budget_amount", value=592), REGISTER, "592"),
    "contract-above-estimate": Case(facts(estimate_amount=5, contract_amount=6), REPORT, "a1"),
    "amount-far-below": Case(facts(estimate_amount=600, contract_amount=6), REPORT, "a1"),
    "status-against-fact": Case(
        facts(selection_status="failed", contract_date=date(2026, 2, 1)), REPORT, "a1"
    ),
    "package-given-up": Case(
        together(put(REGISTER, "packages", 0, "register_status", value="cancelled"),
                 facts(contract_date=date(2026, 2, 1))),
        REGISTER, "register_status: cancelled",
    ),
    "due-moved": Case(facts(original_due_date=date(2026, 2, 1)), REPORT, "a1"),
    "channel-unfit": Case(
        put(REGISTER, "packages", 0, "channel", value="online_shop"), REGISTER,
        "channel: online_shop",
    ),
    "percent-as-fraction": Case(facts(progress=Decimal("0.6")), REPORT, "a1"),
    "date-before-other": Case(
        facts(notice_date=date(2026, 2, 24), award_date=date(2026, 2, 10)), REPORT, "a1"
    ),
    "number-above-other": Case(facts(registrants=4, bidders=72), REPORT, "a1"),
    "fact-alone": Case(facts(contract_date=date(2026, 2, 1)), REPORT, "contract_date"),
    "reports-disagree": Case(
        together(facts(attempts=2), told_for("2026-03", attempts=3)), REPORT, "attempts: 2"

    ),
    "first-fact-changed": Case(
        together(
            facts(original_due_date=date(2026, 2, 15)),
            told_later(original_due_date=date(2026, 4, 1)),
        ),
        "realizations/biro-a/2026-Q2.yml", "original_due_date",
    ),
    "facts-behind": Case(
        together(
            formula(anchor={"date": "award_date", "mode": "in"}),
            told_later(award_date=date(2026, 3, 12)),
        ),
        "realizations/biro-a/2026-Q2.yml", "a1",
    ),
    "fact-fell": Case(
        together(
            facts(contract_amount=9, paid_amount=6),
            raw(LATER, "unit: biro-a\nperiod: 2026-Q2\nas_of: 2026-06-30\npackages:\n"
                       "- {package_id: a1, paid_amount: 5}\n"),
        ),
        LATER, "a1",
    ),
    "payment-above-contract": Case(facts(contract_amount=5, paid_amount=6), REPORT, "a1"),
    # audit results
    "audit-too-early": Case(audited(audited_on=date(2026, 3, 30)), AUDIT, "audited_on"),
    "audit-report-early": Case(audited(audited_on=date(2026, 6, 1)), AUDIT, "date: 2026-05-18"),
    "audit-not-independent": Case(audited(auditor="siti-r"), AUDIT, "indicator: x"),
    "audit-of-own-work": Case(
        together(audited(), put(REPORT_B, "submitted_by", value="wulan-p")),
        AUDIT,
        "auditor: wulan-p",
    ),
    "audit-by-other": Case(audited(submitted_by="rina-k"), AUDIT, "submitted_by: rina-k"),
    "audit-beyond-tolerance": Case(audited({"rebuilt": Decimal("105.01")}), AUDIT, "result"),
    "audit-without-figure": Case(audited(period="2026-01"), "audits/2026-01.yml", "indicator: x"),
    "audit-outdated": Case(audited({"published": 99, "rebuilt": 99}), AUDIT, "published: 99"),
    # completeness of practice
    "dimension-without-indicator": Case(put("indicators/y.yml", "dimension", value="equity"),
                                        "organisation.yml", ""),
    "measurement-unused": Case(misspelt_source, "measurements/2026-Q2/yy.yml", "source: yy"),
    "unit-without-owner": Case(together(*(
        put("people.yml", "people", place, "roles", 0, "unit", value="biro-b") for place in (0, 1)
    ), put("people.yml", "people", 1, "roles", 0, "position", value="sekretaris")), UNIT,
        "id: biro-a"),
    "role-without-unit": Case(
        together(
            put("people.yml", "people", 1, "roles", 0, "unit", value="biro-b"),
            roles(*((who, "performance_owner", NEW_YEAR, None, {"unit": "biro-a"})
                    for who in ("budi-s", "siti-r"))),
        ),
        "people.yml", "role: performance_owner",
    ),
    "indicator-without-action": Case(drop("action-plans/2026/y.yml"), "indicators/y.yml", ""),
    "indicator-without-target": Case(drop("targets/2026/y.yml"), "indicators/y.yml", ""),
    "role-without-holder": Case(put("people.yml", "people", 2, "roles", value=[]), "people.yml",
                                ""),
    "owner-without-role": Case(put("people.yml", *ROLE, "until", value=date(2026, 1, 1)), INDICATOR,
                               "owner: rina-k"),
    "indicator-too-certain": Case(put(INDICATOR, "controllability", value="high"), INDICATOR,
                                  "controllability: high"),
    "indicator-too-weak": Case(together(put(INDICATOR, "validity", value="activity"), put(
        INDICATOR, "controllability", value="low")), INDICATOR, "validity: activity"),
    "too-many-per-goal": Case(put("organisation.yml", "limits", value={"indicators_per_goal": 1}),
                              "organisation.yml", "indicators_per_goal: 1"),
    "too-many-indicators": Case(put("organisation.yml", "limits", value={"indicators": 1}),
                                "organisation.yml", "indicators: 1"),
    # approvals and decisions
    "approval-rule-roles": Case(
        policy("kinds: [target], any_of: [leadership], all_of: [leadership]"), POLICY, "any_of"
    ),
    "approval-rank-idle": Case(
        policy("kinds: [target], any_of: [leadership], ranks: {head_ukpbj: administrator}"),
        POLICY,
        "head_ukpbj",
    ),
    "approval-kind-twice": Case(
        policy("kinds: [target], any_of: [leadership]", "kinds: [target], any_of: [leadership]"),
        POLICY,
        "kinds",
    ),
    "approval-version-twice": Case(
        policy(
            "kinds: [target], any_of: [leadership]",
            more="  - version: 1\n    valid_from:"
            " 2026-01-01\n    rules: [{kinds: [target], step: '6', any_of: [leadership]}]\n",
        ),
        POLICY,
        "version: 1",
    ),
    "approval-role-vacant": Case(
        policy("kinds: [target], any_of: [administrator]"), POLICY, "administrator"
    ),
    "approval-dead-end": Case(
        together(
            policy("kinds: [goal], any_of: [managing_team]"),
            put("goals/timely-supply.yml", "submitted_by", value="siti-r"),
        ),
        "goals/timely-supply.yml",
        "siti-r",
    ),
    "decision-too-early": Case(decision(GOES_ON, "2026-03-30"), DECISION, "decided_on"),
    "decision-basis-later": Case(
        decision(GOES_ON, basis="2026-S1"), DECISION, "basis: {report: 2026-S1}"
    ),
    "decision-basis-earlier": Case(decision(GOES_ON, basis="2025-Q4"), DECISION, "2025-Q4"),
    "decision-document-early": Case(decision(GOES_ON, "2026-04-11"), DECISION, "2026-04-10"),
    "decision-twice": Case(decision(GOES_ON + GOES_ON), DECISION, "indicator/x"),
    "decision-object-unknown": Case(decision(GOES_ON.replace("/x", "/z")), DECISION, "indicator/z"),
    "decision-not-by-leadership": Case(
        together(decision(GOES_ON), leading("kepala")), DECISION, "position: sekretaris"
    ),
    "decision-not-valid": Case(
        together(decision(GOES_ON), put(INDICATOR, "valid_from", value="2026-Q2")),
        DECISION, "indicator/x",
    ),
    "decision-closed-already": Case(
        together(decision(CLOSES), decided_again), "decisions/2026-Q2.yml", "close_"
    ),
    "decision-effective-early": Case(decision(ENDS), DECISION, "effective_from"),
    "decision-due-early": Case(decision(IMPROVES), DECISION, "2026-02-01"),
}  # fmt: skip
"""One way to provoke each code."""


def test_the_small_office_has_warnings_but_no_error(tmp_path: Path) -> None:
    code, found, _ = checked(lambda _tree, _content: None, tmp_path)
    assert code == 0
    assert {one["code"] for one in found} == USUAL


def test_there_is_a_case_for_every_code() -> None:
    assert set(CASES) == set(RULES) - {*seals.RULES, *approvals.RULES, "schema-refused"}


@pytest.mark.parametrize("code", CASES)
def test_each_code_is_told_at_its_place_in_both_languages(code: str, tmp_path: Path) -> None:
    case = CASES[code]
    exit_code, found, line = checked(case.mutation, tmp_path)
    told = [one for one in found if one["code"] == code and one["file"] == f"content/{case.file}"]
    assert told, found
    severity = RULES[code].severity
    for one in told:
        assert list(one) == ["code", "severity", "file", "line", "column", "message", "hint"]
        assert one["severity"] == severity.value
        assert one["line"] >= 1
        assert one["column"] >= 1
    if case.text is not None:
        assert any(case.text in line(one) for one in told), (case.text, [line(o) for o in told])
    errors = any(one["severity"] == "error" for one in found)
    assert exit_code == int(errors)
    if severity is Severity.WARNING:
        assert not errors

    strictly, english, _ = checked(case.mutation, tmp_path, "--strict", "--lang", "en")
    assert strictly == 1
    assert [words(one) for one in english] != [words(one) for one in found]
    for one, other in zip(found, english, strict=True):
        assert all(one[key] == other[key] for key in ("code", "file", "line", "column"))
        for text in (*words(one), *words(other)):
            assert text.strip()
            assert "{" not in text.replace("{id:", "").replace("{measurement:", "")
