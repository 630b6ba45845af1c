"""Who owes what: approvals and corrections that wait, by the people who can give them today.

One page with a section for each person: whoever has nothing to do is named in one line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.content.shape.objects import unit_of
from kinerja.ledger.course import verdict
from kinerja.ledger.holders import Holding, holdings, person_of
from kinerja.ledger.judging import may_speak, roles_of
from kinerja.ledger.standing import Standing
from kinerja.model.records import PeoplePerson
from kinerja.site.approvals import on_this_state
from kinerja.site.report import Report
from kinerja.site.views.view import SECTIONS, View, ready
from kinerja.site.words import words

MOST = 25
"""Rows shown of what waits for one person; the others are counted, and stand in the register."""

PATH = "duties/"

Missing = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An object that waits for somebody's approval in a role they hold today.

    `first` are the roles that approve before, where the rule has an order.
    """

    standing: Standing
    held: Holding
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    """What waits for one person: `approvals` to give, `corrections` of what they proposed."""

    person: PeoplePerson
    roles: tuple[Holding, ...]
    approvals: tuple[Waiting, ...]
    corrections: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class DutiesPage:
    """Who has something to do, who has not, and what nobody can do.

    `stuck` waits for roles that nobody holds who may approve it, `orphaned` for a correction by
    somebody who is not among the people.
    """

    busy: tuple[Duties, ...]
    idle: tuple[Duties, ...]
    approvals: int
    corrections: int
    stuck: tuple[tuple[Standing, Missing], ...]
    orphaned: tuple[Standing, ...]


def views(told: Report) -> Iterator[View]:
    """One page; none where nothing has to be approved."""
    if not told.standings:
        return
    page = duties(told)
    yield View(
        path=PATH,
        template="duties.html",
        title=words("Siapa yang ditunggu"),
        description=words("Persetujuan dan perbaikan yang menunggu, menurut orangnya."),
        nav=(SECTIONS["approvals"],),
        data=ready(page),
        places=tuple((one.person.id, one.person.name) for one in page.busy),
        contents=True,
    )


def duties(told: Report) -> DutiesPage:
    """Everything that waits, by the people who hold their roles on the content's day."""
    held = tuple(holdings(told.content.people, told.today))
    waiting: dict[str, list[Waiting]] = {}
    correcting: dict[str, list[Standing]] = {}
    stuck: list[tuple[Standing, Missing]] = []
    orphaned: list[Standing] = []
    asked = 0
    for one in told.standings.values():
        if one.state == "needs_revision":
            authors = _authors(told, one) & told.content.person.keys()
            for person in authors:
                correcting.setdefault(person, []).append(one)
            if not authors:
                orphaned.append(one)
        missing = _missing(one)
        asked += bool(missing)
        unable = []
        for place, roles in enumerate(missing):
            able = _able(told, one, roles, held)
            for person, holding in able.items():
                known = waiting.setdefault(person, [])
                if not known or known[-1].standing is not one:
                    known.append(Waiting(one, holding, _before(one, missing, place)))
            if not able:
                unable.append(roles)
        if unable:
            stuck.append((one, tuple(unable)))
    people = tuple(
        Duties(
            person,
            tuple(one for one in held if one.person == person.id),
            tuple(waiting.get(person.id, ())),
            tuple(correcting.get(person.id, ())),
        )
        for person in told.content.people.people
    )
    asked_for = {role for one in told.standings.values() if one.rule for role in roles_of(one.rule)}
    return DutiesPage(
        tuple(one for one in people if one.approvals or one.corrections),
        tuple(
            one for one in people
            if not one.approvals and not one.corrections
            and any(held.role in asked_for for held in one.roles)
        ),
        asked,
        sum(1 for one in told.standings.values() if one.state == "needs_revision"),
        tuple(stuck),
        tuple(orphaned),
    )  # fmt: skip


def _missing(standing: Standing) -> Missing:
    """The roles of which somebody has to approve; what rests on a change is looked at again."""
    if standing.rule is None or standing.state in ("needs_revision", "sealed"):
        return ()
    if standing.state == "suspect":
        rule = standing.rule
        return tuple((role,) for role in rule.all_of) or (roles_of(rule),)
    return standing.missing


def _before(standing: Standing, missing: Missing, place: int) -> tuple[str, ...]:
    """The roles that a rule wants to hear first."""
    if standing.rule is None or not standing.rule.in_order:
        return ()
    return tuple(role for roles in missing[:place] for role in roles)


def _able(
    told: Report, standing: Standing, roles: tuple[str, ...], held: tuple[Holding, ...]
) -> dict[str, Holding]:
    """Who may give one of the approvals that an object lacks: nobody who proposed it or has."""
    rule = standing.rule
    closed = _authors(told, standing)
    if standing.state != "suspect":
        counted = verdict(rule, standing.said).counted if rule else ()
        closed |= {vote.person for vote, _held in counted}
    unit = unit_of(standing.object)
    found: dict[str, Holding] = {}
    for one in held:
        fits = rule is not None and one.role in roles and may_speak(rule, one, unit)
        if fits and one.person not in closed:
            found.setdefault(one.person, one)
    return found


def _authors(told: Report, standing: Standing) -> set[str]:
    """Who proposed an object as it is now: ids of people, or names that are nobody's here."""
    people = told.content.people
    file = told.files_by_object.get(standing.object)
    named = {author for record in on_this_state(standing) for author in record.authors}
    named |= {file.submitted_by} if file and file.submitted_by else set()
    known = told.content.person
    found = ((name, known.get(name) or person_of(people, name)) for name in named)
    return {person.id if person else name for name, person in found}
