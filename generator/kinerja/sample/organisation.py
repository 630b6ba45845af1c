"""The invented office itself: units, people with their roles, policies, its own file.

What it plans is `plan`, what it buys is `packages`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kinerja.sample.data import load, load_chances

_POLICIES = ("standard", "traffic-light", "five-labels", "two-state")
_OFFICERS, _MANAGING_TEAM = 5, 4
_DECREE = "Surat tugas contoh"
_CHANGE, _RETURN = (7, 1), (10, 1)  # the head leaves and a new one comes: month and day


@dataclass(frozen=True, slots=True)
class Unit:
    """A work unit."""

    id: str
    name: dict[str, str]
    code: str
    share: float
    monthly: bool
    """Reports every month, not only every quarter."""
    owner: str
    """Who reports for it (the performance owner)."""


@dataclass(frozen=True, slots=True)
class Office:
    """Who is there."""

    units: tuple[Unit, ...]
    team: tuple[str, ...]
    """The managing team's people."""
    files: dict[str, Any]


def found_office(units: int, first_year: int) -> Office:
    """Invent the office; roles hold from the first year on."""
    data = load("sample", "organisation.yml")
    names = _names(data)
    described = [_described(data, number) for number in range(units)]
    owners = [next(names) for _ in described]
    others = [next(names) for _ in range(_OFFICERS + _MANAGING_TEAM)]
    made = tuple(
        Unit(owner=owner["id"], code=f"0{21212 + number}", **unit)
        for number, (unit, owner) in enumerate(zip(described, owners, strict=True))
    )
    people = [
        person | {"roles": [_owns(unit, first_year)]}
        for unit, person in zip(made, owners, strict=True)
    ] + _ukpbj(others, first_year)
    files: dict[str, Any] = {
        "organisation.yml": data["organisation"],
        "people.yml": {"positions": data["positions"], "people": people},
    }
    for unit in made:
        files[f"units/{unit.id}.yml"] = {
            "id": unit.id,
            "name": unit.name,
            "unit_codes": [unit.code],
        }
    for policy in _POLICIES:
        files[f"policies/{policy}.yml"] = load("catalogue", "policies", f"{policy}.yml")
    team = tuple(person["id"] for person in others[-_MANAGING_TEAM:])
    return Office(made, team, files)


def _described(data: dict[str, Any], number: int) -> dict[str, Any]:
    """The id, name, share and rhythm of the unit with that number."""
    central, provinces = data["central"], data["provinces"]
    if number < len(central):
        unit = central[number]
        share = load_chances("organisation.yml")["central"][number]["share"]
        return {"id": unit["id"], "name": unit["name"], "share": share, "monthly": True}
    place = number - len(central)
    if place < len(provinces):
        province = provinces[place]
        name = {
            "id": f"Sekretariat Provinsi {province['name']}",
            "en": f"{province.get('en', province['name'])} Provincial Secretariat",
        }
        return {
            "id": f"sekretariat-provinsi-{province['id']}",
            "name": name,
            "share": 0.6,
            "monthly": False,
        }
    number += 1
    name = {"id": f"Satuan Kerja {number:04d}", "en": f"Spending Unit {number:04d}"}
    return {"id": f"satuan-kerja-{number:04d}", "name": name, "share": 0.5, "monthly": False}


def _names(data: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Endless invented people, such as Rina K.; no two alike."""
    first, initials = data["first_names"], data["initials"]
    number = 0
    while True:
        turn, place = divmod(number, len(first))
        again, turn = divmod(turn, len(initials))
        initial = initials[(7 * turn + 5 * place) % len(initials)]
        suffix = f" {again + 1}" if again else ""
        name = f"{first[place]} {initial}.{suffix}"
        yield {"id": name.lower().replace(".", "").replace(" ", "-"), "name": name}
        number += 1


def _owns(unit: Unit, year: int) -> dict[str, Any]:
    return {
        "role": "performance_owner",
        "unit": unit.id,
        "capacity": "definitive",
        "from": date(year, 1, 1),
    }


def _ukpbj(people: list[dict[str, Any]], year: int) -> list[dict[str, Any]]:
    """Leadership, the heads (one acting, for a quarter), the administrator, the team."""
    start, change, back = date(year, 1, 1), date(year, *_CHANGE), date(year, *_RETURN)
    head = {"role": "head_ukpbj", "position": "kepala-ukpbj"}
    definitive = {"capacity": "definitive"}
    member = {"role": "managing_team", "position": "pengelola-kinerja"} | definitive
    roles: list[dict[str, Any]] = [
        {"role": "leadership", "position": "sekretaris-jenderal"} | definitive | {"from": start},
        head | definitive | {"from": start, "until": change},
        head | {"capacity": "plt", "from": change, "until": back, "decree": _DECREE},
        head | definitive | {"from": back},
        {"role": "administrator", "position": "administrator-sistem"}
        | definitive
        | {"from": start},
    ]
    roles += [member | {"from": start} for _ in range(_MANAGING_TEAM)]
    return [person | {"roles": [role]} for person, role in zip(people, roles, strict=True)]
