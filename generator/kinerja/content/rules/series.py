"""Measurements of one source, held against each other over the periods of their length.

What one measurement says by itself is in `entries`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from kinerja.content.rules.outliers import SLIP, outliers
from kinerja.content.rules.targets import is_fraction, most_of
from kinerja.findings import Finding, finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator, MeasurementValue
from kinerja.periods import MONTHS, Period

_THOUSAND = 1000
"""How many times a value is another where one of them was written in thousands."""

_ENOUGH = 5
"""What counts less may well be many times as much in the next period."""

_Told = tuple[Period, int, MeasurementValue]
"""A value with the period of its file and its place there."""


def findings(content: Content) -> Iterator[Finding]:
    """What values of a source, scope and length of period say of each other."""
    series: dict[tuple[str, int, str | None], list[_Told]] = {}
    for (source, period), told in sorted(content.measurements.items()):
        for place, value in enumerate(told.values):
            key = (source, period.months, value.unit)
            series.setdefault(key, []).append((period, place, value))
    yield from _gone(content)
    yield from _fractions(content)
    again = _put_together_anew(content)
    told_of: set[tuple[str, int]] = set()
    for (source, months, _unit), known in series.items():
        yield from _slips(content, source, known)
        indicator = again.get(source)
        if indicator is None or MONTHS[indicator.frequency] != months:
            continue
        for (before, _, one), (period, _, other) in pairwise(known):
            is_whole = (source, Period(period.year, 1, 12)) in content.measurements
            if before.year != period.year or is_whole or (source, period.year) in told_of:
                continue
            if one.value is not None and other.value is not None:
                told_of.add((source, period.year))
                yield finding(
                    content.file(f"measurements/{period}/{source}.yml"),
                    "measurement-not-additive", ("values",),
                    key="period_consolidation", value=indicator.id,
                )  # fmt: skip


def _gone(content: Content) -> Iterator[Finding]:
    """Who had a value in the period before of the same length, and has none where others have."""
    told: dict[tuple[str, int], list[Period]] = {}
    for source, period in sorted(content.measurements):
        told.setdefault((source, period.months), []).append(period)
    for (source, _months), periods in told.items():
        for before, period in pairwise(periods):
            now = {value.unit for value in content.measurements[source, period].values}
            gone = {value.unit for value in content.measurements[source, before].values} - now
            if gone and now:
                names = sorted(unit or content.organisation.id for unit in gone)
                yield finding(
                    content.file(f"measurements/{period}/{source}.yml"), "measurement-gone",
                    ("values",), at_key=True, value=", ".join(names), period=before,
                )  # fmt: skip


def _put_together_anew(content: Content) -> Mapping[str, Indicator]:
    """The sources whose values an indicator wants computed anew for longer periods."""
    return {
        indicator.formula.measurement: indicator
        for indicator in content.indicators.values()
        if indicator.formula.measurement and indicator.period_consolidation == "recompute"
    }


def _slips(content: Content, source: str, known: list[_Told]) -> Iterator[Finding]:
    """Amounts far from those of the periods beside them, told with the nearest of these."""
    for key in ("value", "numerator", "denominator", "weight"):
        told = [
            (period, place, value)
            for period, place, one in known
            if (value := getattr(one, key)) is not None
        ]
        for far, near in _far_from([value for *_, value in told]).items():
            (period, place, value), (beside, _, other) = told[far], told[near]
            yield finding(
                content.file(f"measurements/{period}/{source}.yml"), "measurement-out-of-line",
                ("values", place, key), value=value, other=other, period=beside,
            )  # fmt: skip


def _far_from(values: Sequence[Decimal]) -> dict[int, int]:
    """The places of values that stand alone, each with that of the one to hold it against.

    Where the two beside one are much alike, about ten times them is too much. Of two alone it is
    the later one. Otherwise it takes a thousand times the one before, or a thousandth of it; below
    one, a ratio says little, for what begins near nothing may well grow so.
    """
    far = {
        place: max(beside) if place == 0 else place - 1
        for place, beside in outliers(values)
        if min(values[place], *(values[one] for one in beside)) >= _ENOUGH
    }
    for place, (one, other) in enumerate(pairwise(values), start=1):
        least, most = sorted((one, other))
        enough, times = (_ENOUGH, SLIP) if len(values) == 2 else (1, _THOUSAND)
        if least >= enough and most >= times * least and far.keys().isdisjoint((place - 1, place)):
            far[place] = place - 1
    return far


def _fractions(content: Content) -> Iterator[Finding]:
    """Percentages in fractions, which the targets of their year show."""
    for indicator in content.indicators.values():
        for (source, period), told in sorted(content.measurements.items()):
            target = content.targets.get((period.year, indicator.id))
            if indicator.unit != "percent" or source != indicator.formula.measurement or not target:
                continue
            for place, one in enumerate(told.values):
                if one.value is not None and is_fraction(one.value, most_of(target)):
                    yield finding(
                        content.file(f"measurements/{period}/{source}.yml"), "percent-as-fraction",
                        ("values", place, "value"), key="value", value=one.value,
                    )  # fmt: skip
