"""Reading formulas: from the SQL of an indicator to aggregates that one scan can evaluate.

A formula is read by sqlglot, held against a closed list of what an aggregate over one table
needs, and bound by DuckDB on an empty table of the declared columns. What is wrong is a finding
at the formula's line. Nothing is evaluated here; division is `realization`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from kinerja.achievement.formula import Columns, Formula, area_column
from kinerja.achievement.refusals import problem
from kinerja.findings import Finding, finding, nearest
from kinerja.model.records import Indicator, IndicatorFormulaAnchor

LONGEST = 2000
_DIALECT = "duckdb"
_MOST_BRACKETS, _DEEPEST = 40, 60
_FUNCTIONS = (
    "abs", "coalesce", "count", "greatest", "least", "list_contains", "max", "median", "min",
    "nullif", "sum", "working_days",
)  # fmt: skip
_OPERATORS = {"div": "/", "intdiv": "//", "mod": "%"}
_ALLOWED: tuple[type[exp.Expr], ...] = (
    exp.Abs, exp.Add, exp.And, exp.ArrayContains, exp.Between, exp.Boolean, exp.Case, exp.Coalesce,
    exp.Column, exp.Count, exp.Distinct, exp.EQ, exp.Filter, exp.GT, exp.GTE, exp.Greatest,
    exp.Identifier, exp.If, exp.In, exp.Is, exp.LT, exp.LTE, exp.Least, exp.Like, exp.Literal,
    exp.Max, exp.Median, exp.Min, exp.Mul, exp.NEQ, exp.Neg, exp.Not, exp.Null, exp.Nullif,
    exp.Or, exp.Paren, exp.Star, exp.Sub, exp.Sum, exp.Where,
)  # fmt: skip
_INTEGERS = frozenset(
    ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER")
)


class _WrongError(Exception):
    """What is wrong with one text of a formula: a code and its parameters."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, dict[str, Any](params)


def fetch() -> None:
    """Let the parser load its dialect, which it does at its first text."""
    sqlglot.parse_one("1", dialect=_DIALECT)


def prepare(
    indicator: Indicator,
    columns: Columns,
    file: str,
    binder: duckdb.DuckDBPyConnection,
    *,
    mapped: bool,
) -> tuple[Formula | None, list[Finding]]:
    """Check the SQL of an indicator and push its scope, anchor and area into each aggregate.

    `binder` holds a table of these columns under the source's name; `mapped` says whether
    the indicator's area has frozen packages. Direct values have no SQL and give (None, []).
    """
    told = indicator.formula
    if told.kind == "direct":
        return None, []
    bench = _Bench(indicator.source.kind, columns, binder)
    faults: list[Finding] = []

    def checked(part: str, read: Callable[[], exp.Expr]) -> exp.Expr | None:
        try:
            return read()
        except _WrongError as wrong:
            faults.append(finding(file, wrong.code, ("formula", part), **wrong.params))
            return None

    divided = told.denominator if isinstance(told.denominator, str) else None
    scope = checked("scope", lambda: bench.condition(told.scope or "true"))
    anchor = checked("anchor", lambda: bench.anchor(told.anchor))
    numerator = checked("numerator", lambda: bench.aggregate(told.numerator or ""))
    denominator = checked("denominator", lambda: bench.aggregate(divided)) if divided else None
    if faults or scope is None or anchor is None or numerator is None:
        return None, faults
    area = exp.column(area_column(indicator.area), quoted=True) if mapped else exp.true()
    held = exp.and_(scope, anchor, *([area] if mapped else []))
    telling = _names([part for part in (anchor, numerator, denominator) if part is not None])
    read = telling | _names([scope])
    return Formula(
        indicator=indicator.id,
        table=indicator.source.kind,
        numerator=_sql(_within(numerator, held)),
        denominator=_sql(_within(denominator, held)) if denominator is not None else None,
        held=_sql(held),
        scope=_sql(scope),
        anchor=_sql(anchor),
        dated=told.anchor.date if told.anchor is not None and told.anchor.mode != "all" else None,
        area=_sql(area),
        adds=_sql(_of_one_row(numerator)),
        weighs=_sql(_of_one_row(denominator)) if denominator is not None else "1",
        counts=_sql(_is_taken(numerator)),
        divides=_sql(_is_taken(denominator)) if denominator is not None else "false",
        columns=tuple(name for name in columns if name in read),
        telling=tuple(name for name in columns if name in telling),
    ), []


