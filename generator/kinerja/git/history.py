"""The repository around a folder, and its commits. Reads and never writes."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath

from kinerja.git.asking import HistoryError, ask


def repository(folder: Path) -> Path:
    """The top of the working tree that a folder lies in. Raises HistoryError where it is in none.

    Git's own refusals (a repository that belongs to somebody else) are told in its words.
    """
    try:
        top = ask(folder, "rev-parse", "--show-toplevel")
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
    found = ask(
        top, "log", "--no-color", "--no-ext-diff", "--no-renames", "--diff-filter=A",
        "--format=%H %P", "--max-count=1", "--", str(place),
    ).split()  # fmt: skip
    shallow = ask(top, "rev-parse", "--is-shallow-repository").strip() == b"true"
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
