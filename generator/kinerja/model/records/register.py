"""Made from `schemas/register.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class RegisterSource(Struct, frozen=True, kw_only=True):
    """Sumber data.

    system: Sistem.
    data_date: Tanggal data.
    document: Dokumen.
    """

    system: str
    data_date: date
    document: str | None = None


class Register(Struct, frozen=True, kw_only=True):
    """Daftar paket.

    unit: Unit kerja.
    year: Tahun anggaran.
    source: Sumber data.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    unit: str
    year: int
    source: RegisterSource
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
