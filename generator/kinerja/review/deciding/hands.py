"""Through whose hands a change went, as history tells it: nobody decides on their own (pitfall 8).

Read from what came into force, so that a clone alone shows it in ten years, when branches are gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from kinerja.git.history import Commit, commits
from kinerja.git.writing import OPENER, RECORDER
from kinerja.ledger.holders import UNKNOWN
from kinerja.model.records import Approval, People
from kinerja.review.deciding.hearing import people_behind, submitters
from kinerja.review.deciding.rules import Rules, course_of
from kinerja.review.revisions.snapshot import Library

_MACHINES = frozenset((OPENER.email, RECORDER.email))
"""Addresses under which this program writes by itself."""

_LONGEST_NAME = 100


def wrote(told: Iterable[Commit], people: People, places: Collection[str] = ()) -> set[str]:
    """The people who wrote commits or shared in them, by id.

    Not who committed them: that is whoever merged. A merge counts by what only it holds, among some
    `places` if they are told: files that others changed on both sides it puts together by itself.
    """
    return {
        person for identity in _hands(told, places) for person in people_behind(people, *identity)
    }


def unknown(told: Iterable[Commit], people: People, places: Collection[str] = ()) -> set[str]:
    """The names under which somebody wrote whom people do not know, as records tell them."""
    return {
        f"{UNKNOWN}{name[:_LONGEST_NAME]}"
        for name, mail in _hands(told, places)
        if not people_behind(people, name, mail) and mail not in _MACHINES
    }


def _hands(told: Iterable[Commit], places: Collection[str]) -> Iterator[tuple[str, str]]:
    """Who wrote or shared in what commits brought, as names and addresses."""
    for commit in told:
        if len(commit.parents) < 2 or (set(places) & set(commit.own) if places else commit.own):
            yield from (commit.people[0], *commit.people[2:])


def had_a_hand(library: Library, name: str, merged: str, since: str, people: People) -> set[str]:
    """Who had a hand in what an object is in a commit, from another commit on (empty: ever).

    Who wrote its file, also under a name that nobody has, and who is said to have handed it in.
    What was undone meanwhile, so that the file was again as in that other commit, is nobody's
    doing.
    """
    place = PurePosixPath(library.place(name))
    asked = f"{since}..{merged}" if since else merged
    told = commits(library.ground.top, asked, below=place)
    own = [one for one in told if str(place) in one.own or len(one.parents) < 2]
    if since:
        before = library.at(since).fingerprint(name)
        undone = (n for n, one in enumerate(own) if library.at(one.sha).fingerprint(name) == before)
        own = own[: next(undone, len(own))]
    if not own:  # a merge may bring back what others wrote long ago
        own = [one for one in told if str(place) in one.changed]
        authors = {person for one in own for person in people_behind(people, *one.people[0])}
    else:
        authors = wrote(own, people, [str(place)]) | unknown(own, people, [str(place)])
    states = [library.at(sha) for sha in (merged, *(one.sha for one in own))]
    return authors | submitters(name, states)


def since_approved(
    library: Library, rules: Rules, name: str, records: Iterable[Approval], fingerprint: str
) -> str:
    """The commit since which an object came to be this state: with what was approved before it.

    Empty where no other state has had all its approvals.
    """
    others = (one for one in records if one.fingerprint != fingerprint)
    approved = course_of(name, others, rules, library.at).approved
    return approved[-1].commits.merged if approved else ""


class Line:
    """What each commit brought into the history that it belongs to."""

    def __init__(self, history: Sequence[Commit]) -> None:
        """`history` are all commits that lead to one, parents after their children."""
        self.commits: Mapping[str, Commit] = {one.sha: one for one in history}
        self._sides: dict[str, list[str]] = {}
        self._before: dict[str, AbstractSet[str]] = {}
        self._order = {sha: place for place, sha in enumerate(self.commits)}
        left = [("", history[0].sha)] if history else []
        while left:  # what is on top was merged first, so it is known before what came later
            merge, tip = left.pop()
            line = self._line(tip)
            self._sides |= {one: [] for one in line}
            if merge:
                self._sides[merge] += line
            left += [(one, side) for one in line for side in self.commits[one].parents[1:]]

    def before(self, commit: str) -> str | None:
        """The commit onto which one was put; None for a root."""
        return next(iter(self.commits[commit].parents), None)

    def comes_before(self, one: str, other: str) -> bool:
        """Whether one commit is in the history of another, and not the same."""
        if self._order[one] <= self._order[other]:  # parents stand after their children
            return False
        if other not in self._before:
            found: set[str] = set()
            left = [other]
            while left:
                more = [up for up in self.commits[left.pop()].parents if up not in found]
                left += more
                found.update(more)
            self._before[other] = found
        return one in self._before[other]

    def brought(self, base: str, merged: str) -> list[Commit] | None:
        """What came onto `base` with a merge of any kind; None where it was not onto that."""
        line: list[str] = []
        at: str | None = merged
        while at is not None and at != base:
            line.append(at)
            at = self.before(at)
        if at is None or not line:
            return None
        for one in line:  # grows by what was merged into it, and into that
            line += self._sides[one]
        return [self.commits[one] for one in line]

    def _line(self, tip: str) -> list[str]:
        """A commit and what it was put onto, as far as nothing of it is known yet."""
        found: list[str] = []
        at: str | None = tip
        while at is not None and at not in self._sides:
            found.append(at)
            at = self.before(at)
        return found
