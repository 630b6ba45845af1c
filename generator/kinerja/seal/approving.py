"""What sealed periods mean for approvals: what stands under them, and which states there are.

And what approvals mean for closing: nothing unapproved goes under a seal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import pairwise

from kinerja.content.shape.objects import (
    by_object,
    fingerprint_of_report,
    kind_of,
    place_of_object,
    report_of,
    state_of,
)
from kinerja.findings import Finding, finding, whole
from kinerja.ledger.course import by_policy, course
from kinerja.ledger.holders import day_of, moment
from kinerja.ledger.judging import listed, roles_of, rule_for
from kinerja.ledger.records import Chains, chains
from kinerja.ledger.standing import SETTLED, STATES, Seals, Standing
from kinerja.model.content import Content
from kinerja.periods import Period
from kinerja.seal.names import MANIFEST
from kinerja.seal.record import State, manifest_lines
from kinerja.seal.shelf import Shelf


def seals_of(shelf: Shelf) -> Seals:
    """What stands under each period as it holds now, all its states, and what they corrected."""
    every = [state for states in shelf.states.values() for state in states]
    return Seals(
        {state.name: by_object(state.record.inputs) for state in shelf.latest},
        {state.name: fingerprint(state) for state in every},
        {pair for before, state in _revisions(shelf) for pair in _corrected(before, state)},
    )


def _revisions(shelf: Shelf) -> Iterator[tuple[State, State]]:
    """Each state that followed another, after that one."""
    return (pair for of_one in shelf.states.values() for pair in pairwise(of_one))


def _corrected(before: State, state: State) -> AbstractSet[tuple[str, str]]:
    """The objects, with their fingerprints, that came under the seal with a later state."""
    known = by_object(before.record.inputs)
    return by_object(state.record.inputs).items() - known.items()


def fingerprint(state: State) -> str:
    """The fingerprint of a sealed state as an object."""
    return fingerprint_of_manifest(state.name, state.files[MANIFEST])


def fingerprint_of_manifest(name: str, told: bytes) -> str:
    """The fingerprint of the sealed state of that name whose manifest these bytes are."""
    return fingerprint_of_report(name, (line for line in manifest_lines(told) if line))


def records_of(content: Content, inputs: Mapping[str, str]) -> dict[str, str]:
    """The hashes of the approval records of a period's inputs, by their paths, sorted."""
    told = chains(content)
    entries = (entry for name in by_object(inputs) for entry in told.get(name, ()))
    return dict(sorted((entry.place, entry.seal) for entry in entries))


def lost(shelf: Shelf, content: Content, told: Chains) -> Iterator[Finding]:
    """Approval records that stand under a seal and are gone, or are no longer what they were."""
    known = {entry.place: entry.seal for entries in told.values() for entry in entries}
    for state in shelf.latest:
        for place, seal in state.record.approvals.items():
            if known.get(place) != seal:
                yield whole(finding(content.file(place), "seal-approval-lost", period=state.period))


def gone(shelf: Shelf, told: Chains) -> Iterator[Finding]:
    """Sealed states that were approved and are not in the folder: they only ever come."""
    here = {state.name for states in shelf.states.values() for state in states}
    damaged = [one.file.removeprefix(f"{shelf.name}/") for one in shelf.findings]
    for name, entries in told.items():
        state = state_of(name)
        approved = [one.record for one in entries if one.record.decision == "approved"]
        if state is None or state in here or not approved:
            continue
        if not any(place.startswith(f"{state}/") for place in damaged):
            folder = f"{shelf.name}/{state}"
            yield whole(finding(
                f"{folder}/{MANIFEST}", "seal-missing", period=state.partition("/")[0],
                folder=folder, value=approved[-1].commits.merged[:12],
            ))  # fmt: skip


def replaced(shelf: Shelf, content: Content, told: Chains) -> Iterator[Finding]:
    """Sealed states that are other ones than somebody once approved under the same name."""
    policy, zone = content.approval_policy, content.organisation.time_zone
    for state in (state for states in shelf.states.values() for state in states):
        name = report_of(state.name)
        records = [entry.record for entry in told.get(name, ())]
        ever = course(records, by_policy(policy, zone, name)).ever
        if ever and ever[0] != fingerprint(state):
            before = next(one for one in records if one.fingerprint == ever[0])
            folder = f"{shelf.name}/{state.name}"
            yield whole(finding(
                f"{folder}/{MANIFEST}", "seal-replaced", period=state.period, folder=folder,
                value=before.commits.merged[:12],
            ))  # fmt: skip


def unsettled(
    shelf: Shelf, content: Content, told: Chains, standings: Mapping[str, Standing]
) -> Iterator[Finding]:
    """What came under the seal of a later state that is approved, without approvals of its own.

    A correction is proposed together with its new state, so `revise` cannot ask for them yet.
    """
    policy, zone = content.approval_policy, content.organisation.time_zone
    for before, state in _revisions(shelf):
        report = standings.get(report_of(state.name))
        if report is None or report.state != "approved":
            continue
        day = day_of(moment(report.records[-1].record.merged_at), zone)
        for name, fingerprint_ in sorted(_corrected(before, state)):
            if rule_for(policy, kind_of(name), day) is None:
                continue
            records = (entry.record for entry in told.get(name, ()))
            if fingerprint_ not in course(records, by_policy(policy, zone, name)).ever:
                place = f"{shelf.name}/{state.name}/{MANIFEST}"
                yield whole(finding(place, "sealed-not-approved",
                                    period=state.period, object=name))  # fmt: skip


def unapproved(
    content: Content, standings: Mapping[str, Standing], inputs: Mapping[str, str], period: Period
) -> Iterator[Finding]:
    """What would go under the seal of a period without its approvals; `inputs` by path."""
    for name in by_object(inputs):
        told = standings.get(name)
        if told is not None and told.rule is not None and told.state not in SETTLED:
            objecting = [(one.role,) for one in told.objections]
            roles = listed([*objecting, *told.missing] or [roles_of(told.rule)])
            place = place_of_object(name) or name
            yield finding(
                content.file(place), "close-not-approved",
                period=period, object=name, state=STATES[told.state], roles=roles,
            )  # fmt: skip
