"""Versions of targets, weights and policies: numbered as they begin, and in force when needed.

Which of several versions is in force is `model.validity`'s; figures before the first one follow
decision 0011.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from kinerja.content.rules.targets import values
from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.manual import achievement_policy, status_scheme
from kinerja.model.records import Indicator, Organisation, Target
from kinerja.model.validity import Versioned, in_force, is_valid
from kinerja.periods import Period


def findings(content: Content) -> Iterator[Finding]:
    """What versions contradict, and what is written where none of them holds."""
    for place, key, versions in _versioned(content):
        yield from _disordered(content.file(place), key, versions)
    for year, told in content.weights.items():
        months = Period(year, 1, 12).parts(1)
        used = (month for month in months if any(_valid(content, month)))
        file = content.file(f"weights/{year}.yml")
        yield from _late(file, "weights-begin-late", told.versions, next(used, None))
    for name, month in _used(content, achievement_policy).items():
        if name in content.policies:
            file, versions = content.file(f"policies/{name}.yml"), content.policies[name].versions
            yield from _late(file, "policy-begins-late", versions, month)
    for name, month in _used(content, status_scheme).items():
        start = content.policies[name].valid_from if name in content.policies else None
        if start and Period.parse(start).start > month.end:
            file = content.file(f"policies/{name}.yml")
            yield finding(file, "policy-begins-late", ("valid_from",), value=start, needed=month)
    for (year, name), target in content.targets.items():
        yield from _idle(content.file(f"targets/{year}/{name}.yml"), target, year)


def _versioned(content: Content) -> Iterator[tuple[str, str, Sequence[Versioned]]]:
    """All lists of versions: the file, its key, and what stands there."""
    for (year, name), target in content.targets.items():
        yield f"targets/{year}/{name}.yml", "versions", target.versions
    for year, told in content.weights.items():
        yield f"weights/{year}.yml", "versions", told.versions
    for name, policy in content.policies.items():
        yield f"policies/{name}.yml", "versions", policy.versions
        yield f"policies/{name}.yml", "tables", policy.tables


def _disordered(file: str, key: str, versions: Sequence[Versioned]) -> Iterator[Finding]:
    """Every version has a number of its own, and a later number begins later."""
    places: dict[int, int] = {}
    for place, version in enumerate(versions):
        if places.setdefault(version.version, place) != place:
            pointer: Pointer = (key, place, "version")
            yield finding(
                file, "version-repeated", pointer, value=version.version,
                also=(file, (key, places[version.version], "version")),
            )  # fmt: skip
    for earlier, later in pairwise(sorted(places)):
        one, other = versions[places[earlier]], versions[places[later]]
        if Period.parse(other.valid_from).start <= Period.parse(one.valid_from).start:
            pointer = (key, places[later], "valid_from")
            yield finding(
                file, "version-disordered", pointer, value=later, start=other.valid_from,
                other=earlier, before=one.valid_from,
                also=(file, (key, places[earlier], "valid_from")),
            )  # fmt: skip


def _late(
    file: str, code: str, versions: Sequence[Versioned], needed: Period | None
) -> Iterator[Finding]:
    """A first version that begins only after the month from which on figures need it."""
    starts = [Period.parse(version.valid_from).start for version in versions]
    if starts and needed is not None and min(starts) > needed.end:
        place = starts.index(min(starts))
        pointer: Pointer = ("versions", place, "valid_from")
        yield finding(file, code, pointer, value=versions[place].valid_from, needed=needed)


def _used(content: Content, chosen: Callable[[Indicator, Organisation], str]) -> dict[str, Period]:
    """The policies of a kind in use, each with the first month whose figures it makes."""
    used: dict[str, Period] = {}
    for month in (month for year in content.years for month in Period(year, 1, 12).parts(1)):
        for indicator in _valid(content, month):
            used.setdefault(chosen(indicator, content.organisation), month)
    return used


def _valid(content: Content, month: Period) -> Iterator[Indicator]:
    return (one for one in content.indicators.values() if is_valid(one, month))


def _idle(file: str, target: Target, year: int) -> Iterator[Finding]:
    """Targets of periods that ended before their version begins, and say what no other says.

    A new version often repeats those of the periods before it.
    """
    told = {
        (place, pointer[2:-1], period): value
        for place, version in enumerate(target.versions)
        for pointer, period, value in values(place, version)
        if Period.parse(period).year == year
    }
    for (place, way, period), value in told.items():
        version, held = target.versions[place], in_force(target.versions, Period.parse(period))
        if Period.parse(version.valid_from).start <= Period.parse(period).end:
            continue
        other = target.versions.index(held) if held else None
        if other is None or told.get((other, way, period)) != value:
            yield finding(
                file, "target-not-in-force", ("versions", place, *way, period), at_key=True,
                value=period, version=version.version, start=version.valid_from,
            )  # fmt: skip
