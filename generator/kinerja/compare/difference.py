"""What differs between two states of content, as frozen records without a language.

Filled by `comparing`; how a person is told is `review`'s. Everything is in an order of its own, so
that the same two states give the same difference.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta, Struct

from kinerja.achievement.terms.score import Target
from kinerja.achievement.terms.table import Row
from kinerja.compare.naming import Names
from kinerja.findings import Finding, Pointer

Change = Literal["added", "changed", "removed"]

Commit = Annotated[str, Meta(pattern=r"\A(?:[0-9a-f]{40}|[0-9a-f]{64})?\Z")]
Fingerprint = Annotated[str, Meta(pattern=r"\A(?:v[0-9]+:[0-9a-f]{64})?\Z")]
"""Hashes, or nothing: a difference may come from elsewhere, and these are shown as they are."""


class Revision(Struct, frozen=True):
    """A state of content: the commit it stands in, none for the working tree, and its day."""

    commit: Commit
    today: date


class Refused(Struct, frozen=True):
    """Content that cannot be compiled, and why; `language` is the organisation's if known."""

    commit: Commit
    findings: tuple[Finding, ...]
    language: str | None


class Changed(Struct, frozen=True):
    """An object whose meaning changed: `indicator/contract-on-time`, and the fingerprint it has.

    `place` is its file's below the content folder; a removed one has no fingerprint.
    """

    object: str
    place: str
    change: Change
    fingerprint: Fingerprint


class Figure(Struct, frozen=True):
    """A row of the table of achievements that is another one now; None where there was none.

    `own`: the indicator's figure of a period of its own frequency, on its own basis; all others
    follow from those. `packages` are the changed ones that either side counts in an own figure.
    """

    before: Row | None
    after: Row | None
    own: bool
    packages: tuple[str, ...] = ()

    @property
    def row(self) -> Row:
        """The row as it is now, else as it was."""
        row = self.after or self.before
        if row is None:
            raise ValueError
        return row

    @property
    def flips(self) -> bool:
        """Whether the status is another one, or a figure came or went."""
        before, after = self.before, self.after
        return (before.status if before else "") != (after.status if after else "")

    @property
    def improves(self) -> bool | None:
        """Whether the score rises; None where it stays, or there are no two to compare."""
        before, after = (row.published if row else None for row in (self.before, self.after))
        if before is None or after is None or before == after:
            return None
        return after > before


class Aim(Struct, frozen=True):
    """A target that holds otherwise now, in the indicator's unit; `unit` None: the organisation.

    `eased` says whether it became easier to reach, None where neither is plain to say.
    """

    year: int
    indicator: str
    period: str
    unit: str | None
    before: Target | None
    after: Target | None
    eased: bool | None


class Rule(Struct, frozen=True):
    """A value of a plan or a rule that is another one now: where it stands, and both as text.

    `counts`: it can change a figure; `sealed` are the sealed periods in which it is used.
    """

    object: str
    pointer: Pointer
    before: str | None
    after: str | None
    counts: bool
    sealed: tuple[str, ...] = ()


class Fact(Struct, frozen=True):
    """A fact of a package before and after, as text that its column can read again."""

    name: str
    before: str | None
    after: str | None


class Package(Struct, frozen=True):
    """A package of which something else is stated now."""

    id: str
    unit: str
    title: str
    change: Change
    facts: tuple[Fact, ...]


class Progress(Struct, frozen=True):
    """What was reported of an action by a unit; `progress` in percent."""

    progress: Decimal | None
    state: str
    obstacle: str | None
    evidence: str | None


class Action(Struct, frozen=True):
    """An action of which something else was reported, in the first period that tells so."""

    period: str
    indicator: str
    action: str
    unit: str | None
    before: Progress | None
    after: Progress | None


class Submission(Struct, frozen=True):
    """A realization or measurement that was handed in or changed, and what it leaves open.

    `stated` counts its values; `silent` are packages it names and tells nothing of; `unreported`
    of `active` packages of the unit have never been reported by then.
    """

    object: str
    stated: int
    silent: tuple[str, ...] = ()
    unreported: int = 0
    active: int = 0


class Far(Struct, frozen=True):
    """A figure that lies far from the one before it, or (`unusual`) from all before."""

    row: Row
    previous: Row
    unusual: bool


class Sealed(Struct, frozen=True):
    """A sealed period in which figures would be others now."""

    period: str
    indicators: tuple[str, ...]
    figures: int


class Fallen(Struct, frozen=True):
    """An approval that would not hold any more, and which objects moved under it."""

    object: str
    before: str
    after: str
    moved: tuple[str, ...]


class Returned(Struct, frozen=True):
    """An object that was sent back to be mended (SOP step 6b), and that is another one now.

    `people` are those who asked for it and have not been answered.
    """

    object: str
    people: tuple[str, ...]


class Minutes(Struct, frozen=True):
    """Who decided and when, by a position in a capacity, and the document that says so."""

    decided_on: date
    position: str
    capacity: str
    number: str


class Outcome(Struct, frozen=True):
    """A decision of step 17 on one object; `before` is what had been decided until now.

    One that is taken back has no outcome and no minutes. `follow_up` are actions with their owners
    and last days, `effective_from` is the first period in which the indicator is not measured any
    more.
    """

    period: str
    object: str
    outcome: str | None
    reason: str
    before: str | None = None
    follow_up: tuple[tuple[str, str, date], ...] = ()
    effective_from: str | None = None
    minutes: Minutes | None = None


class Ask(Struct, frozen=True):
    """Whose approval objects ask for by the policy of the base.

    `roles` has an entry for each person who is needed, the roles of which any one will do; with
    `in_order` each in turn.
    """

    roles: tuple[tuple[str, ...], ...]
    in_order: bool
    objects: tuple[str, ...]


class Closing(Struct, frozen=True):
    """A sealed state of a period that comes with a proposal (SOP step 16).

    `kind` is `close`, `revision` or `correction`; `figures` are the organisation's own ones of the
    period and its total, each beside what the state before says.
    """

    object: str
    period: str
    number: int
    kind: str
    reason: str
    figures: tuple[Figure, ...]


class Difference(Struct, frozen=True, tag=True):
    """All that differs between two states, in the order in which a reviewer needs it."""

    base: Revision
    head: Revision
    names: Names
    empty: tuple[Submission, ...]
    decisions: tuple[Outcome, ...]
    aims: tuple[Aim, ...]
    rules: tuple[Rule, ...]
    stated: tuple[Rule, ...]
    closings: tuple[Closing, ...]
    objects: tuple[Changed, ...]
    asks: tuple[Ask, ...]
    sealed: tuple[Sealed, ...]
    figures: tuple[Figure, ...]
    far: tuple[Far, ...]
    fallen: tuple[Fallen, ...]
    returned: tuple[Returned, ...]
    submissions: tuple[Submission, ...]
    packages: tuple[Package, ...]
    actions: tuple[Action, ...]
    handed_in: tuple[str, ...]
    cosmetic: tuple[str, ...]
    unchanged: int

    @property
    def is_nothing(self) -> bool:
        """Whether the compiled result is the same: no figure, target, rule or action differs."""
        told = (
            self.figures, self.aims, self.actions, self.decisions, self.sealed, self.closings,
        )  # fmt: skip
        return not any(told) and not any(rule.counts for rule in self.rules)
