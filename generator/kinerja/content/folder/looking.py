"""A content folder as it lies on the disk: which files are opened, and which never are.

Anybody may have put anything there. What a place means is `layout`'s; files are read in `load`.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kinerja.cache import digest
from kinerja.content.shape.layout import Source, is_left_unread, told_by
from kinerja.findings import Finding, finding, whole

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes: a larger file is not opened."""


NOT_OPENED = ("file-link-outside", "file-unreadable", "file-is-folder", "file-too-large")
"""What is said of files that stay closed."""

_LONGER = re.compile(r"((?:.*/)?[^/.][^/]*\.ya?ml)\.(?!(?:bak|old|orig|rej|save|tmp)$)[A-Za-z]+")
"""A name that an editor or a browser made longer: `2026-Q3.yml.txt`; no copy kept on purpose."""


def walk(root: Path) -> tuple[list[Source], list[Finding]]:
    """All files of a content folder that are to be read, by name, and what does not belong."""
    sources: list[Source] = []
    faults: list[Finding] = []
    outer, folder = root.resolve(), folder_name(root)
    files = list(_files(root))
    for path, place in files:
        name = f"{folder}/{_readable(place)}"
        seen = _looked_at(path, outer)
        if seen is None:
            continue  # gone since its folder was listed, as what editors make for a moment is
        fault, size = seen
        if fault:
            most = LARGEST_FILE // 1024 // 1024
            faults.append(whole(finding(name, fault, most=most)))
            continue
        if not _is_yaml(place):
            meant = _LONGER.fullmatch(name)
            if meant:
                faults.append(whole(_longer(name, meant[1], {there for _path, there in files})))
            continue
        told = told_by(place)
        if told is not None:
            sources.append(Source(Path(path), name, told[0], tuple(told[1].items()), size))
        elif not is_left_unread(place):
            from kinerja.content.meant.renaming import (
                misplaced,  # with the schemas; mostly nobody asks
            )

            faults.append(misplaced(name, _readable(place), {there for _path, there in files}))
    once = {one.params if one.code == "folder-misnamed" else one: one for one in reversed(faults)}
    return sources, [*reversed(once.values())]


def _longer(name: str, meant: str, places: Collection[str]) -> Finding:
    """What is said of a file with a longer name than is meant; it may be a copy beside the file."""
    place = meant.partition("/")[2]
    if told_by(place) is not None and place not in places:
        return finding(name, "file-misnamed", expected=place)
    return finding(name, "file-not-read", value=meant.rpartition("/")[2])


@dataclass(frozen=True, slots=True)
class Seen:
    """A content folder as it lies there just now.

    `sources` are the files to be read, `faults` what does not belong, `digests` name the bytes of
    each file by its name; empty where it cannot be read.
    """

    sources: Sequence[Source]
    faults: Sequence[Finding]
    digests: Mapping[str, str]


def look(root: Path) -> Seen:
    """Look at all files of a content folder without reading any."""
    sources, faults = walk(root)
    return Seen(sources, faults, {source.name: digest_of(source.path) for source in sources})


def text_of(path: Path) -> str:
    """The text of a file, UTF-8, a byte order mark dropped; OSError and UnicodeDecodeError rise."""
    return path.read_bytes().decode("utf-8-sig")


def digest_of(path: Path) -> str:
    """What names the bytes of a file; empty where it cannot be read."""
    try:
        return digest([path.read_bytes()])
    except OSError:
        return ""


def folder_name(root: Path) -> str:
    """The name of a content folder, with which findings begin: `content` for `content/units/..`."""
    return Path(os.path.normpath(root.absolute())).name


def _is_yaml(name: str) -> bool:
    return name.lower().endswith((".yml", ".yaml"))


def _readable(name: str) -> str:
    """A file name as it may be shown: it can hold anything, even what is no text."""
    if name.isprintable():
        return name
    return "".join(character if character.isprintable() else "\ufffd" for character in name)


def _files(root: Path) -> Iterator[tuple[str, str]]:
    """The files of a folder with their places in it, and last the folders nobody may look into.

    A folder with a file's name is one of the files.
    """
    closed: list[OSError] = []
    top = len(f"{root}/")
    for folder, folders, names in os.walk(root, onerror=closed.append):
        folders.sort()
        links = [name for name in folders if Path(folder, name).is_symlink()]
        named = [name for name in folders if name not in links and _is_yaml(name)]
        folders[:] = [
            name for name in folders if name not in named
        ]  # what is in them is no content
        for name in sorted([*names, *links, *named]):
            path = f"{folder}/{name}"
            yield path, path[top:].replace(os.sep, "/")
    for path in sorted(str(error.filename) for error in closed):
        yield path, path[top:].replace(os.sep, "/")


def refused(path: Path, outer: Path) -> str | None:
    """Why a file is not opened at all: links out of the folder, devices, absurd size."""
    seen = _looked_at(str(path), outer)
    return seen[0] if seen else "file-unreadable"


def _looked_at(path: str, outer: Path) -> tuple[str | None, int] | None:
    """Why a file is not opened, if it is not, and its size in bytes; None where there is none."""
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        return None
    except OSError:
        return "file-unreadable", 0
    try:
        if stat.S_ISLNK(status.st_mode):
            target = Path(path).resolve()
            if target.is_dir() or not target.is_relative_to(outer):
                return "file-link-outside", 0
            status = Path(path).stat()
    except (OSError, RuntimeError):  # a link that leads nowhere, or round in a circle
        return "file-unreadable", 0
    if stat.S_ISDIR(status.st_mode) and _is_yaml(path):
        return "file-is-folder", 0
    if not stat.S_ISREG(status.st_mode):
        return "file-unreadable", 0
    return ("file-too-large" if status.st_size > LARGEST_FILE else None), status.st_size
