"""Rows: each indicator's figure in each period and scope, and the ladder of roll-ups above it.

Measures are taken by now (`compiling`); here they meet targets, policies and weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kinerja.achievement.realization import Facts, Realized, realize
from kinerja.achievement.rollup import TOTAL, Child, Ladder, ladder, roll_up
from kinerja.achievement.score import Aim, achieve, status_of
from kinerja.achievement.table import BASES, Basis, Key, Row
from kinerja.achievement.targets import target_of, version_of
from kinerja.findings import Finding, finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator, PolicyVersion
from kinerja.model.validity import in_force
from kinerja.numbers import publish
from kinerja.periods import Period

ORGANISATION, UNIT = "organisation", "unit"


def all_rows(facts: Facts, reported: Sequence[Period]) -> Iterator[Row]:
    """Every row of the reported periods, in no particular order; numbers in the current context."""
    content = facts.content
    scopes = [(ORGANISATION, content.organisation.id), *((UNIT, unit) for unit in content.units)]
    for period in reported:
        steps = ladder(content, period)
        policy = policy_in_force(content, content.organisation.policies.achievement, period)
        for basis in BASES:
            for scope in scopes:
                rows = [
                    _indicator_row(facts, indicator, period, basis, scope)
                    for indicator in content.indicators.values()
                    if indicator.status != "proposed"
                ]
                yield from rows
                yield from _rolled_up(content, steps, rows, period, policy)


def _indicator_row(
    facts: Facts, indicator: Indicator, period: Period, basis: Basis, scope: tuple[str, str]
) -> Row:
    content, to_date = facts.content, basis == "to_date"
    unit = scope[1] if scope[0] == UNIT else None
    targets = content.targets.get((period.year, indicator.id))
    row = Row(
        str(period), basis, *scope, "indicator", indicator.id,
        baseline=targets.baseline.value if targets else None,
    )  # fmt: skip
    realized = realize(facts, indicator, period, unit, to_date=to_date)
    if realized.state == "not_scheduled":
        return row._replace(state=realized.state, reason=realized.reason)
    target = target_of(indicator, targets, period, unit, to_date=to_date)
    row = _known(row, realized)._replace(target=target)
    if target is None:
        return row._replace(state="not_targeted", reason="no_target")
    if realized.value is None:
        return row._replace(state=realized.state, reason=realized.reason)
    own = indicator.policies.achievement if indicator.policies else None
    policy_id = own or content.organisation.policies.achievement
    version = version_of(targets, period) if targets else None
    aim = Aim(_way(indicator), version.tolerance if version else None, indicator.natural_max)
    raw, achieved = achieve(
        realized.value, target, aim, policy_in_force(content, policy_id, period)
    )
    return _scored(content, indicator, row, period, raw, achieved)


def _known(row: Row, realized: Realized) -> Row:
    return row._replace(
        numerator=realized.numerator,
        denominator=realized.denominator,
        n=realized.n,
        realization=realized.value,
        coverage=realized.coverage,
    )


def _scored(
    content: Content,
    indicator: Indicator | None,
    row: Row,
    period: Period,
    raw: Decimal,
    achieved: Decimal,
) -> Row:
    own = indicator.policies.status_scheme if indicator and indicator.policies else None
    scheme = content.policies[own or content.organisation.policies.status_scheme]
    published = publish(achieved)
    return row._replace(
        achievement_raw=raw,
        achievement=achieved,
        published=published,
        state="computed",
        reason="",
        status=status_of(published, scheme.bands, whole_year=period.months == 12),
    )


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
    missing_is_zero = period.months == 12 and policy.missing_at_year_end == "zero"

    def rolled(level: str, node: str, children: Mapping[str, Row], below: str) -> Row:
        weighed = [
            Child(row.state, row.achievement, steps.weight(below, name, tuple(children)))
            for name, row in children.items()
        ]
        total = roll_up(weighed, missing_is_zero=missing_is_zero)
        row = Row(*first[:4], level, node, coverage=total.coverage)
        if total.achievement is None:
            return row._replace(state=total.state, reason=total.reason)
        return _scored(content, None, row, period, total.achievement, total.achievement)

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


def policy_in_force(content: Content, policy: str, period: Period) -> PolicyVersion:
    """The version of an achievement policy in force on a period's last day, else its first."""
    versions = content.policies[policy].versions
    first = min(versions, key=lambda v: (Period.parse(v.valid_from).start, v.version))
    return in_force(versions, period) or first


def _way(indicator: Indicator) -> str:
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
