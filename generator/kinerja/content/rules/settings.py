"""Rules between records that no schema can say: indicators, policies, calendars.

What entries of lists contradict is in `entries`, what holds twice at a time in `overlaps`; targets
(`trajectories`), weights and the completeness of practice have files of their own. Package rows are
checked in `packages`, formulas on the floor above.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from warnings import catch_warnings

from kinerja.content.rules.repeated import repeated
from kinerja.findings import Finding, Firsts, Pointer, finding
from kinerja.messages import mark as _
from kinerja.model.content import Content
from kinerja.model.manual import achievement_policy
from kinerja.model.records import (
    Area,
    Bilingual,
    Indicator,
    Policy,
    PolicyBand,
    PolicyTableItemBand,
)
from kinerja.periods import Period

_TABLES = ("packages", "action_plans")


def findings(content: Content, unread: Collection[str]) -> Iterator[Finding]:
    """What records contradict, each at the file that has to change.

    `unread` are years whose calendars have faults of their own: they are there all the same.
    """
    for indicator in content.indicators.values():
        yield from _indicator(content, indicator)
    yield from _codes(content)
    yield from _units(content)
    for area in content.areas.values():
        yield from _selector(content, area)
    for policy in content.policies.values():
        yield from _bands(content, policy)
        yield from _bonuses(content, policy)
        yield from _tables(content, policy)
    yield from _policies_in_force(content)
    yield from _calendars(content, unread)


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
        policy = content.policies.get(achievement_policy(indicator, content.organisation))
        if policy and any(version.cap is None for version in policy.versions or ()):
            yield finding(file, "ratio-without-cap", ("variant",), value=policy.id)


_A_PATTERN = _("ekspresi reguler, misalnya sewa|kendaraan")


def _selector(content: Content, area: Area) -> Iterator[Finding]:
    """A selector that no package can fit."""
    told, file = area.selector, content.file(f"areas/{area.id}.yml")
    if told is None:
        return
    least, most = told.budget_min, told.budget_max
    if least is not None and most is not None and most < least:
        yield finding(file, "bounds-backwards", ("selector", "budget_max"), least=least, most=most)
    try:
        with catch_warnings(action="ignore"):
            re.compile(told.title_pattern or "")
    except (re.error, RecursionError, OverflowError):
        place = ("selector", "title_pattern")
        yield finding(file, "value-malformed", place, value=told.title_pattern, expected=_A_PATTERN)


def _codes(content: Content) -> Iterator[Finding]:
    """A code belongs to one indicator."""
    codes = Firsts()
    for indicator in content.indicators.values():
        file = content.file(f"indicators/{indicator.id}.yml")
        if other := codes.before(indicator.code, file, ("code",)):
            yield finding(file, "code-repeated", ("code",), value=indicator.code, also=other)


def _units(content: Content) -> Iterator[Finding]:
    """A code of a unit in another system belongs to one unit."""
    codes = Firsts()
    for unit in content.units.values():
        file = content.file(f"units/{unit.id}.yml")
        for place, code in enumerate(unit.unit_codes):
            if earlier := codes.before(code, file, ("unit_codes", place)):
                yield repeated(file, ("unit_codes", place), code, earlier)


_FRACTION = 2
"""Percent; a scheme whose highest band begins no higher was meant in fractions of one."""


def _bands(content: Content, policy: Policy) -> Iterator[Finding]:
    """Bands that leave figures without a status, or that no figure reaches."""
    file = content.file(f"policies/{policy.id}.yml")
    most = _highest(content) if policy.kind == "status_scheme" else None
    yield from _order(file, ("bands",), policy.bands)
    bounds = [begins for band in policy.bands if (begins := _begins(band))]
    if bounds and 0 < max(bounds)[0] <= _FRACTION and policy.kind == "status_scheme":
        key = "above" if policy.bands[0].from_ is None else "from"
        yield finding(file, "bands-as-fractions", ("bands", 0, key), value=max(bounds)[0])
    for place, band in enumerate(policy.bands):
        begins = _begins(band)
        if begins is None:
            continue
        pointer: Pointer = ("bands", place, "above" if begins[1] else "from")
        if place == len(policy.bands) - 1:
            yield finding(file, "bands-open-below", pointer, value=begins[0])
        if most is not None and begins > (most, False):
            yield finding(file, "band-beyond-cap", pointer, value=begins[0], most=most)
    yield from _statuses(file, policy)


def _bonuses(content: Content, policy: Policy) -> Iterator[Finding]:
    """What earns the cap where there is none."""
    for place, version in enumerate(policy.versions):
        for key in ("zero_bonus", "natural_max_bonus"):
            if version.cap is None and getattr(version, key) == "cap":
                file = content.file(f"policies/{policy.id}.yml")
                yield finding(file, "bonus-without-cap", ("versions", place, key), key=key)


def _order(
    file: str, where: Pointer, bands: Sequence[PolicyBand | PolicyTableItemBand]
) -> Iterator[Finding]:
    """Bands that hide the ones below: the first that fits from the top holds.

    A gap can only be open below, and a band overlaps when it does not begin below the one before.
    """
    reached: tuple[Decimal, bool] | None = None
    for place, band in enumerate(bands):
        begins = _begins(band)
        if begins is None:
            if place < len(bands) - 1:
                label = ("status",) if isinstance(band, PolicyBand) else ()
                name = band.status if isinstance(band, PolicyBand) else str(place + 1)
                yield finding(file, "band-without-bound", (*where, place, *label), value=name)
        elif reached is not None and begins >= reached:
            pointer = (*where, place, "above" if begins[1] else "from")
            yield finding(file, "bands-disordered", pointer, value=begins[0], other=reached[0])
        else:
            reached = begins


def _begins(band: PolicyBand | PolicyTableItemBand) -> tuple[Decimal, bool] | None:
    """Where a band begins, to be compared: of two equal bounds `above` is the higher.

    `from` still holds the bound itself. None for a band without bound.
    """
    if band.from_ is not None:
        return band.from_, False
    return None if band.above is None else (band.above, True)


def _tables(content: Content, policy: Policy) -> Iterator[Finding]:
    """Items of a rule table that hide each other's bands or bear the same id."""
    file = content.file(f"policies/{policy.id}.yml")
    for number, table in enumerate(policy.tables):
        known = Firsts()
        for place, item in enumerate(table.items):
            where: Pointer = ("tables", number, "items", place)
            if earlier := known.before(item.id, file, (*where, "id")):
                yield repeated(file, (*where, "id"), item.id, earlier)
            yield from _order(file, (*where, "bands"), item.bands)
            for step, band in enumerate(item.bands):
                if band.points is not None and band.points > item.maximum:
                    yield finding(
                        file, "points-above-maximum", (*where, "bands", step, "points"),
                        value=band.points, most=item.maximum,
                    )  # fmt: skip


