"""Made from `schemas/target.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from collections import abc
from datetime import date
from decimal import Decimal

from msgspec import Struct


class TargetBaseline(Struct, frozen=True, kw_only=True):
    """Baseline.

    value: Nilai.
    period: Periode.
    source: Sumber.
    """

    value: Decimal
    period: str
    source: str


class TargetPlanEnd(Struct, frozen=True, kw_only=True):
    """Target akhir rencana.

    year: Tahun.
    value: Nilai.
    """

    year: int
    value: Decimal | tuple[Decimal, ...]


class TargetVersion(Struct, frozen=True, kw_only=True):
    """TargetVersion.

    version: Versi.
    valid_from: Berlaku sejak.
    trajectory: Target per periode.
    tolerance: Toleransi.
    units: Target unit kerja.
    reason: Alasan.
    """

    version: int
    valid_from: str
    trajectory: abc.Mapping[str, Decimal | tuple[Decimal, ...]]
    tolerance: Decimal | None = None
    units: abc.Mapping[str, abc.Mapping[str, Decimal | tuple[Decimal, ...]]] | None = None
    reason: str | None = None


class Target(Struct, frozen=True, kw_only=True):
    """Target.

    indicator: Indikator.
    year: Tahun.
    baseline: Baseline.
    plan_end: Target akhir rencana.
    versions: Versi target.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    indicator: str
    year: int
    baseline: TargetBaseline
    versions: tuple[TargetVersion, ...]
    plan_end: TargetPlanEnd | None = None
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
