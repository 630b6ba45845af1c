"""Checks of package rows, as questions to the tables: one answer for a hundred thousand rows.

What one row says by itself is the schema's; here is what rows say of each other and of the file
they stand in. Plausibility is judged on what was known when the row was reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from kinerja.content.folder.load import Loaded
from kinerja.content.rules import plausible, together
from kinerja.content.rules.rows import Ask
from kinerja.content.shape.columns import REPORT, columns
from kinerja.content.shape.layout import place_of
from kinerja.database import connect
from kinerja.findings import Finding, Pointer, finding, slip
from kinerja.periods import Period

_MOST_GUESSES = 20


def findings(loaded: Loaded) -> Iterator[Finding]:
    """What is wrong or doubtful in the rows of registers and reports."""
    connection = connect()
    connection.register("register", loaded.register)
    connection.register("reports", loaded.reports)

    def ask(question: str) -> list[tuple[Any, ...]]:
        return connection.execute(question).fetchall()

    for file, row, package, *first in ask(_REPEATED):
        yield finding(
            file, "package-repeated", ("packages", row, "package_id"),
            value=package, also=_line_of(*first),
        )  # fmt: skip
    missing = ask(_MISSING)
    yield from _unknown(ask, loaded, missing)
    wrong = {(file, row) for file, row, *_ in missing}
    for file, row, package, owner in ask(_OTHER_UNIT):
        place = ("packages", row, "package_id")
        yield finding(file, "package-other-unit", place, value=package, owner=owner)
    for file, row, package, first_row in ask(_TWICE):
        wrong |= {(file, row), (file, first_row)}
        yield finding(
            file, "package-stated-twice", ("packages", row, "package_id"),
            value=package, also=_line_of(file, first_row),
        )  # fmt: skip
    yield from _coded(ask, _unit_codes(loaded))
    yield from _late(ask)
    yield from _taken_back(ask)
    unread = _unread(loaded, "realizations")
    for one in (*together.findings(ask), *plausible.findings(ask, _anchors(loaded))):
        if (one.file, *one.pointer[1:2]) in wrong:
            continue  # a row of another package than is meant, or half of one, says nothing
        # What stands alone may have its other half where nothing could be read.
        if one.code != "fact-alone" or one.file.split("/")[2] not in unread:
            yield one


def _unread(loaded: Loaded, folder: str) -> set[str]:
    """The units of which a file in a folder has faults of its own."""
    return {name.split("/")[2] for name in loaded.broken if name.split("/")[1] == folder}


def context(loaded: Loaded) -> object:
    """What the findings rest on beside the rows themselves."""
    return sorted(_anchors(loaded)), sorted(_unit_codes(loaded).items())


def _unit_codes(loaded: Loaded) -> dict[str, str]:
    """Whose a code of a unit in other systems is."""
    return {
        code: document.source.key("id")
        for document in loaded.of("unit")
        for code in document.data.get("unit_codes", ())
    }


def _coded(ask: Ask, owners: Mapping[str, str]) -> Iterator[Finding]:
    """Codes of another unit in the register of one that has its own; told once for each register.

    A unit without a code may well share that of another one.
    """
    coded = set(owners.values())
    for file, unit, code, row, package, count in ask(_CODES):
        owner = owners.get(code, unit)
        if owner != unit and unit in coded:
            yield finding(
                file, "unit-code-elsewhere", ("packages", row, "unit_code"),
                value=code, owner=owner, count=count, package=package,
            )  # fmt: skip


def _anchors(loaded: Loaded) -> set[str]:
    """The dates by which formulas look for what happened in a period."""
    formulas = [document.data["formula"] for document in loaded.of("indicator")]
    anchors = [told["anchor"] for told in formulas if told.get("anchor")]
    return {told["date"] for told in anchors if told["mode"] == "in" and told.get("date")}


_REPEATED = """
    SELECT file, row, package_id, first_value(file) OVER same, first_value(row) OVER same
    FROM register
    WINDOW same AS (PARTITION BY package_id ORDER BY file, row)
    QUALIFY row_number() OVER same > 1
"""
_MISSING = """
    SELECT file, row, package_id, unit FROM reports
    WHERE package_id NOT IN (SELECT package_id FROM register) ORDER BY file, row
"""
_OTHER_UNIT = """
    SELECT reports.file, reports.row, package_id, min(register.unit)
    FROM reports JOIN register USING (package_id)
    GROUP BY ALL
    HAVING NOT bool_or(register.unit = reports.unit)
"""
_CODES = """
    SELECT file, unit, unit_code, min(row), arg_min(package_id, row), count(*)
    FROM register
    WHERE unit_code IS NOT NULL AND exclusion_reason IS DISTINCT FROM 'moved'
    GROUP BY file, unit, unit_code
