"""The name that a file should have which lies where none is read: the nearest place of the layout.

Copies that a computer made, quarters as they are spoken of, capitals and other endings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import product

from kinerja.content.meant import guessing
from kinerja.content.shape import schema
from kinerja.content.shape.layout import LAYOUT, RECORDED, told_by
from kinerja.findings import Finding, finding, whole

_COPIED = re.compile(
    r"^(?:copy of|salinan(?: dari)?)[ _-]+"
    r"|[ _-]*\([0-9]{1,3}\)$"
    r"|[ _-]+(?:copy|salinan|salin|kopi)(?:[ _-]*\(?[0-9]{0,3}\)?)$",
    re.IGNORECASE,
)
_YEAR, _SIGN = "(?P<year>20[0-9]{2})", "[ ._-]{0,3}"
_PARTS = {
    "Q": rf"(?:tw|tri?wulan|kuartal|quarter|q){_SIGN}(?P<part>[1-4]|iii|iv|ii|i)",
    "S": rf"(?:semester|sem|sm|s){_SIGN}(?P<part>[12]|ii|i)",
    "": "(?P<part>0?[1-9]|1[0-2])",
}
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_PERIODS = [
    (letter, re.compile(form))
    for letter, part in _PARTS.items()
    for form in (_YEAR + _SIGN + part, part + _SIGN + _YEAR)
]
_LONGEST = 255


def misplaced(name: str, place: str, places: Collection[str]) -> Finding:
    """What is said of a YAML file at a place of no kind.

    `name` is what findings call it, `places` are all files there are. Of a folder with a wrong name
    each file says the same.
    """
    expected = meant(place)
    if not expected:
        return finding(name, "file-out-of-place")
    if expected in places:
        return whole(finding(name, "file-beside", other=expected))
    parts, right = place.split("/"), expected.split("/")
    pairs = zip(parts, right, strict=True)
    differing = next(at for at, (one, other) in enumerate(pairs) if one != other)
    if differing < len(parts) - 1:
        folder, wanted = ("/".join(way[: differing + 1]) for way in (parts, right))
        return whole(finding(name, "folder-misnamed", value=folder, expected=wanted))
    return whole(finding(name, "file-misnamed", expected=expected))


def meant(place: str) -> str:
    """The place that a file should have; empty where its name tells none."""
    *folders, last = place[:_LONGEST].split("/")
    stem = _stem(last)
    if not stem or any(part.startswith(".") for part in (*folders, last)):
        return ""
    top, *below = [*folders, stem]
    each = ([_top(top, is_file=not folders)], *(list(_forms(part)) for part in below))
    found = (f"{'/'.join(parts)}.yml" for parts in product(*each))
    told = ((one, told_by(one)) for one in found)
    return next((one for one, kind in told if kind and kind[0] not in RECORDED), "")


def _stem(name: str) -> str:
    """A file's name without its ending and without what marks a copy."""
    stem = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE).strip()
    while (short := _COPIED.sub("", stem).strip()) != stem:
        stem = short
    return stem


def _top(name: str, *, is_file: bool) -> str:
    """The folder, or the file beside the folders, that a name stands for; else the name."""
    tops = {
        place.partition("/")[0].removesuffix(".yml"): schema.title(kind)
        for kind, place in LAYOUT.items()
        if ("/" not in place) is is_file
    }
    return guessing.meant(name, tops) or name


def _forms(part: str) -> Iterator[str]:
    """What a part of a path may be meant to be, nearest first."""
    yield part
    plain = part.lower().strip()
    for letter, form in _PERIODS:
        if found := form.fullmatch(plain):
            number = _ROMAN.get(found["part"], found["part"])
            yield f"{found['year']}-{letter + number if letter else number.zfill(2)}"
    if id := guessing.as_id(part):
        yield id
