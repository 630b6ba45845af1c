"""The names of what a difference is about, of either side, so that it can be told by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from kinerja.model.records import Bilingual

if TYPE_CHECKING:
    from kinerja.compare.sides import Side
    from kinerja.model.content import Content


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


def names(base: Side, head: Side) -> Names:
    """The names of both sides, those of head where both have one."""
    old, new = base.content, head.content
    return Names(
        new.organisation.language,
        new.organisation.name,
        {id: _manual(content, id) for content in (old, new) for id in content.indicators},
        {id: told.name for content in (old, new) for id, told in content.units.items()},
        {id: told.name for content in (old, new) for id, told in content.areas.items()},
        {id: told.name for content in (old, new) for id, told in content.goals.items()},
        {id: told.name for content in (old, new) for id, told in content.policies.items()},
        {one.id: one.name for content in (old, new) for one in content.people.positions},
        {one.id: one.name for content in (old, new) for one in content.people.people},
        {id: name for content in (old, new) for id, name in _actions(content)},
        {id: name for content in (old, new) for id, name in _statuses(content)},
    )


def _manual(content: Content, id: str) -> Manual:
    told = content.indicators[id]
    return Manual(
        told.code, told.name, told.unit, told.precision, told.polarity, told.formula.words
    )


def _actions(content: Content) -> Iterator[tuple[str, Bilingual]]:
    for plan in content.plans.values():
        for action in plan.actions:
            yield f"{plan.indicator}/{action.id}", action.name


def _statuses(content: Content) -> Iterator[tuple[str, Bilingual]]:
    """The names of all bands, those of the organisation's own scheme last, so that they hold."""
    own = content.organisation.policies.status_scheme
    for _id, policy in sorted(content.policies.items(), key=lambda one: one[0] == own):
        for band in policy.bands:
            yield band.status, band.name
            if band.year_end:
                yield band.year_end.status, band.year_end.name
