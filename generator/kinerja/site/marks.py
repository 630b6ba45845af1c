"""The shape that stands beside a status word: fuller is better, the lowest band a triangle.

Shapes differ without colour, for any number of bands that an organisation's scheme has.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from markupsafe import Markup

_CENTRE = 8
_RADIUS = 6


@dataclass(frozen=True, slots=True)
class Band:
    """Where a status stands in its scheme: its word, its rank from the top (0), of how many."""

    name: str
    rank: int
    bands: int

    @property
    def share(self) -> float:
        """1 for the best band, 0 for the lowest, evenly between."""
        return 1 - self.rank / max(1, self.bands - 1)

    @property
    def tone(self) -> str:
        """Which of the three colours supports the shape: `good`, `near` or `poor`."""
        if self.share >= 0.75:
            return "good"
        return "near" if self.share >= 0.25 else "poor"


def shape(band: Band | None) -> Markup:
    """The inside of a 16 × 16 SVG: a disc filled by rank, a triangle for the last, none hollow."""
    if band is None:
        return Markup('<circle cx="8" cy="8" r="6" class="k-mark-edge"/>')
    if band.rank >= band.bands - 1 and band.bands > 1:
        return Markup('<path d="M8 1.5 15 14.5H1z"/>')
    if band.share >= 1:
        return Markup('<circle cx="8" cy="8" r="6.75"/>')
    return Markup('<circle cx="8" cy="8" r="6" class="k-mark-edge"/><path d="{}"/>').format(
        _sector(band.share)
    )


def _sector(share: float) -> str:
    """A pie sector from twelve o'clock, clockwise."""
    angle = 2 * math.pi * share
    x = _CENTRE + _RADIUS * math.sin(angle)
    y = _CENTRE - _RADIUS * math.cos(angle)
    large = 1 if share > 0.5 else 0
    return f"M8 8V2A6 6 0 {large} 1 {x:.2f} {y:.2f}z"
