"""What commits hold: files put back as the bytes that were committed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kinerja.git.asking import HistoryError, ask

_LINK, _FILE = "120000", ("100644", "100755")


def put_back(top: Path, commit: str, folder: PurePosixPath, target: Path) -> None:
    """Write the files that a folder had in a commit below a target, byte for byte."""
    where = [] if folder == PurePosixPath() else ["--", f"{folder}/"]
    listed = ask(top, "ls-tree", "-r", "-z", "--full-tree", commit, *where)
    entries = [line.partition(b"\t") for line in listed.split(b"\0") if line]
    told = [(head.split(), os.fsdecode(name)) for head, _tab, name in entries]
    wanted = [
        (mode.decode("ascii"), sha, PurePosixPath(name))
        for (mode, _type, sha), name in told
        if mode.decode("ascii") in (*_FILE, _LINK)
    ]
    blobs = _blobs(top, [sha for _mode, sha, _name in wanted])
    links = []
    for (mode, _sha, name), blob in zip(wanted, blobs, strict=True):
        place = target / name.relative_to(folder)
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


def _blobs(top: Path, hashes: list[bytes]) -> Iterator[bytes]:
    told = ask(top, "cat-file", "--batch", given=b"".join(one + b"\n" for one in hashes))
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
