"""Exactly on plan is 100: for every polarity, in every period, on both bases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    QUARTERS,
    add_indicator,
    add_target,
    compile_rows,
    measure,
    office,
    spread_weights,
)

WAYS: dict[str, dict[str, Any]] = {
    "maximize": {"polarity": "maximize"},
    "minimize": {"polarity": "minimize"},
    "by-ratio": {"polarity": "minimize", "variant": "ratio"},
    "stabilize": {"polarity": "stabilize"},
}
PLANS: dict[str, tuple[Any, ...]] = {
    "sum": (60, 80, 90, 100),
    "last_known": (10, 40, 60, 74),
    "average": (80, 80, 80, 80),
}


@pytest.mark.parametrize("consolidation", PLANS)
def test_who_keeps_to_the_plan_has_100_in_every_period(tmp_path: Path, consolidation: str) -> None:
    tree, plan = office(["biro-a"]), PLANS[consolidation]
    for name, keys in WAYS.items():
        add_indicator(tree, name, unit="index", period_consolidation=consolidation, **keys)
        add_target(tree, name, dict(zip(QUARTERS, plan, strict=True)))
        for quarter, value in zip(QUARTERS, plan, strict=True):
            measure(tree, name, quarter, value)
    spread_weights(tree)
    rows = compile_rows(tree, tmp_path)
    found = {
        (row["node"], row["period"], row["basis"]): row["published"]
        for row in rows.values()
        if (row["level"], row["scope_type"]) == ("indicator", "organisation")
    }
    assert {node for node, _, _ in found} == set(WAYS)
    assert {period for _, period, _ in found} == {*QUARTERS, "2026-S1", "2026-S2", "2026"}
    assert set(found.values()) == {"100.00"}
