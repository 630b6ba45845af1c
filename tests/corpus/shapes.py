"""Data that a schema refuses, wherever a schema has something to refuse.

All of it follows from the schemas: a new field is covered from the day it is declared.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any

from corpus.editing import (
    MISSING,
    SIGN,
    Place,
    accepted,
    at,
    choose,
    fitting,
    key_line,
    line_of,
    places,
    plain,
    planted,
    put,
    put_in,
    quoted,
    refused,
    rejected,
    signed,
    written,
)
from corpus.mutation import Case, kind
from corpus.tree import Tree, base
from kinerja.content.shape import refusals, schema

_VALUES: dict[str, Any] = {
    "5": 5,
    "-5": -5,
    "true": True,
    '"5"': "5",
    "teks salah": "teks salah",
    "[]": [],
    "[5]": [5],
    "[{a: b}]": [{"a": "b"}],
    "{}": {},
    "{a: b}": {"a": "b"},
}
"""Values of every type, as they are written and as they are read."""


@kind
def wrong_type(rng: Random, tree: Tree) -> Case:
    place = choose(rng, places())
    told = place.schema.get("type", "object")
    types = told if isinstance(told, list) else [told]
    wrong = [raw for raw, value in _VALUES.items()
             if _type(value) not in types and not refusals.fits(place.schema, value)]  # fmt: skip
    return refused(tree, place, rng.choice(wrong))


def _type(value: Any) -> str:
    names = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}
    return names[type(value)]


@kind
def number_between_quotes(rng: Random, tree: Tree) -> Case:
    numbers = [*fitting(type="number"), *fitting(type="integer")]
    return refused(tree, choose(rng, numbers), rng.choice(['"5"', "'5'", '"0"', '"81.25"']))


@kind
def fraction_where_a_whole_number_must_be(rng: Random, tree: Tree) -> Case:
    return refused(tree, choose(rng, fitting(type="integer")), rng.choice(["1.5", "0.01", "-2.75"]))


@kind
def number_below_its_least(rng: Random, tree: Tree) -> Case:
    place = choose(rng, [place for place in places() if "minimum" in place.schema])
    least = place.schema["minimum"]
    return refused(tree, place, str(least - rng.choice([1, 10**6])))


@kind
def number_above_its_most(rng: Random, tree: Tree) -> Case:
    place = choose(rng, [place for place in places() if "maximum" in place.schema])
    most = place.schema["maximum"]
    return refused(tree, place, str(most + rng.choice([1, 10**18])))


@kind
def word_not_on_the_list(rng: Random, tree: Tree) -> Case:
    place = choose(rng, [place for place in places() if "enum" in place.schema])
    word = rng.choice(place.schema["enum"])
    return refused(tree, place, rng.choice([f"{word}x", word.upper(), f'"{word} "', "lain", '""']))


@kind
def text_that_breaks_its_pattern(rng: Random, tree: Tree) -> Case:
    place = choose(rng, [place for place in places() if "pattern" in place.schema])
    texts = [" x", "x ", "a  b\n", "A B!", "\u00e9\u00df", "x\ty", "../x", "a/b"]
    wrong = [text for text in texts if not refusals.fits(place.schema, text)]
    return refused(tree, place, quoted(rng.choice(wrong)).replace("\t", "\\t"))


@kind
def empty_text(rng: Random, tree: Tree) -> Case:
    texts = [place for place in places() if place.schema.get("type") == "string"]
    return refused(tree, choose(rng, texts), rng.choice(['""', "''"]))


@kind
def text_longer_than_allowed(rng: Random, tree: Tree) -> Case:
    place = choose(rng, [place for place in places() if "maxLength" in place.schema])
    return refused(tree, place, "a" * (place.schema["maxLength"] + rng.choice([1, 5_000])))


@kind
def entry_twice_in_a_list_without_repeats(rng: Random, tree: Tree) -> Case:
    place = choose(rng, fitting(type="array", uniqueItems=True))
    inner = schema.resolve(place.schema["items"])
    return refused(tree, place, "[{0}, {0}]".format(inner.get("enum", ['"1"'])[0]))


# --- keys --------------------------------------------------------------------------------------


@cache
def _needed() -> tuple[Place, ...]:
    """The keys without which a file breaks its schema."""
    tree = base()
    return tuple(
        place
        for place in places()
        if place.is_there and place.is_key
        and not schema.is_valid(place.kind, put(tree, place.path, place.pointer, MISSING))
    )  # fmt: skip


def _above(tree: Tree, place: Place) -> tuple[int, ...]:
    """Where a key stood, and the key or row that it stood in."""
    outer = place.pointer[:-1]
    lines = [key_line(tree, place.path, place.pointer)]
    return (*lines, key_line(tree, place.path, outer) if outer else 1)


@kind
def required_key_missing(rng: Random, tree: Tree) -> Case:
    place = choose(rng, _needed())
    text = written(put(tree, place.path, place.pointer, MISSING), place.path)
    return rejected(place.path, text, *_above(tree, place))


@kind
def required_key_without_a_value(rng: Random, tree: Tree) -> Case:
    place = choose(rng, [place for place in _needed() if not refusals.fits(place.schema, None)])
    return refused(tree, place, rng.choice(["null", "~", ""]))


def _renamed(tree: Tree, place: Place, name: str) -> Case:
    """The key under another name: wrong there, or where it is missing."""
    outer: Any = plain(tree.data[place.path])
    for step in place.pointer[:-1]:
        outer = outer[step]
    values = {name if key == place.pointer[-1] else key: value for key, value in outer.items()}
    whole = place.pointer[:-1]
    data = put(tree, place.path, whole, values) if whole else values
    line = line_of(
        written(put_in(data, (*whole, name), signed(plain(place.value))), place.path), SIGN
    )
    return rejected(place.path, written(data, place.path), line, *_above(tree, place))


@kind
def misspelt_key(rng: Random, tree: Tree) -> Case:
    place = choose(rng, [place for place in places() if place.is_there and place.is_key])
    key = str(place.pointer[-1])
    at = rng.randrange(len(key))
    wrong = [key[:at] + key[at + 1 :], key[:at] + "x" + key[at:], f"{key}s", key.capitalize()]
    return _renamed(tree, place, rng.choice([one for one in wrong if one not in ("", key)]))


@kind
def key_that_looks_the_same(rng: Random, tree: Tree) -> Case:
    """A letter of another alphabet, or one that nobody sees."""
    place = choose(rng, [place for place in places() if place.is_there and place.is_key])
    key = str(place.pointer[-1])
    wrong = [key.replace("a", "\u0430").replace("e", "\u0435").replace("i", "\u0456"),
             f"{key}\u200b", f"\u2060{key}", key.replace("o", "\u03bf") + "\u0301"]  # fmt: skip
    return _renamed(tree, place, rng.choice([one for one in wrong if one != key]))


@kind
def key_of_another_kind_of_file(rng: Random, tree: Tree) -> Case:
    path = rng.choice(list(tree.texts))
    own = schema.schemas()[tree.kinds[path]]["properties"]
    others = sorted({
        key for name, told in schema.schemas().items() if name != "common"
        for key in told["properties"] if key not in own
    })  # fmt: skip
    text = tree.texts[path]
    return rejected(path, f"{text}{rng.choice(others)}: x\n", text.count("\n") + 1)


@kind
def key_in_the_wrong_row(rng: Random, tree: Tree) -> Case:
    rows = [place for place in places() if place.is_there and place.schema.get("type") == "object"
            and place.schema.get("properties")]  # fmt: skip
    place = choose(rng, rows)
    unknown = at(place.path, *place.pointer, "kunci-asing")
    return refused(tree, unknown, rng.choice(["x", "5", "[]", "{a: b}"]))


@kind
def key_of_a_map_that_is_no_id(rng: Random, tree: Tree) -> Case:
    maps = [place for place in places() if place.is_there and "propertyNames" in place.schema
            and place.value]  # fmt: skip
    place = choose(rng, maps)
    name = rng.choice(["Bukan Id", "../x", "2026-Q9", "\u0430rea", "x y", "A"])
    value = next(iter(place.value.values()))
    raw = "{}" if isinstance(value, list | dict) else "1"
    text, line = planted(tree, at(place.path, *place.pointer, name), raw)
    return rejected(place.path, text, line, key_line(tree, place.path, place.pointer))


@kind
def file_of_another_kind(rng: Random, tree: Tree) -> Case:
    path, other = rng.sample(list(tree.texts), 2)
    while tree.kinds[path] == tree.kinds[other]:
        other = rng.choice(list(tree.texts))
    return rejected(path, tree.texts[other])


# --- right all the same ------------------------------------------------------------------------


@kind
def optional_key_without_a_value(rng: Random, tree: Tree) -> Case:
    """`key: null` is not stated."""
    absent = [place for place in places() if not place.is_there and place.is_key
              and not refusals.fits(place.schema, None)]  # fmt: skip
    place = choose(rng, absent)
    text, _line = planted(tree, place, rng.choice(["null", "~", ""]))
    return accepted(place.path, text, put(tree, place.path, place.pointer, None))
