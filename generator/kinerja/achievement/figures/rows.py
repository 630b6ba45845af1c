"""Rows: each indicator's figure in each period and scope, and the ladder of roll-ups above it.

Measures are taken by now (`compiling`); here they meet targets, policies and weights.
"""

from __future__ import annotations

import decimal
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import NamedTuple

from kinerja.achievement.figures.realization import Facts, realize
from kinerja.achievement.figures.rollup import TOTAL, Child, Ladder, Shares, ladder, roll_up
from kinerja.achievement.terms.schedule import Due, Schedule
from kinerja.achievement.terms.score import Aim, Target, achieve, status_of
from kinerja.achievement.terms.table import Part, Place, Row, Rows
from kinerja.achievement.terms.targets import OTHER_UNITS, targets_of, version_of
from kinerja.model.content import Content, Records
from kinerja.model.manual import achievement_policy, status_scheme
from kinerja.model.records import Indicator, PolicyBand, PolicyVersion
from kinerja.model.records import Target as Targets
from kinerja.model.validity import in_force
from kinerja.numbers import CALCULATE, publish
from kinerja.ondemand import OnDemand
from kinerja.periods import Period

ORGANISATION, UNIT = "organisation", "unit"


def table_of(facts: Facts, owed: Schedule) -> Rows:
    """The table of all that is owed; the rows of a scope in a period are made when asked for."""
    content = facts.content
    places: dict[Place, Place] = {}  # each once, however many rows there are

    @cache
    def shared(period: str, basis: str) -> _Shared:
        return _shared(content, owed[period, basis], Period.parse(period), basis)

    def made(part: Part) -> Mapping[Place, Row]:
        period, basis, type_, scope = part
        with decimal.localcontext(CALCULATE):
            rows = _of_scope(facts, shared(period, basis), (type_, scope))
        return {places.setdefault(place := row[4:6], place): row for row in rows}

    found = scopes(content)
    return Rows(OnDemand([(*told, *scope) for told in owed for scope in found], made))


def scopes(content: Content) -> list[tuple[str, str]]:
    """Type and id of every scope in the table's order: the organisation, then its units."""
    units = ((UNIT, unit) for unit in sorted(content.units))
    return [(ORGANISATION, content.organisation.id), *units]


def _of_scope(facts: Facts, shared: _Shared, scope: tuple[str, str]) -> list[Row]:
    """The rows of a scope in a period in the table's order; numbers in the current context."""
    rows = [_indicator_row(facts, line, scope) for line in shared.lines]
    return sorted([*rows, *_rolled_up(shared, rows)], key=_LEVEL_AND_NODE)


