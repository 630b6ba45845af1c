"""Whether what lies at HEAD can be signed at all: it is in force, and can be read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kinerja.content.shape.objects import place_of_object, state_of
from kinerja.findings import UserError
from kinerja.git.asking import HistoryError
from kinerja.git.history import MAIN, is_ancestor, trunks
from kinerja.review.revisions.snapshot import Library, Snapshot


def refuse_broken(library: Library, head: Snapshot, names: Iterable[str]) -> None:
    """Raises UserError where one of these cannot be read: nobody can have signed what it says."""
    for name in names:
        if head.is_broken(name):
            raise UserError(
                "{file} pada HEAD memuat galat. Perbaiki dahulu menurut kinerja check.",
                file=library.ground.shown(library.place(name)),
            )


def rests_of(library: Library, head: Snapshot, name: str) -> tuple[str, ...]:
    """What an object rests on; of a report nothing, for that is under its seal.

    Raises UserError where something of it is not there.
    """
    whole = library.whole(head.commit)
    if whole is None or state_of(name):
        return ()
    rests = whole.rests.get(name, ())
    for one in rests:
        if one not in head.blobs and place_of_object(one):
            raise UserError(
                "{object} bersandar pada {other}, yang tidak ada pada HEAD. Perbaiki dahulu menurut"
                " kinerja check.",
                object=name, other=one,
            )  # fmt: skip
    return rests


def refuse_unmerged(top: Path, commit: str, name: str) -> None:
    """Raises HistoryError for what lies beside the main branch only, as a proposal does."""
    known = trunks(top, MAIN)
    if known and not any(is_ancestor(top, commit, one) for one in known):
        raise HistoryError(
            "{object} belum digabungkan ke {main}, jadi belum dapat dicatat persetujuannya."
            " Gabungkan dahulu usulannya, lalu catat di {main}.",
            object=name, main=MAIN,
        )  # fmt: skip
