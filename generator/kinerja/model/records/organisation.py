"""Made from `schemas/organisation.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from kinerja.model.records.common import Bilingual


class OrganisationPolicies(Struct, frozen=True, kw_only=True):
    """Kebijakan yang berlaku.

    achievement: Aturan capaian.
    status_scheme: Skema status.
    """

    achievement: str
    status_scheme: str


class OrganisationLetterhead(Struct, frozen=True, kw_only=True):
    """Kop surat.

    lines: Baris kop.
    address: Alamat.
    """

    lines: tuple[str, ...]
    address: str


class OrganisationColours(Struct, frozen=True, kw_only=True):
    """Warna.

    primary: Warna utama.
    accent: Warna aksen.
    """

    primary: str | None = None
    accent: str | None = None


class OrganisationLimits(Struct, frozen=True, kw_only=True):
    """Batas jumlah indikator.

    indicators_per_goal: Indikator per tujuan.
    indicators: Indikator seluruhnya.
    """

    indicators_per_goal: int | None = None
    indicators: int | None = None


class Organisation(Struct, frozen=True, kw_only=True):
    """Organisasi.

    id: ID.
    name: Nama.
    language: Bahasa pesan.
    time_zone: Zona waktu.
    policies: Kebijakan yang berlaku.
    letterhead: Kop surat.
    notice: Pemberitahuan.
    colours: Warna.
    logo: Logo.
    site_url: Alamat situs.
    limits: Batas jumlah indikator.
    schema_version: Versi skema.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    id: str
    name: Bilingual
    language: str
    time_zone: str
    policies: OrganisationPolicies
    letterhead: OrganisationLetterhead
    notice: Bilingual | None = None
    colours: OrganisationColours | None = None
    logo: str | None = None
    site_url: str | None = None
    limits: OrganisationLimits | None = None
    schema_version: int | None = None
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
