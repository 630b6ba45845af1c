"""Why a period may not be closed or revised, as findings: each reason at the file to be mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kinerja.achievement.compiling import Compiled
from kinerja.achievement.terms.table import Row
from kinerja.content.rules.practice import missing_quality
from kinerja.findings import Finding, finding, whole
from kinerja.model.content import Content
from kinerja.model.records import Indicator
from kinerja.model.validity import is_held
from kinerja.periods import Period
from kinerja.seal.names import RECORD
from kinerja.seal.shelf import Shelf


def refusals(compiled: Compiled, shelf: Shelf, period: Period, *, first: bool) -> list[Finding]:
    """Every reason against sealing a period now; none: it may be sealed.

    `first` closes it, else an earlier state is revised. Rules: a period closes once, when it has
    ended, and every indicator published in it has its quality statement, a target and an owner in
    office on its last day.
    """
    place = f"{shelf.name}/{period}"
    states = shelf.states.get(period, ())
    if first and states:
        number = states[-1].record.state
        file = f"{place}/{number}/{RECORD}"
        return [whole(finding(file, "close-done", period=period, value=number))]
    if not first and not states:
        return [whole(finding(place, "revise-not-closed", period=period))]
    if period not in compiled.periods:
        open_ = [one for one in compiled.periods if one not in shelf.states]
        known = ", ".join(map(str, open_)) or "–"
        day, today = period.end, compiled.today
        code = "close-not-ended" if day > today else "close-not-measured"
        told = finding(place, code, period=period, known=known, day=day, today=today)
        return [whole(told)]
    return list(_incomplete(compiled, period))


def nothing_to_revise(shelf: Shelf, period: Period) -> Finding:
    """What is said where neither a figure nor an input has changed."""
    number = shelf.states[period][-1].record.state
    file = f"{shelf.name}/{period}/{number}/{RECORD}"
    return whole(finding(file, "revise-nothing", period=period, value=number))


def _incomplete(compiled: Compiled, period: Period) -> Iterator[Finding]:
    content = compiled.content
    rows: dict[str, list[Row]] = {}
    for row in compiled.rows.of(str(period)):
        if (row.basis, row.level) == ("period", "indicator"):
            rows.setdefault(row.node, []).append(row)
    for id, told in sorted(rows.items()):
        published = [row for row in told if row.state != "not_scheduled"]
        if published:
            yield from _reasons(content, content.indicators[id], published, period)


def _reasons(
    content: Content, indicator: Indicator, rows: Sequence[Row], period: Period
) -> Iterator[Finding]:
    file = content.file(f"indicators/{indicator.id}.yml")
    missing = missing_quality(indicator)
    if missing:
        pointer = ("quality",) if indicator.quality else ()
        parts = ", ".join(missing)
        yield finding(
            file, "close-without-quality", pointer, period=period, value=indicator.id, parts=parts
        )
    whole = [row for row in rows if row.scope_type == "organisation"] or rows
    if all(row.state == "not_targeted" for row in whole):
        year = period.year
        place = content.file(f"targets/{year}/{indicator.id}.yml")
        at = place if (year, indicator.id) in content.targets else file
        yield finding(at, "close-without-target", period=period, value=indicator.id, year=year)
    owner = content.person.get(indicator.owner)
    if owner is None or not any(is_held(role, period.end) for role in owner.roles):
        yield finding(
            file,
            "close-without-owner",
            ("owner",),
            period=period,
            value=indicator.id,
            person=indicator.owner,
            day=period.end,
        )
