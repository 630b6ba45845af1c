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
_STEPS = (
    0.6180339887498949,
    0.4142135623730951,
    0.7320508075688772,
    0.3027756377319946,
    0.1925824035672520,
    0.4494897427831781,
    0.6457513110645906,
    0.8729833462074168,
)
"""Irrational steps: walking by one of them around a circle leaves no gap for long."""


class Draw:
    """One stream of chance."""

    def __init__(self, seed: int, subject: str) -> None:
        """Streams of other subjects stay as they are when this one draws more or less."""
        self._next = Random(f"{seed}/{subject}").random
        self._turns: dict[str, tuple[float, float]] = {}

    def _position(self, evenly: str) -> float:
        """From 0 to below 1: by chance, or the next step of a walk that belongs to a name.

        A walk covers everything evenly, so that few events in a row already show their share:
        the eight tenders of a quarter should not all fail.
        """
        if not evenly:
            return self._next()
        if evenly not in self._turns:
            self._turns[evenly] = (self._next(), _STEPS[len(self._turns) % len(_STEPS)])
        position, step = self._turns[evenly]
        self._turns[evenly] = ((position + step) % 1, step)
        return position

    def chance(self, probability: float, evenly: str = "") -> bool:
        """Happen with a probability from 0 to 1; `evenly`: the name of a walk."""
        return self._position(evenly) < probability

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

    def quantile(self, points: Sequence[float], evenly: str = "") -> float:
        """Interpolate between the 5th, 25th, 50th, 75th and 95th percentile; flat outside."""
        position = self._position(evenly)
        last = len(_MARKS) - 1
        right = min(max(bisect_right(_MARKS, position), 1), last)
        low, high = _MARKS[right - 1], _MARKS[right]
        weight = min(max((position - low) / (high - low), 0.0), 1.0)
        return points[right - 1] + weight * (points[right] - points[right - 1])

    def days(self, points: Sequence[float], evenly: str = "") -> timedelta:
        """Draw a number of calendar days by percentiles."""
        return timedelta(round(self.quantile(points, evenly)))

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
    return (number + 0.5) * _STEPS[0] % 1
