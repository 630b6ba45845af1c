"""Approvals by minutes: leaders who never log in sign paper, and somebody else records it.

The same records as from a forge, marked as what they are; bound to the scan by its hash, to content
by its fingerprint, and to each object once (approvals, pitfall 30).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from kinerja.content.objects import kind_of, unit_of
from kinerja.findings import UserError, nearest
from kinerja.git.asking import HistoryError
from kinerja.git.history import commits, last_change
from kinerja.ledger.holders import Holding, day_of, noon_of
from kinerja.ledger.judging import Rule, entitled, rule_for
from kinerja.model.records import ApprovalSource
from kinerja.review.gate import zone_of
from kinerja.review.hearing import authors_by
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
    library: Library, minutes: Minutes, objects: Sequence[str], *, approves: bool
) -> Iterator[tuple[Merge, list[Decided]]]:
    """The decisions of minutes, with what they are about: what HEAD holds of each object.

    Raises:
        UserError: An object or a person is unknown, or the recorder signed as well.
        HistoryError: Nobody who signed may decide on an object, or it is not in history.
    """
    if minutes.recorded_by in minutes.signatories:
        raise UserError(
            "{person} menandatangani berita acara ini, jadi tidak boleh merekamnya.",
            person=minutes.recorded_by,
        )
    head = library.at(commits(library.ground.top, "--max-count=1", "HEAD")[0].sha)
    known = {one.id for one in head.people.people}
    for person in (*minutes.signatories, minutes.recorded_by):
        if person not in known:
            raise UserError(
                "{person} tidak ada dalam people.yml. Mungkin maksudnya: {nearest}.",
                person=person, nearest=nearest(person, known),
            )  # fmt: skip
    for name in dict.fromkeys(objects):
        if name not in head.blobs:
            raise UserError(
                "Tidak ada berkas untuk {object} pada HEAD. Mungkin maksudnya: {nearest}.",
                object=name, nearest=nearest(name, head.blobs),
            )  # fmt: skip
        yield _on(library, minutes, head, name, approves)


def _on(
    library: Library, minutes: Minutes, head: Snapshot, name: str, approves: bool
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
    read = merged.read(name)
    submitted_by = (read.data or {}).get("submitted_by") if read else None
    authors = {*authors_by([commit], policy.people), *([submitted_by] if submitted_by else [])}
    told = [
        Decided(
            name, rule, merged.fingerprint(name), merged.blobs.get(name, ""), approves, held,
            noon_of(minutes.date, zone), None, _source(minutes), commit.sha,
            tuple(sorted(authors)),
        )
        for held in _may_decide(merge, minutes, name, rule)
        if held.person not in authors
    ]  # fmt: skip
    if not told:
        raise HistoryError(
            "Tidak ada penanda tangan berita acara {number} yang berwenang memutuskan {object} pada"
            " {day}.",
            number=minutes.number, object=name, day=minutes.date,
        )  # fmt: skip
    return merge, told


def _may_decide(merge: Merge, minutes: Minutes, name: str, rule: Rule) -> Iterator[Holding]:
    """One role of each signatory in which they may decide on an object on that day."""
    found: dict[str, Holding] = {}
    for held in entitled(merge.policy.people, rule, unit_of(name), minutes.date):
        if held.person in minutes.signatories:
            found.setdefault(held.person, held)
    yield from found.values()


def _source(minutes: Minutes) -> ApprovalSource:
    return ApprovalSource(
        kind="minutes", number=minutes.number, date=minutes.date,
        scan_sha256=minutes.scan_sha256, signatories=minutes.signatories,
        recorded_by=minutes.recorded_by,
    )  # fmt: skip
