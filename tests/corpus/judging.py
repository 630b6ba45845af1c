"""Puts a case on disk, lets the real command look at it, and says what is not as it must be.

Everything runs in this process, through the program's own `main`. What is asked of pages is in
`pages`.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from corpus.editing import plain
from corpus.families import KINDS
from corpus.mutation import Accepted, Case, Entry, Link, Pipe, Rejected, Sparse
from corpus.pages import live_in_pages
from corpus.tree import base
from kinerja.cli.main import main
from kinerja.content.shape import refusals, schema
from kinerja.content.shape.layout import kind_of
from kinerja.content.text.yaml import read

_NEAR = 3
"""Lines that a person still looks at."""

_MOST_COMMANDS = 20
_COMMAND = re.compile(r"::(?:error|warning) file=[^:,\n]*,line=\d+,col=\d+,title=[a-z0-9-]+::.*")
_ACTS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMULA = re.compile(r"[=+@\t\r]|-(?![0-9.]*$)")


@dataclass(frozen=True)
class Verdict:
    """What came of a case; `faults` is empty when all is as it must be.

    `escapes` and `living` count signs or commands in an output and living parts of a page.
    """

    rejected: bool
    file_named: bool = True
    line_near: bool = True
    traceback: str = ""
    escapes: int = 0
    living: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str
    traceback: str


def case_of(kind: str, seed: int) -> Case:
    """The case of a kind with a seed: always the same."""
    return KINDS[kind](Random(f"{kind} {seed}"), base())


# --- on disk -----------------------------------------------------------------------------------


def prepare(folder: Path) -> Path:
    """Write the sound tree into `folder/content`, and its figures beside it."""
    content = folder / "content"
    for path, text in base().texts.items():
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    said = ask(content, "compile", "--out", str(folder / "sound"))
    assert said.code == 0, said
    return content


@contextmanager
def changed(content: Path, case: Case) -> Iterator[None]:
    """The case on disk for as long as the block runs; then the sound tree again."""
    try:
        for path, entry in case.files.items():
            _place(content / path, entry)
        yield
    finally:
        for path in case.files:
            _restore(content, path)


def _place(file: Path, entry: Entry) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    match entry:
        case bytes():
            file.write_bytes(entry)
        case Link():
            file.symlink_to(entry.target)
        case Pipe():
            os.mkfifo(file)
        case Sparse():
            file.touch()
            os.truncate(file, entry.size)


def _restore(content: Path, path: str) -> None:
    file = content / path
    file.unlink(missing_ok=True)
    if path in base().texts:
        file.write_text(base().texts[path], encoding="utf-8", newline="")
        return
    for folder in file.relative_to(content).parents:
        if not any((content / folder).iterdir()):
            (content / folder).rmdir()


# --- asking ------------------------------------------------------------------------------------


def ask(content: Path, *arguments: str) -> Said:
    """The command's answer in this process; its cache lies beside the content."""
    out, err, trace, code = io.StringIO(), io.StringIO(), "", 0
    try:
        with (
            patch.dict(os.environ, {"XDG_CACHE_HOME": str(content.parent / "cache")}),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = main(["--content", str(content), *arguments])
    except BaseException:  # noqa: BLE001 - whatever escapes is what is looked for
        trace = traceback.format_exc()
    return Said(code, out.getvalue(), err.getvalue(), trace)


def judge(case: Case, content: Path, *, pages: bool = False) -> Verdict:
    """Hold the program against a case; `pages`: look at the pages that show its text, too."""
    with changed(content, case):
        said = ask(content, "check", "--format", "json")
        if said.traceback:
            return Verdict(rejected=False, traceback=said.traceback, faults=("traceback",))
        escapes = [*_signs("json", said.out), *_signs("json", said.err)]
        if case.text is not None:
            escapes += _outputs(content)
        faults = [*escapes, *_two_validators(case)]
        found = json.loads(said.out)
        if isinstance(case.expected, Rejected):
            named, near, more = _told(case.expected, said, found)
            refused = said.code == 1
            return Verdict(refused, named, near, "", len(escapes), 0, (*faults, *more))
        living: list[str] = []
        if said.code:
            told = [f"{one['file']}:{one['line']} {one['code']} {one['message']}" for one in found]
            faults.append(f"refused: {told[:3]}")
        else:
            faults += [*_other_data(case.expected, case), *_compiled(content)]
            living += live_in_pages(content) if pages and case.text is not None else ()
        whole = (*faults, *living)
        return Verdict(bool(said.code), escapes=len(escapes), living=len(living), faults=whole)


def _told(
    wanted: Rejected, said: Said, found: list[dict[str, Any]]
) -> tuple[bool, bool, tuple[str, ...]]:
    """Whether file and line are named, and in words what is not."""
    errors = [one for one in found if one["severity"] == "error"]
    if said.code != 1 or not errors:
        return False, False, ("accepted",)
    lines = [one["line"] for one in errors if one["file"] == f"content/{wanted.file}"]
    told = sorted({f"{one['file']}:{one['line']} {one['code']}" for one in errors})[:4]
    if not lines:
        return False, False, (f"file not named: {told}",)
    near = not wanted.lines or any(
        abs(line - place) <= _NEAR for line in lines for place in wanted.lines
    )
    return True, near, () if near else (f"not near {wanted.lines[:5]}: {told}",)


# --- outputs -----------------------------------------------------------------------------------


def _outputs(content: Path) -> Iterator[str]:
    """What acts by itself in what a person or a workflow reads."""
    for form in ("text", "github"):
        said = ask(content, "check", "--format", form)
        if said.traceback:
            yield f"traceback in {form}: {said.traceback[-300:]}"
        yield from _signs(form, said.out)
        if form == "github":
            commands = [line for line in said.out.splitlines() if line.lstrip().startswith("::")]
            if len(commands) > _MOST_COMMANDS or not all(map(_COMMAND.fullmatch, commands)):
                yield f"forged command: {commands[:3]}"
        if "##[" in said.out:
            yield f"forged command: ##[ in {form}"


def _signs(form: str, text: str) -> Iterator[str]:
    sign = _ACTS.search(text)
    if sign:
        yield f"raw {sign[0]!r} in {form}"


def formulas_in(table: Path) -> list[str]:
    """Cells of a CSV file that a workbook would take for a formula."""
    with table.open(encoding="utf-8", newline="") as stream:
        return [cell for row in csv.reader(stream) for cell in row if _FORMULA.match(cell)]


# --- data --------------------------------------------------------------------------------------


def _two_validators(case: Case) -> Iterator[str]:
    """Both validators must say the same of everything that can be read."""
    for path, entry in case.files.items():
        kind = kind_of(Path("/content", path))
        data = _data(entry) if isinstance(entry, bytes) else None
        if kind is None or not isinstance(data, dict):
            continue
        if schema.is_valid(kind, data) != (next(refusals.errors(kind, data), None) is None):
            yield f"the validators disagree on {path}"


def _data(entry: bytes) -> Any:
    try:
        text = entry.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return read(text, "x.yml")[0]


def _other_data(wanted: Accepted, case: Case) -> Iterator[str]:
    for path, data in wanted.data.items():
        entry = case.files[path]
        assert isinstance(entry, bytes)
        if plain(_data(entry)) != plain(data):
            yield f"{path} is read as other data"


def _compiled(content: Path) -> Iterator[str]:
    """It compiles, and to the figures of the sound tree: no case that is right changes one."""
    out, sound = content.parent / "out", content.parent / "sound"
    said = ask(content, "compile", "--out", str(out))
    if said.code or said.traceback:
        yield f"does not compile: {(said.traceback or said.err)[-300:]}"
    elif _bytes(out) != _bytes(sound):
        yield "other figures than those of the sound tree"


def _bytes(out: Path) -> bytes:
    return (out / "achievements.csv").read_bytes()
