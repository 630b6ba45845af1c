"""Made from `schemas/approval-policy.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from collections import abc
from datetime import date

from msgspec import Struct


class ApprovalPolicyVersionRule(Struct, frozen=True, kw_only=True):
    """ApprovalPolicyVersionRule.

    kinds: Jenis berkas.
    step: Langkah SOP.
    all_of: Semua peran ini.
    any_of: Salah satu peran ini.
    minimum: Paling sedikit.
    in_order: Berurutan.
    ranks: Jenjang paling rendah.
    author_may_approve: Pengusul boleh menyetujui.
    """

    kinds: tuple[str, ...]
    step: str
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    minimum: int | None = None
    in_order: bool = False
    ranks: abc.Mapping[str, str] | None = None
    author_may_approve: bool | None = None


class ApprovalPolicyVersion(Struct, frozen=True, kw_only=True):
    """ApprovalPolicyVersion.

    version: Versi.
    valid_from: Berlaku sejak.
    rules: Aturan.
    """

    version: int
    valid_from: date
    rules: tuple[ApprovalPolicyVersionRule, ...]


class ApprovalPolicy(Struct, frozen=True, kw_only=True):
    """Aturan persetujuan.

    versions: Versi aturan.
    recorders: Perekam.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    versions: tuple[ApprovalPolicyVersion, ...]
    recorders: tuple[str, ...] = ()
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
