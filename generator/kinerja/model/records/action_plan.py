"""Made from `schemas/action-plan.schema.json` by `kinerja.model.generate`, not by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from kinerja.model.records.common import Bilingual


class ActionPlanActionMilestone(Struct, frozen=True, kw_only=True):
    """ActionPlanActionMilestone.

    id: ID.
    name: Nama.
    due: Tenggat.
    weight: Bobot.
    """

    id: str
    name: Bilingual
    due: date
    weight: Decimal


class ActionPlanAction(Struct, frozen=True, kw_only=True):
    """ActionPlanAction.

    id: ID.
    name: Nama.
    owner: Penanggung jawab.
    start: Tanggal mulai.
    due: Tenggat.
    origin: Asal aksi.
    milestones: Tonggak.
    """

    id: str
    name: Bilingual
    owner: str
    start: date
    due: date
    origin: str
    milestones: tuple[ActionPlanActionMilestone, ...] = ()


class ActionPlan(Struct, frozen=True, kw_only=True):
    """Rencana aksi.

    indicator: Indikator.
    year: Tahun.
    actions: Daftar aksi.
    submitted_by: Diserahkan oleh.
    submitted_on: Tanggal penyerahan.
    notes: Catatan.
    """

    indicator: str
    year: int
    actions: tuple[ActionPlanAction, ...]
    submitted_by: str | None = None
    submitted_on: date | None = None
    notes: str | None = None
