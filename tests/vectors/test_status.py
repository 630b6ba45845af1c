"""§7, status schemes."""

from __future__ import annotations

import pytest

from content_tree import (
    TRAFFIC_LIGHT,
    Document,
    add_indicator,
    add_target,
    compile_rows,
    flat,
    key,
    measure,
    office,
    set_status_scheme,
    spread_weights,
)
from vector_cases import Compiled

TWO_STATE: list[Document] = [
    {"status": "achieved", "from": 100},
    {
        "status": "not_yet",
        "year_end": {"status": "missed", "name": {"id": "Tidak", "en": "Missed"}},
    },
]
FIVE_LABELS: list[Document] = [
    {"status": "very_high", "from": 91},
    {"status": "high", "from": 76},
    {"status": "medium", "from": 66},
    {"status": "low", "from": 51},
    {"status": "very_low"},
]
AKIP: list[Document] = [
    {"status": "excellent", "above": 85},
    {"status": "very_good", "from": 75},
    {"status": "good", "from": 65},
    {"status": "fair", "from": 50},
    {"status": "rather_poor", "from": 30},
    {"status": "poor"},
]
SCHEMES: dict[str, list[Document]] = {
    "traffic-light": TRAFFIC_LIGHT,
    "two-state": TWO_STATE,
    "five-labels": FIVE_LABELS,
    "akip": AKIP,
}
STATUSES = (
    # scheme, achievement, period, published, status
    ("traffic-light", 99.995, "2026-Q4", "100.00", "green"),
    ("traffic-light", 99.994, "2026-Q4", "99.99", "yellow"),
    ("traffic-light", 80, "2026-Q4", "80.00", "yellow"),
    ("traffic-light", 79.994, "2026-Q4", "79.99", "red"),
    ("five-labels", 90.4, "2026-Q4", "90.40", "high"),
    ("five-labels", 90.995, "2026-Q4", "91.00", "very_high"),
    ("five-labels", 51, "2026-Q4", "51.00", "low"),
    ("five-labels", 50.99, "2026-Q4", "50.99", "very_low"),
    ("two-state", 99.995, "2026", "100.00", "achieved"),
    ("two-state", 99.994, "2026-Q4", "99.99", "not_yet"),
    ("two-state", 99.994, "2026-S2", "99.99", "not_yet"),
    ("two-state", 99.994, "2026", "99.99", "missed"),
    ("akip", 85, "2026-Q4", "85.00", "very_good"),
    ("akip", 85.004, "2026-Q4", "85.00", "very_good"),
    ("akip", 85.005, "2026-Q4", "85.01", "excellent"),
    ("akip", 29.9, "2026-Q4", "29.90", "poor"),
)


@pytest.fixture(scope="module")
def by_scheme(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    compiled = {}
    for scheme, bands in SCHEMES.items():
        tree = office(["biro-a"])
        set_status_scheme(tree, bands)
        for value in {value for name, value, *_ in STATUSES if name == scheme}:
            id = f"at-{value}".replace(".", "-")
            add_indicator(tree, id)
            add_target(tree, id, flat(100))
            measure(tree, id, "2026-Q4", value)
        spread_weights(tree)
        compiled[scheme] = compile_rows(tree, tmp_path_factory.mktemp(scheme))
    return compiled


@pytest.mark.parametrize(("scheme", "value", "period", "published", "status"), STATUSES)
def test_status_is_judged_on_the_published_value(
    by_scheme: Compiled, scheme: str, value: float, period: str, published: str, status: str
) -> None:
    row = by_scheme[scheme][key(f"at-{value}".replace(".", "-"), period)]
    assert (row["published"], row["status"]) == (published, status)
