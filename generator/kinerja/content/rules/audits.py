"""Rules of audit results: who may judge, when, and what the auditor's own numbers allow to be said.

The judgement is the auditor's, the arithmetic is checked. Whether the figure is there and still the
one that was audited is known one floor up, in `achievement.retracing.audited`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kinerja.content.rules.repeated import repeated
from kinerja.content.shape.objects import keys_of_object, kind_of
from kinerja.findings import Finding, Firsts, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import Audit, AuditFinding
from kinerja.numbers import plain
from kinerja.periods import Period

TOLERANCE = Decimal("0.05")
"""How far a rebuilt realization may lie from the published one, as a share of it."""

_RIGHT = ("certified", "certified_with_qualification")
_ANSWERING = ("owner", "data_provider", "verifier")
_FACTS = ("register", "realization", "measurement")


def findings(content: Content) -> Iterator[Finding]:
    """What audit results contradict, each at the value to be mended."""
    for period, audit in content.audits.items():
        file = content.file(f"audits/{period}.yml")
        yield from _dates(file, audit, period)
        yield from _taking_part(content, file, audit, period)
        known = Firsts()
        for place, told in enumerate(audit.findings):
            pointer: Pointer = ("findings", place)
            about = (*pointer, "indicator")
            if earlier := known.before(told.indicator, file, about):
                yield repeated(file, about, told.indicator, earlier)
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


def _taking_part(content: Content, file: str, audit: Audit, period: Period) -> Iterator[Finding]:
    """Nobody audits a period whose facts they handed in or approved; results are the auditor's."""
    facts = {
        name: told
        for name, told in content.files()
        if kind_of(name) in _FACTS and _within(keys_of_object(name), period)
    }
    own = [name for name, told in facts.items() if told.submitted_by == audit.auditor]
    own += [
        record.object
        for record in content.approvals.values()
        if record.by.person == audit.auditor
        and (record.object in facts or _is_judged(record.object, audit, period))
    ]
    if own:
        yield finding(file, "audit-of-own-work", ("auditor",), person=audit.auditor, object=own[0])
    if audit.submitted_by not in (None, audit.auditor):
        yield finding(
            file, "audit-by-other", ("submitted_by",),
            value=audit.submitted_by, person=audit.auditor,
        )  # fmt: skip


def _is_judged(name: str, audit: Audit, period: Period) -> bool:
    """Whether an object is the period's report, or says how an audited figure is counted."""
    kind, keys = kind_of(name), keys_of_object(name)
    audited = {told.indicator for told in audit.findings}
    match kind:
        case "report":
            return keys["period"] == str(period)
        case "indicator":
            return keys["id"] in audited
        case "target":
            return keys["indicator"] in audited and keys["year"] == str(period.year)
        case _:
            return False


def _within(keys: Mapping[str, str], period: Period) -> bool:
    """Whether a file tells facts of the period: of a part of it, of all of it, or of its year."""
    if "period" not in keys:
        return keys.get("year") == str(period.year)
    told = Period.parse(keys["period"])
    return told.start <= period.end and period.start <= told.end


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
