"""Rules between records that no schema can say: indicators, targets, policies, calendars.

What entries of lists contradict is in `entries`; weights and the completeness of practice have
files of their own. Package rows are checked in `packages`, formulas on the floor above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator, Policy, Target
from kinerja.periods import MONTHS, Period

_TABLES = ("packages", "action_plans")


def findings(content: Content) -> Iterator[Finding]:
    """What records contradict, each at the file that has to change."""
    for indicator in content.indicators.values():
        yield from _indicator(content, indicator)
    yield from _codes(content)
    for (year, name), target in content.targets.items():
        if name in content.indicators:
            yield from _target(content, content.indicators[name], target, year)
    for policy in content.policies.values():
        yield from _bands(content, policy)
    yield from _policies_in_force(content)
    yield from _calendars(content)


def _indicator(content: Content, indicator: Indicator) -> Iterator[Finding]:
    file = content.file(f"indicators/{indicator.id}.yml")
    if indicator.verifier == indicator.data_provider:
        yield finding(file, "verifier-is-provider", ("verifier",), value=indicator.verifier)
    last = indicator.valid_until
    if last and Period.parse(last).end < Period.parse(indicator.valid_from).start:
        yield finding(
            file, "validity-backwards", ("valid_until",), value=last, start=indicator.valid_from
        )
    most = indicator.natural_max
    if most is not None and most <= indicator.natural_min:
        yield finding(
            file, "bounds-backwards", ("natural_max",), least=indicator.natural_min, most=most
        )
    formula = indicator.formula
    if formula.kind != "direct" and indicator.source.kind not in _TABLES:
        yield finding(file, "source-without-table", ("source", "kind"), value=indicator.source.kind)
    if indicator.polarity == "minimize" and indicator.variant == "ratio":
        own = indicator.policies.achievement if indicator.policies else None
        policy = content.policies.get(own or content.organisation.policies.achievement)
        if policy and any(version.cap is None for version in policy.versions or ()):
            yield finding(file, "ratio-without-cap", ("variant",), value=policy.id)


def _codes(content: Content) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for indicator in content.indicators.values():
        other = first.setdefault(indicator.code, indicator.id)
        if other != indicator.id:
            file = content.file(f"indicators/{indicator.id}.yml")
            yield finding(file, "code-repeated", ("code",), value=indicator.code, other=other)


def _target(content: Content, indicator: Indicator, target: Target, year: int) -> Iterator[Finding]:
    file = content.file(f"targets/{year}/{target.indicator}.yml")
    for place, version in enumerate(target.versions):
        yield from _other_year(file, ("versions", place, "valid_from"), [version.valid_from], year)
        written = [(("versions", place, "trajectory"), version.trajectory)] + [
            (("versions", place, "units", unit), own) for unit, own in (version.units or {}).items()
        ]
        for pointer, trajectory in written:
            yield from _other_year(file, pointer, trajectory, year, at_key=True)
            for period, value in trajectory.items():
                yield from _value(file, indicator, (*pointer, period), period, value)
        planned = version.trajectory.get(str(year))
        if version.reason is None and isinstance(planned, Decimal):
            yield from _ambition(file, indicator, target, planned,
                                 ("versions", place, "trajectory", str(year)))  # fmt: skip


def _other_year(
    file: str, pointer: Pointer, periods: Iterable[str], year: int, *, at_key: bool = False
) -> Iterator[Finding]:
    for period in periods:
        if Period.parse(period).year != year:
            place = (*pointer, period) if at_key else pointer
            yield finding(file, "period-other-year", place, at_key=at_key, value=period, year=year)


def _value(
    file: str,
    indicator: Indicator,
    pointer: Pointer,
    period: str,
    value: Decimal | Sequence[Decimal],
) -> Iterator[Finding]:
    if isinstance(value, Sequence):
        if value[1] <= value[0]:
            yield finding(file, "bounds-backwards", pointer, least=value[0], most=value[1])
    elif value == 0 and indicator.polarity != "minimize":
        yield finding(file, "target-zero", pointer)
    if Period.parse(period).months < MONTHS[indicator.frequency]:
        yield finding(file, "period-too-short", pointer, at_key=True, value=period)


def _ambition(
    file: str, indicator: Indicator, target: Target, planned: Decimal, pointer: Pointer
) -> Iterator[Finding]:
    """A target no better than the baseline wants a reason (domain §7, edge policies)."""
    baseline = target.baseline.value
    sign = {"maximize": 1, "minimize": -1}.get(indicator.polarity)
    if sign is not None and sign * planned <= sign * baseline:
        yield finding(file, "target-worse-than-baseline", pointer, value=planned, baseline=baseline)


def _bands(content: Content, policy: Policy) -> Iterator[Finding]:
    if policy.kind != "status_scheme":
        return
    bounds = [band.from_ if band.from_ is not None else band.above for band in policy.bands]
    falling = all(
        one is not None and (other is None or one > other) for one, other in pairwise(bounds)
    )
    if not falling or (bounds and bounds[-1] is not None):
        yield finding(content.file(f"policies/{policy.id}.yml"), "bands-disordered", ("bands",))


def _policies_in_force(content: Content) -> Iterator[Finding]:
    chosen = [(content.file("organisation.yml"), content.organisation.policies)] + [
        (content.file(f"indicators/{indicator.id}.yml"), indicator.policies)
        for indicator in content.indicators.values()
        if indicator.policies
    ]
    for file, policies in chosen:
        for kind in ("achievement", "status_scheme"):
            policy = content.policies.get(getattr(policies, kind) or "")
            if policy is not None and policy.kind != kind:
                pointer: Pointer = ("policies", kind)
                yield finding(file, "policy-wrong-kind", pointer, value=policy.id, kind=kind)


def _calendars(content: Content) -> Iterator[Finding]:
    for year, calendar in content.calendars.items():
        file = content.file(f"calendars/{year}.yml")
        seen = set()
        for place, day in enumerate(calendar.days):
            pointer: Pointer = ("days", place, "date")
            if day.date.year != year:
                yield finding(file, "date-other-year", pointer, value=day.date, year=year)
            if day.date in seen:
                yield finding(file, "date-repeated", pointer, value=day.date)
            seen.add(day.date)
    counting = any(
        "working_days" in f"{i.formula.numerator} {i.formula.denominator} {i.formula.scope}"
        for i in content.indicators.values()
    )
    for year in content.years if counting else ():
        if year not in content.calendars:
            yield finding(content.file("organisation.yml"), "calendar-missing", year=year)
