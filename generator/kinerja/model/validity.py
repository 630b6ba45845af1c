"""When an indicator counts: its validity, its frequency, and the parts of a longer period.

All of it follows from the indicator alone (contract, "Rows"); nothing here looks at facts.
"""

from __future__ import annotations

from kinerja.model.records import Indicator
from kinerja.periods import MONTHS, Period


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
