"""Measures that are known from a run before: by the last day of their windows.

What was measured as of a day depends on what had been reported by then. So a report on the newest
period leaves those of all earlier days as they were. Nothing is believed but under the digests of
all the files that it came from.
"""

from __future__ import annotations

import functools
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
    keys = _keys(snapshots, source)
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


def _keys(snapshots: Snapshots, source: Source) -> dict[date, str]:
    """All that the measures of the windows ending on a day depend on, by the day."""
    files = [(_counts_from(place), place, told) for place, told in sorted(source.digests.items())]
    written = functools.cache(repr)  # a formula is asked over many windows
    keys: dict[date, str] = {}
    for day in snapshots.days:
        asked = sorted(f"{window} {written(formula)}" for window, formula in snapshots.asked(day))
        read = (part for start, *one in files if start is not None and start <= day for part in one)
        keys[day] = cache.digest([str(len(asked)), *asked, *read])
    return keys


def _counts_from(place: str) -> date | None:
    """The first day whose measures rest on a file; None where none ever does."""
    kind, keys = told_by(place) or ("", {})
    if kind == "realization":
        return Period.parse(keys["period"]).end
    return date.min if kind in _EVERY_DAY else None


def _plain(value: Exact | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _exact(value: int | str | None) -> Exact | None:
    return Decimal(value) if isinstance(value, str) else value
