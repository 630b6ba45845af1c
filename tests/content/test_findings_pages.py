"""The handbook's chapter on findings: each example does what it says, and the pages are fresh.

Every code is also provoked in `test_codes`, at its line; here a reader's short examples are held
against the program.
"""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    ON_TIME,
    Tree,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    both,
    due,
    findings,
    flat,
    measure,
    office,
    report,
    spread_weights,
)
from kinerja import resources
from kinerja.codes import RULES
from kinerja.codes.handbook import CHAPTER, UNSHOWN, Example, chapter, examples
from kinerja.content.text.yaml import read
from kinerja.findings import fill
from kinerja.messages import languages, translator

EXAMPLES = examples()
SHOWN = [code for code in RULES if code not in UNSHOWN]
FEBRUARY = date(2026, 2, 15)
LATE = "sum(greatest(working_days(due_date, handover_date), 0))"
DELAY = aggregate("mean", LATE, "count(handover_date)")
ROLES = {
    "rina-k": ("performance_owner",),
    "budi-s": ("performance_owner", "managing_team"),
    "siti-r": ("head_ukpbj", "leadership"),
}


def sound_office() -> Tree:
    """Four indicators in force, one of each dimension, two withdrawn, one proposed; all is well."""
    tree = office(("biro-umum", "biro-keuangan"))
    for person in tree["people.yml"]["people"]:
        role = person["roles"][0]
        person["roles"] = [role | {"role": name} for name in ROLES[person["id"]]]
        for held in person["roles"]:
            if held["role"] == "leadership":
                held["position"] = "sekretaris"
    tree["people.yml"]["positions"].append({"id": "kepala", "name": both("Kepala")})
    tree["people.yml"]["people"].append({"id": "wulan-p", "name": "Wulan P.", "roles": []})
    uncapped = copy.deepcopy(tree["policies/standard.yml"]) | {"id": "uncapped"}
    uncapped["versions"][0]["cap"] = None
    tree["policies/uncapped.yml"] = uncapped
    quality = dict.fromkeys(("verification", "source", "accuracy", "limits", "remedy"), "Jelas.")
    add_indicator(tree, "contract-on-time", ON_TIME)
    add_indicator(tree, "handover-delay", DELAY, dimension="quality", unit="working_days",
                  polarity="minimize", variant="ratio", natural_max=50)  # fmt: skip
    add_indicator(tree, "budget-saving", dimension="cost", period_consolidation="sum",
                  natural_max=100)  # fmt: skip
    add_indicator(tree, "unit-satisfaction", dimension="service", unit_consolidation="average",
                  natural_max=100)  # fmt: skip
    awarded = ON_TIME | {"anchor": {"date": "award_date", "mode": "in"}}
    add_indicator(tree, "award-on-time", awarded, status="withdrawn", valid_until="2026-Q2")
    add_target(tree, "contract-on-time", flat(90) | {"2026": 90})
    tree["targets/2026/contract-on-time.yml"]["baseline"]["value"] = 88
    action = {"id": "early-warning", "name": both("Peringatan"), "owner": "rina-k"}
    action |= {"origin": "plan", "start": date(2026, 1, 12), "due": date(2026, 6, 30)}
    for id in ("contract-on-time", "handover-delay", "budget-saving", "unit-satisfaction"):
        if id != "contract-on-time":
            add_target(tree, id, flat(10))
        tree[f"indicators/{id}.yml"]["quality"] = dict(quality)
        plan = {"indicator": id, "year": 2026, "actions": [dict(action)]}
        tree[f"action-plans/2026/{id}.yml"] = plan
    tree["units/biro-umum.yml"]["unit_codes"] = ["021212"]
    tree["units/biro-keuangan.yml"]["unit_codes"] = ["021213"]
    for unit, package in (("biro-umum", "pkt-001"), ("biro-keuangan", "pkt-101")):
        add_package(tree, unit, package, budget_amount=600_000_000)
        paid = {"contract_amount": 500_000_000, "paid_amount": 100_000_000}
        paid |= {"contract_date": date(2026, 1, 12)}
        facts = due(FEBRUARY, FEBRUARY) | {"original_due_date": FEBRUARY}
        facts |= paid if package == "pkt-101" else {}
        report(tree, unit, "2026-Q1", {package: facts})
    handed_in = {"submitted_by": "rina-k", "submitted_on": date(2026, 3, 31)}
    tree["realizations/biro-keuangan/2026-Q1.yml"] |= handed_in
    for package in ("pkt-002", "pkt-003", "pkt-004"):
        add_package(tree, "biro-umum", package)
    spread_weights(tree)
    add_indicator(tree, "supplier-score", status="withdrawn", valid_until="2026-Q1",
                  owner="budi-s")  # fmt: skip
    plan = {"indicator": "supplier-score", "year": 2026, "actions": [dict(action)]}
    tree["action-plans/2026/supplier-score.yml"] = plan
    measure(tree, "supplier-score", "2026-Q1", 2)
    add_indicator(tree, "suppliers-assessed", ON_TIME, status="proposed")
    posts = {"denominator": {"measurement": "posts-needed"}}
    add_indicator(tree, "posts-filled", ON_TIME | posts, status="proposed")
    measure(tree, "budget-saving", "2026-Q1", {"numerator": 12, "denominator": 100})
    measure(tree, "unit-satisfaction", "2026-Q1", {"unit": "biro-umum", "value": 81})
    return copy.deepcopy(tree)  # the builder's formulas are shared


def merged(document: Any, part: Any) -> Any:
    """The document with the keys of a part in place of its own; a list stands as it is given."""
    if isinstance(document, dict) and isinstance(part, dict):
        return document | {key: merged(document.get(key), part[key]) for key in part}
    return part


def codes(example: Example, text: str, folder: Path) -> dict[str, tuple[str, str]]:
    """What is found, with its words, when a text of the example is in the office; "": no file."""
    tree = sound_office()
    if not text:
        del tree[example.file]
    elif example.whole:
        tree.pop(example.file, None)
        file = folder / "content" / example.file
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    else:
        data, faults = read(text, example.file)
        assert not faults
        tree[example.file] = merged(tree.get(example.file), data)
    found = reversed(findings(tree, folder))
    return {one["code"]: (one["message"], one["hint"]) for one in found}


def test_there_is_nothing_to_find_in_the_office_of_the_examples(tmp_path: Path) -> None:
    assert findings(sound_office(), tmp_path) == []


def test_every_code_is_shown_but_those_that_yaml_cannot_show() -> None:
    assert set(EXAMPLES) == set(RULES)
    assert {code for code, example in EXAMPLES.items() if not example.file} == UNSHOWN


@pytest.mark.parametrize("code", SHOWN)
def test_wrong_example_gives_exactly_its_code_in_the_words_shown(code: str, tmp_path: Path) -> None:
    example, rule = EXAMPLES[code], RULES[code]
    words = [fill(text, translator("id"), example.told) for text in (rule.message, rule.hint)]
    assert codes(example, example.wrong, tmp_path) == {code: tuple(words)}


@pytest.mark.parametrize("code", SHOWN)
def test_right_example_has_nothing_to_find(code: str, tmp_path: Path) -> None:
    assert codes(EXAMPLES[code], EXAMPLES[code].right, tmp_path) == {}


@pytest.mark.parametrize("language", languages())
def test_chapter_is_the_one_that_the_codes_give(language: str) -> None:
    written = (resources.handbook() / language / CHAPTER).read_text("utf-8")
    assert written == chapter(language), "run python -m kinerja.codes.handbook"