@dataclass(frozen=True, slots=True)
class _Bench:
    """One table to hold formulas against."""

    table: str
    columns: Columns
    binder: duckdb.DuckDBPyConnection

    def condition(self, text: str) -> exp.Expr:
        """A scope: true or false for each row, without aggregates."""
        tree = self.parse(text)
        inside = tree.find(exp.AggFunc)
        if inside is not None:
            raise _WrongError("formula-aggregate-in-scope", found=inside.sql_name())
        if self.type_of(tree) != "BOOLEAN":
            raise _WrongError("formula-scope-no-condition")
        return tree

    def aggregate(self, text: str) -> exp.Expr:
        """A numerator or denominator: aggregates that give an integer or DECIMAL."""
        tree = self.parse(text)
        if tree.find(exp.AggFunc) is None:
            raise _WrongError("formula-no-aggregate")
        for outer in tree.find_all(exp.AggFunc):
            if any(inner is not outer for inner in outer.find_all(exp.AggFunc)):
                raise _WrongError("formula-nested-aggregate", found=outer.sql_name())
        for median in tree.find_all(exp.Median):
            median.set("this", self.exact(median.this))
        kind = self.type_of(tree)
        if kind not in _INTEGERS and not kind.startswith("DECIMAL"):
            raise _WrongError("formula-inexact", found=kind)
        return tree

    def anchor(self, anchor: IndicatorFormulaAnchor | None) -> exp.Expr:
        """Which rows a period holds: by a date in it, since January, or by fiscal year."""
        if anchor is None or anchor.mode == "all":
            return sqlglot.parse_one("fiscal_year = year(period_end)", dialect=_DIALECT)
        if self.columns.get(anchor.date or "") != "DATE":
            dates = [name for name, kind in self.columns.items() if kind == "DATE"]
            raise _WrongError("formula-anchor-no-date", **_guess(anchor.date or "", dates))
        start = "year_start" if anchor.mode == "ytd" else "period_start"
        return exp.column(str(anchor.date)).between(exp.column(start), exp.column("period_end"))

    def exact(self, argument: exp.Expr) -> exp.Expr:
        """The argument of a median with one decimal more: DuckDB gives doubles or cuts."""
        kind = self.type_of(argument)
        scale = int(kind[:-1].split(",")[1]) if kind.startswith("DECIMAL") else 0
        if kind not in _INTEGERS and not kind.startswith("DECIMAL"):
            raise _WrongError("formula-inexact", found=kind)
        return exp.cast(argument, f"DECIMAL(38, {scale + 1})", dialect=_DIALECT)

    def type_of(self, tree: exp.Expr) -> str:
        """The type that DuckDB gives the expression over the table, evaluated once."""
        try:
            told = self.binder.sql(f'SELECT {_sql(tree)} FROM "{self.table}"')
            told.fetchall()
            return str(told.types[0])
        except duckdb.Error as error:
            raise _WrongError("formula-not-bound", problem=problem(error)) from None

    def parse(self, text: str) -> exp.Expr:
        """A tree of allowed nodes, columns and functions only."""
        if len(text) > LONGEST or text.count("(") + text.count("[") > _MOST_BRACKETS:
            raise _WrongError("formula-too-long", most=LONGEST, deepest=_MOST_BRACKETS)
        try:
            trees = sqlglot.parse(text, dialect=_DIALECT)
        except (SqlglotError, RecursionError) as error:
            raise _WrongError("formula-syntax", near=_near(error)) from None
        tree = trees[0] if len(trees) == 1 else None
        if tree is None or ";" in text:
            raise _WrongError("formula-syntax", near=";")
        if _depth(tree) > _DEEPEST:
            raise _WrongError("formula-too-long", most=LONGEST, deepest=_DEEPEST)
        for node in tree.walk():
            self.admit(node)
        return tree

    def admit(self, node: exp.Expr) -> None:
        """Refuse what an aggregate over one table does not need."""
        if isinstance(node, exp.Column):
            if node.table or node.name not in self.columns:
                raise _WrongError("formula-unknown-name", **_guess(node.name, self.columns))
        elif isinstance(node, exp.Anonymous):
            if node.name.lower() != "working_days":
                raise _WrongError("formula-unknown-function", **_guess(node.name, _FUNCTIONS))
        elif isinstance(node, exp.Cast):
            if not (isinstance(node.this, exp.Literal) and node.to.is_type("date")):
                raise _WrongError("formula-not-allowed", found="cast")
        elif not isinstance(node, (*_ALLOWED, exp.DataType)):
            name = node.sql_name() if isinstance(node, exp.Func) else node.key
            code = "formula-unknown-function" if isinstance(node, exp.Func) else None
            if code:
                raise _WrongError(code, **_guess(name.lower(), _FUNCTIONS))
            raise _WrongError("formula-not-allowed", found=_OPERATORS.get(name, name))


