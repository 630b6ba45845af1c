"""Reading an expression of a formula: DuckDB's own parser fills the records of `expressions`.

Whatever has another shape, and every name that no column or listed function has, is refused by
name. Nothing is evaluated; what an expression must be to count or to condition is `sql`'s.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Literal

import duckdb
import msgspec

from kinerja.achievement.formulas.expressions import (
    AGGREGATES,
    FORMS,
    SIGNS,
    Cast,
    Column,
    Comparison,
    Constant,
    Expression,
    Form,
    Function,
    Part,
    levels,
)
from kinerja.achievement.formulas.foreign import foreign
from kinerja.content.rules.compared import codes
from kinerja.findings import nearest
from kinerja.messages import mark as _

LONGEST = 2000
_MOST_BRACKETS, _DEEPEST = 40, 60
_FUNCTIONS = (
    *AGGREGATES, "abs", "coalesce", "greatest", "least", "list_contains", "nullif", "working_days",
)  # fmt: skip
_CALLED = {
    "ARRAY_EXTRACT": "[]", "BASE_TABLE": "FROM", "HEX": "x''", "LAMBDA": "->", "PARAMETER": "?",
    "SET_OPERATION_NODE": "UNION", "STAR": "*", "SUBQUERY": "SELECT", "WINDOW": "OVER",
    "alias": "AS", "children": "cast", "modifiers": "DISTINCT, ORDER BY, LIMIT", "name": "{}",
    "orders": "ORDER BY", "schema": ".", "try_cast": "cast", "where_clause": "WHERE",
    "~~*": "ILIKE", "!~~*": "NOT ILIKE", "~~~": "GLOB",
}  # fmt: skip
"""What people call a class, type, key or operator of DuckDB's tree that no record holds."""


class WrongError(Exception):
    """What is wrong with one text of a formula: a code and its parameters."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, dict[str, Any](params)


def guess(name: str, known: Iterable[str]) -> dict[str, str]:
    """A name that is not known, with those that it may stand for, as parameters of a finding."""
    return {"name": name, "nearest": nearest(name, known)}


class _Nothing(Part, frozen=True):
    type: Literal["EMPTY"] = "EMPTY"


class _Select(Part, frozen=True):
    type: Literal["SELECT_NODE"]
    select_list: tuple[Expression, ...]
    cte_map: _Nothing
    from_table: _Nothing
    aggregate_handling: Literal["STANDARD_HANDLING"]


class _Statement(Part, frozen=True):
    node: _Select


class _Answer(msgspec.Struct, frozen=True):
    error: bool
    position: str | None = None
    statements: tuple[_Statement, ...] = ()


_ANSWER = msgspec.json.Decoder(_Answer)
_BEFORE = "SELECT "
_PARSE = f"""
    SELECT text, json_serialize_sql(
        '{_BEFORE}' || text, skip_null := true, skip_empty := true, skip_default := true)
    FROM unnest($1) AS given(text)
"""


def ask(texts: Iterable[str], connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What the parser of a connection tells of each text, as JSON; nothing where one is too long.

    Many at once, for a question costs more than an answer.
    """
    short = [
        text
        for text in texts
        if len(text) <= LONGEST and text.count("(") + text.count("[") <= _MOST_BRACKETS
    ]
    return dict(connection.execute(_PARSE, [short]).fetchall())


def parse(text: str, told: Mapping[str, str], columns: Collection[str]) -> Expression:
    """The expression that a text holds, over these columns and the listed functions only.

    `told` is what the parser tells of it. Raises WrongError.
    """
    if text not in told:
        raise _too_long(text)
    strange = foreign(text)
    if strange:
        found, instead = map(", ".join, (strange, strange.values()))
        raise WrongError("formula-foreign-sign", found=found, instead=instead)
    answer = _answer(told[text])
    if answer.error:
        raise WrongError("formula-syntax", near=_near(text, answer.position))
    if len(answer.statements) != 1:
        raise WrongError("formula-syntax", near=";")
    tree, *others = answer.statements[0].node.select_list
    if others:
        raise _not_allowed(",")
    for depth, level in enumerate(levels(tree), 1):
        if depth > _DEEPEST:
            raise _too_deep()
        for node in level:
            _admit(node, columns)
    return tree


def _too_long(text: str) -> WrongError:
    if len(text) > LONGEST:
        return WrongError("formula-too-long", problem=_("hurufnya"), most=LONGEST)
    return WrongError("formula-too-long", problem=_("kurungnya"), most=_MOST_BRACKETS)


def _too_deep() -> WrongError:
    problem = _("lapis susunannya, yaitu tanda hitung, syarat, atau CASE yang bersambung,")
    return WrongError("formula-too-long", problem=problem, most=_DEEPEST)


def _answer(told: str) -> _Answer:
    try:
        return _ANSWER.decode(told)
    except RecursionError:
        raise _too_deep() from None
    except msgspec.ValidationError as error:
        raise _not_allowed(*re.findall(r"[`']([^`']+)[`']", str(error))[:1]) from None


def _admit(node: Expression, columns: Collection[str]) -> None:
    match node:
        case Column() if node.name not in columns:
            bare = node.name.strip("\"'‘’“”`")
            is_code = any(bare in told for told in codes().values())
            told = {"name": node.name, "nearest": f"'{bare}'"}  # codes are text
            raise WrongError(
                "formula-unknown-name", **(told if is_code else guess(node.name, columns))
            )
        case Cast() if not node.is_allowed:
            raise _not_allowed("cast")
        case Form() | Comparison() if node.type not in FORMS:
            raise _not_allowed(node.type)
        case Comparison() if "DISTINCT" not in node.type and _is_with_null(node):
            raise WrongError("formula-compares-null")
        case Function(is_operator=True) if node.name not in SIGNS:
            raise _not_allowed(node.name)
        case Function(is_operator=False) if node.name not in _FUNCTIONS:
            raise WrongError("formula-unknown-function", **guess(node.name, _FUNCTIONS))
        case Function() if not node.is_aggregate and (node.distinct or node.filter):
            raise _not_allowed("DISTINCT" if node.distinct else "FILTER")


def _is_with_null(node: Comparison) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(one, Constant) and one.literal.kind == "NULL_LITERAL" for one in sides)


def _not_allowed(found: str = "SELECT") -> WrongError:
    return WrongError("formula-not-allowed", found=_CALLED.get(found, found))


def _near(text: str, position: str | None) -> str:
    """The words at a position, which DuckDB counts in bytes."""
    start = int(position) - len(_BEFORE) if position else len(text)
    return text.encode()[start:].decode(errors="ignore")[:30]
