"""Every formula of the catalogue is the domain's, and gives the figure computed by hand."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    AREA,
    Document,
    Rows,
    Tree,
    add_package,
    add_target,
    both,
    compile_rows,
    flat,
    key,
    measure,
    office,
    report,
    spread_weights,
)
from kinerja import resources
from kinerja.content.authoring.days_off import days_off
from kinerja.content.shape.columns import REGISTER, columns
from kinerja.content.text.yaml import read

FILE = Path(__file__).parent / "hand_computed.yml"
TOLD, _FAULTS = read(FILE.read_text("utf-8"), FILE.name)
SCOPES: dict[str, str] = TOLD["scopes"]
EXAMPLES: dict[str, Document] = TOLD["indicators"]
COMPUTED = [id for id, told in EXAMPLES.items() if "values" not in told]
UNITS = [id for id in EXAMPLES if "packages" in EXAMPLES[id]]
STATED = {column.name for column in columns(REGISTER)}


def manual(id: str) -> Document:
    """The manual as the catalogue has it."""
    text = resources.data("catalogue", f"{id}.yml").read_text("utf-8")
    told: Document = read(text, f"{id}.yml")[0]["indicator"]
    return told


def spelled_out(scope: str) -> str:
    """A scope without the domain's letters."""
    while re.match(r"[A-Z]\b(?! *=)", scope) and scope[0] in SCOPES:
        scope = SCOPES[scope[0]] + scope[1:]
    return scope


def anchor(told: str) -> dict[str, str]:
    """`in(due_date)` as a formula has it."""
    mode, _, column = told.rstrip(")").partition("(")
    return {"date": column, "mode": mode} if column else {"mode": mode}


def tree_of_all() -> Tree:
    """One office with every indicator; those over packages have a unit of their own name."""
    tree = office([*UNITS, "biro-a", "biro-b"])
    tree["calendars/2026.yml"] = {"year": 2026, "days": days_off(2026)}
    for id, told in EXAMPLES.items():
        people = {"owner": "rina-k", "data_provider": "budi-s", "verifier": "siti-r"}
        own = {"area": AREA, "status": "active", "valid_from": "2026-Q1"}
        tree[f"indicators/{id}.yml"] = manual(id) | people | own
        if "values" in told:
            measure(tree, id, told["period"], *told["values"])
        elif "actions" in told:
            add_actions(tree, id, told)
        else:
            add_packages(tree, id, told)
    add_target(tree, "contract-on-time", flat(90))  # a year with targets is a year with rows
    spread_weights(tree)
    return tree


def add_packages(tree: Tree, id: str, told: Document) -> None:
    facts: dict[str, Document] = {}
    for number, written in enumerate(told["packages"]):
        row = {name: as_date(name, value) for name, value in written.items()}
        package = f"{id}-{number}"
        planned = {name: value for name, value in row.items() if name in STATED}
        add_package(tree, id, package, **planned)
        facts[package] = {name: value for name, value in row.items() if name not in STATED}
    report(tree, id, told["period"], facts)
    for source, value in told.get("measurements", {}).items():
        measure(tree, source, value["period"], {"unit": id, "value": value["value"]})


def add_actions(tree: Tree, id: str, told: Document) -> None:
    actions, reported = [], []
    for number, row in enumerate(told["actions"]):
        action = {"id": f"aksi-{number}", "name": both(f"Aksi {number}"), "owner": "rina-k"}
        days = {"start": date(2026, 1, 12), "due": as_date("due_date", row["due"])}
        actions.append(action | days | {"origin": "plan"})
        if "progress" in row:
            reported.append({"action": f"{id}/aksi-{number}", "progress": row["progress"]})
    tree[f"action-plans/2026/{id}.yml"] = {"indicator": id, "year": 2026, "actions": actions}
    report(tree, "biro-a", told["period"], actions=reported)


def as_date(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.endswith("_date") or "-" in str(value) else value


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Rows:
    return compile_rows(tree_of_all(), tmp_path_factory.mktemp("catalogue"))


def test_every_indicator_of_the_catalogue_has_an_example() -> None:
    files = {file.stem for file in resources.data("catalogue").glob("*.yml")}
    assert set(EXAMPLES) == files
    assert len(files) == 36
    assert len(UNITS) == 26


@pytest.mark.parametrize("id", COMPUTED)
def test_a_formula_is_that_of_the_domain(id: str) -> None:
    formula, told = manual(id)["formula"], EXAMPLES[id]
    assert formula["scope"] == spelled_out(told["scope"])
    assert formula["anchor"] == anchor(told["anchor"])
    assert formula["numerator"] == told["numerator"]
    assert formula.get("denominator") == told.get("denominator")


@pytest.mark.parametrize("id", EXAMPLES)
def test_a_formula_gives_the_figure_computed_by_hand(id: str, rows: Rows) -> None:
    told = EXAMPLES[id]
    row = rows[key(id, told["period"], unit=id if id in UNITS else None)]
    expected = told["expected"]
    for name in ("numerator", "denominator"):
        if name in expected:
            assert Decimal(row[name]) == Decimal(str(expected[name]))
    realization = Decimal(row["realization"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert realization == Decimal(str(expected["realization"]))
