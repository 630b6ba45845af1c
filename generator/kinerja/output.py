"""A folder or file made aside and swapped in whole: whoever looks sees the old or the new one.

Here is what may be replaced and what a person is told; the system's part is in `aside`. Knows
nothing of what is written. A folder of somebody else's files is never touched.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kinerja.aside import clear, file_aside, folder_aside, name, recover, swap
from kinerja.findings import UserError
from kinerja.messages import mark as _

MARKER = ".kinerja-output"
"""A small file that tells an output of ours from a folder of somebody's files."""

_MARKER_TEXT = "Folder ini dibuat oleh Kinerja dan diganti seluruhnya pada pembuatan berikutnya.\n"

FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""The system's refusals to take one byte more."""

_NO_ROOM, _NO_RIGHT = _("tempat penyimpanan penuh"), _("Anda tidak berhak atas tempat itu")
_REASONS = {
    errno.ENOSPC: _NO_ROOM,
    errno.EDQUOT: _NO_ROOM,
    errno.EFBIG: _("berkas lebih besar daripada yang diizinkan komputer ini"),
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: _("tempat itu hanya dapat dibaca"),
    errno.ENOENT: _("berkas atau folder itu tidak ada"),
    errno.ENAMETOOLONG: _("namanya terlalu panjang"),
    errno.ENOTDIR: _("salah satu bagian alamatnya bukan folder"),
    errno.ELOOP: _("tautannya kembali ke dirinya sendiri"),
    errno.EBUSY: _("folder itu menyambungkan penyimpanan lain; pilih folder di dalamnya"),
    errno.ENOTEMPTY: _("folder itu baru saja diisi pihak lain"),
}
"""What the system's refusals mean; those that are rarer keep the system's own words."""


@contextmanager
def replace_folder(
    target: Path, sources: Iterable[Path] = (), marker: str = MARKER
) -> Iterator[Path]:
    """Give an empty folder to write into; at the end it takes the place of `target`.

    An exception inside leaves the old folder as it was. `sources` are the folders being read
    (content, reports): the target may not lie in one, nor hold one. Of two runs into one target
    the later to end wins. Remains of runs that were killed are cleared away. A target that is
    neither missing, empty nor an earlier output, or that cannot be written, is a UserError.
    """
    check_target(target, sources, marker)
    with _told(target):
        place = _real(target)
        place.parent.mkdir(parents=True, exist_ok=True)
        recover(place)
        _refuse_foreign(place, marker)
        with folder_aside(place) as aside:
            yield aside
            (aside / marker).write_text(_MARKER_TEXT, encoding="utf-8", newline="\n")
            _refuse_foreign(place, marker)  # somebody may have come since
            if place.exists():
                aside.chmod(stat.S_IMODE(place.stat().st_mode) | stat.S_IRWXU)
            swap(aside, place)


def check_target(target: Path, sources: Iterable[Path] = (), marker: str = MARKER) -> None:
    """Refuse what `replace_folder` would refuse, before there is anything to write."""
    with _told(target):
        place = _real(target)
        for source in map(_real, sources):
            if place == source or place.is_relative_to(source) or source.is_relative_to(place):
                raise UserError(
                    "{target} tidak dapat menjadi tempat hasil karena bertumpang tindih dengan"
                    " {source}, yang sedang dibaca.",
                    target=place,
                    source=source,
                )
        _refuse_foreign(place, marker)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a folder to fill that then becomes `target`, which belongs to its owner from then on.

    Nothing is ever replaced: a target that exists and is not an empty folder is a UserError, as is
    one that cannot be written. An exception inside leaves nothing behind. The folder in which the
    command runs is filled instead, file after file, so that the person's terminal stays in it.
    """
    with _told(target):
        place = _real(target)
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise UserError(
                "{target} sudah berisi. Pilih folder baru atau folder kosong.", target=place
            )
        place.parent.mkdir(parents=True, exist_ok=True)
        clear(place.parent)
        with folder_aside(place) as aside:
            yield aside
            if _is_here(place):
                for item in sorted(aside.iterdir()):
                    item.rename(place / item.name)
            else:
                aside.rename(place)  # which replaces an empty folder and no other


def replace_file(place: Path, text: str) -> None:
    """Put a text in the place of a file in one step; the file's mode stays as it was.

    What killed runs left beside it stays too: `tidy` takes it away once for a whole folder.
    """
    with _told(place), file_aside(place, text) as aside:
        aside.chmod(stat.S_IMODE(place.stat().st_mode))
        aside.replace(place)


def new_file(place: Path, text: str) -> None:
    """Write a file that is not there yet, with its folders; one that is there is a UserError."""
    with _told(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        clear(place.parent)
        with file_aside(place, text) as aside:
            try:
                name(aside, place)
            except FileExistsError:
                raise UserError("{target} sudah ada, jadi tidak ditulis.", target=place) from None


def tidy(folders: Iterable[Path]) -> None:
    """Remove what killed runs left in folders; of what living ones are making, nothing."""
    for folder in folders:
        clear(folder)


def reason(error: OSError) -> str:
    """Why the system refused, as the Indonesian end of a sentence."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Turn the system's refusal into words for the person who chose the place."""
    try:
        yield
    except OSError as error:
        raise UserError(
            "{target} tidak dapat ditulis: {problem}.", target=place, problem=reason(error)
        ) from error


def _real(target: Path) -> Path:
    """Where a target really lies: a link to a folder stays, and that folder is replaced."""
    try:
        return target.resolve()
    except RuntimeError:  # Python 3.11 and 3.12 say so of a link that leads round in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from None


def _refuse_foreign(place: Path, marker: str) -> None:
    if not place.exists():
        return
    if not place.is_dir():
        raise UserError("{target} bukan folder.", target=place)
    if any(place.iterdir()) and not (place / marker).is_file():
        raise UserError(
            "{target} berisi berkas lain dan bukan hasil Kinerja, jadi tidak diganti."
            " Pilih folder baru atau folder kosong.",
            target=place,
        )
    if _is_here(place):
        raise UserError(
            "{target} adalah folder tempat perintah ini dijalankan, jadi tidak dapat diganti."
            " Jalankan perintahnya dari folder lain.",
            target=place,
        )


def _is_here(place: Path) -> bool:
    """Whether a terminal that stands in the folder would stand in one that is gone."""
    return Path.cwd().is_relative_to(place)
