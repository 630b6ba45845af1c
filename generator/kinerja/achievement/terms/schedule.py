"""What is due: the figure of an indicator in a period, the days it counts, and its parts.

All of it follows from the indicator alone and is the same for every unit (contract, "Rows");
what came of it is `realization`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from kinerja.achievement.terms.table import BASES
from kinerja.model.records import Indicator
from kinerja.model.validity import begins_after, ended_before, parts_of, up_to
from kinerja.periods import MONTHS, Period


class Window(NamedTuple):
    """The days whose packages a figure counts, and as of whose end it counts them."""

    start: date
    end: date

    @property
    def year_start(self) -> date:
        """The first of January from which facts since the year's start are counted."""
        return date(self.end.year, 1, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """A period that is measured by itself, and its days."""

    period: Period
    days: Window


@dataclass(frozen=True, slots=True)
class Due:
    """The figure of an indicator in a period on one basis.

    `reason` says why there is none, in the contract's words, else it is empty; `days` are the
    whole figure's, `parts` the valid periods of the indicator's own frequency in it.
    """

    indicator: Indicator
    period: Period
    to_date: bool
    reason: str
    days: Window
    parts: tuple[Part, ...]

    @property
    def is_recomputed(self) -> bool:
        """Whether the whole is counted anew instead of being put together from its parts."""
        told = self.indicator
        return told.period_consolidation == "recompute" and told.formula.kind != "direct"


def due(indicator: Indicator, period: Period, *, to_date: bool) -> Due:
    """What an indicator owes for a period: its own days, or those since January."""
    reason = _unscheduled(indicator, period)
    days = window(indicator, period, to_date=to_date)
    if reason:
        return Due(indicator, period, to_date, reason, days, ())
    parts = up_to(indicator, period) if to_date else parts_of(indicator, period)
    told = tuple(Part(part, window(indicator, part, to_date=False)) for part in parts)
    return Due(indicator, period, to_date, "", days, told)


def window(indicator: Indicator, period: Period, *, to_date: bool) -> Window:
    """The days of a figure: the period's or since January, from its first to its last valid part.

    A part is valid that its validity overlaps, and is counted as a whole.
    """
    parts = up_to(indicator, period) if to_date else parts_of(indicator, period)
    if not parts:
        return Window(*(period.to_date() if to_date else (period.start, period.end)))
    return Window(parts[0].start, parts[-1].end)


Schedule = Mapping[tuple[str, str], Sequence[Due]]
"""What every indicator owes, by period and basis; in the table's order."""


def schedule(indicators: Iterable[Indicator], periods: Iterable[Period]) -> Schedule:
    """What indicators owe for the periods."""
    known = list(indicators)
    return {
        (str(period), basis): [due(one, period, to_date=basis == "to_date") for one in known]
        for period in sorted(periods, key=str)
        for basis in BASES
    }


def windows_of(owed: Iterable[Due]) -> frozenset[Window]:
    """The windows that realizing what is owed will ask measures for."""
    return frozenset(
        days
        for one in owed
        if not one.reason
        for days in ([one.days] if one.is_recomputed else [part.days for part in one.parts])
    )


def _unscheduled(indicator: Indicator, period: Period) -> str:
    if period.months < MONTHS[indicator.frequency]:
        return "frequency"
    if begins_after(indicator, period):
        return "not_valid_yet"
    return "closed" if ended_before(indicator, period) else ""
