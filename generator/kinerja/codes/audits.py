"""Words of findings about audit results: who may judge, when, and about which figure."""

from __future__ import annotations

from kinerja.findings import ERROR, WARNING, Rule
from kinerja.messages import mark as _

RULES: dict[str, Rule] = {
    "audit-too-early": Rule(
        ERROR,
        _("Audit bertanggal {value}, padahal periodenya baru berakhir pada {day}."),
        _("Periksa audited_on; angka diaudit setelah periodenya berakhir."),
    ),
    "audit-report-early": Rule(
        ERROR,
        _("Laporan audit bertanggal {value}, sebelum audit selesai pada {day}."),
        _("Periksa kedua tanggal; laporan terbit pada hari audit selesai atau sesudahnya."),
    ),
    "audit-not-independent": Rule(
        ERROR,
        _("{person} mengaudit indikator {value}, padahal menjadi {part} indikator itu."),
        _("Serahkan audit kepada orang yang tidak ikut membuat angkanya."),
    ),
    "audit-of-own-work": Rule(
        ERROR,
        _("{person} mengaudit periode ini, padahal menyerahkan atau menyetujui {object}."),
        _("Serahkan audit kepada orang yang tidak ikut membuat atau menyetujui angkanya."),
    ),
    "audit-by-other": Rule(
        WARNING,
        _("Hasil audit {person} diserahkan oleh {value}, bukan oleh auditornya sendiri."),
        _("Mintalah auditor menyerahkannya sendiri, supaya putusannya tidak ditulis orang lain."),
    ),
    "audit-beyond-tolerance": Rule(
        ERROR,
        _(
            "Putusan {value} tidak mungkin: hitungan auditor {rebuilt} berbeda lebih dari {most}%"
            " dari realisasi terbit {published}."
        ),
        _("Periksa kedua angka; bila benar, tulis result: inaccurate dan jelaskan pada note."),
    ),
    "audit-without-figure": Rule(
        ERROR,
        _("Indikator {value} tidak punya realisasi pada {period}, jadi tidak dapat diaudit."),
        _("Periksa indikator dan periodenya, atau hapus entri ini."),
    ),
    "audit-outdated": Rule(
        WARNING,
        _("Audit menilai realisasi {value} untuk {indicator}, padahal realisasinya kini {now}."),
        _(
            "Bila angkanya direvisi, mintalah audit baru; putusan lama tetap tampil bersama angka"
            " yang dinilainya."
        ),
    ),
}
