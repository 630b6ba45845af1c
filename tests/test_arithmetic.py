"""Properties of the arithmetic: achievement, roll-up, periods, working days, numbers, formulas.

Examples from the domain are `test_vectors`'s; here is what holds for all values.
"""

from __future__ import annotations

import decimal
import json
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

import duckdb
import holidays
import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from content_tree import add_indicator, aggregate
from kinerja.achievement.formula import LONGEST, Formula, prepare
from kinerja.achievement.observations import ACTION_COLUMNS, database, declare
from kinerja.achievement.rollup import Child, roll_up
from kinerja.achievement.score import Aim, achieve, status_of
from kinerja.achievement.table import STATES
from kinerja.content.columns import observed
from kinerja.findings import Finding
from kinerja.model.records import Indicator, PolicyBand, PolicyVersion
from kinerja.numbers import CALCULATE, plain, publish
from kinerja.periods import LENGTHS, Period, periods_of_year
from kinerja.workdays import WorkingDays

# --- achievement -------------------------------------------------------------------------------

POINTS = ("maximize", "minimize", "minimize/standard", "minimize/ratio", "stabilize")
positive = st.decimals("0.0001", "1000000000", places=4)
signed = st.decimals(-1_000_000_000, 1_000_000_000, places=4)
points = st.sampled_from(POINTS)
ranges = st.tuples(st.decimals(0, 10**6, places=4), positive).map(lambda t: (t[0], t[0] + t[1]))
caps = st.none() | st.integers(100, 1000)
floors = st.none() | st.integers(-1000, 100)


def policy(cap: int | None = 120, floor: int | None = 0, **keys: Any) -> PolicyVersion:
    told = {"version": 1, "valid_from": "2025", "zero_bonus": "none", "natural_max_bonus": "none"}
    told |= {"missing_at_year_end": "exclude", "cap": cap, "floor": floor} | keys
    return msgspec.convert(told, PolicyVersion)


FREE = policy(None, None)
policies = st.builds(
    policy,
    caps,
    floors,
    zero_bonus=st.sampled_from(["none", "cap"]),
    natural_max_bonus=st.sampled_from(["none", "cap"]),
)


def score(
    realization: Decimal, target: Any, way: str, told: PolicyVersion = FREE, **aim: Any
) -> tuple[Decimal, Decimal]:
    with decimal.localcontext(CALCULATE):
        return achieve(realization, target, Aim(way, **aim), told)


def raw(realization: Decimal, target: Any, way: str) -> Decimal:
    return score(realization, target, way)[0]


@given(positive, points)
def test_exactly_on_plan_is_100_for_every_polarity(target: Decimal, way: str) -> None:
    assert score(target, target, way, policy()) == (100, 100)


@given(ranges, points, st.decimals(0, 1, places=4))
def test_anywhere_in_the_range_is_100_for_every_polarity(
    target: tuple[Decimal, Decimal], way: str, share: Decimal
) -> None:
    low, high = target
    assert score(low + (high - low) * share, target, way, policy()) == (100, 100)
    assert raw(low, target, way) == raw(high, target, way) == 100


@given(signed, signed, positive | ranges)
def test_more_never_scores_lower_where_more_is_better(
    one: Decimal, other: Decimal, target: Any
) -> None:
    assume(not isinstance(target, tuple) or min(one, other) >= 0 or target[0] > 0)
    less, more = sorted((one, other))
    assert raw(less, target, "maximize") <= raw(more, target, "maximize")


@given(signed, signed, positive | ranges | st.just(Decimal(0)), st.sampled_from(POINTS[1:4]))
def test_less_never_scores_lower_where_less_is_better(
    one: Decimal, other: Decimal, target: Any, way: str
) -> None:
    less, more = sorted((one, other))
    if way == "minimize/ratio" and not isinstance(target, tuple):
        assert score(less, target, way, policy())[1] >= score(more, target, way, policy())[1]
    elif not (isinstance(target, tuple) and target[0] == 0 and less < 0):
        assert raw(less, target, way) >= raw(more, target, way)


