"""Git, asked without a word of anybody's configuration that could run something.

Reads history and never writes. No hook, pager, filter or network; what a commit holds is read as
the bytes that were committed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kinerja.findings import UserError

_SAFE = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.quotePath=false",
    "log.showSignature=false",
    "protocol.allow=never",
)
_LINK, _FILE = "120000", ("100644", "100755")


class HistoryError(UserError):
    """History cannot tell: there is none here, or not all of it."""


def repository(folder: Path) -> Path:
    """The top of the working tree that a folder lies in. Raises HistoryError where it is in none.

    Git's own refusals (a repository that belongs to somebody else) are told in its words.
    """
    try:
        top = _git(folder, "rev-parse", "--show-toplevel")
    except HistoryError as error:
        raise HistoryError(
            "{folder} tidak berada dalam repositori git: {problem}",
            folder=folder,
            problem=dict(error.params).get("problem", ""),
        ) from None
    return Path(os.fsdecode(top).rstrip("\n"))


def commit_adding(top: Path, place: PurePosixPath) -> str:
    """The last commit that added a file of the repository.

    Raises HistoryError where none did, or where this clone does not reach back to it.
    """
    found = _git(
        top, "log", "--no-color", "--no-ext-diff", "--no-renames", "--diff-filter=A",
        "--format=%H %P", "--max-count=1", "--", str(place),
    ).split()  # fmt: skip
    shallow = _git(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
    if shallow and len(found) < 2:  # the edge of a shallow clone seems to add everything
        raise HistoryError(
            "Klon ini tidak memuat seluruh riwayat, jadi asal {place} tidak dapat dicari. Lengkapi"
            " dahulu dengan: git fetch --unshallow",
            place=place,
        )
    if not found:
        raise HistoryError(
            "{place} belum pernah dicatat dalam git. Buat commit untuk rekaman itu dahulu.",
            place=place,
        )
    return found[0].decode("ascii")


def put_back(top: Path, commit: str, folder: PurePosixPath, target: Path) -> None:
    """Write the files that a folder had in a commit below a target, byte for byte."""
    where = [] if folder == PurePosixPath() else ["--", f"{folder}/"]
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, *where)
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
    told = _git(top, "cat-file", "--batch", given=b"".join(one + b"\n" for one in hashes))
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


def _git(folder: Path, *arguments: str, given: bytes | None = None) -> bytes:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    clean |= {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0"}
    clean |= {"GIT_TERMINAL_PROMPT": "0", "GIT_LITERAL_PATHSPECS": "1"}
    clean |= {"GIT_NO_REPLACE_OBJECTS": "1"}
    options = [part for setting in _SAFE for part in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", "--no-pager", *options, *arguments],
            cwd=folder,
            env=clean,
            input=given if given is not None else b"",
            capture_output=True,
            check=False,
        )
    except OSError:
        raise HistoryError("Program git tidak ada di komputer ini.") from None
    if done.returncode:
        problem = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        raise HistoryError("Git tidak dapat membaca riwayat: {problem}", problem=problem)
    return done.stdout
