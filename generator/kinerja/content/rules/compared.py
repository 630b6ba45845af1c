"""Codes in formulas: what a coded column is compared with must be one of its codes.

Whether a formula is SQL at all is `achievement.formulas.sql`'s; here its text is only looked
through.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from kinerja.content.meant.guessing import meant
from kinerja.content.shape import schema
from kinerja.content.shape.columns import REGISTER, REPORT, columns
from kinerja.findings import Finding, finding, nearest
from kinerja.model.content import Content
from kinerja.model.records import IndicatorFormula

QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/", re.DOTALL)
"""Texts, names in quotation marks and remarks of a formula, which may hold anything."""

_COLUMN, _TEXT = r"\b([a-z_]+)\b", r"('[0-9]+')"
_SAME = r"\s*(?:==?|<>|!=|\bis(?:\s+not)?\s+distinct\s+from\b)\s*"
_FORWARD = (
    re.compile(_COLUMN + _SAME + _TEXT),
    re.compile(rf"{_COLUMN}\s+(?:not\s+)?in\s*\(([^()]*)\)"),
    re.compile(rf"\blist_contains\s*\(\s*{_COLUMN}\s*,\s*{_TEXT}"),
)
_BACKWARD = re.compile(rf"{_TEXT}{_SAME}{_COLUMN}")
_LIKE = re.compile(rf"{_COLUMN}\s*(?:(?:\bnot\s+)?\blike\b|!?~~)\s*{_TEXT}")
_TOKEN = re.compile(r"'[0-9]+'|\w+|\S")


def findings(content: Content, broken: Collection[str]) -> Iterator[Finding]:
    """Comparisons in formulas over packages that can never be true, for no package says so.

    `broken` are units whose files have faults of their own: they are there all the same.
    """
    known = {**codes(), "unit": (*content.units, *broken)}
    for indicator in content.indicators.values():
        if indicator.source.kind == "action_plans":
            continue
        file = content.file(f"indicators/{indicator.id}.yml")
        for part, text in texts_of(indicator.formula):
            for column, value in _unknown(text, known):
                word = value.strip("%")
                yield finding(
                    file, "formula-unknown-code", ("formula", part),
                    column=column, value=value,
                    nearest=meant(word, _names(column)) or nearest(word, known[column]),
                )  # fmt: skip


def texts_of(formula: IndicatorFormula) -> Iterator[tuple[str, str]]:
    """The parts of a formula that are SQL, by their keys."""
    for part in ("scope", "numerator", "denominator"):
        text = getattr(formula, part)
        if isinstance(text, str):
            yield part, text


def _unknown(text: str, known: Mapping[str, Collection[str]]) -> Iterator[tuple[str, str]]:
    """Every coded column with every text that it is compared with and that is none of its codes."""
    bare, texts = stripped(text)
    for column, marked in _compared(bare):
        yield from (
            (column, texts[mark])
            for mark in re.findall("'[0-9]+'", marked)
            if texts[mark] not in known.get(column, (texts[mark],))
        )
    for column, mark in _LIKE.findall(bare):
        fits = re.compile(_as_pattern(texts[mark]), re.DOTALL).fullmatch
        if column in known and not any(map(fits, known[column])):
            yield column, texts[mark]


def stripped(text: str) -> tuple[str, dict[str, str]]:
    """A formula in small letters with its texts numbered, and the texts by these marks."""
    texts: dict[str, str] = {}

    def mark(found: re.Match[str]) -> str:
        told = found[0]
        if told[0] == "'":
            texts[f"'{len(texts)}'"] = told[1:-1].replace("''", "'")
            return f"'{len(texts) - 1}'"
        return told[1:-1] if told[0] == '"' else " "

    return QUOTED.sub(mark, text).lower(), texts


def _compared(bare: str) -> Iterator[tuple[str, str]]:
    """Columns with the marks of what they are held against."""
    for pattern in _FORWARD:
        yield from pattern.findall(bare)
    for mark, column in _BACKWARD.findall(bare):
        yield column, mark
    tokens = _TOKEN.findall(bare)
    cases: list[str] = []
    for place, token in enumerate(tokens):
        following = tokens[place + 1 : place + 3]
        if token == "case" and following:
            cases.append(following[0] if following[1:] == ["when"] else "")
        elif token == "when" and cases and following[1:] == ["then"]:
            yield cases[-1], following[0]
        elif token == "end" and cases:
            cases.pop()


def _as_pattern(like: str) -> str:
    return "".join({"%": ".*", "_": "."}.get(sign, re.escape(sign)) for sign in like)


@cache
def codes() -> Mapping[str, tuple[str, ...]]:
    """The codes of each column of packages that has some."""
    told = (*columns(REGISTER), *columns(REPORT))
    return {column.name: column.codes for column in told if column.codes}


def _names(column: str) -> Mapping[str, str]:
    """What the codes of a column are called."""
    told = (schema.at(kind, ("packages", 0, column)) for kind in (REGISTER, REPORT))
    return next((schema.labels(one) for one in told if one), {})
