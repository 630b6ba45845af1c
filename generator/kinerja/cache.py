"""The cache: what was computed before, kept by what it was computed from.

Entries are plain bytes in one file each. What an entry holds is its keeper's business; here it is
found again only whole and under the same key, and whatever is wrong with it or with the folder
means that there is none. Nothing in a result depends on it.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kinerja import resources

_MOST_BYTES, _MOST_ENTRIES = 4 * 1024**3, 64
_MARK = b"kinerja 1\n"
_DIGEST, _LENGTH = 32, 8


def folder() -> Path | None:
    """Where entries lie: `$XDG_CACHE_HOME/kinerja`, else in the home folder's `.cache`.

    None where there is no such place.
    """
    told = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if told.is_absolute():
        return told / "kinerja"
    try:
        return Path.home() / ".cache" / "kinerja"
    except RuntimeError:  # neither HOME nor an entry for the user
        return None


def recall(slot: str, key: str) -> list[memoryview] | None:
    """The parts kept in a slot, if they were kept under this key and nothing has touched them."""
    place = _place(slot)
    if place is None:
        return None
    try:
        with os.fdopen(os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
            told = os.fstat(file.fileno())
            if not stat.S_ISREG(told.st_mode) or told.st_uid != os.geteuid():
                return None
            if told.st_size > _MOST_BYTES:
                return None
            whole = memoryview(file.read())
    except OSError:
        return None
    start = len(_MARK) + _DIGEST
    if whole[:start] != _MARK + _sign(slot, key, [whole[start:]]):
        return None
    return list(_parts(whole[start:]))


def keep(slot: str, key: str, *parts: bytes | memoryview) -> None:
    """Keep parts in a slot in the place of what was there; where that fails, nothing is kept."""
    place = _place(slot)
    if place is None:
        return
    framed = [piece for part in parts for piece in (len(part).to_bytes(_LENGTH, "little"), part)]
    aside = place.with_name(f".{secrets.token_hex(8)}")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW
        with os.fdopen(os.open(aside, flags, 0o600), "wb") as file:
            file.write(_MARK + _sign(slot, key, framed))
            file.writelines(framed)
        aside.replace(place)
        _forget_oldest(place.parent)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def recall_names(slot: str) -> frozenset[str]:
    """What this program found sound before, by names without blanks."""
    kept = recall(slot, program())
    return frozenset(bytes(kept[0]).decode("ascii").split() if kept else ())


def keep_names(slot: str, names: Iterable[str]) -> None:
    """Remember these names, and no others."""
    keep(slot, program(), " ".join(sorted(names)).encode("ascii"))


def _parts(framed: memoryview) -> Iterator[memoryview]:
    while framed:
        size = int.from_bytes(framed[:_LENGTH], "little")
        yield framed[_LENGTH : _LENGTH + size]
        framed = framed[_LENGTH + size :]


def digest(parts: Iterable[str | bytes | memoryview]) -> str:
    """One name for all of these parts in this order."""
    whole = blake2b(digest_size=_DIGEST)
    for part in parts:
        told = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(len(told).to_bytes(8, "little"))
        whole.update(told)
    return whole.hexdigest()


def named(told: Mapping[str, str | bytes]) -> Iterator[str | bytes]:
    """Names in order, each before what it names: parts of a digest."""
    for name, value in sorted(told.items()):
        yield name
        yield value


@cache
def program() -> str:
    """One name for everything besides content that a result can depend on: code and libraries."""
    files = [*_files(resources.package()), *_files(resources.schemas())]
    installed = (Path(folder).glob("*.dist-info") for folder in sys.path)
    libraries = sorted(path.name for paths in installed for path in paths)
    return digest([sys.version, *libraries, *(part for path in files for part in _named(path))])


def _files(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*") if path.suffix in (".py", ".json", ".yml"))


def _named(path: Path) -> tuple[str, bytes]:
    return path.name, path.read_bytes()


def _place(slot: str) -> Path | None:
    own = folder()
    return own / digest([slot])[:_DIGEST] if own else None


def _sign(slot: str, key: str, framed: Iterable[bytes | memoryview]) -> bytes:
    whole = blake2b(digest([slot, key]).encode(), digest_size=_DIGEST)
    for piece in framed:
        whole.update(piece)
    return whole.digest()


def _forget_oldest(own: Path) -> None:
    """Keep the cache small: of many entries, and of what killed runs left, the newest stay."""
    with os.scandir(own) as found:
        told = [(one.stat(), Path(one)) for one in found if one.is_file(follow_symlinks=False)]
    size = 0
    for number, (status, path) in enumerate(sorted(told, key=lambda e: -e[0].st_mtime), 1):
        size += status.st_size
        if number > _MOST_ENTRIES or size > _MOST_BYTES:
            path.unlink(missing_ok=True)
