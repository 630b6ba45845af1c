"""Keys and numbers that are not there: which are missing, why they are required, how they are left.

What else a schema refuses is `explain`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from jsonschema import ValidationError

from kinerja.content.shape import schema
from kinerja.content.shape.layout import RECORDED, told_by_name
from kinerja.content.text import numerals
from kinerja.content.text.yaml import Data
from kinerja.findings import Finding, Pointer, finding

_NUMBERS = {"number", "integer"}
_MISSING = ("key-missing", "key-demanded")
_CHOSEN = {"any_of": "approval-rule-roles"}
"""Keys that are required only where another one that may stand for them is missing too."""


def missing(
    file: str, kind: str, pointer: Pointer, instance: Mapping[str, Data], wanted: Sequence[str]
) -> Iterator[Finding]:
    """Required keys that a part of a file lacks.

    What another key's value makes required is told there; while that one is missing itself,
    nobody knows what it will require.
    """
    if set(wanted) <= _CHOSEN.keys():
        listed = ", ".join(map(str, instance.get("kinds", ())))
        yield finding(file, _CHOSEN[wanted[0]], pointer, value=listed)
        return
    told = schema.at(kind, pointer) or {}
    for key in wanted:
        if key in instance:
            continue
        title = (schema.at(kind, (*pointer, key)) or {}).get("title", key)
        place = (*pointer, _beside(told, key, instance))
        causes = [] if key in told.get("required", ()) else list(schema.demanding(told, key))
        if kind in RECORDED:
            yield finding(file, "key-missing-record", place, at_key=True, key=key, title=title)
        elif not causes:
            yield finding(file, "key-missing", place, at_key=True, key=key, title=title)
        for name, value in causes if kind not in RECORDED else ():
            if instance.get(name) == value:
                cause = (*pointer, name)
                yield finding(
                    file, "key-demanded", cause, key=key, title=title, name=name, value=value
                )


def _beside(told: schema.Schema, key: str, instance: Mapping[str, Data]) -> str:
    """The key at whose place a missing one is told: in the schema's order that behind it."""
    order = list(told.get("properties", ()))
    place = order.index(key) if key in order else len(order)
    near = [*order[place + 1 :], *reversed(order[:place])]
    return next((one for one in near if one in instance), key)


def weighed(found: Sequence[Finding], stated: Data) -> Iterator[Finding]:
    """A key that is missing may be there: misspelt, which is told already, or without a value."""
    meant = {
        (*one.pointer[:-1], dict(one.params)["nearest"])
        for one in found
        if one.code == "key-unknown"
    }
    for one in found:
        place = (*one.pointer[:-1], dict(one.params).get("key", ""))
        if one.code not in _MISSING:
            if one.code != "number-blank" or (*one.pointer, "value") not in meant:
                yield one
        elif place not in meant:
            code = "list-blank" if _may_be_empty(one, place) else "key-blank"
            blank = replace(one, code=code, pointer=place, at_key=False)
            yield blank if _is_there(stated, place) else one


def _may_be_empty(one: Finding, pointer: Pointer) -> bool:
    """Whether a key may hold a list of nothing."""
    file = told_by_name(one.file)
    told = (schema.at(file[0], pointer) if file else None) or {}
    return told.get("type") == "array" and not told.get("minItems")


def _is_there(data: Data, pointer: Pointer) -> bool:
    for step in pointer[:-1]:
        data = data[step]
    return pointer[-1] in data


def left_blank(file: str, kind: str, error: ValidationError) -> list[Finding]:
    """A number that is not there, or a text in its place that says so; empty for other errors."""
    told: Any = error.instance
    wanted: Any = error.validator_value
    pointer = tuple(error.absolute_path)
    if error.validator == "required" and "else" in error.absolute_schema_path:
        parts = [schema.at(kind, (*pointer, key)) or {} for key in wanted]
        are_numbers = all(_takes_number(part.get("type", "")) for part in parts)
        # Nor are those there that may stand for it.
        blank = are_numbers and not any(key in told for key in wanted)
    else:
        blank = error.validator == "type" and _takes_number(wanted) and numerals.is_blank(told)
    value = told if isinstance(told, str) and told else "–"
    return [finding(file, "number-blank", pointer, value=value)] if blank else []


def _takes_number(types: str | list[str]) -> bool:
    return bool(_NUMBERS.intersection([types] if isinstance(types, str) else types))
