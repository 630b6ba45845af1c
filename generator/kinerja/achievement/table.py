"""The table of achievements: its row, its order, and which periods it has.

Columns are the contract's and documented there. Filling it is `compiling`'s, writing it
`writing`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
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


class Rows(Mapping[Key, Row]):
    """The table: rows by key and in its order, those of a period made when somebody asks for them.

    A key of no reported period is a KeyError, as in every mapping.
    """

    def __init__(self, reported: Iterable[str], make: Callable[[str], Iterable[Row]]) -> None:
        """`make` gives the rows of one of the reported periods in the table's order."""
        self._make = make
        self._made: dict[str, Mapping[Key, Row] | None] = dict.fromkeys(sorted(reported))

    def of(self, period: str) -> Mapping[Key, Row]:
        """The rows of a period; none where it is not reported."""
        if period not in self._made:
            return {}
        made = self._made[period]
        if made is None:
            made = self._made[period] = {row.key: row for row in self._make(period)}
        return made

    def in_order(self) -> Iterator[Row]:
        """All rows."""
        return (row for period in self._made for row in self.of(period).values())

    def replaced(self, given: Mapping[str, Mapping[Key, Row]]) -> Rows:
        """The same table with other rows for some of its periods."""
        other = Rows(self._made, lambda period: self.of(period).values())
        other._made |= {period: rows for period, rows in given.items() if period in self._made}
        return other

    def __getitem__(self, key: Key) -> Row:
        """The row of a key."""
        return self.of(key[0])[key]

    def __iter__(self) -> Iterator[Key]:
        """The keys in order."""
        return (key for period in self._made for key in self.of(period))

    def __len__(self) -> int:
        """How many rows there are in all periods."""
        return sum(len(self.of(period)) for period in self._made)


def periods(content: Content, year: int, today: date) -> tuple[Period, ...]:
    """The ended periods of a year that the table reports; months where something is monthly."""
    whole = Period(year, 1, 12)
    monthly = any(
        indicator.frequency == "monthly" and is_valid(indicator, whole)
        for indicator in content.indicators.values()
    )
    shortest = 1 if monthly else 3
    return tuple(p for p in periods_of_year(year, shortest) if p.end <= today)
