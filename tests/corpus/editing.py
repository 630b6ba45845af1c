"""Changes to the data of a file, with the line on which each one lands.

A sign is put where the change shall be, the file is written, and the sign is replaced by the text
of the change: so anything can be written there, also what no writer of YAML would write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

from corpus.mutation import Accepted, Case, Rejected
from corpus.tree import Tree, base
from kinerja.content.shape import refusals, schema
from kinerja.content.text.write import dump

Pointer = tuple[str | int, ...]
SIGN = "Zqsignhere"
"""A word that no file holds and that is written without quotes."""

MISSING = object()
"""In place of a value: the key is deleted."""


@dataclass(frozen=True)
class Place:
    """A value of a file that its schema knows, whether it is there or not.

    `field` is the way to it without places in lists and names in maps: the same for all rows.
    """

    path: str
    kind: str
    pointer: Pointer
    schema: schema.Schema
    value: Any
    is_key: bool

    @property
    def is_there(self) -> bool:
        return self.value is not MISSING

    @property
    def field(self) -> str:
        return "/".join(str(step) for step in self.pointer if isinstance(step, str))


# --- places ------------------------------------------------------------------------------------


@cache
def places() -> tuple[Place, ...]:
    """Every value that a schema declares, in every file of the tree; of lists the first two."""
    tree = base()
    return tuple(
        place
        for path, kind in tree.kinds.items()
        for place in _within(
            path, kind, (), schema.resolve(schema.schemas()[kind]), tree.data[path]
        )
    )


def _within(
    path: str, kind: str, pointer: Pointer, told: schema.Schema, value: Any
) -> Iterator[Place]:
    if isinstance(value, dict):
        properties = told.get("properties", {})
        free = told.get("additionalProperties")
        names = [*properties, *(name for name in value if name not in properties)]
        for name in names:
            inner = schema.resolve(properties.get(name, free))
            found = value.get(name, MISSING)
            place = (*pointer, name)
            yield Place(path, kind, place, inner, found, name in properties)
            yield from _within(path, kind, place, inner, found)
    elif isinstance(value, list):
        inner = schema.resolve(told["items"])
        for number, item in enumerate(value[:2]):
            place = (*pointer, number)
            yield Place(path, kind, place, inner, item, is_key=False)
            yield from _within(path, kind, place, inner, item)


def choose(rng: Random, found: Sequence[Place]) -> Place:
    """One of the places, every kind of file and every field of it as likely as the others."""
    kind = rng.choice(sorted({place.kind for place in found}))
    of_kind = [place for place in found if place.kind == kind]
    field = rng.choice(sorted({place.field for place in of_kind}))
    return rng.choice([place for place in of_kind if place.field == field])


@cache
def fitting(**wanted: Any) -> tuple[Place, ...]:
    """The places whose schema says this: `fitting(format="date")`."""
    return tuple(
        place
        for place in places()
        if all(place.schema.get(key) == value for key, value in wanted.items())
    )


@cache
def free_texts() -> tuple[Place, ...]:
    """The places that take any words of a person; where nothing stands, a text may be put."""
    sentence = "Kata-kata bebas, dengan tanda <b> & [kurung] | {kurawal}"
    return tuple(
        place
        for place in places()
        if refusals.fits(place.schema, sentence)
        and place.pointer[-1] not in ("scope", "numerator", "denominator")
        and (
            place.is_there
            or schema.is_valid(place.kind, put(base(), place.path, place.pointer, sentence))
        )
    )


def at(path: str, *pointer: str | int) -> Place:
    """The place at the end of a way; a key that no schema declares has one, too."""
    found = (place for place in places() if (place.path, place.pointer) == (path, pointer))
    return next(found, Place(path, base().kinds[path], pointer, {}, MISSING, is_key=True))


def takes(place: Place, text: str) -> bool:
    """Whether a text obeys the schema of a place for free text."""
    told = place.schema
    return len(text) <= told["maxLength"] and bool(re.search(told.get("pattern", ""), text))


# --- changes -----------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """Data as the reader gives them: dates are their text, nothing stands for what is null."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def put(tree: Tree, path: str, pointer: Pointer, value: Any) -> Any:
    """The plain data of a file with one value set or, if `MISSING`, its key deleted."""
    return put_in(tree.data[path], pointer, value)


