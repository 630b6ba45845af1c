"""What a working tree holds otherwise than a commit: whole files, byte by byte. Only reads."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kinerja.findings import UserError
from kinerja.git.asking import ask

PLAIN, RUNNABLE = "100644", "100755"


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is to be otherwise: its place in the repository, and its bytes.

    None where the file is gone. `mode` is git's.
    """

    place: PurePosixPath
    data: bytes | None
    mode: str = PLAIN


def changes(
    top: Path, commit: str, folders: Iterable[PurePosixPath], *, as_said: bool = False
) -> list[Change]:
    """The files below folders that differ from a commit, by place; ignored ones are left out.

    A file that the working tree leaves out on purpose (sparse) is not gone. A link is a UserError,
    as what it leads to is not in the repository, unless only what it says is asked for (`as_said`).
    """
    asked = [f"{folder}/" for folder in folders if folder != PurePosixPath()]
    where = ["--", *asked] if asked else []
    before = _committed(top, commit, where)
    known = _named(ask(top, "ls-files", "-z", "-t", "--cached", *where))
    sparse = {place for tag, place in known if tag == "S"}
    told = ask(top, "ls-files", "-z", "--others", "--exclude-standard", *where)
    others = {os.fsdecode(name) for name in told.split(b"\0") if name}
    algorithm = ask(top, "rev-parse", "--show-object-format").decode("ascii").strip()
    found = []
    for name in sorted({*before, *others, *(place for _tag, place in known)}):
        mode, blob = before.get(name, (PLAIN, ""))
        data = _bytes(top / name, as_said)
        if data is None and (name in sparse or not blob):
            continue
        if data is None or _blob(algorithm, data) != blob:
            kept = mode if mode in (PLAIN, RUNNABLE) else PLAIN
            found.append(Change(PurePosixPath(name), data, kept))
    return found


def unmerged(top: Path) -> set[str]:
    """The files between whose states a merge waits for a choice."""
    told = os.fsdecode(ask(top, "ls-files", "--unmerged", "-z"))
    return {line.partition("\t")[2] for line in told.split("\0") if line}


def _committed(top: Path, commit: str, where: list[str]) -> dict[str, tuple[str, str]]:
    """Mode and blob of the files of a commit, by place."""
    told = ask(top, "ls-tree", "-r", "-z", "--full-tree", commit, *where)
    entries = [line.partition(b"\t") for line in told.split(b"\0") if line]
    return {
        os.fsdecode(name): (head.split()[0].decode("ascii"), head.split()[2].decode("ascii"))
        for head, _tab, name in entries
    }


def _named(told: bytes) -> list[tuple[str, str]]:
    lines = [os.fsdecode(line) for line in told.split(b"\0") if line]
    return [(line[0], line[2:]) for line in lines]


def _bytes(path: Path, as_said: bool) -> bytes | None:
    """The bytes of a file; None where there is none. Raises UserError for a link."""
    try:
        status = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    if stat.S_ISLNK(status.st_mode) and as_said:
        return os.fsencode(path.readlink())
    if stat.S_ISLNK(status.st_mode):
        raise UserError(
            "{file} adalah tautan, jadi tidak dapat diusulkan. Ganti dengan berkasnya sendiri.",
            file=path,
        )
    return path.read_bytes() if stat.S_ISREG(status.st_mode) else None


def _blob(algorithm: str, data: bytes) -> str:
    """The name that git gives these bytes."""
    return hashlib.new(
        algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False
    ).hexdigest()
