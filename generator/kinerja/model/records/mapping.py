"""Made from `schemas/mapping.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kinerja.model.records.common import Exclusion


class MappingArea(Struct, frozen=True, kw_only=True):
    """MappingArea.

    area: Area strategis.
    packages: Paket yang tercakup.
    excluded: Paket yang dikeluarkan.
    """

    area: str
    packages: tuple[str, ...]
    excluded: tuple[Exclusion, ...]


class Mapping(Struct, frozen=True, kw_only=True):
    """Pemetaan area.

    unit: Unit kerja.
    year: Tahun anggaran.
    data_date: Tanggal data.
    areas: Area yang dipetakan.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    unit: str
    year: int
    data_date: date
    areas: tuple[MappingArea, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
