"""What a reviewer must know of a difference, as plain sentences in the order of their weight.

No mark-up: `comment` and `cli` lay the same sentences out. Order and choice: the reviewer's
comment of the approvals' design; tables are `rows`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kinerja.achievement.table import Row
from kinerja.compare.difference import Difference, Figure, Submission
from kinerja.messages import mark as _
from kinerja.review import plans
from kinerja.review.escaping import shown
from kinerja.review.speech import Speech
from kinerja.site import formats, words

TOTAL, ORGANISATION = "total", "organisation"
"""How the table calls the top of its ladder, and the whole office."""

_WHOLE = 100
"""Percent: nothing is missing."""

_MANY = 3
"""More sentences of a kind than a reader counts."""

ASKED = _("Keputusan yang diminta:")

PLAN, FACTS, REPORT, DECISION = "plan", "facts", "report", "decision"
_STEPS = {
    "goal": PLAN, "area": PLAN, "indicator": PLAN, "target": PLAN, "weights": PLAN,
    "action-plan": PLAN, "realization": FACTS, "register": FACTS, "mapping": FACTS,
    "measurement": FACTS, "report": REPORT, "decision": DECISION,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences on one thing, all of them, under a title."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of a pull request, in plain words that may stand as they are.

    `asked` is what has to be decided, `proposed` who asks for it, `approved` one line for each who
    did, `missing` one for each approval that is waited for, and why.
    """

    asked: str
    approved: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    proposed: str = ""


def title(speech: Speech, told: Difference) -> str:
    """What the proposal is about: its objects, as far as they are few."""
    names = [*(one.object for one in told.objects), *told.handed_in]
    if not names:
        return speech(_("Ringkasan perubahan"))
    if len(names) > 2:
        return speech(
            _("Ringkasan perubahan: %(count)s berkas isi"), count=speech.count(len(names))
        )
    said = "; ".join(speech.object(name) for name in names)
    return speech(_("Ringkasan perubahan: %(objects)s"), objects=said)


def between(speech: Speech, told: Difference) -> str:
    """Which two states are compared."""
    return speech(
        _("Keadaan sekarang: %(base)s, data sampai %(before)s. Usulan: %(head)s, data sampai"
          " %(after)s."),
        base=speech.revision(told.base.commit), head=speech.revision(told.head.commit),
        before=formats.day(speech.language, told.base.today),
        after=formats.day(speech.language, told.head.today),
    )  # fmt: skip


def total(speech: Speech, told: Difference) -> str:
    """What becomes of the organisation's total in the latest period; empty where nothing does."""
    totals = (one for one in told.figures if one.row.level == TOTAL and is_first(one))
    for one in totals:
        if one.before is None:
            template = _("%(subject)s: %(after)s (%(status)s); sebelumnya belum ada.")
        else:
            template = _("%(subject)s: dari %(before)s menjadi %(after)s (%(status)s).")
        return speech(
            template, subject=_subject(speech, one.row), before=speech.figure(one.before),
            after=speech.figure(one.after), status=speech.status(one.after),
        )  # fmt: skip
    return ""


def asked(speech: Speech, told: Difference) -> str:
    """The decision that the changed objects ask for by their kinds (SOP steps 6, 12, 16, 17)."""
    names = [*(one.object for one in told.objects), *told.handed_in]
    steps = {_STEPS.get(name.partition("/")[0], "") for name in names}
    said = [
        speech(words)
        for step, words in (
            (PLAN, _("persetujuan rencana kinerja (langkah 6)")),
            (FACTS, _("persetujuan data realisasi (langkah 12)")),
            (REPORT, _("persetujuan laporan (langkah 16)")),
            (DECISION, _("keputusan pimpinan atas hasil kinerja (langkah 17)")),
            ("", _("persetujuan perubahan aturan dan data rujukan")),
        )
        if step in steps
    ]
    return ", ".join(said) or speech(_("tidak ada"))


def nothing(speech: Speech, told: Difference) -> str:
    """One sentence for what changes no result; empty where something does."""
    return speech(_("Usulan ini tidak mengubah hasil.")) if told.is_nothing else ""


