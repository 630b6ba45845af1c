"""The table of achievements: its row, its order, and which periods it has.

Columns are the contract's and documented there. Filling it is `compiling`'s, writing it
`writing`'s.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from kinerja.achievement.score import Target
from kinerja.model.validity import is_valid
from kinerja.numbers import Exact
from kinerja.periods import Period, periods_of_year

if TYPE_CHECKING:
    from kinerja.model.content import Content

Basis = Literal["period", "to_date"]
BASES: tuple[Basis, ...] = ("period", "to_date")

STATES = ("not_scheduled", "not_targeted", "not_reported", "not_computable")
"""Why there is no achievement, in the order in which reasons are looked for."""


class Key(NamedTuple):
    """What a row is about; rows are sorted by it as text."""

    period: str
    basis: str
    scope_type: str
    scope: str
    level: str
    node: str


class Row(NamedTuple):
    """One row of the table; numbers exact, achievements in percent, not rounded."""

    period: str
    basis: str
    scope_type: str
    scope: str
    level: str
    node: str
    numerator: Exact | None = None
    denominator: Exact | None = None
    n: int | None = None
    realization: Decimal | None = None
    target: Target | None = None
    baseline: Decimal | None = None
    achievement_raw: Decimal | None = None
    achievement: Decimal | None = None
    published: Decimal | None = None
    state: str = "computed"
    reason: str = ""
    status: str = ""
    coverage: Decimal | None = None

    @property
    def key(self) -> Key:
        """The row's key."""
        return Key(*self[:6])


def periods(content: Content, year: int, today: date) -> tuple[Period, ...]:
    """The ended periods of a year that the table reports; months where something is monthly."""
    whole = Period(year, 1, 12)
    monthly = any(
        indicator.frequency == "monthly" and is_valid(indicator, whole)
        for indicator in content.indicators.values()
    )
    shortest = 1 if monthly else 3
    return tuple(p for p in periods_of_year(year, shortest) if p.end <= today)
