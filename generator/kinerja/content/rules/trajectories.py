"""Trajectories: whether the targets of a year lead to the year's own, and on to the plan's end.

Exactly on plan is 100 in every period (domain §7): who reaches each part has to reach the whole.
Each value by itself is judged in `targets`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from kinerja.content.rules.outliers import outliers
from kinerja.content.rules.targets import Aim, Value, aim_of
from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator, Target
from kinerja.model.validity import in_force, parts_of
from kinerja.periods import MONTHS, Period


def findings(content: Content, today: date) -> Iterator[Finding]:
    """What is doubtful in targets of a year together, as of today."""
    for (year, name), target in content.targets.items():
        if name in content.indicators:
            file = content.file(f"targets/{year}/{name}.yml")
            yield from _leading(file, content.indicators[name], target, year, today)


def _leading(
    file: str, indicator: Indicator, target: Target, year: int, today: date
) -> Iterator[Finding]:
    """Values together: the parts of each longer period, and the end of the plan."""
    whole_year = Period(year, 1, 12)
    parts = parts_of(indicator, whole_year)
    units = {unit for version in target.versions for unit in version.units or ()}
    own = {unit: _aims(target, unit) for unit in (None, *sorted(units))}
    for unit, aims in own.items():
        for whole, aim in sorted(aims.items()):
            if whole.months > MONTHS[indicator.frequency] and not aim.explained:
                yield from _reaches(file, indicator, whole, aims)
        due = [part for part in parts if part.start <= today and _has_own(target, unit, part)]
        yield from _gaps(file, parts, aims, due)
        yield from _slips(file, indicator, parts, aims)
        yield from _lacking(file, indicator, whole_year, aims)
        if end := _end(indicator, target, unit, aims.get(whole_year)):
            yield from _backwards(file, indicator, target, aims, whole_year, end)
    if indicator.unit_consolidation != "none" and not own[None]:
        yield from _of_units_only(file, own)
    if target.plan_end:
        yield from _plan(file, indicator, target, year, own[None])


def _has_own(target: Target, unit: str | None, part: Period) -> bool:
    """Whether values of its own hold for a unit then, which replace the organisation's whole."""
    version = in_force(target.versions, part)
    return version is not None and (unit is None or unit in (version.units or {}))


def _of_units_only(file: str, own: Mapping[str | None, Mapping[Period, Aim]]) -> Iterator[Finding]:
    """Targets of units where the organisation has none in the whole year, told at the first."""
    told = [(unit, aims) for unit, aims in own.items() if aims]
    if told:
        units = ", ".join(str(unit) for unit, _ in told)
        first = next(iter(told[0][1].values())).pointer
        yield finding(file, "target-of-units-only", first, at_key=True, value=units)


def _aims(target: Target, unit: str | None) -> Mapping[Period, Aim]:
    """What is written for each period in the version that is in force at its end."""
    aims: dict[Period, Aim] = {}
    for place, version in enumerate(target.versions):
        way: Pointer = ("versions", place, "trajectory")
        trajectory: Mapping[str, Value] = version.trajectory
        if unit is not None:
            way = ("versions", place, "units", unit)
            trajectory = (version.units or {}).get(unit, {})
        for text, value in trajectory.items():
            period = Period.parse(text)
            if in_force(target.versions, period) is version:
                explained = version.reason is not None
                aims[period] = aim_of(value, (*way, text), explained=explained)
    return aims


def _reaches(
    file: str, indicator: Indicator, whole: Period, aims: Mapping[Period, Aim]
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
                period=whole, value=aim, total=Aim(low, high),
            )  # fmt: skip
        return
    if indicator.period_consolidation == "average":
        places = indicator.precision
        known = [Aim(round(low / len(known), places), round(high / len(known), places))]
    hull = Aim(min(one.low for one in known), max(one.high for one in known))
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