@given(signed, signed, positive)
def test_nearer_never_scores_lower_where_the_point_is_best(
    one: Decimal, other: Decimal, target: Decimal
) -> None:
    nearer, farther = sorted((one, other), key=lambda value: abs(value - target))
    assert raw(nearer, target, "stabilize") >= raw(farther, target, "stabilize")
    assert raw(nearer, target, "stabilize") <= 100


@given(signed, signed, ranges)
def test_nearer_to_the_range_never_scores_lower_on_the_same_side(
    one: Decimal, other: Decimal, target: tuple[Decimal, Decimal]
) -> None:
    low, high = target
    assume((one < low) == (other < low))
    middle = (low + high) / 2
    nearer, farther = sorted((one, other), key=lambda value: abs(value - middle))
    assert 100 >= raw(nearer, target, "stabilize") >= raw(farther, target, "stabilize")


@given(signed, positive | ranges | st.just(Decimal(0)), points, policies, st.none() | positive,
       st.none() | signed)  # fmt: skip
def test_an_achievement_is_finite_and_lies_between_floor_and_cap(
    realization: Decimal,
    target: Any,
    way: str,
    told: PolicyVersion,
    tolerance: Decimal | None,
    natural_max: Decimal | None,
) -> None:
    found, capped = score(
        realization, target, way, told, tolerance=tolerance, natural_max=natural_max
    )
    assert found.is_finite()
    assert capped.is_finite()
    if told.cap is not None:
        assert capped <= told.cap
    if told.floor is not None:
        assert capped >= told.floor
    if (told.floor is None or found >= told.floor) and (told.cap is None or found <= told.cap):
        assert capped == found


@given(signed, st.none() | positive, policies)
def test_a_target_of_zero_is_never_divided_by(
    realization: Decimal, tolerance: Decimal | None, told: PolicyVersion
) -> None:
    found, _ = score(realization, Decimal(0), "minimize", told, tolerance=tolerance)
    if realization < 0:
        assert found == 100
    elif realization == 0:
        assert found == (told.cap if told.zero_bonus == "cap" and told.cap else 100)
    elif tolerance is None:
        assert found == 0
    else:
        assert 0 <= found < 100


@pytest.mark.parametrize(("way", "found"), [("maximize", 0), ("stabilize", 0), ("minimize", 120)])
def test_below_a_range_from_zero_is_the_worst_or_the_best(way: str, found: int) -> None:
    assert score(Decimal(-1), (Decimal(0), Decimal(5)), way, policy())[1] == found


@given(positive, points, policies)
def test_a_reached_natural_maximum_earns_the_cap_only_where_the_policy_says_so(
    target: Decimal, way: str, told: PolicyVersion
) -> None:
    capped = score(target, target, way, told, natural_max=target)[1]
    bonus = told.cap if told.natural_max_bonus == "cap" and told.cap is not None else 100
    assert capped == bonus


BANDS = [
    msgspec.convert({"status": name, "name": {"id": name, "en": name}} | bound, PolicyBand)
    for name, bound in (("best", {"from": 100}), ("good", {"above": 80}), ("poor", {}))
]


@given(signed)
def test_every_figure_has_exactly_one_status(value: Decimal) -> None:
    figure = publish(value)
    found = status_of(figure, BANDS, whole_year=False)
    assert found == ("best" if figure >= 100 else "good" if figure > 80 else "poor")


# --- roll-up -----------------------------------------------------------------------------------

percents = st.decimals(-100, 200, places=4)
weights = st.decimals("0.0001", 100, places=4)
computed = st.builds(Child, st.just("computed"), percents, weights)
silent = st.builds(Child, st.sampled_from(STATES), st.none(), weights)
NEARLY = Decimal("1e-20")


def rolled(children: Sequence[Child], *, zero: bool = False) -> Any:
    with decimal.localcontext(CALCULATE):
        return roll_up(children, missing_is_zero=zero)


@given(st.lists(computed, min_size=1, max_size=8), st.lists(silent, max_size=4))
def test_a_score_lies_between_its_children_and_ignores_the_silent_ones(
    told: list[Child], quiet: list[Child]
) -> None:
    found = rolled([*told, *quiet])
    values = [child.achievement for child in told if child.achievement is not None]
    assert min(values) - NEARLY <= found.achievement <= max(values) + NEARLY
    assert found.achievement == rolled(told).achievement
    assert found.state == "computed"
    assert found.reason == ""


