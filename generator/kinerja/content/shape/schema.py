"""The schemas as the single source of truth: validators, columns and relations derived from them.

A fast validator says yes or no; only what fails is explained, by jsonschema in `refusals`. Rules
that no schema can say are in `rules` and `references`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import jsonschema_rs

from kinerja import resources
from kinerja.content.text.yaml import Data
from kinerja.findings import Pointer

Schema = dict[str, Any]

BASE = "https://kinerja.example/schemas/"
"""Never fetched: only the address against which relative references are resolved."""

_DATE_LENGTH = len("2026-06-30")


def is_date(value: str) -> bool:
    """Whether a text is a date of the calendar, in ISO's long form."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


@cache
def schemas() -> Mapping[str, Schema]:
    """All schemas by kind (`common` among them); references to a schema's own parts name it."""
    found: dict[str, Schema] = {}
    for path in sorted(resources.schemas().glob("*.schema.json"), key=lambda path: path.name):
        text = path.read_text("utf-8").replace('"$ref": "#/', f'"$ref": "{path.name}#/')
        found[path.name.removesuffix(".schema.json")] = json.loads(text)
    return found


@cache
def _shown() -> re.Pattern[str]:
    return re.compile(schemas()["common"]["$defs"]["shown"]["pattern"])


def is_shown(text: str) -> bool:
    """Whether a reader sees anything of a text: it is neither empty nor blanks and fillers only."""
    return bool(_shown().match(text))


@cache
def addressed() -> list[tuple[str, Schema]]:
    """All schemas with the addresses under which they refer to one another."""
    return [(f"{BASE}{kind}.schema.json", schema) for kind, schema in schemas().items()]


@cache
def _registry() -> jsonschema_rs.Registry:
    return jsonschema_rs.Registry(addressed())


def validator(part: Schema) -> jsonschema_rs.Draft202012Validator:
    """What says quickly whether data obeys a part of a schema."""
    whole = {"$id": f"{BASE}part.schema.json", **part}
    return jsonschema_rs.Draft202012Validator(whole, registry=_registry(), validate_formats=True)


@cache
def _quick(kind: str) -> jsonschema_rs.Draft202012Validator:
    return validator({"$ref": f"{kind}.schema.json"})


def is_valid(kind: str, data: Data) -> bool:
    """Whether parsed data of a kind obeys its schema."""
    return bool(_quick(kind).is_valid(data))


def title(kind: str) -> str:
    """What a kind of file is called, as an Indonesian msgid."""
    return str(schemas()[kind]["title"])


def resolve(schema: Schema) -> Schema:
    """The schema with its `$ref` followed; keys beside the reference win."""
    merged = dict(schema)
    while "$ref" in merged:
        target, _, way = str(merged.pop("$ref")).partition("#/")
        found: Any = schemas()[target.removesuffix(".schema.json")]
        for step in way.split("/"):
            found = found[step]
        merged = {**found, **merged}
    return merged


def type_of(schema: Schema) -> str:
    """The type of a resolved schema; of several the first."""
    stated = schema.get("type", "object")
    return str(stated if isinstance(stated, str) else stated[0])


def labels(schema: Schema) -> dict[str, str]:
    """What the codes of a resolved schema are called, in Indonesian; none where it has none."""
    return dict(zip(schema.get("enum", ()), schema.get("enumDescriptions", ()), strict=True))


def demanding(schema: Schema, key: str) -> Iterator[tuple[str, Data]]:
    """What makes a key of a resolved schema required: another key, with the value that does so."""
    for branch in schema.get("allOf", ()):
        if key in resolve(branch.get("then", {})).get("required", ()):
            for name, part in branch["if"].get("properties", {}).items():
                yield name, part.get("const")


def excluding(schema: Schema, data: Mapping[str, Data]) -> dict[str, str]:
    """The keys that may not stand in data of a resolved schema, and beside which key or value."""
    found: dict[str, str] = {}
    for branch in schema.get("allOf", ()):
        causes = [name for name in branch["if"].get("required", ()) if name in data]
        for name, part in branch["if"].get("properties", {}).items():
            if "const" in part:
                causes = [f"{name}: {data[name]}"] if data.get(name) == part["const"] else []
        for key, told in branch.get("then", {}).get("properties", {}).items():
            if told is False and key in data and causes:
                found.setdefault(key, causes[0])
    return found


