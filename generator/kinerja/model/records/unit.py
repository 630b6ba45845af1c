"""Made from `schemas/unit.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kinerja.model.records.common import Bilingual


class Unit(Struct, frozen=True, kw_only=True):
    """Unit kerja.

    id: ID.
    name: Nama.
    unit_codes: Kode satker.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    name: Bilingual
    unit_codes: tuple[str, ...] = ()
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