def empty(speech: Speech, told: Difference) -> Section:
    """Submissions without one stated value: to be said before everything else."""
    said = (
        speech(
            _("%(object)s tidak memuat satu nilai pun. Menyetujuinya berarti menyetujui laporan"
              " tanpa isi."),
            object=speech.object(one.object),
        )
        for one in told.empty
    )  # fmt: skip
    return Section(speech(_("Pengajuan kosong")), tuple(said))


def decisions(speech: Speech, told: Difference) -> Section:
    """The outcomes of step 17."""
    lines = []
    for one in told.decisions:
        about = {"object": speech.object(one.object), "period": speech.period(one.period)}
        before, outcome = (
            words.code(speech.language, "decision", "decisions.0.outcome", told)
            for told in (one.before, one.outcome)
        )
        if one.outcome is None:
            template = _("%(object)s, %(period)s: keputusan dicabut (semula %(before)s).")
            lines.append(speech(template, before=before, **about))
            continue
        template = _("Keputusan atas %(object)s, %(period)s: %(outcome)s. Alasan: %(reason)s")
        said = speech(template, outcome=outcome, reason=shown(one.reason), **about)
        if one.follow_up:
            tasks = [f"{shown(action)} ({shown(owner)}, {formats.day(speech.language, due)})"
                     for action, owner, due in one.follow_up]  # fmt: skip
            said += " " + speech(_("Tindak lanjut: %(tasks)s."), tasks=speech.listed(tasks))
        if one.before and one.before != one.outcome:
            said += " " + speech(_("(Semula: %(before)s.)"), before=before)
        lines.append(said)
    return Section(speech(_("Keputusan langkah 17")), tuple(lines))


def attention(speech: Speech, told: Difference) -> list[Section]:
    """What asks for a look, by weight; sections without sentences are left out."""
    sections = (
        (_("Target diturunkan"), plans.aims(speech, [one for one in told.aims if one.eased])),
        (_("Rumus, nilai awal, bobot, dan aturan"), plans.rules(speech, told.rules)),
        (_("Yang dihapus atau tidak dihitung lagi"), _removed(speech, told)),
        (_("Periode yang sudah ditutup"), _sealed(speech, told)),
        (_("Status berubah"), _flips(speech, told)),
        (_("Nilai jauh dari sebelumnya"), _far(speech, told)),
        (_("Persetujuan yang tidak berlaku lagi"), _fallen(speech, told)),
        (_("Data belum lengkap"), _incomplete(speech, told)),
    )
    found = (Section(speech(title), tuple(lines)) for title, lines in sections)
    return [section for section in found if section.lines]


# --- removals, seals, figures ------------------------------------------------------------------


def _removed(speech: Speech, told: Difference) -> Iterator[str]:
    for one in told.objects:
        if one.change == "removed":
            yield speech(_("%(object)s dihapus."), object=speech.object(one.object))
    gone = [one.id for one in told.packages if one.change == "removed"]
    if gone:
        yield speech(
            _("%(count)s paket dihapus dari daftar: %(packages)s."),
            count=speech.count(len(gone)), packages=speech.listed(gone),
        )  # fmt: skip
    out = [
        one.id
        for one in told.packages
        for fact in one.facts
        if one.change == "changed"
        and (
            (fact.name == "exclusion_reason" and fact.after is not None)
            or (fact.name == "register_status" and fact.before == "active")
        )
    ]
    if out:
        yield speech(
            _("%(count)s paket dikeluarkan dari hitungan: %(packages)s."),
            count=speech.count(len(out)), packages=speech.listed(out),
        )  # fmt: skip


def _sealed(speech: Speech, told: Difference) -> Iterator[str]:
    """All closed periods in one sentence: what touches one often touches many."""
    if not told.sealed:
        return
    periods = [
        speech(
            _("%(period)s (%(count)s angka)"),
            period=speech.period(one.period), count=speech.count(one.figures),
        )
        for one in told.sealed
    ]  # fmt: skip
    ids = dict.fromkeys(id for one in told.sealed for id in one.indicators)
    names = speech.listed([speech.indicator(id) for id in ids], 3)
    yield speech(
        _("Angka dalam %(count)s periode yang sudah ditutup akan berubah (%(names)s): %(periods)s."
          " Perubahan ini memerlukan revisi periode itu."),
        count=speech.count(len(told.sealed)), periods=speech.listed(periods, len(periods)),
        names=names or speech(_("hanya gabungan")),
    )  # fmt: skip