@given(st.lists(computed | silent, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_children_does_not_matter(children: list[Child], random: Any) -> None:
    shuffled = list(children)
    random.shuffle(shuffled)
    for zero in (False, True):
        assert rolled(children, zero=zero) == rolled(shuffled, zero=zero)


@given(st.lists(computed | silent, min_size=1, max_size=8), st.integers(1, 1000))
def test_the_scale_of_weights_does_not_matter(children: list[Child], times: int) -> None:
    scaled = [Child(one.state, one.achievement, one.weight * times) for one in children]
    one, other = rolled(children), rolled(scaled)
    assert (one.state, one.reason, one.coverage) == (other.state, other.reason, other.coverage)
    if one.achievement is not None:
        assert abs(one.achievement - other.achievement) <= NEARLY


@given(st.lists(computed | silent, min_size=1, max_size=8))
def test_coverage_is_the_computed_weight_of_what_is_scheduled_and_targeted(
    children: list[Child],
) -> None:
    found = rolled(children)
    due = [one for one in children if one.state not in ("not_scheduled", "not_targeted")]
    if not due:
        assert found.coverage is None
        return
    told = sum(one.weight for one in due if one.state == "computed")
    with decimal.localcontext(CALCULATE):
        assert found.coverage == told * 100 / sum(one.weight for one in due)
    assert 0 <= found.coverage <= 100


@given(st.lists(silent, min_size=1, max_size=8))
def test_without_a_computed_child_the_last_state_in_order_holds(children: list[Child]) -> None:
    found = rolled(children)
    last = max(STATES.index(one.state) for one in children)
    assert (found.state, found.reason, found.achievement) == (STATES[last], "no_child", None)


@given(st.lists(computed, min_size=1, max_size=5), st.lists(silent, max_size=4))
def test_a_missing_child_counts_zero_at_the_years_end_only_if_unreported(
    told: list[Child], quiet: list[Child]
) -> None:
    zeros = [Child("computed", Decimal(0), one.weight) for one in quiet
             if one.state == "not_reported"]  # fmt: skip
    found = rolled([*told, *quiet], zero=True)
    assert found.achievement == rolled([*told, *zeros]).achievement
    assert found.coverage == rolled([*told, *quiet]).coverage


# --- numbers -----------------------------------------------------------------------------------

anything = st.decimals(-(10**20), 10**20, allow_nan=False, places=10) | st.decimals(
    allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18
)


@given(anything | st.integers(-(10**30), 10**30))
def test_a_number_is_written_without_exponent_and_reads_back(value: Decimal | int) -> None:
    text = plain(value)
    assert not set(text) - set("-.0123456789")
    assert text != "-0"
    if "." in text:
        assert not text.endswith("0")
        assert len(text.partition(".")[2]) <= 10
        assert text.lstrip("-")[0] != "."
    assert abs(Decimal(text) - value) <= Decimal("0.5e-10")
    assert plain(Decimal(text)) == text
    assert json.loads(text) is not None


@given(anything)
def test_a_published_figure_has_two_decimals_half_up(value: Decimal) -> None:
    figure = publish(value)
    assert figure.as_tuple().exponent == -2
    assert abs(figure - value) <= Decimal("0.005")
    assert publish(figure) == figure
    assert publish(-value) == -figure  # half up is away from zero on both sides
    wide = decimal.Context(prec=80)
    assert figure == value.quantize(Decimal("0.01"), ROUND_HALF_UP, context=wide)


@given(st.integers(-(10**12), 10**12))
def test_just_half_is_rounded_up_and_just_below_is_not(cents: int) -> None:
    value = Decimal(cents) / 100
    step = Decimal("0.005").copy_sign(value)
    if cents:
        assert publish(value + step) == value + 2 * step
        assert publish(value + step * Decimal("0.9999999999")) == value


# --- periods -----------------------------------------------------------------------------------

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


# --- working days ------------------------------------------------------------------------------


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


# --- formulas ----------------------------------------------------------------------------------

NUMERATOR = "count(*) FILTER (WHERE handover_date <= due_date)"
A = "register_status = 'active' AND exclusion_reason IS NULL"
B, C = f"{A} AND provision <> 'self_managed'", f"{A} AND contract_date IS NOT NULL"
T = f"{A} AND method IN ('tender', 'fast_tender', 'consultant_selection')"
W = f"{T} AND selection_status = 'completed'"


@pytest.fixture(scope="module")
def binder() -> duckdb.DuckDBPyConnection:
    connection = database(WorkingDays([]))
    declare(connection)
    return connection


def indicator(told: dict[str, Any], **keys: Any) -> Indicator:
    tree: dict[str, Any] = {}
    add_indicator(tree, "x", told, **keys)
    document = tree["indicators/x.yml"] | {"natural_min": Decimal(0)}
    return msgspec.convert(document, Indicator)


def prepared(
    binder: duckdb.DuckDBPyConnection, told: dict[str, Any], columns: Any = None, **keys: Any
) -> tuple[Formula | None, list[Finding]]:
    return prepare(indicator(told, **keys), columns or observed(), "x.yml", binder, mapped=False)


CATALOGUE: dict[str, tuple[str, str, str, Any]] = {
    "P01": (
        A,
        "all",
        "count(*) FILTER (WHERE plan_published_date <= plan_due_date)",
        "count(*)",
    ),
    "P02": (
        A,
        "all",
        "sum(budget_amount)",
        {"measurement": "procurement-budget"},
    ),
    "P03": (
        B,
        "planned_selection_end",
        "count(*) FILTER (WHERE notice_date <= planned_selection_end)",
        "count(*)",
    ),
    "P04": (
        T,
        "scheduled_award_date",
        (
            "count(*) FILTER (WHERE selection_status = 'completed' AND award_date <= "
            "scheduled_award_date)"
        ),
        "count(*)",
    ),
    "P05": (
        W,
        "award_date",
        "median(working_days(notice_date, award_date))",
        None,
    ),
    "P06": (
        C,
        "contract_date",
        "sum(working_days(request_date, contract_date))",
        "count(working_days(request_date, contract_date))",
    ),
    "P07": (
        C,
        "due_date",
        "count(*) FILTER (WHERE handover_date <= due_date)",
        "count(*)",
    ),
    "P08": (
        C,
        "due_date",
        (
            "sum(CASE WHEN COALESCE(handover_date, period_end) > due_date THEN "
            "COALESCE(handover_date, period_end) - due_date ELSE 0 END)"
        ),
        "count(*)",
    ),
    "P09": (
        (
            f"{C} AND method <> 'e_purchasing' AND estimate_amount IS NOT NULL"
            " AND contract_amount IS NOT NULL"
        ),
        "contract_date",
        "sum(estimate_amount) - sum(contract_amount)",
        "sum(estimate_amount)",
    ),
    "P10": (
        f"{C} AND contract_amount IS NOT NULL",
        "ytd contract_date",
        "sum(budget_amount) - sum(contract_amount)",
        "sum(budget_amount)",
    ),
    "P11": (
        W,
        "award_date",
        "sum(bidders)",
        "count(bidders)",
    ),
    "P12": (
        W,
        "award_date",
        "count(*) FILTER (WHERE bidders = 1)",
        "count(bidders)",
    ),
    "P13": (
        T,
        "ytd selection_end_date",
        "sum(failed_attempts)",
        "sum(failed_attempts) + count(*) FILTER (WHERE selection_status = 'completed')",
    ),
    "P14": (
        T,
        "ytd notice_date",
        "count(*) FILTER (WHERE attempts > 1)",
        "count(attempts)",
    ),
    "P15": (
        C,
        "contract_date",
        "sum(domestic_amount)",
        "sum(contract_amount)",
    ),
    "P16": (
        C,
        "contract_date",
        "sum(small_business_amount)",
        "sum(contract_amount)",
    ),
    "P17": (
        B,
        "all",
        "sum(contract_amount) FILTER (WHERE channel IN ('tender', 'e_purchasing'))",
        "sum(budget_amount)",
    ),
    "P18": (
        W,
        "ytd award_date",
        "count(*) FILTER (WHERE e_contract)",
        "count(*)",
    ),
    "P19": (
        f"{A} AND channel IN ('recorded_non_tender', 'recorded_self_managed')",
        "all",
        "count(*) FILTER (WHERE recording_status = 'completed' AND paid_amount > 0)",
        "count(*) FILTER (WHERE recording_status <> 'cancelled')",
    ),
    "P20": (
        C,
        "all",
        ("sum(CASE WHEN paid_amount > contract_amount THEN contract_amount ELSE paid_amount END)"),
        "sum(contract_amount)",
    ),
    "P21": (
        C,
        "ytd contract_date",
        "count(*) FILTER (WHERE time_addenda > 0)",
        "count(*)",
    ),
    "P22": (
        f"{C} AND contract_status = 'completed'",
        "ytd handover_date",
        "count(supplier_score)",
        "count(*)",
    ),
    "P23": (
        C,
        "ytd handover_date",
        "sum(supplier_score)",
        "count(supplier_score)",
    ),
    "P24a": (
        T,
        "award_date",
        "sum(objections_on_time)",
        "sum(objections)",
    ),
    "P24b": (
        W,
        "award_date",
        "sum(objections_upheld)",
        "count(*)",
    ),
    "P25": (
        A,
        "all",
        "count(*) FILTER (WHERE consolidation = 'consolidated')",
        "count(*) FILTER (WHERE consolidation IN ('candidate', 'consolidated'))",
    ),
}
"""Scope, anchor, numerator and denominator of the domain's indicators over packages (§5)."""


def catalogue_formula(name: str) -> dict[str, Any]:
    scope, anchor, numerator, denominator = CATALOGUE[name]
    mode, _, due = anchor.rpartition(" ")
    mode, due = ("all", None) if anchor == "all" else (mode or "in", due)
    kind = "median" if denominator is None else "ratio"
    return aggregate(kind, numerator, denominator, scope=scope, due=due, mode=mode)


def test_there_are_26_formulas_over_packages() -> None:
    assert len(CATALOGUE) == 26


@pytest.mark.parametrize("name", CATALOGUE)
def test_a_formula_of_the_catalogue_is_accepted(
    name: str, binder: duckdb.DuckDBPyConnection
) -> None:
    formula, faults = prepared(binder, catalogue_formula(name))
    assert faults == []
    assert formula is not None
    kind = binder.sql(f"SELECT {formula.numerator} FROM packages").types[0]
    assert str(kind) in ("BIGINT", "HUGEINT") or str(kind).startswith("DECIMAL")


def test_the_formula_over_actions_is_accepted(binder: duckdb.DuckDBPyConnection) -> None:
    told = aggregate("ratio", "count(*) FILTER (WHERE state = 'done')", "count(*)", scope="true")
    _, faults = prepared(binder, told, ACTION_COLUMNS, source={"kind": "action_plans"})
    assert faults == []


REFUSED = {
    "formula-syntax": [
        "count(", "count(*))", " ", "count(*);", "count(*); count(*)", "count(*) count(*)",
        "'", "count('x)", "((", "count(*) FILTER (WHERE", "sum(bidders",
    ],
    "formula-too-long": ["sum(budget_amount" + " + 1" * LONGEST + ")", "(" * 41 + "1" + ")" * 41],
    "formula-unknown-name": [
        "sum(budget)", "sum(package.budget_amount)", "sum(information_schema.tables)",
        "count(rowid)", "sum(\"budget amount\")", "max(current_setting)",
    ],
    "formula-unknown-function": [
        "avg(budget_amount)", "repeat('a', 2000000000)", "count(read_csv('/etc/passwd'))",
        "count(getenv('HOME'))", "sum(random())", "sum(nextval('x'))", "count(now())",
        "count(today())", "count(title COLLATE NOCASE)", "sum(bidders) ** 2",
        "count([1, 2])", "count({'a': 1})",
        "approx_count_distinct(title)", "stddev(bidders)", "list(title)",
        "string_agg(title)", "count(pg_sleep(9))", "mode(bidders)", "quantile(bidders, 0.5)",
        "count(regexp_matches(title, '(a+)+b'))", "sum(power(bidders, 9))",
    ],
    "formula-not-allowed": [
        "sum(budget_amount) / 2", "sum(bidders) // 2", "sum(bidders) % 2",
        "sum(bidders::DOUBLE)", "sum(CAST(title AS INTEGER))", "count(*) OVER ()",
        "(SELECT count(*) FROM packages)", "count((SELECT 1))", "sum(bidders) + (SELECT 1)",
        "count(*) FILTER (WHERE title IN (SELECT title FROM packages))", "SELECT",
        "count(*) FILTER", "count(*) AS n", "count(?)", "count($1)", "sum(bidders & 1)",
        "count(title || 'x')", "SELECT count(*) FROM packages",
        "DROP TABLE packages", "count(*) UNION SELECT 1", "sum(x -> x)",
    ],
    "formula-no-aggregate": ["*", "bidders", "1", "bidders + 1", "NULL", "coalesce(bidders, 0)"],
    "formula-nested-aggregate": ["sum(count(*))", "max(sum(bidders) + 1)"],
    "formula-inexact": ["max(title)", "max(due_date)", "sum(bidders * 1e0)", "count(*) > 1",
                        "max(e_contract)", "median(bidders * 1e0)"],
    "formula-not-bound": [
        "sum(title)", "sum(bidders) + bidders", "sum(due_date)", "sum(bidders) + title",
        "working_days(1, 2, 3) + count(*)", "sum(working_days(bidders, bidders))",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in REFUSED.items() for text in texts],
    ids=lambda one: one[:40],
)  # fmt: skip
def test_what_no_aggregate_needs_is_refused_in_each_part(
    code: str, text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    for part in ("numerator", "denominator"):
        told = aggregate("ratio", NUMERATOR, "count(*)") | {part: text}
        formula, faults = prepared(binder, told)
        assert formula is None
        assert [one.pointer for one in faults] == [("formula", part)]
        assert {one.code for one in faults} <= set(REFUSED)
        assert faults[0].code == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("formula-aggregate-in-scope", "count(*) > 1"),
        ("formula-aggregate-in-scope", "bidders = (max(bidders))"),
        ("formula-scope-no-condition", "bidders"),
        ("formula-scope-no-condition", "'true'"),
        ("formula-unknown-name", "budget = 1"),
        ("formula-not-allowed", "title SIMILAR TO 'x'"),
        ("formula-not-bound", "due_date > title + 1"),
        ("formula-syntax", "true; true"),
    ],
    ids=lambda one: one,
)
def test_a_scope_is_a_condition_on_one_row(
    code: str, text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    formula, faults = prepared(binder, aggregate("count", NUMERATOR, scope=text))
    assert formula is None
    assert [(one.code, one.pointer) for one in faults] == [(code, ("formula", "scope"))]


@pytest.mark.parametrize("due", ["title", "budget_amount", "no_such_date"])
def test_an_anchor_is_a_date(due: str, binder: duckdb.DuckDBPyConnection) -> None:
    _, faults = prepared(binder, aggregate("count", NUMERATOR, due=due))
    assert [(one.code, one.pointer) for one in faults] == [
        ("formula-anchor-no-date", ("formula", "anchor"))
    ]


def test_every_wrong_part_of_a_formula_is_told(binder: duckdb.DuckDBPyConnection) -> None:
    told = aggregate("ratio", "avg(bidders)", "bidders", scope="bidders", due="title")
    _, faults = prepared(binder, told)
    assert [one.pointer[1] for one in faults] == ["scope", "anchor", "numerator", "denominator"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(
    ["count", "sum", "(", ")", "*", "bidders", "title", "due_date", ",", "'x'", "1", "+", "-", "/",
     "FILTER", "WHERE", "AND", "NOT", "CASE", "WHEN", "THEN", "END", "IS", "NULL", "<=", ";", "--",
     "::", "IN", "BETWEEN", ".", "\"", "median", "working_days", "DATE", "$", "[", "SELECT", "FROM"]
), max_size=14).map(" ".join))  # fmt: skip
def test_any_words_are_accepted_or_refused_but_never_raise(
    binder: duckdb.DuckDBPyConnection, text: str
) -> None:
    formula, faults = prepared(binder, aggregate("count", text or " "))
    assert (formula is None) == bool(faults)
