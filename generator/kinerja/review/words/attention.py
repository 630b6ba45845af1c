"""What a reviewer must look at in a difference, as plain sentences in the order of their weight.

Order and choice: the reviewer's comment of the approvals' design. Tables are `rows`'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from kinerja.compare.difference import Difference, Figure, Submission
from kinerja.content.shape.unfinished import UNFINISHED
from kinerja.messages import everywhere
from kinerja.messages import mark as _
from kinerja.review.words import plans
from kinerja.review.words.speech import Speech
from kinerja.review.words.telling import ORGANISATION, Section, is_first, subject
from kinerja.site import formats

_WHOLE = 100
"""Percent: nothing is missing."""

_MANY = 3
"""More sentences of a kind than a reader counts."""


def attention(speech: Speech, told: Difference) -> list[Section]:
    """What asks for a look, by weight; sections without sentences are left out."""
    sections = (
        (_("Target diturunkan"), plans.eased_aims(speech, told)),
        (_("Rumus, nilai awal, bobot, dan aturan"), plans.rules(speech, told)),
        (_("Yang dihapus atau tidak dihitung lagi"), _removed(speech, told)),
        (_("Periode yang sudah ditutup"), _sealed(speech, told)),
        (_("Status berubah"), _flips(speech, told)),
        (_("Nilai jauh dari sebelumnya"), _far(speech, told)),
        (_("Persetujuan yang tidak berlaku lagi"), _fallen(speech, told)),
        (_("Perbaikan yang diminta"), _returned(speech, told)),
        (_("Data belum lengkap"), _incomplete(speech, told)),
    )
    found = (Section(speech(title), tuple(lines)) for title, lines in sections)
    return [section for section in found if section.lines]


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
    for one in (one for one in told.closings if one.kind != "close"):
        yield speech(
            _("%(period)s sudah ditutup; usulan ini menggantikan laporannya. Laporan yang lama"
              " tetap tersimpan."),
            period=speech.period(one.period),
        )  # fmt: skip
    if not told.sealed:
        return
    periods = [speech.period(one.period) for one in told.sealed]
    ids = dict.fromkeys(id for one in told.sealed for id in one.indicators)
    names = speech.listed([speech.indicator(id) for id in ids], 3)
    yield speech(
        _("Dengan isi ini, angka %(count)s periode yang sudah ditutup dihitung lain dari laporannya"
          " (%(names)s): %(periods)s. Laporan itu tetap seperti semula sampai direvisi, dan sebelum"
          " direvisi situs tidak dapat dibangun."),
        count=speech.count(len(told.sealed)), periods=speech.listed(periods, len(periods)),
        names=names or speech(_("hanya gabungan")),
    )  # fmt: skip


def _flips(speech: Speech, told: Difference) -> Iterator[str]:
    found = [one for one in told.figures if is_first(one) and one.flips and one.before is not None]
    kinds = {is_better: sum(one.improves is is_better for one in found)
             for is_better in (False, True, None)}  # fmt: skip
    derived = sum(one.improves is False for one in told.figures if one.flips and not is_first(one))
    if len(found) > _MANY:
        yield speech(
            _("%(worse)s status memburuk, %(better)s membaik, %(new)s baru dinilai atau tidak"
              " dinilai lagi."),
            worse=speech.count(kinds[False]), better=speech.count(kinds[True]),
            new=speech.count(kinds[None]),
        )  # fmt: skip
    if derived:
        yield speech(
            _("Pada angka turunan (kumulatif, periode panjang, gabungan) %(count)s status"
              " memburuk."),
            count=speech.count(derived),
        )  # fmt: skip
    for one in sorted(found, key=_gravity):
        yield speech(
            _("Status %(subject)s berubah dari %(before)s menjadi %(after)s."),
            subject=subject(speech, one.row),
            before=speech.status(one.before), after=speech.status(one.after),
        )  # fmt: skip


def _gravity(one: Figure) -> tuple[bool, Decimal]:
    """The worst first: what gets worse, then by the score that it has now."""
    score = one.after.published if one.after is not None else None
    return one.improves is not False, score if score is not None else Decimal("Infinity")


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
            subject=subject(speech, one.row),
            value=speech.figure(one.row),
            previous=speech.period(one.previous.period),
            before=speech.figure(one.previous),
        )


def _fallen(speech: Speech, told: Difference) -> Iterator[str]:
    for one in told.fallen:
        name = speech.object(one.object)
        if one.after == "stale":
            yield speech(
                _(
                    "Persetujuan sebelumnya atas %(object)s tidak berlaku lagi sesudah usulan ini"
                    " digabungkan, karena isinya diubah."
                ),
                object=name,
            )
        else:
            moved = speech.listed([speech.object(name) for name in one.moved], 3)
            yield speech(
                _("Persetujuan atas %(object)s perlu ditinjau lagi, karena dasarnya berubah:"
                  " %(moved)s."),
                object=name, moved=moved,
            )  # fmt: skip


def _returned(speech: Speech, told: Difference) -> Iterator[str]:
    for one in told.returned:
        people = speech.listed([speech.related("person", who) for who in one.people])
        yield speech(
            _("%(object)s pernah dikembalikan untuk diperbaiki (%(people)s); usulan ini"
              " mengubahnya. Periksa apakah yang diminta sudah diperbaiki."),
            object=speech.object(one.object), people=people,
        )  # fmt: skip


def _incomplete(speech: Speech, told: Difference) -> Iterator[str]:
    for name, count in Counter(_unfinished(told)).items():
        yield speech(
            _("%(object)s: %(count)s isian belum diisi."),
            object=speech.object(name), count=speech.count(count),
        )  # fmt: skip
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
            count=speech.count(len(thin)), subject=subject(speech, row),
            coverage=formats.number(speech.language, coverage, 1),
        )  # fmt: skip


def _unfinished(told: Difference) -> Iterator[str]:
    """An object for each of its values that still is as `kinerja new` left it."""
    marks = everywhere(UNFINISHED)
    for rule in (*told.rules, *told.stated):
        if rule.after in marks:
            yield rule.object
    papers = {(one.period, one.minutes) for one in told.decisions if one.minutes}
    said = [(period, paper.number) for period, paper in papers]
    said += [(one.period, one.reason) for one in told.decisions]
    yield from (f"decision/{period}" for period, text in said if text in marks)


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
