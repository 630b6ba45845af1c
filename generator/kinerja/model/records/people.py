"""Made from `schemas/people.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kinerja.model.records.common import Bilingual


class PeoplePosition(Struct, frozen=True, kw_only=True):
    """PeoplePosition.

    id: ID.
    name: Nama.
    rank: Jenjang jabatan.
    """

    id: str
    name: Bilingual
    rank: str | None = None


class PeoplePersonLogins(Struct, frozen=True, kw_only=True):
    """Akun.

    github: GitHub.
    """

    github: str | None = None


class PeoplePersonRole(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """PeoplePersonRole.

    role: Peran dalam SOP.
    unit: Unit kerja.
    position: Jabatan yang dipegang.
    capacity: Kedudukan.
    from_: Mulai.
    until: Sampai sebelum.
    decree: Dasar penunjukan.
    """

    role: str
    capacity: str
    from_: date
    unit: str | None = None
    position: str | None = None
    until: date | None = None
    decree: str | None = None


class PeoplePerson(Struct, frozen=True, kw_only=True):
    """PeoplePerson.

    id: ID.
    name: Nama orang.
    logins: Akun.
    roles: Peran.
    """

    id: str
    name: str
    roles: tuple[PeoplePersonRole, ...]
    logins: PeoplePersonLogins | None = None


class People(Struct, frozen=True, kw_only=True):
    """Orang dan jabatan.

    positions: Jabatan.
    people: Orang.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    positions: tuple[PeoplePosition, ...]
    people: tuple[PeoplePerson, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
