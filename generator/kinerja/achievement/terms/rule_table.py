"""Rule tables: points for a measure by the bands of an outside assessment (ITKP, domain §6).

The tables are content (policies of kind `rule_table`), quoted as printed. What comes out is an own
estimate, never an official score, and enters no achievement.
"""

from __future__ import annotations

from decimal import Decimal

from kinerja.achievement.terms.score import HUNDRED, ZERO, band_of
from kinerja.model.records import PolicyTableItem
from kinerja.numbers import CALCULATE


def measure(item: PolicyTableItem, numerator: Decimal, denominator: Decimal) -> Decimal | None:
    """A quotient in the unit of the item's bands; None where the denominator is zero."""
    if denominator == 0:
        return None
    scale = HUNDRED if item.unit == "percent" else Decimal(1)
    return CALCULATE.divide(CALCULATE.multiply(numerator, scale), denominator)


def points(item: PolicyTableItem, measured: Decimal | None) -> Decimal | None:
    """The points of one item, exact and never negative.

    Args:
        item: With its bands; of `from` and `above` the first that fits from the top holds.
        measured: In the unit of the item; None for a zero denominator, which earns 0 here although
            the measurement itself is not computable.

    Returns:
        None where the table does not say: an item that only others assess, or a measure below the
        last band that is printed.
    """
    if not item.bands:
        return None
    if measured is None:
        return ZERO
    band = band_of(measured, item.bands)
    if band is None:
        return None
    if band.factor is None:
        return band.points
    slope = CALCULATE.multiply(band.factor.slope, measured)
    share = CALCULATE.add(band.factor.constant, slope)
    return max(ZERO, CALCULATE.multiply(share, item.maximum))
