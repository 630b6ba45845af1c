"""Weights add up to 100 under every parent, over the children valid then (domain §13).

How weights are used is `achievement.figures.rollup`'s; without a file for a year all weigh the
same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice

from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import WeightsVersion
from kinerja.model.validity import is_valid
from kinerja.periods import Period

_FINEST = 4


def findings(content: Content, today: date) -> Iterator[Finding]:
    """Sums that are not 100: an error where they never are, else a warning from when on."""
    for year in content.years:
        if year <= today.year and year not in content.weights:
            yield finding(content.file("organisation.yml"), "weights-missing", year=year)
    for year, told in content.weights.items():
        file = content.file(f"weights/{year}.yml")
        for place, version in enumerate(told.versions):
            if Period.parse(version.valid_from).year != year:
                since: Pointer = ("versions", place, "valid_from")
                yield finding(file, "period-other-year", since, value=version.valid_from, year=year)
            for level in ("goals", "areas", "indicators"):
                for node, weight in getattr(version, level).items():
                    if weight != round(weight, _FINEST):
                        pointer = ("versions", place, level, node)
                        yield finding(file, "weight-too-fine", pointer, value=weight)
            yield from _sums(content, year, place, version, file)
        yield from _idle(content, year, file)


def _sums(
    content: Content, year: int, place: int, version: WeightsVersion, file: str
) -> Iterator[Finding]:
    months = _in_force(content, year, place)
    unnamed: set[tuple[str, str]] = set()
    by_parent: dict[tuple[str, str], dict[Period, dict[str, Decimal]]] = {}
    for month in months:
        for (level, parent), children in _children(content, month).items():
            weights: Mapping[str, Decimal] = getattr(version, level)
            if month == months[-1]:
                unnamed |= {(level, child) for child in children if child not in weights}
            parts = {child: weight for child, weight in weights.items() if child in children}
            by_parent.setdefault((level, parent), {})[month] = parts
    for level, child in sorted(unnamed):
        yield finding(file, "weight-missing", ("versions", place, level), at_key=True, value=child)
    for (level, parent), told in by_parent.items():
        wrong = {month: parts for month, parts in told.items() if sum(parts.values()) != 100}
        for month, parts in islice(wrong.items(), 1):
            never = len(wrong) == len(told)
            shown = ", ".join(f"{child} {weight}" for child, weight in parts.items())
            first = islice(parts, 1)  # of those that have to be looked at
            yield finding(
                file, "weights-not-hundred" if never else "weights-not-hundred-later",
                ("versions", place, level, *first), at_key=True, parent=parent,
                value=sum(parts.values()), parts=shown, period=month,
            )  # fmt: skip


def _idle(content: Content, year: int, file: str) -> Iterator[Finding]:
    """Weights of what is not measured in any month of the year."""
    measured = {
        (level, child)
        for month in Period(year, 1, 12).parts(1)
        for (level, _), children in _children(content, month).items()
        for child in children
    }
    for place, version in enumerate(content.weights[year].versions):
        for level in ("goals", "areas", "indicators"):
            for node, weight in getattr(version, level).items():
                if weight and (level, node) not in measured:
                    pointer = ("versions", place, level, node)
                    yield finding(file, "weight-idle", pointer, at_key=True, value=node, year=year)


def _in_force(content: Content, year: int, place: int) -> list[Period]:
    """The months of the year in which a version is the last that has begun."""
    versions = content.weights[year].versions
    starts = [Period.parse(version.valid_from).start for version in versions]
    own = starts[place]
    later = [start for start in starts if start > own]
    months = Period(year, 1, 12).parts(1)
    return [m for m in months if m.start >= own and not any(start <= m.start for start in later)]


def _children(content: Content, month: Period) -> dict[tuple[str, str], list[str]]:
    """Children with a valid indicator by level and parent; goals stand under the total."""
    found: dict[tuple[str, str], list[str]] = {}
    areas: dict[str, None] = {}
    for indicator in content.indicators.values():
        if is_valid(indicator, month) and indicator.area in content.areas:
            found.setdefault(("indicators", indicator.area), []).append(indicator.id)
            areas[indicator.area] = None
    goals: dict[str, None] = {}
    for area in areas:
        goal = content.areas[area].goal
        if goal in content.goals:
            found.setdefault(("areas", goal), []).append(area)
            goals[goal] = None
    found[("goals", "total")] = list(goals)
    return found if goals else {}
