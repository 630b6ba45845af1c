"""A small office, changes to it, and what `kinerja check` says of the result.

A change works on the office's documents before they are written, or on the folder itself.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from content_tree import (
    ON_TIME,
    Document,
    Tree,
    add_indicator,
    add_package,
    add_target,
    both,
    direct,
    due,
    flat,
    measure,
    office,
    report,
    run,
    spread_weights,
)
from kinerja.content.checking import check
from kinerja.content.folder.looking import LARGEST_FILE

Mutation = Callable[[Tree, Path], None]


Found = dict[str, Any]


LATER = "realizations/biro-a/2026-Q2.yml"


UNIT, INDICATOR, TARGET = "units/biro-a.yml", "indicators/x.yml", "targets/2026/x.yml"


REGISTER, REPORT = "packages/biro-a/2026.yml", "realizations/biro-a/2026-Q1.yml"


WEIGHTS, MEASUREMENT = "weights/2026.yml", "measurements/2026-Q1/y.yml"


REPORT_B = "realizations/biro-b/2026-Q1.yml"


MAPPING, CALENDAR = "mapping/biro-a/2026.yml", "calendars/2026.yml"


AUDIT = "audits/2026-Q1.yml"


FEBRUARY = date(2026, 2, 15)
USUAL = {"dimension-without-indicator", "role-without-holder"}
"""What is told of the small office itself."""


def small_office() -> Tree:
    """Two units; `x` from packages with an action plan, `y` measured. Warnings, but no error."""
    tree = office()
    add_indicator(tree, "x", ON_TIME)
    add_target(tree, "x", flat(90) | {"2026": 90})
    add_indicator(tree, "y", direct("y"), unit_consolidation="average", dimension="cost")
    add_target(tree, "y", flat(80))
    spread_weights(tree)
    for unit, package in (("biro-a", "a1"), ("biro-b", "b1")):
        add_package(tree, unit, package)
        report(tree, unit, "2026-Q1", {package: due(FEBRUARY, FEBRUARY)})
    tree[REPORT]["actions"] = [{"action": "x/early", "progress": 60}]
    measure(tree, "y", "2026-Q1", {"unit": "biro-a", "value": 81}, {"unit": "biro-b", "value": 79})
    action = {"id": "early", "name": both("Peringatan dini"), "owner": "rina-k", "origin": "plan"}
    action |= {"start": date(2026, 1, 12), "due": date(2026, 6, 30)}
    for id in ("x", "y"):
        plan = {"indicator": id, "year": 2026, "actions": [dict(action)]}
        tree[f"action-plans/2026/{id}.yml"] = plan
    return copy.deepcopy(tree)  # the builder's formulas are shared


def put(path: str, *way: Any, value: Any) -> Mutation:
    """Set one value of one document; the way is keys and places in lists."""

    def mutate(tree: Tree, _content: Path) -> None:
        place: Any = tree[path]
        for step in way[:-1]:
            place = place[step]
        place[way[-1]] = value

    return mutate


def drop(path: str, *way: Any) -> Mutation:
    """Delete one key of one document, or the document."""

    def mutate(tree: Tree, _content: Path) -> None:
        place: Any = tree
        for step in (path, *way)[:-1]:
            place = place[step]
        del place[(path, *way)[-1]]

    return mutate


def raw(path: str, text: str | bytes) -> Mutation:
    """Write a file as it is, in place of the document of this path."""

    def mutate(tree: Tree, content: Path) -> None:
        tree.pop(path, None)
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    return mutate


def link(path: str, target: str) -> Mutation:
    def mutate(_tree: Tree, content: Path) -> None:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).symlink_to(target)

    return mutate


def large(path: str) -> Mutation:
    """A file of more bytes than are read; it takes no room on the disk."""

    def mutate(tree: Tree, content: Path) -> None:
        raw(path, b"")(tree, content)
        os.truncate(content / path, LARGEST_FILE + 1)

    return mutate


def formula(**keys: Any) -> Mutation:
    """Change parts of the formula of `x`."""

    def mutate(tree: Tree, _content: Path) -> None:
        tree[INDICATOR]["formula"] |= keys

    return mutate


def facts(**stated: Any) -> Mutation:
    """State further facts of the package a1."""

    def mutate(tree: Tree, _content: Path) -> None:
        tree[REPORT]["packages"][0] |= stated

    return mutate


def told_for(period: str, **stated: Any) -> Mutation:
    """Report facts of the package a1 for another period."""

    def mutate(tree: Tree, _content: Path) -> None:
        report(tree, "biro-a", period, {"a1": stated})

    return mutate


def told_later(**stated: Any) -> Mutation:
    """Report facts of the package a1 for the second quarter."""
    return told_for("2026-Q2", **stated)


def together(*mutations: Mutation) -> Mutation:
    def mutate(tree: Tree, content: Path) -> None:
        for one in mutations:
            one(tree, content)

    return mutate


TRAJECTORY = ("versions", 0, "trajectory")


POLICY, DECISION = "approval-policy.yml", "decisions/2026-Q1.yml"


def decision(entry: str, decided_on: str = "2026-04-10", basis: str = "2026-Q1") -> Mutation:
    """What leadership decided on the first quarter, its entries written in flow style."""
    return raw(
        DECISION,
        f"period: 2026-Q1\nstep: '17'\nmeeting: rapat\ndecided_on: {decided_on}\n"
        "decided_by: {position: sekretaris, capacity: definitive}\n"
        f"basis: {{report: {basis}}}\n"
        f"document: {{number: BA-1, date: 2026-04-10}}\ndecisions:\n{entry}",
    )


GOES_ON = "  - {object: indicator/x, outcome: continue, reason: Baik.}\n"


def checked(
    mutation: Mutation, folder: Path, *options: str
) -> tuple[int, list[Found], Callable[[Found], str]]:
    """Exit code, findings, and a look at the line that a finding names."""
    tree = small_office()
    content = folder / "content"
    content.mkdir(exist_ok=True)
    if not any(content.iterdir()):
        mutation(tree, content)
    else:
        tree = {}
    result = run(tree, folder, "check", "--format", "json", *options)
    assert "Traceback" not in result.stderr

    def line(found: Found) -> str:
        lines = (folder / found["file"]).read_text("utf-8").splitlines()
        return [*lines, ""][found["line"] - 1]

    return result.exit_code, json.loads(result.stdout), line


def words(found: Found) -> tuple[str, str]:
    return found["message"], found["hint"]


def found_with(mutation: Mutation, folder: Path) -> set[tuple[str, str]]:
    """Codes with their files, beyond the warnings of the small office itself."""
    _, found, _ = checked(mutation, folder)
    return {(one["code"], one["file"]) for one in found if one["code"] not in USUAL}


def text_of_check(mutation: Mutation, folder: Path) -> str:
    tree = small_office()
    (folder / "content").mkdir()
    mutation(tree, folder / "content")
    return run(tree, folder, "check").stdout


def places(root: Path, code: str) -> set[tuple[str, int]]:
    """Files and lines at which a code is told of a content folder."""
    return {(one.file, one.line) for one in check(root).findings if one.code == code}


def frozen_for(*areas: str, excluded: Sequence[str] = ()) -> Document:
    out = [{"package": package, "reason": "Bukan bagian area ini"} for package in excluded]
    told = [{"area": area, "packages": [], "excluded": copy.deepcopy(out)} for area in areas]
    return {"unit": "biro-a", "year": 2026, "data_date": date(2026, 1, 15), "areas": told}
