"""References across files: what a key names must exist, and a file says what its path says.

Which keys are references is written in the schemas (`x-relation`). Package rows are checked in
`packages`, by the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, NamedTuple

from kinerja.content.folder.load import Document, Loaded
from kinerja.content.rules.packages import entry_gone, register_missing, registered
from kinerja.content.shape import schema
from kinerja.content.shape.layout import LAYOUT, names, place_of
from kinerja.content.text.yaml import Data
from kinerja.findings import Finding, Pointer, few, finding, is_numbered, slip
from kinerja.model.content import Content
from kinerja.model.manual import divisor, measured

_AGREES = ("id", "indicator", "unit", "year", "period", "source")


def findings(loaded: Loaded, content: Content) -> Iterator[Finding]:
    """Paths that disagree with keys, references that lead nowhere, actions that do not exist."""
    for document in loaded.documents:
        yield from _path(document)
    known = _known(content, loaded)
    missing = _missing(loaded, known)
    yield from _no_people(missing, loaded, content)
    yield from _no_register(missing, loaded)
    for (relation, value), places in missing.items():
        (file, pointer), count = places[0], len(places)
        near = slip(value, known[relation]) if count <= _MOST_SLIPS else ""
        if count > _MOST_SLIPS or (not near and is_numbered(value)):
            code = "person-gone" if relation == "person" else "reference-gone"
            yield finding(
                file, code, pointer, value=value, count=count, expected=_place_of(relation, value)
            )
        else:
            shown = near or few(known[relation])
            yield finding(
                file, "reference-unknown", pointer, value=value, count=count, nearest=shown
            )
    for document in loaded.of("realization"):
        yield from _actions(document, content, loaded.broken)
    if not any("/measurements/" in name for name in loaded.broken):
        yield from _sources(content)


_MOST_SLIPS = 2
"""Who mistypes an id does so once or twice; what is named more often was there, and went."""


def _place_of(relation: str, id: str) -> str:
    """Where what is referred to would be."""
    if relation in LAYOUT and names(relation) == ("id",):
        return place_of(relation, {"id": id})
    return _LISTED[relation]


_LISTED = {
    "person": "people.yml",
    "position": "people.yml",
    "package": place_of("register", {"unit": "<unit>", "year": "<year>"}),
}
"""Files in which what is referred to is one entry of many."""

_Missing = dict[tuple[str, str], list[tuple[str, Pointer]]]


def _no_people(missing: _Missing, loaded: Loaded, content: Content) -> Iterator[Finding]:
    """One finding for everybody whom files name, where there is no file of people at all."""
    if any(loaded.of("people")) or content.file("people.yml") in loaded.broken:
        return
    named = [key for key in missing if key[0] in ("person", "position")]
    count = sum(len(missing.pop(key)) for key in named)
    if count:
        yield finding(content.file("people.yml"), "people-missing", count=count)


def _no_register(missing: _Missing, loaded: Loaded) -> Iterator[Finding]:
    """One finding for each mapping of a unit that has no register, instead of one per package."""
    known = registered(loaded)
    without = {
        one.source.name: one
        for one in loaded.of("mapping")
        if (one.source.key("unit"), int(one.source.key("year"))) not in known
    }
    told: set[str] = set()
    for key in [key for key in missing if key[0] == "package"]:
        told |= {file for file, _pointer in missing[key] if file in without}
        missing[key] = [place for place in missing[key] if place[0] not in without]
        if not missing[key]:
            del missing[key]
    for file in sorted(told):
        source = without[file].source
        yield register_missing(file, source.key("unit"), source.key("year"))


def _missing(loaded: Loaded, known: Mapping[str, AbstractSet[str]]) -> _Missing:
    """What is referred to and not there, by relation and id, with every place that names it.

    It is told once, at the first place: who adds what is missing mends all of them.
    """
    missing: _Missing = {}
    for document in loaded.documents:
        told = _referring(document.source.kind)
        misled = {(key,) for key, _told in astray(document)}
        for pointer, relation, value in _references(told, document.data, ()) if told else ():
            if value not in known[relation] and pointer not in misled:
                places = missing.setdefault((relation, value), [])
                places.append((document.source.name, pointer))
    return missing


def _known(content: Content, loaded: Loaded) -> Mapping[str, AbstractSet[str]]:
    """What can be referred to; files with a fault of their own are there all the same."""

    def ids(good: Mapping[str, Any], folder: str) -> set[str]:
        return set(good) | loaded.broken_ids(folder)

    is_people_broken = content.file("people.yml") in loaded.broken
    return {
        "unit": ids(content.units, "units"),
        "goal": ids(content.goals, "goals"),
        "area": ids(content.areas, "areas"),
        "indicator": ids(content.indicators, "indicators"),
        "policy": ids(content.policies, "policies"),
        "person": _Anything() if is_people_broken else set(content.person),
        "position": _Anything()
        if is_people_broken
        else {position.id for position in content.people.positions},
        "package": _Anything()
        if any("/packages/" in name for name in loaded.broken)
        else set(content.packages["package_id"].to_pylist()),
    }


class _Anything(set[str]):
    """A broken file may have named anything; its fault is told once, not at each reference."""

    def __contains__(self, _: object) -> bool:
        return True


def _path(document: Document) -> Iterator[Finding]:
    file = document.source.name
    for key, told in astray(document):
        value = document.data[key]
        yield finding(file, "path-disagrees", (key,), key=key, value=value, expected=told)


def astray(document: Document) -> Iterator[tuple[str, str]]:
    """The keys that say something else than the file's path, with what that says."""
    for key, told in document.source.keys:
        value = document.data.get(key)
        if key in _AGREES and value is not None and str(value) != told:
            yield key, told


