"""Explanation: a figure as a worked calculation, retraced from the sources that compiling used.

Parts and units, the target as it was written, the policies, and the packages on either side of the
line. Nothing is computed otherwise than in `rows`; words and formats are for whoever prints.
"""

from __future__ import annotations

import decimal
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kinerja.achievement.compiling import Compiled
from kinerja.achievement.figures.consolidation import Realized, computed
from kinerja.achievement.figures.realization import Facts, over_parts, over_units, realize
from kinerja.achievement.figures.rows import ORGANISATION, UNIT, aim_of, policy_of
from kinerja.achievement.measuring.measures import Measure
from kinerja.achievement.measuring.membership import Member, members, tally, weighing
from kinerja.achievement.measuring.observations import PACKAGES
from kinerja.achievement.terms.schedule import Due, Part, Window, due
from kinerja.achievement.terms.score import Aim
from kinerja.achievement.terms.table import Basis, Key, Row
from kinerja.achievement.terms.targets import Written, written_for
from kinerja.model.manual import achievement_policy, divisor
from kinerja.model.records import Indicator, PolicyVersion
from kinerja.numbers import CALCULATE, Exact
from kinerja.periods import Period


@dataclass(frozen=True, slots=True)
class Portion:
    """A value that was measured or consolidated by itself: one period of one scope.

    `unit` None is the organisation; `enters` says whether the figure is made from it; `units` are
    what an organisation's value was put together from, if not from the source itself.
    """

    period: Period
    days: Window
    unit: str | None
    realized: Realized
    enters: bool
    units: tuple[Portion, ...] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure with everything that it was made of.

    `age` says how many parts before the last one a last known value was stated; `targets` add up
    to the row's target, which is held against the realization as `aim` says. `policy` and `scheme`
    are ids, `version` the policy's in force.
    """

    indicator: Indicator
    period: Period
    unit: str | None
    row: Row
    age: int
    portions: tuple[Portion, ...]
    targets: tuple[Written, ...]
    aim: Aim
    policy: str
    version: PolicyVersion
    scheme: str

    @property
    def entering(self) -> tuple[Portion, ...]:
        """What comes straight from packages, actions or measurements and enters the figure.

        Silent units of an entering portion are among them.
        """
        return tuple(
            source
            for portion in self.portions
            if portion.enters
            for source in portion.units or (portion,)
        )


@dataclass(frozen=True, slots=True)
class Sides:
    """Ids of rows on either side of the line (`Member.id`): `excluded` with the reason, in order.

    Who is counted or in the denominator of any portion that enters the figure is not excluded.
    """

    counted: tuple[str, ...]
    in_denominator: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A package in a figure: what it adds and weighs, and its facts in the formula's columns.

    `value` is what the figure would be if it were the only one; it has none, and weighs nothing of
    its own, where the denominator is no package's.
    """

    package: str
    unit: str
    period: Period
    value: Decimal | None
    adds: Exact
    weighs: Exact | None
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tally:
    """The same as numbers, `excluded` by reason."""

    counted: int
    in_denominator: int
    excluded: Mapping[str, int]


def work(
    compiled: Compiled, indicator: Indicator, period: Period, basis: Basis, unit: str | None
) -> Worked:
    """Retrace the row of an indicator, which must be in the table; `unit` None: organisation."""
    content = compiled.content
    scope = (UNIT, unit) if unit is not None else (ORGANISATION, content.organisation.id)
    row = compiled.rows[Key(str(period), basis, *scope, "indicator", indicator.id)]
    owed = due(indicator, period, to_date=basis == "to_date")
    with decimal.localcontext(CALCULATE):
        realized = realize(compiled.facts, owed, unit)
        is_due = realized.state != "not_scheduled"
        portions = _portions(compiled.facts, owed, unit) if is_due else ()
    targets = content.targets.get((period.year, indicator.id))
    own, usual = indicator.policies, content.organisation.policies
    return Worked(
        indicator,
        period,
        unit,
        row,
        realized.age,
        portions,
        written_for(indicator, targets, period, unit, to_date=owed.to_date),
        aim_of(indicator, targets, period),
        achievement_policy(indicator, content.organisation),
        policy_of(content, indicator, period),
        (own.status_scheme if own else None) or usual.status_scheme,
    )


