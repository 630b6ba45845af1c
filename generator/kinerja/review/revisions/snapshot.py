"""Objects as commits hold them: read from history alone, never from a checkout.

Content is data here, whoever wrote it; a file that its schema refuses is there without meaning.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

import msgspec

from kinerja.content.folder import records
from kinerja.content.folder.load import load
from kinerja.content.folder.reading import Read, read_bytes
from kinerja.content.shape.layout import Source, told_by
from kinerja.content.shape.objects import (
    RECORDS,
    fingerprint_of_nothing,
    object_at,
    place_of_object,
    report_of,
    slug,
    state_of,
)
from kinerja.git.history import repository, within
from kinerja.git.trees import blobs, blobs_at, files, put_back
from kinerja.ledger.depending import depends_on
from kinerja.model.content import Content
from kinerja.model.records import Approval, ApprovalPolicy, Organisation, People
from kinerja.seal.approving import fingerprint_of_manifest, seals_of
from kinerja.seal.files import read_files
from kinerja.seal.names import MANIFEST
from kinerja.seal.shelf import shelf_of

_T = TypeVar("_T")

BROKEN = ""
"""The fingerprint of an object whose file has errors: nothing approves it."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where content and sealed records lie in a repository."""

    top: Path
    content: PurePosixPath
    reports: PurePosixPath

    def shown(self, place: str) -> str:
        """A file of the repository, called as findings call it."""
        parent = f"{self.content.parent}/" if self.content.parent.name else ""
        return place.removeprefix(parent)

    def reading(self, place: str, data: bytes) -> Read | None:
        """What bytes say as the file at a place of the content folder; None where none may lie."""
        told = told_by(place)
        if told is None:
            return None
        path, shown = self.top / self.content / place, f"{self.content.name}/{place}"
        return read_bytes(Source(path, shown, told[0], tuple(told[1].items()), len(data)), data)


def ground_of(content: Path, reports: Path) -> Ground:
    """The ground of two folders. Raises HistoryError where they are in no common repository."""
    top = repository(content)
    return Ground(top, within(content, top), within(reports, top))


