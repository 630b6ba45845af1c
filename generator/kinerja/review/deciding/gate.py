"""The gate: does this pull request have the approvals that the policy of its base asks for?

The policy, the people and this program come from the base; the head is data (approvals, pitfalls
1, 5, 8-12, 15, 16). What is said of it, and where, is `announcing`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinerja.content.authoring.stating import states_nothing
from kinerja.content.shape.layout import told_by
from kinerja.content.shape.objects import RECORDS
from kinerja.git.asking import HistoryError
from kinerja.git.history import Commit, commits, differing, is_ancestor, merge_base
from kinerja.git.trees import links
from kinerja.git.writing import merged
from kinerja.ledger.holders import person_of
from kinerja.ledger.judging import LEADERSHIP_DECIDES, Rule, Verdict, judge
from kinerja.review.deciding.hearing import (
    Authors,
    Heard,
    Unheard,
    authors_of,
    hear,
    opinions,
    submitters,
)
from kinerja.review.deciding.rules import Rules, rules_of, unapproved
from kinerja.review.revisions.pulls import Pull
from kinerja.review.revisions.snapshot import BROKEN, Library, Snapshot

Change = Literal["added", "changed", "removed"]
Fault = Literal[
    "broken", "rules", "unapproved", "moved", "records", "records_mixed", "records_by",
    "no_submitter",
]  # fmt: skip
"""What no approval mends: a file with errors, rules of the base that cannot be read or are not what
was approved last, a file that merging would make into what nobody has seen (pitfall 6), records
that were changed or removed, records among other changes or by somebody else than the recorder, a
bot's pull request in which a file does not say who handed it in (pitfall 9)."""

_RECORDING = {"administrator", "managing_team", "head_ukpbj"}
"""Whose pull requests may hold records, where the policy names no recorder."""

_HARMLESS = re.compile(r"(?:content|reports|docs)/.+|[^/]+\.md")


