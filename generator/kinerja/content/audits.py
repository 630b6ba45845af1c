"""Rules of audit results: who may judge, when, and what the auditor's own numbers allow to be said.

The judgement is the auditor's, the arithmetic is checked. Whether the figure is there and still the
one that was audited is known one floor up, in `achievement.audited`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import Audit, AuditFinding
from kinerja.numbers import plain
from kinerja.periods import Period

TOLERANCE = Decimal("0.05")
"""How far a rebuilt realization may lie from the published one, as a share of it."""

_RIGHT = ("certified", "certified_with_qualification")
_ANSWERING = ("owner", "data_provider", "verifier")


def findings(content: Content) -> Iterator[Finding]:
    """What audit results contradict, each at the value to be mended."""
    for period, audit in content.audits.items():
        file = content.file(f"audits/{period}.yml")
        yield from _dates(file, audit, period)
        seen: set[str] = set()
        for place, told in enumerate(audit.findings):
            pointer: Pointer = ("findings", place)
            if told.indicator in seen:
                yield finding(file, "id-repeated", (*pointer, "indicator"), value=told.indicator)
            seen.add(told.indicator)
            yield from _independent(content, file, audit, pointer, told)
            yield from _arithmetic(file, pointer, told)


def _dates(file: str, audit: Audit, period: Period) -> Iterator[Finding]:
    """The period has ended before it is audited, and the audit before it is reported on."""
    if audit.audited_on < period.end:
        value = audit.audited_on
        yield finding(file, "audit-too-early", ("audited_on",), value=value, day=period.end)
    if audit.document.date < audit.audited_on:
        day, value = audit.audited_on, audit.document.date
        yield finding(file, "audit-report-early", ("document", "date"), value=value, day=day)


def _independent(
    content: Content, file: str, audit: Audit, pointer: Pointer, told: AuditFinding
) -> Iterator[Finding]:
    """Nobody certifies a figure that they answer for."""
    indicator = content.indicators.get(told.indicator)
    part = next((key for key in _ANSWERING if getattr(indicator, key, None) == audit.auditor), None)
    if part is not None:
        yield finding(
            file, "audit-not-independent", (*pointer, "indicator"),
            person=audit.auditor, part=part, value=told.indicator,
        )  # fmt: skip


def _arithmetic(file: str, pointer: Pointer, told: AuditFinding) -> Iterator[Finding]:
    """A figure that cannot be rebuilt within the tolerance is inaccurate.

    The reverse does not hold: too many wrong records make a figure inaccurate as well.
    """
    if told.rebuilt is None or told.result not in _RIGHT:
        return
    if abs(told.rebuilt - told.published) > abs(told.published) * TOLERANCE:
        yield finding(
            file, "audit-beyond-tolerance", (*pointer, "result"), value=told.result,
            rebuilt=told.rebuilt, published=told.published, most=plain(TOLERANCE * 100),
        )  # fmt: skip
