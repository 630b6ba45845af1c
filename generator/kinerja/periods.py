"""Reporting periods: a year, a semester, a quarter or a month, as a type that cannot be malformed.

Reading, ordering and the arithmetic of parts live here. Names of periods in a language do not
(`site.render`), nor does what is measured in them (`achievement`).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

MONTHS = {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}
"""Months in one period of each frequency of an indicator (domain, indicator manual)."""

LENGTHS = (1, 3, 6, 12)
_WRITTEN = re.compile(r"(20[0-9]{2})(?:-(?:S([12])|Q([1-4])|(0[1-9]|1[0-2])))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole months in one year; sorts by time, at one start the shorter first."""

    year: int
    first_month: int
    months: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2026`, `2026-S1`, `2026-Q1` or `2026-03`; anything else is a ValueError."""
        return _parse(text)

    @property
    def last_month(self) -> int:
        """The number of the last month, 1 to 12."""
        return self.first_month + self.months - 1

    @property
    def start(self) -> date:
        """The first day."""
        return _first_day(self.year, self.first_month)

    @property
    def end(self) -> date:
        """The last day."""
        return _last_day(self.year, self.last_month)

    def parts(self, months: int) -> tuple[Period, ...]:
        """The periods of `months` months inside this one, in order; none if it is shorter."""
        first, end = self.first_month, self.first_month + self.months
        return tuple(Period(self.year, m, months) for m in range(first, end - months + 1, months))

    def to_date(self) -> tuple[date, date]:
        """From the first day of the year to this period's last day ("s.d.")."""
        return date(self.year, 1, 1), self.end

    def since_january(self) -> Period | None:
        """The period that holds exactly the days from January to this one's end, if there is one.

        March and Q1 give Q1, Q2 gives S1, Q4 gives the year; Q3 has none.
        """
        return Period(self.year, 1, self.last_month) if self.last_month in LENGTHS else None

    def longer(self) -> tuple[Period, ...]:
        """The longer periods of the same year that contain this one, shortest first."""
        lengths = (n for n in LENGTHS if n > self.months)
        return tuple(Period(self.year, (self.first_month - 1) // n * n + 1, n) for n in lengths)

    def previous(self) -> Period:
        """The period of the same length just before."""
        first = self.first_month - self.months
        return (
            Period(self.year, first, self.months)
            if first > 0
            else Period(self.year - 1, 13 - self.months, self.months)
        )

    def __str__(self) -> str:
        """The written form, as in file names and columns."""
        number = (self.first_month - 1) // self.months + 1
        match self.months:
            case 12:
                return str(self.year)
            case 6:
                return f"{self.year}-S{number}"
            case 3:
                return f"{self.year}-Q{number}"
            case _:
                return f"{self.year}-{self.first_month:02d}"


@cache
def _first_day(year: int, month: int) -> date:
    return date(year, month, 1)


@cache
def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


@lru_cache(maxsize=4096)
def _parse(text: str) -> Period:
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, semester, quarter, month = found.groups()
    if semester:
        return Period(int(year), int(semester) * 6 - 5, 6)
    if quarter:
        return Period(int(year), int(quarter) * 3 - 2, 3)
    if month:
        return Period(int(year), int(month), 1)
    return Period(int(year), 1, 12)


def periods_of_year(year: int, shortest: int = 3) -> tuple[Period, ...]:
    """All periods of a year from `shortest` months up to the year, in order of time."""
    lengths = [n for n in LENGTHS if n >= shortest]
    return tuple(sorted(p for n in lengths for p in Period(year, 1, 12).parts(n)))
