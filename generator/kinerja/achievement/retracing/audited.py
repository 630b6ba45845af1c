"""Audit results held against the figures that they judge: is the figure there, and is it the same?

Who may judge and what the auditor's own numbers allow is `content.rules.audits`'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from kinerja.achievement.terms.table import Key, Row
from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records.audit import AuditFinding


def findings(content: Content, rows: Mapping[Key, Row], today: date) -> Iterator[Finding]:
    """Audit results without their figure (errors) or of an earlier figure (warnings).

    `rows` are those compiled as of `today`; a period that has not ended by then has none yet.
    """
    for period, audit in content.audits.items():
        file = content.file(f"audits/{period}.yml")
        for place, told in enumerate(audit.findings if period.end <= today else ()):
            pointer: Pointer = ("findings", place)
            row = rows.get(figure(content, str(period), told.indicator))
            if row is None or row.realization is None:
                value = told.indicator
                place_of_id = (*pointer, "indicator")
                yield finding(file, "audit-without-figure", place_of_id, value=value, period=period)
                continue
            precision = content.indicators[told.indicator].precision
            if not judges(told, row, precision):
                now = _rounded(row.realization, precision)
                yield finding(
                    file, "audit-outdated", (*pointer, "published"),
                    value=told.published, indicator=told.indicator, now=now,
                )  # fmt: skip


def judges(told: AuditFinding, row: Row, precision: int) -> bool:
    """Whether a result is about the figure as it stands, and not about an earlier one."""
    if row.realization is None:
        return False
    return _rounded(row.realization, precision) == _rounded(told.published, precision)


def figure(content: Content, period: str, indicator: str) -> Key:
    """The key of the figure that is audited: the organisation's, of the period itself."""
    scope = content.organisation.id
    return Key(period, "period", "organisation", scope, "indicator", indicator)


def _rounded(value: Decimal, places: int) -> Decimal:
    """The value as pages print it."""
    return value.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_UP")
