"""Chance that is the same on every machine: all that is random in the example is drawn here.

Only `random()` of a seeded generator is used; what `random.choice` and its kin do with it may
change between Pythons. What is drawn, and how likely it is, lives elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

Item = TypeVar("Item")

_MARKS = (0.05, 0.25, 0.5, 0.75, 0.95)
_GOLDEN = 0.6180339887498949


class Draw:
    """One stream of chance."""

    def __init__(self, seed: int, subject: str) -> None:
        """Streams of other subjects stay as they are when this one draws more or less."""
        self._next = Random(f"{seed}/{subject}").random

    def chance(self, probability: float) -> bool:
        """Happen with a probability from 0 to 1."""
        return self._next() < probability

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number, both ends included."""
        return low + int(self._next() * (high - low + 1))

    def part(self, low: float, high: float) -> float:
        """Draw a number between two ends."""
        return low + self._next() * (high - low)

    def pick(self, items: Sequence[Item]) -> Item:
        """Draw one of several, all alike."""
        return items[int(self._next() * len(items))]

    def share(self, shares: Mapping[Item, float]) -> Item:
        """Draw a key in proportion to its share."""
        return Shares(shares).at(self._next())

    def quantile(self, points: Sequence[float]) -> float:
        """Interpolate between the 5th, 25th, 50th, 75th and 95th percentile; flat outside."""
        position = self._next()
        last = len(_MARKS) - 1
        right = min(max(bisect_right(_MARKS, position), 1), last)
        low, high = _MARKS[right - 1], _MARKS[right]
        weight = min(max((position - low) / (high - low), 0.0), 1.0)
        return points[right - 1] + weight * (points[right] - points[right - 1])

    def days(self, points: Sequence[float]) -> timedelta:
        """Draw a number of calendar days by percentiles."""
        return timedelta(round(self.quantile(points)))

    def between(self, first: date, last: date) -> date:
        """Draw a day, both ends included; the first one when they are the wrong way round."""
        return first + timedelta(self.whole(0, max((last - first).days, 0)))


class Shares(Generic[Item]):
    """Keys in proportion to their shares."""

    def __init__(self, shares: Mapping[Item, float]) -> None:
        """`shares` need not add up to anything."""
        self._keys = tuple(shares)
        self._sums = tuple(accumulate(shares.values()))

    def at(self, position: float) -> Item:
        """Return the key at a position from 0 to below 1."""
        return self._keys[bisect_right(self._sums, position * self._sums[-1])]


def spread(number: int) -> float:
    """Positions that cover 0 to 1 evenly, however few are taken: shares hold in small sizes."""
    return (number + 0.5) * _GOLDEN % 1
