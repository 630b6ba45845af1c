"""§7, the table of polarities and its vectors."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from content_tree import (
    Tree,
    add_indicator,
    add_target,
    compile_rows,
    key,
    measure,
    office,
    set_achievement_policy,
    spread_weights,
)
from vector_cases import Compiled, two_decimals


class Vector(NamedTuple):
    """Realization R against target T gives raw and published achievement, under a policy."""

    polarity: str
    target: Any
    realization: Any
    raw: str | None
    published: str
    policy: str = "default"
    tolerance: int | None = None
    natural_max: int | None = None


POLICIES: dict[str, dict[str, Any]] = {
    "default": {},
    "off": {"cap": None, "floor": None},
    "bonus": {"zero_bonus": "cap", "natural_max_bonus": "cap"},
    "cap-110": {"cap": 110, "floor": 10},
}
VECTORS = (
    # polarity, T, R, raw, published
    Vector("maximize", 92, 88, "95.65", "95.65"),
    Vector("maximize", 80, 100, "125.00", "120.00"),
    Vector("maximize", 3.2, 3.9, "121.88", "120.00"),
    Vector("maximize", 10, -3, "-30.00", "0.00"),
    Vector("maximize", 95, {"numerator": 171, "denominator": 190}, "94.74", "94.74"),
    Vector("minimize", 5, 4, "120.00", "120.00"),
    Vector("minimize", 8, 8, "100.00", "100.00"),
    Vector("minimize", 15, 17, "86.67", "86.67"),
    Vector("minimize", 5, 0, "200.00", "120.00"),
    Vector("minimize", 5, 12, "-40.00", "0.00"),
    Vector("minimize ratio", 10, 8, "125.00", "120.00"),
    Vector("minimize ratio", 10, 14, "71.43", "71.43"),
    Vector("maximize", [80, 90], 92, "102.22", "102.22"),
    Vector("maximize", [70, 75], 63, "90.00", "90.00"),
    Vector("maximize", [70, 75], 72, "100.00", "100.00"),
    Vector("minimize", [10, 12], 9, "110.00", "110.00"),
    Vector("minimize", [10, 12], 15, "75.00", "75.00"),
    Vector("stabilize", 50, 47, "94.00", "94.00"),
    Vector("stabilize", 50, 55, "90.00", "90.00"),
    Vector("stabilize", 50, 130, "-60.00", "0.00"),
    Vector("stabilize", [5, 15], 4, "80.00", "80.00"),
    Vector("stabilize", [5, 15], 18, "80.00", "80.00"),
    Vector("stabilize", [5, 15], 40, "-66.67", "0.00"),
    Vector("minimize", 0, 0, "100.00", "100.00", tolerance=5),
    Vector("minimize", 0, 2, "60.00", "60.00", tolerance=5),
    Vector("minimize", 0, 7, "0.00", "0.00", tolerance=5),
    # exactly on plan is 100 for every polarity, at the ends of a range too
    Vector("maximize", 37, 37, "100.00", "100.00"),
    Vector("minimize ratio", 37, 37, "100.00", "100.00"),
    Vector("stabilize", 37, 37, "100.00", "100.00"),
    Vector("maximize", [70, 75], 70, "100.00", "100.00"),
    Vector("maximize", [70, 75], 75, "100.00", "100.00"),
    Vector("minimize", [10, 12], 10, "100.00", "100.00"),
    Vector("minimize", [10, 12], 12, "100.00", "100.00"),
    Vector("stabilize", [5, 15], 5, "100.00", "100.00"),
    Vector("stabilize", [5, 15], 15, "100.00", "100.00"),
    Vector("stabilize", [5, 15], 9, "100.00", "100.00"),
    # zero and negative realizations, zero targets
    Vector("minimize ratio", 10, 0, "120.00", "120.00"),
    Vector("minimize ratio", 10, -4, None, "120.00"),
    Vector("minimize", 0, 0, "100.00", "100.00"),
    Vector("minimize", 0, 2, "0.00", "0.00"),
    Vector("minimize", 0, -2, None, "100.00", tolerance=5),
    Vector("maximize", [0, 5], -1, None, "0.00"),
    Vector("stabilize", [0, 5], -1, None, "0.00"),
    Vector("minimize", [0, 5], -1, None, "120.00"),
    Vector("maximize", [0, 5], 0, "100.00", "100.00"),
    Vector("minimize", [0, 5], 0, "100.00", "100.00"),
    Vector("stabilize", [0, 5], 0, "100.00", "100.00"),
    # cap and floor off, lower and higher
    Vector("maximize", 80, 100, "125.00", "125.00", "off"),
    Vector("maximize", 10, -3, "-30.00", "-30.00", "off"),
    Vector("minimize", 5, 0, "200.00", "200.00", "off"),
    Vector("maximize", 80, 100, "125.00", "110.00", "cap-110"),
    Vector("maximize", 100, 4, "4.00", "10.00", "cap-110"),
    # bonuses
    Vector("minimize", 0, 0, None, "120.00", "bonus", tolerance=5),
    Vector("minimize", 0, 2, "60.00", "60.00", "bonus", tolerance=5),
    Vector("maximize", 100, 100, None, "120.00", "bonus", natural_max=100),
    Vector("maximize", 100, 99, "99.00", "99.00", "bonus", natural_max=100),
    Vector("maximize", 100, 100, "100.00", "100.00", "default", natural_max=100),
)


def vector_id(number: int) -> str:
    return f"vector-{number:02}"


def office_of_vectors(policy: str) -> Tree:
    tree = office(["biro-a"])
    set_achievement_policy(tree, **POLICIES[policy])
    for number, vector in enumerate(VECTORS):
        if vector.policy != policy:
            continue
        id, (polarity, *variant) = vector_id(number), vector.polarity.split()
        keys: dict[str, Any] = {"variant": variant[0]} if variant else {}
        keys |= {} if vector.natural_max is None else {"natural_max": vector.natural_max}
        add_indicator(tree, id, polarity=polarity, natural_min=-1000, **keys)
        tolerance = {} if vector.tolerance is None else {"tolerance": vector.tolerance}
        add_target(tree, id, {"2026-Q1": vector.target}, **tolerance)
        measure(tree, id, "2026-Q1", vector.realization)
    spread_weights(tree)
    return tree


@pytest.fixture(scope="module")
def by_policy(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    return {
        policy: compile_rows(office_of_vectors(policy), tmp_path_factory.mktemp(policy))
        for policy in POLICIES
    }


def vector_name(vector: Vector) -> str:
    of = "171 of 190" if isinstance(vector.realization, dict) else vector.realization
    tolerance = "" if vector.tolerance is None else f" tolerance {vector.tolerance}"
    return f"{vector.polarity} R {of} T {vector.target}{tolerance} policy {vector.policy}"


NAMED = [pytest.param(n, v, id=vector_name(v)) for n, v in enumerate(VECTORS)]


@pytest.mark.parametrize(("number", "vector"), NAMED)
def test_polarity_of_section_7(by_policy: Compiled, number: int, vector: Vector) -> None:
    row = by_policy[vector.policy][key(vector_id(number))]
    assert row["state"] == "computed"
    assert row["published"] == vector.published
    if vector.raw is not None:
        assert two_decimals(row["achievement_raw"]) == vector.raw
    assert two_decimals(row["achievement"]) == vector.published


def test_171_of_190_is_90_percent(by_policy: Compiled) -> None:
    number = next(n for n, vector in enumerate(VECTORS) if isinstance(vector.realization, dict))
    row = by_policy["default"][key(vector_id(number))]
    assert (row["numerator"], row["denominator"], row["realization"]) == ("171", "190", "90")
