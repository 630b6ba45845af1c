"""Files where none belong, and what is no file at all."""

# ruff: noqa: ARG001 - a mutation takes both arguments, needed or not

from __future__ import annotations

from random import Random

from corpus.mutation import Case, Link, Pipe, Rejected, Sparse, kind
from corpus.tree import Tree

_LARGEST = 64 * 1024 * 1024
"""Bytes of a file that are still read, as the handbook says."""

_TEXT = b"id: biro-x\nname: {id: Biro X, en: Bureau X}\n"


def _stray(path: str, entry: bytes | Link | Pipe | Sparse = _TEXT, shown: str = "") -> Case:
    return Case({path: entry}, Rejected(shown or path))


@kind
def name_that_is_no_id(rng: Random, tree: Tree) -> Case:
    names = ["Biro X", "biro_x", "BIRO-X", "biro--x", "-biro", "biro-", "x" * 65, "bíro", "b.x"]
    return _stray(f"{rng.choice(['units', 'goals', 'areas', 'policies'])}/{rng.choice(names)}.yml")


@kind
def name_with_signs_that_act(rng: Random, tree: Tree) -> Case:
    """The name is shown with a sign in place of what would act."""
    name, shown = rng.choice([
        ("\x1b[31mx", "\ufffd[31mx"), ("a\u202eb", "a\ufffdb"), ("a\nb", "a\ufffdb"),
        ("a\x9bb", "a\ufffdb"),
    ])  # fmt: skip
    return _stray(f"units/{name}.yml", shown=f"units/{shown}.yml")


@kind
def name_that_is_a_command(rng: Random, tree: Tree) -> Case:
    names = ["::error::x", "##[error]x", "$(touch kena)", "`id`", "-rf", "%0A::error::x", "=1+1"]
    return _stray(f"units/{rng.choice(names)}.yml")


@kind
def ending_of_another_kind(rng: Random, tree: Tree) -> Case:
    return _stray(f"{rng.choice(['units/biro-x', 'organisation', 'weights/2026'])}.yaml")


@kind
def file_in_an_unknown_folder(rng: Random, tree: Tree) -> Case:
    folders = ["unit", "lain", "units/dalam", "indicators/2026", "packages", "targets/2026/x",
               ".tersembunyi", "Units", "realizations"]  # fmt: skip
    return _stray(f"{rng.choice(folders)}/biro-x.yml")


@kind
def folder_where_a_year_or_period_belongs(rng: Random, tree: Tree) -> Case:
    paths = ["targets/26/x.yml", "targets/2026-Q1/x.yml", "measurements/2026-Q5/x.yml",
             "packages/biro-umum/2026-Q1.yml", "realizations/biro-umum/2026-Q5.yml",
             "calendars/tahun.yml", "weights/2026-01.yml", "measurements/26/x.yml"]  # fmt: skip
    return _stray(rng.choice(paths))


@kind
def link_out_of_the_folder(rng: Random, tree: Tree) -> Case:
    targets = ["/etc/passwd", "../../luar.yml", "/dev/zero", "/proc/self/environ", "/"]
    return _stray("units/biro-x.yml", Link(rng.choice(targets)))


@kind
def link_in_place_of_a_file(rng: Random, tree: Tree) -> Case:
    path = rng.choice(list(tree.texts))
    return _stray(path, Link(rng.choice(["/etc/hostname", "/dev/stdin", "tidak-ada.yml"])))


@kind
def link_to_a_folder(rng: Random, tree: Tree) -> Case:
    name = rng.choice(["units/biro-x", "goals/dalam", "arsip"])
    return _stray(name, Link(rng.choice(["..", "/", "/etc", "."])))


@kind
def links_in_a_circle(rng: Random, tree: Tree) -> Case:
    entries = {"units/a.yml": Link("b.yml"), "units/b.yml": Link("a.yml")}
    if rng.random() < 0.5:
        return _stray("units/a.yml", Link("a.yml"))
    return Case(entries, Rejected("units/a.yml"))


@kind
def link_to_another_file_of_the_folder(rng: Random, tree: Tree) -> Case:
    """It may be followed, but then its key says another id than its name."""
    return _stray("units/biro-x.yml", Link("biro-umum.yml"))


@kind
def pipe(rng: Random, tree: Tree) -> Case:
    return _stray(
        rng.choice(["units/biro-x.yml", "organisation.yml", "gambar", "goals/x.txt"]), Pipe()
    )


@kind
def file_of_gigabytes(rng: Random, tree: Tree) -> Case:
    sizes = [_LARGEST + 1, 3 * 2**30]
    return _stray(rng.choice(["units/biro-x.yml", "people.yml"]), Sparse(rng.choice(sizes)))


@kind
def folder_in_place_of_a_file(rng: Random, tree: Tree) -> Case:
    return Case({"units/biro-x.yml/isi.yml": _TEXT}, Rejected("units/biro-x.yml"))


@kind
def organisation_missing(rng: Random, tree: Tree) -> Case:
    return Case({"organisation.yml": None}, Rejected("organisation.yml"))


@kind
def many_files_out_of_place(rng: Random, tree: Tree) -> Case:
    return Case({f"units/X{n}.yml": _TEXT for n in range(300)}, Rejected("units/X0.yml"))
