"""Unusual but right: other ways to write the same data."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import yaml

from content_tree import Plain
from corpus.editing import (
    any_file,
    meaning,
    plain,
    same,
    some_text,
)
from corpus.mutation import Case, kind
from corpus.tree import Tree


def _dumped(tree: Tree, path: str, **style: Any) -> str:
    return yaml.dump(plain(tree.data[path]), Dumper=Plain, allow_unicode=True, **style)


# --- style -------------------------------------------------------------------------------------


@kind
def single_quotes(rng: Random, tree: Tree) -> Case:
    place = some_text(rng)
    value = str(place.value)
    return meaning(tree, place, "'" + value.replace("'", "''") + "'", value)


@kind
def double_quotes_with_escapes(rng: Random, tree: Tree) -> Case:
    place = some_text(rng)
    value = str(place.value)
    raw = "".join(f"\\u{ord(c):04x}" if n % 3 == 0 else c for n, c in enumerate(value)
                  if c not in '"\\')  # fmt: skip
    return meaning(tree, place, f'"{raw}"', "".join(c for c in value if c not in '"\\'))


@kind
def quoted_keys(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    lines = [
        f'"{line.partition(":")[0]}":{line.partition(":")[2]}' if line[:1].isalpha() else line
        for line in tree.texts[path].split("\n")
    ]
    return same(tree, path, "\n".join(lines))


@kind
def other_order_of_keys(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    keys = list(tree.data[path])
    rng.shuffle(keys)
    data = plain({key: tree.data[path][key] for key in keys})
    return same(tree, path, yaml.dump(data, Dumper=Plain, sort_keys=False, allow_unicode=True))


@kind
def all_in_flow(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    width = rng.choice([60, 100_000])
    return same(tree, path, _dumped(tree, path, default_flow_style=True, width=width))


@kind
def all_in_blocks(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    indent = rng.choice([2, 4, 8])
    return same(tree, path, _dumped(tree, path, default_flow_style=False, indent=indent))


@kind
def written_as_json(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    text = json.dumps(plain(tree.data[path]), ensure_ascii=rng.random() < 0.5, default=float,
                      indent=rng.choice([None, 2]))  # fmt: skip
    return same(tree, path, text)


@kind
def start_and_end_of_document(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    text = tree.texts[path]
    return same(
        tree, path, rng.choice([f"---\n{text}", f"--- # awal\n{text}...\n", f"{text}...\n"])
    )


@kind
def directive_at_the_top(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return same(tree, path, f"{rng.choice(['%YAML 1.1', '%YAML 1.2'])}\n---\n{tree.texts[path]}")


@kind
def comments_everywhere(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    lines = [f"# catatan: {{a}} [b] 'c' \"d\" &e *f !g\n{line}  # akhir\n"
             for line in tree.texts[path].splitlines()]  # fmt: skip
    return same(tree, path, "".join(lines))


@kind
def lines_end_as_on_windows(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return same(tree, path, tree.texts[path].replace("\n", "\r\n"))


@kind
def byte_order_mark(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return same(tree, path, b"\xef\xbb\xbf" + tree.texts[path].encode())


@kind
def blanks_at_line_ends_and_blank_lines(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    text = tree.texts[path].replace("\n", "   \n\n" if rng.random() < 0.5 else "  \n")
    return same(tree, path, f"\n\n{text}\n\n")


@kind
def no_line_end_at_the_end(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return same(tree, path, tree.texts[path].rstrip("\n"))


@kind
def line_of_ten_thousand_signs(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return same(tree, path, f"{tree.texts[path]}# {'kata ' * 2_000}\n")


@kind
def blanks_around_signs(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    text = tree.texts[path].replace("{id: ", "{   id:    ").replace(", en: ", " ,  en:   ")
    return same(tree, path, text)
