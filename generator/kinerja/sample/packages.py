"""The invented registers: what each unit means to buy in a year, and in which areas it counts.

How a package fares afterwards is `selection` and `delivery`.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kinerja.sample.data import load_chances
from kinerja.sample.days import Workdays
from kinerja.sample.draw import Draw, Shares, spread
from kinerja.sample.organisation import Unit

_DATA_DATE = (6, 30)  # registers are frozen when the budget of the year has been revised
_ABOVE_ESTIMATE = (7, 23)  # serials of two direct procurements of the first year
_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Package:
    """A line of a register."""

    id: str
    unit: str
    year: int
    method: str
    family: str
    """Which kind of life it leads, a key of `life.yml`."""
    serial: int
    """Its number among the packages of its method and year, by planned month."""
    planned_end: date
    counts: bool
    """Active and not excluded: it is really bought."""
    above_estimate: bool
    """One of the two whose contract exceeds the owner's estimate: a warning."""
    row: dict[str, Any]


def make_packages(
    units: tuple[Unit, ...], year: int, number: int, workdays: Workdays, seed: int, *, first: bool
) -> list[Package]:
    """Invent the packages of a year; shares of methods and months hold even in small sizes."""
    data = load_chances("packages.yml")
    draw = Draw(seed, f"packages {year}")
    buyers = Shares({place: unit.share for place, unit in enumerate(units)})
    excluded = data["exclusions"]["first_year" if first else "later"]
    exclusions: Shares[str | None] = Shares({None: 1000 - sum(excluded.values()), **excluded})
    serials: Counter[str] = Counter()
    made = []
    for place, (month, method) in enumerate(_calls(data, number)):
        family = data["methods"][method]["family"]
        serial = serials[method]
        serials[method] += 1
        unit = units[buyers.at(draw.part(0, 1))]
        planned_end = date(year, month, monthrange(year, month)[1])
        status = draw.share(data["register_status"])
        exclusion = exclusions.at(draw.part(0, 1)) if status == "active" else None
        row = _row(data, draw, unit, year, place, method)
        row["register_status"] = status
        if exclusion:
            row["exclusion_reason"] = exclusion
            if exclusion == "other":
                row["exclusion_note"] = data["other_exclusion"]
        consolidation = _consolidation(draw, method)
        if consolidation:
            row["consolidation"] = consolidation
        row |= _plan_dates(draw, workdays, year, planned_end, family)
        counts = status == "active" and not exclusion
        warned = first and method == "direct_procurement" and serial in _ABOVE_ESTIMATE
        name = row["package_id"]
        made.append(
            Package(name, unit.id, year, method, family, serial, planned_end, counts, warned, row)
        )
    return made


def _calls(data: dict[str, Any], number: int) -> list[tuple[int, str]]:
    """The planned month and the method of each package, by month."""
    methods = Shares({name: method["share"] for name, method in data["methods"].items()})
    months = {
        kind: Shares(dict(zip(_MONTHS, shares, strict=True)))
        for kind, shares in data["months"].items()
    }
    taken: Counter[str] = Counter()
    calls = []
    for place in range(number):
        method = methods.at(spread(place))
        family = data["methods"][method]["family"]
        kind = family if family in months else "other"
        calls.append((months[kind].at(spread(taken[family])), method))
        taken[family] += 1
    return sorted(calls, key=_month)


def _month(call: tuple[int, str]) -> int:
    return call[0]


def _row(
    data: dict[str, Any],
    draw: Draw,
    unit: Unit,
    year: int,
    place: int,
    method: str,
) -> dict[str, Any]:
    """What the package is; dates of the plan follow apart."""
    described = data["methods"][method]
    family = described["family"]
    category = draw.share(described["categories"])
    self_managed = family == "self_managed"
    bases = data["titles"]["self_managed" if self_managed else category]
    title = f"{draw.pick(bases)} {draw.pick(data['suffixes'])}".rstrip()
    code = 69_000_000 + year % 5 * 200_000 + 2 * place
    codes = [f"{code}"]
    if draw.chance(0.03):
        codes.append(f"{code + 1}")
    provision = "self_managed" if self_managed else "provider"
    if family == "nontender" and draw.chance(0.02):
        provision = "provider_in_self_managed"
    return {
        "package_id": f"pkt-{year}-{place + 1:04d}",
        "title": title,
        "rup_codes": codes,
        "unit_code": unit.code,
        "category": category,
        "method": "exempt" if self_managed else method,
        "provision": provision,
        "channel": draw.share(described["channels"]),
        "fund_sources": [draw.share(data["fund_sources"])],
        "budget_amount": round(draw.quantile(data["budget"][family], f"{family} budget") / 100_000)
        * 100_000,
    }


