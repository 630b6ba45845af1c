"""The files of the folder of reports, as bytes: what lies where, and what has no place there.

Bounded, for anybody may have put anything there, and quick, for every run reads them. What they
say is `shelf`'s.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kinerja.cache import digest
from kinerja.content.folder.looking import folder_name
from kinerja.findings import Finding, finding, whole
from kinerja.periods import Period
from kinerja.seal.names import MANIFEST, SEALED

_ALONE = frozenset(("README.md", ".gitattributes", ".gitkeep"))
"""Files that may stand in the folder of reports itself; nobody reads them."""

_MOST_ENTRIES = 2_000
"""In one folder: more is not looked at."""

_LARGEST, _MOST_BYTES = 32 * 1024**2, 256 * 1024**2
"""Bytes of one file, and of all records together."""

_NUMBER = re.compile("[1-9][0-9]{0,2}")
_ASIDE = re.compile(r"\.[0-9]+\.kinerja-aside-[0-9a-f]+")
"""What a closing that was killed may have left; the next one clears it away."""


@dataclass(frozen=True, slots=True)
class Files:
    """The folder of reports as found.

    `name` is the folder's, with which findings begin; `states` are the folders of states by period
    and number, each with the files in it; `digest` names all of it.
    """

    root: Path
    name: str
    states: Mapping[tuple[Period, int], Mapping[str, bytes]]
    findings: tuple[Finding, ...]
    digest: str


def read_files(root: Path) -> Files:
    """Read the folder of reports; one that is not there is an empty one. Never raises for it."""
    reading = _Reading(folder_name(root))
    states: dict[tuple[Period, int], Mapping[str, bytes]] = {}
    for name, path in reading.entries(root, ""):
        period = _period(name)
        if period is not None:
            for number, folder in reading.states(path, name):
                states[period, number] = dict(reading.files(folder, f"{name}/{number}"))
        elif name not in _ALONE:
            reading.wrong(name, "seal-file-foreign", value=name)
    told = [str(part) for found in reading.found for part in (found.file, found.code)]
    parts = (
        part
        for (period, number), files in states.items()
        for part in (f"{period}/{number}", *(p for named in files.items() for p in named))
    )
    found = digest([*told, *parts])
    return Files(root, reading.name, dict(sorted(states.items())), tuple(reading.found), found)


class _Reading:
    """What has been found so far, and how much more may be read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.found: list[Finding] = []
        self._room = _MOST_BYTES

    def wrong(self, place: str, code: str, value: str = "") -> None:
        shown = "".join(c if c.isprintable() else "\ufffd" for c in place)
        told = finding(f"{self.name}/{shown}".rstrip("/"), code, value=value)
        self.found.append(whole(told))

    def entries(self, folder: Path, place: str) -> Iterator[tuple[str, Path]]:
        """What lies in a folder, by name; a link to a folder is not opened."""
        try:
            status = folder.stat() if not place else folder.lstat()
            is_folder = stat.S_ISDIR(status.st_mode)
            names = sorted(os.listdir(folder)) if is_folder else None  # noqa: PTH208 - names only
        except FileNotFoundError:
            return
        except OSError:
            names = None
        if names is None or len(names) > _MOST_ENTRIES:
            self.wrong(place, "seal-file-unreadable")
        for name in (names or ())[:_MOST_ENTRIES]:
            yield name, folder / name

    def states(self, folder: Path, place: str) -> Iterator[tuple[int, Path]]:
        """The folders of a period's states."""
        for name, path in self.entries(folder, place):
            if _NUMBER.fullmatch(name):
                yield int(name), path
            elif not _ASIDE.fullmatch(name):
                self.wrong(f"{place}/{name}", "seal-file-foreign", value=name)

    def files(self, folder: Path, place: str) -> Iterator[tuple[str, bytes]]:
        """The files of a state that can be read; others are told, as are missing ones."""
        missing = {*SEALED, MANIFEST}
        for name, path in self.entries(folder, place):
            if name not in missing:
                self.wrong(f"{place}/{name}", "seal-file-foreign", value=name)
                continue
            missing.remove(name)
            told = self._plain(path)
            if told is None:
                self.wrong(f"{place}/{name}", "seal-file-unreadable")
            else:
                yield name, told
        for name in sorted(missing):
            self.wrong(f"{place}/{name}", "seal-file-missing", value=name)

    def _plain(self, path: Path) -> bytes | None:
        """The bytes of a plain file of bearable size; a link is none."""
        with suppress(OSError):
            handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with os.fdopen(handle, "rb") as file:
                status = os.fstat(handle)
                most = min(_LARGEST, self._room)
                if stat.S_ISREG(status.st_mode) and status.st_size <= most:
                    told = file.read(most)
                    self._room -= len(told)
                    return told
        return None


def _period(name: str) -> Period | None:
    try:
        return Period.parse(name)
    except ValueError:
        return None
