"""The table of achievements: its row, its order, and which periods it has.

Columns are the contract's and documented there. Filling it is `compiling`'s, writing it
`writing`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from kinerja.achievement.terms.score import Target
from kinerja.messages import mark as _
from kinerja.model.validity import is_valid
from kinerja.numbers import Exact
from kinerja.ondemand import OnDemand
from kinerja.periods import Period, periods_of_year

if TYPE_CHECKING:
    from kinerja.model.content import Content

Basis = Literal["period", "to_date"]
BASES: tuple[Basis, ...] = ("period", "to_date")

STATES = ("not_scheduled", "not_targeted", "not_reported", "not_computable")
"""Why there is no achievement, in the order in which reasons are looked for."""

STATE_NAMES: Mapping[str, str] = {
    "computed": _("Terhitung"),
    "not_scheduled": _("Tidak dijadwalkan"),
    "not_targeted": _("Tidak ditargetkan"),
    "not_reported": _("Belum dilaporkan"),
    "not_computable": _("Belum dapat dihitung"),
}
"""The state of a row in words (contract, `state`)."""


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


Part = tuple[str, str, str, str]
"""The start of a key up to its scope: what has rows that are made together."""

Place = tuple[str, str]
"""The end of a key, its level and node: the same ones return in every part."""


class Rows(Mapping[Key, Row]):
    """The table: rows by key and in its order, from parts that may be made only when asked for."""

    def __init__(self, parts: Mapping[Part, Mapping[Place, Row]]) -> None:
        """The rows of each part in order, the parts in order too."""
        self._parts = parts

    def of(self, period: str) -> tuple[Row, ...]:
        """The rows of a period; none where it is not reported."""
        mine = (self._parts[part] for part in self._parts if part[0] == period)
        return tuple(row for rows in mine for row in rows.values())

    def in_order(self) -> Iterator[Row]:
        """All rows."""
        return (row for part in self._parts for row in self._parts[part].values())

    def replaced(self, others: Iterable[Row]) -> Rows:
        """The same table with other rows for some of its periods, all of them."""
        reported = {part[0] for part in self._parts}
        given: dict[Part, dict[Place, Row]] = {}
        for row in others:
            if row.period in reported:
                given.setdefault(row[:4], {})[row[4:6]] = row
        periods = {part[0] for part in given}
        mine = [part for part in self._parts if part[0] not in periods]
        return Rows(OnDemand(
            sorted([*mine, *given]),
            lambda part: given[part] if part in given else self._parts[part],
        ))  # fmt: skip

    def __getitem__(self, key: Key) -> Row:
        """The row of a key."""
        return self._parts[key[:4]][key[4:]]

    def __iter__(self) -> Iterator[Key]:
        """The keys in order."""
        return (Key(*part, *place) for part in self._parts for place in self._parts[part])

    def __len__(self) -> int:
        """How many rows there are."""
        return sum(len(self._parts[part]) for part in self._parts)


def periods(content: Content, year: int, today: date) -> tuple[Period, ...]:
    """The ended periods of a year that the table reports; months where something is monthly."""
    whole = Period(year, 1, 12)
    monthly = any(
        indicator.frequency == "monthly" and is_valid(indicator, whole)
        for indicator in content.indicators.values()
    )
    shortest = 1 if monthly else 3
    return tuple(p for p in periods_of_year(year, shortest) if p.end <= today)
