"""What a schema refuses, said as findings: unknown keys, types, lists, lengths and bounds.

jsonschema finds the errors; the words are in `codes`. Nothing here decides what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jsonschema import ValidationError

from kinerja.content import schema
from kinerja.content.yaml import Data
from kinerja.findings import Finding, Pointer, finding, nearest

_MOST = 200
"""Findings per file: enough to mend by, not so many that a hostile file floods the list."""


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
    keyword, wanted, told = str(error.validator), _wanted(error), _told(error)
    instance: Any = error.instance
    if keyword == "additionalProperties":
        known = list(told.get("properties", {}))
        for key in instance:
            if key not in known:
                close = nearest(key, known)
                place = (*pointer, key)
                yield finding(file, "key-unknown", place, at_key=True, key=key, nearest=close)
    elif keyword == "required":
        for key in wanted:
            if key not in instance:
                title = (schema.at(kind, (*pointer, key)) or {}).get("title", key)
                yield finding(file, "key-missing", pointer, key=key, title=title)
    elif keyword == "propertyNames" or "propertyNames" in error.absolute_schema_path:
        yield finding(file, "key-malformed", pointer, key=instance)
    elif keyword == "type":
        yield finding(file, _type_code(wanted), pointer, value=instance)
    elif keyword in _CODES:
        code, params = _CODES[keyword]
        shown = {name: make(error) for name, make in params.items()}
        yield finding(file, code, pointer, value=instance, **shown)
    else:
        yield finding(file, "schema-refused", pointer)


def _wanted(error: ValidationError) -> Any:  # noqa: ANN401 - whatever the keyword's value is
    return error.validator_value


def _told(error: ValidationError) -> schema.Schema:
    return error.schema if isinstance(error.schema, dict) else {}


def _options(error: ValidationError) -> str:
    return nearest(error.instance, (str(option) for option in _wanted(error)))


def _type_code(expected: object) -> str:
    """A wrong type has a code of its own for each type expected, so that its hint can teach."""
    return f"{expected}-expected" if isinstance(expected, str) else "shape-wrong"


def _limit(error: ValidationError) -> object:
    return _wanted(error)


def _expected(error: ValidationError) -> str:
    return str(_told(error).get("x-pattern-message") or _wanted(error))


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