_LEVEL_AND_NODE = attrgetter("level", "node")


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all scopes of a period and basis have in common.

    `zeros` are the indicators that count as 0 where nobody reported them.
    """

    lines: Sequence[_Line]
    steps: Ladder
    bands: Sequence[PolicyBand]
    whole_year: bool
    zeros: Collection[str]


def _shared(content: Content, owed: Iterable[Due], period: Period, basis: str) -> _Shared:
    lines = [_line(content, due, basis) for due in owed]
    return _Shared(
        lines,
        ladder(content, period),
        _bands(content, None),
        period.months == 12,
        {one.owed.indicator.id for one in lines if counts_missing_as_zero(one.policy, period)},
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """What the rows of an indicator in a period, on one basis, have in common in all scopes."""

    owed: Due
    basis: str
    period: str
    baseline: Decimal | None
    targets: Mapping[str | None, Target | None]
    aim: Aim
    policy: PolicyVersion
    bands: Sequence[PolicyBand]


def _line(content: Content, owed: Due, basis: str) -> _Line:
    indicator, period = owed.indicator, owed.period
    targets = content.targets.get((period.year, indicator.id))
    return _Line(
        owed,
        basis,
        str(period),
        targets.baseline.value if targets else None,
        {} if owed.reason else targets_of(indicator, targets, period, to_date=owed.to_date),
        aim_of(indicator, targets, period),
        policy_of(content, indicator, period),
        _bands(content, indicator),
    )


def _indicator_row(facts: Facts, line: _Line, scope: tuple[str, str]) -> Row:
    owed = line.owed
    unit = scope[1] if scope[0] == UNIT else None
    key = (line.period, line.basis, *scope, "indicator", owed.indicator.id)
    realized = realize(facts, owed, unit)
    if realized.state == "not_scheduled":
        return Row(*key, baseline=line.baseline, state=realized.state, reason=realized.reason)
    target = line.targets[unit if unit in line.targets else OTHER_UNITS]
    if target is None:
        score = _unscored("not_targeted", "no_target")
    elif realized.value is None:
        score = _unscored(realized.state, realized.reason)
    else:
        raw, achieved = achieve(realized.value, target, line.aim, line.policy)
        score = _scored(raw, achieved, line.bands, whole_year=owed.period.months == 12)
    return Row(
        *key,
        realized.numerator,
        realized.denominator,
        realized.n,
        realized.value,
        target,
        line.baseline,
        *score,
        realized.coverage,
    )


def _bands(content: Content, indicator: Indicator | None) -> Sequence[PolicyBand]:
    """The bands of an indicator's own scheme, else of the organisation's."""
    return content.policies[status_scheme(indicator, content.organisation)].bands


class _Score(NamedTuple):
    """What a row says of an achievement, with the names and in the order of `Row`."""

    achievement_raw: Decimal | None
    achievement: Decimal | None
    published: Decimal | None
    state: str
    reason: str
    status: str


def _unscored(state: str, reason: str) -> _Score:
    return _Score(None, None, None, state, reason, "")


def _scored(
    raw: Decimal, achieved: Decimal, bands: Sequence[PolicyBand], *, whole_year: bool
) -> _Score:
    published = publish(achieved)
    status = status_of(published, bands, whole_year=whole_year)
    return _Score(raw, achieved, published, "computed", "", status)


def _rolled_up(shared: _Shared, indicators: Sequence[Row]) -> Iterator[Row]:
    """The rows of areas, goals and the total of one scope, each from its children's rows."""
    first, steps = (indicators[0] if indicators else None), shared.steps
    if first is None:
        return

    def rolled(
        level: str,
        node: str,
        children: Mapping[str, Row],
        shares: Shares,
        zeros: Collection[str] = (),
    ) -> Row:
        weighed = [
            Child((row := children[name]).state, row.achievement, share, name in zeros)
            for name, share in shares.items()
        ]
        total = roll_up(weighed)
        reached = total.achievement
        if reached is None:
            score = _unscored(total.state, total.reason)
        else:
            score = _scored(reached, reached, shared.bands, whole_year=shared.whole_year)
        return Row(*first[:4], level, node, **score._asdict(), coverage=total.coverage)

    by_id = {row.node: row for row in indicators}
    areas = {
        area: rolled("area", area, by_id, told, shared.zeros) for area, told in steps.areas.items()
    }
    goals = {goal: rolled("goal", goal, areas, told) for goal, told in steps.goals.items()}
    yield from areas.values()
    yield from goals.values()
    yield rolled(TOTAL, TOTAL, goals, steps.total)


def counts_missing_as_zero(policy: PolicyVersion, period: Period) -> bool:
    """Whether an indicator that nobody reported counts as 0 in its area: of a year, if told."""
    return period.months == 12 and policy.missing_at_year_end == "zero"


def policy_of(content: Records, indicator: Indicator, period: Period) -> PolicyVersion:
    """The version of an indicator's own achievement policy, else of the organisation's."""
    return policy_in_force(content, achievement_policy(indicator, content.organisation), period)


def policy_in_force(content: Records, policy: str, period: Period) -> PolicyVersion:
    """The version of an achievement policy in force on a period's last day, else its first."""
    versions = content.policies[policy].versions
    first = min(versions, key=lambda v: (Period.parse(v.valid_from).start, v.version))
    return in_force(versions, period) or first


def aim_of(indicator: Indicator, targets: Targets | None, period: Period) -> Aim:
    """How an indicator wants to move, with the tolerance of its target in force in a period.

    The natural maximum is the best value possible only where more is better.
    """
    version = version_of(targets, period) if targets else None
    tolerance = version.tolerance if version else None
    best = indicator.natural_max if indicator.polarity == "maximize" else None
    return Aim(way_of(indicator), tolerance, best)


def way_of(indicator: Indicator) -> str:
    """Polarity, or polarity and variant where that decides: `maximize`, `minimize/ratio`."""
    variant = indicator.variant if indicator.polarity == "minimize" else ""
    return f"{indicator.polarity}/{variant}" if variant else indicator.polarity
