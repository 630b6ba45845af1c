"""Dates, numbers and conditions written in formulas, which DuckDB reads more kindly than we may.

It takes `epoch` for a date, a power of ten for a binary fraction and true for one. What a formula
may hold at all is `parsing`'s; here an expression is held against the kinds of its columns.
"""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.achievement.formulas.expressions import (
    Between,
    Case,
    Cast,
    Column,
    Comparison,
    Conjunction,
    Constant,
    Expression,
    Form,
    Function,
    walk,
)
from kinerja.achievement.formulas.formula import Columns
from kinerja.achievement.formulas.parsing import WrongError
from kinerja.achievement.formulas.refusals import NO_CONDITION, NO_DATE, SUM_OF_CONDITION
from kinerja.content.shape.schema import is_date

_MOST_DIGITS = 38
"""Digits of a DECIMAL; what has more becomes a binary fraction."""

_PICKS = ("greatest", "least", "max", "min", "nullif")
_TESTS = ("list_contains", "~~", "!~~")


def examine(tree: Expression, columns: Columns) -> None:
    """Raise WrongError for a number that is not exact, a text in place of a date, a sum of truths.

    `columns` are those of the table with their types.
    """
    for node in walk(tree):
        if isinstance(node, Constant) and not _is_exact(node):
            raise WrongError("formula-inexact", found=node.literal.text)
        if any(not is_date(text) for text in _texts_for_dates(node, columns)):
            raise WrongError("formula-not-bound", problem=NO_DATE)
        if any(_is_no_condition(one, columns) for one in _conditions(node)):
            raise WrongError("formula-not-bound", problem=NO_CONDITION)
        if isinstance(node, Function) and node.name == "sum" and _counts(node, columns):
            raise WrongError("formula-not-bound", problem=SUM_OF_CONDITION)


def _conditions(node: Expression) -> Iterator[Expression]:
    """What must be true or false, where DuckDB takes any number but zero for true."""
    if isinstance(node, Conjunction):
        yield from node.children
    elif isinstance(node, Function) and node.filter:
        yield node.filter
    elif isinstance(node, Case):
        yield from (one.when_expr for one in node.case_checks)


def _is_no_condition(node: Expression, columns: Columns) -> bool:
    match node:
        case Column():
            return columns.get(node.name, "BOOLEAN") != "BOOLEAN"
        case Constant():
            return node.literal.kind not in ("BOOLEAN", "NULL_LITERAL")
    return False


def _counts(total: Function, columns: Columns) -> bool:
    return any(_kind(one, columns) == "BOOLEAN" for one in total.given)


def _is_exact(node: Constant) -> bool:
    text = node.literal.text.lower()
    if node.literal.kind not in ("INTEGER", "NUMERIC"):
        return True
    return "e" not in text and len(text.replace(".", "").lstrip("-0")) <= _MOST_DIGITS


def _texts_for_dates(node: Expression, columns: Columns) -> Iterator[str]:
    """The texts that DuckDB would read as dates, for they stand beside one."""
    held = _held_together(node)
    dated = isinstance(node, Function) and node.name == "working_days"
    if dated or any(_kind(one, columns) == "DATE" for one in held):
        for value in (value for one in held for value in _values(one)):
            if isinstance(value, Constant) and value.literal.kind == "STRING":
                yield value.literal.text


def _held_together(node: Expression) -> tuple[Expression, ...]:
    """The parts of an expression that must be of one kind."""
    match node:
        case Comparison():
            return node.left, node.right
        case Between():
            return node.input, node.lower, node.upper
        case Form():
            return node.children
        case Case():
            return (*(one.then_expr for one in node.case_checks), node.else_expr)
        case Function(name=name) if name in (*_PICKS, "+", "-", "working_days"):
            return node.given
        case Cast() if node.type_expr.type_name.upper() == "DATE":
            return node, node.child
    return ()


def _values(tree: Expression) -> Iterator[Expression]:
    """What may come out of an expression: of one that picks among others, each of these."""
    picks = isinstance(tree, Case) or (isinstance(tree, Form) and tree.type == "OPERATOR_COALESCE")
    if picks or (isinstance(tree, Function) and tree.name in _PICKS):
        for one in _held_together(tree):
            yield from _values(one)
    else:
        yield tree


def _kind(tree: Expression, columns: Columns) -> str:
    """`DATE` or `BOOLEAN` for what may be a date, or is true or false; empty for all else."""
    kinds = {_kind_of_value(one, columns) for one in _values(tree)} - {"NULL"}
    if "DATE" in kinds:
        return "DATE"
    return "BOOLEAN" if kinds == {"BOOLEAN"} else ""


def _kind_of_value(value: Expression, columns: Columns) -> str:
    match value:
        case Column():
            return columns.get(value.name, "")
        case Constant():
            return {"BOOLEAN": "BOOLEAN", "NULL_LITERAL": "NULL"}.get(value.literal.kind, "")
        case Cast():
            return value.type_expr.type_name.upper()
        case Comparison() | Between() | Conjunction() | Form():
            return "BOOLEAN"
        case Function(name=name) if name in _TESTS:
            return "BOOLEAN"
        case Function(name=name) if name in ("+", "-"):  # days from a date, or between two
            return "DATE" if [_kind(one, columns) for one in value.given].count("DATE") == 1 else ""
    return ""
