"""Approvals by minutes: leaders who never log in sign paper, and somebody else records it.

The same records as from a forge, marked as what they are; bound to the scan by its hash, to content
by its fingerprint, and to each object once (approvals, pitfall 30).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

from kinerja.content.objects import kind_of, unit_of
from kinerja.findings import UserError, nearest
from kinerja.git.asking import HistoryError
from kinerja.git.history import commits, last_change
from kinerja.ledger.holders import Holding, day_of, noon_of
from kinerja.ledger.judging import Rule, ballot, entitled, judge, rule_for
from kinerja.ledger.records import Chains, Entry, same_paper
from kinerja.ledger.standing import vote
from kinerja.model.records import Approval, ApprovalSource
from kinerja.review.gate import zone_of
from kinerja.review.hands import had_a_hand, since_settled
from kinerja.review.recording import Decided, Merge
from kinerja.review.snapshot import Library, Snapshot


@dataclass(frozen=True, slots=True)
class Minutes:
    """Signed minutes: number, date, hash of the scan, who signed, who records them."""

    number: str
    date: date
    scan_sha256: str
    signatories: tuple[str, ...]
    recorded_by: str


def decided_by(
    library: Library, minutes: Minutes, objects: Sequence[str], known: Chains, *, approves: bool
) -> Iterator[tuple[Merge, list[Decided]]]:
    """The decisions of minutes, with what they are about: what HEAD holds of each object.

    `known` are the records that there are already.

    Raises:
        UserError: An object or a person is unknown, the recorder signed as well, or the minutes
            are recorded with another scan, or the scan as other minutes.
        HistoryError: Nobody who signed may decide on an object, or it is not in history.
    """
    if minutes.recorded_by in minutes.signatories:
        raise UserError(
            "{person} menandatangani berita acara ini, jadi tidak boleh merekamnya.",
            person=minutes.recorded_by,
        )
    _refuse_other_paper(_source(minutes), known)
    head = library.at(commits(library.ground.top, "--max-count=1", "HEAD")[0].sha)
    people = {one.id for one in head.people.people}
    for person in (*minutes.signatories, minutes.recorded_by):
        if person not in people:
            raise UserError(
                "{person} tidak ada dalam people.yml. Mungkin maksudnya: {nearest}.",
                person=person, nearest=nearest(person, people),
            )  # fmt: skip
    for name in dict.fromkeys(objects):
        if name not in head.blobs:
            raise UserError(
                "Tidak ada berkas untuk {object} pada HEAD. Mungkin maksudnya: {nearest}.",
                object=name, nearest=nearest(name, head.blobs),
            )  # fmt: skip
        yield _on(library, minutes, head, name, known.get(name, ()), approves)


def _refuse_other_paper(told: ApprovalSource, known: Chains) -> None:
    """Minutes have one scan, and a scan is of one number and date (pitfall 30)."""
    for entry in (entry for entries in known.values() for entry in entries):
        source = entry.record.source
        if source.kind == "minutes" and not same_paper(told, source):
            raise UserError(
                "Berita acara {number} tanggal {day} sudah direkam dengan pindaian lain, atau"
                " pindaian ini dengan nomor lain: {place}.",
                number=source.number, day=source.date, place=entry.place,
            )  # fmt: skip


def _on(
    library: Library,
    minutes: Minutes,
    head: Snapshot,
    name: str,
    earlier: Sequence[Entry],
    approves: bool,
) -> tuple[Merge, list[Decided]]:
    commit = last_change(library.ground.top, PurePosixPath(library.place(name)))
    merged = library.at(commit.sha)
    before = library.at(commit.parents[0]) if commit.parents else merged
    # What was there before any policy is judged by the one that there is now.
    policy = next((one for one in (before, merged, head) if one.policy is not None), merged)
    zone = zone_of(policy)
    merge = Merge(merged, policy, before, commit.at)
    rule = rule_for(policy.policy, kind_of(name), day_of(commit.at, zone))
    if rule is None:
        raise HistoryError("Tidak ada aturan persetujuan untuk {object}.", object=name)
    fingerprint, at = merged.fingerprint(name), noon_of(minutes.date, zone)
    told = [entry.record for entry in earlier]
    since = since_settled(policy, name, told, fingerprint)
    authors = had_a_hand(library, name, merged.commit, since, policy.people)
    signed = [
        one
        for one in entitled(policy.people, rule, unit_of(name), minutes.date)
        if one.person in minutes.signatories and one.person not in authors
    ]
    if not signed:
        raise HistoryError(
            "Tidak ada penanda tangan berita acara {number} yang berwenang memutuskan {object} pada"
            " {day}.",
            number=minutes.number, object=name, day=minutes.date,
        )  # fmt: skip
    return merge, [
        Decided(
            name, rule, fingerprint, merged.blobs.get(name, ""), approves, held, at, None,
            _source(minutes), commit.sha, tuple(sorted(authors)),
        )
        for held in _one_role_each(rule, signed, told, fingerprint, at)
    ]  # fmt: skip


def _one_role_each(
    rule: Rule,
    signed: Sequence[Holding],
    earlier: Iterable[Approval],
    fingerprint: str,
    at: datetime,
) -> list[Holding]:
    """The role in which each signature counts, beside what has been recorded on the same state."""
    new = ballot(signed, at)
    people = {one.person for one in new}
    old = [vote(one) for one in earlier if one.fingerprint == fingerprint]
    said = judge(rule, [*new, *(one for one in old if one.person not in people)])
    roles = {one.person: held for one, held in said.counted}
    return [roles.get(one.person, one.holdings[0]) for one in new]


def _source(minutes: Minutes) -> ApprovalSource:
    return ApprovalSource(
        kind="minutes", number=minutes.number, date=minutes.date,
        scan_sha256=minutes.scan_sha256, signatories=minutes.signatories,
        recorded_by=minutes.recorded_by,
    )  # fmt: skip
