"""What commits hold: files put back as the bytes that were committed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from kinerja.git.asking import HistoryError, ask, started

_LINK, _FILE = "120000", ("100644", "100755")


def put_back(top: Path, commit: str, folder: PurePosixPath, target: Path) -> None:
    """Write the files that a folder had in a commit below a target, byte for byte."""
    wanted = [one for one in _listed(top, commit, folder) if one[0] in (*_FILE, _LINK)]
    links = []
    told = blobs(top, [sha for _mode, sha, _name in wanted])
    for (mode, _sha, name), blob in zip(wanted, told, strict=True):
        place = target / name
        if ".." in name.parts or not place.is_relative_to(target):
            continue
        if mode == _LINK:
            links.append((place, blob))
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(blob)
    for place, blob in links:  # last, so that nothing is written through one
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(os.fsdecode(blob))


def files(top: Path, commit: str, folder: PurePosixPath) -> dict[str, str]:
    """The plain files that a folder had in a commit: their blobs, by their paths in the folder."""
    return {str(name): sha for mode, sha, name in _listed(top, commit, folder) if mode in _FILE}


def links(top: Path, commit: str, folder: PurePosixPath) -> list[str]:
    """What a folder had in a commit that is no plain file, by its path in the folder."""
    return [str(name) for mode, _sha, name in _listed(top, commit, folder) if mode not in _FILE]


def blobs(top: Path, hashes: Sequence[str]) -> Iterator[bytes]:
    """What blobs hold, in the order asked. Raises HistoryError where one is not there."""
    if not hashes:
        return
    told = ask(top, "cat-file", "--batch", given="".join(f"{one}\n" for one in hashes).encode())
    start = 0
    for _one in hashes:
        head = told.index(b"\n", start)
        parts = told[start:head].split()
        if len(parts) != 3:
            raise HistoryError(
                "Git tidak dapat membaca riwayat: {problem}", problem=os.fsdecode(told[start:head])
            )
        start = head + 1 + int(parts[2]) + 1
        yield told[head + 1 : start - 1]


def blobs_at(top: Path, wanted: Sequence[tuple[str, str]]) -> list[str]:
    """The blobs of paths in commits, in the order asked; empty where there is none."""
    told = ask(
        top, "cat-file", "--batch-check=%(objectname) %(objecttype)",
        given="".join(f"{commit}:{place}\n" for commit, place in wanted).encode(),
    )  # fmt: skip
    lines = [line.rpartition(b" ") for line in told.split(b"\n")[: len(wanted)]]
    return [name.decode("ascii") if kind == b"blob" else "" for name, _, kind in lines]


def blob_at(top: Path, commit: str, place: str) -> bytes | None:
    """The bytes of a file in a commit; None where it has none of that name."""
    done = started(top, "cat-file", "blob", f"{commit}:{place}")
    return None if done.returncode else done.stdout


def _listed(top: Path, commit: str, folder: PurePosixPath) -> list[tuple[str, str, PurePosixPath]]:
    """Mode, hash and path in the folder of everything below it."""
    where = [] if folder == PurePosixPath() else ["--", f"{folder}/"]
    listed = ask(top, "ls-tree", "-r", "-z", "--full-tree", commit, *where)
    found = []
    for line in filter(None, listed.split(b"\0")):
        head, _tab, name = line.partition(b"\t")
        mode, _type, sha = head.decode("ascii").split()
        found.append((mode, sha, PurePosixPath(os.fsdecode(name)).relative_to(folder)))
    return found