"""
_TWICE = """
    SELECT file, row, package_id, first_value(row) OVER same FROM reports
    WINDOW same AS (PARTITION BY file, package_id ORDER BY row)
    QUALIFY row_number() OVER same > 1
"""


def _line_of(file: str, row: int) -> tuple[str, Pointer]:
    return file, ("packages", row, "package_id")


_MOST_LATE = 2
"""With more packages than that it is the report's own day that is wrong."""


def _late(ask: Ask) -> Iterator[Finding]:
    """Events dated after the day on which they are reported."""
    events = [column.name for column in columns(REPORT) if column.event]
    told = ", ".join(f'"{name}"' for name in events)
    late = (
        f"SELECT file, row, package_id, as_of, {told} FROM reports"
        f" WHERE greatest({told}) > as_of ORDER BY file, row"
    )
    for file, rows in groupby(ask(late), key=itemgetter(0)):
        found = [
            (row, package, as_of, name, value)
            for _, row, package, as_of, *dates in rows
            for name, value in zip(events, dates, strict=True)
            if value is not None and value > as_of
        ]
        packages = [package for _, package, *_ in found]
        if (count := len(set(packages))) > _MOST_LATE:
            yield finding(
                file, "report-before-events", ("as_of",), as_of=found[0][2], count=count,
                package=packages[0], value=max(value for *_, value in found),
            )  # fmt: skip
            continue
        for row, _, as_of, name, value in found:
            yield finding(
                file, "event-after-report", ("packages", row, name),
                key=name, value=value, as_of=as_of,
            )  # fmt: skip


def _taken_back(ask: Ask) -> Iterator[Finding]:
    """Fields that one row both states and takes back."""
    facts = [column.name for column in columns(REPORT) if column.name != "package_id"]
    told = ", ".join(f'"{name}"' for name in facts)
    for file, row, retract, *values in ask(
        f"SELECT file, row, retract, {told} FROM reports WHERE retract IS NOT NULL"
    ):
        for name, value in zip(facts, values, strict=True):
            if name in retract and value is not None:
                yield finding(file, "retract-and-value", ("packages", row, name), key=name)


def _unknown(ask: Ask, loaded: Loaded, missing: Sequence[tuple[Any, ...]]) -> Iterator[Finding]:
    """Packages reported but not registered, unless their register could not be read.

    Only the first few get a guess, among the unit's own packages: guessing is slow.
    """
    own: dict[str, list[str]] = {}
    if missing:
        for unit, package in ask("SELECT unit, package_id FROM register"):
            own.setdefault(unit, []).append(package)
    unread = _unread(loaded, "packages")
    told = {file for file, *_ in missing}
    known, without = registered(loaded), set[str]()
    for document in loaded.of("realization"):
        file, unit = document.source.name, document.source.key("unit")
        year = document.source.key("period")[:4]
        if file in told and unit not in unread and (unit, int(year)) not in known:
            without.add(file)
            yield register_missing(file, unit, year)
    gone: dict[tuple[str, str], list[tuple[str, Pointer]]] = {}
    for number, (file, row, package, unit) in enumerate(missing):
        if unit in unread or file in without:
            continue
        near = slip(package, own.get(unit, ())) if number < _MOST_GUESSES else ""
        place = ("packages", row, "package_id")
        if near:
            yield finding(file, "package-unknown", place, value=package, nearest=near)
        else:
            gone.setdefault((unit, package), []).append((file, place))
    for (unit, package), places in gone.items():
        register = place_of("register", {"unit": unit, "year": "<year>"})
        yield entry_gone(*places[0], package, len(places), register)


def entry_gone(file: str, pointer: Pointer, value: str, count: int, place: str) -> Finding:
    """What is said of one of many entries that is not there, and is no slip of another one.

    `count` places name it, the first at the pointer; `place` is the file that would hold it.
    """
    return finding(file, "entry-gone", pointer, value=value, count=count, expected=place)


def registered(loaded: Loaded) -> set[tuple[str, int]]:
    """The units and years that have a register."""
    registers = (told.source for told in loaded.of("register"))
    return {(source.key("unit"), int(source.key("year"))) for source in registers}


def register_missing(file: str, unit: str, year: int | str) -> Finding:
    """What is said of a file that tells of packages of a unit without a register of its year."""
    place = place_of("register", {"unit": unit, "year": str(year)})
    return finding(file, "register-missing", ("unit",), value=unit, year=year, expected=place)


def dates(loaded: Loaded) -> Iterator[Finding]:
    """Reports whose `as_of` lies outside their period."""
    for document in loaded.of("realization"):
        period = Period.parse(document.source.key("period"))
        as_of = document.data["as_of"]
        if not str(period.start) <= as_of <= str(period.end):
            yield finding(
                document.source.name, "report-outside-period", ("as_of",),
                value=as_of, period=period, start=period.start, end=period.end,
            )  # fmt: skip
