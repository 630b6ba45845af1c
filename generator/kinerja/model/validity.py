"""When something counts: an indicator's validity and parts, a version in force, a role held.

All of it follows from one record alone (contract, "Rows"); nothing here looks at facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from kinerja.model.records import Indicator, PeoplePersonRole
from kinerja.periods import MONTHS, Period


class Versioned(Protocol):
    """A version of a target, of weights or of a policy."""

    @property
    def version(self) -> int:
        """Its number."""
        ...

    @property
    def valid_from(self) -> str:
        """The period with whose first day it begins."""
        ...


_V = TypeVar("_V", bound=Versioned)


def in_force(versions: Iterable[_V], period: Period) -> _V | None:
    """The last version that has begun by the period's last day."""
    last = period.end
    begun = [v for v in versions if Period.parse(v.valid_from).start <= last]
    return max(begun, key=lambda v: Period.parse(v.valid_from).start, default=None)


def is_held(role: PeoplePersonRole, day: date) -> bool:
    """Whether a role is held on a day; its validity is half-open."""
    return role.from_ <= day and (role.until is None or day < role.until)


def is_not_over(role: PeoplePersonRole, day: date) -> bool:
    """Whether a role is held on a day or will be after it."""
    return role.until is None or day < role.until


def is_valid(indicator: Indicator, period: Period) -> bool:
    """Whether the period overlaps the indicator's validity; a proposal is never valid."""
    return (
        indicator.status != "proposed"
        and not begins_after(indicator, period)
        and not ended_before(indicator, period)
    )


def begins_after(indicator: Indicator, period: Period) -> bool:
    """Whether the indicator comes into force only after the period."""
    return Period.parse(indicator.valid_from).start > period.end


def ended_before(indicator: Indicator, period: Period) -> bool:
    """Whether the last period of the indicator ended before this one."""
    last = indicator.valid_until
    return last is not None and Period.parse(last).end < period.start


def parts_of(indicator: Indicator, period: Period) -> tuple[Period, ...]:
    """The valid periods of the indicator's own frequency inside a period, in order."""
    parts = period.parts(MONTHS[indicator.frequency])
    return tuple(part for part in parts if is_valid(indicator, part))


def up_to(indicator: Indicator, period: Period) -> tuple[Period, ...]:
    """The valid periods of the indicator's own frequency from January to the period's end."""
    year = Period(period.year, 1, 12)
    return tuple(part for part in parts_of(indicator, year) if part.end <= period.end)
