"""The invented figures that do not come from packages: surveys, staffing, scores, the budget."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from kinerja.periods import MONTHS, Period
from kinerja.sample.data import load
from kinerja.sample.draw import Draw
from kinerja.sample.organisation import Unit
from kinerja.sample.packages import Package


def measurements(
    units: tuple[Unit, ...],
    years: tuple[int, ...],
    through: date,
    frequencies: dict[str, str],
    seed: int,
) -> dict[str, Any]:
    """Make the measurement files of every indicator that has a source of its own.

    `frequencies`: of the indicators, by id. Periods that end after `through` have none yet.
    """
    draw = Draw(seed, "measurements")
    files: dict[str, Any] = {}
    for source, spec in load("sample", "plan.yml")["measurements"].items():
        months = MONTHS[frequencies[source]]
        periods = [part for year in years for part in Period(year, 1, 12).parts(months)]
        for number, period in enumerate(periods):
            values = _values(spec, units, number, draw, each_unit=months == 6)
            if period.end <= through:
                files[f"measurements/{period}/{source}.yml"] = {
                    "source": source,
                    "period": str(period),
                    "document": f"{spec['document']} {period}",
                    "values": values,
                }
    return files


def budgets(
    units: tuple[Unit, ...], year: int, packages: list[Package], seed: int
) -> dict[str, Any]:
    """Make the procurement budget of the year: what is planned, and a little more or less."""
    draw = Draw(seed, f"budgets {year}")
    planned = dict.fromkeys((unit.id for unit in units), 0)
    for package in packages:
        if package.counts:
            planned[package.unit] += package.row["budget_amount"]
    values = [
        {"unit": unit, "value": round(amount / draw.part(0.86, 1.06) / 1_000_000) * 1_000_000}
        for unit, amount in planned.items()
    ]
    return {
        "source": "procurement-budget",
        "period": str(year),
        "document": f"DIPA {year}",
        "values": values,
    }


def _values(
    spec: dict[str, Any], units: tuple[Unit, ...], number: int, draw: Draw, *, each_unit: bool
) -> list[dict[str, Any]]:
    """The values of one file; `number`: of the period, from the first."""
    if "counts" in spec:
        return _counts(spec["counts"][min(number, len(spec["counts"]) - 1)], units)
    if "parts" in spec:
        numerator, denominator = spec["parts"]
        grown = numerator + int(spec["step"] * number)
        within = min(grown, denominator) if numerator <= denominator else grown
        return [{"numerator": within, "denominator": denominator}]
    value = spec["first"] + spec["step"] * number
    if not each_unit:
        return [{"value": _figure(min(value + _stray(spec["swing"], draw), spec["most"]))}]
    return [
        {
            "unit": unit.id,
            "value": _figure(min(value + _stray(spec["swing"], draw), spec["most"])),
            "weight": draw.whole(8, 60),
        }
        for unit in units
    ]


def _counts(total: int, units: tuple[Unit, ...]) -> list[dict[str, Any]]:
    """A total handed out over the units from the first on; the others have none, and say so."""
    share, rest = divmod(total, len(units))
    return [
        {"unit": unit.id, "value": share + int(place < rest)} for place, unit in enumerate(units)
    ]


def _stray(swing: Decimal | int, draw: Draw) -> Decimal:
    return Decimal(swing) * draw.whole(-100, 100) / 100


def _figure(value: Decimal | int) -> Decimal | int:
    """Two decimals at most, without trailing zeros."""
    rounded = Decimal(value).quantize(Decimal("0.01"))
    whole = int(rounded)
    return whole if rounded == whole else Decimal(f"{rounded:f}".rstrip("0"))
