"""§8, working days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import holidays
import pytest

from content_tree import (
    Document,
    Rows,
    Tree,
    add_indicator,
    add_package,
    add_target,
    aggregate,
    compile_rows,
    flat,
    key,
    office,
    report,
    spread_weights,
)


class Span(NamedTuple):
    """Working days after `begin` up to and including `end`: with joint leave, and without."""

    begin: str
    end: str
    with_leave: int | None
    without_leave: int | None


def on_and_before(begin: str, days: int, with_leave: str, without_leave: str) -> Iterable[Span]:
    """`begin` + n working days is a date: n days up to it, one less up to the day before."""
    for end, column in ((with_leave, 0), (without_leave, 1)):
        for less in (0, 1):
            counts: list[int | None] = [None, None]
            counts[column] = days - less
            day = date.fromisoformat(end) - timedelta(days=less)
            yield Span(begin, day.isoformat(), *counts)


def chain(first: int, *days: str) -> Iterable[Span]:
    """Steps of the procedure: each counts from the due date before (§8, Steps)."""
    steps = (7, 5, 4, 4, 3, 4, 3, 3)[first - 10 :]
    for (begin, end), count in zip(pairwise(days), steps, strict=True):
        yield Span(begin, end, count, None)


def by_month(with_leave: str, without_leave: str) -> Iterable[Span]:
    ends = [
        date(2023, 12, 31),
        *(date(2024 + m // 12, m % 12 + 1, 1) - timedelta(days=1) for m in range(1, 13)),
    ]
    counts = zip(with_leave.split(), without_leave.split(), strict=True)
    for (begin, end), (one, other) in zip(pairwise(ends), counts, strict=True):
        yield Span(begin.isoformat(), end.isoformat(), int(one), int(other))
    yield Span("2023-12-31", "2024-12-31", 238, 248)


SPANS = (
    *on_and_before("2025-03-27", 3, "2025-04-10", "2025-04-03"),
    *on_and_before("2025-12-24", 3, "2025-12-31", "2025-12-30"),
    *on_and_before("2025-06-05", 3, "2025-06-12", "2025-06-11"),
    *on_and_before("2027-03-05", 5, "2027-03-22", "2027-03-17"),
    *on_and_before("2026-12-30", 7, "2027-01-12", "2027-01-12"),
    Span("2026-03-13", "2026-03-27", 5, 9),
    Span("2025-03-26", "2025-04-09", 3, 8),
    Span("2025-12-22", "2026-01-05", 7, 8),
    Span("2026-07-14", "2026-06-30", -10, None),
    Span("2026-07-14", "2026-07-14", 0, 0),
    *by_month("22 18 18 16 18 18 23 22 20 23 20 20", "22 19 19 20 20 19 23 22 20 23 20 21"),
    *chain(
        10,
        *("2025-08-01", "2025-08-12", "2025-08-20", "2025-08-26", "2025-09-01"),
        *("2025-09-04", "2025-09-11", "2025-09-16", "2025-09-19"),
    ),
    *chain(
        11,
        *("2025-07-31", "2025-08-07", "2025-08-13", "2025-08-20"),
        *("2025-08-25", "2025-08-29", "2025-09-03", "2025-09-09"),
    ),
    *chain(
        11,
        *("2025-11-30", "2025-12-05", "2025-12-11", "2025-12-17"),
        *("2025-12-22", "2025-12-30", "2026-01-05", "2026-01-08"),
    ),
)
YEARS = range(2023, 2028)


def add_calendars(tree: Tree, joint_leave: bool) -> None:
    kinds = {"public": "holiday"} | ({"government": "joint_leave"} if joint_leave else {})
    for year in YEARS:
        days: list[Document] = [
            {"date": day, "name": name, "kind": kind, "source": "SKB"}
            for category, kind in kinds.items()
            for day, name in holidays.country_holidays(
                "ID", years=year, categories=(category,)
            ).items()
        ]
        days.sort(key=lambda entry: entry["date"])
        tree[f"calendars/{year}.yml"] = {"year": year, "days": days}


def office_of_spans(joint_leave: bool) -> Tree:
    """One unit and one package per vector; dates in columns that may lie after the report."""
    tree = office([f"unit-{number:03}" for number in range(len(SPANS))])
    add_calendars(tree, joint_leave)
    formula = aggregate("sum", "sum(working_days(original_due_date, due_date))", mode="all")
    add_indicator(tree, "days-late", formula, unit="working_days", natural_min=-1000)
    add_target(tree, "days-late", flat(5))
    for number, span in enumerate(SPANS):
        unit, id = f"unit-{number:03}", f"pkt-{number:03}"
        dates = (date.fromisoformat(span.begin), date.fromisoformat(span.end))
        add_package(tree, unit, id)
        stated = dict(zip(("original_due_date", "due_date"), dates, strict=True))
        report(tree, unit, "2026-Q1", {id: stated})
    spread_weights(tree)
    return tree


@pytest.fixture(scope="module")
def days_late(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Rows]:
    """The compiled table with joint leave in the calendars (True) and without (False)."""
    return {
        joint_leave: compile_rows(office_of_spans(joint_leave), tmp_path_factory.mktemp("days"))
        for joint_leave in (True, False)
    }


COUNTS = [
    pytest.param(
        number, leave, count, id=f"{span.begin} {span.end} {'with' if leave else 'without'}"
    )
    for number, span in enumerate(SPANS)
    for leave, count in ((True, span.with_leave), (False, span.without_leave))
    if count is not None
]


@pytest.mark.parametrize(("number", "joint_leave", "count"), COUNTS)
def test_working_days_of_section_8(
    days_late: dict[bool, Rows], number: int, joint_leave: bool, count: int
) -> None:
    row = days_late[joint_leave][key("days-late", unit=f"unit-{number:03}")]
    assert row["state"] == "computed"
    assert Decimal(row["realization"]) == count
