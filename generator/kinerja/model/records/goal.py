"""Made from `schemas/goal.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kinerja.model.records.common import Bilingual


class Goal(Struct, frozen=True, kw_only=True):
    """Tujuan.

    id: ID.
    name: Nama.
    leader: Pemimpin tujuan.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    name: Bilingual
    leader: str | None = None
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