def called(names: Mapping[str, str], word: object) -> str | None:
    """The code of which a word is the name, in capitals or not; None where it is none's."""
    codes = {name.lower(): code for code, name in names.items()}
    return codes.get(str(word).lower())


def at(kind: str, pointer: Pointer) -> Schema | None:
    """The schema of the value that a pointer names, references followed; None if undeclared."""
    schema: Schema | None = resolve(schemas()[kind])
    for step in pointer:
        if schema is None:
            return None
        if isinstance(step, int):
            found = schema.get("items")
        else:
            found = schema.get("properties", {}).get(step, _of_free_key(schema, step))
        schema = resolve(found) if isinstance(found, dict) else None
    return schema


def marked(kind: str, keyword: str, data: Data) -> Iterator[tuple[Pointer, Any, Data]]:
    """The values whose schema has a keyword: the place of each, what that says, the value."""
    for way, said in _marked(kind, keyword):
        for pointer, value in _along(data, way, ()):
            yield pointer, said, value


_Way = tuple[str | None, ...]
"""Keys on the way to a value; None stands for any item of a list or free key."""


@cache
def _marked(kind: str, keyword: str) -> tuple[tuple[_Way, Any], ...]:
    return tuple((way, told[keyword]) for way, told in ways(kind) if keyword in told)


def ways(kind: str) -> Iterator[tuple[_Way, Schema]]:
    """The schema of every value that a kind of file may have, from the whole inwards."""
    return _ways(schemas()[kind], ())


def _ways(schema: Schema, way: _Way) -> Iterator[tuple[_Way, Schema]]:
    told = resolve(schema)
    yield way, told
    for key, part in told.get("properties", {}).items():
        yield from _ways(part, (*way, key))
    for many in ("items", "additionalProperties"):
        if isinstance(told.get(many), dict):
            yield from _ways(told[many], (*way, None))


def _along(data: Data, way: _Way, pointer: Pointer) -> Iterator[tuple[Pointer, Data]]:
    if not way:
        yield pointer, data
    elif isinstance(data, list) and way[0] is None:
        for place, value in enumerate(data):
            yield from _along(value, way[1:], (*pointer, place))
    elif isinstance(data, dict):
        for key in data if way[0] is None else data.keys() & {way[0]}:
            yield from _along(data[key], way[1:], (*pointer, key))


def _of_free_key(schema: Schema, key: str) -> Any:  # noqa: ANN401 - a schema or what stands for one
    """The schema of a key that is not listed, where it may have the name that it has."""
    names = resolve(schema.get("propertyNames", {}))
    if re.search(names.get("pattern", ""), key):
        return schema.get("additionalProperties")
    return None


def without_nulls(kind: str, data: Data) -> Data:
    """The data without keys whose value is null, for `key: null` is not stated.

    Where the schema itself allows null (a cap that is off), null stays.
    """

    def pruned(value: Data, pointer: Pointer) -> Data:
        if isinstance(value, dict):
            return {
                key: pruned(child, (*pointer, key))
                for key, child in value.items()
                if child is not None or _keeps_null(at(kind, (*pointer, key)))
            }
        if isinstance(value, list):
            return [pruned(child, (*pointer, place)) for place, child in enumerate(value)]
        return value

    return pruned(data, ())


def with_dates(kind: str | None, data: Data) -> Data:
    """The data with dates instead of their ISO texts, where the schema of its kind asks for dates.

    So they are written without quotes. Without a kind every text that is a date becomes one.
    """

    @cache
    def asks_for_date(pointer: Pointer) -> bool:
        told = at(kind, pointer) if kind else {"format": "date"}
        return told is not None and told.get("format") == "date"

    def typed(value: Data, pointer: Pointer) -> Data:
        if isinstance(value, dict):
            return {key: typed(child, (*pointer, key)) for key, child in value.items()}
        if isinstance(value, list):
            return [typed(child, (*pointer, 0)) for child in value]
        dated = isinstance(value, str) and len(value) == _DATE_LENGTH and is_date(value)
        return date.fromisoformat(value) if dated and asks_for_date(pointer) else value

    return typed(data, ())


def _keeps_null(schema: Schema | None) -> bool:
    """An unknown key stays, to be told: a comma in unquoted text makes one without a value."""
    if schema is None:
        return True
    told = schema.get("type", ())
    return "null" in (told if isinstance(told, list) else [told])
