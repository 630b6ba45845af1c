"""A content folder as one frozen value: every record by its id, package rows as tables.

Only data and look-ups that need no rule; what follows from it is computed on higher floors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pyarrow as pa

from kinerja.model.records import (
    ActionPlan,
    Area,
    Audit,
    Calendar,
    Goal,
    Indicator,
    Measurement,
    Organisation,
    People,
    PeoplePerson,
    Policy,
    Realization,
    Register,
    Target,
    Unit,
    Weights,
)
from kinerja.model.records import Mapping as AreaMapping
from kinerja.periods import Period


@dataclass(frozen=True)
class Content:
    """Checked content. Mappings are in order of their keys.

    `packages` holds one row per package of all registers, `reports` one row per package and
    report (columns: `content.columns`).
    """

    organisation: Organisation
    people: People
    units: Mapping[str, Unit]
    goals: Mapping[str, Goal]
    areas: Mapping[str, Area]
    indicators: Mapping[str, Indicator]
    targets: Mapping[tuple[int, str], Target]
    weights: Mapping[int, Weights]
    plans: Mapping[tuple[int, str], ActionPlan]
    registers: Mapping[tuple[str, int], Register]
    mappings: Mapping[tuple[str, int], AreaMapping]
    realizations: Mapping[tuple[str, Period], Realization]
    measurements: Mapping[tuple[str, Period], Measurement]
    policies: Mapping[str, Policy]
    calendars: Mapping[int, Calendar]
    audits: Mapping[Period, Audit]
    packages: pa.Table
    reports: pa.Table
    folder: str

    def file(self, place: str) -> str:
        """The name that findings give a file of this folder."""
        return f"{self.folder}/{place}"

    @cached_property
    def person(self) -> Mapping[str, PeoplePerson]:
        """People by id."""
        return {person.id: person for person in self.people.people}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have targets, in order: the years that are reported."""
        return tuple(sorted({year for year, _ in self.targets}))

    @cached_property
    def reported(self) -> frozenset[tuple[str, date]]:
        """Units with the last days of the periods that they reported."""
        return frozenset((unit, period.end) for unit, period in self.realizations)

    @cached_property
    def unit_sources(self) -> frozenset[str]:
        """The measurement sources that ever state a value for a unit."""
        return frozenset(
            source
            for (source, _), told in self.measurements.items()
            if any(value.unit is not None for value in told.values)
        )
