"""What a schema refuses, said as findings: unknown keys, types, lists, lengths and bounds.

jsonschema finds the errors; the words are in `codes`. Nothing here decides what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from jsonschema import ValidationError

from kinerja.content.meant import absent, guessing, misnamed, typed
from kinerja.content.shape import refusals, schema
from kinerja.content.shape.layout import LAYOUT, glob_of
from kinerja.content.text.yaml import Data
from kinerja.findings import Finding, Pointer, finding, whole

_MOST = 200
"""Findings per file: enough to mend by, not so many that a hostile file floods the list."""

_OF_TEXT = ("pattern", "format", "minLength")
_OF_A_VALUE = (
    "enum", "const", "type", *_OF_TEXT, "minimum", "exclusiveMinimum", "maximum",
    "exclusiveMaximum", "maxLength",
)  # fmt: skip
"""What a schema asks of a single value, what teaches most first."""

_DATE_FORM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def findings(file: str, kind: str, data: Data, stated: Data) -> list[Finding]:
    """Everything in the data that its schema refuses; `stated` has the keys without a value too."""
    other = _other_kind(kind, data)
    if other:
        title, expected, place = schema.title(other), schema.title(kind), glob_of(other)
        return [whole(
            finding(file, "file-other-kind", title=title, expected=expected, place=place)
        )]  # fmt: skip
    found: list[Finding] = []
    refused = _errors(kind, data)
    for _place, errors in groupby(refused, key=lambda error: tuple(error.absolute_path)):
        for error in _telling(errors):
            found += islice(
                absent.left_blank(file, kind, error) or _explained(file, kind, error, data), _MOST
            )
        if len(found) >= _MOST:
            break
    told = dict.fromkeys(absent.weighed(found, stated))  # what excludes two keys says so twice
    return list(told) or [finding(file, "schema-refused")]


def _other_kind(kind: str, data: Data) -> str | None:
    """The kind of file that the data are without a fault, where this one has other keys."""
    if all(schema.at(kind, (key,)) for key in data):
        return None
    return next((other for other in LAYOUT if schema.is_valid(other, data)), None)


def _errors(kind: str, data: Data) -> Iterator[ValidationError]:
    """As jsonschema finds them; of long lists it is only shown what the fast validator refuses.

    A register has thousands of rows of which one is wrong, and jsonschema takes its time for each.
    """
    short = _within(kind, data, ())
    for key, told in _long_lists(kind, short):
        rows, fits = short[key], schema.validator(told["items"]).is_valid
        wrong = {place for place, row in enumerate(rows) if not fits(row)}
        sound = [row for place, row in enumerate(rows[:_LONG]) if place not in wrong]
        if sound:
            short = {**short, key: sound}
            by_itself = {name: part for name, part in told.items() if name != "items"}
            yield from refusals.errors_of(by_itself, rows, key)
            for place in islice(sorted(wrong), _MOST):
                yield from refusals.errors_of(told["items"], rows[place], key, place)
    yield from refusals.errors(kind, short)


_LONG = 100
"""Entries of a list of which not each is shown to jsonschema."""


def _within(kind: str, data: Data, pointer: Pointer) -> Data:
    """The data without what lies beyond the greatest length of a list, but for one entry."""
    if isinstance(data, dict):
        return {key: _within(kind, value, (*pointer, key)) for key, value in data.items()}
    if not isinstance(data, list):
        return data
    told = schema.at(kind, pointer) if len(data) > _LONG else None
    most = told.get("maxItems") if told else None
    kept = data if most is None else data[: most + 1]
    return [_within(kind, item, (*pointer, place)) for place, item in enumerate(kept)]


def _long_lists(kind: str, data: Data) -> Iterator[tuple[str, schema.Schema]]:
    """The keys whose values are long lists, and what the schema says of those."""
    for key, value in data.items():
        told = schema.at(kind, (key,)) if isinstance(value, list) and len(value) > _LONG else None
        if told and {"items", "maxItems"} <= told.keys():
            yield key, told


def _telling(errors: Iterator[ValidationError]) -> Iterator[ValidationError]:
    """Of the errors at one place, those that say something of their own.

    A date in other words breaks a pattern, a format and a length with one slip: only what comes
    first in `_OF_A_VALUE` is told of a value. Malformed keys of one mapping are slips each.
    """
    slips: list[ValidationError] = []
    for error in islice(errors, _MOST):
        of_key = "propertyNames" in error.absolute_schema_path
        if error.validator in _OF_A_VALUE and not of_key:
            slips.append(error)
        else:
            yield error
    if slips:
        yield min(slips, key=lambda error: _OF_A_VALUE.index(str(error.validator)))


def _explained(file: str, kind: str, error: ValidationError, data: Data) -> Iterator[Finding]:
    pointer: Pointer = tuple(error.absolute_path)
    keyword, wanted, told = str(error.validator), _wanted(error), _told(error)
    instance: Any = error.instance
    if keyword == "additionalProperties":
        known = told.get("properties", {})
        for key in instance:
            if key not in known:
                yield _unknown(file, pointer, key, instance, known)
    elif keyword == "required":
        yield from absent.missing(file, kind, pointer, instance, wanted)
    elif keyword == "propertyNames" or "propertyNames" in error.absolute_schema_path:
        yield finding(file, "key-malformed", pointer, key=instance)
    elif error.schema is False:
        yield from _excluded(file, kind, pointer, data)
    else:
        yield _of_value(file, kind, pointer, keyword, error)


def _excluded(file: str, kind: str, pointer: Pointer, data: Data) -> Iterator[Finding]:
    """Keys of a part of the data that may not stand beside another one, told at the first.

    jsonschema names the part they stand in, and not the keys.
    """
    for step in pointer:
        data = data[step]
    beside = schema.excluding(schema.at(kind, pointer) or {}, data)
    if beside:
        first = next(iter(beside))
        yield finding(
            file, "key-excluded", (*pointer, first), at_key=True,
            key=", ".join(beside), name=beside[first],
        )  # fmt: skip


def _unknown(
    file: str, pointer: Pointer, key: str, instance: Mapping[str, Data], known: Mapping[str, Any]
) -> Finding:
    """A key that is not known, with the one that is meant, or those that may be."""
    names = guessing.names_of_keys(known)
    open_names = {name: title for name, title in names.items() if name not in instance} or names
    close = guessing.meant(key, names, lambda name: refusals.fits(known[name], instance[key]))
    options = [close] if close else guessing.possible(key, open_names)
    told = close if close and guessing.is_slip(key, close) else guessing.listed(options, names)
    place = (*pointer, key)
    return finding(
        file, "key-unknown", place, at_key=True, key=key, nearest=close, options=told or "–"
    )


def _of_value(
    file: str, kind: str, pointer: Pointer, keyword: str, error: ValidationError
) -> Finding:
    """What a schema refuses of one value; a date lacks its form, or does not exist."""
    instance: Any = error.instance
    if _told(error).get("format") == "date":
        exists = schema.is_date(str(instance)) or not _DATE_FORM(str(instance))
        keyword = "pattern" if exists else "format"
    if keyword == "type":
        return typed.of_type(file, pointer, error)
    if keyword in _OF_TEXT and not schema.is_shown(str(instance)):
        return finding(file, "text-empty", pointer)
    if keyword == "pattern" and _is_id(kind, pointer):
        if isinstance(pointer[-1], int) and (ids := guessing.joined_ids(str(instance))):
            return finding(file, "ids-joined", pointer, value=instance, meant=", ".join(ids))
        if near := guessing.as_id(str(instance)):
            return finding(file, misnamed.CODE, pointer, value=instance, nearest=near)
    if keyword not in _CODES:
        return finding(file, "schema-refused", pointer)
    code, params = _CODES[keyword]
    shown = {name: make(error) for name, make in params.items()}
    if keyword == "uniqueItems" and (place := _repeated(instance)):
        pointer, instance = (*pointer, place), instance[place]
    return finding(file, code, pointer, value=instance, **shown)


def _is_id(kind: str, pointer: Pointer) -> bool:
    told, id = schema.at(kind, pointer) or {}, schema.schemas()["common"]["$defs"]["id"]
    return bool(told.get("pattern") == id["pattern"])


def _repeated(items: Sequence[object]) -> int | None:
    """The place of the first item that has been there before."""
    seen: set[str] = set()
    for place, item in enumerate(map(repr, items)):
        if item in seen:
            return place
        seen.add(item)
    return None


def _wanted(error: ValidationError) -> Any:  # noqa: ANN401 - whatever the keyword's value is
    return error.validator_value


def _told(error: ValidationError) -> schema.Schema:
    return error.schema if isinstance(error.schema, dict) else {}


def _options(error: ValidationError) -> str:
    """The code that was meant, by itself, by its name or a word of it, else those there are."""
    labels = schema.labels(schema.resolve(_told(error)))
    names = {str(code): labels.get(code, "") for code in _wanted(error)}
    word = str(error.instance)
    if len(several := word.replace(",", " ").split()) > 1 and all(one in names for one in several):
        return ", ".join(several)
    close = guessing.meant(word, names)
    return guessing.listed([close] if close else guessing.possible(word, names), names)


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
