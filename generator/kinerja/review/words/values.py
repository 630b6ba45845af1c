"""Values of plans and rules in words: where one stands by the schemas' titles, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from kinerja.compare.difference import Fact, Rule
from kinerja.content.shape import schema
from kinerja.content.shape.columns import REGISTER, REPORT, columns
from kinerja.content.shape.objects import REPORT as REPORT_OBJECT
from kinerja.content.shape.objects import kind_of
from kinerja.findings import Pointer
from kinerja.messages import mark as _
from kinerja.review.words.escaping import shown
from kinerja.review.words.speech import Speech
from kinerja.site import formats, words

_PERIOD = schema.resolve({"$ref": "common.schema.json#/$defs/period"})

_ROLES = frozenset((schema.at("people", ("people", 0, "roles", 0, "role")) or {})["enum"])

_KINDS = {kind: told["title"] for kind, told in schema.schemas().items() if "title" in told}
_KINDS[REPORT_OBJECT] = _("Laporan periode")

_YEARS = ("year", "version", "seed")
"""Whole numbers that name something, and are written without a mark of thousands."""


def place(speech: Speech, rule: Rule) -> str:
    """Where a value stands: `Rumus / Pembilang`."""
    return " / ".join(way(speech, rule.object, rule.pointer))


def way(speech: Speech, object_: str, pointer: Pointer) -> Iterator[str]:
    """The steps to a place in an object, in words."""
    for key, title, is_entry in words.steps(kind_of(object_), pointer):
        if is_entry:
            yield _named(speech, key)
        else:
            yield words.label(speech.language, title) if title else _named(speech, key)


def _named(speech: Speech, key: str) -> str:
    """A free key: an id of something that has a name, or a period."""
    names = speech.names
    if key in names.indicators:
        return speech.indicator(key)
    if key in names.people:
        return shown(names.people[key])
    if any(kind in _KINDS for kind in key.split(", ")):
        return ", ".join(
            words.label(speech.language, _KINDS.get(one, one)) for one in key.split(", ")
        )
    if key in _ROLES:
        return words.code(speech.language, "people", "people.0.roles.0.role", key)
    for known in (names.units, names.areas, names.goals):
        if key in known:
            return speech.name(known[key], key)
    try:
        return speech.period(key)
    except ValueError:
        return shown(key)


def value(speech: Speech, rule: Rule, text: str | None) -> str:
    """What stands there, as a reader of the language writes it."""
    if text is None:
        return speech(_("kosong"))
    kind = kind_of(rule.object)
    steps = (0 if one.is_entry else one.key for one in words.steps(kind, rule.pointer))
    told = schema.at(kind, tuple(steps)) or {}
    if told.get("type") == "boolean":
        return speech(_("ya") if text == "true" else _("tidak"))
    items = schema.resolve(told["items"]) if told.get("type") == "array" else {}
    for choice, codes in ((told, [text]), (items, text.split(", "))):
        if "enum" in choice:
            return ", ".join(_label(speech, choice, code) for code in codes)
    if told.get("pattern") == _PERIOD["pattern"]:
        return speech.period(text)
    if "x-relation" in told:
        return speech.related(told["x-relation"], text)
    if told.get("format") == "date":
        return formats.day(speech.language, date.fromisoformat(text))
    is_text = told.get("type") == "string" or rule.pointer[-1] in _YEARS
    if not is_text and _is_number(text):
        number = Decimal(text)
        if kind == "target":
            return speech.target(rule.object.split("/")[2], number)
        return formats.natural(speech.language, number)
    return shown(text)


def _label(speech: Speech, choice: schema.Schema, code: str) -> str:
    """What one of the codes of a schema is called; any other as it is."""
    labels = schema.labels(choice)
    return words.label(speech.language, labels[code]) if code in labels else shown(code)


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def fact(speech: Speech, told: Fact) -> tuple[str, str, str]:
    """A fact of a package: its title, what it was and what it is."""
    title = words.column_title(speech.language, told.name)
    return title, _fact(speech, told.name, told.before), _fact(speech, told.name, told.after)


def _fact(speech: Speech, name: str, text: str | None) -> str:
    if text is None:
        return speech(_("kosong"))
    types = {column.name: column.type for kind in (REPORT, REGISTER) for column in columns(kind)}
    read: object = text
    match types.get(name, ""):
        case "DATE":
            read = date.fromisoformat(text)
        case "BIGINT":
            read = int(text)
        case "BOOLEAN":
            read = text == "true"
        case "VARCHAR[]":
            read = [text]
        case kind if kind.startswith("DECIMAL"):
            read = Decimal(text)
    return shown(words.fact(speech.language, name, read))
