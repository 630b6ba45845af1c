"""What an indicator's manual says by itself: what it is measured and judged by, what is possible.

Every floor asks it here; nothing looks at facts.
"""

from __future__ import annotations

from decimal import Decimal

from kinerja.model.records import Indicator, IndicatorFormulaDenominator, Organisation


def divisor(indicator: Indicator) -> str | None:
    """The source of a denominator that is measured, and no package's."""
    told = indicator.formula.denominator
    return told.measurement if isinstance(told, IndicatorFormulaDenominator) else None


def measured(indicator: Indicator) -> str | None:
    """The source that a formula takes a measurement from: a measured denominator's or its own."""
    return divisor(indicator) or indicator.formula.measurement


def achievement_policy(indicator: Indicator, organisation: Organisation) -> str:
    """The id of the policy that an indicator is judged by: its own, else the organisation's."""
    own = indicator.policies.achievement if indicator.policies else None
    return own or organisation.policies.achievement


def status_scheme(indicator: Indicator | None, organisation: Organisation) -> str:
    """The id of the scheme that names a status: the indicator's own, else the organisation's."""
    own = indicator.policies.status_scheme if indicator and indicator.policies else None
    return own or organisation.policies.status_scheme


def is_beyond(indicator: Indicator, value: Decimal, scale: Decimal = Decimal(1)) -> bool:
    """Whether a value is outside the natural bounds of its indicator (domain §3).

    `scale` enlarges the bounds, where a value is held against them before it is divided.
    """
    most = indicator.natural_max
    return value < indicator.natural_min * scale or (most is not None and value > most * scale)


def highest(indicator: Indicator) -> object:
    """The natural maximum as messages show it."""
    return "…" if indicator.natural_max is None else indicator.natural_max
