"""The auditor's worksheet: what each record of a sample states, and where, as one CSV.

A table out is pandas' job in this project; only the command `audit` comes here, so that nobody else
waits for it. Which records are drawn is `sampling`'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from kinerja.achievement.compiling import Compiled
from kinerja.achievement.measuring.observations import ACTIONS, PACKAGES
from kinerja.achievement.retracing.sampling import Record, Sample
from kinerja.achievement.writing import cell
from kinerja.content.checking import lines
from kinerja.content.shape.columns import REGISTER, REPORT, columns
from kinerja.findings import Pointer
from kinerja.model.content import Content
from kinerja.periods import Period

TO_FILL = ("value_found", "document_seen", "agrees", "note")
"""The columns that are the auditor's; the sheet leaves them empty."""

_MARK = "\ufeff"
"""A byte order mark: without it a workbook takes UTF-8 for something older."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One value that a record rests on, and where it is stated; a value of None nobody states.

    `title` is the record's in words, `document` the evidence that is named for it.
    """

    title: str
    field: str
    value: object
    document: str
    file: str = ""
    pointer: Pointer = ()


def worksheet(
    compiled: Compiled, root: Path, period: Period, sample: Sample, label: str = ""
) -> str:
    """The sheet as the text of a CSV file: a line for each value, those of one record together.

    `root` is the content folder, in which lines are looked up. What the sheet is stands in its last
    columns, the same on every line, so that a program reads one plain table.
    """
    told = [
        (number, record, statement)
        for number, record in enumerate(sample.records, 1)
        for statement in _statements(compiled, record)
    ]
    places = _lines(root, [statement for _, _, statement in told])
    whole = {
        "period": str(period),
        "data_date": compiled.today,
        "seed": sample.seed,
        "sample": sample.size,
        "drawn": len(sample.records),
        "population": sample.population,
        "confidence": sample.confidence,
        "error_at_most": sample.error_at_most,
        "label": label,
    }
    rows = [
        {
            "number": number,
            "indicator": record.indicator,
            "record": record.id,
            "title": statement.title,
            "unit": record.unit,
            "field": statement.field,
            "stated": statement.value,
            "as_of": record.until,
            "file": statement.file,
            "line": places.get((statement.file, statement.pointer)),
            "document": statement.document,
            **dict.fromkeys(TO_FILL),
            **whole,
        }
        for number, record, statement in told
    ]
    cells = [{name: cell(value) for name, value in row.items()} for row in rows]
    return _MARK + str(pd.DataFrame(cells, dtype=str).to_csv(index=False, lineterminator="\n"))


def _lines(root: Path, told: Iterable[Statement]) -> dict[tuple[str, Pointer], int]:
    """The line of every statement; each file is opened once."""
    wanted: dict[str, list[Pointer]] = defaultdict(list)
    for statement in told:
        if statement.file:
            wanted[statement.file].append(statement.pointer)
    return {
        (file, pointer): line
        for file, pointers in wanted.items()
        for pointer, line in zip(pointers, lines(root, file, pointers), strict=True)
    }


# --- what a record states ----------------------------------------------------------------------


def _statements(compiled: Compiled, record: Record) -> Iterator[Statement]:
    """What a record states in the fields that its figure's formula reads."""
    if record.kind == PACKAGES:
        return _of_package(compiled, record)
    if record.kind == ACTIONS:
        return _of_action(compiled, record)
    return _of_measurement(compiled.content, record)


def _of_package(compiled: Compiled, record: Record) -> Iterator[Statement]:
    """Every stated field, and of those outside the scope also what nobody has stated.

    Facts are merged as in `observations`: the last report that states or takes back a field holds.
    """
    content, formula = compiled.content, compiled.formulas[record.indicator]
    document = content.indicators[record.indicator].source.document or ""
    (plan,) = _rows(content.packages, record.id)
    reports = [
        row for row in _rows(content.reports, record.id) if row["period_end"] <= record.until
    ]
    reports.sort(key=lambda row: (row["period_end"], row["as_of"], row["months"]))
    found = False
    for field in formula.columns:
        if field in _FACTS:
            told = [r for r in reports if r[field] is not None or field in (r["retract"] or ())]
        elif field in _PLAN:
            told = [plan] if plan[field] is not None else []
        else:
            continue
        row = told[-1] if told else {}
        value = None if field in (row.get("retract") or ()) else row.get(field)
        if value is not None or field in formula.telling:
            found = True
            yield _at(row, field, value, plan["title"], document)
    if not found:  # a formula that only counts: that the package is there is all there is to see
        yield _at(plan, "package_id", record.id, plan["title"], document)


_FACTS = frozenset(column.name for column in columns(REPORT)) - {"package_id"}
_PLAN = frozenset(column.name for column in columns(REGISTER)) - {"package_id"}


def _rows(table: pa.Table, package: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.filter(pc.equal(table["package_id"], package)).to_pylist()
    return rows


def _at(row: Mapping[str, Any], field: str, value: object, title: str, document: str) -> Statement:
    if not row:
        return Statement(title, field, None, document)
    return Statement(title, field, value, document, row["file"], ("packages", row["row"], field))


def _of_action(compiled: Compiled, record: Record) -> Iterator[Statement]:
    """What the plan says of an action, and its progress as its unit last reported it."""
    content, read = compiled.content, compiled.formulas[record.indicator].columns
    indicator, _, id = record.id.partition("/")
    actions = content.plans[record.year, indicator].actions
    place, action = next((n, one) for n, one in enumerate(actions) if one.id == id)
    title: str = getattr(action.name, content.organisation.language)
    document = content.indicators[record.indicator].source.document or ""
    plan = content.file(f"action-plans/{record.year}/{indicator}.yml")
    for column, key in _PLANNED.items():
        if column in read or (key == "due" and "state" in read):
            value = getattr(action, key)
            yield Statement(title, key, value, document, plan, ("actions", place, key))
    if "progress" in read or "state" in read:
        yield _progress(content, record, title, document)


_PLANNED = {"owner": "owner", "start_date": "start", "due_date": "due"}


def _progress(content: Content, record: Record, title: str, document: str) -> Statement:
    told = [
        (period.end, report.as_of, period.months, str(period), place)
        for (unit, period), report in content.realizations.items()
        if unit == record.unit and period.end <= record.until
        for place, action in enumerate(report.actions)
        if action.action == record.id
    ]
    if not told:
        return Statement(title, "progress", None, document)
    *_, period, place = max(told)
    report = content.realizations[str(record.unit), Period.parse(period)]
    said = report.actions[place]
    return Statement(
        title,
        "progress",
        said.progress,
        said.evidence or document,
        content.file(f"realizations/{record.unit}/{period}.yml"),
        ("actions", place, "progress"),
    )


def _of_measurement(content: Content, record: Record) -> Iterator[Statement]:
    period, _, source = record.id.partition("/")
    told = content.measurements[source, Period.parse(period)]
    file = content.file(f"measurements/{record.id}.yml")
    place, value = next((n, one) for n, one in enumerate(told.values) if one.unit == record.unit)
    for field in ("value", "numerator", "denominator", "weight"):
        stated = getattr(value, field)
        if stated is not None:
            yield Statement("", field, stated, told.document, file, ("values", place, field))
