"""Numbers in a row of which one stands far from those beside it, as where a digit slipped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

SLIP = 8
"""How many times a number is another where a digit slipped: ten, less what may be its growth."""

_LIKE = 2
"""How many times the one is the other where two are much the same."""


def outliers(values: Sequence[Decimal]) -> Iterator[tuple[int, tuple[int, int]]]:
    """The place of each number far from the two beside it, and the places of these.

    Only where these two are much alike, and all are above zero. At an end, they are the next two.
    """
    for place, value in enumerate(values if len(values) > _LIKE else ()):
        first = min(max(place - 1, 0), len(values) - 3)
        one, other = (near for near in range(first, first + 3) if near != place)
        least, most = sorted((values[one], values[other]))
        if min(least, value) > 0 and most < _LIKE * least and is_far(value, least, most):
            yield place, (one, other)


def is_far(value: Decimal, least: Decimal, most: Decimal) -> bool:
    """Whether a number is many times the most of others, or a small part of the least."""
    return value >= SLIP * most or value * SLIP <= least
