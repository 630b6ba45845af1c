"""Rules of decisions: about a period that has ended, once per indicator, effective after it.

What a decision does to an indicator is not applied here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kinerja.findings import Finding, Firsts, Pointer, few, finding, slip
from kinerja.model.content import Content
from kinerja.model.records import Decision, DecisionDecision
from kinerja.model.validity import is_held, is_valid
from kinerja.periods import Period


def findings(content: Content, broken: Collection[str]) -> Iterator[Finding]:
    """What decisions contradict, each at the value to be mended.

    `broken` are indicators whose files have faults of their own: they are there all the same.
    """
    known = {f"indicator/{id}" for id in (*content.indicators, *broken)}
    closed = Firsts()
    for period, told in content.decisions.items():
        file = content.file(f"decisions/{period}.yml")
        yield from _dated(file, told, period)
        yield from _decider(content, file, told)
        seen: set[str] = set()
        for place, one in enumerate(told.decisions):
            pointer: Pointer = ("decisions", place)
            if one.object in seen:
                yield finding(file, "decision-twice", (*pointer, "object"), value=one.object)
            seen.add(one.object)
            yield from _object(content, file, period, (*pointer, "object"), one.object, known)
            ended = (*pointer, "outcome")
            before = closed.before(one.object, file, ended) if one.outcome in _CLOSING else None
            if before and before[0] != file:
                yield finding(file, "decision-closed-already", ended, value=one.object, also=before)
            yield from _one(file, told, period, pointer, one)


def _dated(file: str, told: Decision, period: Period) -> Iterator[Finding]:
    """A decision comes after its period, on the period's report, and before its minutes."""
    if told.decided_on < period.end:
        value = told.decided_on
        yield finding(file, "decision-too-early", ("decided_on",), value=value, day=period.end)
    basis = Period.parse(told.basis.report)
    if basis.end != period.end:
        code = "decision-basis-later" if basis.end > period.end else "decision-basis-earlier"
        yield finding(file, code, ("basis", "report"), value=basis, period=period)
    if told.document.date < told.decided_on:
        yield finding(
            file, "decision-document-early", ("document", "date"),
            value=told.document.date, day=told.decided_on,
        )  # fmt: skip


def _object(
    content: Content, file: str, period: Period, pointer: Pointer, name: str, known: Collection[str]
) -> Iterator[Finding]:
    """What is decided on is an indicator, and in force in the period."""
    if name not in known:
        shown = slip(name, known) or few(known)
        yield finding(file, "decision-object-unknown", pointer, value=name, nearest=shown)
    indicator = content.indicators.get(name.removeprefix("indicator/"))
    if indicator and not is_valid(indicator, period):
        yield finding(
            file, "decision-not-valid", pointer, value=name, period=period, status=indicator.status,
            start=indicator.valid_from, until=indicator.valid_until or "…",
        )  # fmt: skip


_CLOSING = ("close_achieved", "close_lapsed")
"""Outcomes that end an indicator (SOP step 17c)."""


def _decider(content: Content, file: str, told: Decision) -> Iterator[Finding]:
    """Who decides is leadership (SOP step 17), as far as people.yml tells their positions."""
    leaders = {
        (role.position, role.capacity)
        for person in content.people.people
        for role in person.roles
        if role.role == "leadership" and is_held(role, told.decided_on)
    }
    by = told.decided_by
    if not leaders or (by.position, by.capacity) in leaders:
        return
    if all(position is not None for position, _ in leaders):
        is_leader = any(position == by.position for position, _ in leaders)
        key = "capacity" if is_leader else "position"
        yield finding(
            file, "decision-not-by-leadership", ("decided_by", key),
            position=by.position, capacity=by.capacity, day=told.decided_on,
            leaders=", ".join(sorted(f"{position} ({how})" for position, how in leaders)),
        )  # fmt: skip


_AHEAD = 5
"""Years in which what was decided is done at the latest, as the span of a strategic plan."""


def _one(
    file: str, told: Decision, period: Period, pointer: Pointer, one: DecisionDecision
) -> Iterator[Finding]:
    start = one.effective_from
    if start is not None and Period.parse(start).start <= period.end:
        yield finding(
            file, "decision-effective-early", (*pointer, "effective_from"),
            value=one.object, start=start, period=period,
        )  # fmt: skip
    for number, item in enumerate(one.follow_up):
        if item.due.year > told.decided_on.year + _AHEAD:
            yield finding(
                file, "data-date-far", (*pointer, "follow_up", number, "due"),
                value=item.due, year=told.decided_on.year,
            )  # fmt: skip
        if item.due < told.decided_on:
            yield finding(
                file, "decision-due-early", (*pointer, "follow_up", number, "due"),
                value=item.action, due=item.due, day=told.decided_on,
            )  # fmt: skip
