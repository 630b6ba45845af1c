"""A folder or file made aside and swapped in whole: whoever looks sees the old or the new one.

Knows nothing of what is written. A folder of somebody else's files is never touched.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kinerja.findings import UserError

MARKER = ".kinerja-output"
"""A small file that tells an output of ours from a folder of somebody's files."""

_MARKER_TEXT = "Folder ini dibuat oleh Kinerja dan diganti seluruhnya pada pembuatan berikutnya.\n"
_ASIDE, _OLD = "aside", "old"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def replace_folder(
    target: Path, sources: Iterable[Path] = (), marker: str = MARKER
) -> Iterator[Path]:
    """Give an empty folder to write into; at the end it takes the place of `target`.

    An exception inside leaves the old folder as it was. `sources` are the folders being read
    (content, reports): the target may not lie in one, nor hold one. Remains of runs that were
    killed are cleaned away. A target that is neither missing, empty nor an earlier output, or
    that cannot be written, is a UserError.
    """
    place = target.resolve()
    _refuse_overlap(place, sources)
    with _told(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        _recover(place)
        _refuse_foreign(place, marker)
        aside, lock = _make_aside(place)
    try:
        yield aside
        with _told(place):
            (aside / marker).write_text(_MARKER_TEXT, encoding="utf-8", newline="\n")
            if place.exists():
                aside.chmod(stat.S_IMODE(place.stat().st_mode) | stat.S_IRWXU)
            _swap(aside, place)
    finally:
        # After the swap this name holds the old folder; after a failure, the unfinished new one.
        shutil.rmtree(aside, ignore_errors=True)
        shutil.rmtree(_sibling(place, _OLD), ignore_errors=True)
        os.close(lock)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Give a folder to fill that then becomes `target`, which belongs to its owner from then on.

    Nothing is ever replaced: a target that exists and is not an empty folder is a UserError, as is
    one that cannot be written. An exception inside leaves nothing behind.
    """
    place = target.resolve()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise UserError(
            "{target} sudah berisi. Pilih folder baru atau folder kosong.", target=place
        )
    with _told(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        _recover(place)
        aside, lock = _make_aside(place)
    try:
        yield aside
        with _told(place):
            if place.exists():
                place.rmdir()
            aside.rename(place)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
        os.close(lock)


def replace_file(place: Path, text: str) -> None:
    """Put a text in the place of a file in one step; the file's mode stays as it was."""
    with _told(place):
        _clear(place)
        aside, handle = _make_file_aside(place, text)
        try:
            os.fchmod(handle, stat.S_IMODE(place.stat().st_mode))
            aside.replace(place)
        finally:
            aside.unlink(missing_ok=True)
            os.close(handle)


def new_file(place: Path, text: str) -> None:
    """Write a file that is not there yet, with its folders; one that is there is a UserError."""
    with _told(place):
        place.parent.mkdir(parents=True, exist_ok=True)
        _clear(place)
        aside, handle = _make_file_aside(place, text)
        try:
            _name(aside, place)
        except FileExistsError:
            raise UserError("{target} sudah ada, jadi tidak ditulis.", target=place) from None
        finally:
            aside.unlink(missing_ok=True)
            os.close(handle)


def _name(aside: Path, place: Path) -> None:
    """Give a file its name; unlike a rename, a link never replaces what is there."""
    try:
        place.hardlink_to(aside)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if place.exists():
            raise FileExistsError(place) from None
        aside.rename(place)


def _make_file_aside(place: Path, text: str) -> tuple[Path, int]:
    """A new file beside the target, with its text, locked for as long as this process lives."""
    aside = place.parent / f"{_sibling(place, _ASIDE).name}-{secrets.token_hex(4)}"
    with aside.open("x", encoding="utf-8", newline="\n") as file:
        handle = os.dup(file.fileno())
        try:
            _lock(handle)
            file.write(text)
            file.flush()
            os.fsync(handle)
        except BaseException:
            os.close(handle)
            aside.unlink(missing_ok=True)
            raise
    return aside, handle


def _refuse_overlap(place: Path, sources: Iterable[Path]) -> None:
    for source in sources:
        real = source.resolve()
        if place == real or place.is_relative_to(real) or real.is_relative_to(place):
            raise UserError(
                "{target} tidak dapat menjadi tempat hasil karena bertumpang tindih dengan"
                " {source}, yang sedang dibaca.",
                target=place,
                source=real,
            )


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


def _recover(place: Path) -> None:
    """Put things in order after a run that was killed: its folders bear names of ours."""
    old = _sibling(place, _OLD)
    if old.exists() and not place.exists():
        old.rename(place)
    _clear(place)


def _clear(place: Path) -> None:
    """Remove what killed runs left beside a place."""
    for litter in place.parent.glob(f"{_glob_safe(_sibling(place, _ASIDE).name)}-*"):
        if _abandoned(litter):
            if litter.is_dir():
                shutil.rmtree(litter, ignore_errors=True)
            else:
                litter.unlink(missing_ok=True)


def _make_aside(place: Path) -> tuple[Path, int]:
    """A new folder beside the target, locked for as long as this process lives."""
    aside = place.parent / f"{_sibling(place, _ASIDE).name}-{secrets.token_hex(4)}"
    aside.mkdir()
    aside.chmod(stat.S_IMODE(aside.stat().st_mode) | stat.S_IRWXU)  # whatever the umask
    lock = os.open(aside, os.O_RDONLY)
    _lock(lock)
    return aside, lock


def _lock(handle: int) -> None:
    with contextlib.suppress(OSError):  # a file system without locks: nobody cleans up, no harm
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _abandoned(folder: Path) -> bool:
    """No process works in it: the lock of a killed one is gone with it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _swap(aside: Path, place: Path) -> None:
    """Put the new folder in the target's place and the old one, if any, where the new one was."""
    if not place.exists():
        aside.rename(place)
    elif not _exchange(aside, place):
        place.rename(_sibling(place, _OLD))
        aside.rename(place)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; False where the system or file system cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), ctypes.c_uint(_RENAME_EXCHANGE)
    )
    return bool(done == 0)


def _sibling(place: Path, role: str) -> Path:
    return place.parent / f".{place.name}.kinerja-{role}"


def _glob_safe(name: str) -> str:
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Turn the system's refusal into words for the person who chose the folder."""
    try:
        yield
    except OSError as error:
        raise UserError(
            "{target} tidak dapat ditulis: {reason}.",
            target=place,
            reason=error.strerror or type(error).__name__,
        ) from error
