"""Exact numbers: the one context of calculation, and how a number is written.

Nothing here knows what a number means. Numbers in a language (1.234,5) are `site.render`'s.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

Exact = Decimal | int
"""A number without loss: whole, or with its decimals."""

CALCULATE = Context(prec=28)
"""28 significant digits, as the contract says of achievements."""

_WIDE = Context(prec=80, rounding=ROUND_HALF_UP)
_TENTH_PLACE = Decimal("1e-10")
_BLUR = Decimal("1e-18")


def publish(value: Decimal) -> Decimal:
    """The figure that pages show and statuses are judged on: half up, always two decimals."""
    return rounded(value, 2)


def rounded(value: Decimal | int, decimals: int) -> Decimal:
    """A number as it is shown with so many decimals: half up."""
    shown = settled(value).quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    return shown if shown else abs(shown)  # never minus zero


def settled(value: Decimal | int) -> Decimal:
    """A number without what the last digits of a calculation blur, before it is rounded.

    99.9949999… of 28 digits, where a third was multiplied by three, is 99.995 and becomes 100.00.
    """
    return Decimal(value).quantize(_BLUR, context=_WIDE)


def plain(value: Decimal | int) -> str:
    """A number as text without exponent: half up to 10 decimals, trailing zeros cut."""
    if isinstance(value, int):
        return str(value)
    if value != value.to_integral_value():
        value = settled(value).quantize(_TENTH_PLACE, context=_WIDE)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
