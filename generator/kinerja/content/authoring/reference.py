"""The reference of content, made from the schemas: every key of every kind, with a valid example.

Without a language: titles, descriptions, types and labels are texts to be translated where they
are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import NullTranslations

from kinerja.content.authoring.drafting import EXAMPLE_YEAR, draft
from kinerja.content.authoring.known import Known
from kinerja.content.shape import schema
from kinerja.content.shape.layout import LAYOUT, names, place_of
from kinerja.content.shape.schema import Schema
from kinerja.messages import mark as _

_TYPES = {
    "string": _("teks"),
    "integer": _("bilangan bulat"),
    "number": _("desimal"),
    "boolean": _("true atau false"),
    "object": _("beberapa isian"),
    "array": _("daftar"),
    "null": _("null"),
    "date": _("tanggal"),
    "map": _("pasangan kunci dan nilai"),
}
_EXAMPLES: Mapping[str, str] = {
    "id": "contoh",
    "indicator": "contract-on-time",
    "unit": "biro-umum",
    "year": str(EXAMPLE_YEAR),
    "period": f"{EXAMPLE_YEAR}-Q2",
    "source": "unit-satisfaction",
    "slug": "realization--biro-umum--2026-q1",
    "n": "1",
}
_PEOPLE = Known(ids={"person": ("rina-k", "budi-s", "siti-r", "wulan-p")})
"""Several, because who verifies is not who provides, and who audits is neither."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: `path` from the top (`versions[].trajectory`), `types` in words, any one of them.

    `values` are the allowed codes with their labels; `relation` is what the value is the id of;
    `unit` is that of the number.
    """

    path: str
    title: str
    is_required: bool
    types: tuple[str, ...]
    description: str
    values: tuple[tuple[str, str], ...]
    relation: str | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """One kind of content: where its files lie, and their keys, each before its own parts."""

    kind: str
    place: str
    title: str
    description: str
    keys: tuple[Key, ...]


def references() -> tuple[Reference, ...]:
    """Every kind of content, in the order of the layout."""
    return tuple(_reference(kind) for kind in LAYOUT)


def example(kind: str, translations: NullTranslations) -> tuple[str, str]:
    """The path and the text of a valid file of a kind, its comments in a language."""
    keys = {name: _EXAMPLES[name] for name in names(kind)}
    return place_of(kind, keys), draft(kind, keys, translations, _PEOPLE)


def _reference(kind: str) -> Reference:
    told = schema.resolve(schema.schemas()[kind])
    return Reference(kind, LAYOUT[kind], told["title"], told["description"], tuple(_keys(told, "")))


def _keys(told: Schema, way: str) -> Iterator[Key]:
    required = told.get("required", ())
    for name, stated in told.get("properties", {}).items():
        part = schema.resolve(stated)
        path = f"{way}{name}"
        inner, mark = _inner(part)
        listed = inner if "enum" in inner or "x-relation" in inner else part
        yield Key(
            path,
            part["title"],
            name in required,
            _types(part),
            part["description"],
            tuple(schema.labels(listed).items()),
            listed.get("x-relation"),
            part.get("x-unit"),
        )
        yield from _keys(inner, f"{path}{mark}.")


def _inner(told: Schema) -> tuple[Schema, str]:
    """What a value is made of: the entries of a list, the values of free keys, else itself."""
    if "items" in told and "array" in told.get("type", ()):
        return schema.resolve(told["items"]), "[]"
    if isinstance(told.get("additionalProperties"), dict):
        return schema.resolve(told["additionalProperties"]), ".*"
    return told, ""


def _types(told: Schema) -> tuple[str, ...]:
    if told.get("format") == "date":
        return (_TYPES["date"],)
    if isinstance(told.get("additionalProperties"), dict):
        return (_TYPES["map"],)
    stated = told.get("type", "object")
    return tuple(_TYPES[name] for name in ([stated] if isinstance(stated, str) else stated))