def _statuses(file: str, policy: Policy) -> Iterator[Finding]:
    """A status means one band; only words for the end of the year may serve several."""
    known = Firsts()
    for place, band in enumerate(policy.bands):
        pointer: Pointer = ("bands", place, "status")
        if earlier := known.before(band.status, file, pointer):
            yield repeated(file, pointer, band.status, earlier)
    bands = {band.status for band in policy.bands}
    words = Firsts()
    names: dict[str, Bilingual] = {}
    for place, band in enumerate(policy.bands):
        if band.year_end:
            status, name = band.year_end.status, band.year_end.name
            pointer = ("bands", place, "year_end", "status")
            earlier = (known if status in bands else words).before(status, file, pointer)
            if earlier and (status in bands or names[status] != name):
                yield repeated(file, pointer, status, earlier)
            names.setdefault(status, name)


def _highest(content: Content) -> Decimal | None:
    """The highest achievement that a policy in use lets through; None where one has no cap."""
    chosen = {content.organisation.policies.achievement} | {
        indicator.policies.achievement
        for indicator in content.indicators.values()
        if indicator.policies and indicator.policies.achievement
    }
    caps = [
        version.cap
        for name in chosen
        if name in content.policies
        for version in content.policies[name].versions
    ]
    known = [cap for cap in caps if cap is not None]
    return max(known) if known and len(known) == len(caps) else None


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


def _calendars(content: Content, unread: Collection[str]) -> Iterator[Finding]:
    for year, calendar in content.calendars.items():
        file = content.file(f"calendars/{year}.yml")
        known = Firsts()
        for place, day in enumerate(calendar.days):
            pointer: Pointer = ("days", place, "date")
            if day.date.year != year:
                yield finding(file, "date-other-year", pointer, value=day.date, year=year)
            if earlier := known.before(day.date, file, pointer):
                yield finding(file, "date-repeated", pointer, value=day.date, also=earlier)
    counting = any(
        "working_days" in f"{i.formula.numerator} {i.formula.denominator} {i.formula.scope}"
        for i in content.indicators.values()
    )
    for year in content.years if counting else ():
        if year not in content.calendars:
            if str(year) not in unread:
                yield finding(content.file("organisation.yml"), "calendar-missing", year=year)
        elif all(day.kind != "joint_leave" for day in content.calendars[year].days):
            file = content.file(f"calendars/{year}.yml")
            yield finding(file, "joint-leave-missing", ("days",), year=year)
