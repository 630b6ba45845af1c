"""What the page of the method says of rule tables: each item with its bands and a worked example.

The points are those of `achievement.terms.rule_table`; tables are quoted from content as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kinerja.achievement.terms.rule_table import points
from kinerja.model.records import Policy, PolicyTable, PolicyTableItem
from kinerja.model.validity import in_force
from kinerja.site.report import Report

_MEASURES = {"ratio": Decimal("0.88"), "percent": Decimal("85"), "count": Decimal(3)}
"""The measure of the example, by the unit of an item."""


@dataclass(frozen=True, slots=True)
class Line:
    """An item with the points that the example's measure earns; None where no band says."""

    item: PolicyTableItem
    measure: Decimal | None
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A rule table of the content, in the version of the current period."""

    policy: Policy
    table: PolicyTable
    lines: tuple[Line, ...]


def explained(told: Report) -> tuple[Explained, ...]:
    """Every rule table of the content, the older first; before its time the first version."""
    found = []
    for policy in told.content.policies.values():
        if policy.tables:
            table = in_force(policy.tables, told.current) or policy.tables[0]
            found.append(Explained(policy, table, tuple(map(_line, table.items))))
    return tuple(sorted(found, key=lambda it: (it.table.valid_from, it.policy.id)))


def _line(item: PolicyTableItem) -> Line:
    measure = _MEASURES.get(item.unit) if item.bands else None
    return Line(item, measure, points(item, measure) if measure is not None else None)
