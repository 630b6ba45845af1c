"""Files and folders made beside the place that they are for, under a name of ours, and their end.

Names, locks and renames of the system, without a word for people; what may be replaced is decided
in `output`.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_ASIDE, _OLD = "kinerja-aside-", "kinerja-old"
_LONGEST_NAME = 40
_TRIES = 100
_AT_FDCWD = -100
_RENAME_NOREPLACE, _RENAME_EXCHANGE = 1, 2


@contextmanager
def folder_aside(place: Path) -> Iterator[Path]:
    """Give an empty folder beside a place; what bears its name at the end is removed."""
    aside, lock = _claim(place, _make_folder)
    try:
        yield aside
    finally:
        _remove(aside)
        os.close(lock)


@contextmanager
def file_aside(place: Path, text: str) -> Iterator[Path]:
    """Give a file beside a place, its text on the disk already; removed if it was not moved."""
    aside, handle = _claim(place, _make_file)
    try:
        with os.fdopen(os.dup(handle), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.fsync(handle)
        yield aside
    finally:
        aside.unlink(missing_ok=True)
        os.close(handle)


def swap(aside: Path, place: Path) -> None:
    """Put a folder in a place, and what was there, if anything, where the folder was.

    Another run may put a folder there, or take it away, between any two steps: then once more.
    """
    for _try in range(_TRIES):
        if _rename(aside, place, _RENAME_EXCHANGE):
            return
        try:
            aside.rename(place)
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise
        else:
            _remove(_old(place))
            return
        # No exchange here. A kill between two renames leaves a name by which `recover` finds it.
        _remove(_old(place))
        with contextlib.suppress(FileNotFoundError):
            place.rename(_old(place))
    raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))


def name(aside: Path, place: Path) -> None:
    """Give a file a name that nothing bears yet; FileExistsError where something does."""
    if _rename(aside, place, _RENAME_NOREPLACE):
        return
    try:
        place.hardlink_to(aside)  # unlike a plain rename, a link never replaces what is there
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if place.exists():
            raise FileExistsError(place) from None
        aside.rename(place)


def recover(place: Path) -> None:
    """Put things in order after runs that were killed: their folders bear names of ours."""
    old = _old(place)
    if old.exists() and not place.exists():
        old.rename(place)
    clear(place.parent)


def clear(folder: Path) -> None:
    """Remove what killed runs left in a folder; of what living ones are making, nothing."""
    for litter in folder.glob(f".*.{_ASIDE}*"):
        try:
            handle = os.open(litter, os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            # The lock of a killed run is gone with it. Where nothing can be locked nobody tidies.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(litter)
        except OSError:
            continue
        finally:
            os.close(handle)


def _claim(place: Path, make: Callable[[Path], int]) -> tuple[Path, int]:
    """Make something beside a place, locked for as long as this process lives.

    Between making and locking it looks abandoned; if another run has cleared it away, once more.
    """
    while True:
        token = secrets.token_hex(4)
        aside = place.parent / f".{place.name[:_LONGEST_NAME]}.{_ASIDE}{token}"
        try:
            handle = make(aside)
        except FileNotFoundError:
            if not place.parent.is_dir():
                raise
            continue
        if _locked(handle) and _is(aside, handle):
            return aside, handle
        os.close(handle)


def _make_folder(aside: Path) -> int:
    aside.mkdir()
    aside.chmod(stat.S_IMODE(aside.stat().st_mode) | stat.S_IRWXU)  # whatever the umask
    return os.open(aside, os.O_RDONLY)


def _make_file(aside: Path) -> int:
    return os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks: nobody clears there, so nobody is cleared
        return True
    return True


def _is(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.lstat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def _rename(one: Path, other: Path, how: int) -> bool:
    """Rename in one step, in a way that only Linux and some file systems know; False if not."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(rename(_AT_FDCWD, names[0], _AT_FDCWD, names[1], ctypes.c_uint(how)) == 0)


def _remove(place: Path) -> None:
    """Remove a file, or a folder with all that is in it, also where it was made read-only."""
    if not place.is_dir():
        with contextlib.suppress(OSError):
            place.unlink()
        return
    for folder, folders, _files in os.walk(place):
        for inner in (Path(folder, one) for one in folders):
            with contextlib.suppress(OSError):
                if not inner.is_symlink():
                    inner.chmod(stat.S_IRWXU)
    shutil.rmtree(place, ignore_errors=True)


def _old(place: Path) -> Path:
    return place.parent / f".{place.name}.{_OLD}"
