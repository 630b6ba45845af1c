"""Whose review counts for what: bound to a fingerprint, by a person in a role, never by an author.

The exclusion list of the approvals design, over all commits of a pull request, in any coat. What
the votes come to is the ledger's to judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kinerja.git.asking import HistoryError
from kinerja.git.history import Commit
from kinerja.ledger.holders import Holding, person_of
from kinerja.ledger.judging import Rule, Vote, lasting_words
from kinerja.model.records import People, PeoplePerson
from kinerja.review.deciding.rules import Rules
from kinerja.review.revisions.pulls import Pull, Review
from kinerja.review.revisions.snapshot import Library, Snapshot

Reason = Literal["bot", "unknown", "author", "role", "older", "gone"]
"""Why a review does not count: by a bot, by nobody known, by an author, by somebody without the
role, on other content, on a commit that this clone does not have."""

_NOREPLY = re.compile(r"(?:[0-9]+\+)?([A-Za-z0-9-]+)@users\.noreply\.github\.com", re.IGNORECASE)
_OPINIONS = ("APPROVED", "CHANGES_REQUESTED", "DISMISSED")


@dataclass(frozen=True, slots=True)
class Authors:
    """Everybody who had a hand in a pull request: ids of people, else logins or names."""

    names: tuple[str, ...]

    def include(self, person: str) -> bool:
        """Whether a person is among them."""
        return person in self.names


@dataclass(frozen=True, slots=True)
class Heard:
    """One review that counts, as a vote, with where it comes from."""

    vote: Vote
    review: Review


@dataclass(frozen=True, slots=True)
class Unheard:
    """A review that does not count, and why; `who` is a person's id or a login."""

    who: str
    reason: Reason
    review: Review


def authors_of(pull: Pull, commits: Iterable[Commit], people: People) -> Authors:
    """Who opened the pull request, wrote, committed or shared in any of its commits."""
    names: set[str] = set()
    logins = [pull.opened_by.login]
    logins += [login for one in pull.commits for login in (one.author, one.committer)]
    for login in filter(None, logins):
        person = person_of(people, login)
        names.add(person.id if person else login)
    return Authors(tuple(sorted(names | authors_by(commits, people))))


def authors_by(commits: Iterable[Commit], people: People) -> set[str]:
    """The people who wrote, committed or shared in commits, by id."""
    every = {one for commit in commits for one in commit.people}
    return {person for one in every for person in people_behind(people, *one)}


def submitters(name: str, states: Iterable[Snapshot]) -> set[str]:
    """Who is said to have handed an object in, in any of several commits.

    No part of the fingerprint, so it can be put otherwise after a review (pitfall 9).
    """
    told = ((read.data or {}).get("submitted_by") for one in states if (read := one.read(name)))
    return {one for one in told if isinstance(one, str)}


def opinions(pull: Pull, *, in_order: bool = False) -> list[Review]:
    """The newest opinion of each account, in order of time; comments change nothing.

    Where the order counts, with all approvals since an account last said otherwise.
    """
    told = sorted((one for one in pull.reviews if one.state in _OPINIONS), key=_in_time)
    held = lasting_words(
        told, lambda one: one.by.login.lower(), lambda one: in_order and one.state == "APPROVED"
    )
    return sorted((one for one in held if one.state != "DISMISSED"), key=_in_time)


def _in_time(review: Review) -> tuple[datetime, int]:
    return review.submitted_at, review.id


def hear(
    reviews: Sequence[Review],
    name: str,
    fingerprint: str,
    rule: Rule,
    authors: Authors,
    submitted_by: Collection[str],
    rules: Rules,
    library: Library,
) -> tuple[list[Heard], list[Unheard]]:
    """The reviews that count for one state of an object, and the others.

    Args:
        reviews: Opinions.
        name: The object.
        fingerprint: Its state that is to be approved.
        rule: What is asked for.
        authors: Whose words do not count.
        submitted_by: Who handed the object in; their words do not count either.
        rules: Of the base; its people decide who is who.
        library: Where the commits that were reviewed are read.
    """
    heard, unheard = [], []
    for review in reviews:
        person = person_of(rules.people, review.by.login)
        told = _refused(review, person, name, fingerprint, authors, submitted_by, library)
        held: tuple[Holding, ...] = ()
        if told is None and person is not None:
            speaking = rules.speaking(rule, name, rules.day(review.submitted_at))
            held = tuple(one for one in speaking if one.person == person.id)
            told = None if held else "role"
        if told is not None or person is None:
            unheard.append(
                Unheard(person.id if person else review.by.login, told or "unknown", review)
            )
            continue
        approves = review.state == "APPROVED"
        heard.append(Heard(Vote(person.id, approves, review.submitted_at, held), review))
    return heard, unheard


def _refused(
    review: Review,
    person: PeoplePerson | None,
    name: str,
    fingerprint: str,
    authors: Authors,
    submitted_by: Collection[str],
    library: Library,
) -> Reason | None:
    if review.by.is_bot:
        return "bot"
    if person is None:
        return "unknown"
    if authors.include(person.id) or person.id in submitted_by:
        return "author"
    if not review.commit:
        return "gone"
    try:
        seen = library.at(review.commit).fingerprint(name)
    except HistoryError:
        return "gone"
    return None if seen and seen == fingerprint else "older"


def people_behind(people: People, name: str, mail: str) -> set[str]:
    """The people behind an identity of git, by account and by name; in doubt it is they."""
    found = _NOREPLY.fullmatch(mail.strip())
    logins = [found[1] if found else mail.strip().partition("@")[0], name.strip()]
    known = (person_of(people, login) for login in logins if login)
    told = {_plain(name), *map(_plain, logins)}
    named = {one.id for one in people.people if {_plain(one.name), one.id} & told}
    return named | {person.id for person in known if person is not None}


def _plain(text: str) -> str:
    """A name without what differs in typing; git takes the full stop away at its end."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .,:;<>\"'")
