"""References across files: what a key names must exist, and a file says what its path says.

Which keys are references is written in the schemas (`x-relation`). Package rows are checked in
`packages`, by the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from kinerja.content import schema
from kinerja.content.load import Document, Loaded
from kinerja.content.yaml import Data
from kinerja.findings import Finding, Pointer, finding, nearest
from kinerja.model.content import Content

_AGREES = ("id", "indicator", "unit", "year", "period", "source")


def findings(loaded: Loaded, content: Content) -> Iterator[Finding]:
    """Paths that disagree with keys, references that lead nowhere, actions that do not exist."""
    for document in loaded.documents:
        yield from _path(document)
    known = _known(content, loaded)
    for (relation, value), places in _missing(loaded, known).items():
        file, pointer = places[0]
        guess = nearest(value, known[relation])
        yield finding(
            file, "reference-unknown", pointer, value=value, count=len(places), nearest=guess
        )
    for document in loaded.of("realization"):
        yield from _actions(document, content, loaded.broken)


def _missing(
    loaded: Loaded, known: Mapping[str, AbstractSet[str]]
) -> Mapping[tuple[str, str], Sequence[tuple[str, Pointer]]]:
    """What is referred to and not there, by relation and id, with every place that names it.

    It is told once, at the first place: who adds what is missing mends all of them.
    """
    missing: dict[tuple[str, str], list[tuple[str, Pointer]]] = {}
    for document in loaded.documents:
        root = schema.resolve(schema.schemas()[document.source.kind])
        for pointer, relation, value in _references(root, document.data, ()):
            if value not in known[relation]:
                places = missing.setdefault((relation, value), [])
                places.append((document.source.name, pointer))
    return missing


def _known(content: Content, loaded: Loaded) -> Mapping[str, AbstractSet[str]]:
    """What can be referred to; files with a fault of their own are there all the same."""

    def ids(good: Mapping[str, Any], folder: str) -> set[str]:
        broken = {name.split("/")[-1].removesuffix(".yml") for name in loaded.broken
                  if f"/{folder}/" in name}  # fmt: skip
        return set(good) | broken

    return {
        "unit": ids(content.units, "units"),
        "goal": ids(content.goals, "goals"),
        "area": ids(content.areas, "areas"),
        "indicator": ids(content.indicators, "indicators"),
        "policy": ids(content.policies, "policies"),
        "person": _Anything()
        if f"{content.folder}/people.yml" in loaded.broken
        else set(content.person),
        "position": {position.id for position in content.people.positions},
        "package": _Anything()
        if any("/packages/" in name for name in loaded.broken)
        else set(content.packages["package_id"].to_pylist()),
    }


class _Anything(set[str]):
    """A broken file may have named anything; its fault is told once, not at each reference."""

    def __contains__(self, _: object) -> bool:
        return True


def _path(document: Document) -> Iterator[Finding]:
    for key, told in document.source.keys:
        value = document.data.get(key)
        if key in _AGREES and value is not None and str(value) != told:
            yield finding(
                document.source.name, "path-disagrees", (key,), key=key, value=value, expected=told
            )


def _references(
    told: schema.Schema, data: Data, pointer: Pointer
) -> Iterator[tuple[Pointer, str, str]]:
    """Every reference in the data: where it stands, to what kind, and its id."""
    relation = told.get("x-relation")
    if relation and isinstance(data, str):
        yield pointer, relation, data
    elif isinstance(data, list) and "items" in told:
        item = schema.resolve(told["items"])
        for place, value in enumerate(data):
            yield from _references(item, value, (*pointer, place))
    elif isinstance(data, dict):
        names = schema.resolve(told.get("propertyNames", {}))
        properties = told.get("properties", {})
        for key, value in data.items():
            if "x-relation" in names:
                yield (*pointer, key), names["x-relation"], key
            inner = properties.get(key, told.get("additionalProperties"))
            if isinstance(inner, dict):
                yield from _references(schema.resolve(inner), value, (*pointer, key))


def _actions(document: Document, content: Content, broken: AbstractSet[str]) -> Iterator[Finding]:
    year = int(document.data["period"][:4])
    known = {
        f"{plan.indicator}/{action.id}"
        for (planned, _), plan in content.plans.items()
        if planned == year
        for action in plan.actions
    }
    for place, told in enumerate(document.data.get("actions", ())):
        plan = f"action-plans/{year}/{told['action'].partition('/')[0]}.yml"
        if told["action"] not in known and content.file(plan) not in broken:
            pointer: Pointer = ("actions", place, "action")
            guess = nearest(told["action"], known)
            yield finding(document.source.name, "action-unknown", pointer, value=told["action"],
                          nearest=guess)  # fmt: skip
