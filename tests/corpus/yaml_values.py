"""Traps of YAML in values and keys: what two readers would take for other data."""

from __future__ import annotations

from random import Random

from corpus.editing import (
    any_file,
    appended,
    choose,
    fitting,
    free_texts,
    inserted,
    places,
    refused,
    rejected,
    some_number,
    some_text,
)
from corpus.mutation import Case, kind
from corpus.tree import Tree

# --- what a scalar means -----------------------------------------------------------------------


@kind
def norway_boolean(rng: Random, tree: Tree) -> Case:
    return refused(tree, some_text(rng), rng.choice(["no", "No", "NO", "yes", "on", "Off", "true"]))


@kind
def null_where_a_text_must_be(rng: Random, tree: Tree) -> Case:
    names = [place for place in free_texts() if place.is_there and place.pointer[-1] == "id"]
    return refused(tree, choose(rng, names), rng.choice(["null", "~", "Null", "NULL"]))


@kind
def sexagesimal_number(rng: Random, tree: Tree) -> Case:
    place = rng.choice([some_text(rng), some_number(rng)])
    return refused(tree, place, rng.choice(["1:30", "190:20:30", "12:05", "1:30.5"]))


@kind
def octal_number(rng: Random, tree: Tree) -> Case:
    place = rng.choice([some_text(rng), some_number(rng)])
    return refused(tree, place, rng.choice(["017", "0777", "0o17", "089", "021212"]))


@kind
def hexadecimal_or_binary_number(rng: Random, tree: Tree) -> Case:
    return refused(tree, some_number(rng), rng.choice(["0x1F", "0xDEADBEEF", "0b1011", "-0x10"]))


@kind
def underscores_in_a_number(rng: Random, tree: Tree) -> Case:
    return refused(tree, some_number(rng), rng.choice(["1_000", "1_000_000", "1_0.5", "7_"]))


@kind
def exponent(rng: Random, tree: Tree) -> Case:
    return refused(
        tree, some_number(rng), rng.choice(["1e3", "1.5e3", "6E8", "1.0e99999999999999"])
    )


@kind
def not_a_number_or_infinite(rng: Random, tree: Tree) -> Case:
    forms = [".nan", ".NaN", ".inf", "-.inf", ".INF", "+.inf", "nan", "inf", "NaN", "Infinity"]
    return refused(tree, some_number(rng), rng.choice(forms))


@kind
def number_of_absurd_length(rng: Random, tree: Tree) -> Case:
    digits = "9" * rng.choice([41, 500, 20_000])
    return refused(tree, some_number(rng), rng.choice([digits, f"0.{digits}", f"-{digits}"]))


@kind
def moment_in_place_of_a_date(rng: Random, tree: Tree) -> Case:
    place = choose(rng, fitting(format="date"))
    moments = ["2026-06-30T10:00:00Z", "2026-06-30 10:00:00", "2026-06-30T00:00:00.000000Z"]
    return refused(tree, place, rng.choice(moments))


# --- tags, anchors, keys -----------------------------------------------------------------------


@kind
def python_tag(rng: Random, tree: Tree) -> Case:
    tags = [
        '!!python/object/apply:os.system ["echo kena"]',
        '!!python/object/new:os.system ["echo kena"]',
        "!!python/name:os.system",
        '!!python/object/apply:subprocess.Popen [["touch", "kena"]]',
        '!<tag:yaml.org,2002:python/object/apply:eval> ["1"]',
    ]
    return refused(tree, choose(rng, places()), rng.choice(tags))


@kind
def standard_or_own_tag(rng: Random, tree: Tree) -> Case:
    tags = ["!!str x", "!!int 5", "!!binary aGFsbw==", "!!set {a, b}", "!rahasia x", "! x",
            "!!timestamp 2026-01-01", "!!float 5"]  # fmt: skip
    return refused(tree, choose(rng, places()), rng.choice(tags))


@kind
def anchor(rng: Random, tree: Tree) -> Case:
    return refused(tree, choose(rng, places()), rng.choice(["&a x", "&a [x]", "&a {x: y}"]))


@kind
def alias(rng: Random, tree: Tree) -> Case:
    return appended(rng, tree, "x: &a {y: 1}\nz: *a\n")


@kind
def alias_bomb(rng: Random, tree: Tree) -> Case:
    width, depth = rng.choice([(9, 9), (20, 12), (100, 5)])
    lines = ['a0: &a0 ["x"]']
    lines += [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, depth)
    ]  # fmt: skip
    return appended(rng, tree, "\n".join(lines) + "\n")


@kind
def recursive_alias(rng: Random, tree: Tree) -> Case:
    return appended(rng, tree, "x: &a [*a]\n")


@kind
def merge_key(rng: Random, tree: Tree) -> Case:
    more = rng.choice(["<<: {notes: x}\n", "<<: [{notes: x}]\n", '"<<": {notes: x}\n'])
    return inserted(rng, tree, more)


@kind
def duplicate_key(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    text = tree.texts[path]
    lines = text.splitlines(keepends=True)
    again = rng.choice([line for line in lines if line[0].isalpha() and not line.endswith(":\n")])
    return rejected(path, text + again, len(lines) + 1)


@kind
def duplicate_key_in_a_row(rng: Random, tree: Tree) -> Case:
    names = [place for place in free_texts() if place.pointer[-1] == "en" and place.is_there]
    return refused(tree, choose(rng, names), "x, en: y")


@kind
def key_that_is_no_text(rng: Random, tree: Tree) -> Case:
    keys = ["2026: x", "yes: x", "3.5: x", "~: x", "? [a, b]\n: x", "? {a: b}\n: x", "null: x",
            "2026-01-01: x", "01:30: x"]  # fmt: skip
    return inserted(rng, tree, rng.choice(keys) + "\n")
