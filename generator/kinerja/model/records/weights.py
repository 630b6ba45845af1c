"""Made from `schemas/weights.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from collections import abc
from datetime import date
from decimal import Decimal

from msgspec import Struct


class WeightsVersion(Struct, frozen=True, kw_only=True):
    """WeightsVersion.

    version: Versi.
    valid_from: Berlaku sejak.
    goals: Bobot tujuan.
    areas: Bobot area strategis.
    indicators: Bobot indikator.
    """

    version: int
    valid_from: str
    goals: abc.Mapping[str, Decimal]
    areas: abc.Mapping[str, Decimal]
    indicators: abc.Mapping[str, Decimal]


class Weights(Struct, frozen=True, kw_only=True):
    """Daftar bobot.

    year: Tahun.
    versions: Versi bobot.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    year: int
    versions: tuple[WeightsVersion, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
