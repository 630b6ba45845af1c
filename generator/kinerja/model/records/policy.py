"""Made from `schemas/policy.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from kinerja.model.records.common import Bilingual


class PolicyVersion(Struct, frozen=True, kw_only=True):
    """PolicyVersion.

    version: Versi.
    valid_from: Berlaku sejak.
    cap: Batas atas capaian.
    floor: Batas bawah capaian.
    zero_bonus: Bonus target nol.
    natural_max_bonus: Bonus batas alami.
    missing_at_year_end: Data kosong di akhir tahun.
    """

    version: int
    valid_from: str
    cap: Decimal | None
    floor: Decimal | None
    zero_bonus: str
    natural_max_bonus: str
    missing_at_year_end: str


class PolicyBandYearEnd(Struct, frozen=True, kw_only=True):
    """Status di akhir tahun.

    status: Kode status.
    name: Nama.
    """

    status: str
    name: Bilingual


class PolicyBand(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """PolicyBand.

    status: Kode status.
    from_: Mulai dari.
    above: Di atas.
    name: Nama.
    year_end: Status di akhir tahun.
    """

    status: str
    name: Bilingual
    from_: Decimal | None = None
    above: Decimal | None = None
    year_end: PolicyBandYearEnd | None = None


class PolicyTableItemBandFactor(Struct, frozen=True, kw_only=True):
    """Pengali.

    constant: Tetapan.
    slope: Kemiringan.
    """

    constant: Decimal
    slope: Decimal


class PolicyTableItemBand(Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """PolicyTableItemBand.

    from_: Mulai dari.
    above: Di atas.
    points: Nilai.
    factor: Pengali.
    """

    from_: Decimal | None = None
    above: Decimal | None = None
    points: Decimal | None = None
    factor: PolicyTableItemBandFactor | None = None


class PolicyTableItem(Struct, frozen=True, kw_only=True):
    """PolicyTableItem.

    id: ID.
    name: Nama.
    measured: Yang diukur.
    unit: Satuan.
    maximum: Nilai tertinggi.
    bands: Pita nilai.
    """

    id: str
    name: Bilingual
    measured: Bilingual
    unit: str
    maximum: Decimal
    bands: tuple[PolicyTableItemBand, ...] = ()


class PolicyTable(Struct, frozen=True, kw_only=True):
    """PolicyTable.

    version: Versi.
    valid_from: Berlaku sejak.
    source: Sumber.
    confirmed: Sudah dicocokkan.
    items: Butir penilaian.
    """

    version: int
    valid_from: str
    source: Bilingual
    confirmed: bool
    items: tuple[PolicyTableItem, ...]


class Policy(Struct, frozen=True, kw_only=True):
    """Kebijakan.

    id: ID.
    kind: Jenis kebijakan.
    name: Nama.
    versions: Versi aturan.
    valid_from: Berlaku sejak.
    bands: Pita status.
    tables: Tabel aturan.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    kind: str
    name: Bilingual
    versions: tuple[PolicyVersion, ...] = ()
    valid_from: str | None = None
    bands: tuple[PolicyBand, ...] = ()
    tables: tuple[PolicyTable, ...] = ()
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
