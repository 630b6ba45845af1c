"""The approvals behind a figure: of its formula, its target, and every file that was counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.content.shape.objects import kind_of, object_at, report_of
from kinerja.ledger.standing import SETTLED, Standing
from kinerja.model.records import Approval, Indicator
from kinerja.periods import Period
from kinerja.site.approvals import approvals
from kinerja.site.report import Report

_SINGLE = 2
"""So many settled objects of a kind are named one by one; more of them become one row."""


@dataclass(frozen=True, slots=True)
class Backing:
    """Objects of one kind that stand alike behind a figure, mostly one; `by` approved them.

    Of each person only the newest approval is kept.
    """

    kind: str
    state: str
    standings: tuple[Standing, ...]
    by: tuple[Approval, ...]


def backing(told: Report, indicator: Indicator, period: Period | None) -> tuple[Backing, ...]:
    """What stands behind an indicator's figure of a period, as far as it has to be approved."""
    groups: dict[tuple[str, str], list[Standing]] = {}
    for name in dict.fromkeys(_objects(told, indicator, period)) if told.standings else ():
        one = told.standings.get(name)
        if one is not None:
            groups.setdefault((kind_of(name), one.state), []).append(one)
    found: list[Backing] = []
    for (kind, state), alike in groups.items():
        together = state in SETTLED and len(alike) > _SINGLE
        parts = [tuple(alike)] if together else [(one,) for one in alike]
        found += [Backing(kind, state, part, _by(part)) for part in parts]
    return tuple(found)


def unsettled(found: tuple[Backing, ...]) -> int:
    """How many of the objects behind a figure are not approved as they are now."""
    return sum(len(one.standings) for one in found if one.state not in SETTLED)


def _objects(told: Report, indicator: Indicator, period: Period | None) -> Iterator[str]:
    sealed = told.sealed.get(period) if period else None
    if sealed is not None:
        yield report_of(f"{sealed.record.period}/{sealed.record.state}")
    yield f"indicator/{indicator.id}"
    behind = told.behind.get(indicator.id)
    for file in behind.files if behind else ():
        name = object_at(file.removeprefix(f"{told.content.folder}/"))
        if name is not None:
            yield name


def _by(standings: tuple[Standing, ...]) -> tuple[Approval, ...]:
    every = [record for one in standings for record in approvals(one)]
    newest = {record.by.person: record for record in sorted(every, key=lambda r: r.decided_at)}
    return tuple(newest.values())