class _Referring(NamedTuple):
    """Where references are in data of a schema: the value itself, names of keys, items, values.

    Each tells the kind that is referred to, or where to look on; `other` are keys not listed.
    """

    itself: str | None
    names: str | None
    items: _Referring | None
    keys: Mapping[str, _Referring | None]
    other: _Referring | None


@cache
def _referring(kind: str) -> _Referring | None:
    return _looked_for(schema.schemas()[kind])


def _looked_for(told: schema.Schema) -> _Referring | None:
    """Where to look for references in a schema; None where there are none."""
    told = schema.resolve(told)
    items, other = told.get("items"), told.get("additionalProperties")
    found = _Referring(
        told.get("x-relation"),
        schema.resolve(told.get("propertyNames", {})).get("x-relation"),
        _looked_for(items) if isinstance(items, dict) else None,
        {key: _looked_for(inner) for key, inner in told.get("properties", {}).items()},
        _looked_for(other) if isinstance(other, dict) else None,
    )
    return found if any((*found[:3], *found.keys.values(), found.other)) else None


def _references(
    told: _Referring, data: Data, pointer: Pointer
) -> Iterator[tuple[Pointer, str, str]]:
    """Every reference in the data: where it stands, to what kind, and its id."""
    if told.itself and isinstance(data, str):
        yield pointer, told.itself, data
    elif isinstance(data, list) and told.items:
        for place, value in enumerate(data):
            yield from _references(told.items, value, (*pointer, place))
    elif isinstance(data, dict):
        for key, value in data.items():
            if told.names:
                yield (*pointer, key), told.names, key
            inner = told.keys.get(key, told.other)
            if inner:
                yield from _references(inner, value, (*pointer, key))


def _sources(content: Content) -> Iterator[Finding]:
    """Sources that formulas name and no measurement has: yet to come, unless others lie unused."""
    known = {source for source, _period in content.measurements}
    spare = known - set(map(measured, content.indicators.values()))
    for indicator in content.indicators.values():
        source = measured(indicator)
        if not source or source in known or indicator.status == "proposed":
            continue
        file = content.file(f"indicators/{indicator.id}.yml")
        place = ("formula", "denominator" if divisor(indicator) else "measurement")
        if spare:
            near = slip(source, spare) or few(spare)
            yield finding(file, "reference-unknown", place, value=source, count=1, nearest=near)
        elif indicator.status == "active":
            yield finding(file, "measurement-missing", place, value=source)


def _actions(document: Document, content: Content, broken: AbstractSet[str]) -> Iterator[Finding]:
    year = int(document.data["period"][:4])
    known = {
        f"{plan.indicator}/{action.id}"
        for (planned, _), plan in content.plans.items()
        if planned == year
        for action in plan.actions
    }
    for place, told in enumerate(document.data.get("actions", ())):
        action = told["action"]
        plan = place_of("action-plan", {"year": str(year), "indicator": action.partition("/")[0]})
        if action in known or content.file(plan) in broken:
            continue
        pointer: Pointer = ("actions", place, "action")
        near = _slip_of_action(action, known)
        if near:
            yield finding(
                document.source.name, "action-unknown", pointer, value=action, nearest=near
            )
        else:
            yield entry_gone(document.source.name, pointer, action, 1, plan)


def _slip_of_action(action: str, known: AbstractSet[str]) -> str:
    """The action that one is a slip of, in its indicator or its own name; empty without any."""
    indicator, _, name = action.partition("/")
    plans: dict[str, set[str]] = {}
    for one in known:
        plans.setdefault(one.partition("/")[0], set()).add(one.partition("/")[2])
    plan = indicator if indicator in plans else slip(indicator, plans)
    own = plans.get(plan, set())
    near = name if name in own else slip(name, own)
    return f"{plan}/{near}" if near else ""
