"""Sealed periods as others show them: rows in force, what was revised, files to take away."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kinerja.achievement.figures.rows import ORGANISATION
from kinerja.achievement.terms.table import Row, Rows
from kinerja.compare.difference import Closing, Figure
from kinerja.content.shape.objects import report_of
from kinerja.periods import Period
from kinerja.seal.names import ACHIEVEMENTS
from kinerja.seal.record import Record, State
from kinerja.seal.shelf import Shelf
from kinerja.seal.table import rows

States = Mapping[Period, Sequence[State]]
"""The states of each period, the first first."""


class Revised(NamedTuple):
    """A published figure before and after the latest revision; there was none: `before` is None."""

    row: Row
    before: Row | None


class SealedState(NamedTuple):
    """A state of a sealed period: what its record says, and the figures that it changed."""

    record: Record
    revised: tuple[Revised, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed period with its states, the first first."""

    states: tuple[SealedState, ...]

    @property
    def record(self) -> Record:
        """The record that holds now."""
        return self.states[-1].record

    def first_published(self, row: Row) -> Row | None:
        """What was published first where a revision changed the figure since."""
        told = (one for state in self.states for one in state.revised if one.row.key == row.key)
        return next((one.before for one in told), None)


def sealed_by(states: Sequence[State]) -> Sealed:
    """What is shown of a period that was sealed by these states."""
    return Sealed(tuple(
        SealedState(state.record, revised_rows(states[:number]))
        for number, state in enumerate(states, 1)
    ))  # fmt: skip


def sealed_rows(compiled: Rows, states: States) -> Rows:
    """The compiled rows, those of sealed periods in force replaced by their records' rows."""
    latest = (rows(told[-1].files[ACHIEVEMENTS]) for told in states.values())
    return compiled.replaced(row for sealed in latest for row in sealed.values())


def revised_rows(states: Sequence[State]) -> tuple[Revised, ...]:
    """The organisation's figures of the period that the latest state publishes otherwise."""
    if len(states) < 2:
        return ()
    was, now = (rows(state.files[ACHIEVEMENTS]) for state in states[-2:])
    moved = (Revised(row, was.get(key)) for key, row in now.items())
    return tuple(
        one
        for one in moved
        if (one.row.basis, one.row.scope_type) == ("period", "organisation")
        and one.row.published != (one.before.published if one.before else None)
    )


def closings(shelf: Shelf, known: Collection[str]) -> Iterator[Closing]:
    """The states that are not among those known by folder, with what each says anew."""
    for states in shelf.states.values():
        for before, state in zip((None, *states), states, strict=False):
            if state.name not in known:
                record = state.record
                yield Closing(
                    report_of(state.name), record.period, record.state, record.kind, record.reason,
                    tuple(_said(before, state)),
                )  # fmt: skip


def _said(before: State | None, state: State) -> Iterator[Figure]:
    """The organisation's total, then its indicators, the lowest first; later only changed ones."""
    now = rows(state.files[ACHIEVEMENTS])
    was = rows(before.files[ACHIEVEMENTS]) if before else {}
    told = [row for row in now.values() if (row.basis, row.scope_type) == ("period", ORGANISATION)]
    for level in ("total", "indicator"):
        for row in sorted(told, key=_score):
            is_same = level != "total" and was.get(row.key) == row
            if row.level == level and row.state != "not_scheduled" and not is_same:
                yield Figure(was.get(row.key), row, own=True)


def _score(row: Row) -> tuple[bool, Decimal]:
    return row.published is None, row.published or Decimal(0)


def records(states: States) -> dict[str, bytes]:
    """All files of all states by their place: `reports/2025-Q3/1/record.json`."""
    return {
        f"reports/{state.name}/{name}": content
        for told in states.values()
        for state in told
        for name, content in sorted(state.files.items())
    }
