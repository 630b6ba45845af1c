"""Forms of pull requests, one per kind of decision, in the language of the office.

A proposer takes one by `?template=plan.md` or from `kinerja propose`. Who approves comes from the
policy; what is to be looked at before is written here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations

from kinerja.content.shape.objects import KINDS, REPORT
from kinerja.messages import mark as _
from kinerja.model.content import Content
from kinerja.project.approvers import in_words, kinds_in_words, rules

FOLDER = ".github/PULL_REQUEST_TEMPLATE"


@dataclass(frozen=True, slots=True)
class _Form:
    """A form: what it is for, what it asks to be told, what to look at first, and its kinds."""

    name: str
    purpose: str
    tell: str
    look: tuple[str, ...]
    kinds: tuple[str, ...]


_FORMS = (
    _Form(
        "plan",
        _("Rencana kinerja: tujuan, area, indikator, target, bobot, atau rencana aksi."),
        _("Apa yang berubah dalam rencana, dan mengapa? Sebutkan rapat atau kajian dasarnya."),
        (
            _("Setiap target punya baseline beserta sumbernya."),
            _("Target yang diturunkan dan rumus yang diubah disebutkan di atas."),
            _("Setiap indikator punya rencana aksi dengan penanggung jawab."),
        ),
        ("goal", "area", "indicator", "target", "weights", "action-plan", "policy"),
    ),
    _Form(
        "realization",
        _("Laporan realisasi satu unit kerja untuk satu periode."),
        _("Unit kerja dan periode mana? Sebutkan paket yang belum dapat dilaporkan dan sebabnya."),
        (
            _("Hanya berkas unit kerja dan periode ini yang berubah."),
            _("Berkasnya memuat submitted_by dan submitted_on."),
            _("Yang belum diketahui dibiarkan kosong, bukan nol."),
        ),
        ("realization", "register", "mapping", "measurement"),
    ),
    _Form(
        "report",
        _("Laporan capaian satu periode, disegel dengan kinerja close."),
        _("Periode mana? Sebutkan hal yang perlu diperhatikan pimpinan."),
        (
            _("Semua realisasi periode ini sudah disetujui."),
            _("Folder reports hanya bertambah; rekaman lama tidak berubah."),
            _("Situs pratinjau sudah dibaca."),
        ),
        (REPORT,),
    ),
    _Form(
        "decision",
        _("Keputusan pimpinan atas laporan satu periode (langkah 17)."),
        _("Rapat mana yang memutuskan, kapan, dan dengan nomor notula berapa?"),
        (
            _("Setiap perbaikan punya tindak lanjut dengan penanggung jawab dan tenggat."),
            _("Keputusan melanjutkan tanpa perbaikan menyebut alasannya."),
            _("Indikator yang ditutup memang tercapai atau lewat waktunya."),
        ),
        ("decision",),
    ),
    _Form(
        "correction",
        _("Koreksi atas yang sudah disetujui atau disegel."),
        _("Apa yang salah, bagaimana diketahui, dan angka terbit mana yang terpengaruh?"),
        (
            _("Periode yang disegel dibuat ulang dengan kinerja revise; rekaman pertama tetap."),
            _("Alasan koreksi tertulis dalam kinerja revise --reason."),
            _("Yang menerima angka lama sudah diberi tahu, atau akan diberi tahu."),
        ),
        KINDS,
    ),
)


def form_for(kind: str) -> str:
    """The name of the form for a kind of object; a kind of no form's own is part of the plan."""
    own = (form.name for form in _FORMS if form.kinds != KINDS and kind in form.kinds)
    return next(own, "plan")


def pull_forms(content: Content, day: date, translations: NullTranslations) -> dict[str, str]:
    """The forms by path; who approves is as the policy says on the day."""
    return {
        f"{FOLDER}/{form.name}.md": "\n".join(_lines(form, content, day, translations)) + "\n"
        for form in _FORMS
    }


def _lines(
    form: _Form, content: Content, day: date, translations: NullTranslations
) -> Iterator[str]:
    say = translations.gettext
    made = _("Dibuat oleh kinerja generate dari approval-policy.yml. Ubah aturannya di sana.")
    yield f"<!-- {say(made)} -->"
    yield from ["", say(form.purpose), "", "## " + say(_("Isi usulan")), "", say(form.tell)]
    yield from ["", "## " + say(_("Sebelum meminta persetujuan")), ""]
    yield from (f"- [ ] {say(text)}" for text in (*form.look, _PASSES))
    yield from ["", "## " + say(_("Persetujuan")), ""]
    yield from _approval(form, content, day, translations)
    yield say(
        _("Pengusul, penulis commit, dan penyerah berkas tidak dapat menyetujui usulannya sendiri.")
    )


_PASSES = _("Pemeriksaan pada usulan ini hijau, atau peringatannya dijelaskan di atas.")


def _approval(
    form: _Form, content: Content, day: date, translations: NullTranslations
) -> Iterator[str]:
    """A line for each rule that is for a kind of this form."""
    say = translations.gettext
    for rule, kinds in rules(content, day):
        own = [kind for kind in kinds if kind in form.kinds]
        if own:
            yield say(_("- {kinds} (langkah {step}): {roles}.")).format(
                kinds=kinds_in_words(own, translations),
                step=rule.step,
                roles=in_words(rule, translations),
            )
    yield ""
