"""The working calendar of the example, and steps to working days.

Counting working days is `kinerja.workdays`'; here is only what an invented date needs.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from kinerja.content.authoring.days_off import days_off

_DAY = timedelta(1)


def calendars(years: tuple[int, ...]) -> dict[int, list[dict[str, Any]]]:
    """Make the days off of the years, the one before and the one after, as rows of a calendar.

    Holidays and joint leave (Perpres 21/2023 leaves both out of the working days).
    """
    wanted = sorted({year + step for year in years for step in (-1, 0, 1)})
    return {year: days_off(year) for year in wanted}


class Workdays:
    """Moves invented dates to days on which an office works."""

    def __init__(self, off: frozenset[date]) -> None:
        """`off`: the days of the calendars."""
        self._off = off

    def on_or_after(self, day: date) -> date:
        """Return the day itself or the next working day."""
        while day.weekday() > 4 or day in self._off:
            day += _DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return the day itself or the last working day before."""
        while day.weekday() > 4 or day in self._off:
            day -= _DAY
        return day

    def after(self, day: date, days: int) -> date:
        """Return the working day that many working days later."""
        for _ in range(days):
            day = self.on_or_after(day + _DAY)
        return day
