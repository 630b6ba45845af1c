"""Completeness of practice: what a procurement unit should have, as warnings.

Mandatory dimensions (LKPP guide), an action plan per indicator (SOP step 4), roles with holders.
What contradicts is in `rules`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from kinerja.findings import Finding, finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator, IndicatorFormulaDenominator
from kinerja.model.validity import is_held, is_valid
from kinerja.periods import Period

_DIMENSIONS = ("timeliness", "cost", "quality", "service")
_ROLES = ("head_ukpbj", "managing_team", "performance_owner", "leadership")


def findings(content: Content, today: date) -> Iterator[Finding]:
    """What is missing, judged as of today and for each year that is planned."""
    active = [i for i in content.indicators.values() if i.status == "active"]
    organisation = content.file("organisation.yml")
    for dimension in _DIMENSIONS:
        if active and all(indicator.dimension != dimension for indicator in active):
            yield finding(organisation, "dimension-without-indicator", value=dimension)
    for indicator in active:
        yield from _planned(content, indicator)
        yield from _owned(content, indicator, today)
        yield from _telling(content, indicator)
        yield from _measured(content, indicator)
        yield from _described(content, indicator)
    yield from _roles(content, today)
    yield from _limits(content, active)


def _telling(content: Content, indicator: Indicator) -> Iterator[Finding]:
    """Neither too easy nor too weak a measure (domain §3)."""
    file = content.file(f"indicators/{indicator.id}.yml")
    match indicator.validity, indicator.controllability:
        case "exact", "high":
            place = ("controllability",)
            yield finding(file, "indicator-too-certain", place, value=indicator.id)
        case "activity", "low":
            place = ("validity",)
            yield finding(file, "indicator-too-weak", place, value=indicator.id)


def _described(content: Content, indicator: Indicator) -> Iterator[Finding]:
    """How good the data are: five short statements, of which none may be missing."""
    told = indicator.quality
    parts = ("verification", "source", "accuracy", "limits", "remedy")
    missing = [part for part in parts if told is None or not getattr(told, part)]
    if missing:
        file = content.file(f"indicators/{indicator.id}.yml")
        place = ("quality",) if told else ()
        parts_missing = ", ".join(missing)
        yield finding(file, "quality-missing", place, value=indicator.id, parts=parts_missing)


def _measured(content: Content, indicator: Indicator) -> Iterator[Finding]:
    """A source of measurements that no file has yet."""
    told = indicator.formula
    source, place = told.measurement, "measurement"
    if isinstance(told.denominator, IndicatorFormulaDenominator):
        source, place = told.denominator.measurement, "denominator"
    if source and all(source != known for known, _ in content.measurements):
        file = content.file(f"indicators/{indicator.id}.yml")
        yield finding(file, "measurement-missing", ("formula", place), value=source)


def _limits(content: Content, active: list[Indicator]) -> Iterator[Finding]:
    """More indicators than the organisation has set itself; without limits nothing is said."""
    file, limits = content.file("organisation.yml"), content.organisation.limits
    most, most_per_goal = (
        (limits.indicators, limits.indicators_per_goal) if limits else (None, None)
    )
    if most is not None and len(active) > most:
        place = ("limits", "indicators")
        yield finding(file, "too-many-indicators", place, value=len(active), most=most)
    areas = {area.id: area.goal for area in content.areas.values()}
    counts = Counter(areas.get(indicator.area) for indicator in active)
    for goal, count in sorted(counts.items(), key=str):
        if most_per_goal is not None and count > most_per_goal:
            place = ("limits", "indicators_per_goal")
            yield finding(
                file, "too-many-per-goal", place, goal=goal, value=count, most=most_per_goal
            )


def _planned(content: Content, indicator: Indicator) -> Iterator[Finding]:
    file = content.file(f"indicators/{indicator.id}.yml")
    for year in content.years:
        if not is_valid(indicator, Period(year, 1, 12)):
            continue
        if (year, indicator.id) not in content.plans:
            yield finding(file, "indicator-without-action", value=indicator.id, year=year)
        if (year, indicator.id) not in content.targets:
            yield finding(file, "indicator-without-target", value=indicator.id, year=year)


def _owned(content: Content, indicator: Indicator, today: date) -> Iterator[Finding]:
    file = content.file(f"indicators/{indicator.id}.yml")
    for key in ("owner", "data_provider", "verifier"):
        person = getattr(indicator, key)
        if person in content.person and not any(_in_office(content, person, today)):
            yield finding(file, "owner-without-role", (key,), value=person, today=today)


def _roles(content: Content, today: date) -> Iterator[Finding]:
    held = {role for person in content.person for role in _in_office(content, person, today)}
    for role in _ROLES:
        if role not in held:
            yield finding(
                content.file("people.yml"), "role-without-holder", value=role, today=today
            )


def _in_office(content: Content, person: str, today: date) -> Iterator[str]:
    """The roles that a person holds today."""
    yield from (role.role for role in content.person[person].roles if is_held(role, today))
