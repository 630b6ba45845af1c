"""Made from `schemas/audit.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct


class AuditSample(Struct, frozen=True, kw_only=True):
    """Sampel.

    size: Besar sampel.
    seed: Benih acak.
    """

    size: int
    seed: int


class AuditDocument(Struct, frozen=True, kw_only=True):
    """Laporan audit.

    number: Nomor laporan.
    date: Tanggal laporan.
    sha256: Sidik laporan.
    """

    number: str
    date: date
    sha256: str | None = None


class AuditFinding(Struct, frozen=True, kw_only=True):
    """AuditFinding.

    indicator: Indikator.
    published: Realisasi terbit.
    rebuilt: Realisasi menurut auditor.
    result: Putusan audit.
    note: Catatan auditor.
    """

    indicator: str
    published: Decimal
    result: str
    rebuilt: Decimal | None = None
    note: str | None = None


class Audit(Struct, frozen=True, kw_only=True):
    """Hasil audit.

    period: Periode.
    auditor: Auditor.
    audited_on: Tanggal audit.
    sample: Sampel.
    document: Laporan audit.
    findings: Hasil menurut indikator.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    period: str
    auditor: str
    audited_on: date
    sample: AuditSample
    document: AuditDocument
    findings: tuple[AuditFinding, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
