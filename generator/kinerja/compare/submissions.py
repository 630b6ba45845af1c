"""Submissions that came or changed: what they state, and what they leave open.

A submission without one stated value is empty, whatever it looks like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from kinerja.compare.difference import Changed, Submission
from kinerja.compare.objects import of_kind
from kinerja.compare.sides import Side
from kinerja.content.shape.columns import REPORT, columns
from kinerja.content.shape.objects import kind_of
from kinerja.periods import Period


def submissions(base: Side, head: Side, objects: Sequence[Changed]) -> Iterator[Submission]:
    """Realizations and measurements that were added or changed, by name."""
    for one in of_kind(objects, "realization", "measurement"):
        if one.change == "removed":
            continue
        _kind, first, second = one.object.split("/")
        if kind_of(one.object) == "measurement":
            told = head.content.measurements[second, Period.parse(first)]
            stated = sum(v.value is not None or v.numerator is not None for v in told.values)
            yield Submission(one.object, stated)
        else:
            period = Period.parse(second)
            told_now = _realization(head, one, first, period)
            if one.change == "changed" and told_now.unreported:
                before, _count = _unreported(base, first, period)
                if told_now.unreported <= before:  # it was open before
                    told_now = msgspec.structs.replace(told_now, unreported=0)
            yield told_now


def _realization(side: Side, one: Changed, unit: str, period: Period) -> Submission:
    told = side.content.realizations[unit, period]
    rows = side.reports.in_files([side.content.file(one.place)])
    names = [c.name for c in columns(REPORT) if c.name != "package_id"]
    values = {
        row["package_id"]: sum(name in row for name in names) + len(row.get("retract", ()))
        for row in rows
    }
    actions = sum(
        value is not None
        for action in told.actions
        for value in (action.progress, action.obstacle, action.evidence)
    )
    silent = tuple(sorted(id for id, count in values.items() if not count))
    unreported, active = _unreported(side, unit, period)
    return Submission(one.object, sum(values.values()) + actions, silent, unreported, active)


def _unreported(side: Side, unit: str, period: Period) -> tuple[int, int]:
    """How many of a unit's active packages were never reported by then, and how many there are."""
    active = _active_packages(side, unit, period.year)
    told = side.reports.of_units([unit])
    known = {row["package_id"] for row in told if row["period_end"] <= period.end}
    return len(active - known), len(active)


def _active_packages(side: Side, unit: str, year: int) -> set[str]:
    """The packages that a unit's register of a year counts on."""
    return {
        row["package_id"]
        for row in side.packages.of_units([unit])
        if row["fiscal_year"] == year
        and row["register_status"] == "active"
        and "exclusion_reason" not in row
    }
