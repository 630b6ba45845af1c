"""Formulas."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content_tree import add_indicator, aggregate
from kinerja.achievement.formula import LONGEST, Formula, prepare
from kinerja.achievement.observations import ACTION_COLUMNS, database, declare
from kinerja.content.columns import observed
from kinerja.findings import Finding
from kinerja.model.records import Indicator
from kinerja.workdays import WorkingDays

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
