"""Made from `schemas/calendar.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class CalendarDay(Struct, frozen=True, kw_only=True):
    """CalendarDay.

    date: Tanggal.
    name: Nama hari libur.
    kind: Jenis libur.
    source: Sumber.
    """

    date: date
    name: str
    kind: str
    source: str


class Calendar(Struct, frozen=True, kw_only=True):
    """Kalender.

    year: Tahun.
    days: Hari libur.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    year: int
    days: tuple[CalendarDay, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
