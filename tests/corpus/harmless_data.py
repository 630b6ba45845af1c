"""Unusual but right: texts, numbers, rows and files that merely look odd."""

# ruff: noqa: ARG001, RUF001 - mutations take both arguments; odd signs are what is tried

from __future__ import annotations

import unicodedata
from random import Random
from typing import Any

import yaml

from content_tree import Plain
from corpus.editing import (
    accepted,
    any_file,
    choose,
    meaning,
    places,
    plain,
    quoted,
    same,
    some_text,
)
from corpus.mutation import Accepted, Case, kind
from corpus.tree import Tree

# --- texts -------------------------------------------------------------------------------------


def _note(tree: Tree, path: str, lines: str, means: str) -> Case:
    data = plain(tree.data[path]) | {"notes": means}
    return accepted(path, f"{tree.texts[path]}notes: {lines}", data)


@kind
def text_of_several_lines(rng: Random, tree: Tree) -> Case:
    forms = [
        ("|\n  satu\n  dua\n", "satu\ndua\n"),
        ("|-\n  satu\n\n  dua\n", "satu\n\ndua"),
        (">\n  satu\n  dua\n\n  tiga\n", "satu dua\ntiga\n"),
        (">-\n  satu\n  dua\n", "satu dua"),
        ("|2\n    menjorok\n  biasa\n", "  menjorok\nbiasa\n"),
        ("satu\n  dua\n  tiga\n", "satu dua tiga"),
        ('"satu\n  dua\\n\n  tiga"\n', "satu dua\n tiga"),
        ("'satu\n\n  dua'\n", "satu\ndua"),
    ]
    return _note(tree, any_file(rng, tree), *rng.choice(forms))


@kind
def words_that_are_no_truth_values(rng: Random, tree: Tree) -> Case:
    word = rng.choice(["y", "n", "Y", "N", "ya", "tidak", "nO", "oN", "TRue", "nil", "none", "nan"])
    return meaning(tree, some_text(rng), word, word)


@kind
def text_between_quotes_that_looks_like_something_else(rng: Random, tree: Tree) -> Case:
    word = rng.choice(
        [
            "no",
            "1:30",
            "017",
            "1_000",
            "null",
            "~",
            "2026-06-30",
            "5",
            "=",
            "<<",
            "*a",
            "&a",
            "!!x",
            ".nan",
            "- a",
            "# a",
            "a: b",
            "[a]",
            "{a}",
            "%x",
            "@x",
            "a #b",
        ]
    )
    return meaning(tree, some_text(rng), quoted(word), word)


@kind
def text_in_composed_or_decomposed_letters(rng: Random, tree: Tree) -> Case:
    text = unicodedata.normalize(
        rng.choice(["NFC", "NFD"]), "Pengadaan kafé à la Prancis, ångström"
    )
    return meaning(tree, some_text(rng), quoted(text), text)


@kind
def text_in_another_script(rng: Random, tree: Tree) -> Case:
    text = rng.choice(
        [
            "ꦥꦔꦢꦄꦤ꧀",
            "采购绩效",
            "مناقصة",
            "Закупки",
            "調達",
            "🏛️ Kantor 👩‍💻",
            "“tanda” – ’petik’ … ©®™ № §",
            "x² ≤ 10 μm ± 5 %",
            "ﬁnal",
            "𝟚𝟘𝟚𝟞",
        ]
    )
    return meaning(tree, some_text(rng), rng.choice([quoted(text), text]), text)


@kind
def signs_of_office_texts(rng: Random, tree: Tree) -> Case:
    text = rng.choice(
        [
            "Biaya < 5 & > 3",
            "A/B (C) [D]",
            "100% tepat",
            "Pasal 5 ayat (2) huruf a",
            "e-katalog/e-purchasing",
            "PT. Contoh",
            "No. 5/2026",
            "'kutip'",
            "a - b",
            "?",
            "R&D",
            "C:\\dokumen",
            "Rp1.000,-",
            "50°C",
            "a*b",
            "#1",
            "v2.0_final",
        ]
    )
    return meaning(tree, some_text(rng), quoted(text), text)


@kind
def text_as_long_as_allowed(rng: Random, tree: Tree) -> Case:
    place = some_text(rng)
    text = ("kata " * 1_000)[: place.schema["maxLength"] - 1] + "x"
    return meaning(tree, place, text, text)


# --- numbers and lists -------------------------------------------------------------------------


@kind
def number_written_otherwise(rng: Random, tree: Tree) -> Case:
    whole = [place for place in places() if place.is_there and type(place.value) is int
             and place.schema.get("type") in ("integer", "number") and place.value > 0]  # fmt: skip
    place = choose(rng, whole)
    raw = rng.choice(["{}.0", "+{}", "{}.", "{}.000"]).format(place.value)
    return meaning(tree, place, raw, place.value)


@kind
def other_order_of_rows(rng: Random, tree: Tree) -> Case:
    """Rows are told apart by what they say, not by their place."""
    path = rng.choice([*tree.of("register"), *tree.of("realization"), *tree.of("measurement")])
    data = plain(tree.data[path])
    key = "values" if "values" in data else "packages"
    rng.shuffle(data.get(key, []))
    return accepted(path, _plain_text(data), data)


def _plain_text(data: Any) -> str:
    return yaml.dump(data, Dumper=Plain, sort_keys=False, allow_unicode=True)


@kind
def empty_list_left_out(rng: Random, tree: Tree) -> Case:
    path = rng.choice([p for p in tree.of("realization") if tree.data[p].get("packages") == []]
                      or tree.of("mapping"))  # fmt: skip
    return same(tree, path, tree.texts[path] + "# tidak ada paket\n")


@kind
def notes_in_every_kind_of_file(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    data = plain(tree.data[path]) | {"notes": "Diperiksa bersama", "submitted_on": "2026-06-01"}
    more = rng.choice(["notes: Diperiksa bersama\nsubmitted_on: 2026-06-01\n",
                       'submitted_on: "2026-06-01"\nnotes: Diperiksa bersama\n'])  # fmt: skip
    text = "\n".join(line for line in tree.texts[path].split("\n")
                     if not line.startswith("submitted_on"))  # fmt: skip
    return accepted(path, text + more, data)


@kind
def content_files_of_later_capabilities(rng: Random, tree: Tree) -> Case:
    paths = ["procedure.yml", "letters/x.yml", "cycles/2026.yml"]
    return Case({rng.choice(paths): b"apa: saja\n"}, Accepted())


@kind
def files_that_are_no_content(rng: Random, tree: Tree) -> Case:
    paths = ["README.md", "units/catatan.txt", "images/logo.svg", ".gitkeep", "units/.DS_Store"]
    return Case({rng.choice(paths): rng.randbytes(64)}, Accepted())
