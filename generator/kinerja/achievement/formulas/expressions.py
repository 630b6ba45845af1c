"""Expressions of formulas: a closed set of records, and SQL written anew from them.

They have the shape in which DuckDB tells what it parsed; what has another shape is no expression
of a formula. No text of content reaches the database but through them. Filling them is `parsing`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

import msgspec

AGGREGATES = ("count", "max", "median", "min", "sum")
SIGNS = {"+": "+", "-": "-", "*": "*", "~~": "LIKE", "!~~": "NOT LIKE"}
"""Operators, as DuckDB calls them and as they are written."""

FORMS = {
    "COMPARE_DISTINCT_FROM": "({0} IS DISTINCT FROM {1})",
    "COMPARE_EQUAL": "({0} = {1})",
    "COMPARE_GREATERTHAN": "({0} > {1})",
    "COMPARE_GREATERTHANOREQUALTO": "({0} >= {1})",
    "COMPARE_IN": "({0} IN ({1}))",
    "COMPARE_LESSTHAN": "({0} < {1})",
    "COMPARE_LESSTHANOREQUALTO": "({0} <= {1})",
    "COMPARE_NOTEQUAL": "({0} <> {1})",
    "COMPARE_NOT_DISTINCT_FROM": "({0} IS NOT DISTINCT FROM {1})",
    "OPERATOR_COALESCE": "coalesce({2})",
    "OPERATOR_IS_NOT_NULL": "({0} IS NOT NULL)",
    "OPERATOR_IS_NULL": "({0} IS NULL)",
    "OPERATOR_NOT": "(NOT {0})",
}
"""Tests and comparisons by DuckDB's name: of the first part, the others, all of them."""