def _gaps(
    file: str, parts: Sequence[Period], aims: Mapping[Period, Aim], due: Sequence[Period]
) -> Iterator[Finding]:
    """Parts without a target after one that has one: their figures weigh nothing.

    Those after the last target are told as soon as they have begun (`due`): a year's plan may end
    before it is complete, but not behind the calendar.
    """
    told = [place for place, part in enumerate(parts) if part in aims]
    for before, after in pairwise(told):
        if after - before > 1:
            missing = ", ".join(str(part) for part in parts[before + 1 : after])
            yield finding(
                file, "target-gap", aims[parts[after]].pointer, at_key=True, value=missing
            )
    ended = [part for part in due if told and part > parts[told[-1]]]
    if ended:
        missing = ", ".join(str(part) for part in ended)
        last = aims[parts[told[-1]]].pointer
        yield finding(file, "target-gap", last, at_key=True, value=missing)


def _slips(
    file: str, indicator: Indicator, parts: Sequence[Period], aims: Mapping[Period, Aim]
) -> Iterator[Finding]:
    """A part about ten times its neighbours, or a tenth, while these are much alike.

    What piles up from January begins small, and shares of a sum follow the year's work.
    """
    known = [aims[part] for part in parts if part in aims]
    if indicator.period_consolidation == "sum":
        return
    for place, beside in outliers([aim.high for aim in known]):
        aim, others = known[place], [known[one].high for one in beside]
        is_end = place in (0, len(known) - 1)
        if not aim.explained and not (is_end and indicator.period_consolidation == "last_known"):
            yield finding(
                file, "target-out-of-line", aim.pointer,
                value=aim, least=min(others), most=max(others),
            )  # fmt: skip


def _lacking(
    file: str, indicator: Indicator, whole: Period, aims: Mapping[Period, Aim]
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
    file: str, indicator: Indicator, target: Target, year: int, aims: Mapping[Period, Aim]
) -> Iterator[Finding]:
    """The end of the plan lies ahead and is at least as good as this year."""
    if target.plan_end is None:
        return
    last, end = target.plan_end.year, aim_of(target.plan_end.value)
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


def _end(indicator: Indicator, target: Target, unit: str | None, year: Aim | None) -> Aim | None:
    """What a year's targets lead to: the end of the plan, which the organisation alone has.

    Without it the year's own, where that is computed anew and so may lie between its parts; how
    else it follows from these is known exactly, and `_reaches` asks. What is to be small may well
    pile up over a year.
    """
    if target.plan_end and unit is None:
        return aim_of(target.plan_end.value)
    is_open = indicator.period_consolidation == "recompute" and indicator.polarity == "maximize"
    return year if is_open else None


def _backwards(
    file: str,
    indicator: Indicator,
    target: Target,
    aims: Mapping[Period, Aim],
    whole: Period,
    end: Aim,
) -> Iterator[Finding]:
    """Targets that end farther from where they lead to than they began."""
    for first, then in _steps(indicator, target, whole, aims):
        far = _distance(indicator, then, end)
        if not then.explained and far > _distance(indicator, first, end):
            yield finding(
                file, "trajectory-backwards", then.pointer, first=first, value=then, end=end
            )


def _steps(
    indicator: Indicator, target: Target, whole: Period, aims: Mapping[Period, Aim]
) -> Iterator[tuple[Aim, Aim]]:
    """Pairs of which the second should be no farther from the end than the first.

    Shares of a sum and what piles up from January rise by their nature. For maximize and minimize
    the year is held against its baseline already, in `_ambition`.
    """
    piling = indicator.period_consolidation == "last_known" and indicator.polarity == "minimize"
    known = [aims[part] for part in parts_of(indicator, whole) if part in aims]
    if indicator.period_consolidation != "sum" and not piling and len(known) > 1:
        yield known[0], known[-1]
    if indicator.polarity == "stabilize" and whole in aims:
        yield aim_of(target.baseline.value), aims[whole]


def _distance(indicator: Indicator, aim: Aim, end: Aim) -> Decimal:
    """How much is missing from a target to the end of the plan; 0 where it is reached."""
    below, above = max(end.low - aim.low, Decimal(0)), max(aim.high - end.high, Decimal(0))
    match indicator.polarity:
        case "maximize":
            return below
        case "minimize":
            return above
        case _:
            return max(end.low - aim.high, aim.low - end.high, Decimal(0))
