"""What a roll-up is made of: its children with their weights, so that a reader can add them up.

Rows and weights are those of the table; only the reader's questions about them are answered here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.figures.rollup import Child, Shares, is_due, with_missing_as_zero
from kinerja.achievement.figures.rows import counts_missing_as_zero, policy_of
from kinerja.achievement.terms.table import Key, Row
from kinerja.model.records import Bilingual
from kinerja.numbers import publish
from kinerja.periods import Period
from kinerja.site.report import Report


@dataclass(frozen=True, slots=True)
class Part:
    """A child of a roll-up; `path` is its page, `weight` and `earned` are in percent.

    `earned` is weight × achievement before rounding; None where the child does not count. `lacks`
    says that it, or something due below it, has no value, and `at_zero` what it would have achieved
    if all of that had earned 0.
    """

    name: Bilingual
    path: str
    row: Row
    weight: Decimal
    earned: Decimal | None
    lacks: bool
    at_zero: Decimal


@dataclass(frozen=True, slots=True)
class Worked:
    """A roll-up as a calculation: earned ÷ counted = the row's figure, covered ÷ due = coverage.

    `earned_at_zero` ÷ due = `if_zero`, what would be published if what has no value had earned 0;
    None where nothing lacks one.
    """

    row: Row
    parts: tuple[Part, ...]
    earned: Decimal
    counted: Decimal
    covered: Decimal
    due: Decimal
    earned_at_zero: Decimal
    if_zero: Decimal | None


def worked(told: Report, row: Row) -> Worked:
    """The calculation behind the row of an area, a goal or the total."""
    parts = _parts(told, row)
    counted = [part for part in parts if part.earned is not None]
    return Worked(
        row,
        parts,
        sum((part.earned or Decimal(0) for part in counted), Decimal(0)),
        _sum(counted),
        _sum(part for part in parts if part.row.achievement is not None),
        _sum(parts),
        sum((part.weight * part.at_zero for part in parts), Decimal(0)),
        _if_zero(row, parts),
    )


def weight(told: Report, row: Row) -> Decimal | None:
    """What a row weighs under its parent; None for the total and for what is not on the ladder."""
    steps = told.ladders[row.period]
    match row.level:
        case "goal":
            siblings: Shares = steps.total
        case "area":
            siblings = steps.goals.get(told.content.areas[row.node].goal, {})
        case "indicator":
            siblings = steps.areas.get(told.content.indicators[row.node].area, {})
        case _:
            siblings = {}
    return siblings.get(row.node)


def if_missing_were_zero(told: Report, row: Row | None) -> Decimal | None:
    """What would be published if what has no value, however far below, had earned 0.

    None where everything has a value, for an indicator, and where there is no figure at all.
    """
    if row is None or row.level == "indicator":
        return None
    return _if_zero(row, _parts(told, row))


def _if_zero(row: Row, parts: Collection[Part]) -> Decimal | None:
    if row.published is None or not any(part.lacks for part in parts):
        return None
    found = _at_zero(parts)
    return publish(found) if found is not None else None


def _at_zero(parts: Iterable[Part]) -> Decimal | None:
    return with_missing_as_zero([Child(p.row.state, p.at_zero, p.weight) for p in parts])


def has_missing(told: Report, rows: Iterable[Row | None]) -> bool:
    """Whether any of the roll-ups lacks a child that is due."""
    return any(if_missing_were_zero(told, row) is not None for row in rows)


def _parts(told: Report, row: Row) -> tuple[Part, ...]:
    """The children of a row that are scheduled and targeted, what weighs most first."""
    steps, content, period = told.ladders[row.period], told.content, Period.parse(row.period)
    zeros: Collection[str] = ()
    match row.level:
        case "area":
            below, nodes = "indicator", steps.areas[row.node]
            told_of = {node: content.indicators[node] for node in nodes}
            names = {node: indicator.name for node, indicator in told_of.items()}
            zeros = {
                node
                for node, indicator in told_of.items()
                if counts_missing_as_zero(policy_of(content, indicator, period), period)
            }
        case "goal":
            below, nodes = "area", steps.goals[row.node]
            names = {node: content.areas[node].name for node in nodes}
        case _:
            below, nodes = "goal", steps.total
            names = {node: content.goals[node].name for node in nodes}
    found = []
    for node, share in nodes.items():
        child = told.rows[Key(row.period, row.basis, row.scope_type, row.scope, below, node)]
        if not is_due(child.state):
            continue
        earned = None
        if child.achievement is not None:
            earned = share * child.achievement
        elif node in zeros and child.state == "not_reported":
            earned = Decimal(0)
        own = _parts(told, child) if below != "indicator" else ()
        lacks = child.achievement is None or any(part.lacks for part in own)
        at_zero = (_at_zero(own) if own else child.achievement) or Decimal(0)
        path = f"{below}s/{node}/"
        found.append(Part(names[node], path, child, share, earned, lacks, at_zero))
    return tuple(sorted(found, key=lambda part: -part.weight))


def _sum(parts: Iterable[Part]) -> Decimal:
    return sum((part.weight for part in parts), Decimal(0))
