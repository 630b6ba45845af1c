"""Made from `schemas/area.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kinerja.model.records.common import Bilingual, Exclusion


class AreaSelector(Struct, frozen=True, kw_only=True):
    """Pemilih paket.

    methods: Metode yang tercakup.
    categories: Jenis pengadaan yang tercakup.
    units: Unit kerja yang tercakup.
    title_pattern: Pola nama paket.
    budget_min: Pagu paling kecil.
    budget_max: Pagu paling besar.
    include: Paket yang pasti masuk.
    exclude: Paket yang dikeluarkan.
    """

    methods: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    title_pattern: str | None = None
    budget_min: int | None = None
    budget_max: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[Exclusion, ...] = ()


class Area(Struct, frozen=True, kw_only=True):
    """Area strategis.

    id: ID.
    goal: Tujuan.
    name: Nama.
    selector: Pemilih paket.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    goal: str
    name: Bilingual
    selector: AreaSelector | None = None
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