def put_in(data: Any, pointer: Pointer, value: Any) -> Any:
    """A plain copy of data with one value set or, if `MISSING`, its key deleted."""
    whole = plain(data)
    inner = whole
    for step in pointer[:-1]:
        inner = inner[step]
    if value is MISSING:
        del inner[pointer[-1]]
    else:
        inner[pointer[-1]] = value
    return whole


def written(data: Any, path: str) -> str:
    """Plain data as canonical text."""
    return dump(schema.with_dates(base().kinds[path], data))


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which a part of a text begins."""
    return text.count("\n", 0, text.index(part)) + 1


def planted(tree: Tree, place: Place, raw: str) -> tuple[str, int]:
    """The file with this text as the place's value, and the line on which it stands."""
    text = written(put(tree, place.path, place.pointer, SIGN), place.path)
    return text.replace(SIGN, raw), line_of(text, SIGN)


def key_line(tree: Tree, path: str, pointer: Pointer) -> int:
    """The line on which a key stands; of a block the one below, at which its first part stands."""
    inner: Any = plain(tree.data[path])
    for step in pointer:
        inner = inner.get(step) if isinstance(inner, dict) else inner[step]
    return line_of(written(put(tree, path, pointer, signed(inner)), path), SIGN)


def signed(value: Any) -> Any:
    """The sign in place of a value, or in it where it is a block and has to stay one."""
    if isinstance(value, list) and value:
        return [SIGN, *value[1:]] if not isinstance(value[0], dict) else [{SIGN: 1, **value[0]}]
    return {SIGN: 1, **value} if isinstance(value, dict) and value else SIGN


def rejected(path: str, text: str | bytes, *lines: int) -> Case:
    """A case of one file that is wrong at one of these lines."""
    data = text.encode() if isinstance(text, str) else text
    return Case({path: data}, Rejected(path, lines))


def accepted(path: str, text: str, data: Any, shown: str | None = None) -> Case:
    """A case of one file that is right and means these data."""
    return Case({path: text.encode()}, Accepted({path: data}), shown)


def same(tree: Tree, path: str, text: str | bytes) -> Case:
    """A case in which the file means what it meant."""
    data = text.encode() if isinstance(text, str) else text
    return Case({path: data}, Accepted({path: plain(tree.data[path])}))


def meaning(tree: Tree, place: Place, raw: str, means: Any) -> Case:
    """A case in which this text as a value means these data."""
    text, _line = planted(tree, place, raw)
    return accepted(place.path, text, put(tree, place.path, place.pointer, means))


def refused(tree: Tree, place: Place, raw: str) -> Case:
    """A case in which this text as a value is wrong."""
    text, line = planted(tree, place, raw)
    return rejected(place.path, text, line)


def quoted(text: str) -> str:
    """A text between double quotes, as YAML takes it; only what must be escaped is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


# --- places to put a trap ----------------------------------------------------------------------


def any_file(rng: Random, tree: Tree) -> str:
    """The path of some file."""
    return rng.choice(list(tree.texts))


def some_text(rng: Random) -> Place:
    """A free text that is there."""
    return choose(rng, [place for place in free_texts() if place.is_there])


def some_number(rng: Random) -> Place:
    """A number that is there."""
    numbers = [*fitting(type="number"), *fitting(type="integer")]
    return choose(rng, [place for place in numbers if place.is_there])


def inserted(rng: Random, tree: Tree, more: str) -> Case:
    """Lines put between two keys of the top; wrong at the first of them or at what follows."""
    path = any_file(rng, tree)
    lines = tree.texts[path].splitlines(keepends=True)
    tops = [number for number, line in enumerate(lines) if number and line[0].isalpha()]
    place = rng.choice([*tops, len(lines)])
    text = "".join([*lines[:place], more, *lines[place:]])
    return rejected(path, text, place + 1, place + more.count("\n"))


def appended(rng: Random, tree: Tree, more: str) -> Case:
    """Lines at the end of a file; wrong at the first of them."""
    path = any_file(rng, tree)
    text = tree.texts[path]
    return rejected(path, text + more, text.count("\n") + 1)
