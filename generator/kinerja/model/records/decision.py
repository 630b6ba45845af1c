"""Made from `schemas/decision.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class DecisionDecidedBy(Struct, frozen=True, kw_only=True):
    """Diputuskan oleh.

    position: Jabatan.
    capacity: Kedudukan.
    """

    position: str
    capacity: str


class DecisionBasis(Struct, frozen=True, kw_only=True):
    """Dasar.

    report: Laporan.
    """

    report: str


class DecisionDocument(Struct, frozen=True, kw_only=True):
    """Berita acara.

    number: Nomor.
    date: Tanggal.
    sha256: Sidik pindaian.
    """

    number: str
    date: date
    sha256: str | None = None


class DecisionDecisionFollowUp(Struct, frozen=True, kw_only=True):
    """DecisionDecisionFollowUp.

    action: Tindakan.
    owner: Pelaksana.
    due: Batas waktu.
    """

    action: str
    owner: str
    due: date


class DecisionDecision(Struct, frozen=True, kw_only=True):
    """DecisionDecision.

    object: Yang diputuskan.
    outcome: Hasil.
    reason: Alasan.
    effective_from: Berlaku sejak.
    follow_up: Tindak lanjut.
    """

    object: str
    outcome: str
    reason: str
    effective_from: str | None = None
    follow_up: tuple[DecisionDecisionFollowUp, ...] = ()


class Decision(Struct, frozen=True, kw_only=True):
    """Keputusan.

    period: Periode.
    step: Langkah SOP.
    meeting: Rapat.
    decided_on: Tanggal keputusan.
    decided_by: Diputuskan oleh.
    basis: Dasar.
    document: Berita acara.
    decisions: Keputusan menurut indikator.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    period: str
    step: str
    meeting: str
    decided_on: date
    decided_by: DecisionDecidedBy
    basis: DecisionBasis
    document: DecisionDocument
    decisions: tuple[DecisionDecision, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
