"""Made from `schemas/realization.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct


class RealizationAction(Struct, frozen=True, kw_only=True):
    """RealizationAction.

    action: Aksi.
    progress: Kemajuan.
    obstacle: Kendala.
    evidence: Bukti.
    """

    action: str
    progress: Decimal
    obstacle: str | None = None
    evidence: str | None = None


class Realization(Struct, frozen=True, kw_only=True):
    """Realisasi.

    unit: Unit kerja.
    period: Periode.
    as_of: Keadaan per.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    actions: Kemajuan aksi.
    notes: Catatan.
    """

    unit: str
    period: str
    as_of: date
    submitted_by: str | None = None
    submitted_on: date | None = None
    actions: tuple[RealizationAction, ...] = ()
    notes: str | None = None
