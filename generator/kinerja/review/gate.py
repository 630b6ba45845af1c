"""The gate: does this pull request have the approvals that the policy of its base asks for?

The policy, the people and this program come from the base; the head is data (approvals, pitfalls
1, 5, 8-12, 15, 16). What is said of it, and where, is `announcing`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinerja.content.layout import LAYOUT
from kinerja.content.objects import RECORD, kind_of
from kinerja.content.stating import states_nothing
from kinerja.git.history import commits, merge_base
from kinerja.ledger.holders import day_of
from kinerja.ledger.judging import Rule, Verdict, judge, rule_for
from kinerja.review.hearing import Authors, Heard, Unheard, authors_of, hear, opinions
from kinerja.review.pulls import Pull
from kinerja.review.snapshot import BROKEN, Library, Snapshot

Change = Literal["added", "changed", "removed"]
Fault = Literal["broken", "records", "records_mixed", "no_submitter"]
"""What no approval mends: a file with errors, records changed or removed, records among other
changes, a bot's pull request in which a file does not say who handed it in (pitfall 9)."""

_RECORDS = LAYOUT[RECORD].partition("/")[0]
_TOOL = (".github/", "generator/", "schemas/", "pyproject.toml", "requirements")
DEFAULT_ZONE = "Asia/Jakarta"


@dataclass(frozen=True, slots=True)
class Asked:
    """One object that a pull request changes and somebody must approve, and how that stands.

    `is_empty` says that it is a submission without a single stated value.
    """

    object: str
    change: Change
    fingerprint: str
    rule: Rule
    verdict: Verdict
    heard: tuple[Heard, ...]
    unheard: tuple[Unheard, ...]
    submitted_by: str | None
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
    policy = library.at(base)
    told = commits(top, f"{base}..{head}")
    changed: dict[str, str] = {}
    for commit in told:
        changed = {**commit.changed, **changed}
    authors = authors_of(pull, told, policy.people)
    moments = [one.submitted_at for one in opinions(pull)] or [one.at for one in told[:1]]
    day = day_of(max(moments), zone_of(policy)) if moments else date.max
    asked = judged(library, pull, before, after, policy, authors, day)
    names = after.changed(before)
    free = sorted(set(names) - {one.object for one in asked})
    faults: list[tuple[Fault, str]] = [
        *(("broken", name) for name in names if after.fingerprint(name) == BROKEN),
        *(("no_submitter", one.object) for one in asked if _is_nobodys(pull, one)),
        *_records(changed, f"{ground.content}/{_RECORDS}/"),
    ]
    tool = tuple(sorted(one for one in changed if one.startswith(_TOOL)))
    return Gate(pull, head, policy, authors, asked, tuple(free), tuple(faults), tool)


def judged(
    library: Library,
    pull: Pull,
    before: Snapshot,
    after: Snapshot,
    policy: Snapshot,
    authors: Authors,
    day: date,
) -> tuple[Asked, ...]:
    """How the approval of every object stands that differs between two commits.

    `day` is the one whose version of the policy counts.
    """
    reviews = opinions(pull)
    zone = zone_of(policy)
    found = []
    for name in after.changed(before):
        change: Change = "changed" if name in before.blobs else "added"
        change = change if name in after.blobs else "removed"
        print_ = after.fingerprint(name)
        read = after.read(name)
        data = read.data if read and read.data else {}
        rule = rule_for(policy.policy, kind_of(name), day)
        if rule is None:
            continue
        submitted_by = data.get("submitted_by")
        heard, unheard = hear(
            reviews, name, print_, rule, authors, submitted_by, policy, library, zone
        )
        verdict = judge(rule, [one.vote for one in heard])
        found.append(Asked(
            name, change, print_, rule, verdict, tuple(heard), tuple(unheard), submitted_by,
            states_nothing(read),
        ))  # fmt: skip
    return tuple(found)


def zone_of(policy: Snapshot) -> str:
    """The time zone whose days count: the office's."""
    return policy.organisation.time_zone if policy.organisation else DEFAULT_ZONE


def _is_nobodys(pull: Pull, one: Asked) -> bool:
    """Whether a bot hands in what does not say whose it is, so that its author might approve it."""
    return pull.opened_by.is_bot and one.change != "removed" and not one.submitted_by


def _records(changed: Mapping[str, str], folder: str) -> Iterator[tuple[Fault, str]]:
    """Records are only ever added, and in a pull request of their own (pitfalls 17, 20)."""
    inside = {place: kind for place, kind in changed.items() if place.startswith(folder)}
    for place, kind in sorted(inside.items()):
        if kind != "A":
            yield "records", place
    if inside and len(inside) < len(changed):
        yield "records_mixed", min(inside)
