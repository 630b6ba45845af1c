"""The list of codes: the severity and the words of every finding, by the floor that finds it.

A code is public and stable. Words are Indonesian, other languages come by catalogue; templates
name parameters in {braces}. What a code means is decided where it is found.
"""

from __future__ import annotations

from collections.abc import Iterable

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

RULES: dict[str, Rule] = {
    **reading.RULES,
    **shape.RULES,
    **records.RULES,
    **packages.RULES,
    **aims.RULES,
    **formulas.RULES,
    **doubts.RULES,
    **audits.RULES,
    **decisions.RULES,
    **approvals.RULES,
    **seals.RULES,
}
"""Every code there is."""


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is an error."""
    return any(RULES[found.code].severity is Severity.ERROR for found in findings)
