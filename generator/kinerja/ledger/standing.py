"""The state of every object: a pure function of content, its records and the seals.

No clock, no network, no history (approvals, "State"): the first line that fits wins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kinerja.content.shape.objects import REPORT, by_object, kind_of, report_of
from kinerja.ledger.course import by_policy, course, verdict
from kinerja.ledger.depending import depends_on
from kinerja.ledger.holders import Holding, day_of, moment
from kinerja.ledger.judging import Rule, rule_for
from kinerja.ledger.records import Entry, chains
from kinerja.messages import mark as _
from kinerja.model.content import Records
from kinerja.model.records import Approval

State = Literal["sealed", "needs_revision", "approved", "suspect", "stale", "submitted", "draft"]

STATES: Mapping[State, str] = {
    "sealed": _("Disegel"),
    "approved": _("Disetujui"),
    "needs_revision": _("Perlu perbaikan"),
    "suspect": _("Perlu ditinjau ulang"),
    "stale": _("Berubah setelah disetujui"),
    "submitted": _("Diajukan"),
    "draft": _("Draf"),
}
"""All states, from the strongest, with their words."""

SETTLED = ("sealed", "approved")
"""States in which an object may stand under a closing period."""


@dataclass(frozen=True, slots=True)
class Seals:
    """What the sealed periods say: the fingerprints under the state of each that holds now.

    `inputs` holds, by state (`2025-Q3/1`), fingerprints by object; `reports` the fingerprint of
    each state itself; `corrected` the objects and fingerprints that came with a later state: the
    correction is approved beside it, so its seal alone says nothing of them.
    """

    inputs: Mapping[str, Mapping[str, str]]
    reports: Mapping[str, str]
    corrected: AbstractSet[tuple[str, str]] = frozenset()


NO_SEALS = Seals({}, {})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an object stands.

    `missing` are the roles that still have to approve, `objections` who asked for changes in which
    role and was not answered, `moved` the objects it rests on that have changed since, `records`
    its whole chain, `rule` what the policy asks for (None: nothing), `said` what of the records is
    about this state and counts.
    """

    object: str
    fingerprint: str
    state: State
    missing: tuple[tuple[str, ...], ...] = ()
    objections: tuple[Holding, ...] = ()
    moved: tuple[str, ...] = ()
    records: tuple[Entry, ...] = ()
    rule: Rule | None = None
    said: tuple[Approval, ...] = ()


def standings(
    content: Records, fingerprints: Mapping[str, str], seals: Seals, today: date
) -> Mapping[str, Standing]:
    """How every object of a content folder stands, and every sealed state.

    Args:
        content: The content.
        fingerprints: Of its sound files, by their paths in the folder.
        seals: The sealed periods.
        today: The day on which an object without any record is judged.
    """
    records = chains(content)
    reports = {
        report_of(state): told for state, told in seals.reports.items()
        # What was replaced before anybody approved it waits for nobody any more.
        if state in seals.inputs or report_of(state) in records
    }  # fmt: skip
    known = by_object(fingerprints) | reports
    rests = depends_on(content, {s: tuple(told) for s, told in seals.inputs.items()})
    sealed = {pair for told in seals.inputs.values() for pair in told.items()}
    handed_in = {name for name, file in content.files() if file.submitted_by and file.submitted_on}
    handed_in |= reports.keys()
    return {
        name: _standing(
            content, name, known, rests.get(name, ()), (name, known[name]) in sealed,
            (name, known[name]) in seals.corrected, records.get(name, ()), name in handed_in, today,
        )
        for name in sorted(known)
    }  # fmt: skip


def _standing(
    content: Records,
    name: str,
    known: Mapping[str, str],
    rests: Sequence[str],
    is_sealed: bool,
    is_corrected: bool,
    records: tuple[Entry, ...],
    is_handed_in: bool,
    today: date,
) -> Standing:
    own = known[name]
    policy, zone = content.approval_policy, content.organisation.time_zone
    run = course((entry.record for entry in records), by_policy(policy, zone, name))
    told = run.said.get(own, ())
    day = day_of(moment(told[-1].merged_at), zone) if told else today
    rule = rule_for(policy, kind_of(name), day)
    judged = verdict(rule, told) if rule else None
    missing = judged.missing if judged else ()
    # What a sealed state rests on is held fast by its seal.
    moved: tuple[str, ...] = ()
    if rule and not missing and kind_of(name) != REPORT:
        moved = _moved(rule, told, known, rests)
    # A seal holds what was approved under it, but neither what was brought back since, nor against
    # an objection.
    is_back = bool(run.approved) and run.fingerprint != own
    is_open = judged is not None and (judged.objections or (is_corrected and judged.missing))
    state: State
    if is_sealed and not is_back and not is_open:
        state = "sealed"
    elif judged and judged.objections:
        state = "needs_revision"
    elif judged and not missing:
        state = "suspect" if moved else "approved"
    elif rule and is_back:
        state = "stale"
    else:
        state = "submitted" if is_handed_in else "draft"
    objections = tuple(held for _vote, held in judged.objections) if judged else ()
    return Standing(name, own, state, missing, objections, moved, records, rule, told)


def _moved(
    rule: Rule, records: Sequence[Approval], known: Mapping[str, str], rests: Sequence[str]
) -> tuple[str, ...]:
    """What an object rests on that is no longer what its approvals saw.

    Nothing where those who saw it as it is are enough by themselves.
    """
    seen = [(record, _otherwise(record, known, rests)) for record in records]
    fresh = [record for record, moved in seen if not moved or record.decision != "approved"]
    if verdict(rule, fresh).satisfied:
        return ()
    return tuple(sorted({name for _record, moved in seen for name in moved}))


def _otherwise(record: Approval, known: Mapping[str, str], rests: Sequence[str]) -> set[str]:
    """What an object rests on that is another one than a record saw, is new, or is gone."""
    seen = {one.object: one.fingerprint for one in record.depends_on}
    return {name for name in rests if name in known and seen.get(name) != known[name]} | {
        name for name in seen if name not in known
    }
