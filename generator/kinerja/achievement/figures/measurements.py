"""Measurements: which file serves a period, and the values it states for a scope.

Rules: contract ("Where two readings are possible") and domain §3. What a value is worth is
`realization`'s.
"""

from __future__ import annotations

from kinerja.model.content import Content
from kinerja.model.records import Indicator, Measurement, MeasurementValue
from kinerja.periods import Period


def serving(
    content: Content, indicator: Indicator, source: str, period: Period
) -> Measurement | None:
    """The file of a source that serves a period: its own, else the shortest longer period's.

    What is summed has no share of a longer period's value.
    """
    direct_sum = indicator.formula.kind == "direct" and indicator.period_consolidation == "sum"
    for each in (period,) if direct_sum else (period, *period.longer()):
        file = content.measurements.get((source, each))
        if file is not None:
            return file
    return None


def values_of(
    content: Content, indicator: Indicator, source: str, period: Period, unit: str | None
) -> list[MeasurementValue]:
    """The values of one scope in the file that serves a period; `unit` None: the organisation's."""
    file = serving(content, indicator, source, period)
    return [value for value in file.values if value.unit == unit] if file is not None else []


def own_file(content: Content, indicator: Indicator, period: Period) -> bool:
    """Whether a direct value's source has a file for exactly this period."""
    return (indicator.formula.measurement or "", period) in content.measurements
