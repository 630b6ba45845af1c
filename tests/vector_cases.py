"""What the tests in vectors/ share."""

from __future__ import annotations

from decimal import Decimal

from content_tree import (
    Rows,
)

Compiled = dict[str, Rows]


def two_decimals(text: str) -> str:
    """Half up, as the vectors are printed."""
    return str(Decimal(text).quantize(Decimal("0.01"), "ROUND_HALF_UP"))
