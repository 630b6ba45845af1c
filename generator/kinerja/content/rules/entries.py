"""Rules of entries in lists: nothing twice, nothing backwards, nothing less than before.

People, action plans, reports and measurements; rules between records are in `settings`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kinerja.content.rules.repeated import repeated
from kinerja.findings import Finding, Firsts, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.manual import divisor, highest, is_beyond
from kinerja.model.records import (
    ActionPlanAction,
    Indicator,
    Measurement,
    MeasurementValue,
)
from kinerja.numbers import plain


def findings(content: Content) -> Iterator[Finding]:
    """What entries contradict, each at its place."""
    yield from _people(content)
    yield from _plans(content)
    yield from _measurements(content)
    yield from _reported(content)
    yield from _progress(content)


def _people(content: Content) -> Iterator[Finding]:
    file = content.file("people.yml")
    yield from each_once(file, ("people",), [person.id for person in content.people.people])
    positions = [position.id for position in content.people.positions]
    yield from each_once(file, ("positions",), positions)
    people = content.people.people
    owners: dict[str, int] = {}
    for place, person in enumerate(people):
        login = person.logins.github if person.logins else None
        other = owners.setdefault(login.lower(), place) if login else place
        if people[other].id != person.id:
            where = (file, ("people", other, "logins", "github"))
            yield repeated(file, ("people", place, "logins", "github"), login, where)
        for number, role in enumerate(person.roles):
            if role.until is not None and role.until <= role.from_:
                pointer: Pointer = ("people", place, "roles", number, "until")
                yield finding(
                    file, "validity-backwards", pointer, value=role.until, start=role.from_
                )


def _plans(content: Content) -> Iterator[Finding]:
    for (year, indicator), plan in content.plans.items():
        file = content.file(f"action-plans/{year}/{indicator}.yml")
        yield from each_once(file, ("actions",), [action.id for action in plan.actions])
        for place, action in enumerate(plan.actions):
            if action.due < action.start:
                pointer: Pointer = ("actions", place, "due")
                yield finding(
                    file, "validity-backwards", pointer, value=action.due, start=action.start
                )
            yield from _milestones(file, ("actions", place, "milestones"), action)


def _milestones(file: str, pointer: Pointer, action: ActionPlanAction) -> Iterator[Finding]:
    """Steps of an action: each once, within its time, and together no more than the whole."""
    yield from each_once(file, pointer, [step.id for step in action.milestones])
    for number, step in enumerate(action.milestones):
        if not action.start <= step.due <= action.due and action.start <= action.due:
            yield finding(
                file, "milestone-outside", (*pointer, number, "due"),
                value=step.due, start=action.start, due=action.due,
            )  # fmt: skip
    total = sum((step.weight for step in action.milestones), Decimal(0))
    if 0 < total <= 1:
        yield finding(
            file, "percent-as-fraction", (*pointer, 0, "weight"),
            key="weight", value=action.milestones[0].weight,
        )  # fmt: skip
    if total > 100:  # less is right: what is done beside the milestones needs none
        yield finding(file, "milestones-too-heavy", pointer, at_key=True, value=total)


def _reported(content: Content) -> Iterator[Finding]:
    """An action has one state in one report."""
    for (unit, period), told in content.realizations.items():
        file = content.file(f"realizations/{unit}/{period}.yml")
        known = Firsts()
        for place, action in enumerate(told.actions):
            pointer: Pointer = ("actions", place, "action")
            if earlier := known.before(action.action, file, pointer):
                yield finding(
                    file, "action-stated-twice", pointer, value=action.action, also=earlier
                )


def _progress(content: Content) -> Iterator[Finding]:
    """Progress of an action in fractions, or less than the same unit reported before."""
    known: dict[tuple[str, int, str], Decimal] = {}
    reports = content.realizations.items()
    for (unit, period), told in sorted(reports, key=lambda one: (one[0][1].end, one[1].as_of)):
        for place, one in enumerate(told.actions):
            if 0 < one.progress < 1:
                yield finding(
                    content.file(f"realizations/{unit}/{period}.yml"), "percent-as-fraction",
                    ("actions", place, "progress"), key="progress", value=one.progress,
                )  # fmt: skip
            key = (unit, period.year, one.action)
            if one.progress < known.get(key, one.progress):
                yield finding(
                    content.file(f"realizations/{unit}/{period}.yml"), "fact-fell",
                    ("actions", place, "progress"), subject=one.action, key="progress",
                    value=plain(one.progress), other=plain(known[key]),
                )  # fmt: skip
            known[key] = one.progress


def _measurements(content: Content) -> Iterator[Finding]:
    recomputed, weighted = (_consolidated(content, way) for way in ("recompute", "weighted"))
    direct: dict[str, list[Indicator]] = {}
    divisors: dict[str, str] = {}
    for indicator in content.indicators.values():
        if below := divisor(indicator):
            divisors.setdefault(below, indicator.id)
        elif indicator.formula.measurement:
            direct.setdefault(indicator.formula.measurement, []).append(indicator)
    for (source, period), told in content.measurements.items():
        file = content.file(f"measurements/{period}/{source}.yml")
        units = Firsts()
        for place, value in enumerate(told.values):
            if earlier := units.before(value.unit, file, ("values", place)):
                yield finding(
                    file, "measurement-repeated", ("values", place),
                    value=value.unit or content.organisation.id, also=earlier,
                )  # fmt: skip
            key, amount = ("value", value.value) if value.value is not None else (
                "numerator", value.numerator)  # fmt: skip
            pointer: Pointer = ("values", place, key)
            if source in divisors and amount is not None and amount < 0:
                yield finding(
                    file, "measurement-negative", pointer, value=amount, indicator=divisors[source]
                )
            if value.numerator and value.denominator == 0:
                yield finding(
                    file, "measurement-over-nothing", ("values", place, "denominator"),
                    value=value.numerator,
                )  # fmt: skip
            measured = next((i for i in direct.get(source, ()) if _cannot_be(i, value)), None)
            if measured is not None:
                parts = f"{value.numerator} ÷ {value.denominator}"
                yield finding(
                    file, "measurement-beyond-bound", pointer, indicator=measured.id,
                    value=parts if value.value is None else value.value,
                    least=measured.natural_min, most=highest(measured),
                )  # fmt: skip
        yield from _of_units(file, told, recomputed.get(source), weighted.get(source))


def _of_units(
    file: str, told: Measurement, recomputed: str | None, weighted: str | None
) -> Iterator[Finding]:
    """Units' values that the indicators which put them together can do nothing with."""
    stated = {value.unit for value in told.values}
    plain = [
        (place, value)
        for place, value in enumerate(told.values)
        if value.unit and value.value is not None
    ]
    for place, value in plain:
        if weighted and not value.weight:
            yield finding(
                file, "measurement-without-weight", ("values", place),
                unit=value.unit, value=weighted,
            )  # fmt: skip
    if recomputed and len(plain) > 1 and None not in stated:
        yield finding(
            file, "measurement-not-additive", ("values",),
            key="unit_consolidation", value=recomputed,
        )  # fmt: skip


def _consolidated(content: Content, way: str) -> dict[str, str]:
    """The sources of direct values that are put together over units this way, by an indicator."""
    return {
        indicator.formula.measurement: indicator.id
        for indicator in content.indicators.values()
        if indicator.unit_consolidation == way and indicator.formula.measurement
    }


def _cannot_be(indicator: Indicator, told: MeasurementValue) -> bool:
    """Whether a value cannot be, by the bounds of an indicator; nothing is divided here.

    In percent, numerator and denominator make a hundred times their ratio (domain §5).
    """
    value, scale = told.value, Decimal(1)
    if value is None:
        if told.numerator is None or not told.denominator:
            return False
        value, scale = told.numerator, told.denominator
        value *= 100 if indicator.unit == "percent" else 1
    return is_beyond(indicator, value, scale)


def each_once(
    file: str, pointer: Pointer, ids: Sequence[str], key: str = "id"
) -> Iterator[Finding]:
    """Ids of a list's entries that stand there before, each at the second."""
    known = Firsts()
    for place, name in enumerate(ids):
        where = (*pointer, place, key)
        if earlier := known.before(name, file, where):
            yield repeated(file, where, name, earlier)
