"""Rules of decisions: about a period that has ended, once per indicator, effective after it.

What a decision does to an indicator is not applied here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kinerja.findings import Finding, Pointer, finding, nearest
from kinerja.model.content import Content
from kinerja.model.records import Decision, DecisionDecision
from kinerja.periods import Period


def findings(content: Content, broken: Collection[str]) -> Iterator[Finding]:
    """What decisions contradict, each at the value to be mended.

    `broken` are indicators whose files have faults of their own: they are there all the same.
    """
    known = {f"indicator/{id}" for id in (*content.indicators, *broken)}
    for period, told in content.decisions.items():
        file = content.file(f"decisions/{period}.yml")
        if told.decided_on < period.end:
            value = told.decided_on
            yield finding(file, "decision-too-early", ("decided_on",), value=value, day=period.end)
        if Period.parse(told.basis.report).end > period.end:
            yield finding(
                file, "decision-basis-later", ("basis", "report"),
                value=told.basis.report, period=period,
            )  # fmt: skip
        if told.document.date < told.decided_on:
            yield finding(
                file, "decision-document-early", ("document", "date"),
                value=told.document.date, day=told.decided_on,
            )  # fmt: skip
        seen: set[str] = set()
        for place, one in enumerate(told.decisions):
            pointer: Pointer = ("decisions", place)
            if one.object in seen:
                yield finding(file, "decision-twice", (*pointer, "object"), value=one.object)
            seen.add(one.object)
            if one.object not in known:
                guess = nearest(one.object, known)
                place_of_object = (*pointer, "object")
                yield finding(file, "decision-object-unknown", place_of_object, value=one.object,
                              nearest=guess)  # fmt: skip
            yield from _one(file, told, period, pointer, one)


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
        if item.due < told.decided_on:
            yield finding(
                file, "decision-due-early", (*pointer, "follow_up", number, "due"),
                value=item.action, due=item.due, day=told.decided_on,
            )  # fmt: skip
