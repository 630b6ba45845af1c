"""A content folder as one frozen value: every record by its id, package rows as tables.

Only data and look-ups that need no rule; what follows from it is computed on higher floors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from kinerja.model.records import (
    ActionPlan,
    Approval,
    ApprovalPolicy,
    Area,
    Audit,
    Calendar,
    Decision,
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

if TYPE_CHECKING:
    import pyarrow as pa


class ContentFile(Protocol):
    """A record of any kind of file: who handed it in, and when."""

    @property
    def submitted_by(self) -> str | None:
        """The person."""
        ...

    @property
    def submitted_on(self) -> date | None:
        """The day."""
        ...


@dataclass(frozen=True)
class Records:
    """Checked content without its package rows. Mappings are in order of their keys.

    `approvals` are keyed by their year, the slug of their object and their number.
    """

    organisation: Organisation
    people: People
    approval_policy: ApprovalPolicy | None
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
    decisions: Mapping[Period, Decision]
    approvals: Mapping[tuple[int, str, int], Approval]
    folder: str

    def file(self, place: str) -> str:
        """The name that findings give a file of this folder."""
        return f"{self.folder}/{place}"

    def files(self) -> Iterator[tuple[str, ContentFile]]:
        """Every file but approval records, with the name of its object: `target/2026/on-time`."""
        yield "organisation", self.organisation
        yield "people", self.people
        if self.approval_policy is not None:
            yield "approval-policy", self.approval_policy
        measured = {(period, source): told for (source, period), told in self.measurements.items()}
        kinds: Mapping[str, Mapping[Any, ContentFile]] = {
            "unit": self.units,
            "goal": self.goals,
            "area": self.areas,
            "indicator": self.indicators,
            "target": self.targets,
            "weights": self.weights,
            "action-plan": self.plans,
            "register": self.registers,
            "mapping": self.mappings,
            "realization": self.realizations,
            "measurement": measured,
            "policy": self.policies,
            "calendar": self.calendars,
            "audit": self.audits,
            "decision": self.decisions,
        }
        for kind, files in kinds.items():
            for key, file in files.items():
                parts = key if isinstance(key, tuple) else (key,)
                yield "/".join((kind, *map(str, parts))), file

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


@dataclass(frozen=True)
class Content(Records):
    """Checked content.

    `packages` holds one row per package of all registers, `reports` one row per package and report
    (columns: `content.shape.columns.stated`).
    """

    packages: pa.Table
    reports: pa.Table

    @classmethod
    def of(cls, records: Records, packages: pa.Table, reports: pa.Table) -> Content:
        """The content of these records and package rows."""
        return cls(**_told(records), packages=packages, reports=reports)

    def records(self) -> Records:
        """This content without its package rows."""
        return Records(**_told(self))


def _told(records: Records) -> dict[str, Any]:
    return {field.name: getattr(records, field.name) for field in fields(Records)}
