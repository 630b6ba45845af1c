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


class Policy(Struct, frozen=True, kw_only=True):
    """Kebijakan.

    id: ID.
    kind: Jenis kebijakan.
    name: Nama.
    versions: Versi aturan.
    valid_from: Berlaku sejak.
    bands: Pita status.
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
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
