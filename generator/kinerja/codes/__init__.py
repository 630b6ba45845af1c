"""The list of codes: the severity and the words of every finding, by the floor that finds it.

A code is public and stable. Words are Indonesian, other languages come by catalogue; templates
name parameters in {braces}. What a code means is decided where it is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kinerja.codes import (
    aims,
    approvals,
    audits,
    decisions,
    doubts,
    formulas,
    packages,
    reading,
    records,
    seals,
    shape,
)
from kinerja.findings import Finding, Rule, Severity
from kinerja.messages import mark as _


class Group(NamedTuple):
    """The codes of a module, and what the handbook calls them; examples bear its name."""

    name: str
    title: str
    rules: Mapping[str, Rule]


GROUPS = (
    Group("reading", _("Berkas dan susunan YAML"), reading.RULES),
    Group("shape", _("Bentuk isian"), shape.RULES),
    Group("records", _("Hubungan antarisian"), records.RULES),
    Group("packages", _("Data paket"), packages.RULES),
    Group("aims", _("Target, bobot, dan aturan penilaian"), aims.RULES),
    Group("formulas", _("Rumus dan hasilnya"), formulas.RULES),
    Group("doubts", _("Kewajaran dan kelengkapan"), doubts.RULES),
    Group("audits", _("Hasil audit"), audits.RULES),
    Group("decisions", _("Aturan persetujuan dan keputusan"), decisions.RULES),
    Group("approvals", _("Rekaman persetujuan"), approvals.RULES),
    Group("seals", _("Periode yang sudah ditutup"), seals.RULES),
)
"""The groups of codes, in the order of the handbook."""

RULES: dict[str, Rule] = {code: rule for group in GROUPS for code, rule in group.rules.items()}
"""Every code there is."""


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is an error."""
    return any(RULES[found.code].severity is Severity.ERROR for found in findings)
