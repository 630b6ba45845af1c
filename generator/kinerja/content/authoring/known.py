"""What a content folder holds already that a new file may refer to.

Read leniently: a file that is broken or missing tells nothing, and says so only in `check`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kinerja.content.folder.looking import text_of, walk
from kinerja.content.shape.layout import Source, place_of
from kinerja.content.text.yaml import Data, read
from kinerja.periods import MONTHS

_PACKAGES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What there is.

    `ids` by relation; `siblings`: the ids whose weights add up to 100, by relation; `months`: the
    length of an indicator's periods; `codes`: those of indicators; `areas`: where indicators of a
    dimension stand; `year`: the latest that has targets; `roles`: what each person does, with the
    day on which it ends (empty: none).
    """

    ids: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    siblings: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    areas: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    roles: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)


NOTHING = Known()


def known(root: Path, keys: Mapping[str, str]) -> Known:
    """What a folder holds; of packages only some of the register that `keys` names."""
    sources, _ = walk(root)
    of: dict[str, list[Source]] = {}
    for source in sources:
        of.setdefault(source.kind, []).append(source)

    def ids(kind: str) -> tuple[str, ...]:
        return tuple(source.key("id") for source in of.get(kind, ()))

    people = _document(root / "people.yml")
    indicators = {source.key("id"): _document(source.path) for source in of.get("indicator", ())}
    goal_of = {
        source.key("id"): _document(source.path).get("goal") for source in of.get("area", ())
    }
    active = [id for id, told in indicators.items() if told.get("status") == "active"]
    area_of = {id: indicators[id].get("area") for id in active or indicators}
    # Where nothing is measured, nothing is weighed.
    weighed = [id for id in goal_of if id in area_of.values()] or list(goal_of)
    goals = [id for id in ids("goal") if id in {goal_of[area] for area in weighed}] or ids("goal")
    return Known(
        ids={
            "unit": ids("unit"),
            "goal": ids("goal"),
            "area": ids("area"),
            "indicator": ids("indicator"),
            "policy": ids("policy"),
            "person": _ids(people.get("people"), "id"),
            "position": _ids(people.get("positions"), "id"),
            "package": _packages(root, keys),
        },
        siblings={
            "goal": (tuple(goals),) if goals else (),
            "area": _groups({id: goal_of[id] for id in weighed}),
            "indicator": _groups(area_of),
        },
        months={id: MONTHS.get(str(told.get("frequency")), 3) for id, told in indicators.items()},
        codes=frozenset(str(told.get("code")) for told in indicators.values()),
        areas={
            str(told.get("dimension")): str(told.get("area"))
            for told in indicators.values()
            if told.get("area") in goal_of
        },
        year=max((int(source.key("year")) for source in of.get("target", ())), default=None),
        roles={
            str(person.get("id")): tuple(
                (str(role.get("role")), str(role.get("until") or ""))
                for role in _rows(person.get("roles"))
            )
            for person in _rows(people.get("people"))
        },
    )


def _document(path: Path) -> Mapping[str, Data]:
    try:
        data, _ = read(text_of(path), path.name)
    except (OSError, UnicodeDecodeError):
        return {}
    return data if isinstance(data, dict) else {}


def _rows(told: Data) -> list[Mapping[str, Data]]:
    listed: Sequence[Data] = told if isinstance(told, list) else ()
    return [row for row in listed if isinstance(row, dict)]


def _ids(rows: Data, key: str) -> tuple[str, ...]:
    found = (row.get(key) for row in _rows(rows))
    return tuple(id for id in found if isinstance(id, str))


def _packages(root: Path, keys: Mapping[str, str]) -> tuple[str, ...]:
    year = keys.get("year") or keys.get("period", "")[:4]
    if "unit" not in keys or not year:
        return ()
    place = place_of("register", {"unit": keys["unit"], "year": year})
    return _ids(_document(root / place).get("packages"), "package_id")[:_PACKAGES_SHOWN]


def _groups(parents: Mapping[str, Data]) -> tuple[tuple[str, ...], ...]:
    groups: dict[Data, list[str]] = {}
    for id, parent in parents.items():
        groups.setdefault(str(parent), []).append(id)
    return tuple(tuple(ids) for ids in groups.values())
