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
from kinerja import resources
from kinerja.achievement.formulas.expressions import write
from kinerja.achievement.formulas.formula import Formula
from kinerja.achievement.formulas.parsing import LONGEST, ask, parse
from kinerja.achievement.formulas.refusals import problem
from kinerja.achievement.formulas.sql import prepare
from kinerja.achievement.measuring.actions import ACTION_COLUMNS
from kinerja.achievement.measuring.observations import database, declare
from kinerja.content.shape.columns import observed
from kinerja.content.text.yaml import read
from kinerja.findings import Finding
from kinerja.model.records import Indicator
from kinerja.workdays import WorkingDays

NUMERATOR = "count(*) FILTER (WHERE handover_date <= due_date)"


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


READY = {
    file.stem: told["formula"]
    for file in sorted(resources.data("catalogue").glob("*.yml"))
    for told in [read(file.read_text("utf-8"), file.name)[0]["indicator"]]
    if told["source"]["kind"] == "packages"
}
"""The formulas of the catalogue over packages; that they are the domain's is `catalogue/`'s."""


@pytest.mark.parametrize("id", READY)
def test_a_formula_of_the_catalogue_is_accepted(id: str, binder: duckdb.DuckDBPyConnection) -> None:
    formula, faults = prepared(binder, READY[id])
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
        "count(", "count(*))", " ", "count(*) count(*)",
        "'", "count('x)", "((", "count(*) FILTER (WHERE", "sum(bidders", "count(*) FILTER",
        "SELECT", "SELECT count(*) FROM packages", "DROP TABLE packages", "sum(0x10)",
        "WITH x AS (SELECT 1) SELECT 2", "count(*) FILTER (WHERE title > 'é' AND)",
    ],
    "formula-foreign-sign": [
        "count(*);", "count(*); count(*)", "sum(bidders) ÷ 2", "count(nullif(title, $$x$$))",
    ],
    "formula-too-long": ["sum(budget_amount" + " + 1" * LONGEST + ")", "(" * 41 + "1" + ")" * 41],
    "formula-unknown-name": [
        "sum(budget)", "sum(package.budget_amount)", "sum(information_schema.tables)",
        "count(rowid)", "sum(\"budget amount\")", "max(current_setting)",
    ],
    "formula-unknown-function": [
        "avg(budget_amount)", "repeat('a', 2000000000)", "count(read_csv('/etc/passwd'))",
        "count(getenv('HOME'))", "sum(random())", "sum(nextval('x'))", "count(now())",
        "count(today())", "count([1, 2])", "sum(if(e_contract, 1, 0))",
        "count(*) FILTER (WHERE title SIMILAR TO 'x')",
        "approx_count_distinct(title)", "stddev(bidders)", "list(title)",
        "string_agg(title)", "count(pg_sleep(9))", "mode(bidders)", "quantile(bidders, 0.5)",
        "count(regexp_matches(title, '(a+)+b'))", "sum(power(bidders, 9))",
    ],
    "formula-not-allowed": [
        "sum(budget_amount) / 2", "sum(bidders) // 2", "sum(bidders) % 2",
        "sum(bidders::DOUBLE)", "sum(CAST(title AS INTEGER))", "count(*) OVER ()",
        "(SELECT count(*) FROM packages)", "count((SELECT 1))", "sum(bidders) + (SELECT 1)",
        "count(*) FILTER (WHERE title IN (SELECT title FROM packages))", "*",
        "count(*) AS n", "count(?)", "count($1)", "sum(bidders & 1)", "sum(bidders) ** 2",
        "count(title || 'x')", "count(*) FROM packages", "count(*) WHERE e_contract",
        "count(*) UNION SELECT 1", "sum(x -> x)", "count({'a': 1})", "count(title COLLATE NOCASE)",
        "DISTINCT count(*)", "count(*) LIMIT 1", "count(*), count(*)", "main.sum(bidders)",
        "sum(bidders ORDER BY title)", "sum(greatest(DISTINCT bidders, 2))",
        "sum(abs(bidders) FILTER (WHERE e_contract))", "count(#1)", "sum(TRY(bidders))",
        "sum(COLUMNS('bid'))", "sum(bidders[1])",
        "sum(TRY_CAST(title AS INTEGER))", "count(x'00')", "sum(bidders::DECIMAL(3, 1))",
        "count(*) FILTER (WHERE title ILIKE 'x')",
    ],
    "formula-no-aggregate": ["bidders", "1", "bidders + 1", "NULL", "coalesce(bidders, 0)"],
    "formula-nested-aggregate": ["sum(count(*))", "max(sum(bidders) + 1)"],
    "formula-inexact": ["max(title)", "max(due_date)", "sum(bidders * 1e0)", "count(*) > 1",
                        "max(e_contract)", "median(bidders * 1e0)",
                        "count(*) FILTER (WHERE progress > 1E0)", "sum(nullif(bidders, 1e-1))",
                        f"count(CASE WHEN progress > 0.{'1' * 39} THEN 1 END)"],
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
        ("formula-compares-null", "NULL <> title AND e_contract"),
        ("formula-unknown-function", "title SIMILAR TO 'x'"),
        ("formula-not-bound", "due_date > title + 1"),
        ("formula-foreign-sign", "true; true"),
        ("formula-inexact", "progress > 1e0"),
    ],
    ids=lambda one: one,
)
def test_a_scope_is_a_condition_on_one_row(
    code: str, text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    formula, faults = prepared(binder, aggregate("count", NUMERATOR, scope=text))
    assert formula is None
    assert [(one.code, one.pointer) for one in faults] == [(code, ("formula", "scope"))]


def rewritten(text: str, binder: duckdb.DuckDBPyConnection) -> str:
    return write(parse(text, ask([text], binder), observed()))


SAME = [
    "count(*) FILTER (WHERE 'it''s' = title OR NOT E_CONTRACT IS TRUE)",
    "SUM(Bidders) -- of all",
    "sum(DISTINCT bidders - -1) * 2 - count(DISTINCT title)",
    "count(*) FILTER (WHERE bidders NOT IN (1, 2) AND due_date > '2026-01-02'::date)",
    "sum(CASE bidders WHEN 1 THEN 2 END) + coalesce(min(-bidders), max(1.50), 0)",
    "count(*) FILTER (WHERE title NOT LIKE '%a%' AND bidders IS DISTINCT FROM 2 AND NULL IS NULL)",
    "sum(coalesce(bidders)) + sum(coalesce(bidders, failed_attempts, 0))",
    "sum(greatest(bidders, nullif(abs(+1), 2), least(3, 4)))",
    "count(*) FILTER (WHERE due_date IS NOT NULL AND title <> 'y' AND bidders < 3 AND 1 >= 0)",
]


@pytest.mark.parametrize("text", [*SAME, *(told["numerator"] for told in READY.values())])
def test_what_is_written_anew_gives_what_the_text_gives(
    text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    written = rewritten(text, binder)
    assert rewritten(written.replace(" * 1.0)", ")"), binder) == written
    one, other = (
        binder.sql(f"SELECT {told}\nFROM packages").fetchall() for told in (text, written)
    )
    assert one == other


DATES = [
    "due_date > 'epoch'", "'infinity' > due_date", "due_date = '2026-1-1'",
    "due_date <> '2026-01-01 10:00'", "due_date IN ('2026-01-01', '20260101')",
    "due_date BETWEEN '2026-01-01' AND '-infinity'", "due_date < '0044-03-15 (BC)'",
    "due_date >= DATE 'epoch'", "CAST(' 2026-01-01' AS DATE) IS NULL", "due_date = 'today'",
    "coalesce(due_date, 'epoch') > period_end", "nullif(due_date, 'epoch') IS NULL",
    "CASE WHEN e_contract THEN '2026-1-1' END < due_date", "due_date + 1 > '2026-1-1'",
    "CASE due_date WHEN '2026-1-1' THEN true END", "working_days(due_date, '2026-1-1') > 1",
    "due_date IS DISTINCT FROM 'epoch'", "greatest(due_date, 'epoch') = due_date",
]  # fmt: skip


@pytest.mark.parametrize("text", DATES)
def test_a_date_is_written_as_year_month_and_day(
    text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    for told in (
        aggregate("count", NUMERATOR, scope=text),
        aggregate("count", f"count(*) FILTER (WHERE {text})"),
    ):
        _, (fault,) = prepared(binder, told)
        assert fault.code == "formula-not-bound"
        assert dict(fault.params)["problem"].startswith("ada tanggal yang tidak ada")


@pytest.mark.parametrize(
    "text",
    [
        "due_date > '2026-01-01' AND title = 'epoch'",
        "due_date BETWEEN DATE '2024-02-29' AND '9999-12-31'",
        "coalesce(due_date, '2026-01-01') - 1 IN ('2026-01-01', NULL)",
        "CASE WHEN title = '2026-1-1' THEN NULL ELSE due_date END < period_end",
        f"progress > 1.5 AND title <> '1e0' AND budget_amount < {'9' * 38}",
        "title LIKE '%dan; ≥ 1%' -- lebih × dan ; kurang\n",
        " OR ".join(f"bidders = {number}" for number in range(70)),
    ],
    ids=lambda one: one[:40],
)
def test_dates_numbers_and_texts_as_they_should_be_are_taken(
    text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    assert prepared(binder, aggregate("count", NUMERATOR, scope=text))[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "sum(e_contract)",
        "sum(DISTINCT e_contract)",
        "sum(handover_date <= due_date)",
        "sum(title LIKE 'a%')",
        "sum(coalesce(e_contract, false))",
        "sum(CASE WHEN bidders > 1 THEN true END)",
        "sum(bidders) - sum(NOT e_contract)",
    ],
)
def test_the_sum_of_what_is_true_is_refused_with_what_counts_it(
    text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    _, (fault,) = prepared(binder, aggregate("count", text))
    assert fault.code == "formula-not-bound"
    assert "count(*) FILTER (WHERE …)" in dict(fault.params)["problem"]


@pytest.mark.parametrize(
    "text",
    [
        "count(*) FILTER (WHERE e_contract)",
        "count(e_contract)",
        "sum(CASE WHEN e_contract THEN 1 END)",
        "sum(CASE WHEN e_contract THEN 1 ELSE 0 END)",
        "sum(due_date - contract_date)",
        "sum(due_date - DATE '2026-01-01')",
    ],
)
def test_what_counts_what_is_true_is_taken(text: str, binder: duckdb.DuckDBPyConnection) -> None:
    assert prepared(binder, aggregate("count", text))[1] == []


@pytest.mark.parametrize(
    ("text", "found", "instead"),
    [
        ("e_contract DAN bidders = 1", "DAN", "AND"),
        ("e_contract dan bidders = 1 atau bidders = 2", "dan, atau", "AND, OR"),
        ("TIDAK e_contract", "TIDAK", "NOT"),
        ("bidders ≥ 1 AND bidders≤2 AND bidders ≠ 3", "≥, ≤, ≠", ">=, <=, <>"),
        ("bidders × 2 \u2212 1 > 0", "×, \u2212", "*, -"),
        ("bidders ÷ 2 > 1", "÷", "pembilang dan penyebut terpisah"),
        ("bidders => 1", "=>", ">="),
        ("e_contract;", ";", "satu ungkapan tanpa titik koma"),
    ],
)
def test_words_and_signs_of_other_languages_are_named_with_those_of_sql(
    text: str, found: str, instead: str, binder: duckdb.DuckDBPyConnection
) -> None:
    _, (fault,) = prepared(binder, aggregate("count", NUMERATOR, scope=text))
    assert fault.code == "formula-foreign-sign"
    assert dict(fault.params) == {"found": found, "instead": instead}


@pytest.mark.parametrize(
    ("text", "problem", "most"),
    [
        ("(" * 41 + "true" + ")" * 41, "kurungnya", "40"),
        ("bidders" + " + 1" * 61 + " > 0", "lapis susunannya", "60"),
        ("bidders" + " - 1" * 450 + " > 0", "lapis susunannya", "60"),
        ("NOT " * 70 + "e_contract", "lapis susunannya", "60"),
        ("true" + " " * 2000, "hurufnya", "2000"),
    ],
    ids=lambda one: one[:20],
)
def test_a_formula_that_is_too_long_is_told_what_of_it_is(
    text: str, problem: str, most: str, binder: duckdb.DuckDBPyConnection
) -> None:
    _, (fault,) = prepared(binder, aggregate("count", NUMERATOR, scope=text))
    assert fault.code == "formula-too-long"
    assert dict(fault.params)["problem"].startswith(problem)
    assert dict(fault.params)["most"] == most


PROBLEMS = {
    "sum(title)": "ada fungsi atau operasi yang tidak menerima jenis",
    "working_days(1, 2, 3) + count(*)": "ada fungsi atau operasi yang tidak menerima jenis",
    "sum(bidders) + bidders": "ada kolom yang berdiri di luar fungsi agregat",
    "count(*) FILTER (WHERE due_date < 1)": "ada nilai yang dibandingkan atau digabung",
    "sum(coalesce(bidders, due_date))": "ada nilai yang dibandingkan atau digabung",
    "count(*) FILTER (WHERE due_date > 'kemarin')": "ada tanggal yang tidak ada",
    "count(*) FILTER (WHERE due_date > '2026-02-30')": "ada tanggal yang tidak ada",
    "count(*) FILTER (WHERE bidders)": "ada syarat yang bukan perbandingan",
    "count(*) FILTER (WHERE e_contract AND 1)": "ada syarat yang bukan perbandingan",
    "sum(CASE WHEN title THEN 1 END)": "ada syarat yang bukan perbandingan",
    "count(*) FILTER (WHERE e_contract = 'ya')": "ada nilai yang tidak dapat diubah",
}


@pytest.mark.parametrize("text", PROBLEMS)
def test_what_does_not_fit_is_told_in_words_of_our_own(
    text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    _, (fault,) = prepared(binder, aggregate("count", text))
    assert fault.code == "formula-not-bound"
    assert dict(fault.params)["problem"].startswith(PROBLEMS[text])


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT 9000000000000000000 * 9", "ada hasil yang terlalu besar"),
        ("SELECT sum(x) FILTER (WHERE sum(x) > 1) FROM (SELECT 1 AS x)", "ada agregat di dalam"),
        ("SELECT * FROM no_such_table", "bentuknya tidak dapat dipakai"),
    ],
)
def test_any_other_refusal_gets_a_sentence_as_well(query: str, words: str) -> None:
    with pytest.raises(duckdb.Error) as refused:
        duckdb.connect().execute(query).fetchall()
    assert problem(refused.value).startswith(words)


@pytest.mark.parametrize("text", ["active", "Active", "‘active’", '"active"'])
def test_a_code_without_quotation_marks_is_known_as_one(
    text: str, binder: duckdb.DuckDBPyConnection
) -> None:
    scope = f"register_status = {text}"
    _, (fault,) = prepared(binder, aggregate("count", NUMERATOR, scope=scope))
    assert fault.code == "formula-unknown-name"
    assert dict(fault.params)["nearest"] == "'active'"


@pytest.mark.parametrize("due", ["period_end", "title", "budget_amount", "no_such_date"])
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
