"""The objects that changed between two sides; their names are `content.shape.objects`'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kinerja.compare.difference import Change, Changed
from kinerja.compare.sides import Side
from kinerja.content.shape.objects import kind_of, object_at, report_of


def changes(base: Side, head: Side) -> tuple[list[Changed], list[str], list[str]]:
    """The objects whose meaning changed, those only handed in, and places only written otherwise.

    Each by name.
    """
    old, new = base.fingerprints, head.fingerprints
    handed_in = set(_handed_in(base, head))
    moved: list[Changed] = []
    handed: list[str] = []
    cosmetic: list[str] = []
    for place in sorted(old.keys() | new.keys()):
        name = object_at(place)
        if name is None:
            continue
        if place not in new:
            moved.append(Changed(name, place, "removed", ""))
        elif place not in old:
            moved.append(Changed(name, place, "added", new[place]))
        elif old[place] != new[place]:
            moved.append(Changed(name, place, "changed", new[place]))
        elif name in handed_in:
            handed.append(name)
        elif base.digests.get(place) != head.digests.get(place):
            cosmetic.append(place)
    return sorted(moved, key=lambda one: one.object), sorted(handed), cosmetic


def _handed_in(base: Side, head: Side) -> Iterator[str]:
    """Objects that say now, or otherwise, by whom and when they were handed in."""
    before = dict(base.content.files())
    for name, file in head.content.files():
        was = before.get(name)
        if was and (was.submitted_by, was.submitted_on) != (file.submitted_by, file.submitted_on):
            yield name


def of_kind(objects: Sequence[Changed], *kinds: str) -> Iterator[Changed]:
    """Those of some kinds."""
    return (one for one in objects if kind_of(one.object) in kinds)


def reports(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Changed]:
    """The sealed states that came, went or are not as they were, from fingerprints by state."""
    for state in sorted(before.keys() | after.keys()):
        name, now = report_of(state), after.get(state, "")
        if before.get(state) != after.get(state):
            change: Change = "changed" if state in before else "added"
            yield Changed(name, state, change if now else "removed", now)
