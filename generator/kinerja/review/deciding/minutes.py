"""Approvals by minutes: leaders who never log in sign paper, and somebody else records it.

The same records as from a forge, marked as what they are; bound to the scan by its hash, to content
by its fingerprint, and to each object once (approvals, pitfall 30).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import PurePosixPath

from kinerja.content.shape.objects import kind_of, object_at, place_of_object, state_of
from kinerja.findings import UserError, nearest
from kinerja.git.asking import HistoryError
from kinerja.git.history import commits, last_change
from kinerja.ledger.course import votes
from kinerja.ledger.holders import Holding, noon_of
from kinerja.ledger.judging import (
    LEADERSHIP_DECIDES,
    Rule,
    Verdict,
    Vote,
    ballot,
    judge,
    listed,
    roles_of,
    standing,
)
from kinerja.ledger.records import Entry, same_paper
from kinerja.model.records import Approval, ApprovalSource
from kinerja.review.deciding.hands import had_a_hand, since_approved
from kinerja.review.deciding.recording import Decided, Merge
from kinerja.review.deciding.rules import Rules, course_of, rules_about, rules_of, unapproved
from kinerja.review.deciding.signable import refuse_broken, refuse_unmerged, rests_of
from kinerja.review.revisions.snapshot import Library, Snapshot

Known = Mapping[str, Sequence[Entry]]
"""Records by object, in the order of their chains."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Signed minutes: number, date, hash of the scan, who signed, who records them."""

    number: str
    date: date
    scan_sha256: str
    signatories: tuple[str, ...]
    recorded_by: str


