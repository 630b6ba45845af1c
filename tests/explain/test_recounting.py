"""The lists behind a figure, recounted, give the figure: random offices and the worked example."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from content_tree import Tree, write
from kinerja.achievement.compiling import Compiled, compile_content
from kinerja.achievement.measuring.membership import REASONS, snapshot
from kinerja.achievement.measuring.observations import PACKAGES
from kinerja.achievement.retracing.explanation import Portion, Worked, count_sides, sides, work
from kinerja.achievement.retracing.provenance import files_of
from kinerja.achievement.terms.table import BASES
from kinerja.content.checking import check
from oracle import observations
from random_offices import random_office

EXAMPLE = Path(__file__).parents[2] / "content"
OWN = ("budget_efficiency", "force_majeure", "duplicate", "moved", "other")


def compiled(content: Path) -> Compiled:
    checked = check(content)
    assert checked.content is not None
    return compile_content(checked.content, checked.today)


def every_figure(
    told: Compiled, *, units: int, step: int = 1, shortest: int = 1
) -> Iterator[Worked]:
    """The figures of all indicators over packages, on both bases, for everybody and some units."""
    scopes = [None, *list(told.content.units)[:units]]
    for indicator in told.content.indicators.values():
        if indicator.source.kind == PACKAGES and indicator.status != "proposed":
            for period in [p for p in told.periods if p.months >= shortest][::step]:
                for basis in BASES:
                    for unit in scopes:
                        yield work(told, indicator, period, basis, unit)


def leaves(worked: Worked) -> Iterator[Portion]:
    for portion in worked.portions:
        yield from portion.units or (portion,)


def exact(value: Decimal | int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


@pytest.mark.parametrize("seed", [0, 3, 7])
def test_random_offices_recounted_by_the_second_calculation(tmp_path: Path, seed: int) -> None:
    tree, formulas = random_office(seed)
    write(tree, tmp_path / "content")
    told = compiled(tmp_path / "content")
    seen = 0
    for worked in every_figure(told, units=3, step=2):
        formula = formulas[worked.indicator.id]
        for portion in leaves(worked):
            packages = {
                package["package_id"]: package
                for unit in told.content.units
                for package in observations(tree, unit, portion.days.end)
            }
            listed = sides(told, worked, portion)
            realized = portion.realized
            if realized.state == "not_reported" and realized.reason == "no_report":
                assert not listed.counted + listed.in_denominator
                continue
            above = formula.numerator([packages[id] for id in listed.counted])
            assert (above or 0) == (exact(realized.numerator) or 0)
            if formula.denominator is not None:
                below = formula.denominator([packages[id] for id in listed.in_denominator])
                assert (below or 0) == (exact(realized.denominator) or 0)
            seen += 1
    assert seen > 30


def test_the_worked_example_recounted_by_the_formula_as_it_is_written() -> None:
    told = compiled(EXAMPLE)
    seen = 0
    for worked in every_figure(told, units=1, step=3, shortest=3):
        formula = told.formulas[worked.indicator.id]
        for portion in leaves(worked):
            if not portion.enters or portion.realized.value is None:
                continue
            listed = sides(told, worked, portion)
            for sql, ids, value in (
                (worked.indicator.formula.numerator, listed.counted, portion.realized.numerator),
                (
                    worked.indicator.formula.denominator,
                    listed.in_denominator,
                    portion.realized.denominator,
                ),
            ):
                if isinstance(sql, str) and ids:
                    named = ", ".join(f"'{id}'" for id in ids)
                    found = told.connection.sql(
                        f"SELECT {sql} FROM {snapshot(formula, portion.days)}"
                        f" WHERE package_id IN ({named})"
                    ).fetchall()
                    assert found[0][0] == value, (worked.row.key, sql)
                    seen += 1
    assert seen > 150


def test_every_package_of_the_scope_stands_on_exactly_one_side(tmp_path: Path) -> None:
    tree, _ = random_office(3)
    write(tree, tmp_path / "content")
    told = compiled(tmp_path / "content")
    owner = dict(_packages(tree))
    for worked in every_figure(told, units=1, step=3):
        if not worked.entering:
            continue
        listed = sides(told, worked)
        inside = set(listed.counted) | set(listed.in_denominator)
        outside = [id for id, _ in listed.excluded]
        assert not inside & set(outside)
        scope = {id for id, unit in owner.items() if worked.unit in (None, unit)}
        assert inside | set(outside) == scope
        assert len(outside) == len(set(outside))
        assert {reason for _, reason in listed.excluded} <= {*REASONS, *OWN}
        if len(worked.entering) == 1:
            tally = count_sides(told, worked)
            assert tally is not None
            assert (tally.counted, tally.in_denominator, sum(tally.excluded.values())) == (
                len(listed.counted),
                len(listed.in_denominator),
                len(outside),
            )
        assert all((tmp_path / name).is_file() for name in files_of(told, worked))


def test_an_action_is_named_as_often_as_it_is_counted() -> None:
    told = compiled(EXAMPLE)
    indicator = told.content.indicators["actions-done"]
    for period in told.periods:
        worked = work(told, indicator, period, "period", None)
        if len(worked.entering) == 1 and worked.row.denominator:
            listed = sides(told, worked)
            assert len(set(listed.counted)) == worked.row.numerator
            assert len(set(listed.in_denominator)) == worked.row.denominator
            outside = {id for id, _ in listed.excluded}
            assert len(outside) == len(listed.excluded)
            assert not outside & {*listed.counted, *listed.in_denominator}
            row = r"20[0-9]{2}/[a-z0-9-]+/[a-z0-9-]+(@[a-z0-9-]+)?"
            assert all(re.fullmatch(row, id) for id in {*listed.in_denominator, *outside})


def _packages(tree: Tree) -> Iterator[tuple[str, str]]:
    for path, document in tree.items():
        if path.startswith("packages/"):
            yield from ((row["package_id"], document["unit"]) for row in document["packages"])
