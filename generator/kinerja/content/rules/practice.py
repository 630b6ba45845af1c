"""Completeness of practice: what a procurement unit should have, as warnings.

Mandatory dimensions (LKPP guide), an action plan per indicator (SOP step 4), roles with holders,
and in office today whoever answers for an indicator, an action, a goal or a unit. What contradicts
is in `rules`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise

from kinerja.content.shape import schema
from kinerja.findings import Finding, Pointer, finding, nearest, whole
from kinerja.model.content import Content
from kinerja.model.manual import measured
from kinerja.model.records import Indicator
from kinerja.model.validity import is_held, is_valid
from kinerja.periods import MONTHS, Period

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
        yield from _planned(content, indicator, today)
        yield from _telling(content, indicator)
        yield from _described(content, indicator)
    yield from _unprepared(content, active, today)
    yield from _owned(content, active, today)
    yield from _handed_in(content)
    yield from _roles(content, today)
    yield from _units(content, today)
    yield from _unused(content)
    yield from _silent(content)
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
    """How good the data are, which closing a period demands."""
    missing = missing_quality(indicator)
    if missing:
        file = content.file(f"indicators/{indicator.id}.yml")
        place = ("quality",) if indicator.quality else ()
        parts_missing = ", ".join(missing)
        yield finding(file, "quality-missing", place, value=indicator.id, parts=parts_missing)


def missing_quality(indicator: Indicator) -> list[str]:
    """Which of the five short statements about the quality of its data an indicator lacks."""
    told = indicator.quality
    parts = ("verification", "source", "accuracy", "limits", "remedy")
    return [part for part in parts if told is None or not getattr(told, part)]


def _unused(content: Content) -> Iterator[Finding]:
    """Measurements that no indicator asks for: of a misspelt source, or more often than measured.

    A value serves its own period and shorter ones, never a longer one (contract).
    """
    asked: dict[str, Indicator] = {}
    for indicator in sorted(content.indicators.values(), key=lambda i: MONTHS[i.frequency]):
        if source := measured(indicator):
            asked.setdefault(source, indicator)
    for source, period in content.measurements:
        file = content.file(f"measurements/{period}/{source}.yml")
        if source in asked:
            finest = asked[source]
            if period.months < MONTHS[finest.frequency]:
                yield finding(
                    file, "period-too-short", ("period",), value=period, indicator=finest.id
                )
        else:
            guess = nearest(source, asked)
            yield finding(file, "measurement-unused", ("source",), value=source, nearest=guess)


def _silent(content: Content) -> Iterator[Finding]:
    """Periods that a unit left out between others of the length in which it reports."""
    reported: dict[str, list[Period]] = {}
    for unit, period in content.realizations:
        reported.setdefault(unit, []).append(period)
    for unit, periods in reported.items():
        ends = {period.end for period in periods}
        usual = Counter(period.months for period in periods).most_common(1)[0][0]
        own = sorted(period for period in periods if period.months == usual)
        for before, after in pairwise(own):
            left = [period for period in _between(before, after) if period.end not in ends]
            if left:
                file = content.file(f"realizations/{unit}/{after}.yml")
                shown = ", ".join(map(str, reversed(left)))
                yield finding(file, "report-gap", ("period",), unit=unit, value=shown, period=after)


def _between(before: Period, after: Period) -> Iterator[Period]:
    """The periods of one length between two of it, the last one first."""
    while (after := after.previous()) > before:
        yield after


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


def _planned(content: Content, indicator: Indicator, today: date) -> Iterator[Finding]:
    file = content.file(f"indicators/{indicator.id}.yml")
    for year in content.years:
        if year > today.year or not is_valid(indicator, Period(year, 1, 12)):
            continue
        if (year, indicator.id) not in content.plans:
            yield finding(file, "indicator-without-action", value=indicator.id, year=year)
        if (year, indicator.id) not in content.targets:
            yield finding(file, "indicator-without-target", value=indicator.id, year=year)


def _unprepared(content: Content, active: list[Indicator], today: date) -> Iterator[Finding]:
    """What a year that has not begun still lacks, in one sentence: it is being prepared."""
    for year in (year for year in content.years if year > today.year):
        valid = [one.id for one in active if is_valid(one, Period(year, 1, 12))]
        targets, plans = (
            sum((year, id) not in known for id in valid)
            for known in (content.targets, content.plans)
        )
        if targets or plans or year not in content.weights:
            file = content.file("organisation.yml")
            yield whole(finding(file, "year-unprepared", year=year, targets=targets, plans=plans))


def _owned(content: Content, active: list[Indicator], today: date) -> Iterator[Finding]:
    """People who answer for something and hold no role then that fits it; told once for a file."""
    known: set[tuple[str, str]] = set()
    for kind, place, pointer, person, day in _answering(content, active, today):
        fitting = _fitting(kind, pointer)
        if person is None or person not in content.person or (place, person) in known:
            continue
        if set(_in_office(content, person, day)).isdisjoint(fitting):
            known.add((place, person))
            yield finding(
                content.file(place), "owner-without-role", pointer,
                value=person, today=day, roles=", ".join(fitting), held=_held(content, person),
            )  # fmt: skip


def _handed_in(content: Content) -> Iterator[Finding]:
    """Reports of a unit by people who owned only others, from its period on to that day.

    Owners of a unit that the head or the team belongs to report for the procurement unit.
    """
    central = {
        role.unit
        for person in content.people.people
        for role in person.roles
        if role.role in ("head_ukpbj", "managing_team")
    }
    for (unit, period), told in content.realizations.items():
        person = content.person.get(told.submitted_by or "")
        day = told.submitted_on or told.as_of
        held = [
            role
            for role in (person.roles if person else ())
            if role.from_ <= day and (role.until is None or role.until > period.start)
        ]
        own = (None, unit, *central)
        if (
            person
            and held
            and all(role.role == "performance_owner" and role.unit not in own for role in held)
        ):
            yield finding(
                content.file(f"realizations/{unit}/{period}.yml"), "owner-without-role",
                ("submitted_by",), value=person.id, today=day,
                roles=f"performance_owner ({unit})", held=_held(content, person.id),
            )  # fmt: skip


@cache
def _fitting(kind: str, pointer: Pointer) -> tuple[str, ...]:
    """Whose work a key names, by the schemas (domain §1, SOP).

    Owners execute and report, the team compiles, the head answers for both; leadership decides, and
    may lead a goal. Administrators do none of this.
    """
    told = schema.at(kind, pointer)
    return tuple(told["x-roles"]) if told else ()


def _answering(
    content: Content, active: list[Indicator], today: date
) -> Iterator[tuple[str, str, Pointer, str | None, date]]:
    """Who answers for indicators, goals and actions, and on which day at last.

    The plans of past years are history, and so is an action that has ended.
    """
    for indicator in active:
        for key in ("owner", "data_provider", "verifier"):
            yield (
                "indicator",
                f"indicators/{indicator.id}.yml",
                (key,),
                getattr(indicator, key),
                today,
            )
    for goal in content.goals.values():
        yield "goal", f"goals/{goal.id}.yml", ("leader",), goal.leader, today
    for (year, id), plan in content.plans.items():
        for number, action in enumerate(plan.actions if year >= today.year else ()):
            pointer = ("actions", number, "owner")
            day = min(action.due, today)
            yield "action-plan", f"action-plans/{year}/{id}.yml", pointer, action.owner, day


def _roles(content: Content, today: date) -> Iterator[Finding]:
    held = {role for person in content.person for role in _in_office(content, person, today)}
    for role in _ROLES:
        if role not in held:
            yield finding(
                content.file("people.yml"), "role-without-holder", value=role, today=today
            )


def _held(content: Content, person: str) -> str:
    """The roles of a person with their units and days, as they stand in people.yml."""
    told = (
        " ".join(
            (role.role, *([role.unit] if role.unit else ()), f"{role.from_}..{role.until or ''}")
        )
        for role in content.person[person].roles
    )
    return ", ".join(told) or "–"


_USUAL = 3
"""Of so many owners one may have been forgotten to be given a unit."""


def _units(content: Content, today: date) -> Iterator[Finding]:
    """Units without a performance owner today; one without a unit owns all of them.

    Where most have a unit, it may have been forgotten.
    """
    owning = [
        (role.unit, ("people", place, "roles", number, "role"))
        for place, person in enumerate(content.people.people)
        for number, role in enumerate(person.roles)
        if role.role == "performance_owner" and is_held(role, today)
    ]
    owned = {unit for unit, _ in owning}
    without = [pointer for unit, pointer in owning if unit is None]
    if len(owning) > _USUAL * len(without):
        for pointer in without:
            yield finding(content.file("people.yml"), "role-without-unit", pointer)
    for unit in content.units if None not in owned else ():
        if unit not in owned:
            file = content.file(f"units/{unit}.yml")
            yield finding(file, "unit-without-owner", ("id",), value=unit, today=today)


def _in_office(content: Content, person: str, day: date) -> Iterator[str]:
    """The roles that a person holds on a day."""
    yield from (role.role for role in content.person[person].roles if is_held(role, day))