def is_first(figure: Figure) -> bool:
    """Whether a figure is told before others: an indicator's own, or the organisation's total."""
    row = figure.row
    total = (row.level, row.basis, row.scope_type) == (TOTAL, "period", ORGANISATION)
    return figure.own or total


def _flips(speech: Speech, told: Difference) -> Iterator[str]:
    found = [one for one in told.figures if is_first(one) and one.flips and one.before is not None]
    if len(found) > _MANY:
        worse = sum(one.improves is False for one in found)
        better = sum(one.improves is True for one in found)
        yield speech(
            _("%(worse)s status memburuk, %(better)s membaik."),
            worse=speech.count(worse), better=speech.count(better),
        )  # fmt: skip
    for one in found:
        yield speech(
            _("Status %(subject)s berubah dari %(before)s menjadi %(after)s."),
            subject=_subject(speech, one.row),
            before=speech.status(one.before), after=speech.status(one.after),
        )  # fmt: skip


def _subject(speech: Speech, row: Row) -> str:
    return f"{speech.node(row)}, {speech.scope(row)}, {speech.when(row)}"


def _far(speech: Speech, told: Difference) -> Iterator[str]:
    """Not of indicators whose formula changes: that is told, and says why they are far."""
    new = {one.object for one in told.rules if one.counts and one.pointer[:1] == ("formula",)}
    for one in (one for one in told.far if f"indicator/{one.row.node}" not in new):
        template = _("Nilai %(subject)s: %(value)s, jauh dari %(previous)s (%(before)s).")
        if one.unusual:
            template = _("Nilai %(subject)s: %(value)s, di luar kebiasaan indikator ini;"
                         " %(previous)s: %(before)s.")  # fmt: skip
        yield speech(
            template,
            subject=_subject(speech, one.row),
            value=speech.figure(one.row),
            previous=speech.period(one.previous.period),
            before=speech.figure(one.previous),
        )


def _fallen(speech: Speech, told: Difference) -> Iterator[str]:
    for one in told.fallen:
        name = speech.object(one.object)
        if one.after == "stale":
            yield speech(
                _("Persetujuan atas %(object)s menjadi kedaluwarsa, karena isinya berubah."),
                object=name,
            )
        else:
            moved = speech.listed([speech.object(name) for name in one.moved], 3)
            yield speech(
                _("Persetujuan atas %(object)s perlu ditinjau lagi, karena dasarnya berubah:"
                  " %(moved)s."),
                object=name, moved=moved,
            )  # fmt: skip


# --- what is open ------------------------------------------------------------------------------


def _incomplete(speech: Speech, told: Difference) -> Iterator[str]:
    for one in told.submissions:
        yield from _open(speech, one)
    thin = [
        (row.coverage, row)
        for figure in told.figures
        if (row := figure.after) is not None
        and figure.own
        and row.scope_type == ORGANISATION
        and row.coverage is not None
        and row.coverage < _WHOLE
    ]
    if thin:
        coverage, row = min(thin, key=lambda one: one[0])
        yield speech(
            _("%(count)s angka organisasi belum mencakup semua data; yang terendah %(subject)s:"
              " cakupan %(coverage)s%%."),
            count=speech.count(len(thin)), subject=_subject(speech, row),
            coverage=formats.number(speech.language, coverage, 1),
        )  # fmt: skip


def _open(speech: Speech, one: Submission) -> Iterator[str]:
    name = speech.object(one.object)
    if one.silent and one.stated:
        yield speech(
            _("%(object)s menyebut %(count)s paket tanpa satu nilai pun: %(packages)s."),
            object=name, count=speech.count(len(one.silent)), packages=speech.listed(one.silent),
        )  # fmt: skip
    if one.unreported:
        yield speech(
            _("%(object)s: %(count)s dari %(active)s paket aktif belum pernah dilaporkan."),
            object=name, count=speech.count(one.unreported), active=speech.count(one.active),
        )  # fmt: skip
