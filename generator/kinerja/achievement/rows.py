"""Rows: each indicator's figure in each period and scope, and the ladder of roll-ups above it.

Measures are taken by now (`compiling`); here they meet targets, policies and weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from kinerja.achievement.realization import Facts, realize
from kinerja.achievement.rollup import TOTAL, Child, Ladder, ladder, roll_up
from kinerja.achievement.schedule import Due, due
from kinerja.achievement.score import Aim, achieve, status_of
from kinerja.achievement.table import BASES, Basis, Key, Row
from kinerja.achievement.targets import target_of, version_of
from kinerja.findings import Finding, finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator, PolicyBand, PolicyVersion, Target
from kinerja.model.validity import in_force
from kinerja.numbers import publish
from kinerja.periods import Period

ORGANISATION, UNIT = "organisation", "unit"


def all_rows(facts: Facts, reported: Sequence[Period]) -> Iterator[Row]:
    """Every row of the reported periods, in the table's order; numbers in the current context."""
    content = facts.content
    units = ((UNIT, unit) for unit in sorted(content.units))
    scopes = [(ORGANISATION, content.organisation.id), *units]
    for period in sorted(reported, key=str):
        steps = ladder(content, period)
        policy = policy_in_force(content, content.organisation.policies.achievement, period)
        for basis in BASES:
            lines = [
                _line(content, indicator, period, basis)
                for indicator in content.indicators.values()
                if indicator.status != "proposed"
            ]
            for scope in scopes:
                rows = [_indicator_row(facts, line, scope) for line in lines]
                above = _rolled_up(content, steps, rows, period, policy)
                yield from sorted([*rows, *above], key=_LEVEL_AND_NODE)


_LEVEL_AND_NODE = attrgetter("level", "node")


@dataclass(frozen=True, slots=True)
class _Line:
    """What the rows of an indicator in a period, on one basis, have in common in all scopes."""

    owed: Due
    basis: Basis
    period: str
    targets: Target | None
    baseline: Decimal | None
    aim: Aim
    policy: PolicyVersion
    bands: Sequence[PolicyBand]


def _line(content: Content, indicator: Indicator, period: Period, basis: Basis) -> _Line:
    targets = content.targets.get((period.year, indicator.id))
    own = indicator.policies.achievement if indicator.policies else None
    policy = own or content.organisation.policies.achievement
    return _Line(
        due(indicator, period, to_date=basis == "to_date"),
        basis,
        str(period),
        targets,
        targets.baseline.value if targets else None,
        aim_of(indicator, targets, period),
        policy_in_force(content, policy, period),
        _bands(content, indicator),
    )


def _indicator_row(facts: Facts, line: _Line, scope: tuple[str, str]) -> Row:
    owed = line.owed
    unit = scope[1] if scope[0] == UNIT else None
    realized = realize(facts, owed, unit)
    key = (line.period, line.basis, *scope, "indicator", owed.indicator.id)
    if realized.state == "not_scheduled":
        return Row(*key, baseline=line.baseline, state=realized.state, reason=realized.reason)
    target = target_of(owed.indicator, line.targets, owed.period, unit, to_date=owed.to_date)
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
    own = indicator.policies.status_scheme if indicator and indicator.policies else None
    return content.policies[own or content.organisation.policies.status_scheme].bands


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


def _rolled_up(
    content: Content,
    steps: Ladder,
    indicators: Sequence[Row],
    period: Period,
    policy: PolicyVersion,
) -> Iterator[Row]:
    """The rows of areas, goals and the total of one scope, each from its children's rows."""
    first = indicators[0] if indicators else None
    if first is None:
        return
    missing_is_zero = counts_missing_as_zero(policy, period)
    bands, whole_year = _bands(content, None), period.months == 12

    def rolled(level: str, node: str, children: Mapping[str, Row], below: str) -> Row:
        siblings = tuple(children)
        weighed = [
            Child(row.state, row.achievement, steps.weight(below, name, siblings))
            for name, row in children.items()
        ]
        total = roll_up(weighed, missing_is_zero=missing_is_zero)
        reached = total.achievement
        if reached is None:
            score = _unscored(total.state, total.reason)
        else:
            score = _scored(reached, reached, bands, whole_year=whole_year)
        return Row(*first[:4], level, node, **score._asdict(), coverage=total.coverage)

    by_id = {row.node: row for row in indicators}
    areas = {
        area: rolled("area", area, {name: by_id[name] for name in names}, "indicator")
        for area, names in steps.areas.items()
    }
    goals = {
        goal: rolled("goal", goal, {name: areas[name] for name in names}, "area")
        for goal, names in steps.goals.items()
    }
    yield from areas.values()
    yield from goals.values()
    yield rolled(TOTAL, TOTAL, goals, "goal")


def counts_missing_as_zero(policy: PolicyVersion, period: Period) -> bool:
    """Whether roll-ups of a period count a child that nobody reported as 0: of a year, if told."""
    return period.months == 12 and policy.missing_at_year_end == "zero"


def policy_in_force(content: Content, policy: str, period: Period) -> PolicyVersion:
    """The version of an achievement policy in force on a period's last day, else its first."""
    versions = content.policies[policy].versions
    first = min(versions, key=lambda v: (Period.parse(v.valid_from).start, v.version))
    return in_force(versions, period) or first


def aim_of(indicator: Indicator, targets: Target | None, period: Period) -> Aim:
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


def beyond_bounds(content: Content, rows: Mapping[Key, Row]) -> Iterator[Finding]:
    """Realizations that cannot be: beyond what the indicator says is naturally possible."""
    seen: set[tuple[str, str]] = set()
    for row in rows.values():
        indicator = content.indicators.get(row.node) if row.level == "indicator" else None
        if indicator is None or row.realization is None:
            continue
        most = indicator.natural_max
        beyond = row.realization < indicator.natural_min or (
            most is not None and row.realization > most
        )
        if beyond and (row.node, row.scope) not in seen:
            seen.add((row.node, row.scope))
            yield finding(
                content.file(f"indicators/{indicator.id}.yml"),
                "realization-beyond-bound",
                ("natural_min" if row.realization < indicator.natural_min else "natural_max",),
                period=row.period,
                scope=row.scope,
                value=publish(row.realization),
                least=indicator.natural_min,
                most="…" if most is None else most,
            )
