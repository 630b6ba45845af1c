"""Made from `schemas/indicator.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from kinerja.model.records.common import Bilingual


class IndicatorFormulaAnchor(Struct, frozen=True, kw_only=True):
    """Jangkar waktu.

    date: Kolom tanggal.
    mode: Cara.
    """

    mode: str
    date: str | None = None


class IndicatorFormulaDenominator(Struct, frozen=True, kw_only=True):
    """Penyebut.

    measurement: Sumber pengukuran.
    """

    measurement: str


class IndicatorFormula(Struct, frozen=True, kw_only=True):
    """Rumus.

    version: Versi.
    kind: Jenis rumus.
    words: Rumus dalam kata-kata.
    scope: Cakupan.
    anchor: Jangkar waktu.
    numerator: Pembilang.
    denominator: Penyebut.
    measurement: Sumber pengukuran.
    """

    version: int
    kind: str
    words: Bilingual
    scope: str | None = None
    anchor: IndicatorFormulaAnchor | None = None
    numerator: str | None = None
    denominator: str | IndicatorFormulaDenominator | None = None
    measurement: str | None = None


class IndicatorSource(Struct, frozen=True, kw_only=True):
    """Sumber data.

    kind: Jenis sumber.
    system: Sistem.
    document: Dokumen.
    """

    kind: str
    system: str | None = None
    document: str | None = None


class IndicatorPolicies(Struct, frozen=True, kw_only=True):
    """Kebijakan khusus.

    achievement: Aturan capaian.
    status_scheme: Skema status.
    """

    achievement: str | None = None
    status_scheme: str | None = None


class IndicatorQuality(Struct, frozen=True, kw_only=True):
    """Pernyataan mutu data.

    verification: Cara verifikasi.
    source: Asal data.
    accuracy: Ketelitian.
    limits: Keterbatasan.
    remedy: Perbaikan.
    """

    verification: str | None = None
    source: str | None = None
    accuracy: str | None = None
    limits: str | None = None
    remedy: str | None = None


class Indicator(Struct, frozen=True, kw_only=True):
    """Manual indikator.

    id: ID.
    code: Kode.
    name: Nama.
    area: Area strategis.
    dimension: Dimensi.
    definition: Definisi.
    purpose: Tujuan pengukuran.
    kind: Jenis indikator.
    timing: Sifat waktu.
    validity: Validitas.
    controllability: Tingkat kendali.
    unit: Satuan.
    precision: Angka di belakang koma.
    polarity: Polarisasi.
    variant: Cara hitung polarisasi.
    natural_min: Batas bawah alami.
    natural_max: Batas atas alami.
    formula: Rumus.
    source: Sumber data.
    frequency: Frekuensi.
    period_consolidation: Konsolidasi periode.
    unit_consolidation: Konsolidasi unit.
    owner: Penanggung jawab.
    data_provider: Penyedia data.
    verifier: Pemeriksa data.
    status: Status indikator.
    valid_from: Berlaku sejak.
    valid_until: Berlaku sampai.
    replaces: Menggantikan.
    policies: Kebijakan khusus.
    catalogue: Asal katalog.
    maps: Rujukan MAPS.
    quality: Pernyataan mutu data.
    caution: Yang perlu diwaspadai.
    synonyms: Kata sehari-hari.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    code: str
    name: Bilingual
    area: str
    dimension: str
    definition: Bilingual
    purpose: Bilingual
    kind: str
    validity: str
    controllability: str
    unit: str
    polarity: str
    formula: IndicatorFormula
    source: IndicatorSource
    frequency: str
    period_consolidation: str
    unit_consolidation: str
    owner: str
    data_provider: str
    verifier: str
    status: str
    valid_from: str
    timing: str | None = None
    precision: int = 2
    variant: str = "standard"
    natural_min: Decimal = Decimal("0")
    natural_max: Decimal | None = None
    valid_until: str | None = None
    replaces: str | None = None
    policies: IndicatorPolicies | None = None
    catalogue: str | None = None
    maps: str | None = None
    quality: IndicatorQuality | None = None
    caution: Bilingual | None = None
    synonyms: tuple[str, ...] = ()
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
