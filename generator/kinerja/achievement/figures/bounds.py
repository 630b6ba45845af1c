"""Natural bounds: realizations that cannot be, such as more than all of something (domain §3).

Nothing is published while there is one: the indicator's formula or its facts are wrong. Where a
few packages are beyond the bounds by themselves it is they that are told, at their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kinerja.achievement.figures.blame import Blamed, blamed
from kinerja.achievement.figures.realization import Facts, over_parts, realize
from kinerja.achievement.figures.rows import UNIT, scopes
from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.measuring.snapshots import Snapshots
from kinerja.achievement.terms.schedule import Due, Schedule
from kinerja.findings import Finding, finding
from kinerja.model.manual import highest, is_beyond
from kinerja.numbers import publish


def findings(
    facts: Facts, owed: Schedule, formulas: Mapping[str, Formula], snapshots: Snapshots
) -> Iterator[Finding]:
    """Of every indicator and scope the first realization that is beyond what is possible.

    Told at the packages that are to blame; at the indicator where there are none, and once there
    where they are so many that its formula is to blame.
    """
    found: dict[str, list[tuple[Finding, dict[str, Finding]]]] = {}
    for one, scope, unit, value in _first_beyond(facts, owed):
        blamed = _blamed(facts, one, unit, formulas, snapshots)
        rows = {package.id: _at_its_row(one, package) for package in blamed}
        at_bound = _at_the_bound(facts, one, scope, value)
        found.setdefault(one.indicator.id, []).append((at_bound, rows))
    for told in found.values():
        packages = {id: row for _, rows in reversed(told) for id, row in rows.items()}
        if len(packages) > _MOST_BLAMED:
            yield told[0][0]
        else:
            yield from (at_bound for at_bound, rows in told if not rows)
            yield from packages.values()


_MOST_BLAMED = 5
"""Packages of one indicator that may be wrong by themselves."""


def _first_beyond(facts: Facts, owed: Schedule) -> Iterator[tuple[Due, str, str | None, Decimal]]:
    seen: set[tuple[str, str]] = set()
    for due in owed.values():
        for type_, scope in scopes(facts.content):
            unit = scope if type_ == UNIT else None
            for one in due:
                value = _beyond(facts, one, unit)
                if value is not None and (one.indicator.id, scope) not in seen:
                    seen.add((one.indicator.id, scope))
                    yield one, scope, unit, value


def _beyond(facts: Facts, owed: Due, unit: str | None) -> Decimal | None:
    """A realization that cannot be."""
    value = None if owed.reason else realize(facts, owed, unit).value
    return value if value is not None and is_beyond(owed.indicator, value) else None


def _blamed(
    facts: Facts,
    owed: Due,
    unit: str | None,
    formulas: Mapping[str, Formula],
    snapshots: Snapshots,
) -> Iterator[Blamed]:
    formula = formulas.get(owed.indicator.id)
    if formula is None:
        return
    for part, realized in over_parts(facts, owed, unit):
        if realized.value is not None and is_beyond(owed.indicator, realized.value):
            yield from blamed(facts.content, formula, snapshots.connection, part.days, unit)


def _at_its_row(owed: Due, package: Blamed) -> Finding:
    indicator = owed.indicator
    return finding(
        package.file,
        "package-beyond-bound",
        ("packages", package.row),
        package=package.id,
        indicator=indicator.id,
        period=str(owed.period),
        columns=", ".join(package.columns),
        least=indicator.natural_min,
        most=highest(indicator),
    )


def _at_the_bound(facts: Facts, owed: Due, scope: str, value: Decimal) -> Finding:
    indicator = owed.indicator
    return finding(
        facts.content.file(f"indicators/{indicator.id}.yml"),
        "realization-beyond-bound",
        ("natural_min" if value < indicator.natural_min else "natural_max",),
        period=str(owed.period),
        scope=scope,
        value=publish(value),
        least=indicator.natural_min,
        most=highest(indicator),
    )
