"""Measures that are known from a run before: by their table and the last day of their windows.

What was measured as of a day depends on what had been reported by then. So a report on the newest
period leaves those of all earlier days as they were, and an action plan those of packages. Nothing
is believed but under the digests of all the files that it came from.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import msgspec

from kinerja import cache
from kinerja.achievement.measuring.measures import Measure, Measures
from kinerja.achievement.measuring.observations import ACTIONS, PACKAGES
from kinerja.achievement.measuring.snapshots import Moment, Snapshots
from kinerja.achievement.terms.schedule import Window
from kinerja.content.checking import Checked
from kinerja.content.shape.layout import told_by
from kinerja.numbers import Exact
from kinerja.periods import Period

_EVERY_DAY = {
    ACTIONS: frozenset(("action-plan", "calendar")),
    PACKAGES: frozenset(("area", "calendar", "mapping", "register")),
}
"""Kinds of file on which every measure of a table rests; the formulas themselves are looked at."""


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


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    table: str
    day: date
    key: str
    told: list[_Told]


_KEPT = msgspec.msgpack.Decoder(list[_Kept])


def source_of(checked: Checked) -> Source:
    """The source of content that was checked."""
    folder = f"{checked.root.name}/"
    places = {name.removeprefix(folder): told for name, told in checked.digests.items()}
    return Source(f"measures of {checked.root.absolute()}", places)


def measured(snapshots: Snapshots, source: Source | None) -> Measures:
    """All measures, those of a moment only made where nobody knows them; without a source all.

    Raises `FormulaFailedError`.
    """
    if source is None:
        return snapshots.measures(snapshots.moments)
    keys = _keys(snapshots, source)
    slot = cache.recall(source.name, cache.program())
    before = {(kept.table, kept.day): kept for kept in _KEPT.decode(slot[0])} if slot else {}
    known = {moment: told for moment, told in before.items() if keys.get(moment) == told.key}
    missing = keys.keys() - known.keys()
    fresh = snapshots.measures(missing) if missing else {}
    if missing:
        whole = {moment: _Kept(*moment, keys[moment], []) for moment in missing} | known
        for (indicator, window, unit), told in fresh.items():
            whole[snapshots.table_of(indicator), window.end].told.append(_Told(
                indicator, window.start, window.end, unit,
                _plain(told.numerator), _plain(told.denominator), told.n,
            ))  # fmt: skip
        cache.keep(source.name, cache.program(), msgspec.msgpack.encode(list(whole.values())))
    return fresh | dict(_measures(known.values()))


def _measures(known: Iterable[_Kept]) -> Iterator[tuple[tuple[str, Window, str | None], Measure]]:
    for moment in known:
        for one in moment.told:
            key = one.indicator, Window(one.start, one.end), one.unit
            yield key, Measure(_exact(one.numerator), _exact(one.denominator), one.n)


def _keys(snapshots: Snapshots, source: Source) -> dict[Moment, str]:
    """All that the measures of the windows of a moment depend on, by the moment."""
    files = sorted(source.digests.items())
    since = {
        table: [(_counts_from(place, table), place, told) for place, told in files]
        for table in _EVERY_DAY
    }
    written = functools.cache(repr)  # a formula is asked over many windows
    keys: dict[Moment, str] = {}
    for table, day in snapshots.moments:
        asked = sorted(
            f"{window} {written(formula)}" for window, formula in snapshots.asked(table, day)
        )
        read = (part for start, *one in since[table] if start and start <= day for part in one)
        keys[table, day] = cache.digest([str(len(asked)), *asked, *read])
    return keys


def _counts_from(place: str, table: str) -> date | None:
    """The first day whose measures of a table rest on a file; None where none ever does."""
    kind, keys = told_by(place) or ("", {})
    if kind == "realization":
        return Period.parse(keys["period"]).end
    return date.min if kind in _EVERY_DAY[table] else None


def _plain(value: Exact | None) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _exact(value: int | str | None) -> Exact | None:
    return Decimal(value) if isinstance(value, str) else value
