"""What content makes of sealed periods now: figures that would differ, by how much, and why.

Whether the records are whole is `shelf`'s. Nothing is changed here, neither records nor figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from kinerja import __version__
from kinerja.achievement.compiling import Compiled
from kinerja.achievement.writing import achievements_csv, actions_csv
from kinerja.findings import Finding, finding
from kinerja.periods import Period
from kinerja.seal.inputs import inputs
from kinerja.seal.names import ACHIEVEMENTS, ACTIONS, RECORD
from kinerja.seal.record import State
from kinerja.seal.shelf import Shelf
from kinerja.seal.table import Difference, differences

_SHOWN = 20
"""Rows of one period that are told one by one; the others are counted."""

_FILES_SHOWN = 3
_NONE = "–"


def findings(
    shelf: Shelf, compiled: Compiled, fingerprints: Mapping[str, str], until: date | None = None
) -> list[Finding]:
    """Hold the latest state of every sealed period against what content gives now.

    `fingerprints` are those of all content files; a period that ends after `until` is left out.
    """
    return [
        found
        for state in shelf.latest
        if until is None or state.period.end <= until
        for found in _of_state(shelf, state, compiled, fingerprints)
    ]


def tables(compiled: Compiled, period: Period) -> dict[str, bytes]:
    """The rows of a period in both tables, as `compile` writes them."""
    told = str(period)
    return {
        ACHIEVEMENTS: achievements_csv([r for r in compiled.rows.values() if r.period == told]),
        ACTIONS: actions_csv([row for row in compiled.actions if row.period == told]),
    }


def changed_inputs(
    state: State, compiled: Compiled, fingerprints: Mapping[str, str]
) -> tuple[list[str], list[str]]:
    """Files that changed, came (`+`) or went (`-`) since a state was sealed.

    First those that its figures rest on, then those that could matter all the same.
    """
    own, beside = inputs(compiled.content, fingerprints, state.period)
    record = state.record
    known = {**record.beside, **record.inputs}
    mine = {place for place in own if place not in known} | set(record.inputs)
    others = ({*beside, *own, *record.beside}) - mine
    return (
        list(_changes(sorted(mine), known, fingerprints)),
        list(_changes(sorted(others), known, fingerprints)),
    )


def _changes(places: list[str], known: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for place in places:
        if known.get(place) != now.get(place):
            mark = "+" if place not in known else "-" if place not in now else ""
            yield f"{mark}{place}"


def _of_state(
    shelf: Shelf, state: State, compiled: Compiled, fingerprints: Mapping[str, str]
) -> Iterator[Finding]:
    own, others = changed_inputs(state, compiled, fingerprints)
    why = _shown(own or others) or _program(state)
    now = tables(compiled, state.period)
    told = chain.from_iterable(
        ((name, one) for one in differences(name, state.files[name], now[name])) for name in now
    )
    found = list(told)
    for name, one in islice(found, _SHOWN):
        yield _differs(shelf, state, name, one, why)
    place = f"{shelf.name}/{state.name}"
    if len(found) > _SHOWN:
        count = len(found) - _SHOWN
        told_more = finding(
            f"{place}/{ACHIEVEMENTS}", "sealed-rows-differ", count=count, period=state.period
        )
        yield replace(told_more, line=1, column=1)
    if own and not found:
        file = f"{place}/{RECORD}"
        warning = finding(file, "sealed-inputs-changed", period=state.period, why=why)
        lines = state.files[RECORD].split(b"\n")
        line = next((n for n, text in enumerate(lines, 1) if b'"inputs"' in text), 1)
        yield replace(warning, line=line, column=1)


def _differs(shelf: Shelf, state: State, name: str, one: Difference, why: str) -> Finding:
    row, is_action = one.row, name == ACTIONS
    found = finding(
        f"{shelf.name}/{state.name}/{name}",
        "sealed-action-differs" if is_action else "sealed-figure-differs",
        period=state.period,
        node=f"{row['indicator']}/{row['action']}" if is_action else row["node"],
        scope=(row["unit"] or _NONE) if is_action else row["scope"],
        basis=row.get("basis", ""),
        column=one.column,
        old=one.old or _NONE,
        new=one.new or _NONE,
        why=why,
    )
    return replace(found, line=one.line, column=1)


def _shown(files: list[str]) -> str:
    more = len(files) - _FILES_SHOWN
    return ", ".join(files[:_FILES_SHOWN]) + (f" (+{more})" if more > 0 else "")


def _program(state: State) -> str:
    """What else can have changed a figure; the same program over the same files changes none."""
    tool = state.record.tool
    return _NONE if tool == __version__ else f"kinerja {tool} → {__version__}"
