"""What a schema refuses, as jsonschema finds it: error by error, for data that failed.

`schema` says yes or no much faster, so this is only imported when something is wrong or drafted.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from kinerja.content.shape.schema import BASE, Schema, addressed, is_date
from kinerja.content.text.yaml import Data

_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or is_date(value)


@cache
def _registry() -> Registry[Any]:
    return Registry().with_resources(
        (address, DRAFT202012.create_resource(schema)) for address, schema in addressed()
    )


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(
        {"$ref": f"{BASE}{kind}.schema.json"}, registry=_registry(), format_checker=_FORMATS
    )


def errors(kind: str, data: Data) -> Iterator[ValidationError]:
    """What breaks the schema of a kind, as jsonschema sees it."""
    return cast(Iterator[ValidationError], _validator(kind).iter_errors(data))


def errors_of(part: Schema, data: Data, *pointer: str | int) -> Iterator[ValidationError]:
    """What breaks a part of a schema in data that stands at a pointer."""
    whole = {"$id": f"{BASE}part.schema.json", **part}
    validator = Draft202012Validator(whole, registry=_registry(), format_checker=_FORMATS)
    for error in validator.iter_errors(data):
        error.relative_path.extendleft(reversed(pointer))
        yield cast(ValidationError, error)


def fits(part: Schema, data: Data) -> bool:
    """Whether parsed data obeys a part of a schema."""
    return next(errors_of(part, data), None) is None
