"""A sealed state made once more: from the content of the commit that added it, byte by byte."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kinerja.achievement.compiling import compile_content
from kinerja.content.checking import check
from kinerja.git.history import commit_adding, repository, within
from kinerja.git.trees import put_back
from kinerja.seal.closing import act_of, sealed_files
from kinerja.seal.names import MANIFEST, RECORD, SEALED
from kinerja.seal.record import State, first_difference
from kinerja.seal.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Reproduced:
    """What came of making a state again: the commit, and where it differs, as `file` and line.

    `file` is empty where every byte is the same, and the content folder's name where that commit
    holds no content that can be compiled.
    """

    state: State
    commit: str
    file: str = ""
    line: int = 0


def reproduce(shelf: Shelf, states: tuple[State, ...], content: Path) -> Iterator[Reproduced]:
    """Make the states of one period again, the first first.

    Each comes from the commit that added it to the folder of the shelf; `content` is where the
    content lies now. Raises `HistoryError` where history cannot tell.
    """
    top = repository(shelf.root)
    reports, folder = within(shelf.root, top), within(content, top)
    before: State | None = None
    for state in states:
        commit = commit_adding(top, reports / state.name / RECORD, state.files[RECORD])
        with tempfile.TemporaryDirectory() as aside:
            place = Path(aside, content.resolve().name)
            place.mkdir()
            put_back(top, commit, folder, place)
            yield _compared(state, commit, place, before)
        before = state


def _compared(state: State, commit: str, content: Path, before: State | None) -> Reproduced:
    checked = check(content, as_of=state.record.as_of)
    if checked.content is None or not checked.is_sound:
        return Reproduced(state, commit, f"{content.name}/")
    compiled = compile_content(checked.content, checked.today)
    if compiled.findings:
        return Reproduced(state, commit, f"{content.name}/")
    act = act_of(state.record)
    made = sealed_files(compiled, checked.fingerprints, state.period, act, before)
    for name in (*SEALED, MANIFEST):  # the manifest last, for it differs with any
        told = made[name]
        line = first_difference(state.files[name], told)
        if line:
            return Reproduced(state, commit, name, line)
    return Reproduced(state, commit)
