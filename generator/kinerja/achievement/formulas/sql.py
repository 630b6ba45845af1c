"""Reading formulas: from the SQL of an indicator to aggregates that one scan can evaluate.

Its texts become expressions (`parsing`); here they are held against what a scope, numerator or
denominator must be, and bound by DuckDB on a table of the declared columns. What is wrong is a
finding at the formula's line. Nothing is evaluated here; division is `realization`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import duckdb

from kinerja.achievement.formulas.expressions import (
    Column,
    Expression,
    Function,
    aggregates,
    call,
    column,
    walk,
    write,
)
from kinerja.achievement.formulas.formula import OF_THE_PERIOD, Columns, Formula, area_column
from kinerja.achievement.formulas.parsing import WrongError, ask, guess, parse
from kinerja.achievement.formulas.refusals import problem
from kinerja.achievement.formulas.written import examine
from kinerja.findings import Finding, finding
from kinerja.model.records import Indicator, IndicatorFormulaAnchor

_T = TypeVar("_T")

_INTEGERS = frozenset(
    ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER")
)


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
    divided = told.denominator if isinstance(told.denominator, str) else None
    texts = (told.scope or "true", told.numerator or "", divided or "")
    bench = _Bench(indicator.source.kind, columns, binder, ask(texts, binder))
    faults: list[Finding] = []

    def checked(part: str, read: Callable[[], _T]) -> _T | None:
        try:
            return read()
        except WrongError as wrong:
            faults.append(finding(file, wrong.code, ("formula", part), **wrong.params))
            return None

    scope = checked("scope", lambda: bench.condition(told.scope or "true"))
    anchor = checked("anchor", lambda: bench.anchor(told.anchor))
    numerator = checked("numerator", lambda: bench.aggregate(told.numerator or ""))
    denominator = checked("denominator", lambda: bench.aggregate(divided)) if divided else None
    if faults or scope is None or anchor is None or numerator is None:
        return None, faults
    area = column(area_column(indicator.area)) if mapped else "true"
    when, dates = anchor
    held = " AND ".join((write(scope), when, *([area] if mapped else [])))

    def within(tree: Expression) -> str:
        return write(tree, lambda aggregate: call(aggregate, held))

    telling = dates | _names(numerator, *([denominator] if denominator else []))
    read = telling | _names(scope)
    return Formula(
        indicator=indicator.id,
        table=indicator.source.kind,
        numerator=within(numerator),
        denominator=within(denominator) if denominator else None,
        held=held,
        scope=write(scope),
        anchor=when,
        dated=told.anchor.date if told.anchor is not None and told.anchor.mode != "all" else None,
        area=area,
        adds=write(numerator, _of_one_row),
        weighs=write(denominator, _of_one_row) if denominator else "1",
        counts=_is_taken(numerator),
        divides=_is_taken(denominator) if denominator else "false",
        columns=tuple(name for name in columns if name in read),
        telling=tuple(name for name in columns if name in telling),
    ), []


@dataclass(frozen=True, slots=True)
class _Bench:
    """One table to hold formulas against."""

    table: str
    columns: Columns
    binder: duckdb.DuckDBPyConnection
    told: Mapping[str, str]

    def condition(self, text: str) -> Expression:
        """A scope: true or false for each row, without aggregates."""
        tree = self.parse(text)
        for aggregate in aggregates(tree):
            raise WrongError("formula-aggregate-in-scope", found=aggregate.name)
        if self.type_of(tree) != "BOOLEAN":
            raise WrongError("formula-scope-no-condition")
        return tree

    def aggregate(self, text: str) -> Expression:
        """A numerator or denominator: aggregates that give an integer or DECIMAL."""
        tree = self.parse(text)
        found = aggregates(tree)
        if not found:
            raise WrongError("formula-no-aggregate")
        for outer in found:
            if len(aggregates(outer)) > 1:
                raise WrongError("formula-nested-aggregate", found=outer.name)
        kind = self.type_of(tree)
        if kind not in _INTEGERS and not kind.startswith("DECIMAL"):
            raise WrongError("formula-inexact", found=kind)
        return tree

    def anchor(self, anchor: IndicatorFormulaAnchor | None) -> tuple[str, set[str]]:
        """Which rows a period holds: by a date in it, since January, or by fiscal year.

        Gives the condition and the columns in it.
        """
        if anchor is None or anchor.mode == "all":
            return "(fiscal_year = year(period_end))", {"fiscal_year", "period_end"}
        dates = [
            name
            for name, kind in self.columns.items()
            if kind == "DATE" and name not in OF_THE_PERIOD
        ]
        if anchor.date not in dates:
            raise WrongError("formula-anchor-no-date", **guess(anchor.date or "", dates))
        start = "year_start" if anchor.mode == "ytd" else "period_start"
        day = str(anchor.date)
        return f"({column(day)} BETWEEN {start} AND period_end)", {day, start, "period_end"}

    def type_of(self, tree: Expression) -> str:
        """The type that DuckDB gives the expression over the table, evaluated once."""
        try:
            self.binder.execute(f'SELECT {write(tree)} FROM "{self.table}"').fetchall()
            ((_, kind, *_rest),) = self.binder.description
            return str(kind)
        except duckdb.Error as error:
            raise WrongError("formula-not-bound", problem=problem(error)) from None

    def parse(self, text: str) -> Expression:
        """The expression of a text over the columns of the table."""
        tree = parse(text, self.told, self.columns)
        examine(tree, self.columns)
        return tree


def _of_one_row(aggregate: Function) -> str:
    """What a single row adds: a sum becomes its argument, a count one where that is stated."""
    value = write(aggregate.given[0]) if aggregate.given else "1"
    if aggregate.name == "count" and aggregate.given:
        value = f"CASE WHEN {value} IS NOT NULL THEN 1 END"
    if aggregate.filter:
        value = f"CASE WHEN {write(aggregate.filter)} THEN {value} END"
    return f"coalesce({value}, 0)"


def _is_taken(tree: Expression) -> str:
    """Whether an aggregate takes a row: it passes its FILTER, and its argument is stated."""
    taken = []
    for aggregate in aggregates(tree):
        stated = f"({write(aggregate.given[0])} IS NOT NULL)" if aggregate.given else "true"
        passes = [write(aggregate.filter)] if aggregate.filter else []
        taken.append(" AND ".join((*passes, stated)))
    return " OR ".join(f"({one})" for one in taken)


def _names(*parts: Expression) -> set[str]:
    return {node.name for part in parts for node in walk(part) if isinstance(node, Column)}
