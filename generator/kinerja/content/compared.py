"""Codes in formulas: what a coded column is compared with must be one of its codes.

Whether a formula is SQL at all is `achievement.sql`'s; here its text is only looked through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kinerja.content.columns import REGISTER, REPORT, columns
from kinerja.findings import Finding, finding, nearest
from kinerja.model.content import Content
from kinerja.model.records import IndicatorFormula

_EQUAL = re.compile(r"\b([a-z_]+)\s*(?:=|<>|!=)\s*'([^']*)'", re.IGNORECASE)
_LISTED = re.compile(r"\b([a-z_]+)\s+(?:NOT\s+)?IN\s*\(([^()]*)\)", re.IGNORECASE)
_TEXT = re.compile("'([^']*)'")


def findings(content: Content) -> Iterator[Finding]:
    """Comparisons in formulas over packages that can never be true, for no package says so."""
    for indicator in content.indicators.values():
        if indicator.source.kind == "action_plans":
            continue
        file = content.file(f"indicators/{indicator.id}.yml")
        for part, text in _texts(indicator.formula):
            for column, value in _comparisons(text):
                known = codes().get(column)
                if known is not None and value not in known:
                    yield finding(
                        file, "formula-unknown-code", ("formula", part),
                        column=column, value=value, nearest=nearest(value, known),
                    )  # fmt: skip


def _texts(formula: IndicatorFormula) -> Iterator[tuple[str, str]]:
    for part in ("scope", "numerator", "denominator"):
        text = getattr(formula, part)
        if isinstance(text, str):
            yield part, text


def _comparisons(text: str) -> Iterator[tuple[str, str]]:
    """Every column with every text that it is compared with."""
    yield from ((column.lower(), value) for column, value in _EQUAL.findall(text))
    for column, values in _LISTED.findall(text):
        yield from ((column.lower(), value) for value in _TEXT.findall(values))


@cache
def codes() -> Mapping[str, tuple[str, ...]]:
    """The codes of each column of packages that has some."""
    told = (*columns(REGISTER), *columns(REPORT))
    return {column.name: column.codes for column in told if column.codes}
