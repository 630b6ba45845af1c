"""The rows of the table that differ, the sealed periods among them, and values far from before."""

from __future__ import annotations

import decimal
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kinerja.achievement.figures.comparison import compare
from kinerja.achievement.figures.rows import ORGANISATION
from kinerja.achievement.terms.table import Row
from kinerja.compare.difference import Far, Figure, Sealed
from kinerja.compare.sides import Side
from kinerja.numbers import CALCULATE
from kinerja.periods import MONTHS, Period

_POINTS, _PERCENT = Decimal(25), Decimal(50)
"""How far a value may lie from the one before: points of a percentage, or percent of it."""

_STEP = 5
"""Part of that by which a value differs from the one before, and from what it was, to be told."""

_LEVELS = ("indicator", "total", "goal", "area")


def figures(base: Side, head: Side) -> list[Figure]:
    """Figures that differ: own ones first, then by period, organisation before units, and node.

    A row that came with a new period and has no figure is none.
    """
    found = [
        Figure(before, after, _is_own(base, head, before, after))
        for before, after in base.rows.differing(head.rows)
        if not _says_nothing(before, after)
    ]
    return sorted(found, key=_order)


def _says_nothing(before: Row | None, after: Row | None) -> bool:
    if before is None or after is None:
        row = after or before
        return row is None or (row.state != "computed" and row.realization is None)
    return before._replace(baseline=None) == after._replace(baseline=None)


def _is_own(base: Side, head: Side, before: Row | None, after: Row | None) -> bool:
    row = after or before
    if row is None or row.level != "indicator" or row.basis != "period":
        return False
    told = head.content.indicators.get(row.node) or base.content.indicators[row.node]
    return Period.parse(row.period).months == MONTHS[told.frequency]


def _order(figure: Figure) -> tuple[object, ...]:
    row = figure.row
    period = Period.parse(row.period)
    return (
        not figure.own, row.basis, -period.end.toordinal(), period.months,
        row.scope_type != ORGANISATION, row.scope, _LEVELS.index(row.level), row.node,
    )  # fmt: skip


def sealed_among(found: Iterable[Figure], sealed: Sequence[str]) -> Iterator[Sealed]:
    """The sealed periods in which figures differ.

    Nothing differs by what came after the sealing and is not due there.
    """
    by_period: dict[str, list[Row]] = {}
    for one in found:
        if one.row.period in sealed and (one.before or one.row.state != "not_scheduled"):
            by_period.setdefault(one.row.period, []).append(one.row)
    for period in sealed:
        rows = by_period.get(period, [])
        names = tuple(sorted({row.node for row in rows if row.level == "indicator"}))
        if rows:
            yield Sealed(period, names, len(rows))


def far(head: Side, found: Iterable[Figure]) -> Iterator[Far]:
    """Own figures that came or changed and lie far from the period before, or from all before."""
    for one in found:
        row = one.after
        if not one.own or row is None or row.realization is None:
            continue
        if one.before is not None and one.before.realization == row.realization:
            continue
        told = compare(head.rows, head.content, row)
        previous = head.rows.get(row.key._replace(period=str(Period.parse(row.period).previous())))
        if previous is None or told.previous is None:
            continue
        if previous.realization is None:
            continue
        is_percent = head.content.indicators[row.node].unit == "percent"
        leap = _leap(is_percent, previous.realization, row.realization)
        was = one.before.realization if one.before is not None else None
        is_new = was is None or (
            _leap(is_percent, was, row.realization) * _STEP >= 1
            and _leap(is_percent, previous.realization, was) < leap
        )
        if is_new and (leap >= 1 or (told.unusual and leap * _STEP >= 1)):
            yield Far(row, previous, told.unusual)


def _leap(is_percent: bool, before: Decimal, after: Decimal) -> Decimal:
    """How far one value lies from another, as a part of what is far."""
    with decimal.localcontext(CALCULATE):
        if is_percent:
            return abs(after - before) / _POINTS
        return abs(after - before) / abs(before) * 100 / _PERCENT if before else Decimal(0)


def unchanged(base: Side, head: Side, found: Iterable[Figure]) -> int:
    """How many indicators in use on both sides have no figure that differs."""
    moved = {one.row.node for one in found if one.row.level == "indicator"}
    old, new = (
        {one.id for one in side.content.indicators.values() if one.status != "proposed"}
        for side in (base, head)
    )
    return len((old & new) - moved)
