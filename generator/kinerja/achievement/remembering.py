"""Measures that are known from a run before: by the last day of their windows.

What was measured as of a day depends on what had been reported by then. So a report on the newest
period leaves those of all earlier days as they were. Nothing is believed but under the digests of
all the files that it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec

from kinerja import cache
from kinerja.achievement.measures import Measure, Measures
from kinerja.achievement.schedule import Window
from kinerja.achievement.snapshots import Snapshots
from kinerja.content.checking import Checked
from kinerja.content.layout import told_by
from kinerja.numbers import Exact
from kinerja.periods import Period

_EVERY_DAY = frozenset(("register", "mapping", "area", "calendar", "action-plan"))
"""Kinds of file on which every measure rests; the formulas themselves are looked at."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where content was read: a name for its folder, and the digests of its files by place."""

    name: str
    digests: Mapping[str, str]


class _Told(msgspec.Struct, array_like=True, frozen=True):
    """A measure with its keys; a number with a point travels as text, a whole one as itself."""

    indicator: str
    start: date
    end: date
    unit: str | None
    numerator: int | str | None
    denominator: int | str | None
    n: int


class _Day(msgspec.Struct, array_like=True, frozen=True):
    key: str
    told: list[_Told]


_KEPT = msgspec.msgpack.Decoder(dict[date, _Day])


def source_of(checked: Checked) -> Source:
    """The source of content that was checked."""
    folder = f"{checked.root.name}/"
    places = {name.removeprefix(folder): told for name, told in checked.digests.items()}
    return Source(f"measures of {checked.root.absolute()}", places)


def measured(snapshots: Snapshots, source: Source | None) -> Measures:
    """All measures, those of a day only made where nobody knows them; without a source all.

    Raises `FormulaFailedError`.
    """
    if source is None:
        return snapshots.measures(snapshots.days)
    keys = {day: _key(snapshots, source, day) for day in snapshots.days}
    kept = cache.recall(source.name, cache.program())
    before = _KEPT.decode(kept[0]) if kept else {}
    known = {day: told for day, told in before.items() if keys.get(day) == told.key}
    missing = keys.keys() - known.keys()
    fresh = snapshots.measures(missing) if missing else {}
    if missing:
        days = {day: _Day(keys[day], []) for day in missing} | known
        for (indicator, window, unit), told in fresh.items():
            days[window.end].told.append(_Told(
                indicator, window.start, window.end, unit,
                _plain(told.numerator), _plain(told.denominator), told.n,
            ))  # fmt: skip
        cache.keep(source.name, cache.program(), msgspec.msgpack.encode(days))
    return fresh | dict(_measures(known))


def _measures(
    known: Mapping[date, _Day],
) -> Iterator[tuple[tuple[str, Window, str | None], Measure]]:
    for day in known.values():
        for one in day.told:
            key = one.indicator, Window(one.start, one.end), one.unit
            yield key, Measure(_exact(one.numerator), _exact(one.denominator), one.n)


def _key(snapshots: Snapshots, source: Source, day: date) -> str:
    """All that the measures of the windows ending on a day depend on."""
    read = (part for one in sorted(source.digests.items()) if _counts(one[0], day) for part in one)
    asked = sorted(map(repr, snapshots.asked(day)))
    return cache.digest([str(len(asked)), *asked, *read])


def _counts(place: str, day: date) -> bool:
    kind, keys = told_by(place) or ("", {})
    if kind == "realization":
        return Period.parse(keys["period"]).end <= day
    return kind in _EVERY_DAY


def _plain(value: Exact | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _exact(value: int | str | None) -> Exact | None:
    return Decimal(value) if isinstance(value, str) else value
