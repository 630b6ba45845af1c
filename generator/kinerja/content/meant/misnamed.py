"""Names that stand in place of ids: of a person, a unit or whatever else is referred to.

That it is no id is found file by file; who bears the name is known when all files are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kinerja.content.meant import guessing
from kinerja.content.shape import schema
from kinerja.content.shape.layout import told_by_name
from kinerja.findings import Finding
from kinerja.model.content import Content

CODE = "id-malformed"


def answered(found: Iterable[Finding], content: Content) -> Iterator[Finding]:
    """The findings; those of a name in place of an id with the id of who or what bears it."""
    named: Mapping[str, guessing.Names] | None = None
    for one in found:
        place = told_by_name(one.file) if one.code == CODE else None
        relation = (schema.at(place[0], one.pointer) or {}).get("x-relation") if place else None
        if relation:
            named = named or _named(content)
            params = dict(one.params)
            bearer = guessing.bearer(params["value"], named.get(relation, {}))
            params["nearest"] = bearer or params["nearest"]
            yield replace(one, params=tuple(sorted(params.items())))
        else:
            yield one


def _named(content: Content) -> Mapping[str, guessing.Names]:
    """What everything is called to which files refer, by relation and id."""
    kinds: Mapping[str, Iterable[Any]] = {
        "unit": content.units.values(),
        "goal": content.goals.values(),
        "area": content.areas.values(),
        "indicator": content.indicators.values(),
        "position": content.people.positions,
    }
    people = {id: person.name for id, person in content.person.items()}
    both = {
        kind: {one.id: f"{one.name.id} {one.name.en}" for one in those}
        for kind, those in kinds.items()
    }
    return {"person": people, **both}
