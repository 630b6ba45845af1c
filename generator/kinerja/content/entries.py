"""Rules of entries in lists: nothing twice, nothing backwards, every package where it belongs.

People, units, action plans, mappings and measurements; rules between records are in `rules`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content


def findings(content: Content) -> Iterator[Finding]:
    """What entries contradict, each at its place."""
    yield from _people(content)
    yield from _units(content)
    yield from _plans(content)
    yield from _mappings(content)
    yield from _measurements(content)


def _people(content: Content) -> Iterator[Finding]:
    file = content.file("people.yml")
    yield from _repeated(file, ("people",), [person.id for person in content.people.people])
    positions = [position.id for position in content.people.positions]
    yield from _repeated(file, ("positions",), positions)
    owners: dict[str, str] = {}
    for place, person in enumerate(content.people.people):
        login = person.logins.github if person.logins else None
        if login and owners.setdefault(login.lower(), person.id) != person.id:
            yield finding(file, "id-repeated", ("people", place, "logins", "github"), value=login)
        for number, role in enumerate(person.roles):
            if role.until is not None and role.until <= role.from_:
                pointer: Pointer = ("people", place, "roles", number, "until")
                yield finding(
                    file, "validity-backwards", pointer, value=role.until, start=role.from_
                )


def _plans(content: Content) -> Iterator[Finding]:
    for (year, indicator), plan in content.plans.items():
        file = content.file(f"action-plans/{year}/{indicator}.yml")
        yield from _repeated(file, ("actions",), [action.id for action in plan.actions])
        for place, action in enumerate(plan.actions):
            if action.due < action.start:
                pointer: Pointer = ("actions", place, "due")
                yield finding(
                    file, "validity-backwards", pointer, value=action.due, start=action.start
                )


def _measurements(content: Content) -> Iterator[Finding]:
    recomputed = {
        indicator.formula.measurement: indicator.id
        for indicator in content.indicators.values()
        if indicator.unit_consolidation == "recompute" and indicator.formula.measurement
    }
    bounds = {
        indicator.formula.measurement: indicator
        for indicator in content.indicators.values()
        if indicator.formula.kind == "direct"
    }
    for (source, period), told in content.measurements.items():
        file = content.file(f"measurements/{period}/{source}.yml")
        units: set[str | None] = set()
        for place, value in enumerate(told.values):
            if value.unit in units:
                shown = value.unit or content.organisation.id
                yield finding(file, "measurement-repeated", ("values", place), value=shown)
            units.add(value.unit)
            measured = bounds.get(source)
            if measured is not None and value.value is not None:
                least, most = measured.natural_min, measured.natural_max
                if value.value < least or (most is not None and value.value > most):
                    yield finding(
                        file, "measurement-beyond-bound", ("values", place, "value"),
                        value=value.value, indicator=measured.id,
                        least=least, most="…" if most is None else most,
                    )  # fmt: skip
        plain = [value for value in told.values if value.unit and value.value is not None]
        if source in recomputed and len(plain) > 1 and None not in units:
            yield finding(file, "measurement-not-additive", ("values",), value=recomputed[source])


def _units(content: Content) -> Iterator[Finding]:
    """A code of a unit in another system belongs to one unit."""
    owners: dict[str, str] = {}
    for unit in content.units.values():
        for place, code in enumerate(unit.unit_codes):
            if owners.setdefault(code, unit.id) != unit.id:
                file = content.file(f"units/{unit.id}.yml")
                yield finding(file, "id-repeated", ("unit_codes", place), value=code)


def _mappings(content: Content) -> Iterator[Finding]:
    """A mapping freezes packages of its own unit and year, each counted or excluded, not both."""
    own: dict[tuple[str, int], set[str]] = {}
    columns = (content.packages[name].to_pylist() for name in ("unit", "fiscal_year", "package_id"))
    for unit, year, package in zip(*columns, strict=True):
        own.setdefault((unit, year), set()).add(package)
    known = set().union(*own.values())
    for (unit, year), mapping in content.mappings.items():
        file = content.file(f"mapping/{unit}/{year}.yml")
        yield from _repeated(file, ("areas",), [told.area for told in mapping.areas], "area")
        for place, area in enumerate(mapping.areas):
            strangers = known - own.get((unit, year), set())
            for number, package in enumerate(area.packages):
                pointer: Pointer = ("areas", place, "packages", number)
                if package in strangers:
                    yield finding(file, "package-other-register", pointer, value=package)
            counted = set(area.packages)
            for number, excluded in enumerate(area.excluded):
                pointer = ("areas", place, "excluded", number, "package")
                if excluded.package in counted:
                    yield finding(file, "package-counted-excluded", pointer, value=excluded.package)


def _repeated(
    file: str, pointer: Pointer, ids: Sequence[str], key: str = "id"
) -> Iterator[Finding]:
    seen: set[str] = set()
    for place, name in enumerate(ids):
        if name in seen:
            yield finding(file, "id-repeated", (*pointer, place, key), value=name)
        seen.add(name)