def _consolidation(draw: Draw, method: str) -> str | None:
    """One in six purchases by catalogue or directly could be combined; few are."""
    if method not in ("e_purchasing", "direct_procurement") or not draw.chance(0.17, "candidate"):
        return None
    return "consolidated" if draw.chance(0.13, "consolidated") else "candidate"


def _plan_dates(
    draw: Draw,
    workdays: Workdays,
    year: int,
    planned_end: date,
    family: str,
) -> dict[str, Any]:
    """When the line was published and what it plans; a few appear late, a few never."""
    due = date(year, 3, 31)
    month_start = planned_end.replace(day=1)
    latest = min(date(year, 3, 27), month_start - timedelta(12))
    published: date | None = workdays.on_or_before(draw.between(date(year - 1, 12, 8), latest))
    if month_start >= date(year, 7, 1):
        if draw.chance(0.1):
            published = workdays.on_or_after(draw.between(date(year, 4, 1), date(year, 5, 20)))
        elif draw.chance(0.02):
            published = None
    length = {"tender": 5, "catalogue": 2, "self_managed": 5}.get(family, 3)
    month = min(planned_end.month + draw.whole(1, length), 12)
    return {
        **({"plan_published_date": published} if published else {}),
        "plan_due_date": due,
        "planned_selection_end": planned_end,
        "planned_contract_end": date(year, month, monthrange(year, month)[1]),
    }


def registers(units: tuple[Unit, ...], year: int, packages: list[Package]) -> dict[str, Any]:
    """Make the register files of the year, one per unit."""
    rows = _by_unit(units, packages)
    return {
        f"packages/{unit}/{year}.yml": {
            "unit": unit,
            "year": year,
            "source": {"system": "sirup", "data_date": date(year, *_DATA_DATE)},
            "packages": [package.row for package in mine],
        }
        for unit, mine in rows.items()
    }


def mappings(
    units: tuple[Unit, ...], year: int, packages: list[Package], areas: dict[str, Any]
) -> dict[str, Any]:
    """Freeze the packages of the areas that select some, as at the register's data date.

    `areas`: id of each such area with its selector. One in a hundred is left out by hand.
    """
    files: dict[str, Any] = {}
    for unit, mine in _by_unit(units, packages).items():
        rows = []
        for area, selector in areas.items():
            found = [package for package in mine if _selected(package.row, selector)]
            out = [package.id for package in found if package.serial % 97 == 13]
            rows.append(
                {
                    "area": area,
                    "packages": [package.id for package in found if package.id not in out],
                    "excluded": [
                        {"package": name, "reason": "Lanjutan kontrak tahun jamak"} for name in out
                    ],
                }
            )
        files[f"mapping/{unit}/{year}.yml"] = {
            "unit": unit,
            "year": year,
            "data_date": date(year, *_DATA_DATE),
            "areas": rows,
        }
    return files


def _selected(row: dict[str, Any], selector: dict[str, Any]) -> bool:
    """Whether an area's selector takes the line, by the two ways the example uses."""
    if "methods" in selector and row["method"] not in selector["methods"]:
        return False
    return bool(row["budget_amount"] >= selector.get("budget_min", 0))


def _by_unit(units: tuple[Unit, ...], packages: list[Package]) -> dict[str, list[Package]]:
    rows: dict[str, list[Package]] = {unit.id: [] for unit in units}
    for package in packages:
        rows[package.unit].append(package)
    return rows
