"""The invented office itself: units, people with their roles, policies, its own file.

What it plans is `plan`, what it buys is `packages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kinerja.sample.data import load, load_chances

_MANAGING_TEAM = 4
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
    others = [next(names) for _ in range(5 + _MANAGING_TEAM)]
    made = tuple(
        Unit(owner=owner["id"], code=f"0{21212 + number}", **unit)
        for number, (unit, owner) in enumerate(zip(described, owners, strict=True))
    )
    people = [
        person | {"roles": [_role("performance_owner", first_year, unit=unit.id)]}
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
    for policy in data["policies"]:
        files[f"policies/{policy['id']}.yml"] = policy
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


def _names(data: dict[str, Any]) -> Any:
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


def _role(role: str, year: int, **more: Any) -> dict[str, Any]:
    """A definitive role from the year's start, unless told otherwise."""
    base: dict[str, Any] = {"role": role}
    for key in ("unit", "position"):
        if key in more:
            base[key] = more[key]
    base["capacity"] = more.get("capacity", "definitive")
    base["from"] = more.get("since", date(year, 1, 1))
    if "until" in more:
        base["until"] = more["until"]
    if "decree" in more:
        base["decree"] = more["decree"]
    return base


def _ukpbj(people: list[dict[str, Any]], year: int) -> list[dict[str, Any]]:
    """Leadership, the heads (one acting, for a quarter), the administrator, the team."""
    change, back = date(year, *_CHANGE), date(year, *_RETURN)
    head, at = "head_ukpbj", "kepala-ukpbj"
    roles = [
        _role("leadership", year, position="sekretaris-jenderal"),
        _role(head, year, position=at, until=change),
        _role(head, year, position=at, capacity="plt", since=change, until=back, decree="Contoh"),
        _role(head, year, position=at, since=back),
        _role("administrator", year, position="administrator-sistem"),
    ]
    roles += [_role("managing_team", year, position="pengelola-kinerja")] * _MANAGING_TEAM
    return [person | {"roles": [role]} for person, role in zip(people, roles, strict=True)]
