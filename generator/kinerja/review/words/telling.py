"""What a difference is about and asks for, as plain sentences.

No mark-up: `comment` and `cli` lay the same sentences out. What needs a look is `attention`'s,
tables are `rows`'.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kinerja.achievement.terms.table import Row
from kinerja.compare.difference import Difference, Figure, Minutes
from kinerja.content.shape.objects import keys_of_object
from kinerja.messages import mark as _
from kinerja.periods import Period
from kinerja.review.words.escaping import shown
from kinerja.review.words.speech import Speech
from kinerja.site import formats, words
from kinerja.site.approvals import waits_for

TOTAL, ORGANISATION = "total", "organisation"
"""How the table calls the top of its ladder, and the whole office."""

ASKED = _("Keputusan yang diminta:")

NEW = _("Isi baru")

_NAMED = 3
"""Objects that a title names."""

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
    if len(names) > _NAMED:
        return speech(
            _("Ringkasan perubahan: %(count)s berkas isi"), count=speech.count(len(names))
        )
    said = "; ".join(speech.object(name) for name in names)
    return speech(_("Ringkasan perubahan: %(objects)s"), objects=said)


def between(speech: Speech, told: Difference) -> str:
    """Which two states are compared."""
    return speech(
        _("Keadaan sekarang: %(base)s, isi pada %(before)s. Usulan: %(head)s, isi pada"
          " %(after)s."),
        base=speech.revision(told.base.commit), head=speech.revision(told.head.commit),
        before=formats.day(speech.language, told.base.today),
        after=formats.day(speech.language, told.head.today),
    )  # fmt: skip


def totals(speech: Speech, told: Difference) -> list[str]:
    """What becomes of the totals of the organisation and of the unit that it is about, if any.

    Of the period that was proposed, else of the latest; nothing where none differs.
    """
    periods = {keys_of_object(one.object).get("period", "") for one in told.objects}
    unit, lines = focus(told), []
    for scope in filter(None, (ORGANISATION, unit)):
        found = [
            one for one in told.figures
            if (one.row.level, one.row.basis) == (TOTAL, "period") and _is_of(one.row, scope)
        ]  # fmt: skip
        proposed = [one for one in found if one.row.period in periods]
        if proposed or found:
            one = max(proposed, key=_when) if proposed else found[0]
            lines.append(_total(speech, one))
    return lines


def _is_of(row: Row, scope: str) -> bool:
    return row.scope == scope if row.scope_type == "unit" else scope == ORGANISATION


def _when(one: Figure) -> tuple[date, int]:
    period = Period.parse(one.row.period)
    return period.end, period.months


def _total(speech: Speech, one: Figure) -> str:
    if one.before is None:
        template = _("%(subject)s: %(after)s (%(status)s); sebelumnya belum ada.")
    elif one.before.published is None:
        template = _("%(subject)s: %(after)s (%(status)s); sebelumnya %(before)s.")
    elif one.flips:
        template = _("%(subject)s: dari %(before)s (%(was)s) menjadi %(after)s (%(status)s).")
    else:
        template = _("%(subject)s: dari %(before)s menjadi %(after)s (%(status)s).")
    return speech(
        template, subject=subject(speech, one.row), before=speech.figure(one.before),
        was=speech.status(one.before), after=speech.figure(one.after),
        status=speech.status(one.after),
    )  # fmt: skip


def focus(told: Difference) -> str:
    """The unit that all realizations of the proposal are of; empty if there is none such."""
    units = {one.object.split("/")[1] for one in told.objects if one.object.startswith("realiz")}
    return units.pop() if len(units) == 1 else ""


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


def askers(speech: Speech, told: Difference) -> list[str]:
    """Who is to approve by the policy that holds now, a line for each set of roles."""
    lines = []
    for one in told.asks:
        template = _("Perlu disetujui: %(roles)s")
        if len(told.asks) > 1:
            template = _("Perlu disetujui: %(roles)s, untuk %(objects)s")
        objects = speech.listed([speech.object(name) for name in one.objects], 3)
        roles = waits_for(speech.language, one.roles, in_order=one.in_order)
        lines.append(speech(template, roles=roles, objects=objects))
    return lines


def nothing(speech: Speech, told: Difference) -> str:
    """One sentence for what changes no result, or none yet; empty where some figure differs."""
    if told.figures or told.decisions or told.closings:
        return ""
    if not told.is_nothing:
        return speech(_("Hasil yang sudah tercatat tidak berubah oleh usulan ini."))
    same = speech(_("Usulan ini tidak mengubah hasil."))
    if told.cosmetic and not told.objects and not told.handed_in:
        layout = _("Hanya cara penulisan yang berubah; persetujuan yang ada tetap berlaku.")
        return f"{same} {speech(layout)}"
    return same


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
    """The outcomes of step 17, those of a period after who took them and by what document."""
    lines = []
    papers: set[tuple[str, Minutes]] = set()
    for one in told.decisions:
        if one.minutes and (one.period, one.minutes) not in papers:
            papers.add((one.period, one.minutes))
            lines.append(_minutes(speech, one.period, one.minutes))
        kind, _slash, id = one.object.partition("/")
        name = speech.indicator(id) if kind == "indicator" else speech.object(one.object)
        about = {"object": name, "period": speech.period(one.period)}
        before, outcome = (
            words.code(speech.language, "decision", "decisions.0.outcome", told)
            for told in (one.before, one.outcome)
        )
        if one.outcome is None:
            template = _("%(object)s, %(period)s: keputusan dicabut (semula %(before)s).")
            lines.append(speech(template, before=before, **about))
            continue
        if one.effective_from:
            about["since"] = speech.period(one.effective_from)
        template = _("Keputusan atas %(object)s, %(period)s: %(outcome)s. Alasan: %(reason)s.")
        if one.effective_from:
            template = _("Keputusan atas %(object)s, %(period)s: %(outcome)s sejak %(since)s."
                         " Alasan: %(reason)s.")  # fmt: skip
        reason = shown(one.reason).rstrip(".")
        said = speech(template, outcome=outcome, reason=reason, **about)
        if one.follow_up:
            tasks = [
                f"{shown(action)} ({speech.related('person', owner)},"
                f" {formats.day(speech.language, due)})"
                for action, owner, due in one.follow_up
            ]
            said += " " + speech(_("Tindak lanjut: %(tasks)s."), tasks=speech.listed(tasks))
        if one.before and one.before != one.outcome:
            said += " " + speech(_("(Semula: %(before)s.)"), before=before)
        lines.append(said)
    return Section(speech(_("Keputusan langkah 17")), tuple(lines))


def _minutes(speech: Speech, period: str, told: Minutes) -> str:
    position = speech.related("position", told.position)
    if told.capacity != "definitive":
        capacity = words.code(speech.language, "decision", "decided_by.capacity", told.capacity)
        position = f"{capacity} {position}"
    return speech(
        _("Menurut usulan ini diputuskan untuk %(period)s oleh %(position)s pada %(day)s, berita"
          " acara %(number)s."),
        period=speech.period(period), position=position,
        day=formats.day(speech.language, told.decided_on), number=shown(told.number),
    )  # fmt: skip


def closings(speech: Speech, told: Difference) -> Section:
    """The reports of closed periods that come with it: their totals, and why they are revised."""
    templates = {
        "close": _("%(report)s: nilai total %(after)s (%(status)s)."),
        "revision": _("%(report)s, revisi karena ada data yang lebih baik: nilai total dari"
                      " %(before)s menjadi %(after)s (%(status)s). Alasan: %(reason)s"),
        "correction": _("%(report)s, koreksi karena ada kesalahan: nilai total dari %(before)s"
                        " menjadi %(after)s (%(status)s). Alasan: %(reason)s"),
    }  # fmt: skip
    lines = []
    for one in told.closings:
        totals = [figure for figure in one.figures if figure.row.level == TOTAL]
        before, after = (totals[0].before, totals[0].after) if totals else (None, None)
        lines.append(speech(
            templates[one.kind], report=speech.object(one.object), before=speech.figure(before),
            after=speech.figure(after), status=speech.status(after), reason=shown(one.reason),
        ))  # fmt: skip
    return Section(speech(_("Laporan periode")), tuple(lines))


def is_first(figure: Figure) -> bool:
    """Whether a figure is told before others: an indicator's own, or the organisation's total."""
    row = figure.row
    total = (row.level, row.basis, row.scope_type) == (TOTAL, "period", ORGANISATION)
    return figure.own or total


def subject(speech: Speech, row: Row) -> str:
    """What a figure is of: node, scope, period."""
    return f"{speech.node(row)}, {speech.scope(row)}, {speech.when(row)}"
