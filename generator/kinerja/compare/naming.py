"""The names of what a difference is about, of either side, so that it can be told by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from kinerja.model.content import Records
from kinerja.model.records import Bilingual


class Manual(Struct, frozen=True):
    """What is needed to speak of an indicator; `words` are those of its formula."""

    code: str
    name: Bilingual
    unit: str
    precision: int
    polarity: str
    words: Bilingual


class Names(Struct, frozen=True):
    """Names by id; an action's is `indicator/action`, a status' that of its band."""

    language: str
    organisation: Bilingual
    indicators: dict[str, Manual]
    units: dict[str, Bilingual]
    areas: dict[str, Bilingual]
    goals: dict[str, Bilingual]
    policies: dict[str, Bilingual]
    positions: dict[str, Bilingual]
    people: dict[str, str]
    actions: dict[str, Bilingual]
    statuses: dict[str, Bilingual]


def names(old: Records, new: Records) -> Names:
    """The names of both states, those of the new one where both have one."""
    return Names(
        language=new.organisation.language,
        organisation=new.organisation.name,
        indicators={id: _manual(side, id) for side in (old, new) for id in side.indicators},
        units=_named(old.units, new.units),
        areas=_named(old.areas, new.areas),
        goals=_named(old.goals, new.goals),
        policies=_named(old.policies, new.policies),
        positions={one.id: one.name for side in (old, new) for one in side.people.positions},
        people={one.id: one.name for side in (old, new) for one in side.people.people},
        actions={id: name for side in (old, new) for id, name in _actions(side)},
        statuses={id: name for side in (old, new) for id, name in _statuses(side)},
    )


class _Titled(Protocol):
    @property
    def name(self) -> Bilingual: ...


def _named(old: Mapping[str, _Titled], new: Mapping[str, _Titled]) -> dict[str, Bilingual]:
    return {id: told.name for side in (old, new) for id, told in side.items()}


def _manual(content: Records, id: str) -> Manual:
    told = content.indicators[id]
    return Manual(
        told.code, told.name, told.unit, told.precision, told.polarity, told.formula.words
    )


def _actions(content: Records) -> Iterator[tuple[str, Bilingual]]:
    for plan in content.plans.values():
        for action in plan.actions:
            yield f"{plan.indicator}/{action.id}", action.name


def _statuses(content: Records) -> Iterator[tuple[str, Bilingual]]:
    """The names of all bands, those of the organisation's own scheme last, so that they hold."""
    own = content.organisation.policies.status_scheme
    for _id, policy in sorted(content.policies.items(), key=lambda one: one[0] == own):
        for band in policy.bands:
            yield band.status, band.name
            if band.year_end:
                yield band.year_end.status, band.year_end.name
