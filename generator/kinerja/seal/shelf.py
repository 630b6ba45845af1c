"""The sealed states of the folder of reports, and what is wrong with any.

Strict, for a record is believed only as it was written. Its files are found in `files`; whether
content still agrees is `comparing`'s.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kinerja import cache
from kinerja.findings import Finding, finding
from kinerja.periods import Period
from kinerja.seal.files import Files
from kinerja.seal.names import ACHIEVEMENTS, ACTIONS, MANIFEST, RECORD, SEALED
from kinerja.seal.record import (
    Record,
    State,
    first_difference,
    from_json,
    manifest,
    manifest_lines,
    to_json,
)
from kinerja.seal.table import fault


@dataclass(frozen=True, slots=True)
class Shelf:
    """The sealed states by period, the first first, and what is wrong with the folder.

    `name` is the folder's, with which findings begin.
    """

    root: Path
    name: str
    states: Mapping[Period, tuple[State, ...]]
    findings: tuple[Finding, ...] = ()

    @property
    def latest(self) -> tuple[State, ...]:
        """The state of each period that holds now."""
        return tuple(states[-1] for states in self.states.values())

    @property
    def seals(self) -> dict[str, str]:
        """What names each state, by its folder."""
        return {state.name: state.seal for told in self.states.values() for state in told}


def shelf_of(files: Files) -> Shelf:
    """What the files of the folder say; never raises for what they hold.

    A state is in `states` as soon as its record and tables can be read, also where findings say
    that it is damaged. Reading tables is slow: states that were as they were written are known.
    """
    slot = f"sealed tables of {files.root.absolute()}"
    known, sound = cache.recall_names(slot), set[str]()
    found = list(files.findings)
    states: dict[Period, list[State]] = {}
    for (period, number), told in files.states.items():
        earlier = states.get(period, [])
        before = earlier[-1] if earlier else None
        place = f"{files.name}/{period}/{number}"
        if number > 1 and (period, number - 1) not in files.states:
            missing = finding(place, "seal-state-missing", value=f"{period}/{number - 1}")
            found.append(_at(missing, 1))
        if len(told) <= len(SEALED):
            continue  # a file is missing, as has been told
        name = cache.digest([place, *cache.named(told)])
        record, faults = _record(told[RECORD], place, period, number)
        faults += [] if name in known else _tables(told, place, period)
        found += faults
        if not faults:
            sound.add(name)
        if record is not None:
            state = State(record, told)
            found += _broken(state, before, place)
            if not faults:
                states.setdefault(period, []).append(state)
    if sound != known:
        cache.keep_names(slot, sound)
    shelf = Shelf(files.root, files.name, {period: tuple(s) for period, s in states.items()})
    if not found:  # else the damage itself has been told already
        found += _not_there(shelf)
    return replace(shelf, findings=tuple(sorted(found, key=lambda one: one.order)))


def _at(found: Finding, line: int) -> Finding:
    return replace(found, line=line, column=1)


def _record(
    told: bytes, place: str, period: Period, number: int
) -> tuple[Record | None, list[Finding]]:
    """The record of a state; with findings where it is not as it was written."""

    def wrong(line: int, problem: object) -> Finding:
        return _at(finding(f"{place}/{RECORD}", "seal-record-wrong", problem=problem), line)

    try:
        record = from_json(told)
    except ValueError as error:
        found = re.search(r"\(byte ([0-9]+)\)", str(error))
        offset = int(found[1]) if found else 0
        return None, [wrong(told.count(b"\n", 0, offset) + 1, error)]
    line = first_difference(told, to_json(record))
    if line:
        return record, [wrong(line, _line(told, line))]
    if (record.period, record.state) != (str(period), number):
        return record, [wrong(_line_of(told, '"period"'), f"{record.period}/{record.state}")]
    if (record.kind == "close") != (number == 1) or bool(record.reason) == (number == 1):
        return record, [wrong(_line_of(told, '"kind"'), record.kind)]
    return record, []


def _tables(told: Mapping[str, bytes], place: str, period: Period) -> Iterator[Finding]:
    for name in (ACHIEVEMENTS, ACTIONS):
        wrong = fault(name, told[name], str(period))
        if wrong is not None:
            line, problem = wrong
            yield _at(finding(f"{place}/{name}", "seal-record-wrong", problem=problem), line)


def _broken(state: State, before: State | None, place: str) -> Iterator[Finding]:
    """Where a state and its manifest disagree, line by line."""
    given, right = state.files[MANIFEST], manifest(state.files, before)
    if given == right:
        return
    here = f"{place}/{MANIFEST}"
    found, expected = manifest_lines(given), manifest_lines(right)
    for row in range(max(len(found), len(expected))):
        told = found[row] if row < len(found) else None
        seal, name = (expected[row] if row < len(expected) else None) or ("", "–")
        if told is None or told[1] != name:
            wrong = finding(here, "seal-manifest-wrong", row=row + 1, expected=name)
            yield _at(wrong, row + 1)
            return
        if told[0] != seal:
            file = posixpath.normpath(f"{place}/{name}")
            yield _at(finding(file, "seal-broken", row=row + 1, manifest=here), 1)
    if found == expected:  # all is said, but not as it was written
        row = first_difference(given, right)
        yield _at(finding(here, "seal-manifest-wrong", row=row, expected=SEALED[-1]), row)


def _not_there(shelf: Shelf) -> Iterator[Finding]:
    """Earlier states that a record names and that are gone, or are no longer what they were."""
    known = shelf.seals
    told: set[str] = set()
    for state in (state for states in shelf.states.values() for state in states):
        for name, seal in state.record.earlier.items():
            if known.get(name) != seal and name not in told:
                told.add(name)
                place = f"{shelf.name}/{state.name}/{RECORD}"
                line = _line_of(state.files[RECORD], f'"{name}"')
                yield _at(finding(place, "seal-state-missing", value=name), line)


def _line(told: bytes, number: int) -> str:
    lines = told.split(b"\n")
    return lines[number - 1].decode("utf-8", "replace") if number <= len(lines) else ""


def _line_of(told: bytes, text: str) -> int:
    """The first line that holds a text; the first of all where none does."""
    place = told.find(text.encode("utf-8"))
    return told.count(b"\n", 0, max(place, 0)) + 1
