"""Who a person is on a day: the roles they hold, in which capacity and with which rank.

Half-open validity, as everywhere. Judged on the day of the office, for a moment of a forge is in
UTC (approvals, pitfall 13).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from kinerja.model.records import People, PeoplePerson
from kinerja.model.validity import is_held, is_not_over

UNKNOWN = "git:"
"""Before the name of an author in a record whom people do not know."""

RANKS = ("pengawas", "administrator", "jpt_pratama", "jpt_madya", "jpt_utama")
"""From the lowest to the highest (UU 20/2023)."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that a person holds on a day; `unit` empty where it holds everywhere.

    `position` is the id of the position it rests on, `rank` that position's; empty if not stated.
    """

    person: str
    role: str
    capacity: str
    unit: str = ""
    position: str = ""
    rank: str = ""

    def reaches(self, rank: str) -> bool:
        """Whether its rank is at least the one asked for; an empty one asks for nothing."""
        if not rank:
            return True
        return bool(self.rank) and RANKS.index(self.rank) >= RANKS.index(rank)


def strangers(authors: Iterable[str]) -> str:
    """The names among the authors of a record whom people do not know; empty without any."""
    return ", ".join(one.removeprefix(UNKNOWN) for one in authors if one.startswith(UNKNOWN))


def holdings(people: People, day: date, *, or_later: bool = False) -> Iterator[Holding]:
    """Every role that is held on a day, or then or any time after it, in the order of the file."""
    counts = is_not_over if or_later else is_held
    ranks = {position.id: position.rank or "" for position in people.positions}
    for person in people.people:
        for role in person.roles:
            if counts(role, day):
                position = role.position or ""
                yield Holding(
                    person.id, role.role, role.capacity, role.unit or "", position,
                    ranks.get(position, ""),
                )  # fmt: skip


def person_of(people: People, login: str) -> PeoplePerson | None:
    """The person whose account a login of GitHub is; letter case makes no difference there."""
    for person in people.people:
        told = person.logins.github if person.logins else None
        if told and told.lower() == login.lower():
            return person
    return None


def day_of(moment: datetime, time_zone: str) -> date:
    """The day of the office on which a moment (UTC) falls."""
    return moment.astimezone(ZoneInfo(time_zone)).date()


def noon_of(day: date, time_zone: str) -> datetime:
    """The moment (UTC) that stands for a day of the office of which no hour is known: its noon."""
    return datetime.combine(day, time(12), ZoneInfo(time_zone)).astimezone(UTC)


def moment(text: str) -> datetime:
    """A moment as records write it: `2026-04-14T03:12:09Z`.

    A day that no calendar has, which the schema lets pass, is long ago: such a record lies nowhere.
    """
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime(2000, 1, 1, tzinfo=UTC)


def written(told: datetime) -> str:
    """A moment in the one form of records."""
    return told.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
