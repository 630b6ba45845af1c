"""The days off of a year as rows of a calendar file, from the `holidays` library.

Only where a calendar is drafted or an office invented: figures know the files and nothing else, and
an office amends its own (a regional election, a day decreed within the year).
"""

from __future__ import annotations

from datetime import date
from typing import Any

import holidays

_KINDS = (("public", "holiday"), ("government", "joint_leave"))
_SOURCES = {"holiday": "SKB hari libur", "joint_leave": "SKB cuti bersama"}
_EXPECTED = "Perkiraan, belum ada SKB"


def days_off(year: int) -> list[dict[str, Any]]:
    """National holidays and joint leave of a year in order, each date once (Perpres 21/2023).

    A day's kind follows from its date: names may still say "estimated" after the decree. Where no
    joint leave is known, nothing has been decreed yet and every source says so.
    """
    known: dict[date, tuple[str, str]] = {}
    for category, kind in _KINDS:
        found = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
        for day, name in found.items():
            known.setdefault(day, (name.replace(" (perkiraan)", ""), kind))
    decreed = any(kind == "joint_leave" for _, kind in known.values())
    sources = _SOURCES if decreed else dict.fromkeys(_SOURCES, _EXPECTED)
    return [
        {"date": day, "name": name, "kind": kind, "source": sources[kind]}
        for day, (name, kind) in sorted(known.items())
    ]


def has_joint_leave(days: list[dict[str, Any]]) -> bool:
    """Whether the joint leave of a calendar has been decreed, as far as its rows tell."""
    return any(day["kind"] == "joint_leave" for day in days)
