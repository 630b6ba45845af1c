"""Made from `schemas/common.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from msgspec import Struct


class Bilingual(Struct, frozen=True, kw_only=True):
    """Nama.

    id: Bahasa Indonesia.
    en: Bahasa Inggris.
    """

    id: str
    en: str


class Exclusion(Struct, frozen=True, kw_only=True):
    """Exclusion.

    package: Paket.
    reason: Alasan.
    """

    package: str
    reason: str
