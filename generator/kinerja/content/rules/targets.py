"""Targets of a year, each value by itself: its period, its bounds, its ambition.

What values say together is `trajectories`'; which target holds for a figure
`achievement.terms.targets`'.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kinerja.content.rules.outliers import is_far
from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.manual import highest
from kinerja.model.records import Indicator, Target, TargetVersion
from kinerja.periods import MONTHS, Period

Value = Decimal | Sequence[Decimal]
"""One number, or a range from its lower to its upper bound."""


@dataclass(frozen=True, slots=True)
class Aim:
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


def aim_of(value: Value, pointer: Pointer = (), *, explained: bool = False) -> Aim:
    """A value as it is written, with its place."""
    low, high = value if isinstance(value, Sequence) else (value, value)
    return Aim(low, high, pointer, explained)


def findings(content: Content) -> Iterator[Finding]:
    """What is wrong or doubtful in single targets, each at its value."""
    for (year, name), target in content.targets.items():
        if name in content.indicators:
            indicator = content.indicators[name]
            file = content.file(f"targets/{year}/{name}.yml")
            yield from _versions(file, indicator, target, year)
            yield from _bounds(file, content.file(f"indicators/{name}.yml"), indicator, target)


def _versions(file: str, indicator: Indicator, target: Target, year: int) -> Iterator[Finding]:
    """Each version by itself."""
    for place, version in enumerate(target.versions):
        if Period.parse(version.valid_from).year != year:
            since: Pointer = ("versions", place, "valid_from")
            yield finding(file, "period-other-year", since, value=version.valid_from, year=year)
        if not any(True for _ in values(place, version)):
            trajectory: Pointer = ("versions", place, "trajectory")
            yield finding(file, "trajectory-empty", trajectory, value=version.version)
        for pointer, period, value in values(place, version):
            yield from _period(file, indicator, pointer, period, year)
            if isinstance(value, Sequence):
                if value[1] <= value[0]:
                    yield finding(file, "bounds-backwards", pointer, least=value[0], most=value[1])
                if indicator.polarity == "minimize" and indicator.variant == "ratio":
                    yield finding(file, "variant-without-effect", pointer, value=aim_of(value))
            elif value == 0 and indicator.polarity != "minimize":
                yield finding(file, "target-zero", pointer)
        planned = version.trajectory.get(str(year))
        if version.reason is None and isinstance(planned, Decimal):
            yield from _ambition(file, indicator, target, planned,
                                 ("versions", place, "trajectory", str(year)))  # fmt: skip


def values(place: int, version: TargetVersion) -> Iterator[tuple[Pointer, str, Value]]:
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
        yield finding(
            file, "period-too-short", pointer, at_key=True, value=period, indicator=indicator.id
        )


def _bounds(file: str, manual: str, indicator: Indicator, target: Target) -> Iterator[Finding]:
    """What the indicator can never be, nobody can have reached or aim at (domain §3).

    Where no target lies within, it is the bound that must be wrong, in the indicator's `manual`.
    """
    least, most = indicator.natural_min, indicator.natural_max
    if most is not None and most <= least:
        return  # told at the indicator
    aims = [
        aim_of(value, pointer)
        for place, version in enumerate(target.versions)
        for pointer, _, value in values(place, version)
    ]
    told = [*aims, aim_of(target.baseline.value, ("baseline", "value"))]
    if target.plan_end:
        told.append(aim_of(target.plan_end.value, ("plan_end", "value")))
    beyond = [aim for aim in told if aim.high < least or (most is not None and aim.low > most)]
    if len(aims) > 1 and all(aim in beyond for aim in aims):
        key = "natural_min" if aims[0].high < least else "natural_max"
        file, beyond = manual, [replace(aims[0], pointer=(key,))]
    for aim in beyond:
        yield finding(
            file, "target-beyond-bound", aim.pointer,
            value=aim, least=least, most=highest(indicator),
        )  # fmt: skip


def most_of(target: Target) -> Decimal:
    """The highest value of all versions of a target; 0 where there is none."""
    aims = (
        aim_of(value).high
        for place, version in enumerate(target.versions)
        for _, _, value in values(place, version)
    )
    return max(aims, default=Decimal(0))


_FRACTION = 50
"""How many times less a percentage is than one like it, where it became a fraction."""


def is_fraction(percent: Decimal, like: Decimal) -> bool:
    """Whether what should be a percentage, as another one is, was written as a part of one."""
    return 0 < percent <= 1 and percent * _FRACTION <= like


def _ambition(
    file: str, indicator: Indicator, target: Target, planned: Decimal, pointer: Pointer
) -> Iterator[Finding]:
    """A target no better than the baseline wants a reason (domain §7, edge policies)."""
    baseline = target.baseline.value
    sign = {"maximize": 1, "minimize": -1}.get(indicator.polarity)
    if indicator.unit == "percent" and is_fraction(planned, baseline):
        yield finding(file, "target-as-fraction", pointer, value=planned, baseline=baseline)
    elif min(planned, baseline) > 0 and is_far(baseline, planned, planned):
        yield finding(
            file, "baseline-out-of-line", ("baseline", "value"), value=baseline, target=planned
        )
    elif sign is not None and sign * planned <= sign * baseline:
        yield finding(file, "target-worse-than-baseline", pointer, value=planned, baseline=baseline)