class Library:
    """What commits hold, each blob read once."""

    def __init__(self, ground: Ground) -> None:
        """Nothing is read yet."""
        self.ground = ground
        self._read: dict[tuple[str, str], tuple[str, Read | None]] = {}
        self._snapshots: dict[str, Snapshot] = {}
        self._wholes: dict[str, Whole | None] = {}

    def at(self, commit: str) -> Snapshot:
        """What a commit holds. Raises HistoryError where this clone does not have it."""
        if commit not in self._snapshots:
            ground = self.ground
            content = files(ground.top, commit, ground.content)
            reports = files(ground.top, commit, ground.reports)
            named = {object_at(place): sha for place, sha in content.items()}
            found = {name: sha for name, sha in named.items() if name is not None}
            for place, sha in reports.items():
                name = report_of(place.removesuffix(f"/{MANIFEST}"))
                if place.endswith(f"/{MANIFEST}") and state_of(name):
                    found[name] = sha
            self._snapshots[commit] = Snapshot(commit, found, self)
        return self._snapshots[commit]

    def parts(self, wanted: Iterable[tuple[str, str]]) -> dict[str, Snapshot]:
        """Of each commit only the objects that are asked for, as (commit, object).

        Quick where there are many commits. A commit that is not here holds nothing.
        """
        ground = self.ground
        asked = sorted(set(wanted))
        told = blobs_at(ground.top, [(commit, self.place(name)) for commit, name in asked])
        found: dict[str, dict[str, str]] = {}
        for (commit, name), sha in zip(asked, told, strict=True):
            of_commit = found.setdefault(commit, {})
            if sha:
                of_commit[name] = sha
        self.fetch((name, sha) for blobs_ in found.values() for name, sha in blobs_.items())
        return {commit: Snapshot(commit, told, self) for commit, told in found.items()}

    def whole(self, commit: str) -> Whole | None:
        """All content of a commit; None where it has no organisation that can be read."""
        if commit not in self._wholes:
            self._wholes[commit] = _whole(self.ground, commit)
        return self._wholes[commit]

    def records(self, commit: str, names: Iterable[str]) -> dict[str, list[Approval]]:
        """The approval records of some objects in a commit, each in the order of its chain."""
        ground, wanted = self.ground, {slug(name): name for name in names}
        chains: list[tuple[str, int, int, str, str]] = []
        for inner, sha in files(ground.top, commit, ground.content / RECORDS).items():
            kind, keys = told_by(f"{RECORDS}/{inner}") or ("", {})
            if kind == "approval" and keys["slug"] in wanted:
                name = wanted[keys["slug"]]
                chains.append((name, int(keys["year"]), int(keys["n"]), inner, sha))
        chains.sort()
        found: dict[str, list[Approval]] = {name: [] for name in wanted.values()}
        data = blobs(ground.top, [sha for *_place, sha in chains])
        for (name, *_number, inner, _sha), one in zip(chains, data, strict=True):
            read = ground.reading(f"{RECORDS}/{inner}", one)
            if read and read.data:
                found[name].append(msgspec.convert(read.data, Approval))
        return found

    def place(self, name: str) -> str:
        """Where an object lies in the repository."""
        state = state_of(name)
        if state is not None:
            return f"{self.ground.reports}/{state}/{MANIFEST}"
        return f"{self.ground.content}/{place_of_object(name)}"

    def here(self, name: str) -> str:
        """The fingerprint of an object as the working tree has it."""
        path = self.ground.top / self.place(name)
        gone = not path.is_file()
        return fingerprint_of_nothing(name) if gone else self._meaning(name, path.read_bytes())[0]

    def fetch(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Read blobs as the objects they are: all in one question to git."""
        left = sorted(set(wanted) - self._read.keys())
        told = blobs(self.ground.top, [sha for _name, sha in left])
        for (name, sha), data in zip(left, told, strict=True):
            self._read[name, sha] = self._meaning(name, data)

    def read(self, name: str, sha: str) -> tuple[str, Read | None]:
        """Fingerprint and reading of an object that is this blob."""
        if (name, sha) not in self._read:
            self.fetch([(name, sha)])
        return self._read[name, sha]

    def _meaning(self, name: str, data: bytes) -> tuple[str, Read | None]:
        state = state_of(name)
        if state is not None:
            return fingerprint_of_manifest(state, data), None
        place = place_of_object(name)
        read = self.ground.reading(place, data) if place else None
        return (read.fingerprint, read) if read else (BROKEN, None)


@dataclass(frozen=True)
class Snapshot:
    """The objects of one commit; `blobs` names the bytes of each."""

    commit: str
    blobs: Mapping[str, str]
    library: Library

    def fingerprint(self, name: str) -> str:
        """The fingerprint of an object; `BROKEN`, or that of nothing where it is not there."""
        sha = self.blobs.get(name)
        return fingerprint_of_nothing(name) if sha is None else self.library.read(name, sha)[0]

    def read(self, name: str) -> Read | None:
        """What the file of an object says; None where there is none."""
        sha = self.blobs.get(name)
        return self.library.read(name, sha)[1] if sha else None

    def changed(self, before: Snapshot) -> list[str]:
        """The objects whose meaning is another one than before, sorted."""
        names = sorted(self.blobs.keys() | before.blobs.keys())
        moved = [one for one in names if self.blobs.get(one) != before.blobs.get(one)]
        for side in (before, self):
            side.library.fetch((one, side.blobs[one]) for one in moved if one in side.blobs)
        return [
            one for one in moved
            if self.fingerprint(one) != before.fingerprint(one) or not self.fingerprint(one)
        ]  # fmt: skip

    @cached_property
    def organisation(self) -> Organisation | None:
        """The organisation; None where its file is missing or broken."""
        return self._record("organisation", Organisation)

    @cached_property
    def people(self) -> People:
        """People and positions; nobody where the file is missing or broken."""
        return self._record("people", People) or People(positions=(), people=())

    @cached_property
    def policy(self) -> ApprovalPolicy | None:
        """The approval policy; None where there is none."""
        return self._record("approval-policy", ApprovalPolicy)

    def is_broken(self, name: str) -> bool:
        """Whether there is a file for an object and it cannot be understood."""
        return name in self.blobs and self.fingerprint(name) == BROKEN

    def _record(self, name: str, kind: type[_T]) -> _T | None:
        read = self.read(name)
        data = read.data if read else None
        return msgspec.convert(data, kind) if data is not None else None


@dataclass(frozen=True, slots=True)
class Whole:
    """All content of a commit: its records, and what each object rests on."""

    content: Content
    rests: Mapping[str, tuple[str, ...]]


@contextmanager
def unpacked(ground: Ground, commit: str) -> Iterator[tuple[Path, Path]]:
    """The content and the sealed records of a commit, as folders that are gone afterwards."""
    with tempfile.TemporaryDirectory() as aside:
        content, reports = (Path(aside, one.name) for one in (ground.content, ground.reports))
        for place, folder in ((ground.content, content), (ground.reports, reports)):
            folder.mkdir()
            put_back(ground.top, commit, place, folder)
        yield content, reports


def _whole(ground: Ground, commit: str) -> Whole | None:
    with unpacked(ground, commit) as (folder, reports):
        content = records.content(load(folder), ground.content.name)
        seals = seals_of(shelf_of(read_files(reports)))
    if content is None:
        return None
    rests = depends_on(content, {state: tuple(told) for state, told in seals.inputs.items()})
    return Whole(content, rests)
