"""Made from `schemas/approval.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class ApprovalDependsOn(Struct, frozen=True, kw_only=True):
    """ApprovalDependsOn.

    object: Berkas.
    fingerprint: Sidik isi.
    """

    object: str
    fingerprint: str


class ApprovalBy(Struct, frozen=True, kw_only=True):
    """Oleh.

    person: Orang.
    name: Nama orang.
    position: Jabatan.
    role: Peran.
    capacity: Kedudukan.
    login: Akun.
    vacancy: Peran lowong.
    """

    person: str
    name: str
    position: str | None
    role: str
    capacity: str
    login: str | None
    vacancy: bool | None = None


class ApprovalSource(Struct, frozen=True, kw_only=True):
    """Sumber.

    kind: Jenis sumber.
    forge: Forge.
    repository: Repositori.
    pull_request: Nomor usulan.
    review_id: Nomor ulasan.
    url: Alamat.
    number: Nomor berita acara.
    date: Tanggal berita acara.
    scan_sha256: Sidik pindaian.
    signatories: Penanda tangan.
    recorded_by: Direkam oleh.
    """

    kind: str
    forge: str | None = None
    repository: str | None = None
    pull_request: int | None = None
    review_id: int | None = None
    url: str | None = None
    number: str | None = None
    date: date | None = None
    scan_sha256: str | None = None
    signatories: tuple[str, ...] = ()
    recorded_by: str | None = None


class ApprovalCommits(Struct, frozen=True, kw_only=True):
    """Commit.

    head: Yang diulas.
    merged: Hasil gabungan.
    policy: Aturan yang berlaku.
    """

    head: str
    merged: str
    policy: str


class ApprovalChange(Struct, frozen=True, kw_only=True):
    """ApprovalChange.

    what: Bagian.
    before: Semula.
    after: Menjadi.
    """

    what: str
    before: str | None
    after: str | None


class Approval(Struct, frozen=True, kw_only=True):
    """Rekaman persetujuan.

    version: Versi bentuk.
    object: Berkas yang diputuskan.
    step: Langkah SOP.
    decision: Putusan.
    fingerprint: Sidik isi.
    blob: Nomor blob.
    depends_on: Bergantung pada.
    by: Oleh.
    decided_at: Saat diputuskan.
    merged_at: Saat digabungkan.
    authors: Pengusul.
    source: Sumber.
    commits: Commit.
    changes: Yang berubah.
    previous: Rekaman sebelumnya.
    """

    version: int
    object: str
    step: str
    decision: str
    fingerprint: str
    blob: str
    depends_on: tuple[ApprovalDependsOn, ...]
    by: ApprovalBy
    decided_at: str
    merged_at: str
    authors: tuple[str, ...]
    source: ApprovalSource
    commits: ApprovalCommits
    changes: tuple[ApprovalChange, ...]
    previous: str | None
