"""What a schema refuses, said as findings: unknown keys with the nearest known one, types, lists,
lengths and bounds.

jsonschema finds the errors; the words are in `codes`. Nothing here decides what is allowed.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import ValidationError

from kinerja.content import schema
from kinerja.content.yaml import Data
from kinerja.findings import Finding, Pointer, finding

_MOST = 200
"""Findings per file: enough to mend by, not so many that a hostile file floods the list."""

_Params = dict[str, object]


def findings(file: str, kind: str, data: Data) -> list[Finding]:
    """Everything in the data that its schema refuses."""
    found: list[Finding] = []
    for error in schema.errors(kind, data):
        found += _explained(file, kind, error)
        if len(found) >= _MOST:
            break
    return found or [finding(file, "schema-refused")]


def _explained(file: str, kind: str, error: ValidationError) -> Iterator[Finding]:
    pointer: Pointer = tuple(error.absolute_path)
    keyword = str(error.validator)
    if keyword in ("oneOf", "anyOf") and error.context:
        yield from _closest(file, kind, error)
    elif keyword == "additionalProperties" and isinstance(error.instance, dict):
        known = list(error.schema.get("properties", {}))
        for key in error.instance:
            if key not in known:
                params = {"key": key, "nearest": _nearest(key, known)}
                yield finding(file, "key-unknown", (*pointer, key), at_key=True, **params)
    elif keyword == "required":
        for key in error.validator_value:
            if key not in error.instance:
                title = (schema.at(kind, (*pointer, key)) or {}).get("title", key)
                yield finding(file, "key-missing", pointer, key=key, title=title)
    elif keyword == "propertyNames" or "propertyNames" in error.absolute_schema_path:
        yield finding(file, "key-malformed", pointer, key=error.instance)
    elif keyword == "type":
        yield finding(file, _type_code(error.validator_value), pointer, value=error.instance)
    elif keyword in _CODES:
        code, params = _CODES[keyword]
        told = {name: make(error) for name, make in params.items()}
        yield finding(file, code, pointer, value=error.instance, **told)
    else:
        yield finding(file, "schema-refused", pointer)


def _closest(file: str, kind: str, error: ValidationError) -> Iterator[Finding]:
    """Of several shapes the one whose type fits is explained, else that none does."""
    branches: dict[int, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(int(inner.schema_path[0]), []).append(inner)
    fitting = [
        inner
        for inner in branches.values()
        if not any(e.validator == "type" and not e.relative_path for e in inner)
    ]
    if len(fitting) == 1:
        for inner in fitting[0]:
            yield from _explained(file, kind, inner)
    else:
        yield finding(file, "shape-wrong", tuple(error.absolute_path), value=error.instance)


def _nearest(word: object, known: list[str]) -> str:
    close = difflib.get_close_matches(str(word), known, n=1, cutoff=0.5)
    return ", ".join(close or known)


def _options(error: ValidationError) -> str:
    options = [str(option) for option in error.validator_value]
    return _nearest(error.instance, options)


def _type_code(expected: object) -> str:
    """A wrong type has a code of its own for each type expected, so that its hint can teach."""
    return f"{expected}-expected" if isinstance(expected, str) else "shape-wrong"


def _limit(error: ValidationError) -> object:
    return error.validator_value


def _expected(error: ValidationError) -> str:
    return str(error.schema.get("x-pattern-message") or error.validator_value)


_CODES: dict[str, tuple[str, dict[str, Callable[[ValidationError], Any]]]] = {
    "enum": ("value-not-listed", {"options": _options}),
    "const": ("value-not-listed", {"options": _limit}),
    "pattern": ("value-malformed", {"expected": _expected}),
    "format": ("date-impossible", {}),
    "minimum": ("value-too-small", {"least": _limit}),
    "exclusiveMinimum": ("value-too-small", {"least": _limit}),
    "maximum": ("value-too-large", {"most": _limit}),
    "exclusiveMaximum": ("value-too-large", {"most": _limit}),
    "minLength": ("text-empty", {}),
    "maxLength": ("text-too-long", {"most": _limit}),
    "minItems": ("list-too-short", {"least": _limit}),
    "maxItems": ("list-too-long", {"most": _limit}),
    "minProperties": ("list-too-short", {"least": _limit}),
    "maxProperties": ("list-too-long", {"most": _limit}),
    "uniqueItems": ("list-repeats", {}),
}
