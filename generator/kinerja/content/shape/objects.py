"""Objects: what a content file or a sealed state is called, whatever revision it is read from.

`realization/biro-umum/2026-Q1` names the meaning of `realizations/biro-umum/2026-Q1.yml`, and
`report/2025-Q3/1` the first sealed state of a period. Approvals are about objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kinerja.content.shape.fingerprint import fingerprint
from kinerja.content.shape.layout import LAYOUT, names, place_of, told_by

REPORT, RECORD = "report", "approval"
"""The kinds of sealed states, which are no content, and of approvals, which are no objects."""

RECORDS = LAYOUT[RECORD].partition("/")[0]
"""The folder of approval records, in that of the content."""

KINDS = (*(kind for kind in LAYOUT if kind != RECORD), REPORT)
"""All kinds of objects."""

_STATE = re.compile("(20[0-9]{2}(?:-(?:S[12]|Q[1-4]|[01][0-9]))?)/([1-9][0-9]{0,2})")


def kind_of(name: str) -> str:
    """The kind of an object, the first part of its name."""
    return name.partition("/")[0]


def object_at(place: str) -> str | None:
    """The object of a file by its path in the content folder; None where there is none."""
    told = told_by(place)
    if told is None or told[0] == RECORD:
        return None
    kind, keys = told
    return "/".join((kind, *keys.values()))


def place_of_object(name: str) -> str | None:
    """The path of an object's file in the content folder; None for a report or no object."""
    kind, *parts = name.split("/")
    if kind not in LAYOUT or len(parts) != len(names(kind)):
        return None
    place = place_of(kind, dict(zip(names(kind), parts, strict=True)))
    return place if object_at(place) == name else None


def keys_of_object(name: str) -> dict[str, str]:
    """What the name of an object says by the <names> of its path: unit, year, period, id."""
    kind, *parts = name.split("/")
    if kind == REPORT:
        return dict(zip(("period", "state"), parts, strict=True))
    return dict(zip(names(kind), parts, strict=True))


def unit_of(name: str) -> str:
    """The unit whose object this is; empty where it is no unit's own."""
    keys = keys_of_object(name)
    return keys["id"] if kind_of(name) == "unit" else keys.get("unit", "")


def slug(name: str) -> str:
    """The folder of an object's records: `realization--biro-umum--2026-q1`.

    No part of a name has two hyphens side by side, so two objects never share a folder.
    """
    return name.lower().replace("/", "--")


def report_of(state: str) -> str:
    """The object of a sealed state, which is called like its folder: `2025-Q3/1`."""
    return f"{REPORT}/{state}"


def state_of(name: str) -> str | None:
    """The folder of a sealed state below the reports; None for what is no report."""
    kind, _, rest = name.partition("/")
    return rest if kind == REPORT and _STATE.fullmatch(rest) else None


def by_object(fingerprints: Mapping[str, str]) -> dict[str, str]:
    """Fingerprints by object, from those by path in the content folder."""
    told = ((object_at(place), value) for place, value in fingerprints.items())
    return {name: value for name, value in sorted(told, key=str) if name is not None}


def fingerprint_of_report(state: str, manifest: Iterable[tuple[str, str]]) -> str:
    """The fingerprint of a sealed state: over the hashes and names of its manifest."""
    return fingerprint(REPORT, state, {"files": {name: seal for seal, name in manifest}})


def fingerprint_of_nothing(name: str) -> str:
    """The fingerprint of an object that was removed."""
    kind, _, id = name.partition("/")
    return fingerprint(kind, id or kind, {})
