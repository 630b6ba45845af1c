"""What pages say of a roll-up: weights, the calculation, the score if missing were zero."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from content_tree import (
    AREA,
    QUARTERS,
    Tree,
    add_indicator,
    add_target,
    measure,
    office,
    set_achievement_policy,
    write,
)
from kinerja.achievement.compiling import compile_content
from kinerja.achievement.terms.table import Row
from kinerja.content.checking import check
from kinerja.numbers import publish
from kinerja.periods import Period
from kinerja.site.report import Report, report
from kinerja.site.views.weighing import if_missing_were_zero, weight, worked


def half_silent(**policy: str) -> Tree:
    """An office with two indicators of one area: one earned 90 all year, the other is silent."""
    tree = office(("biro-a",))
    set_achievement_policy(tree, **policy)
    for id in ("measured", "silent"):
        add_indicator(tree, id)
        add_target(tree, id, dict.fromkeys((*QUARTERS, "2026"), 100))
    for quarter in QUARTERS:
        measure(tree, "measured", quarter, 90)
    return tree


def told(tree: Tree, folder: Path) -> Report:
    write(tree, folder)
    checked = check(folder)
    assert checked.content is not None, checked.findings
    return report(compile_content(checked.content, date(2027, 1, 31)))


def area(it: Report, period: str) -> Row:
    row = it.row("area", AREA, Period.parse(period))
    assert row is not None
    return row


def test_without_a_file_of_weights_siblings_weigh_the_same(tmp_path: Path) -> None:
    it = told(half_silent(), tmp_path / "content")
    rows = [it.row("indicator", id, Period.parse("2026-Q1")) for id in ("measured", "silent")]
    assert [weight(it, row) for row in rows if row] == [50, 50]
    assert weight(it, area(it, "2026-Q1")) == 100


def test_weights_of_the_file_are_shown_as_they_are_in_force(tmp_path: Path) -> None:
    tree = half_silent()
    first = {"goals": {"timely-supply": 100}, "areas": {AREA: 100}}
    tree["weights/2026.yml"] = {"year": 2026, "versions": [
        {"version": 1, "valid_from": "2026-Q1"} | first
        | {"indicators": {"measured": 30, "silent": 70}},
        {"version": 2, "valid_from": "2026-Q3"} | first
        | {"indicators": {"measured": 80, "silent": 20}},
    ]}  # fmt: skip
    it = told(tree, tmp_path / "content")
    found = {
        period: weight(it, row)
        for period in ("2026-Q2", "2026-Q3")
        if (row := it.row("indicator", "measured", Period.parse(period)))
    }
    assert found == {"2026-Q2": 30, "2026-Q3": 80}
    assert if_missing_were_zero(it, area(it, "2026-Q2")) == Decimal("27.00")
    assert if_missing_were_zero(it, area(it, "2026-Q3")) == Decimal("72.00")


@pytest.mark.parametrize(
    ("policy", "quarter", "year"),
    [("exclude", "90.00", "90.00"), ("zero", "90.00", "45.00")],
)
def test_the_calculation_gives_the_published_figure_under_either_policy(
    policy: str, quarter: str, year: str, tmp_path: Path
) -> None:
    it = told(half_silent(missing_at_year_end=policy), tmp_path / "content")
    for period, published in (("2026-Q1", quarter), ("2026", year)):
        row = area(it, period)
        assert row.published == Decimal(published)
        work = worked(it, row)
        assert publish(work.earned / work.counted) == row.published
        assert row.coverage == work.covered * 100 / work.due == 50
        assert work.if_zero == Decimal("45.00")


def test_a_score_that_lacks_nothing_has_no_other_reading(tmp_path: Path) -> None:
    tree = half_silent()
    measure(tree, "silent", "2026-Q1", 70)
    it = told(tree, tmp_path / "content")
    assert if_missing_were_zero(it, area(it, "2026-Q1")) is None
    assert if_missing_were_zero(it, it.row("indicator", "silent", Period.parse("2026-Q2"))) is None


def test_what_is_missing_far_below_shows_up_to_the_total(tmp_path: Path) -> None:
    it = told(half_silent(), tmp_path / "content")
    quarter = Period.parse("2026-Q1")
    total = it.row("total", "total", quarter)
    assert total is not None
    assert (total.published, total.coverage) == (Decimal("90.00"), 100)
    assert if_missing_were_zero(it, total) == Decimal("45.00")
    assert worked(it, total).earned_at_zero == 4500
