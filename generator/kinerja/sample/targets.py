"""The targets of the invented plan: from the figures of `plan.yml` to a year's trajectory."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kinerja.periods import MONTHS, Period
from kinerja.sample.organisation import Office

ENDED, SUCCESSOR = "delayed-handovers", "handover-delay"
"""The indicator that ends in the first year's second quarter, and the one that follows it."""

Figure = Any
"""A number, or a range as a list of two."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An indicator's figures of `plan.yml` for one year."""

    name: str
    figures: dict[str, Any]
    frequency: str
    years: tuple[int, ...]
    number: int
    """Of the year, from 0."""

    @property
    def year(self) -> int:
        """The year itself."""
        return self.years[self.number]

    @property
    def target(self) -> Figure:
        """The year's target."""
        return _plus(self.figures["target"], self.figures["yearly"] * self.number)


def targets(aim: Aim, office: Office, reason: str) -> dict[str, Any]:
    """Make the targets of an indicator in a year; `reason`: why some are revised mid-year."""
    figures, year = aim.figures, aim.year
    late = aim.name == SUCCESSOR and aim.number == 0
    trajectory = _trajectory(aim, aim.target)
    if "untargeted" in figures and aim.number == len(aim.years) - 1:
        trajectory.pop(f"{year}-Q{figures['untargeted']}")
    version: dict[str, Any] = {
        "version": 1,
        "valid_from": f"{year}-Q3" if late else f"{year}-Q1",
        "trajectory": trajectory,
    }
    if "tolerance" in figures and aim.target == 0:
        version["tolerance"] = figures["tolerance"]
    if "units" in figures:
        version["units"] = {
            unit.id: _trajectory(aim, _plus(aim.target, step))
            for unit, step in zip(office.units, figures["units"], strict=False)
        }
    versions = [version]
    if "revised" in figures and aim.number == len(aim.years) - 1:
        revised = _trajectory(aim, _plus(aim.target, figures["revised"]))
        second_half = {key: revised[key] for key in list(revised)[-3:]}
        versions.append(
            {
                "version": 2,
                "valid_from": f"{year}-Q3",
                "trajectory": trajectory | second_half,
                "reason": reason,
            }
        )
    row: dict[str, Any] = {"indicator": aim.name, "year": year, "baseline": _baseline(aim)}
    if "end" in figures:
        row["plan_end"] = {"year": aim.years[0] + 4, "value": figures["end"]}
    return row | {"versions": versions}


def _baseline(aim: Aim) -> dict[str, Any]:
    """Where the year before stood when the plan was made: most of its step had been reached."""
    reached = aim.figures["yearly"] * aim.number * Decimal("0.7")
    return {
        "value": _tidy(_plus(aim.figures["baseline"], reached)),
        "period": str(aim.year - 1),
        "source": f"Laporan kinerja {aim.year - 1}, angka sementara",
    }


def _trajectory(aim: Aim, target: Figure) -> dict[str, Figure]:
    """Targets of the parts in which the indicator is valid, and of the year."""
    year = Period(aim.year, 1, 12)
    parts = year.parts(MONTHS[aim.frequency]) if aim.frequency != "annual" else ()
    steps = zip(parts, aim.figures.get("within", ()), strict=True)
    chosen = {part: _plus(target, step) for part, step in steps}
    if aim.number == 0 and aim.name in (ENDED, SUCCESSOR):
        first_half = aim.name == ENDED
        chosen = {p: figure for p, figure in chosen.items() if (p.last_month <= 6) == first_half}
    return {str(part): figure for part, figure in chosen.items()} | {str(year): target}


def _plus(figure: Figure, step: Decimal | int) -> Figure:
    """Shift a target, never below zero."""
    if isinstance(figure, list):
        return [_plus(side, step) for side in figure]
    return _tidy(max(figure + step, 0))


def _tidy(figure: Decimal | int) -> Decimal | int:
    """At most two decimals, without trailing zeros."""
    rounded = Decimal(figure).quantize(Decimal("0.01"))
    whole = int(rounded)
    return whole if rounded == whole else Decimal(f"{rounded:f}".rstrip("0"))
