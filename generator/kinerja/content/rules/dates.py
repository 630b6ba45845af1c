"""Days that files state of themselves: near their year, and not before what they tell.

The latest of them is *today* (contract), so that a slip far ahead would move all that is judged by
it. Whether `as_of` lies in its period is `packages`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kinerja.content.folder.records import stated_days
from kinerja.content.shape.objects import place_of_object
from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content


class _Filed(NamedTuple):
    """A file of a fiscal year's data: when they were taken, which key says so, when handed in."""

    place: str
    year: int
    key: str
    day: date | None
    handed_in: date | None


_NEAR, _AHEAD = 1, 5
"""Years between a day and what it is about: of usual work, and of an archive that is made up."""


def findings(content: Content) -> Iterator[Finding]:
    """Days far ahead of all that is planned, far from their year, or in the wrong order."""
    last = _last_planned(content)
    for name, pointer, day in stated_days(content):
        if day.year > last + _NEAR:
            code = "date-far-ahead" if day.year > last + _AHEAD else "data-date-far"
            file = content.file(place_of_object(name) or name)
            yield finding(file, code, pointer, value=day, year=last)
    for name, filed in content.files():
        if filed.submitted_on and not filed.submitted_by:
            file, pointer = content.file(place_of_object(name) or name), ("submitted_on",)
            yield finding(file, "submitted-by-nobody", pointer, value=filed.submitted_on)
    for one in _filed(content):
        yield from _of_file(content.file(one.place), one, last)


def _of_file(file: str, filed: _Filed, last: int) -> Iterator[Finding]:
    taken, handed_in = filed.day, filed.handed_in
    if taken and handed_in and handed_in < taken and taken.year <= last + _NEAR:
        place: Pointer = ("submitted_on",)
        yield finding(
            file, "submitted-before-data", place, value=handed_in, key=filed.key, day=taken
        )
    for key, day in ((filed.key, taken), ("submitted_on", handed_in)):
        if day is None or key == "as_of" or day.year > last + _NEAR:
            continue  # told with the report's period, or above
        if abs(day.year - filed.year) > _NEAR:
            place = tuple(key.split("."))
            yield finding(file, "data-date-far", place, value=day, year=filed.year)


def _last_planned(content: Content) -> int:
    """The last year of which there is a target, a plan, weights or a register."""
    planned: set[int] = {year for year, _ in (*content.targets, *content.plans)}
    planned |= {*content.weights, *(year for _, year in content.registers)}
    return max(planned, default=date.max.year)


def _filed(content: Content) -> Iterator[_Filed]:
    for (unit, period), one in content.realizations.items():
        place = f"realizations/{unit}/{period}.yml"
        yield _Filed(place, period.year, "as_of", one.as_of, one.submitted_on)
    for (unit, year), told in content.registers.items():
        place, day = f"packages/{unit}/{year}.yml", told.source.data_date
        yield _Filed(place, year, "source.data_date", day, told.submitted_on)
    for (unit, year), mapping in content.mappings.items():
        place = f"mapping/{unit}/{year}.yml"
        yield _Filed(place, year, "data_date", mapping.data_date, mapping.submitted_on)
    for (source, period), values in content.measurements.items():
        place = f"measurements/{period}/{source}.yml"
        yield _Filed(place, period.year, "", None, values.submitted_on)
    for period, audit in content.audits.items():
        day = audit.audited_on
        place = f"audits/{period}.yml"
        yield _Filed(place, day.year, "audited_on", day, audit.submitted_on)
    for period, decided in content.decisions.items():
        day = decided.decided_on
        place = f"decisions/{period}.yml"
        yield _Filed(place, day.year, "decided_on", day, decided.submitted_on)
