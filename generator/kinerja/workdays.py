"""Working days: Monday to Friday but for the days a calendar takes off (Perpres 21/2023).

Which days are off is content (`calendars/<year>.yml`) and comes in as dates; deadlines of the
procedure's steps are not counted here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import accumulate

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
"""The days a date in content can lie on."""


@cache
def _weekdays() -> bytes:
    """1 for each day from `FIRST` to `LAST` that is no weekend, else 0."""
    count = (LAST - FIRST).days + 1
    return bytes((FIRST.weekday() + day) % 7 < 5 for day in range(count))


class WorkingDays:
    """Running numbers of working days, so that a count between two dates is a subtraction."""

    def __init__(self, off: Iterable[date]) -> None:
        """`off`: the days that are no working days although no weekend; weekends may be named."""
        days = bytearray(_weekdays())
        for day in off:
            if FIRST <= day <= LAST:
                days[(day - FIRST).days] = 0
        self.running: tuple[int, ...] = tuple(accumulate(days))
        """Working days from `FIRST` up to and including each day."""

    def between(self, after: date, until: date) -> int:
        """Working days after `after`, up to and including `until`; negative when backwards."""
        return self._number(until) - self._number(after)

    def add(self, start: date, days: int) -> date:
        """The day on which the given number of working days after `start` is reached."""
        day, left = start, days
        while left > 0:
            day += timedelta(1)
            left -= self.between(day - timedelta(1), day)
        return day

    def _number(self, day: date) -> int:
        return self.running[(day - FIRST).days]
