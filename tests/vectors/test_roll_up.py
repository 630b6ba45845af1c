"""§7, roll-up."""

from __future__ import annotations

from typing import Any

import pytest

from content_tree import (
    AREA,
    QUARTERS,
    Tree,
    add_area,
    add_goal,
    add_indicator,
    add_target,
    compile_rows,
    key,
    measure,
    office,
    set_achievement_policy,
)


def weigh(tree: Tree, **weights: dict[str, int]) -> None:
    version: dict[str, Any] = {"version": 1, "valid_from": "2026-Q1"}
    tree["weights/2026.yml"] = {"year": 2026, "versions": [version | weights]}


def scored(tree: Tree, id: str, achievement: float | None, **keys: Any) -> None:
    """An indicator of a known achievement: against a target of 100, or not measured."""
    add_indicator(tree, id, **keys)
    periods = (*QUARTERS, "2026") if keys.get("frequency") != "annual" else ("2026",)
    add_target(tree, id, dict.fromkeys(periods, 100))
    if achievement is not None:
        measure(tree, id, "2026" if "frequency" in keys else "2026-Q1", achievement)


def rolled_up() -> Tree:
    tree = office(["biro-a"])
    areas: dict[str, dict[str, tuple[float | None, int]]] = {
        AREA: {"full-a": (105, 40), "full-b": (96.47, 35), "full-c": (72.5, 25)},
        "missing": {"part-a": (105, 40), "part-b": (None, 35), "part-c": (72.5, 25)},
        "capped": {"cap-a": (160, 50), "cap-b": (80, 50)},
    }
    for area, children in areas.items():
        add_area(tree, area)
        for id, (achievement, _) in children.items():
            scored(tree, id, achievement, area=area)
    goal = tree[f"areas/{AREA}.yml"]["goal"]
    weights = {id: weight for children in areas.values() for id, (_, weight) in children.items()}
    weigh(
        tree, goals={goal: 100}, areas={AREA: 40, "missing": 35, "capped": 25}, indicators=weights
    )
    return tree


@pytest.mark.parametrize(
    ("area", "published", "coverage"),
    [(AREA, "93.89", "100"), ("missing", "92.50", "65"), ("capped", "100.00", "100")],
)
def test_roll_up_to_the_area(tmp_path: Any, area: str, published: str, coverage: str) -> None:
    row = compile_rows(rolled_up(), tmp_path)[key(area, level="area")]
    assert (row["published"], row["coverage"]) == (published, coverage)
    assert row["achievement_raw"] == row["achievement"]
    assert (row["numerator"], row["n"], row["realization"], row["target"]) == ("", "", "", "")


@pytest.mark.parametrize(("policy", "published"), [("exclude", "92.50"), ("zero", "60.13")])
def test_missing_at_year_end(tmp_path: Any, policy: str, published: str) -> None:
    tree = office(["biro-a"])
    set_achievement_policy(tree, missing_at_year_end=policy)
    for id, achievement in (("part-a", 105), ("part-b", None), ("part-c", 72.5)):
        scored(tree, id, achievement, frequency="annual")
    goal = tree[f"areas/{AREA}.yml"]["goal"]
    weights = {"part-a": 40, "part-b": 35, "part-c": 25}
    weigh(tree, goals={goal: 100}, areas={AREA: 100}, indicators=weights)
    rows = compile_rows(tree, tmp_path)
    assert rows[key(AREA, "2026", level="area")]["published"] == published
    assert rows[key("total", "2026", level="total")]["published"] == published
    missing = rows[key("part-b", "2026")]
    assert (missing["state"], missing["achievement"]) == ("not_reported", "")


def test_parents_roll_up_by_their_weights(tmp_path: Any) -> None:
    tree = office(["biro-a"])
    del tree[f"areas/{AREA}.yml"], tree["goals/timely-supply.yml"]
    parents = {"one": (102.25, 40), "two": (95.5, 35), "three": (88, 25)}
    for name, (achievement, _) in parents.items():
        add_goal(tree, f"goal-{name}")
        add_area(tree, f"area-{name}", f"goal-{name}")
        scored(tree, f"indicator-{name}", achievement, area=f"area-{name}")
    weigh(
        tree,
        goals={f"goal-{name}": weight for name, (_, weight) in parents.items()},
        areas={f"area-{name}": 100 for name in parents},
        indicators={f"indicator-{name}": 100 for name in parents},
    )
    rows = compile_rows(tree, tmp_path)
    assert rows[key("total", level="total")]["published"] == "96.33"
    assert rows[key("total", level="total")]["achievement"] == "96.325"
    assert rows[key("goal-two", level="goal")]["published"] == "95.50"
