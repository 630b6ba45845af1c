"""One small change somewhere in sealed records or in the content under them, and its undoing.

Used by the tests for some and by `bench/flips.py` for very many.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DIGIT = re.compile(rb"[0-9]")
_KEY = re.compile(rb"[a-z_]{3,}(?=\"?:)")


@contextmanager
def flipped(folder: Path, chance: random.Random) -> Iterator[str]:
    """Change one thing below `reports` or in a content file that a record names; say which."""
    place = chance.choice([*_records(folder), *_under(folder)])
    before = place.read_bytes()
    how = chance.choice([_byte, _digit, _key, _line, None])
    if how is _byte and "reports" not in place.parts:
        how = _digit  # any byte of a record counts, but of content only what it says
    if how is None:
        place.unlink()
    else:
        after = how(before, chance)
        place.write_bytes(after if after != before else before + b"\n#")
    try:
        yield f"{how.__name__ if how else 'file'} of {place.relative_to(folder)}"
    finally:
        place.write_bytes(before)


def _records(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "reports").rglob("*") if path.is_file())


def _under(folder: Path) -> list[Path]:
    """The content that the records rest on."""
    records = (folder / "reports").glob("*/*/record.json")
    told = {file for path in records for file in json.loads(path.read_text("utf-8"))["inputs"]}
    return [folder / "content" / file for file in sorted(told)]


def _byte(told: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(told))
    other = told[place] ^ (1 << chance.randrange(8))
    return told[:place] + bytes([other]) + told[place + 1 :]


def _digit(told: bytes, chance: random.Random) -> bytes:
    found = [one.start() for one in _DIGIT.finditer(told)]
    if not found:
        return _line(told, chance)
    place = chance.choice(found)
    other = (told[place] - 48 + chance.randrange(1, 10)) % 10 + 48
    return told[:place] + bytes([other]) + told[place + 1 :]


def _key(told: bytes, chance: random.Random) -> bytes:
    found = list(_KEY.finditer(told))
    if not found:
        return _line(told, chance)
    one = chance.choice(found)
    return told[: one.start()] + one[0][::-1] + b"x" + told[one.end() :]


def _line(told: bytes, chance: random.Random) -> bytes:
    lines = told.splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    return b"".join(lines)
