"""The files of a new sealed state, as bytes: what `kinerja close` and `kinerja revise` write.

A pure function of what was compiled and of who seals it why. Whether it may be sealed is
`refusing`'s; `reproducing` makes the very same files from history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kinerja import __version__
from kinerja.achievement.compiling import Compiled
from kinerja.model.content import Content
from kinerja.model.validity import in_force
from kinerja.periods import Period
from kinerja.seal.approving import records_of
from kinerja.seal.comparing import changed_inputs, tables
from kinerja.seal.inputs import inputs, policies_of, reported_indicators
from kinerja.seal.names import MANIFEST, README, RECORD
from kinerja.seal.readme import readme
from kinerja.seal.record import VERSION, Formula, Kind, Record, State, manifest, to_json


@dataclass(frozen=True, slots=True)
class Act:
    """What does not follow from content: which state it is of the period, and why it is made.

    `earlier` names all states that were sealed before, of any period, with their seals.
    """

    number: int
    kind: Kind
    reason: str
    earlier: Mapping[str, str]
    tool: str = __version__


def act_of(record: Record) -> Act:
    """The act by which a state came about, as its record says."""
    return Act(record.state, record.kind, record.reason, record.earlier, record.tool)


def sealed_files(
    compiled: Compiled,
    fingerprints: Mapping[str, str],
    period: Period,
    act: Act,
    before: State | None,
) -> dict[str, bytes]:
    """All files of a state by name; `before` is the state that it takes the place of, if any."""
    record = _record(compiled, fingerprints, period, act)
    files = {RECORD: to_json(record), **tables(compiled, period)}
    changed = changed_inputs(before, compiled, fingerprints) if before else ([], [])
    text = readme(compiled.content, record, files, before, [*changed[0], *changed[1]])
    files[README] = text.encode("utf-8")
    return {**files, MANIFEST: manifest(files, before)}


def _record(
    compiled: Compiled, fingerprints: Mapping[str, str], period: Period, act: Act
) -> Record:
    content = compiled.content
    indicators = reported_indicators(content, period)
    own, beside = inputs(content, fingerprints, period)
    return Record(
        version=VERSION,
        period=str(period),
        state=act.number,
        kind=act.kind,
        reason=act.reason,
        as_of=compiled.today,
        tool=act.tool,
        organisation=content.organisation.id,
        policies={id: _version(content, id, period) for id in policies_of(content, indicators)},
        formulas={
            told.id: Formula(
                version=told.formula.version,
                id=told.formula.words.id,
                en=told.formula.words.en,
            )
            for told in indicators
        },
        not_reported=silent(content, period),
        inputs=own,
        beside=beside,
        approvals=records_of(content, own),
        earlier=dict(act.earlier),
    )


def silent(content: Content, period: Period) -> list[str]:
    """The units that did not report a period, by id."""
    return sorted(unit for unit in content.units if (unit, period.end) not in content.reported)


def _version(content: Content, policy: str, period: Period) -> int | None:
    """The version of a policy in force; before its first version that one counts."""
    versions = content.policies[policy].versions
    told = in_force(versions, period) or (versions[0] if versions else None)
    return told.version if told else None