def decided_by(
    library: Library, minutes: Minutes, objects: Sequence[str], known: Known, *, approves: bool
) -> Iterator[tuple[Merge, list[Decided]]]:
    """The decisions of minutes, with what they are about: what HEAD holds of each object.

    `known` are the records that there are already, also those made while this goes on: who may
    decide is decided on first.

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
    refuse_broken(library, head, ["people"])
    people = {one.id for one in head.people.people}
    for person in (*minutes.signatories, minutes.recorded_by):
        if person not in people:
            raise UserError(
                "{person} tidak ada dalam people.yml. Mungkin maksudnya: {nearest}.",
                person=person, nearest=nearest(person, people),
            )  # fmt: skip
    for name in sorted(dict.fromkeys(objects), key=lambda one: one not in LEADERSHIP_DECIDES):
        if name not in head.blobs and not known.get(name):
            raise _unknown(library, head, name)
        if library.here(name) != head.fingerprint(name):
            raise UserError(
                "{file} di folder ini lain daripada yang tercatat pada HEAD. Buat commit untuk"
                " perubahan itu, atau kembalikan, agar jelas isi mana yang diputuskan.",
                file=library.ground.shown(library.place(name)),
            )
        refuse_broken(library, head, [name, *rests_of(library, head, name)])
        yield _on(library, minutes, head, name, known, approves)


def _unknown(library: Library, head: Snapshot, name: str) -> UserError:
    """Why HEAD does not hold an object: it is not committed, or there is none such."""
    if place_of_object(name) or state_of(name):
        place = library.place(name)
        if (library.ground.top / place).exists():
            return UserError(
                "{file} belum dicatat dalam git. Buat commit untuk berkas itu dahulu.", file=place
            )
    place = name.removeprefix(f"{library.ground.content.name}/").removesuffix(".yml")
    meant = object_at(f"{place}.yml")
    alike = [one for one in head.blobs if kind_of(one) == kind_of(name)]
    return UserError(
        "Tidak ada berkas untuk {object} pada HEAD. Mungkin maksudnya: {nearest}.",
        object=name, nearest=meant if meant in head.blobs else nearest(name, alike or head.blobs),
    )  # fmt: skip


def _refuse_other_paper(told: ApprovalSource, known: Known) -> None:
    """Minutes have one scan, and a scan is of one number and date (pitfall 30)."""
    for entry in (entry for entries in known.values() for entry in entries):
        source = entry.record.source
        if source.kind != "minutes" or same_paper(told, source):
            continue
        paper = {"number": source.number, "day": source.date, "place": entry.place}
        if told.scan_sha256 == source.scan_sha256:
            raise UserError(
                "Pindaian ini sudah direkam sebagai berita acara {number} tanggal {day} ({place})."
                " Periksa nomor dan tanggalnya, atau pilih pindaian yang benar.",
                **paper,
            )
        raise UserError(
            "Berita acara {number} tanggal {day} sudah direkam dengan pindaian lain ({place})."
            " Pakai berkas pindaian yang sama, atau nomor berita acara yang benar.",
            **paper,
        )


def _on(
    library: Library, minutes: Minutes, head: Snapshot, name: str, known: Known, approves: bool
) -> tuple[Merge, list[Decided]]:
    change = last_change(library.ground.top, PurePosixPath(library.place(name)))
    refuse_unmerged(library.ground.top, change.sha, name)
    rules = _rules(head, library, name, known)
    at = noon_of(minutes.date, rules.time_zone)
    # What lies there already comes into force when it is signed, by the rules of that day.
    since_when = max(change.at, at)
    rule = rules.rule(name, rules.day(since_when))
    if rule is None:
        raise HistoryError(
            "Tidak ada aturan persetujuan untuk {object}, jadi tidak perlu disetujui.", object=name
        )
    told = [entry.record for entry in known.get(name, ())]
    fingerprint = head.fingerprint(name)
    # Changes are told against what was decided on last; drafts between are nobody's business.
    decided = [one.commits.merged for one in told if one.fingerprint != fingerprint]
    before = library.at(decided[-1]) if decided else replace(head, blobs={})
    since = since_approved(library, rules, name, told, fingerprint)
    authors = had_a_hand(library, name, head.commit, since, rules.known)
    rules = replace(rules, witnesses=frozenset(minutes.signatories) - authors)
    signed = _signed(minutes, rules, rule, name, authors)
    said = course_of(name, told, rules, library.at).said.get(fingerprint, ())
    succeeding = rules.succeeding(rule, name, minutes.date)
    new, old = _in_turn(signed, said, at)
    verdict = judge(rule, standing([*new, *old]))
    if approves and rule.in_order:
        _refuse_early(new, verdict)
    counted = {one.person: held.role for one, held in verdict.counted}
    # The role in which each signature counts, beside what has been said of the same state.
    roles = [
        next((held for held in one.holdings if held.role == counted.get(one.person)),
             one.holdings[0])
        for one in new
    ]  # fmt: skip
    return Merge(head, rules, before, since_when), [
        Decided(
            name, rule, fingerprint, head.blobs.get(name, ""), approves, held, at, None,
            _source(minutes), head.commit, tuple(sorted(authors)), held in succeeding,
        )
        for held in roles
    ]  # fmt: skip


def _rules(head: Snapshot, library: Library, name: str, known: Known) -> Rules:
    """The people and rules that count: those of HEAD, if they are approved as it holds them.

    Raises HistoryError where they are not; about themselves those decide that were approved last.
    """
    told = {one: [entry.record for entry in known.get(one, ())] for one in LEADERSHIP_DECIDES}
    if name in LEADERSHIP_DECIDES:
        return rules_about(name, head, told, library.at)
    if one := unapproved(head, told, library.at):
        raise HistoryError(
            "{file} berubah sejak terakhir disetujui, jadi belum berlaku. Mintakan"
            " persetujuannya dahulu: --object {object}.",
            file=library.ground.shown(library.place(one)), object=one,
        )  # fmt: skip
    return rules_of(head)


def _signed(
    minutes: Minutes, rules: Rules, rule: Rule, name: str, authors: Collection[str]
) -> list[Holding]:
    """The roles of those who signed and may decide. Raises HistoryError where nobody may."""
    speaking = rules.speaking(rule, name, minutes.date)
    fit = [one for one in speaking if one.person not in authors]
    signed = [one for one in fit if one.person in minutes.signatories]
    if signed:
        return signed
    able = ", ".join(dict.fromkeys(one.person for one in fit)) or "–"
    own = [one for one in minutes.signatories if one in authors]
    if own:
        raise HistoryError(
            "{person} ikut menulis {object} sejak terakhir disetujui, jadi tidak boleh"
            " memutuskannya. Yang berwenang pada {day}: {able}.",
            person=", ".join(own), object=name, day=minutes.date, able=able,
        )  # fmt: skip
    if not speaking and rules.successors is not None:
        raise HistoryError(
            "Menurut people.yml yang disetujui, pada {day} tidak ada lagi pemegang peran {roles}."
            " Tulislah dahulu penerusnya dalam people.yml pada HEAD, lalu mintakan tanda"
            " tangannya.",
            day=minutes.date, roles=listed([roles_of(rule)]),
        )  # fmt: skip
    if rules.successors is not None:
        seen = dict.fromkeys(one for one in rules.in_office(minutes.date) if one not in authors)
        raise HistoryError(
            "Yang berwenang memutuskan {object} pada {day} menurut people.yml yang disetujui:"
            " {able}. Bila mereka sudah tidak menjabat dan people.yml yang baru menyatakannya"
            " (until), penerusnya menandatangani bersama salah seorang ini: {seen}.",
            object=name, day=minutes.date, able=able, seen=", ".join(seen) or "–",
        )  # fmt: skip
    raise HistoryError(
        "Pada {day} tidak ada penanda tangan berita acara {number} yang memegang peran untuk"
        " memutuskan {object}: {roles}. Yang berwenang pada hari itu: {able}.",
        day=minutes.date, number=minutes.number, object=name,
        roles=listed([roles_of(rule)]), able=able,
    )  # fmt: skip


def _in_turn(
    signed: Sequence[Holding], said: Iterable[Approval], at: datetime
) -> tuple[Sequence[Vote], Sequence[Vote]]:
    """The signatures as votes that come after what others have said of the same day, and that."""
    people = {one.person for one in signed}
    old = list(votes(said))
    others = [one for one in old if one.person not in people]
    before = [one.at + timedelta(microseconds=1) for one in others if one.at.date() == at.date()]
    return ballot(signed, max([at, *before])), old


def _refuse_early(new: Sequence[Vote], told: Verdict) -> None:
    """Raises HistoryError where all who signed under a rule with an order did so too early."""
    counted = {one.person for one, _held in told.counted}
    missing = [role for roles in told.missing for role in roles]
    early = [one for one in new if one.person not in counted
             and any(held.role in missing for held in one.holdings)]  # fmt: skip
    if len(early) < len(new):
        return
    if told.counted and any(held.role == missing[0] for one in early for held in one.holdings):
        last, held = max(told.counted, key=lambda pair: pair[0].at)
        raise HistoryError(
            "Tanggal berita acara, {day}, lebih awal daripada persetujuan {roles} pada {other},"
            " yang harus mendahuluinya. Mintalah tanda tangan yang baru, atau perbaiki tanggalnya.",
            day=early[0].at.date(), roles=listed([[held.role]]), other=last.at.date(),
        )  # fmt: skip
    raise HistoryError(
        "{person} menandatangani sebelum gilirannya: {roles} menyetujui lebih dahulu. Rekam dahulu"
        " persetujuan itu, lalu mintalah tanda tangan yang baru.",
        person=", ".join(one.person for one in early), roles=listed([missing[:1]]),
    )  # fmt: skip


def _source(minutes: Minutes) -> ApprovalSource:
    return ApprovalSource(
        kind="minutes", number=minutes.number, date=minutes.date,
        scan_sha256=minutes.scan_sha256, signatories=minutes.signatories,
        recorded_by=minutes.recorded_by,
    )  # fmt: skip