_Told: TypeAlias = Callable[["Expression"], str]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What DuckDB tells of a part of a text; a key without a field is refused."""


class _Node(Part, frozen=True, tag_field="class"):
    query_location: int = 0
    query_location_length: int = 0


class _Literal(Part, frozen=True):
    kind: Literal["BOOLEAN", "INTEGER", "NULL_LITERAL", "NUMERIC", "STRING"]
    text: str = ""


class Constant(_Node, frozen=True, tag="CONSTANT", kw_only=True):
    """A number, text, true, false or null."""

    type: Literal["VALUE_CONSTANT"]
    literal: _Literal

    def sql(self, _told: _Told) -> str:
        """As it was written."""
        text = self.literal.text
        return _quoted("'", text) if self.literal.kind == "STRING" else text or "NULL"


class Column(_Node, frozen=True, tag="COLUMN_REF", kw_only=True):
    """A column of the one table."""

    type: Literal["COLUMN_REF"]
    column_names: tuple[str, ...]

    @property
    def name(self) -> str:
        """Its name; DuckDB does not tell capitals apart."""
        return ".".join(self.column_names).lower()

    def sql(self, _told: _Told) -> str:
        """Its name in quotation marks."""
        return column(self.name)


class _Argument(Part, frozen=True):
    expression: Expression


class _Path(Part, frozen=True):
    path: tuple[str, ...]


class _Order(Part, frozen=True):
    type: str


class Function(_Node, frozen=True, tag="FUNCTION", kw_only=True):
    """A function or operator; an aggregate may be DISTINCT and have a FILTER."""

    type: Literal["FUNCTION"]
    function_name: str
    qualified_name: _Path
    arguments: tuple[_Argument, ...] = ()
    distinct: bool = False
    filter: Expression | None = None
    is_operator: bool = False
    order_bys: _Order | None = None

    @property
    def name(self) -> str:
        """Its name in small letters; that of `count(*)` is `count`."""
        return "count" if self.function_name == "count_star" else self.function_name.lower()

    @property
    def given(self) -> tuple[Expression, ...]:
        """What it is given; nothing for `count(*)`, which takes a row itself."""
        return tuple(argument.expression for argument in self.arguments)

    @property
    def is_aggregate(self) -> bool:
        """Whether it takes many rows."""
        return self.name in AGGREGATES

    def sql(self, told: _Told) -> str:
        """With its arguments; an operator stands before the last."""
        given = list(map(told, self.given))
        if not self.is_operator:
            return f"{self.name}({', '.join(given)})"
        return f"({' '.join((*given[:-1], SIGNS[self.name], given[-1]))})"


class Form(_Node, frozen=True, tag="OPERATOR", kw_only=True):
    """A test, coalesce, or a value among others."""

    type: str
    children: tuple[Expression, ...]

    def sql(self, told: _Told) -> str:
        """By its form."""
        first, *others = given = list(map(told, self.children))
        return FORMS[self.type].format(first, ", ".join(others), ", ".join(given))


class Comparison(_Node, frozen=True, tag="COMPARISON", kw_only=True):
    """Two values held against each other."""

    type: str
    left: Expression
    right: Expression

    def sql(self, told: _Told) -> str:
        """By its form."""
        return FORMS[self.type].format(told(self.left), told(self.right))


class Conjunction(_Node, frozen=True, tag="CONJUNCTION", kw_only=True):
    """Conditions that hold together, or of which one does."""

    type: Literal["CONJUNCTION_AND", "CONJUNCTION_OR"]
    children: tuple[Expression, ...]

    def sql(self, told: _Told) -> str:
        """One after the other."""
        joint = " AND " if self.type == "CONJUNCTION_AND" else " OR "
        return f"({joint.join(map(told, self.children))})"


class Between(_Node, frozen=True, tag="BETWEEN", kw_only=True):
    """A value within bounds."""

    type: Literal["COMPARE_BETWEEN"]
    input: Expression
    lower: Expression
    upper: Expression

    def sql(self, told: _Told) -> str:
        """With both bounds."""
        return f"({told(self.input)} BETWEEN {told(self.lower)} AND {told(self.upper)})"


class _Check(Part, frozen=True):
    when_expr: Expression
    then_expr: Expression


class Case(_Node, frozen=True, tag="CASE", kw_only=True):
    """What the first condition that holds gives."""

    type: Literal["CASE_EXPR"]
    case_checks: tuple[_Check, ...]
    else_expr: Expression

    def sql(self, told: _Told) -> str:
        """With its conditions in their order."""
        checks = [
            f"WHEN {told(one.when_expr)} THEN {told(one.then_expr)}" for one in self.case_checks
        ]
        return f"(CASE {' '.join(checks)} ELSE {told(self.else_expr)} END)"


class _Kind(Part, frozen=True, tag_field="class", tag="TYPE", kw_only=True):
    type: Literal["TYPE"]
    type_name: str
    qualified_name: _Path
    query_location: int = 0
    query_location_length: int = 0


class Cast(_Node, frozen=True, tag="CAST", kw_only=True):
    """A value made one of another kind."""

    type: Literal["OPERATOR_CAST"]
    child: Expression
    type_expr: _Kind

    @property
    def is_allowed(self) -> bool:
        """Whether it is a written date, or the side of an `IS TRUE`."""
        kind = self.type_expr.type_name.upper()
        return kind == "BOOLEAN" or (kind == "DATE" and isinstance(self.child, Constant))

    def sql(self, told: _Told) -> str:
        """With its kind."""
        return f"CAST({told(self.child)} AS {self.type_expr.type_name.upper()})"


Expression: TypeAlias = (
    Constant | Column | Function | Form | Comparison | Conjunction | Between | Case | Cast
)


def levels(tree: Expression) -> Iterator[list[Expression]]:
    """An expression and all within it, level by level; a hostile one may have many."""
    level = [tree]
    while level:
        yield level
        level = [below for node in level for below in _below(node)]


def walk(tree: Expression) -> Iterator[Expression]:
    """An expression and all within it, outermost first."""
    return (node for level in levels(tree) for node in level)


def aggregates(tree: Expression) -> list[Function]:
    """The aggregates in an expression, outermost first."""
    return [node for node in walk(tree) if isinstance(node, Function) and node.is_aggregate]


def _below(part: Part) -> Iterator[Expression]:
    for field in part.__struct_fields__:
        value = getattr(part, field)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Expression):
                yield one
            elif isinstance(one, Part):
                yield from _below(one)


def write(tree: Expression, aggregate: Callable[[Function], str] | None = None) -> str:
    """SQL of an expression; `aggregate` says how to write each aggregate in it, if not as it is."""
    if isinstance(tree, Function) and tree.is_aggregate:
        return (aggregate or call)(tree)
    return tree.sql(lambda part: write(part, aggregate))


def call(aggregate: Function, *held: str) -> str:
    """SQL of an aggregate over the rows that all these conditions hold, besides its FILTER.

    The argument of a median gets one decimal more: DuckDB gives doubles or cuts (domain §4).
    """
    taken = ", ".join(map(write, aggregate.given)) or "*"
    if aggregate.name == "median":
        taken += " * 1.0"
    conditions = [*held, *([write(aggregate.filter)] if aggregate.filter else [])]
    within = f" FILTER (WHERE {' AND '.join(conditions)})" if conditions else ""
    return f"{aggregate.name}({'DISTINCT ' if aggregate.distinct else ''}{taken}){within}"


def column(name: str) -> str:
    """A column's name as SQL."""
    return _quoted('"', name)


def _quoted(mark: str, text: str) -> str:
    return mark + text.replace(mark, mark * 2) + mark
