"""The shapes that stand beside words: of a status, fuller is better; of an approval, its own signs.

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


APPROVALS = {
    "sealed": ("good", "M5 7V4.75a3 3 0 0 1 6 0V7", "M3 7h10v7.5H3z"),
    "approved": ("good", "M1.75 8.75 6 13 14.25 3.5", ""),
    "needs_revision": ("poor", "M6.5 2.5 2.5 6.5l4 4M3 6.5h7a3.75 3.75 0 0 1 0 7.5H6", ""),
    "suspect": ("near", "M8 1.25 14.75 8 8 14.75 1.25 8z", "M7 4.5h2v4H7zM7 9.75h2v2H7z"),
    "stale": ("near", "M8 1.25 14.75 8 8 14.75 1.25 8z", "M8 1.25v13.5L1.25 8z"),
    "submitted": ("none", "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM8 4.25V8l2.75 1.75", ""),
    "draft": ("none", "M3 13l.75-3.5L11 2.25 13.75 5 6.5 12.25z", ""),
}
"""For each state of an object the tone of its colour, what is drawn, and what is filled."""


def approval_shape(state: str) -> Markup:
    """The inside of a 16 × 16 SVG: lock, tick, arrow back, diamonds of doubt, clock, pencil."""
    _tone, drawn, filled = APPROVALS[state]
    inside = Markup('<path d="{}" class="k-mark-edge"/>').format(drawn)
    return inside + Markup('<path d="{}"/>').format(filled) if filled else inside


def approval_tone(state: str) -> str:
    """Which of the colours supports the shape; `none` for what nobody has decided."""
    return APPROVALS[state][0]


def _sector(share: float) -> str:
    """A pie sector from twelve o'clock, clockwise."""
    angle = 2 * math.pi * share
    x = _CENTRE + _RADIUS * math.sin(angle)
    y = _CENTRE - _RADIUS * math.cos(angle)
    large = 1 if share > 0.5 else 0
    return f"M8 8V2A6 6 0 {large} 1 {x:.2f} {y:.2f}z"
