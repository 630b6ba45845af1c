"""Working days."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinerja.periods import Period
from kinerja.workdays import WorkingDays


def indonesia(*, joint_leave: bool) -> WorkingDays:
    kinds = ("public", "government") if joint_leave else ("public",)
    years = range(2024, 2029)
    return WorkingDays(holidays.country_holidays("ID", years=years, categories=kinds))


OFFICE, WITHOUT = indonesia(joint_leave=True), indonesia(joint_leave=False)
days = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(days, days, days)
def test_working_days_add_up_over_any_day_between(one: date, two: date, three: date) -> None:
    assert OFFICE.between(one, three) == OFFICE.between(one, two) + OFFICE.between(two, three)
    assert OFFICE.between(one, two) == -OFFICE.between(two, one)
    assert OFFICE.between(one, one) == 0


@given(days, st.integers(0, 400))
def test_adding_working_days_and_counting_them_agree(start: date, count: int) -> None:
    assume(start < date(2098, 1, 1))
    reached = OFFICE.add(start, count)
    assert OFFICE.between(start, reached) == count
    if count:
        assert OFFICE.between(reached - timedelta(1), reached) == 1  # it is a working day itself
    else:
        assert reached == start


@given(days, days)
def test_working_days_are_the_days_that_are_neither_weekend_nor_off(one: date, two: date) -> None:
    first, last = sorted((one, two))
    last = min(last, first + timedelta(60))
    off = holidays.country_holidays("ID", years=range(2024, 2029), categories=("public",))
    open_days = [
        day
        for day in (first + timedelta(n) for n in range(1, (last - first).days + 1))
        if day.weekday() < 5 and not (2024 <= day.year <= 2028 and day in off)
    ]
    assert WITHOUT.between(first, last) == len(open_days)


DUE = [
    ("2025-03-27", 3, "2025-04-10", "2025-04-03"), ("2025-12-24", 3, "2025-12-31", "2025-12-30"),
    ("2025-06-05", 3, "2025-06-12", "2025-06-11"), ("2027-03-05", 5, "2027-03-22", "2027-03-17"),
    ("2026-12-30", 7, "2027-01-12", "2027-01-12"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "count", "due", "due_without"), DUE)
def test_due_dates_with_and_without_joint_leave(
    start: str, count: int, due: str, due_without: str
) -> None:
    day = date.fromisoformat(start)
    assert str(OFFICE.add(day, count)) == due
    assert str(WITHOUT.add(day, count)) == due_without


@pytest.mark.parametrize(("start", "count", "due"), [
    ("2026-05-26", 4, "2026-06-04"), ("2025-12-24", 2, "2025-12-30"),
    ("2026-02-13", 3, "2026-02-20"), ("2027-03-08", 5, "2027-03-22"),
])  # fmt: skip
def test_single_counts_of_the_procedure(start: str, count: int, due: str) -> None:
    assert str(OFFICE.add(date.fromisoformat(start), count)) == due


COUNTS = [
    ("2026-03-13", "2026-03-27", 5, 9), ("2025-03-26", "2025-04-09", 3, 8),
    ("2025-12-22", "2026-01-05", 7, 8), ("2026-07-14", "2026-06-30", -10, -10),
    ("2026-06-30", "2026-06-30", 0, 0),
]  # fmt: skip


@pytest.mark.parametrize(("after", "until", "count", "count_without"), COUNTS)
def test_counts_with_and_without_joint_leave(
    after: str, until: str, count: int, count_without: int
) -> None:
    span = date.fromisoformat(after), date.fromisoformat(until)
    assert OFFICE.between(*span) == count
    assert WITHOUT.between(*span) == count_without


def test_the_months_of_2024() -> None:
    def by_month(office: WorkingDays) -> list[int]:
        return [office.between(p.start - timedelta(1), p.end) for p in Period(2024, 1, 12).parts(1)]

    assert by_month(OFFICE) == [22, 18, 18, 16, 18, 18, 23, 22, 20, 23, 20, 20]
    assert by_month(WITHOUT) == [22, 19, 19, 20, 20, 19, 23, 22, 20, 23, 20, 21]


STEPS = {"10": 7, "11": 5, "12": 4, "13": 4, "14": 3, "15": 4, "16": 3, "17": 3}
CHAINS = [
    ("2025-08-01", "10", "08-12 08-20 08-26 09-01 09-04 09-11 09-16 09-19"),
    ("2025-10-01", "10", "10-10 10-17 10-23 10-29 11-03 11-07 11-12 11-17"),
    ("2026-01-02", "10", "01-13 01-21 01-27 02-02 02-05 02-11 02-18 02-23"),
    ("2026-07-01", "10", "07-10 07-17 07-23 07-29 08-03 08-07 08-12 08-18"),
    ("2025-07-31", "11", "08-07 08-13 08-20 08-25 08-29 09-03 09-09"),
    ("2025-11-30", "11", "12-05 12-11 12-17 12-22 12-30 01-05 01-08"),
    ("2025-12-31", "11", "01-08 01-14 01-21 01-26 01-30 02-04 02-09"),
    ("2026-09-30", "11", "10-07 10-13 10-19 10-22 10-28 11-02 11-05"),
]


@pytest.mark.parametrize(("trigger", "first", "due"), CHAINS)
def test_chains_of_due_dates_of_the_procedure(trigger: str, first: str, due: str) -> None:
    day, found = date.fromisoformat(trigger), []
    for step, count in STEPS.items():
        if int(step) >= int(first):
            day = OFFICE.add(day, count)
            found.append(f"{day:%m-%d}")
    assert " ".join(found) == due


def test_a_day_named_twice_or_on_a_weekend_changes_nothing() -> None:
    saturday, monday = date(2026, 6, 6), date(2026, 6, 8)
    office = WorkingDays([saturday, monday, monday])
    assert office.between(date(2026, 6, 5), date(2026, 6, 9)) == 1
