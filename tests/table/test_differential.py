"""The whole table of achievements of random small offices, cell by cell, against a second
calculation that shares nothing with the program but the content it reads.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from content_tree import (
    QUARTERS,
    compile_rows,
    is_valid,
)
from oracle import ANY, expected
from random_offices import random_office

SEEDS = range(12)
REASONS = (
    *("", "frequency", "not_valid_yet", "closed", "not_consolidated", "organisation_only"),
    *("no_target", "no_report", "no_value", "zero_denominator", "nothing_observed", "no_child"),
)


@pytest.mark.parametrize("seed", SEEDS)
def test_program_and_second_calculation_agree(tmp_path: Path, seed: int) -> None:
    tree, formulas = random_office(seed)
    wanted, found = expected(tree, formulas), compile_rows(tree, tmp_path)
    assert sorted(found) == sorted(wanted)
    differences = [
        f"{' '.join(key)} {name}: program {found[key][name]!r}, oracle {text!r}"
        for key, cells in wanted.items()
        for name, text in cells.items()
        if text not in (ANY, found[key][name])
    ]
    assert not differences, "\n".join([f"{len(differences)} cells differ", *differences[:25]])


def test_the_random_offices_reach_every_state_and_kind() -> None:
    """Without this, an unlucky generator would compare little and say nothing."""
    reasons, kinds = set(), set()
    for seed in SEEDS:
        tree, formulas = random_office(seed)
        kinds |= {formula.document["kind"] for formula in formulas.values()}
        reasons |= {cells["reason"] for cells in expected(tree, formulas).values()}
        assert any(
            is_valid(tree[path], QUARTERS[0]) for path in tree if path.startswith("indicators/")
        )
    assert kinds == {"ratio", "mean", "median", "sum", "count", "difference"}
    assert reasons == set(REASONS)