def _within(tree: exp.Expr, held: exp.Expr) -> exp.Expr:
    """The same aggregates over the rows that the condition holds."""
    tree = exp.paren(tree.copy())
    for aggregate in list(tree.find_all(exp.AggFunc)):
        parent = aggregate.parent
        if isinstance(parent, exp.Filter):
            inner = parent.expression.this
            parent.set("expression", exp.Where(this=exp.and_(held.copy(), inner.copy())))
        else:
            aggregate.replace(
                exp.Filter(this=aggregate.copy(), expression=exp.Where(this=held.copy()))
            )
    return tree


def _of_one_row(tree: exp.Expr) -> exp.Expr:
    """What a single row adds to the aggregates: a sum becomes its argument, a count one or zero."""
    tree = exp.paren(tree.copy())
    for aggregate in list(tree.find_all(exp.AggFunc)):
        parent, value = aggregate.parent, _argument(aggregate)
        place: exp.Expr = aggregate
        if isinstance(parent, exp.Filter):
            place = parent
            value = exp.case().when(parent.expression.this.copy(), value)
        place.replace(exp.func("coalesce", value, exp.Literal.number(0)))
    return tree


def _is_taken(tree: exp.Expr) -> exp.Expr:
    """Whether an aggregate takes a row: it passes its FILTER, and its argument is stated."""
    taken = []
    for aggregate in tree.find_all(exp.AggFunc):
        parent, argument = aggregate.parent, _stated_by(aggregate)
        stated = exp.true() if isinstance(argument, exp.Star) else _is_stated(argument)
        if isinstance(parent, exp.Filter):
            stated = exp.and_(parent.expression.this.copy(), stated)
        taken.append(stated)
    return exp.or_(*taken)


def _stated_by(aggregate: exp.Expr) -> exp.Expr:
    """The argument of an aggregate, without DISTINCT."""
    argument: exp.Expr = aggregate.this
    return argument.expressions[0] if isinstance(argument, exp.Distinct) else argument


def _argument(aggregate: exp.Expr) -> exp.Expr:
    """What an aggregate takes of one row; a count takes one where its argument is stated."""
    argument = _stated_by(aggregate)
    if not isinstance(aggregate, exp.Count):
        return exp.Paren(this=argument.copy())
    one = exp.Literal.number(1)
    return one if isinstance(argument, exp.Star) else exp.case().when(_is_stated(argument), one)


def _is_stated(argument: exp.Expr) -> exp.Expr:
    return exp.not_(exp.Is(this=exp.paren(argument.copy()), expression=exp.null()))


def _names(parts: list[exp.Expr]) -> set[str]:
    return {column.name for part in parts for column in part.find_all(exp.Column)}


def _sql(tree: exp.Expr) -> str:
    return tree.sql(dialect=_DIALECT, comments=False)


def _depth(tree: exp.Expr) -> int:
    """Levels of a tree, counted without recursion, which a hostile tree would exhaust."""
    level, depth = [tree], 0
    while level:
        depth += 1
        level = [child for node in level for child in node.iter_expressions()]
    return depth


def _near(error: Exception) -> str:
    told = getattr(error, "errors", None)
    return str(told[0].get("highlight") or "") if told else ""


def _guess(name: str, known: Iterable[str]) -> dict[str, str]:
    return {"name": name, "nearest": nearest(name, known)}
