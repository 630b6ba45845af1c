"""Forecasts and comparisons of compiled content, and where an indicator's page shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from content_tree import (
    ON_TIME,
    QUARTERS,
    Tree,
    add_indicator,
    add_package,
    add_target,
    due,
    key,
    measure,
    office,
    report,
    run,
    spread_weights,
    write,
)
from kinerja.achievement.compiling import Compiled, compile_content
from kinerja.achievement.figures.comparison import Comparison, compare
from kinerja.achievement.retracing.forecast import Forecast, forecast
from kinerja.achievement.terms.table import Key
from kinerja.content.checking import check
from kinerja.numbers import publish

LATER = date(2026, 11, 20)


def compiled(tree: Tree, folder: Path) -> Compiled:
    write(tree, folder / "content")
    checked = check(folder / "content")
    assert checked.content is not None, checked.findings
    return compile_content(checked.content, checked.today)


def ahead(tree: Tree, folder: Path, period: str = "2026-Q3") -> Forecast | None:
    told = compiled(tree, folder)
    return forecast(told, told.rows[Key(*key("x", period))])


def beside(
    tree: Tree, folder: Path, period: str = "2026-Q3", unit: str | None = None
) -> Comparison:
    told = compiled(tree, folder)
    return compare(told.rows, told.content, told.rows[Key(*key("x", period, unit=unit))])


def quarters(values: tuple[Any, ...], target: Any, **keys: Any) -> Tree:
    """An indicator stated by quarters, with the target of each quarter and of the year."""
    tree = office(["biro-a"])
    add_indicator(tree, "x", unit="index", **keys)
    add_target(tree, "x", dict.fromkeys((*QUARTERS, "2026"), target))
    for quarter, value in zip(QUARTERS, values, strict=False):
        if value is not None:
            measure(tree, "x", quarter, value)
    spread_weights(tree)
    return tree


def contracts(in_time: int, late: int, still_due: int, target: Any, **keys: Any) -> Tree:
    """Contracts due by September, in time and late, and others that fall due in November."""
    tree = office(["biro-a"])
    add_indicator(tree, "x", ON_TIME, **({"natural_max": 100} | keys))
    add_target(tree, "x", dict.fromkeys((*QUARTERS, "2026"), target))
    spread_weights(tree)
    facts = {}
    august = date(2026, 8, 20)
    for number in range(in_time + late + still_due):
        id = f"p{number:03}"
        add_package(tree, "biro-a", id)
        day = LATER if number >= in_time + late else august
        facts[id] = due(day, august if number < in_time else None)
    report(tree, "biro-a", "2026-Q3", facts)
    return tree


@pytest.mark.parametrize(
    ("tree", "least", "reachable"),
    [
        (
            quarters((90, 91, 93), 95, period_consolidation="average", natural_max=100),
            "106.00",
            False,
        ),
        (quarters((90, None, 93), 92, period_consolidation="average"), "93.00", True),
        (contracts(130, 20, 50, 90), "100.00", True),
        (contracts(130, 20, 50, 92), "108.00", False),
    ],
)
def test_what_is_still_needed_for_the_years_target(
    tmp_path: Path, tree: Tree, least: str, reachable: bool
) -> None:
    told = ahead(tree, tmp_path)
    assert told is not None
    assert told.least is not None
    assert (publish(told.least), told.most, told.is_reachable) == (Decimal(least), None, reachable)


def test_a_sum_needs_the_rest_of_its_target(tmp_path: Path) -> None:
    told = ahead(quarters((110, 85), 450, period_consolidation="sum"), tmp_path, "2026-Q2")
    assert told is not None
    assert (told.least, told.parts, told.rest) == (Decimal("127.5"), 2, None)


def test_what_is_to_stay_low_or_near_has_bounds_on_its_side(tmp_path: Path) -> None:
    low = quarters((2, 3, 4), 5, period_consolidation="average", polarity="minimize")
    told = ahead(low, tmp_path / "low")
    assert told is not None
    assert (told.least, told.most) == (None, 11)
    near = quarters((50, 50, 50), [45, 55], period_consolidation="average", polarity="stabilize")
    told = ahead(near, tmp_path / "near")
    assert told is not None
    assert (told.least, told.most) == (30, 70)
    lost = quarters((9, 9, 9), 5, period_consolidation="average", polarity="minimize")
    told = ahead(lost, tmp_path / "lost")
    assert told is not None
    assert not told.is_reachable


def test_a_target_may_be_certain(tmp_path: Path) -> None:
    told = ahead(quarters((300, 200), 450, period_consolidation="sum"), tmp_path, "2026-Q2")
    assert told is not None
    assert told.is_certain


def test_nothing_is_foretold_where_nothing_is_known(tmp_path: Path) -> None:
    last_known = quarters((15, 40, 60), 100, period_consolidation="last_known")
    assert ahead(last_known, tmp_path / "last") is None
    assert ahead(contracts(10, 2, 0, 90), tmp_path / "none-due") is None
    whole = quarters((1, 2, 3, 4), 10, period_consolidation="sum")
    assert ahead(whole, tmp_path / "over", "2026-Q4") is None


def test_a_figure_stands_beside_earlier_ones_and_the_end_of_the_plan(tmp_path: Path) -> None:
    tree = quarters((60, 70, 66), 80, polarity="maximize")
    tree["targets/2026/x.yml"]["plan_end"] = {"year": 2029, "value": 88}
    told = beside(tree, tmp_path)
    assert told.previous is not None
    assert told.baseline is not None
    assert told.plan_end is not None
    assert (told.previous.when, told.previous.delta) == ("2026-Q2", -4)
    assert (told.previous.direction, told.baseline.direction) == ("worsened", "improved")
    assert (told.last_year, told.plan_end.progress) == (None, 75)


def test_few_packages_are_told_but_not_few_values(tmp_path: Path) -> None:
    assert beside(contracts(3, 1, 0, 90), tmp_path / "four").few
    assert beside(contracts(3, 1, 0, 90), tmp_path / "unit", unit="biro-a").few
    assert not beside(contracts(4, 1, 0, 90), tmp_path / "five").few
    assert not beside(quarters((1, 2, 3), 4), tmp_path / "values").few


def test_a_natural_maximum_is_no_best_value_where_less_is_better(tmp_path: Path) -> None:
    tree = quarters((100, 90), 50, polarity="minimize", natural_max=100)
    version = tree["policies/standard.yml"]["versions"][0]
    version["natural_max_bonus"] = "cap"
    rows = compiled(tree, tmp_path).rows
    worst, better = (rows[Key(*key("x", quarter))].published for quarter in QUARTERS[:2])
    assert (worst, better) == (0, 20)


def test_the_page_of_an_indicator_shows_all_of_it(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    result = run(contracts(130, 20, 50, 92), tmp_path, "pages", str(pages))
    assert result.exit_code == 0, result.stderr
    shown = (pages / "indicators" / "x.md").read_text("utf-8")
    for words in (
        "Dibandingkan dengan sebelumnya",
        "target sudah tidak mungkin tercapai",
        "paling sedikit 108,00%",
        "Dalam pembilang: 130",
        "130 ÷ 150 × 100 &#61; 86,67%",
        "kinerja explain x 2026-Q3",
        "content/packages/biro-a/2026.yml",
    ):
        assert words in shown, words
