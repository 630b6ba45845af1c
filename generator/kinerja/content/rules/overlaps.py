"""What may not hold twice at one time: roles, an indicator and the one it replaces.

Spans of roles are half-open, validity in periods includes its last one. Versions have a file of
their own (`versions`); whether anybody holds a role at all is `practice`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kinerja.findings import Finding, Pointer, finding
from kinerja.model.content import Content
from kinerja.model.records import Indicator, PeoplePersonRole
from kinerja.periods import Period

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Held:
    """A role in somebody's hands, and where it is written."""

    person: str
    role: PeoplePersonRole
    pointer: Pointer

    @property
    def until(self) -> date:
        """The first day on which it is no longer held."""
        return self.role.until or date.max


def findings(content: Content) -> Iterator[Finding]:
    """What holds twice, each at the entry that begins before another has ended."""
    yield from _roles(content)
    yield from _replaced(content)


def _roles(content: Content) -> Iterator[Finding]:
    """One person's role twice at once, and roles for one person that two hold.

    A Plh. acts beside whoever holds it, a Plt. only where nobody holds it for good (approvals,
    pitfall 13).
    """
    file = content.file("people.yml")
    own: dict[tuple[str | None, ...], list[_Held]] = {}
    sole: dict[tuple[str | None, ...], list[_Held]] = {}
    for place, person in enumerate(content.people.people):
        for number, role in enumerate(person.roles):
            held = _Held(person.id, role, ("people", place, "roles", number, "from"))
            if role.from_ >= held.until:
                continue  # backwards, which is told by itself
            own.setdefault((person.id, role.role, role.unit, role.position), []).append(held)
            if post := _post(role):
                beside = "plh" if role.capacity == "plh" else None
                sole.setdefault((beside, *post), []).append(held)
    for spans in sole.values():
        yield from _handed_over(file, spans)
    for held, other in (pair for spans in own.values() for pair in _overlapping(spans)):
        yield finding(
            file, "role-held-twice", held.pointer,
            value=held.role.role, start=held.role.from_, other=other.role.from_,
            also=(file, other.pointer),
        )  # fmt: skip
    for held, other in (pair for spans in sole.values() for pair in _overlapping(spans)):
        if held.person != other.person:
            of_unit = held.role.role == "performance_owner"
            code = "unit-owned-by-two" if of_unit else "role-held-by-two"
            if {held.role.capacity, other.role.capacity} != {"definitive"}:
                code = "role-acted-twice"
            yield finding(
                file, code, held.pointer,
                value=held.role.unit if of_unit else held.role.role,
                person=held.person, other=other.person, start=held.role.from_,
                also=(file, other.pointer),
            )  # fmt: skip


def _handed_over(file: str, spans: Sequence[_Held]) -> Iterator[Finding]:
    """A day that nobody holds between two: `until` is the first day after, not the last one of."""
    begun = {held.role.from_: held for held in spans}
    for held in spans:
        then = begun.get(held.until + _ONE_DAY) if held.role.until else None
        if then is not None and held.until not in begun:
            yield finding(
                file, "role-gap", (*held.pointer[:-1], "until"), value=held.role.role,
                person=held.person, other=then.person, day=held.until, start=then.role.from_,
            )  # fmt: skip


def _post(role: PeoplePersonRole) -> tuple[str | None, ...]:
    """What only one person can hold for good; empty where several may.

    There is one head. Leaders and a unit's owners may be several where their positions differ.
    """
    match role.role:
        case "head_ukpbj":
            return role.role, role.unit
        case "leadership":
            return role.role, role.unit, role.position
        case "performance_owner" if role.unit:
            return role.role, role.unit, role.position
        case _:
            return ()


def _overlapping(spans: Iterable[_Held]) -> Iterator[tuple[_Held, _Held]]:
    """Each span that begins before an earlier one has ended, with that earlier one."""
    longest: _Held | None = None
    for held in sorted(spans, key=lambda held: held.role.from_):
        if longest is not None and held.role.from_ < longest.until:
            yield held, longest
        if longest is None or held.until > longest.until:
            longest = held


def _replaced(content: Content) -> Iterator[Finding]:
    follows = {
        indicator.id: indicator.replaces
        for indicator in content.indicators.values()
        if indicator.replaces in content.indicators and indicator.replaces
    }
    circular: set[str] = set()
    for circle in _circles(follows):
        circular |= set(circle)
        for place, name in enumerate(circle):
            way = " → ".join([*circle[place:], *circle[:place], name])
            yield finding(
                content.file(f"indicators/{name}.yml"), "reference-cyclic", ("replaces",), value=way
            )
    for name, replaced in follows.items():
        new, old = content.indicators[name], content.indicators[replaced]
        if name not in circular and _both_count(new, old):
            yield finding(
                content.file(f"indicators/{name}.yml"), "replaced-still-valid", ("replaces",),
                value=old.id, until=old.valid_until or "…", start=new.valid_from,
            )  # fmt: skip


def _both_count(new: Indicator, old: Indicator) -> bool:
    """Whether what was replaced counts on after its successor has begun."""
    if "proposed" in (new.status, old.status):
        return False
    last = old.valid_until
    return last is None or Period.parse(last).end >= Period.parse(new.valid_from).start


def _circles(follows: Mapping[str, str]) -> Iterator[list[str]]:
    """The circles in a relation where each names at most one other, each circle once."""
    done: set[str] = set()
    for start in follows:
        way: dict[str, None] = {}
        name = start
        while name in follows and name not in done and name not in way:
            way[name] = None
            name = follows[name]
        if name in way:
            names = list(way)
            yield names[names.index(name) :]
        done |= way.keys()
