"""Where each kind of content lives: the layout of a content folder.

A path tells the kind of a file and what its keys must say (the id, the unit, the year). Files are
looked for in `looking`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kinerja.findings import UserError
from kinerja.messages import mark as _

_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_YEAR = r"20[0-9]{2}"
_PERIOD = rf"{_YEAR}(?:-(?:S[12]|Q[1-4]|0[1-9]|1[0-2]))?"

LAYOUT = {
    "organisation": "organisation.yml",
    "people": "people.yml",
    "approval-policy": "approval-policy.yml",
    "unit": "units/<id>.yml",
    "goal": "goals/<id>.yml",
    "area": "areas/<id>.yml",
    "indicator": "indicators/<id>.yml",
    "target": "targets/<year>/<indicator>.yml",
    "weights": "weights/<year>.yml",
    "action-plan": "action-plans/<year>/<indicator>.yml",
    "register": "packages/<unit>/<year>.yml",
    "mapping": "mapping/<unit>/<year>.yml",
    "realization": "realizations/<unit>/<period>.yml",
    "measurement": "measurements/<period>/<source>.yml",
    "policy": "policies/<id>.yml",
    "calendar": "calendars/<year>.yml",
    "audit": "audits/<period>.yml",
    "decision": "decisions/<period>.yml",
    "approval": "approvals/<year>/<slug>/<n>.yml",
}
"""Each kind with the path of its files; a <name> is also a key of the file and must agree."""

RECORDED = frozenset(("approval",))
"""Kinds that the program writes, and no person."""

_LATER = (
    "procedure.yml",
    "analyses/<period>/<indicator>.yml",
    "letters/<id>.yml",
    "meetings/<id>.yml",
    "cycles/<id>.yml",
    "imports/<system>.yml",
    "aliases/<year>.yml",
)
"""Places of the layout whose capability has not been built: left unread."""


_CALLED = {
    "id": _("id"),
    "unit": _("unit kerja"),
    "year": _("tahun"),
    "period": _("periode"),
    "indicator": _("indikator"),
    "source": _("sumber pengukuran"),
}
"""What the values are called of which paths are made."""


@dataclass(frozen=True, slots=True)
class Source:
    """One content file: `name` as findings print it, `keys` what its path says of it."""

    path: Path
    name: str
    kind: str
    keys: tuple[tuple[str, str], ...]
    size: int

    def key(self, name: str) -> str:
        """What the path says for a <name> of the layout."""
        return dict(self.keys)[name]

    @property
    def id(self) -> str:
        """What names it among the files of its kind: `biro-umum/2026-Q1`; an only one its kind."""
        return "/".join(value for _name, value in self.keys) or self.kind

    @property
    def place(self) -> str:
        """Its path below the content folder."""
        return place_of(self.kind, dict(self.keys))


_NAME = re.compile("<([a-z]+)>")
_LONGEST = 64
_OPTIONS = ("unit", "year", "period")
_PARTS = {
    "year": _YEAR,
    "period": _PERIOD,
    "slug": rf"{_ID}(?:--{_ID}){{0,2}}",
    "n": "[1-9][0-9]{0,5}",
}


def _pattern(place: str) -> re.Pattern[str]:
    named = _NAME.sub(lambda m: f"(?P<{m[1]}>{_PARTS.get(m[1], _ID)})", place.replace(".", r"\."))
    return re.compile(named)


_PLACES = {kind: _pattern(place) for kind, place in LAYOUT.items()}
_UNREAD = tuple(_pattern(place) for place in _LATER)


def names(kind: str) -> tuple[str, ...]:
    """The <names> in the path of a kind: what must be known to place one of its files."""
    return tuple(_NAME.findall(LAYOUT[kind]))


def keys_of(kind: str, id: str | None, told: Mapping[str, str]) -> dict[str, str]:
    """What names a file of a kind, from the words of a command.

    Args:
        kind: A kind of the layout; another word is a UserError.
        id: The id of what the file is about; where files are named by unit, year or period, it may
            stand for the one that is not told.
        told: Values for unit, year and period.

    Returns:
        The <names> of the path, and `id` where the path has none but one is given.

    Raises:
        UserError: Something is missing or cannot be part of a path.
    """
    if kind not in LAYOUT:
        raise UserError(
            "{kind} bukan jenis isi. Yang ada: {known}.", kind=kind, known=", ".join(LAYOUT)
        )
    if kind in RECORDED:
        raise UserError("Berkas {kind} hanya ditulis oleh kinerja record.", kind=kind)
    wanted = names(kind)
    keys = {name: told[name] for name in wanted if name in told}
    open_names = [name for name in wanted if name not in keys]
    if id is not None:
        own = [name for name in open_names if name not in _OPTIONS]
        fitting = [name for name in open_names if _fits(name, id)]
        keys[next(iter(own or fitting or open_names), "id")] = id
    missing = [name for name in wanted if name not in keys]
    if missing:
        needed = ", ".join(f"--{name}" if name in _OPTIONS else "ID" for name in missing)
        raise UserError("Berkas {kind} memerlukan juga {needed}.", kind=kind, needed=needed)
    for name, value in keys.items():
        if not _fits(name, value):
            raise UserError(
                "{value} tidak dapat menjadi {title}. Id memakai huruf kecil, angka, dan tanda"
                " hubung; tahun seperti 2026; periode seperti 2026-Q2.",
                value=value,
                title=_CALLED.get(name, name),
            )
    return keys


def _fits(name: str, value: str) -> bool:
    return len(value) <= _LONGEST and re.fullmatch(_PARTS.get(name, _ID), value) is not None


def place_of(kind: str, keys: Mapping[str, str]) -> str:
    """The path of a file of a kind in the content folder, for the values of its <names>."""
    return _NAME.sub(lambda m: keys[m[1]], LAYOUT[kind])


@cache
def told_by(place: str) -> tuple[str, Mapping[str, str]] | None:
    """The kind that a path in the content folder tells, and its keys; None where it tells none."""
    for kind, pattern in _PLACES.items():
        found = pattern.fullmatch(place)
        if found:
            return kind, found.groupdict()
    return None


def told_by_name(file: str) -> tuple[str, Mapping[str, str]] | None:
    """The same of a file as findings name it, with the content folder's own name before."""
    return told_by(file.partition("/")[2])


def glob_of(kind: str) -> str:
    """The pattern of all paths of a kind, as editors and git take it."""
    return _NAME.sub("*", LAYOUT[kind])


def kind_of(path: Path) -> str | None:
    """The kind that a path's end tells, wherever the content folder is; None if it tells none."""
    parts = path.absolute().parts
    for length in (4, 3, 2, 1):
        told = told_by("/".join(parts[-length:]))
        if told is not None:
            return told[0]
    return None


def is_left_unread(place: str) -> bool:
    """Whether a path belongs to the layout, but to a capability that has not been built."""
    return any(pattern.fullmatch(place) for pattern in _UNREAD)
