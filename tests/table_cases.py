"""What the tests in table/ share."""

from __future__ import annotations

from datetime import date
from typing import Any

from content_tree import (
    ACTIVE,
    ON_TIME,
    Document,
    Row,
    Tree,
    add_area,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    due,
    flat,
    measure,
    office,
    report,
    spread_weights,
)

JAN, FEB, MAR, MAY = (date(2026, month, 15) for month in (1, 2, 3, 5))
QUARTER_END = date(2026, 3, 31)
PAID = aggregate("sum", "sum(paid_amount)", mode="all")


def cells(row: Row, *names: str) -> tuple[str, ...]:
    return tuple(row[name] for name in names)


def why(row: Row) -> tuple[str, str]:
    return row["state"], row["reason"]


def one_indicator(formula: Document | None = None, target: Any = 90, **keys: Any) -> Tree:
    """Two units, one indicator `x` with a flat target and all the weight; no facts yet."""
    tree = office()
    add_indicator(tree, "x", formula, **keys)
    add_target(tree, "x", flat(target))
    spread_weights(tree)
    return tree


def two_quarters() -> Tree:
    """Unit A reports two quarters, unit B only the first, where it tells of the second too."""
    tree = one_indicator(ON_TIME)
    for unit, id in (("biro-a", "a1"), ("biro-a", "a2"), ("biro-b", "b1"), ("biro-b", "b2")):
        add_package(tree, unit, id)
    report(tree, "biro-a", "2026-Q1", {"a1": due(FEB, FEB), "a2": due(MAY)})
    report(tree, "biro-b", "2026-Q1", {"b1": due(FEB), "b2": due(MAY)})
    report(tree, "biro-a", "2026-Q2", {"a2": due(MAY, MAY)})
    return tree


def every_reason() -> Tree:
    """`two_quarters` with an indicator for each reason; nobody states payments or bidders."""
    tree = two_quarters()
    add_area(tree, "bare")
    contest = f"{ACTIVE} AND method = 'contest'"
    paid_share = ("count(*) FILTER (WHERE paid_amount > 0)", "count(paid_amount)")
    ended = {"status": "withdrawn", "valid_until": "2026-Q1"}
    made: dict[str, tuple[Document | None, dict[str, Any]]] = {
        "yearly": (None, {"frequency": "annual"}),
        "yearly-later": (None, {"frequency": "annual", "valid_from": "2026-Q2"}),
        "later": (ON_TIME, {"valid_from": "2026-Q2"}),
        "ended": (ON_TIME, ended),
        "ended-apart": (ON_TIME, ended | {"unit_consolidation": "none"}),
        "apart": (ON_TIME, {"unit_consolidation": "none"}),
        "own-only": (None, {}),
        "untargeted": (ON_TIME, {"area": "bare"}),
        "unmeasured": (None, {}),
        "per-unit": (None, {"unit_consolidation": "average"}),
        "paid": (aggregate("sum", "sum(paid_amount)"), {"unit": "rupiah"}),
        "paid-share": (aggregate("ratio", *paid_share), {}),
        "contests": (aggregate("count", "count(*)", scope=contest), {"unit": "count"}),
        "contest-share": (ON_TIME | {"scope": contest}, {}),
        "bidders": (aggregate("median", "median(bidders)"), {"unit": "count"}),
    }
    for id, (formula, keys) in made.items():
        add_indicator(tree, id, formula, **keys)
        add_target(tree, id, {"2026-Q4": 90} if id == "untargeted" else flat(90))
    measure(tree, "own-only", "2026-Q1", 81)
    measure(tree, "per-unit", "2026-Q1", {"unit": "biro-a", "value": 81})
    spread_weights(tree)
    return tree
