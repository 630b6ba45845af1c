"""Periods."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.periods import LENGTHS, Period, periods_of_year

all_periods = st.builds(
    lambda year, months, number: Period(year, number % (12 // months) * months + 1, months),
    st.integers(2000, 2099),
    st.sampled_from(LENGTHS),
    st.integers(0, 11),
)


@given(all_periods)
def test_a_period_reads_back_as_it_is_written(period: Period) -> None:
    assert Period.parse(str(period)) == period


@given(st.text(max_size=9) | st.from_regex(r"20[0-9]{2}-?[SQ]?[0-9]{0,3}", fullmatch=True))
def test_what_is_read_as_a_period_is_written_the_same(text: str) -> None:
    try:
        period = Period.parse(text)
    except ValueError:
        return
    assert str(period) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "26", "1999", "2026-", "2026-0", "2026-00", "2026-13", "2026-1", "2026-S0", "2026-S3",
        "2026-Q0", "2026-Q5", "2026-q1", " 2026", "2026\n", "2026-Q1\n", "2026-01-01", "٢٠٢٦",
        "2026-M03",
    ],
)  # fmt: skip
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Period.parse(text)


@given(all_periods, st.sampled_from(LENGTHS))
def test_parts_cover_a_period_day_by_day_without_gap(period: Period, months: int) -> None:
    parts = period.parts(months)
    if months > period.months:
        assert parts == ()
        return
    assert parts[0].start == period.start
    assert parts[-1].end == period.end
    for one, other in pairwise(parts):
        assert one.end + timedelta(1) == other.start
    assert {part.months for part in parts} == {months}
    assert all(period in (part, *part.longer()) for part in parts)


@given(all_periods)
def test_longer_periods_contain_the_period_shortest_first(period: Period) -> None:
    longer = period.longer()
    assert [one.months for one in longer] == [n for n in LENGTHS if n > period.months]
    assert all(one.start <= period.start and period.end <= one.end for one in longer)


@given(all_periods)
def test_since_january_has_exactly_the_days_from_january(period: Period) -> None:
    whole = period.since_january()
    assert period.to_date() == (date(period.year, 1, 1), period.end)
    same = [one for one in periods_of_year(period.year, 1)
            if (one.start, one.end) == period.to_date()]  # fmt: skip
    assert same == ([] if whole is None else [whole])


@given(all_periods)
def test_the_period_before_ends_the_day_before(period: Period) -> None:
    assert period.previous().end + timedelta(1) == period.start
    assert period.previous().months == period.months


@given(st.lists(all_periods))
def test_periods_sort_by_time_and_at_one_start_the_shorter_first(periods: list[Period]) -> None:
    assert sorted(periods) == sorted(periods, key=lambda one: (one.start, one.end))


@given(st.integers(2000, 2099), st.sampled_from(LENGTHS))
def test_a_year_has_all_its_periods_once_in_order(year: int, shortest: int) -> None:
    periods = periods_of_year(year, shortest)
    assert list(periods) == sorted(set(periods))
    assert len(periods) == sum(12 // n for n in LENGTHS if n >= shortest)
