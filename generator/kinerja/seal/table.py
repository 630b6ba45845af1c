"""The tables of a sealed state: read from their bytes again, and held against what is now.

They are the rows of one period exactly as `achievement.writing` writes them; nothing is computed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from kinerja.achievement.measuring.actions import ActionRow
from kinerja.achievement.terms.score import Target
from kinerja.achievement.terms.table import STATE_NAMES, Key, Row
from kinerja.messages import mark as _
from kinerja.numbers import publish
from kinerja.periods import Period
from kinerja.seal.names import ACHIEVEMENTS, ACTIONS
from kinerja.seal.record import first_difference

NAMES: Mapping[str, tuple[str, ...]] = {
    ACHIEVEMENTS: Row._fields,
    ACTIONS: ActionRow._fields,
}
"""The columns of each table."""

KEYS: Mapping[str, tuple[str, ...]] = {
    ACHIEVEMENTS: Key._fields,
    ACTIONS: ("period", "indicator", "action", "unit"),
}
"""The columns that tell what a row is about; the rows are sorted by them."""

TITLES: Mapping[str, str] = {
    "numerator": _("Pembilang"),
    "denominator": _("Penyebut"),
    "n": _("Banyaknya data"),
    "realization": _("Realisasi"),
    "target": _("Target"),
    "baseline": _("Nilai awal"),
    "achievement_raw": _("Capaian sebelum dibatasi"),
    "achievement": _("Capaian sebelum dibulatkan"),
    "published": _("Capaian"),
    "state": _("Keadaan"),
    "reason": _("Alasan"),
    "status": _("Status"),
    "coverage": _("Cakupan data"),
    "owner": _("Penanggung jawab"),
    "start": _("Mulai dikerjakan"),
    "due": _("Batas waktu"),
    "progress": _("Kemajuan"),
    "obstacle": _("Kendala"),
    "evidence": _("Bukti"),
    "as_of": _("Data per"),
}
"""What the columns beside the keys are called."""

_TELLING = ("published", "state", "status", "progress")
"""The columns in which a difference is told first."""

Cells = dict[str, str]

_MOST_LINES, _LONGEST_LINE = 250_000, 100_000
"""More rows, or more bytes in one, than any office has."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what it was sealed as: its line in the sealed table, from 1, and a cell.

    `old` and `new` are empty where the cell is, or the whole row.
    """

    line: int
    row: Cells
    column: str
    old: str
    new: str

    @property
    def in_words(self) -> tuple[str, str]:
        """What the cell was and is, for a reader: states as msgids, numbers as pages print them.

        More digits are shown where only they differ.
        """
        cells = (self.old or NONE, self.new or NONE)
        if self.column == "state":
            old, new = (STATE_NAMES.get(cell, cell) for cell in cells)
            return old, new
        old, new = (_rounded(cell) for cell in cells)
        return (old, new) if old != new else cells


NONE = "–"


def _rounded(cell: str) -> str:
    return str(publish(Decimal(cell))) if _NUMBER.fullmatch(cell) else cell


_NUMBER = re.compile(r"-?[0-9]+\.[0-9]+")


def fault(name: str, told: bytes, period: str) -> tuple[int, str] | None:
    """The first line of a table that no table of this period has, with what stands there."""
    lines = told.split(b"\n", _MOST_LINES)
    if len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        return 1, ""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    before: tuple[str, ...] = ()
    try:
        for number, line in enumerate(_read(told), 1):
            if _wrong(name, line, period, first=number == 1):
                return number, ",".join(line)
            key = _key(name, line) if number > 1 else before
            if number > 1 and key <= before:
                return number, ",".join(key)
            before = key
            writer.writerow(line)
    except (UnicodeDecodeError, csv.Error) as error:
        return 1, str(error)
    number = first_difference(told, written.getvalue().encode("utf-8"))
    return (number, lines[number - 1].decode("utf-8")) if number else None


def _wrong(name: str, line: Sequence[str], period: str, *, first: bool) -> bool:
    """Whether a line is not the head of a table, or not a row of its period."""
    names = NAMES[name]
    return tuple(line) != names if first else len(line) != len(names) or line[0] != period


def differences(name: str, sealed: bytes, now: bytes) -> Iterator[Difference]:
    """The rows of a sealed table that are other ones now, by their lines.

    What is only there now counts, too, unless it is about something that came after the sealing: a
    new unit, an indicator that is not due in the period, an action that begins after it.
    """
    if sealed == now:
        return
    old, new = _by_key(name, sealed), _by_key(name, now)
    for number, (key, row) in enumerate(old.items(), 2):
        other = new.get(key)
        changed = [column for column in row if other is None or row[column] != other[column]]
        if changed:
            column = next(one for one in (*_TELLING, *changed) if one in changed)
            yield Difference(number, row, column, row[column], other[column] if other else "")
    scopes = {row.get("scope", "") for row in old.values()}
    for key, row in new.items():
        if key not in old and row.get("scope", "") in scopes and not _is_of_later(row):
            yield Difference(1, row, "state", "", row["state"])


def _is_of_later(row: Cells) -> bool:
    begins_after = row.get("start", "") > Period.parse(row["period"]).end.isoformat()
    return row["state"] == "not_scheduled" or begins_after


def rows(told: bytes) -> dict[Key, Row]:
    """A sealed table of achievements as rows; figures with the ten decimals that it has."""
    found = (_row(cells) for cells in _by_key(ACHIEVEMENTS, told).values())
    return {row.key: row for row in found}


def _by_key(name: str, told: bytes) -> dict[tuple[str, ...], Cells]:
    lines = _read(told)
    names = next(lines)
    return {_key(name, line): dict(zip(names, line, strict=True)) for line in lines}


def _read(told: bytes) -> Iterator[list[str]]:
    """The lines of a table. Raises UnicodeDecodeError and csv.Error."""
    yield from csv.reader(io.StringIO(told.decode("utf-8"), newline=""))


def _key(name: str, line: Sequence[str]) -> tuple[str, ...]:
    """What tells what a line is about."""
    return tuple(line[NAMES[name].index(column)] for column in KEYS[name])


def _row(cells: Cells) -> Row:
    told = {name: read(cells[name]) if cells[name] else None for name, read in _READ.items()}
    texts = {name: cells[name] for name in Row._fields if name not in _READ}
    return Row(**cast(dict[str, Any], {**texts, **told}))


def _exact(text: str) -> Decimal | int:
    return Decimal(text) if "." in text else int(text)


def _target(text: str) -> Target:
    low, mark, high = text.partition("..")
    return (Decimal(low), Decimal(high)) if mark else Decimal(low)


_READ: Mapping[str, Callable[[str], object]] = {
    "numerator": _exact,
    "denominator": _exact,
    "n": int,
    "realization": Decimal,
    "target": _target,
    "baseline": Decimal,
    "achievement_raw": Decimal,
    "achievement": Decimal,
    "published": Decimal,
    "coverage": Decimal,
}
