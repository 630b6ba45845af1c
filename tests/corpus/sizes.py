"""Sizes and depths beyond any that content needs: nobody waits, and memory stays bounded."""

from __future__ import annotations

from random import Random

from corpus.editing import (
    any_file,
    appended,
    choose,
    fitting,
    inserted,
    line_of,
    refused,
    rejected,
    some_text,
)
from corpus.mutation import Case, kind
from corpus.tree import Tree

# --- sizes -------------------------------------------------------------------------------------


@kind
def nesting_without_end(rng: Random, tree: Tree) -> Case:
    depth = rng.choice([30, 500, 20_000, 200_000])
    opens = rng.choice(["[", '{"a":', "- "])
    closes = {"[": "]", '{"a":': "}", "- ": ""}[opens]
    more = f"{opens * depth}x{closes * depth}"
    return appended(rng, tree, f"notes:{chr(10) if opens == '- ' else ' '}{more}\n")


@kind
def nesting_of_blocks_without_end(rng: Random, tree: Tree) -> Case:
    depth = rng.choice([30, 300, 1500])
    steps = "".join(f"{' ' * n}a:\n" for n in range(1, depth))
    path = any_file(rng, tree)
    text = tree.texts[path]
    start = text.count("\n") + 1
    deepest = start + 25
    return rejected(
        path, f"{text}notes:\n{steps}{' ' * depth}a: x\n", start, deepest, start + depth
    )


@kind
def text_of_megabytes(rng: Random, tree: Tree) -> Case:
    size = rng.choice([5_000, 500_000, 1_000_000])
    text = rng.choice(["x", "kata ", "a.", "0-", "8 "]) * size
    return refused(tree, some_text(rng), f'"{text}@"')


@kind
def key_of_absurd_length(rng: Random, tree: Tree) -> Case:
    key = "k" * rng.choice([1_000, 2_000_000])
    return inserted(rng, tree, rng.choice([f"{key}: x\n", f'"{key}": x\n', f"? {key}\n: x\n"]))


@kind
def thousands_of_keys(rng: Random, tree: Tree) -> Case:
    count = rng.choice([1_000, 50_000])
    return appended(rng, tree, "".join(f"kunci-{n}: {n}\n" for n in range(count)))


@kind
def list_of_absurd_length(rng: Random, tree: Tree) -> Case:
    place = choose(rng, [place for place in fitting(type="array") if place.is_there])
    item = rng.choice(["x", "{}", "1", "[]"])
    return refused(tree, place, f"[{', '.join([item] * 100_001)}]")


@kind
def brackets_only(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return rejected(path, rng.choice(["[", "{", "[{", "? ", "- ", "!", "&"]) * 50_000, 1)


@kind
def blank_lines_without_end(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    blank = "\n" * rng.choice([10_000, 3_000_000])
    text = f"{tree.texts[path]}{blank}salah: x\n"
    return rejected(path, text, line_of(text, "salah:"))
