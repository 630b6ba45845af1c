"""Two sides become one difference. The one door of this floor beside `revisions`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from kinerja.achievement.measuring.actions import ActionRow
from kinerja.compare.aims import aims
from kinerja.compare.difference import (
    Action,
    Ask,
    Changed,
    Closing,
    Difference,
    Fallen,
    Minutes,
    Outcome,
    Progress,
    Returned,
    Revision,
)
from kinerja.compare.figures import far, figures, sealed_among, unchanged
from kinerja.compare.naming import names
from kinerja.compare.objects import changes, reports
from kinerja.compare.packages import behind, packages
from kinerja.compare.rules import rules, stated
from kinerja.compare.sides import Side
from kinerja.compare.submissions import submissions
from kinerja.content.shape.objects import kind_of
from kinerja.model.records import Decision, DecisionDecision
from kinerja.periods import Period


class _Objection(Protocol):
    @property
    def person(self) -> str: ...


class Standing(Protocol):
    """How an object stands with its approvals (`ledger.standing`)."""

    @property
    def state(self) -> str:
        """`approved`, `stale`, `suspect` and so on."""
        ...

    @property
    def moved(self) -> Sequence[str]:
        """The objects that moved under it."""
        ...

    @property
    def objections(self) -> Sequence[_Objection]:
        """Who asked for changes and was not answered."""
        ...


Standings = Mapping[str, Standing]

Asks = Mapping[str, tuple[tuple[tuple[str, ...], ...], bool]]
"""Whose approval a kind of object asks for, and whether in order, as in `Ask`."""


@dataclass(frozen=True)
class Beside:
    """What stands beside the content of a side.

    `reports` are the fingerprints of its sealed states by their folder (`2025-Q3/1`), `standings`
    say how its objects stand with their approvals, `asks` whose approval they need by its policy,
    `closings` are the sealed states that the other side does not have.
    """

    reports: Mapping[str, str]
    standings: Standings
    asks: Asks
    closings: Sequence[Closing] = ()


_HELD, _FALLEN = ("approved", "sealed"), ("stale", "suspect")


def compare(base: Side, head: Side, before: Beside, after: Beside) -> Difference:
    """What differs from base to head, with what stands beside each."""
    sealed = _sealed(before.reports)
    again = _sealed(after.reports.keys() - before.reports.keys())  # revised in the same proposal
    objects, handed_in, cosmetic = changes(base, head)
    closed = tuple(reports(before.reports, after.reports))
    named = [*(one.object for one in (*objects, *closed)), *handed_in]
    moved = packages(base, head, objects)
    found = behind(figures(base, head), moved, base, head)
    told = tuple(submissions(base, head, objects))
    return Difference(
        base=Revision(base.commit, base.today),
        head=Revision(head.commit, head.today),
        names=names(base.content, head.content),
        empty=tuple(one for one in told if not one.stated),
        decisions=tuple(_decisions(base, head)),
        aims=tuple(aims(base, head)),
        rules=tuple(rules(base, head, objects, sealed)),
        stated=tuple(stated(head, objects)),
        closings=tuple(after.closings),
        objects=(*objects, *closed),
        asks=tuple(_asks(named, before.asks)),
        sealed=tuple(sealed_among(found, [one for one in sealed if one not in again])),
        figures=tuple(found),
        far=tuple(far(head, found)),
        fallen=tuple(_fallen(before.standings, after.standings)),
        returned=tuple(_returned(before.standings, objects)),
        submissions=told,
        packages=tuple(moved),
        actions=tuple(_actions(base, head)),
        handed_in=tuple(handed_in),
        cosmetic=tuple(cosmetic),
        unchanged=unchanged(base, head, found),
    )


def _asks(objects: Iterable[str], asks: Asks) -> Iterator[Ask]:
    """Objects by whose approval they need."""
    found: dict[tuple[tuple[tuple[str, ...], ...], bool], list[str]] = {}
    for one in objects:
        if asked := asks.get(kind_of(one)):
            found.setdefault(asked, []).append(one)
    return (Ask(*asked, tuple(names)) for asked, names in found.items())


def _sealed(states: Iterable[str]) -> list[str]:
    """The periods of sealed states, in order of time."""
    return sorted({state.partition("/")[0] for state in states}, key=Period.parse)


def _fallen(before: Standings, after: Standings) -> Iterator[Fallen]:
    """Approvals that held and do not any more, and those that had fallen before of other causes."""
    for name, now in after.items():
        was = before[name].state if name in before else ""
        if was in _HELD and now.state in _FALLEN:
            yield Fallen(name, was, now.state, tuple(now.moved))


def _returned(before: Standings, objects: Iterable[Changed]) -> Iterator[Returned]:
    for one in objects:
        told = before.get(one.object)
        if told is not None and told.state == "needs_revision":
            yield Returned(one.object, tuple(sorted({by.person for by in told.objections})))


def _decisions(base: Side, head: Side) -> Iterator[Outcome]:
    """The outcomes of step 17 that were added, changed or taken back, or rest on other minutes."""
    old, new = _outcomes(base), _outcomes(head)
    for key in sorted(old.keys() | new.keys()):
        if old.get(key) == new.get(key):
            continue
        before = old[key][0].outcome if key in old else None
        if key not in new:
            yield Outcome(*key, None, "", before)
            continue
        now, paper = new[key]
        tasks = tuple((one.action, one.owner, one.due) for one in now.follow_up)
        yield Outcome(*key, now.outcome, now.reason, before, tasks, now.effective_from, paper)


def _outcomes(side: Side) -> dict[tuple[str, str], tuple[DecisionDecision, Minutes]]:
    return {
        (told.period, one.object): (one, _minutes(told))
        for told in side.content.decisions.values()
        for one in told.decisions
    }


def _minutes(told: Decision) -> Minutes:
    by = told.decided_by
    return Minutes(told.decided_on, by.position, by.capacity, told.document.number)


def _actions(base: Side, head: Side) -> Iterator[Action]:
    """Actions of which something else is known, each in the first period that shows it."""
    old, new = ({_key(row): row for row in side.actions} for side in (base, head))
    seen: set[tuple[str, str, str]] = set()
    for key in sorted(old.keys() | new.keys(), key=lambda key: (Period.parse(key[0]), key[1:])):
        before, after = old.get(key), new.get(key)
        if before == after or key[1:] in seen:
            continue
        told = after or before
        if before is None and told is not None and told.state == "not_reported":
            continue
        if before is None and after is not None and _is_as_before(after, new, key):
            continue
        seen.add(key[1:])
        period, indicator, action, unit = key
        yield Action(period, indicator, action, unit or None, _told(before), _told(after))


def _told(row: ActionRow | None) -> Progress | None:
    return Progress(row.progress, row.state, row.obstacle, row.evidence) if row else None


_ActionKey = tuple[str, str, str, str]


def _key(row: ActionRow) -> _ActionKey:
    return row.period, row.indicator, row.action, row.unit or ""


def _is_as_before(row: ActionRow, known: Mapping[_ActionKey, ActionRow], key: _ActionKey) -> bool:
    """Whether a new period only repeats what had been reported before it."""
    earlier = known.get((str(Period.parse(row.period).previous()), *key[1:]))
    return earlier is not None and earlier.as_of == row.as_of
