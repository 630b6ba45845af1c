"""Conditions in formulas that read otherwise than they are computed, or lack what all others ask.

As `compared` it only looks through their texts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kinerja.content.rules.compared import stripped, texts_of
from kinerja.findings import Finding, finding
from kinerja.model.content import Content

_TOKEN = re.compile(r"\w+|\S")
_ENDS = frozenset(("case", "when", "then", "else", "end", "where", ",", "(", ")"))
"""Where one condition ends and another begins."""

_USUAL = {
    "register_status": "register_status = 'active'",
    "exclusion_reason": "exclusion_reason IS NULL",
}
"""What nearly every formula asks of the packages it counts (domain §4)."""

_FEWEST, _MOST = 6, 0.75
"""How many formulas tell what is usual, and how many of them do it."""


def findings(content: Content) -> Iterator[Finding]:
    """What is doubtful in the conditions of formulas, each at its part."""
    for indicator in content.indicators.values():
        for part, text in texts_of(indicator.formula):
            if _is_mixed(text):
                file = content.file(f"indicators/{indicator.id}.yml")
                yield finding(file, "formula-mixed", ("formula", part))
    yield from _unlike(content)


def _is_mixed(text: str) -> bool:
    """Whether AND and OR stand beside each other in one condition, with no brackets between."""
    seen: list[set[str]] = [set()]
    ranges = 0
    for token in _TOKEN.findall(stripped(text)[0]):
        if token == "(":
            seen.append(set())
        elif token == ")" and len(seen) > 1:
            seen.pop()
        elif token in _ENDS:
            seen[-1].clear()
        elif token == "between":
            ranges += 1
        elif token == "and" and ranges:
            ranges -= 1
        elif token in ("and", "or"):
            seen[-1].add(token)
            if len(seen[-1]) > 1:
                return True
    return False


def _unlike(content: Content) -> Iterator[Finding]:
    """Formulas over packages that do not ask what nearly all others do."""
    told = {
        indicator.id: " ".join(stripped(text)[0] for _, text in texts_of(indicator.formula))
        for indicator in content.indicators.values()
        if indicator.source.kind == "packages" and indicator.formula.numerator
    }
    for column, usual in _USUAL.items():
        lacking = [id for id, text in told.items() if column not in text]
        count = len(told) - len(lacking)
        if len(told) >= _FEWEST and count >= _MOST * len(told):
            for id in lacking:
                yield finding(
                    content.file(f"indicators/{id}.yml"), "formula-unlike-others",
                    ("formula", "scope"), column=column, count=count, expected=usual,
                )  # fmt: skip
