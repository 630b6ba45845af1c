"""Formulas as they are evaluated: SQL over the table of observations, and the columns it reads.

How the SQL of an indicator becomes one is `sql`'s, evaluating them is `measures`'.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Columns = Mapping[str, str]
"""Column names of a table with their DuckDB types."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A checked formula: SQL that DuckDB evaluates over the table of observations.

    `held` is the condition of rows in scope, anchor and area; it is pushed into every aggregate
    of `numerator` and `denominator`. It joins `scope`, `anchor` and `area`, true where the
    indicator's area has no frozen packages; `dated` is the date that the anchor looks at, if any.
    `adds` and `weighs` are what one row contributes to the two, `counts` and `divides` whether it
    does: it passes the FILTER of one of the aggregates, with a stated argument. `columns` are those
    that the formula reads, `telling` those of them outside the scope.
    """

    indicator: str
    table: str
    numerator: str
    denominator: str | None
    held: str
    scope: str
    anchor: str
    dated: str | None
    area: str
    adds: str
    weighs: str
    counts: str
    divides: str
    columns: tuple[str, ...]
    telling: tuple[str, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The columns of `telling` that say something of a row, and not of the period."""
        return tuple(name for name in self.telling if name not in OF_THE_PERIOD)

    @property
    def runs_on(self) -> bool:
        """Whether a row adds or weighs otherwise as days go by, as what is open and late does."""
        told = f"{self.adds} {self.weighs}"
        return any(name in told for name in ("period_start", "period_end", "year_start"))


OF_THE_PERIOD = ("period_start", "period_end", "year_start", "fiscal_year")
"""Columns that say nothing of a row, only of the period it is looked at in, or of its year."""


def area_column(area: str) -> str:
    """The hidden column that says whether a package counts in an area (domain §2)."""
    return f"in_area:{area}"
