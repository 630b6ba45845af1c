"""Traps of YAML in its structure and its signs: what a reader and a reviewer see differently."""

from __future__ import annotations

from random import Random

from corpus.editing import (
    any_file,
    appended,
    choose,
    free_texts,
    inserted,
    planted,
    refused,
    rejected,
    some_text,
)
from corpus.mutation import Case, kind
from corpus.tree import Tree

# --- structure ---------------------------------------------------------------------------------


@kind
def tab_for_indentation(rng: Random, tree: Tree) -> Case:
    return inserted(rng, tree, rng.choice(["notes:\n\t- a\n", "\tnotes: a\n", "notes:\n\tid: a\n"]))


@kind
def several_documents(rng: Random, tree: Tree) -> Case:
    return appended(rng, tree, rng.choice(["---\nid: x\n", "---\n", "...\n---\nid: x\n"]))


@kind
def directive_in_the_middle(rng: Random, tree: Tree) -> Case:
    return appended(
        rng, tree, rng.choice(["%YAML 1.1\n---\nid: x\n", "...\n%TAG ! x\n---\na: b\n"])
    )


@kind
def unknown_yaml_version(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    head = rng.choice(["%YAML 3.0\n---\n", "%YAML x\n---\n", "%YAML 1.1\n%YAML 1.1\n---\n"])
    return rejected(path, head + tree.texts[path], 1, 2)


@kind
def unterminated_quote(rng: Random, tree: Tree) -> Case:
    place = some_text(rng)
    text, line = planted(tree, place, rng.choice(['"belum ditutup', "'belum ditutup"]))
    return rejected(place.path, text, line, text.count("\n"))


@kind
def unclosed_bracket(rng: Random, tree: Tree) -> Case:
    return inserted(rng, tree, rng.choice(["notes: [a, b\n", "notes: {a: b\n", "notes: [{a: b]\n"]))


@kind
def closing_bracket_too_many(rng: Random, tree: Tree) -> Case:
    more = ["notes: [a]]\n", "notes: {a: b}}\n", "notes: {a: [b}]\n"]
    return inserted(rng, tree, rng.choice(more))


@kind
def key_without_colon(rng: Random, tree: Tree) -> Case:
    return inserted(rng, tree, rng.choice(["notes\n", "notes ini penting\n", "notes=ini\n"]))


@kind
def colon_in_unquoted_text(rng: Random, tree: Tree) -> Case:
    return inserted(rng, tree, "notes: Catatan: penting\n")


@kind
def indentation_of_one_too_many(rng: Random, tree: Tree) -> Case:
    return inserted(rng, tree, "notes: a\n submitted_on: 2026-01-01\n")


@kind
def comma_in_unquoted_text_of_a_row(rng: Random, tree: Tree) -> Case:
    names = [place for place in free_texts() if place.is_there and place.pointer[-1] == "id"
             and place.pointer[-2] == "name"]  # fmt: skip
    return refused(tree, choose(rng, names), "Kontrak selesai, tepat waktu")


@kind
def comment_that_hides(rng: Random, tree: Tree) -> Case:
    """Everything after ` #` is gone, in a row also its closing bracket."""
    rows = [place for place in free_texts() if place.is_there and place.pointer[-1] == "id"
            and "{id: Zq" in planted(tree, place, "Zq")[0]]  # fmt: skip
    place = choose(rng, rows)
    text, line = planted(tree, place, "Kontrak #1")
    return rejected(place.path, text, line, line + 1)


@kind
def sign_that_begins_no_value(rng: Random, tree: Tree) -> Case:
    return refused(tree, some_text(rng), rng.choice(["@kantor", "`kode`", "%persen"]))


@kind
def block_of_lines_where_one_line_belongs(rng: Random, tree: Tree) -> Case:
    paths = [path for path in tree.texts if tree.texts[path].startswith("id: ")]
    path = rng.choice(paths)
    first, _, rest = tree.texts[path].partition("\n")
    sign = rng.choice(["|", ">", "|+"])
    return rejected(path, f"id: {sign}\n  {first[4:]}\n{rest}", 1)


@kind
def merge_conflict(rng: Random, tree: Tree) -> Case:
    more = "<<<<<<< HEAD\nnotes: a\n=======\nnotes: b\n>>>>>>> cabang\n"
    return inserted(rng, tree, more)


@kind
def no_mapping_at_the_top(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return rejected(path, rng.choice(["- a\n", "teks\n", "5\n", "[]\n", '"x"\n', "null\n"]), 1)


@kind
def nothing_in_the_file(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return rejected(
        path, rng.choice(["", "\n\n", "# kosong\n", "---\n", "---\n...\n", "\ufeff"]), 1
    )


# --- signs -------------------------------------------------------------------------------------


@kind
def line_end_that_hides(rng: Random, tree: Tree) -> Case:
    """A line for YAML, but not for every editor: a comment seems to go on."""
    end = rng.choice(["\r", "\x85", "\u2028", "\u2029"])
    return appended(rng, tree, f"notes: a # catatan{end}submitted_on: 2026-01-01\n")


@kind
def line_ends_of_an_old_mac(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    return rejected(path, tree.texts[path].replace("\n", "\r"), 1)


@kind
def byte_order_mark_inside(rng: Random, tree: Tree) -> Case:
    return refused(tree, some_text(rng), rng.choice(["\ufeffteks", "teks\ufeff lagi"]))


@kind
def control_character(rng: Random, tree: Tree) -> Case:
    sign = rng.choice("\x00\x07\x08\x0b\x1b\x7f\x9b\u0080")
    return refused(tree, some_text(rng), f"teks{sign}lagi")


@kind
def escaped_control_character(rng: Random, tree: Tree) -> Case:
    forms = ["\\0", "\\a", "\\e[31m", "\\x9b31m", "\\x07", "\\r", "\\ud800", "\\uFFFF"]
    return refused(tree, some_text(rng), f'"teks {rng.choice(forms)} lagi"')


@kind
def unknown_escape(rng: Random, tree: Tree) -> Case:
    return refused(tree, some_text(rng), rng.choice(['"C:\\Users"', '"\\q"', '"\\x4"', '"\\u12"']))


@kind
def not_utf_8(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    text = tree.texts[path] + "notes: Biró\n"
    return rejected(path, text.encode(rng.choice(["latin-1", "utf-16", "utf-32"])))


@kind
def binary_file(rng: Random, tree: Tree) -> Case:
    path = any_file(rng, tree)
    heads = [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x14\x00", b"\x7fELF\x02\x01", b"%PDF-1.7\n"]
    return rejected(path, rng.choice(heads) + rng.randbytes(500))
