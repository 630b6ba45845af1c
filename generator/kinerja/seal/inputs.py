"""What a period's figures rest on: the content files whose change is a change under the seal.

Chosen wide enough that nothing outside of it can change a figure. People, letterheads and what
belongs to later periods are no inputs; a few files that only rarely matter stand apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kinerja.content.shape.layout import place_of
from kinerja.model.content import Content
from kinerja.model.records import Indicator
from kinerja.model.validity import is_valid
from kinerja.periods import Period


def reported_indicators(content: Content, period: Period) -> list[Indicator]:
    """The indicators in force at some time from January to the period's end."""
    so_far = Period(period.year, 1, period.last_month)
    return [told for told in content.indicators.values() if is_valid(told, so_far)]


def policies_of(content: Content, indicators: list[Indicator]) -> list[str]:
    """The policies that judge these indicators and what is above them, by id."""
    common = content.organisation.policies
    named: set[str | None] = {common.achievement, common.status_scheme}
    for one in indicators:
        if one.policies:
            named |= {one.policies.achievement, one.policies.status_scheme}
    return sorted(id for id in named if id)


def inputs(
    content: Content, fingerprints: Mapping[str, str], period: Period
) -> tuple[dict[str, str], dict[str, str]]:
    """The fingerprints of a period's inputs by file, and of files that could matter all the same.

    To the second belong registers and measurements of later times, whose dates may reach back, and
    the organisation's file, of which only the names of policies count.
    """
    own = {*_plan(content, period), *_facts(content, period)}
    beside = {"organisation.yml", *_beside(content)} - own
    return (
        {place: told for place, told in sorted(fingerprints.items()) if place in own},
        {place: told for place, told in sorted(fingerprints.items()) if place in beside},
    )


def _plan(content: Content, period: Period) -> Iterator[str]:
    """What the period was to reach, and how that is counted."""
    indicators = reported_indicators(content, period)
    areas = sorted({one.area for one in indicators})
    goals = sorted({content.areas[area].goal for area in areas if area in content.areas})
    single = {
        "unit": _at_work(content, period),
        "goal": goals,
        "area": areas,
        "indicator": [one.id for one in indicators],
        "policy": policies_of(content, indicators),
    }
    for kind, ids in single.items():
        yield from (place_of(kind, {"id": id}) for id in ids)
    year = str(period.year)
    for one in indicators:
        yield place_of("target", {"year": year, "indicator": one.id})
        yield place_of("action-plan", {"year": year, "indicator": one.id})
    yield place_of("weights", {"year": year})
    for told in content.calendars:
        if told <= period.year:
            yield place_of("calendar", {"year": str(told)})


def _at_work(content: Content, period: Period) -> list[str]:
    """The units that had a register or a report by then; one founded later changes no figure."""
    planned = {unit for unit, year in content.registers if year <= period.year}
    reported = {unit for unit, told in content.realizations if told.end <= period.end}
    return sorted((planned | reported) & content.units.keys())


def _facts(content: Content, period: Period) -> Iterator[str]:
    """What was known by its end."""
    for kind, files in (("register", content.registers), ("mapping", content.mappings)):
        for unit, year in files:
            if year <= period.year:
                yield place_of(kind, {"unit": unit, "year": str(year)})
    for unit, reported in content.realizations:
        if reported.end <= period.end:
            yield place_of("realization", {"unit": unit, "period": str(reported)})
    for source, measured in content.measurements:
        within = measured.end <= period.end and measured.months <= period.months
        if measured.year == period.year and within:
            yield place_of("measurement", {"source": source, "period": str(measured)})


def _beside(content: Content) -> Iterator[str]:
    for unit in content.units:
        yield place_of("unit", {"id": unit})
    for told in content.calendars:
        yield place_of("calendar", {"year": str(told)})
    for kind, files in (("register", content.registers), ("mapping", content.mappings)):
        for unit, year in files:
            yield place_of(kind, {"unit": unit, "year": str(year)})
    for source, measured in content.measurements:
        yield place_of("measurement", {"source": source, "period": str(measured)})
    for year, indicator in content.plans:
        yield place_of("action-plan", {"year": str(year), "indicator": indicator})
