"""What is wrong with the policy, with who may decide, and with records by themselves.

Everything that content alone can tell; what only history knows is `review`'s.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from kinerja.content.shape.objects import kind_of, place_of_object, unit_of
from kinerja.findings import Finding, Pointer, finding, whole
from kinerja.ledger.course import votes
from kinerja.ledger.holders import Holding, holdings, strangers
from kinerja.ledger.judging import (
    LEADERSHIP_DECIDES,
    NEVER,
    Rule,
    ballot,
    judge,
    listed,
    may_speak,
    rule_for,
    version_on,
)
from kinerja.ledger.records import Chains, Entry, place_after, same_paper
from kinerja.ledger.standing import Standing
from kinerja.messages import mark as _
from kinerja.model.content import Records
from kinerja.model.records import ApprovalPolicyVersion

POLICY = "approval-policy.yml"


def findings(
    content: Records,
    told: Chains,
    standings: Mapping[str, Standing],
    today: date,
) -> Iterator[Finding]:
    """Every finding about approvals; of the records `told` somebody has looked at their files."""
    yield from _policy(content)
    yield from _unruled(content, told)
    if content.approval_policy is not None:
        held = tuple(holdings(content.people, today))
        yield from _vacant(content, held, today)
        yield from _dead_ends(content, standings, held)
    yield from _records(content, told)


def _policy(content: Records) -> Iterator[Finding]:
    policy, file = content.approval_policy, content.file(POLICY)
    seen: set[tuple[str, object]] = set()
    for place, version in enumerate(policy.versions if policy else ()):
        for key in ("version", "valid_from"):
            value = getattr(version, key)
            if (key, value) in seen:
                pointer: Pointer = ("versions", place, key)
                yield finding(file, "approval-version-twice", pointer, key=key, value=value)
            seen.add((key, value))
        yield from _rules(file, ("versions", place, "rules"), version)


def _rules(file: str, pointer: Pointer, version: ApprovalPolicyVersion) -> Iterator[Finding]:
    told: set[str] = set()
    for place, rule in enumerate(version.rules):
        if bool(rule.all_of) == bool(rule.any_of):
            value = ", ".join(rule.kinds)
            yield finding(file, "approval-rule-roles", (*pointer, place), value=value)
        roles = (*(rule.all_of or ()), *(rule.any_of or ()))
        for role in rule.ranks or {} if roles else ():
            if role not in roles:
                yield finding(
                    file, "approval-rank-idle", (*pointer, place, "ranks", role), at_key=True,
                    value=role, roles=", ".join(roles),
                )  # fmt: skip
        yield from _unfit(file, (*pointer, place), rule)
        for number, kind in enumerate(rule.kinds):
            if kind in told:
                yield finding(
                    file, "approval-kind-twice", (*pointer, place, "kinds", number),
                    value=kind, version=version.version,
                )  # fmt: skip
            told.add(kind)


def _unruled(content: Records, told: Chains) -> Iterator[Finding]:
    """Kinds of files that were approved, though no version ever asked for it: a rule is gone."""
    policy = content.approval_policy
    if policy is None:
        return
    ruled = {
        kind for version in policy.versions for rule in version.rules for kind in rule.kinds
    }.union(LEADERSHIP_DECIDES)
    if unruled := sorted({kind_of(name) for name in told} - ruled):
        yield finding(
            content.file(POLICY), "approval-kind-unruled", ("versions", 0, "rules"),
            at_key=True, value=", ".join(unruled),
        )  # fmt: skip


_NOT_ORDERED = _("urutan hanya berarti bila all_of menyebut lebih dari satu peran")
_ASKED_ANYWAY = _("all_of sudah meminta lebih banyak orang daripada itu")


def _unfit(file: str, pointer: Pointer, rule: Rule) -> Iterator[Finding]:
    """What a rule sets and its roles make void; to some kinds leadership is added beside them."""
    is_added = bool(rule.all_of) and any(kind in LEADERSHIP_DECIDES for kind in rule.kinds)
    ordered = {*rule.all_of, *(("leadership",) if is_added else ())}
    if rule.in_order and len(ordered) < 2:
        yield finding(
            file, "key-unfit", (*pointer, "in_order"),
            key="in_order", value="true", problem=_NOT_ORDERED,
        )  # fmt: skip
    if rule.minimum is not None and rule.minimum < len(rule.all_of):
        yield finding(
            file, "key-unfit", (*pointer, "minimum"),
            key="minimum", value=rule.minimum, problem=_ASKED_ANYWAY,
        )  # fmt: skip


def _vacant(content: Records, held: Sequence[Holding], today: date) -> Iterator[Finding]:
    """Rules of the version in force for which there are too few people, though all approve."""
    policy = content.approval_policy
    if policy is None or not content.people.people:  # that there is nobody has been told
        return
    version = version_on(policy, today)
    place = policy.versions.index(version)
    for number, written in enumerate(version.rules):
        rule = rule_for(policy, written.kinds[0], today) or written
        rule = replace(rule, in_order=False)  # who comes later is there, though the first is not
        anybody = ballot((one for one in held if may_speak(rule, one, one.unit)), NEVER)
        for roles in dict.fromkeys(judge(rule, anybody).missing):
            yield finding(
                content.file(POLICY), "approval-role-vacant", ("versions", place, "rules", number),
                kinds=", ".join(rule.kinds), roles=" / ".join(roles), today=today,
            )  # fmt: skip


def _dead_ends(
    content: Records, standings: Mapping[str, Standing], held: Sequence[Holding]
) -> Iterator[Finding]:
    """Objects that wait for an approval which only their author could give (pitfall 14)."""
    for name, file in content.files():
        told = standings.get(name)
        if told is None or told.rule is None or not file.submitted_by or not told.missing:
            continue
        rule, author = told.rule, file.submitted_by
        fit = ballot((one for one in held if may_speak(rule, one, unit_of(name))), NEVER)
        people = {one.person for one in fit}
        given = list(votes(told.said))
        everybody = [*fit, *(one for one in given if one.person not in people)]
        others = [one for one in everybody if one.person != author]
        missing = judge(rule, others).missing
        if len(judge(rule, everybody).missing) < len(missing):
            yield finding(
                content.file(place_of_object(name) or name), "approval-dead-end",
                ("submitted_by",), person=author,
                roles=listed(dict.fromkeys(missing)),
            )  # fmt: skip


def _records(content: Records, told: Chains) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], str] = {}
    papers: dict[object, Entry] = {}
    for entries in told.values():
        before: Entry | None = None
        for entry in entries:
            if not entry.filed:
                yield about(content, entry, "approval-record-form")
            yield from _placed(content, entry, before)
            yield from _decided(content, entry)
            key = _source(entry)
            other = seen.setdefault(key, entry.place)
            if other != entry.place:
                yield about(
                    content, entry, "approval-repeated", ("source",), value=" ".join(key[2:]),
                    object=entry.record.object, other=other,
                )  # fmt: skip
            yield from _paper(content, entry, papers)
            before = entry


def _paper(content: Records, entry: Entry, known: dict[object, Entry]) -> Iterator[Finding]:
    """Whether minutes have one scan everywhere, and a scan one number and date (pitfall 30)."""
    source = entry.record.source
    if source.kind != "minutes":
        return
    for mark in (source.scan_sha256, (source.number, source.date)):
        other = known.setdefault(mark, entry)
        if not same_paper(source, other.record.source):
            yield about(content, entry, "approval-minutes-differ", ("source",),
                        value=source.number, other=other.place)  # fmt: skip
            return


def _placed(content: Records, entry: Entry, before: Entry | None) -> Iterator[Finding]:
    """Whether a record lies where it must, and states the seal of the one before it."""
    record = entry.record
    expected, number = place_after(record, before, content.organisation.time_zone)
    if entry.place == expected:
        seal = before.seal if before else None
        if record.previous != seal:
            yield about(content, entry, "approval-chain-broken", ("previous",),
                      expected=seal or "null")  # fmt: skip
    elif entry.place.rpartition("/")[0] == expected.rpartition("/")[0]:
        yield about(content, entry, "approval-record-missing", ("previous",), value=number)
    else:
        yield about(content, entry, "approval-record-place", ("object",),
                  value=record.object, expected=expected)  # fmt: skip


def _decided(content: Records, entry: Entry) -> Iterator[Finding]:
    """Who decided is none of the authors, and minutes are recorded by somebody else."""
    record, source = entry.record, entry.record.source
    person = record.by.person
    if person in record.authors or record.by.login in record.authors:
        yield about(content, entry, "approval-by-author", ("by", "person"),
                  person=person, object=record.object)  # fmt: skip
    names = strangers(record.authors)
    if names or not record.authors:
        yield about(content, entry, "approval-author-unknown", ("authors",), person=person,
                    object=record.object, value=names or "–")  # fmt: skip
    if source.kind == "minutes":
        if source.recorded_by == person:
            yield about(
                content, entry, "approval-recorded-by-self", ("source", "recorded_by"),
                person=person,
            )  # fmt: skip
        if person not in source.signatories:
            yield about(content, entry, "approval-not-signed", ("source", "signatories"),
                      person=person, value=source.number)  # fmt: skip


def _source(entry: Entry) -> tuple[str, ...]:
    """What must not be recorded twice for one object: a review, or one signature of minutes."""
    source, record = entry.record.source, entry.record
    if source.kind == "forge":
        where = f"{source.forge} {source.repository}"
        return record.object, "", where, str(source.review_id)
    return record.object, record.by.person, str(source.number), str(source.date)


def about(
    content: Records, entry: Entry, code: str, pointer: Pointer = (), **told: object
) -> Finding:
    """A finding about a record: at a place in it, or about it as a whole."""
    found = finding(content.file(entry.place), code, pointer, at_key=False, also=None, **told)
    return found if pointer else whole(found)
