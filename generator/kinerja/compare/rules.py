"""Plans and rules value by value: what a changed object says now and said before.

Targets as they hold are `aims`'; package rows are `packages`'. Whether a value counts is told by
where it stands, not by what it did to a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from kinerja.compare.difference import Changed, Rule
from kinerja.compare.sides import Side
from kinerja.content.shape.objects import kind_of
from kinerja.findings import Pointer
from kinerja.numbers import plain

_COUNTING: Mapping[str, tuple[str, ...]] = {
    "indicator": (
        "area", "unit", "polarity", "variant", "natural_min", "natural_max", "formula", "source",
        "frequency", "period_consolidation", "unit_consolidation", "status", "valid_from",
        "valid_until", "policies",
    ),
    "target": ("baseline", "plan_end", "versions"),
    "weights": ("versions",),
    "policy": ("kind", "versions", "bands", "tables"),
    "organisation": ("policies",),
    "area": ("goal", "selector"),
    "mapping": ("areas",),
    "calendar": ("days",),
    "action-plan": ("actions",),
}  # fmt: skip
"""The keys of each kind that can change a figure; `words` of a formula cannot."""

_TEXTS = ("words", "name")
_UNTOLD = ("realization", "register", "measurement", "decision")
"""Kinds whose values are told as facts of packages or as figures."""

_OF_VERSION = ("version", "valid_from", "reason")
"""What a version says of itself and no other one does."""

_NAMES = (
    *("id", "version", "area", "package", "indicator"),
    *("date", "source", "status", "object", "role"),
)
"""Keys that name an item of a list; without any its place in the list does."""


def rules(
    base: Side, head: Side, objects: Sequence[Changed], sealed: Sequence[str]
) -> Iterator[Rule]:
    """The values that differ in objects that both sides have, by object and place."""
    before, after = dict(base.content.files()), dict(head.content.files())
    for one in objects:
        kind, id = kind_of(one.object), one.object.partition("/")[2]
        if one.change != "changed" or kind in _UNTOLD:
            continue
        new = dict(_flat(after.get(one.object)))
        old = _with_forerunners(dict(_flat(before.get(one.object))), new)
        for pointer in [*old, *(place for place in new if place not in old)]:
            is_name = pointer[0] == "versions" and pointer[-1] == "version"
            if is_name or old.get(pointer) == new.get(pointer):
                continue
            counts = _counts(kind, pointer)
            touched = _used_in(base, head, id, sealed) if counts and kind == "indicator" else ()
            yield Rule(one.object, pointer, old.get(pointer), new.get(pointer), counts, touched)


def stated(head: Side, objects: Sequence[Changed]) -> Iterator[Rule]:
    """What objects say that the base does not have, value by value."""
    after = dict(head.content.files())
    for one in objects:
        kind = kind_of(one.object)
        if one.change == "added" and kind not in _UNTOLD:
            for pointer, text in _flat(after.get(one.object), plain=False):
                yield Rule(one.object, pointer, None, text, _counts(kind, pointer))


def _with_forerunners(old: dict[Pointer, str], new: Mapping[Pointer, str]) -> dict[Pointer, str]:
    """The old values, and under each version that is new those of the last one before it."""
    known, now = ({p[1] for p in told if p[0] == "versions"} for told in (old, new))
    if not known:
        return old
    last = max(known, key=_in_order)
    shifted = {
        ("versions", version, *pointer[2:]): text
        for version in now - known
        for pointer, text in old.items()
        if pointer[:2] == ("versions", last) and pointer[-1] not in _OF_VERSION
    }
    return old | shifted


def _in_order(version: str | int) -> tuple[bool, str | int]:
    return isinstance(version, int), version


def _counts(kind: str, pointer: Pointer) -> bool:
    return pointer[0] in _COUNTING.get(kind, ()) and not any(step in _TEXTS for step in pointer)


def _used_in(base: Side, head: Side, indicator: str, sealed: Sequence[str]) -> tuple[str, ...]:
    """The sealed periods in which the indicator is due on either side."""
    due = {
        row.period
        for side in (base, head)
        for row in side.rows.of_indicator(indicator)
        if row.state != "not_scheduled"
    }
    return tuple(period for period in sealed if period in due)


def _flat(value: object, way: Pointer = (), *, plain: bool = True) -> Iterator[tuple[Pointer, str]]:
    """Every value of a record with its place; a short list of plain values is one value.

    Without the `plain` ones that hold where nothing is stated.
    """
    match value:
        case msgspec.Struct():
            for field in msgspec.structs.fields(value):
                told = getattr(value, field.name)
                if plain or field.required or told != field.default:
                    yield from _flat(told, (*way, field.encode_name), plain=plain)
        case Mapping():
            for key, child in value.items():
                yield from _flat(child, (*way, str(key)), plain=plain)
        case tuple() | list() if value and not _is_plain(value[0]):
            for place, child in enumerate(value):
                yield from _flat(child, (*way, _name(child, place)), plain=plain)
        case None:
            return
        case _:
            if value not in ((), [], ""):
                yield way, text_of(value)


def _name(item: object, place: int) -> str | int:
    if kinds := getattr(item, "kinds", None):  # a rule of the approval policy
        return text_of(kinds)
    for key in _NAMES:
        told = item.get(key) if isinstance(item, Mapping) else getattr(item, key, None)
        if isinstance(told, str | int | date):
            return told if isinstance(told, str | int) else told.isoformat()
    return place


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | Decimal | date)


def text_of(value: object) -> str:
    """A value as plain text: numbers without exponent, dates in ISO's form, ranges as `5..15`."""
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal() | int():
            return plain(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            numbers = all(isinstance(one, Decimal | int) for one in value)
            return (".." if numbers else ", ").join(text_of(one) for one in value)
        case _:
            return str(value)