@dataclass(frozen=True, slots=True)
class Asked:
    """One object that a pull request changes and somebody must approve, and how that stands.

    `submitted_by` are all who are said to have handed it in, in its last state or an earlier one;
    `is_empty` says that it is a submission without a single stated value.
    """

    object: str
    change: Change
    fingerprint: str
    rule: Rule
    verdict: Verdict
    heard: tuple[Heard, ...]
    unheard: tuple[Unheard, ...]
    submitted_by: tuple[str, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate found: by object, and what is wrong apart from approvals.

    `free` are objects that nobody needs to approve, `tool` changed files of the program or its
    workflows; `faults` name objects or files.
    """

    pull: Pull
    head: str
    base: Snapshot
    authors: Authors
    asked: tuple[Asked, ...]
    free: tuple[str, ...]
    faults: tuple[tuple[Fault, str], ...]
    tool: tuple[str, ...]

    @property
    def rules(self) -> Rules:
        """The people and the policy that count: those of the base."""
        return rules_of(self.base)

    @property
    def passes(self) -> bool:
        """Whether the pull request may be merged; with nothing to approve it may."""
        return not self.faults and all(one.verdict.satisfied for one in self.asked)


def gate(library: Library, pull: Pull, *, base: str = "", head: str = "") -> Gate:
    """Judge a pull request as it stands now.

    Args:
        library: The commits of this clone.
        pull: What the forge says of it.
        base: The commit whose policy applies; that of the pull request unless told.
        head: The commit that would be merged; likewise.

    Raises:
        HistoryError: This clone lacks one of the commits.
    """
    top, ground = library.ground.top, library.ground
    base, head = base or pull.base, head or pull.head
    before, after = library.at(merge_base(top, base, head)), library.at(head)
    ruling = library.at(base)
    rules = rules_of(ruling)
    told = commits(top, f"{base}..{head}")
    changed = differing(top, before.commit, head)
    for commit in told:  # also what a later commit undid, which a merge would keep in history
        changed = {**commit.own, **changed}
    authors = authors_of(pull, told, rules.people)
    day = _day(library, pull, told, rules)
    states = [after, *(library.at(one.sha) for one in told)]
    asked = judged(library, pull, before, after, rules, authors, day, states)
    names = after.changed(before)
    free = sorted(set(names) - {one.object for one in asked})
    faults: list[tuple[Fault, str]] = [
        *(("broken", name) for name in names if after.fingerprint(name) == BROKEN),
        *(("no_submitter", one.object) for one in asked if _is_nobodys(pull, one, after)),
        *(("rules", one) for one in sorted(LEADERSHIP_DECIDES) if ruling.is_broken(one)),
        *(("broken", f"{ground.content}/{one}") for one in links(top, head, ground.content)),
        *_unruled(library, ruling),
        *(("moved", one) for one in _moved(library, base, after, asked)),
        *_sealed(changed, f"{ground.reports}/"),
        *_records(
            [*changed.items(), *(one for each in told for one in each.own.items())],
            f"{ground.content}/{RECORDS}/",
        ),
        *_strangers(pull, changed, rules, f"{ground.content}/{RECORDS}/"),
    ]
    tool = tuple(sorted(one for one in changed if is_tool(one)))
    return Gate(pull, head, ruling, authors, asked, tuple(free), tuple(faults), tool)


def _unruled(library: Library, base: Snapshot) -> Iterator[tuple[Fault, str]]:
    """People or policy of the base that nobody approved as they are: the recorder refuses them."""
    known = library.records(base.commit, LEADERSHIP_DECIDES)
    try:
        name = unapproved(base, known, library.at)
    except HistoryError:  # this clone is not whole, and cannot tell
        return
    if name:
        yield "unapproved", name


def _moved(library: Library, base: str, head: Snapshot, asked: Sequence[Asked]) -> Iterator[str]:
    """What merging would make into something else than what lies at the head."""
    top = library.ground.top
    together = "" if is_ancestor(top, base, head.commit) else merged(top, base, head.commit)
    if together:
        result = library.at(together)
        yield from (
            one.object for one in asked if result.fingerprint(one.object) != one.fingerprint
        )


def judged(
    library: Library,
    pull: Pull,
    before: Snapshot,
    after: Snapshot,
    rules: Rules,
    authors: Authors,
    day: date,
    states: Iterable[Snapshot],
) -> tuple[Asked, ...]:
    """How the approval of every object stands that differs between two commits.

    `day` is the one whose version of the policy counts, `states` are all those in which somebody
    may be named as having handed an object in.
    """
    states = tuple(states)
    newest = opinions(pull)
    found = []
    for name in after.changed(before):
        change: Change = "changed" if name in before.blobs else "added"
        change = change if name in after.blobs else "removed"
        print_ = after.fingerprint(name)
        rule = rules.rule(name, day)
        if rule is None:
            continue
        own = [one for one in states if one.blobs.get(name) != before.blobs.get(name)]
        submitted_by = tuple(sorted(submitters(name, [after, *own])))
        reviews = opinions(pull, in_order=rule.in_order)
        heard, unheard = hear(reviews, name, print_, rule, authors, submitted_by, rules, library)
        unheard = [one for one in unheard if one.review in newest]
        verdict = judge(rule, [one.vote for one in heard])
        found.append(Asked(
            name, change, print_, rule, verdict, tuple(heard), tuple(unheard), submitted_by,
            states_nothing(after.read(name)),
        ))  # fmt: skip
    return tuple(found)


def is_tool(path: str) -> bool:
    """Whether a file of the repository could change how proposals are looked at (pitfall 12)."""
    return not _HARMLESS.fullmatch(path)


def _day(library: Library, pull: Pull, told: Sequence[Commit], rules: Rules) -> date:
    """The day whose rules count: the newest word's, and none that has passed on the base.

    An author sets the date of a commit, so it only counts where nobody has spoken yet.
    """
    [tip] = commits(library.ground.top, "--max-count=1", rules.commit)
    spoken = [one.submitted_at for one in opinions(pull)] or [one.at for one in told[:1]]
    return rules.day(max([tip.at, *spoken]))


def _is_nobodys(pull: Pull, one: Asked, after: Snapshot) -> bool:
    """Whether a bot hands in what does not say whose it is, so that its author might approve it."""
    return pull.opened_by.is_bot and one.change != "removed" and not submitters(one.object, [after])


def _sealed(changed: Mapping[str, str], folder: str) -> Iterator[tuple[Fault, str]]:
    """Files of a closed period that are other ones or gone: it only ever comes."""
    for place, kind in sorted(changed.items()):
        if place.startswith(folder) and kind != "A":
            yield "records", place


def _records(changed: Iterable[tuple[str, str]], folder: str) -> Iterator[tuple[Fault, str]]:
    """Records are only ever added, and in a pull request of their own (pitfalls 17, 20).

    Also within it: what a later commit puts right stays in history. Nothing else lies there.
    """
    told = list(changed)
    inside = {place for place, _kind in told if place.startswith(folder)}
    other = folder.removesuffix(f"{RECORDS}/")
    spoilt = {place for place, kind in told if place in inside
              and (kind != "A" or told_by(place.removeprefix(other)) is None)}  # fmt: skip
    for place in sorted(spoilt):
        yield "records", place
    if inside and len(inside) < len({place for place, _kind in told}):
        yield "records_mixed", min(inside)


def _strangers(
    pull: Pull, changed: Mapping[str, str], rules: Rules, folder: str
) -> Iterator[tuple[Fault, str]]:
    """Records handed in by somebody else than who may write them, by their account (pitfall 20)."""
    inside = sorted(place for place in changed if place.startswith(folder))
    if not inside:
        return
    recorders = rules.policy.recorders if rules.policy else ()
    person = person_of(rules.people, pull.opened_by.login)
    roles = {role.role for role in person.roles} if person else set()
    account = pull.opened_by.login.removesuffix("[bot]")  # so GitHub calls the account of an App
    may = account in recorders if recorders else bool(roles & _RECORDING)
    if not may:
        yield "records_by", inside[0]
