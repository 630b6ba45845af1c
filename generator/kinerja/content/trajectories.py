"""Targets of a year: periods, bounds, ambition, and whether the parts lead to the year's target.

Exactly on plan is 100 in every period (domain §7): who reaches each part has to reach the whole.
Which target holds for a figure is `achievement.targets`'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.manual import highest
from kinerja.model.records import Indicator, Target, TargetVersion
from kinerja.model.validity import in_force, parts_of
from kinerja.periods import MONTHS, Period

_Value = Decimal | Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class _Aim:
    """A target as a range (a point has equal ends), and where it is written.

    `explained`: its version gives a reason, so that nobody has to be asked for one.
    """

    low: Decimal
    high: Decimal
    pointer: Pointer = ()
    explained: bool = False

    def __str__(self) -> str:
        """As targets are printed."""
        return f"{self.low}" if self.low == self.high else f"{self.low}..{self.high}"


def findings(content: Content) -> Iterator[Finding]:
    """What is wrong or doubtful in targets, each at its value."""
    for (year, name), target in content.targets.items():
        if name in content.indicators:
            indicator = content.indicators[name]
            file = content.file(f"targets/{year}/{name}.yml")
            yield from _versions(file, indicator, target, year)
            yield from _bounds(file, content.file(f"indicators/{name}.yml"), indicator, target)
            yield from _leading(file, indicator, target, year)


def _versions(file: str, indicator: Indicator, target: Target, year: int) -> Iterator[Finding]:
    """Each version by itself."""
    for place, version in enumerate(target.versions):
        if Period.parse(version.valid_from).year != year:
            since: Pointer = ("versions", place, "valid_from")
            yield finding(file, "period-other-year", since, value=version.valid_from, year=year)
        for pointer, period, value in _values(place, version):
            yield from _period(file, indicator, pointer, period, year)
            if isinstance(value, Sequence):
                if value[1] <= value[0]:
                    yield finding(file, "bounds-backwards", pointer, least=value[0], most=value[1])
                if indicator.polarity == "minimize" and indicator.variant == "ratio":
                    yield finding(file, "variant-without-effect", pointer, value=_aim(value))
            elif value == 0 and indicator.polarity != "minimize":
                yield finding(file, "target-zero", pointer)
        planned = version.trajectory.get(str(year))
        if version.reason is None and isinstance(planned, Decimal):
            yield from _ambition(file, indicator, target, planned,
                                 ("versions", place, "trajectory", str(year)))  # fmt: skip


def _values(place: int, version: TargetVersion) -> Iterator[tuple[Pointer, str, _Value]]:
    """Every value of a version, the organisation's and the units'."""
    for period, value in version.trajectory.items():
        yield ("versions", place, "trajectory", period), period, value
    for unit, own in (version.units or {}).items():
        for period, value in own.items():
            yield ("versions", place, "units", unit, period), period, value


def _period(
    file: str, indicator: Indicator, pointer: Pointer, period: str, year: int
) -> Iterator[Finding]:
    told = Period.parse(period)
    if told.year != year:
        yield finding(file, "period-other-year", pointer, at_key=True, value=period, year=year)
    if told.months < MONTHS[indicator.frequency]:
        yield finding(file, "period-too-short", pointer, at_key=True, value=period)


def _bounds(file: str, manual: str, indicator: Indicator, target: Target) -> Iterator[Finding]:
    """What the indicator can never be, nobody can have reached or aim at (domain §3).

    Where no target lies within, it is the bound that must be wrong, in the indicator's `manual`.
    """
    least, most = indicator.natural_min, indicator.natural_max
    if most is not None and most <= least:
        return  # told at the indicator
    aims = [
        _aim(value, pointer)
        for place, version in enumerate(target.versions)
        for pointer, _, value in _values(place, version)
    ]
    told = [*aims, _aim(target.baseline.value, ("baseline", "value"))]
    if target.plan_end:
        told.append(_aim(target.plan_end.value, ("plan_end", "value")))
    beyond = [aim for aim in told if aim.high < least or (most is not None and aim.low > most)]
    if len(aims) > 1 and all(aim in beyond for aim in aims):
        key = "natural_min" if aims[0].high < least else "natural_max"
        file, beyond = manual, [replace(aims[0], pointer=(key,))]
    for aim in beyond:
        yield finding(
            file, "target-beyond-bound", aim.pointer,
            value=aim, least=least, most=highest(indicator),
        )  # fmt: skip


def _ambition(
    file: str, indicator: Indicator, target: Target, planned: Decimal, pointer: Pointer
) -> Iterator[Finding]:
    """A target no better than the baseline wants a reason (domain §7, edge policies)."""
    baseline = target.baseline.value
    sign = {"maximize": 1, "minimize": -1}.get(indicator.polarity)
    if sign is not None and sign * planned <= sign * baseline:
        yield finding(file, "target-worse-than-baseline", pointer, value=planned, baseline=baseline)


def _leading(file: str, indicator: Indicator, target: Target, year: int) -> Iterator[Finding]:
    """Values together: the parts of each longer period, and the end of the plan."""
    whole_year = Period(year, 1, 12)
    units = {unit for version in target.versions for unit in version.units or ()}
    for unit in (None, *sorted(units)):
        aims = _aims(target, unit)
        for whole, aim in sorted(aims.items()):
            if whole.months > MONTHS[indicator.frequency] and not aim.explained:
                yield from _reaches(file, indicator, whole, aims)
        yield from _gaps(file, parts_of(indicator, whole_year), aims)
        yield from _slips(file, indicator, parts_of(indicator, whole_year), aims)
        yield from _lacking(file, indicator, whole_year, aims)
    if target.plan_end:
        yield from _plan(file, indicator, target, year, _aims(target, None))


def _aims(target: Target, unit: str | None) -> Mapping[Period, _Aim]:
    """What is written for each period in the version that is in force at its end."""
    aims: dict[Period, _Aim] = {}
    for place, version in enumerate(target.versions):
        way: Pointer = ("versions", place, "trajectory")
        trajectory: Mapping[str, _Value] = version.trajectory
        if unit is not None:
            way = ("versions", place, "units", unit)
            trajectory = (version.units or {}).get(unit, {})
        for text, value in trajectory.items():
            period = Period.parse(text)
            if in_force(target.versions, period) is version:
                explained = version.reason is not None
                aims[period] = _aim(value, (*way, text), explained=explained)
    return aims


def _aim(value: _Value, pointer: Pointer = (), *, explained: bool = False) -> _Aim:
    low, high = value if isinstance(value, Sequence) else (value, value)
    return _Aim(low, high, pointer, explained)


def _reaches(
    file: str, indicator: Indicator, whole: Period, aims: Mapping[Period, _Aim]
) -> Iterator[Finding]:
    """Whether reaching every part reaches the whole, as the period consolidation puts it together.

    Sums must agree to rounding. What is computed anew from all facts lies between its parts; there,
    and for averages and last values, only a whole that is better than what the parts give is told.
    """
    parts = parts_of(indicator, whole)
    if indicator.period_consolidation == "last_known":
        parts = parts[-1:]
    known = [aims[part] for part in parts if part in aims]
    if not known or len(known) < len(parts):
        return
    aim, step = aims[whole], Decimal(1).scaleb(-indicator.precision)
    low = sum((one.low for one in known), Decimal(0))
    high = sum((one.high for one in known), Decimal(0))
    if indicator.period_consolidation == "sum":
        slack = step * len(known) / 2
        if abs(low - aim.low) > slack or abs(high - aim.high) > slack:
            yield finding(
                file, "trajectory-sum-differs", aim.pointer,
                period=whole, value=aim, total=_Aim(low, high),
            )  # fmt: skip
        return
    if indicator.period_consolidation == "average":
        places = indicator.precision
        known = [_Aim(round(low / len(known), places), round(high / len(known), places))]
    hull = _Aim(min(one.low for one in known), max(one.high for one in known))
    match indicator.polarity:
        case "maximize":
            best = max(known, key=lambda one: one.low)
            short = best.low < aim.low - step
        case "minimize":
            best = min(known, key=lambda one: one.high)
            short = best.high > aim.high + step
        case _:
            best = hull
            short = hull.high < aim.low - step or hull.low > aim.high + step
    if short:
        yield finding(
            file, "trajectory-short", aim.pointer, period=whole, value=aim, best=best,
        )  # fmt: skip


def _gaps(file: str, parts: Sequence[Period], aims: Mapping[Period, _Aim]) -> Iterator[Finding]:
    """Parts without a target between others that have one: their figures weigh nothing."""
    told = [place for place, part in enumerate(parts) if part in aims]
    for before, after in pairwise(told):
        if after - before > 1:
            missing = ", ".join(str(part) for part in parts[before + 1 : after])
            yield finding(
                file, "target-gap", aims[parts[after]].pointer, at_key=True, value=missing
            )


_SLIP, _LIKE = 8, 2
"""How many times a value is another where a digit slipped, and where two are much the same."""


def _slips(
    file: str, indicator: Indicator, parts: Sequence[Period], aims: Mapping[Period, _Aim]
) -> Iterator[Finding]:
    """A part about ten times its neighbours, or a tenth, while these are much alike.

    What piles up from January begins small, and shares of a sum follow the year's work.
    """
    known = [aims[part] for part in parts if part in aims]
    if indicator.period_consolidation == "sum":
        return
    for place, aim in enumerate(known):
        first = min(max(place - 1, 0), len(known) - 3)
        others = [one.high for one in known[first : first + 3] if one is not aim]
        is_end = place in (0, len(known) - 1)
        if len(others) < 2 or min(*others, aim.high) <= 0 or aim.explained:
            continue
        if is_end and indicator.period_consolidation == "last_known":
            continue
        least, most = min(others), max(others)
        if most < _LIKE * least and (aim.high >= _SLIP * most or aim.high * _SLIP <= least):
            yield finding(
                file, "target-out-of-line", aim.pointer, value=aim, least=least, most=most
            )


def _lacking(
    file: str, indicator: Indicator, whole: Period, aims: Mapping[Period, _Aim]
) -> Iterator[Finding]:
    """A year without a target of its own whose figure lies between its parts, not at their end.

    It is held against the last part's target (domain §7), which is wrong where they differ.
    """
    anchor = indicator.formula.anchor
    runs_on = anchor is not None and anchor.mode != "in"
    between = indicator.period_consolidation == "average" or (
        indicator.period_consolidation == "recompute" and not runs_on
    )
    parts = parts_of(indicator, whole)
    if whole in aims or not between or not parts or parts[-1] not in aims:
        return
    last = aims[parts[-1]]
    if not last.explained and any(str(aims[part]) != str(last) for part in parts if part in aims):
        yield finding(file, "year-without-target", last.pointer, period=whole, value=last)


def _plan(
    file: str, indicator: Indicator, target: Target, year: int, aims: Mapping[Period, _Aim]
) -> Iterator[Finding]:
    """The end of the plan lies ahead, is at least as good as this year, and comes nearer."""
    if target.plan_end is None:
        return
    last, end = target.plan_end.year, _aim(target.plan_end.value)
    if last < year:
        pointer: Pointer = ("plan_end", "year")
        yield finding(file, "plan-end-passed", pointer, value=last, year=year)
        return
    planned = aims.get(Period(year, 1, 12))
    if (
        planned
        and not planned.explained
        and (
            (last == year and (planned.low, planned.high) != (end.low, end.high))
            or (indicator.polarity == "maximize" and planned.low > end.low)
            or (indicator.polarity == "minimize" and planned.high < end.high)
        )
    ):
        yield finding(
            file, "plan-end-disagrees", ("plan_end", "value"),
            value=end, last=last, target=planned, year=year,
        )  # fmt: skip
    for first, then in _steps(indicator, target, year, aims):
        if not then.explained and _distance(indicator, then, end) > _distance(
            indicator, first, end
        ):
            yield finding(
                file, "trajectory-backwards", then.pointer, first=first, value=then, end=end
            )


def _steps(
    indicator: Indicator, target: Target, year: int, aims: Mapping[Period, _Aim]
) -> Iterator[tuple[_Aim, _Aim]]:
    """Pairs of which the second should be no farther from the end of the plan than the first.

    Shares of a sum and what piles up from January rise by their nature. For maximize and minimize
    the year is held against its baseline already, in `_ambition`.
    """
    whole = Period(year, 1, 12)
    piling = indicator.period_consolidation == "last_known" and indicator.polarity == "minimize"
    known = [aims[part] for part in parts_of(indicator, whole) if part in aims]
    if indicator.period_consolidation != "sum" and not piling and len(known) > 1:
        yield known[0], known[-1]
    if indicator.polarity == "stabilize" and whole in aims:
        yield _aim(target.baseline.value), aims[whole]


def _distance(indicator: Indicator, aim: _Aim, end: _Aim) -> Decimal:
    """How much is missing from a target to the end of the plan; 0 where it is reached."""
    below, above = max(end.low - aim.low, Decimal(0)), max(aim.high - end.high, Decimal(0))
    match indicator.polarity:
        case "maximize":
            return below
        case "minimize":
            return above
        case _:
            return max(end.low - aim.high, aim.low - end.high, Decimal(0))