def _portions(facts: Facts, owed: Due, unit: str | None) -> tuple[Portion, ...]:
    parts = over_parts(facts, owed, unit)
    stated = [part for part, realized in parts if realized.value is not None]
    entering = stated
    if owed.indicator.period_consolidation == "last_known":
        entering = stated[-1:]
    if len(parts) == 1:
        entering = [part for part, _ in parts]
    return tuple(
        Portion(
            part.period,
            part.days,
            unit,
            realized,
            part in entering,
            _units(facts, owed, part, unit),
        )
        for part, realized in parts
    )


def _units(facts: Facts, owed: Due, part: Part, unit: str | None) -> tuple[Portion, ...]:
    return tuple(
        Portion(part.period, part.days, each, realized, realized.value is not None)
        for each, realized in over_units(facts, owed, part, unit) or ()
    )


# --- packages on either side of the line -------------------------------------------------------


def sides(compiled: Compiled, worked: Worked, portion: Portion | None = None) -> Sides:
    """The packages behind a figure, or behind one of its portions; empty for direct values."""
    formula = compiled.formulas.get(worked.indicator.id)
    if formula is None:
        return Sides((), (), ())
    sources = worked.entering if portion is None else portion.units or (portion,)
    found: dict[str, Member] = {}
    for source in sources:
        for one in members(compiled.connection, formula, source.days, units_of(source)):
            judged = _as_reported(one, source, is_asked=portion is not None)
            known = found.get(one.id)
            if known is not None and not known.reason:
                judged = judged._replace(
                    counted=known.counted or judged.counted,
                    divides=known.divides or judged.divides,
                    reason="",
                )
            found[one.id] = judged
    ordered = [found[id] for id in sorted(found)]
    return Sides(
        tuple(one.id for one in ordered if one.counted),
        tuple(one.id for one in ordered if one.divides),
        tuple((one.id, one.reason) for one in ordered if one.reason),
    )


def count_sides(compiled: Compiled, worked: Worked) -> Tally | None:
    """How many packages stand behind a figure; None for direct values.

    Counted per portion: a package that enters in two periods is counted twice.
    """
    formula = compiled.formulas.get(worked.indicator.id)
    if formula is None:
        return None
    counted, divides, excluded = 0, 0, Counter[str]()
    for source in worked.entering:
        units = units_of(source)
        above, below, by_reason = tally(compiled.connection, formula, source.days, units)
        taken, silence = by_reason.pop("", 0), _silence(source)
        if silence:
            by_reason[silence] += taken
            above = below = 0
        counted, divides = counted + above, divides + below
        excluded += by_reason
    return Tally(counted, divides, dict(sorted(excluded.items())))


def weighed(compiled: Compiled, worked: Worked) -> tuple[Weighed, ...]:
    """Every package that a figure rests on, once for each period in which it enters.

    The worst first: the least where more is better, else the most; what has no value of its own
    comes last. Empty for direct values and for figures over action plans.
    """
    indicator, formula = worked.indicator, compiled.formulas.get(worked.indicator.id)
    if formula is None or formula.table != PACKAGES:
        return ()
    measured = divisor(indicator) is not None
    found: list[Weighed] = []
    for source in worked.entering:
        rows = weighing(compiled.connection, formula, source.days, *formula.facts)
        for id, unit, adds, weighs, *facts in () if _silence(source) else rows:
            if source.unit in (None, unit):
                value = None if measured else computed(indicator, Measure(adds, weighs, 1)).value
                told = dict(zip(formula.facts, facts, strict=True))
                weight = None if measured else weighs
                found.append(Weighed(id, unit, source.period, value, adds, weight, told))
    sign = 1 if indicator.polarity == "maximize" else -1

    def farness(one: Weighed) -> tuple[bool, Exact, str]:
        far = -one.adds if one.value is None else sign * one.value
        return one.value is None, far, one.package

    return tuple(sorted(found, key=farness))


def units_of(source: Portion) -> tuple[str, ...] | None:
    """The units whose packages a source counts; None: all."""
    return None if source.unit is None else (source.unit,)


def _silence(source: Portion) -> str:
    """Why nothing of a source counts: its unit did not report, or has no value of its own."""
    if source.realized.reason == "no_report":
        return "unit_not_reported"
    return "" if source.enters else "not_counted"


def _as_reported(member: Member, source: Portion, *, is_asked: bool) -> Member:
    """What would count does not, where its unit is silent or, in a whole, has no value.

    `is_asked`: the source stands for itself, and shows what its missing value was made of.
    """
    silence = _silence(source)
    if member.reason or not silence or (is_asked and silence == "not_counted"):
        return member
    return member._replace(counted=False, divides=False, reason=silence)
