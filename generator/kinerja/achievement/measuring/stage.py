"""How far a package has come, computed from its facts (domain §4, `stage`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STAGES = (
    "planned", "in_selection", "awarded", "contracted", "in_progress", "handed_over", "settled",
    "failed", "cancelled",
)  # fmt: skip


def stage(facts: Mapping[str, Any]) -> str:
    """The stage of a package by what is stated of it; missing facts are null."""
    if facts["register_status"] in ("cancelled", "deleted"):
        return "cancelled"
    if facts["selection_status"] in ("failed", "cancelled"):
        return str(facts["selection_status"])
    paid, contract = facts["paid_amount"], facts["contract_amount"]
    if facts["handover_date"] is not None:
        return "settled" if contract and paid is not None and paid >= contract else "handed_over"
    if facts["contract_date"] is not None:
        begun = facts["start_date"] is not None or facts["progress"]
        return "in_progress" if begun else "contracted"
    if facts["award_date"] is not None:
        return "awarded"
    return "planned" if facts["notice_date"] is None else "in_selection"
