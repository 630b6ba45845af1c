"""The few expressions that our workflows use, evaluated as GitHub does; anything else is an error.

Strings in single quotes, property paths, `==`, `!=`, `!`, `&&`, `||`, brackets, and the functions
of a job's state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

Contexts = Mapping[str, Any]

STATE_FUNCTIONS = ("success", "failure", "cancelled", "always")

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<path>[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)"
    r"|(?P<sign>==|!=|&&|\|\||[!()]))"
)
_INSERTED = re.compile(r"\$\{\{(.*?)\}\}")


class UnknownExpressionError(AssertionError):
    """A workflow uses what the executor does not know, so nothing is known of what it does."""


def filled(text: Any, contexts: Contexts) -> Any:
    """A value of a workflow with its `${{ … }}` replaced; what is no text stays as it is."""
    if not isinstance(text, str):
        return text
    return _INSERTED.sub(lambda found: shown(value(found[1], contexts)), text)


def condition(text: str | None, contexts: Contexts) -> bool:
    """Whether a job or step runs: as its `if` says, and only after success unless it says so."""
    if text is None:
        return truth(contexts["success"]())
    inner = re.fullmatch(r"\s*\$\{\{(.*)\}\}\s*", text)
    told = inner[1] if inner else text
    says_when = any(re.search(rf"\b{name}\(", told) for name in STATE_FUNCTIONS)
    return (says_when or contexts["success"]()) and truth(value(told, contexts))


def value(text: str, contexts: Contexts) -> Any:
    """The value of one expression."""
    tokens = list(_tokens(text))
    reader = _Reader(tokens, contexts)
    told = reader.either()
    if reader.at < len(tokens):
        raise UnknownExpressionError(text)
    return told


def shown(told: Any) -> str:
    """A value as it is put into a text."""
    if told is None:
        return ""
    return str(told).lower() if isinstance(told, bool) else str(told)


def truth(told: Any) -> bool:
    """What counts as true."""
    return told not in (None, False, "", 0)


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match or not match.lastgroup:
            raise UnknownExpressionError(text)
        found.append((match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


class _Reader:
    """Reads by precedence: either, both, equality, not, a single value."""

    def __init__(self, tokens: list[tuple[str, str]], contexts: Contexts) -> None:
        self.tokens, self.contexts, self.at = tokens, contexts, 0

    def either(self) -> Any:
        return self._joined("||", self.both, truth)

    def both(self) -> Any:
        return self._joined("&&", self.equality, lambda left: not truth(left))

    def equality(self) -> Any:
        left = self.single()
        while self._next("==") or self._next("!="):
            is_equal = self.tokens[self.at - 1][1] == "=="
            right = self.single()
            left = (shown(left).lower() == shown(right).lower()) is is_equal
        return left

    def single(self) -> Any:
        if self._next("!"):
            return not truth(self.single())
        if self._next("("):
            told = self.either()
            self._expect(")")
            return told
        kind, text = self._take()
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "path":
            return self._call(text) if self._next("(") else self._looked_up(text)
        raise UnknownExpressionError(text)

    def _joined(self, sign: str, part: Callable[[], Any], is_settled: Callable[[Any], bool]) -> Any:
        left = part()
        while self._next(sign):
            right = part()
            left = left if is_settled(left) else right
        return left

    def _call(self, name: str) -> Any:
        self._expect(")")
        if name not in STATE_FUNCTIONS:
            raise UnknownExpressionError(f"{name}()")
        return self.contexts[name]()

    def _looked_up(self, path: str) -> Any:
        told: Any = self.contexts
        for name in path.split("."):
            if not isinstance(told, Mapping) or name not in told:
                raise UnknownExpressionError(f"{path}: nothing says what it is here")
            told = told[name]
        return told

    def _next(self, sign: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] == ("sign", sign):
            self.at += 1
            return True
        return False

    def _expect(self, sign: str) -> None:
        if not self._next(sign):
            raise UnknownExpressionError(f"{sign} is missing")

    def _take(self) -> tuple[str, str]:
        if self.at >= len(self.tokens):
            raise UnknownExpressionError("the expression ends early")
        self.at += 1
        return self.tokens[self.at - 1]
