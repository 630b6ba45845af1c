"""Made from `schemas/measurement.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct


class MeasurementValue(Struct, frozen=True, kw_only=True):
    """MeasurementValue.

    unit: Unit kerja.
    value: Nilai.
    numerator: Pembilang.
    denominator: Penyebut.
    weight: Bobot.
    """

    unit: str | None = None
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None


class Measurement(Struct, frozen=True, kw_only=True):
    """Pengukuran.

    source: Sumber pengukuran.
    period: Periode.
    document: Dokumen.
    values: Nilai terukur.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    source: str
    period: str
    document: str
    values: tuple[MeasurementValue, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
